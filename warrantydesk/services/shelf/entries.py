"""What is entered about pieces beside their life: payment, draining, a label that was seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.old_part import TERMINAL, OldPart, PartState, TagState
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.steps import Steps


class PieceEntries:
    """Enters facts of pieces."""

    def __init__(self, bench: Bench, steps: Steps) -> None:
        self._bench, self._steps = bench, steps

    def record_paid(self, claim_id: int, line: int, paid_on: date) -> tuple[OldPart, ...]:
        """Enter the day of payment for all pieces of a line.

        Refused(STATE) before the claim is filed, Refused(INVALID) for a day to come or before
        the repair.
        """
        stores = self._bench.stores
        claim = stores.claims.get(claim_id)
        pieces = [p for p in stores.parts.of_line(claim_id, line) if p.state is not PartState.VOID]
        if not pieces:
            raise refused(NOT_FOUND, N_("Line {line} has no such old part."), "line", line=line)
        self._bench.allow("shelf.record_paid")
        if claim.state not in FILED:
            raise refused(
                STATE, N_("Claim {claim} is not filed yet."), "line", claim=claim.claim_number
            )
        self._must_be_unpaid(pieces)
        self._must_be_a_day(paid_on, claim.visit.arrived_at)
        return tuple(
            self._all(pieces, N_("record payment"), lambda one: replace(one, paid_on=paid_on))
        )

    def _must_be_unpaid(self, pieces: list[OldPart]) -> None:
        """Refuse with STATE a line of which money on the account says when it was paid."""
        told = next((one.paid_on for one in pieces if one.paid_by_receipt), None)
        if told is not None:
            raise refused(
                STATE,
                N_("A receipt of {day} paid this line: its day changes with the receipt only."),
                "paid_on",
                day=told,
            )

    def _must_be_a_day(self, paid_on: date, arrived_at: datetime | None) -> None:
        if paid_on > self._bench.today:
            raise refused(INVALID, N_("{day} is still to come."), "paid_on", day=paid_on)
        zone = self._bench.clock.zone
        if arrived_at is not None and paid_on < arrived_at.astimezone(zone).date():
            raise refused(INVALID, N_("On {day} the car had not come yet."), "paid_on", day=paid_on)

    def set_drained(self, piece: OldPart, drained: bool) -> OldPart:
        """Note whether a piece is drained."""
        self._bench.allow("shelf.set_drained", piece.tag)
        self._must_be_here(piece)
        name = N_("drain old part")
        return self._all([piece], name, lambda one: replace(one, drained=drained))[0]

    def see_label(self, piece: OldPart) -> OldPart:
        """Confirm a label that was scanned."""
        self._bench.allow("shelf.see_label", piece.tag)
        if not piece.tag or piece.state is PartState.EXPECTED:
            raise refused(STATE, N_("The piece was not received yet."), "tag")
        self._must_be_here(piece)
        if piece.tag_state is TagState.CONFIRMED:
            return piece
        seen = TagState.CONFIRMED
        return self._all([piece], N_("confirm label"), lambda one: replace(one, tag_state=seen))[0]

    def set_maker_tag(self, piece: OldPart, maker_tag: str) -> OldPart:
        """Keep the maker's own number; Refused(INVALID) where another piece has it."""
        self._bench.allow("shelf.set_maker_tag", piece.tag)
        number = code(maker_tag)
        other = self._bench.stores.parts.by_tag(number) if number else None
        if other is not None and other.id != piece.id:
            raise refused(
                INVALID, N_("Another old part has the number {tag}."), "maker_tag", tag=number
            )
        return self._all(
            [piece], N_("enter maker's tag"), lambda one: replace(one, maker_tag=number)
        )[0]

    def _must_be_here(self, piece: OldPart) -> None:
        if piece.state in TERMINAL:
            raise refused(
                STATE,
                N_("“{action}” is not possible: the old part is {state}."),
                "tag",
                action=N_("change"),
                state=piece.state,
            )

    def _all(
        self, pieces: list[OldPart], name: str, change: Callable[[OldPart], OldPart]
    ) -> list[OldPart]:
        """Write changed pieces in one change that can be undone."""
        saved = []
        with self._bench.change(name, Kind.PARTS, Kind.PRINT_JOBS) as touched:
            for piece in pieces:
                touched.append(piece.claim_id)
                kept = self._bench.stores.parts.save(change(piece))
                if kept.tag_state is TagState.CONFIRMED is not piece.tag_state:
                    self._steps.confirm(kept)
                saved.append(kept)
        self._steps.undoable(name, pieces)
        return saved
