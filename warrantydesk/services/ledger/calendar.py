"""The due-back calendar: per day which pieces, lists and clocks end, and how much is at stake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.retention import retention_of
from warrantydesk.domain.return_clock import reminders, settled_end
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.due_dates import DueList, DuePiece, KeptPiece


class DueKind(StrEnum):
    """What ends on a day, the costliest first."""

    RETURN = "return"
    REQUEST = "request"
    REMINDER1 = "reminder1"
    REMINDER2 = "reminder2"
    SETTLED = "settled"
    LIST = "list"
    DISPUTE = "dispute"
    LENT = "lent"
    ARRIVAL = "arrival"
    SCRAP = "scrap"


DUE_NAMES = {
    DueKind.RETURN: N_("back to the maker"),
    DueKind.REQUEST: N_("asked for by the maker"),
    DueKind.REMINDER1: N_("first reminder of the maker"),
    DueKind.REMINDER2: N_("second reminder: tell the manager"),
    DueKind.SETTLED: N_("paid: last day to return"),
    DueKind.LIST: N_("return list must be there"),
    DueKind.DISPUTE: N_("last day to dispute"),
    DueKind.LENT: N_("lent until"),
    DueKind.ARRIVAL: N_("carrier means to be there"),
    DueKind.SCRAP: N_("may be scrapped from"),
}
LOSSES = frozenset(
    {DueKind.RETURN, DueKind.REQUEST, DueKind.SETTLED, DueKind.LIST, DueKind.DISPUTE}
)
"""What costs money once the day is over."""


@dataclass(frozen=True)
class DueMark:
    """One thing of a day: a piece, or a return list (then ``piece`` is None)."""

    day: date
    kind: DueKind
    brand: str
    piece: DuePiece | None = None
    shipment: DueList | None = None

    @property
    def amount_fen(self) -> int:
        """What the piece is worth to the claim; 0 of a list."""
        return self.piece.amount_fen if self.piece else 0

    @property
    def note(self) -> str:
        """What asks for it: the request, the refusal, who has it, the number of the list."""
        return self.piece.note if self.piece else self.shipment.number if self.shipment else ""


@dataclass(frozen=True)
class DueDay:
    """A day with what ends on it; a day without marks is not there."""

    day: date
    marks: tuple[DueMark, ...]

    def of(self, *kinds: DueKind) -> tuple[DueMark, ...]:
        """Return the marks of some kinds."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    @property
    def pieces(self) -> int:
        """How many pieces must leave or be answered for."""
        return sum(mark.piece is not None for mark in self.of(*LOSSES))

    @property
    def amount_fen(self) -> int:
        """What is at stake on that day."""
        return sum(mark.amount_fen for mark in self.of(*LOSSES))

    @property
    def brands(self) -> tuple[str, ...]:
        """The makers concerned, in order."""
        return tuple(sorted({mark.brand for mark in self.marks}))


def due_days(
    bench: Bench, start: date, end: date, taken: Callable[[DueMark], bool] = lambda mark: True
) -> tuple[DueDay, ...]:
    """Return the days of a period on which something ends, oldest first."""
    found: dict[date, list[DueMark]] = {}
    order = list(DueKind)
    for mark in _marks(bench, start, end):
        if taken(mark):
            found.setdefault(mark.day, []).append(mark)
    return tuple(
        DueDay(
            day,
            tuple(sorted(found[day], key=lambda mark: (order.index(mark.kind), -mark.amount_fen))),
        )
        for day in sorted(found)
    )


def _marks(bench: Bench, start: date, end: date) -> Iterator[DueMark]:
    store = bench.stores.due_dates
    for piece in store.returns(start, end):
        kind = DueKind.REQUEST if piece.note else DueKind.RETURN
        yield DueMark(piece.day, kind, piece.brand, piece)
    for kind, pieces in (
        (DueKind.REQUEST, store.requests(start, end)),
        (DueKind.DISPUTE, store.disputes(start, end)),
        (DueKind.LENT, store.lent(start, end)),
    ):
        for piece in pieces:
            yield DueMark(piece.day, kind, piece.brand, piece)
    yield from _reminded(bench, start, end)
    yield from _settled(bench, start, end)
    for each in store.lists(start, end):
        kind = DueKind.LIST if each.leaves else DueKind.ARRIVAL
        yield DueMark(each.day, kind, each.brand, None, each)
    for kept in store.kept():
        day = _scrap_from(bench, kept)
        if day is not None and start <= day <= end:
            piece = kept.piece._replace(day=day)
            yield DueMark(day, DueKind.SCRAP, piece.brand, piece)


def _reminded(bench: Bench, start: date, end: date) -> Iterator[DueMark]:
    """Yield the maker's reminders of what it asked for and has not got (C.4)."""
    rest = holidays(bench)
    for piece in bench.stores.due_dates.asked_for():
        for number, day in reminders(bench.profile(piece.brand), piece.day, rest):
            if start <= day <= end:
                kind = DueKind.REMINDER1 if number == 1 else DueKind.REMINDER2
                yield DueMark(day, kind, piece.brand, piece._replace(day=day))


def _settled(bench: Bench, start: date, end: date) -> Iterator[DueMark]:
    """Yield until when paid pieces must be back, or the car's next claim is returned (V83)."""
    rest = holidays(bench)
    for piece in bench.stores.due_dates.settled():
        day = settled_end(bench.profile(piece.brand), piece.day, rest)
        if day is not None and start <= day <= end:
            yield DueMark(day, DueKind.SETTLED, piece.brand, piece._replace(day=day))


def _scrap_from(bench: Bench, kept: KeptPiece) -> date | None:
    piece = OldPart(
        claim_id=kept.piece.claim_id,
        line=1,
        piece=1,
        hazard=kept.piece.hazard,
        paid_on=kept.paid_on,
        refused_on=kept.refused_on,
        refusal_code=kept.refusal_code,
    )
    kept_for = retention_of(piece, bench.profile(kept.piece.brand))
    return None if kept_for.disposal_order else kept_for.scrap_from
