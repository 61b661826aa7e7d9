"""Steps of pieces in a shipment, judged by the life of a piece; written inside open changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.part_facts import MoveRequest, PieceFacts
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import (
    deduction_fen,
    facts_of_piece,
    moved_together,
    outbound_place,
)


class Judge:
    """Judges the steps of many pieces; what a claim brings along is read once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._facts: dict[int, PieceFacts] = {}

    def moved(self, piece: OldPart, action: str, request: MoveRequest | None = None) -> OldPart:
        """Return the piece after an action of C.2; Refused."""
        facts = self._facts.get(piece.claim_id)
        if facts is None:
            facts = self._facts[piece.claim_id] = facts_of_piece(self._bench, piece)
        profile = self._bench.profile(facts.claim.brand)
        own = replace(
            facts,
            hazard=profile.hazards.get(piece.hazard),
            deduction_fen=deduction_fen(profile, piece),
        )
        return moved_together(self._bench, own, piece, action, request or MoveRequest())

    def all(self, pieces: Iterable[OldPart], action: str) -> tuple[list[OldPart], list[Finding]]:
        """Return pieces after an action, and what stands against it, a finding per piece."""
        after: list[OldPart] = []
        against: list[Finding] = []
        for piece in pieces:
            try:
                after.append(self.moved(piece, action))
            except Refused as no:
                against += no.findings
        return after, against


def former_place(bench: Bench, piece: OldPart) -> str:
    """Return where a packed piece stood before, as the journal tells it."""
    if piece.place and piece.place != outbound_place(bench):
        return piece.place
    for entry in reversed(bench.stores.journal.entries("old_part", piece.id)):
        place = (entry.after or {}).get("place")
        if isinstance(place, str) and place and place != piece.place:
            return place
    return piece.place


def off_list(bench: Bench, pieces: Sequence[OldPart]) -> list[OldPart]:
    """Write pieces as no longer on a list; inside an open change."""
    return [
        bench.stores.parts.save(replace(piece, shipment_id=None, box=""))
        for piece in pieces
        if piece.shipment_id is not None or piece.box
    ]
