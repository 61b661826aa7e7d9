"""Receive: a claim, and the pieces of it one after the other."""

from dataclasses import replace

from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.scan import CLAIM, TAG, VIN
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import N_
from warrantydesk.services.scanning.hands import (
    Hands,
    named,
    out_of_place,
    told,
    values_of,
    warned,
)
from warrantydesk.services.scanning.lookup import REPAIR_ORDER, Seen
from warrantydesk.services.scanning.result import ScanResult, Sound, Taken, Tone
from warrantydesk.services.scanning.session import Session


class Receiving:
    """Claim, repair order or VIN name the pieces; the same again receives the next one."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Show what is expected, or receive the next piece of the claim in hand."""
        if seen.kind == CLAIM:
            return self._claim(self._hands.claims.by_number(seen.text).id, session)
        if seen.kind == VIN:
            return self._one_of(self._hands.lookup.claims_of_vehicle(seen.text), seen, session)
        if seen.kind == REPAIR_ORDER:
            return self._one_of(self._hands.lookup.claims_of_order(seen.text), seen, session)
        if seen.kind == TAG:
            return self._tag(seen.text, session)
        return out_of_place(seen, session)

    def expected(self, claim_id: int) -> list[PieceSummary]:
        """Return the pieces of a claim that did not come yet, in order of line."""
        if not claim_id:
            return []
        pieces = self._hands.shelf.pieces_of(claim_id)
        return [one for one in pieces if one.state is PartState.EXPECTED]

    def receive(self, piece: PieceSummary, session: Session) -> Taken:
        """Receive one piece; it gets its tag."""
        old = self._hands.shelf.receive(
            piece.claim_id, piece.line, piece.piece, session.handed_over_by
        )
        waiting = self.expected(piece.claim_id)
        values = {
            "tag": spoken(old.tag),
            "piece": named(piece),
            "claim": piece.claim_number,
            "next": named(waiting[0]) if waiting else "",
        }
        said = N_("{piece} · Enter receives {next}") if waiting else N_("{piece} · {claim}")
        result = ScanResult(
            Tone.OK,
            Sound.OK,
            N_("Received {tag}"),
            said,
            values,
            piece_id=old.id,
            claim_id=piece.claim_id,
            received_tag=old.tag,
            undoable=True,
        )
        return Taken(result, replace(session, claim_id=piece.claim_id))

    def _claim(self, claim_id: int, session: Session) -> Taken:
        waiting = self.expected(claim_id)
        if waiting and session.claim_id == claim_id:
            return self.receive(waiting[0], session)
        return Taken(self.shown(claim_id), replace(session, claim_id=claim_id))

    def shown(self, claim_id: int) -> ScanResult:
        """Say what is expected of a claim."""
        number = self._hands.claims.get(claim_id).claim_number
        waiting = self.expected(claim_id)
        if waiting:
            return told(
                N_("Pieces expected: {n}"),
                N_("{claim} · Enter receives {piece}"),
                {"n": len(waiting), "claim": number, "piece": named(waiting[0])},
                piece_id=waiting[0].id,
                claim_id=claim_id,
            )
        said = N_("{claim}: no piece is waiting for this step")
        if not self._hands.shelf.pieces_of(claim_id):
            said = N_("{claim} has no old parts")
        return warned(N_("Nothing to do"), said, {"claim": number}, claim_id=claim_id)

    def _one_of(self, claims: list[int], seen: Seen, session: Session) -> Taken:
        """Go on with the one claim that has pieces to come; name them where there are several."""
        if not claims:
            raise refused(
                NOT_FOUND, N_("{scanned}: nothing was written"), "code", scanned=seen.text
            )
        waiting = [claim for claim in claims if self.expected(claim)]
        if session.claim_id in waiting:
            return self._claim(session.claim_id, session)
        if len(waiting) == 1:
            return self._claim(waiting[0], session)
        if not waiting:
            said = warned(
                N_("Nothing to do"),
                N_("{code}: no piece is waiting for this step"),
                {"code": seen.text},
                claim_id=claims[0],
            )
            return Taken(said, session)
        numbers = [self._hands.claims.get(claim).claim_number for claim in waiting]
        said = warned(
            N_("Which claim? {n} have pieces to come"),
            N_("Scan or type the number of one: {claims}"),
            {"n": len(numbers), "claims": tuple(numbers)},
            claim_id=waiting[0],
        )
        return Taken(said, session)

    def _tag(self, tag: str, session: Session) -> Taken:
        """Show a piece; one whose receipt was taken back has kept its tag and is received."""
        piece = self._hands.shelf.by_tag(tag)
        for one in self.expected(piece.claim_id):
            if one.id == piece.id:
                return self.receive(one, session)
        result = warned(
            N_("Has its tag already"),
            N_("{piece} · {state} · {place}") if piece.place else N_("{piece} · {state}"),
            values_of(piece),
            piece_id=piece.id,
            claim_id=piece.claim_id,
        )
        return Taken(result, session)
