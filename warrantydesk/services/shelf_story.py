"""What happened to a piece and where it was on any day, as the journal tells it.

There is no second table of movements: every change of a piece stands in the journal with its
instant, person and action, and is folded here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.domain.dates import from_utc_text, local_date
from warrantydesk.domain.old_part import PartState
from warrantydesk.services.bench import Bench

_TOLD = frozenset(
    {"state", "place", "box", "shipment_id", "tag_state", "paid_on", "return_by", "request_no"}
    | {"lent_to", "drained", "maker_tag", "deducted_fen"}
)
"""Columns whose change is an event in the life of a piece; others stand beside one."""
_DETAILS = ("request_no", "lent_to", "refusal_code", "refusal_text", "paid_on", "reason")


@dataclass(frozen=True)
class StoryLine:
    """One event: when, who, what was done, and how the piece stood afterwards."""

    at: datetime
    who: str
    """The login of who did it."""
    action: str
    """What the journal calls it, a sentence of the catalog."""
    state: PartState
    place: str
    box: str
    shipment_id: int | None
    detail: str
    """Reason, borrower, number of a request or refusal, where the event brought one."""
    moved: bool
    """State, place or box are others than before."""


@dataclass(frozen=True)
class LineStory:
    """What became of the pieces of a part line; amounts are net fen."""

    states: Mapping[PartState, int]
    refusals: Mapping[int, str]
    """The reason code of each piece that was refused, by its number."""
    deductions: Mapping[int, int]
    """What the maker took off for each such piece, by its number; none where it took nothing."""

    @property
    def deducted_fen(self) -> int:
        """What the maker took off for the whole line."""
        return sum(self.deductions.values())


class ShelfStory:
    """Reads the journal of pieces; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def of_piece(self, part_id: int) -> tuple[StoryLine, ...]:
        """Return the events of a piece, oldest first."""
        state: dict[str, object] = {}
        lines: list[StoryLine] = []
        for entry in self._bench.stores.journal.entries("old_part", part_id):
            changed = {
                name for name, value in (entry.after or {}).items() if state.get(name) != value
            }
            state.update(entry.after or {})
            if changed & _TOLD:
                at = from_utc_text(entry.utc)
                lines.append(_line((at, entry.actor, entry.action), state, changed))
        return tuple(lines)

    def where(self, part_id: int, on: date) -> StoryLine | None:
        """Return how a piece stood at the end of a day; None before it was expected."""
        zone = self._bench.clock.zone
        found = None
        for line in self.of_piece(part_id):
            day = local_date(line.at, zone)
            if day is not None and day <= on:
                found = line
        return found

    def reached(self, part_id: int) -> Mapping[PartState, datetime]:
        """Return when a piece came last into each state it was in."""
        found: dict[PartState, datetime] = {}
        before = None
        for line in self.of_piece(part_id):
            if line.state is not before:
                found[line.state] = line.at
            before = line.state
        return found

    def of_line(self, claim_id: int, line: int) -> LineStory:
        """Return what became of the pieces of a part line; those that are void count nothing."""
        pieces = [
            piece
            for piece in self._bench.stores.parts.of_line(claim_id, line)
            if piece.state is not PartState.VOID
        ]
        states: dict[PartState, int] = {}
        for piece in pieces:
            states[piece.state] = states.get(piece.state, 0) + 1
        refusals = {piece.piece: piece.refusal_code for piece in pieces if piece.refusal_code}
        deductions = {piece.piece: piece.deducted_fen for piece in pieces if piece.deducted_fen}
        return LineStory(states, refusals, deductions)


def _line(
    told: tuple[datetime, str, str], state: Mapping[str, object], changed: set[str]
) -> StoryLine:
    shipment = state.get("shipment_id")
    return StoryLine(
        *told,
        state=PartState(str(state.get("state") or PartState.EXPECTED)),
        place=str(state.get("place") or ""),
        box=str(state.get("box") or ""),
        shipment_id=shipment if isinstance(shipment, int) else None,
        detail=" · ".join(
            str(state[name]) for name in _DETAILS if name in changed and state.get(name)
        ),
        moved=bool(changed & {"state", "place", "box"}),
    )
