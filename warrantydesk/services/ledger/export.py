"""Writing a list to a file outside the desk: rows are read, drawn, and put there as a whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.listing import ListColumn, ListHead
from warrantydesk.domain.masks import sees_in_full
from warrantydesk.i18n import N_, _, date_text, list_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger.account import ALL, Asking, Only
from warrantydesk.services.ledger.calendar import DueMark, due_days
from warrantydesk.services.ledger.drawing import DRAWN, SIGNS, Surroundings
from warrantydesk.services.ledger.lists import LISTS, Asks, PlainList
from warrantydesk.services.ledger.names import names
from warrantydesk.services.ledger.rows import Row, Sources, Tick

if TYPE_CHECKING:
    from warrantydesk.documents.shipments.desk_paper import DeskPaper


class Wanted(NamedTuple):
    """What of a list is wanted: its days, where they are given, which rows, which claims."""

    start: date | None = None
    until: date | None = None
    only: Only = ALL
    claim_ids: Sequence[int] | None = None
    """The only claims, in the order wanted; for lists of claims."""


@dataclass(frozen=True)
class Exported:
    """What was written."""

    list: str
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class Exporting:
    """A list with all that a worker needs to draw it and put it at its place."""

    code: str
    file: Path
    rows: Callable[[Tick], Iterable[Row]]
    around: Surroundings
    folder: Path

    def __call__(self, tick: Tick = lambda done, total: None) -> Exported:
        """Draw the list and put it at its place; what ``tick`` raises ends it, nothing written."""
        tick = _Progress(tick)
        counted = Counted(self.rows(tick), tick)
        ending = self.file.suffix.lower()
        weighed = _Weighed(DRAWN[ending](self.around, counted, tick), counted, tick)
        targets.write_parts(self.file, SIGNS[ending], weighed, self.folder)
        return Exported(self.code, str(self.file), counted.count, weighed.bytes)


class _Progress:
    """Passes on how far the work is: whoever knows the whole says it, others only come along."""

    def __init__(self, tick: Tick) -> None:
        self._tick, self._done, self._total = tick, 0, 0

    def __call__(self, done: int, total: int) -> None:
        if total or not self._total:
            self._done, self._total = done, total
        self._tick(self._done, self._total)


class Counted:
    """Rows that are counted while they are drawn."""

    def __init__(self, rows: Iterable[Row], tick: Tick) -> None:
        self._rows, self._tick, self.count = rows, tick, 0

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        for row in self._rows:
            self.count += 1
            if self.count % 1000 == 0:
                self._tick(self.count, 0)
            yield row


class _Weighed:
    """The pieces of a file, whose bytes are counted; the last chance to end it is behind them."""

    def __init__(self, parts: Iterable[bytes], counted: Counted, tick: Tick) -> None:
        self._parts, self._counted, self._tick, self.bytes = parts, counted, tick, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.bytes += len(part)
            yield part
        self._tick(self._counted.count, self._counted.count)


def exporting(bench: Bench, code: str, file: Path, wanted: Wanted) -> Exporting:
    """Read what a list needs now.

    Refused(NOT_FOUND) for a list that is not offered, INVALID for a file that cannot be written
    and for days, states or claims by which the list cannot be asked for: that is said before the
    work, not after it.
    """
    plain = LISTS.get(code)
    if plain is None:
        raise refused(
            NOT_FOUND,
            N_("There is no list “{list}”. There are: {lists}."),
            "list",
            list=code,
            lists=", ".join(LISTS),
        )
    bench.allow("ledger.export")
    if plain.right:
        bench.allow(plain.right)
    _must_fit(bench, plain, wanted)
    folder = bench.stores.db.folder.path
    targets.may_write(file, SIGNS[ending_of(file)], folder)
    sources = _sources(bench, plain, wanted)
    columns = tuple(
        ListColumn(_(column.title), column.holds, column.width) for column in plain.columns
    )
    around = Surroundings(
        ListHead(_(plain.title), _said(plain, sources), columns),
        plain.paper,
        sources.account if plain.counts else None,
        paper_desk(bench, file),
        plain.summed,
        bench.clock.zone,
    )
    return Exporting(code, file, lambda tick: plain.rows(sources, tick), around, folder)


def _must_fit(bench: Bench, plain: PlainList, wanted: Wanted) -> None:
    start, until, only, ids = wanted
    if start and until and start > until:
        raise refused(INVALID, N_("The first day is after the last one."), "from")
    if only.brand and only.brand not in bench.tables.codes():
        raise refused(
            INVALID, N_("There is no brand {brand}."), "only.brand", brand=only.brand[:40]
        )
    if only.by and only.by not in plain.days:
        raise refused(
            INVALID,
            N_("This list cannot be asked for by “{day}”. It can by: {days}."),
            "only.by",
            day=only.by,
            days=", ".join(plain.days) or "—",
        )
    unknown = next((state for state in only.states if state not in plain.states), None)
    if unknown is not None:
        raise refused(
            INVALID,
            N_("This list cannot be asked for by the state “{state}”. It can by: {states}."),
            "only.states",
            state=unknown,
            states=", ".join(plain.states) or "—",
        )
    if ids is not None and not plain.of_claims:
        raise refused(INVALID, N_("This list is not one of claims."), "claim_ids")


def _sources(bench: Bench, plain: PlainList, wanted: Wanted) -> Sources:
    first, last = plain.period(wanted.start, wanted.until, bench.today)
    stores = bench.stores
    return Sources(
        Asking(stores.part_ledger, first, last, bench.clock.zone, wanted.only),
        stores.plain_lists,
        names(bench),
        stores.claim_lists,
        _due(bench, first, last, wanted.only) if plain.code == "parts_due" else (),
        _entries(bench, first, last) if plain.code == "journal" else _nothing,
        wanted.claim_ids,
        sees_in_full(bench.person),
    )


def _entries(bench: Bench, first: date, last: date) -> Callable[[Tick], Iterator[Row]]:
    from warrantydesk.services.journal import JournalService  # it writes its files by this module

    return JournalService(bench).rows(first, last)


def _nothing(_tick: Tick) -> Iterator[Row]:
    return iter(())


def paper_desk(bench: Bench, file: Path) -> "DeskPaper | None":
    """Return what stands around a list on paper, None for a file that is none."""
    if file.suffix.lower() != ".pdf":
        return None
    from warrantydesk.services.papers.shipment_facts import desk_paper

    return desk_paper(bench)


def _due(bench: Bench, first: date, last: date, only: Only) -> tuple[DueMark, ...]:
    days = due_days(bench, first, last, lambda mark: not only.brand or mark.brand == only.brand)
    return tuple(mark for day in days for mark in day.marks)


def _said(plain: PlainList, sources: Sources) -> str:
    """Return in words which days a list speaks of, and by which day of a row."""
    asking = sources.asking
    days = spoken(plain, asking.start, asking.end)
    if sources.claim_ids is not None or not days:
        return ""
    by = plain.days.get(asking.only.by) or next(iter(plain.days.values()), "")
    return _("{day}: {period}", day=_(by), period=days) if by else days


def spoken(plain: PlainList, first: date, last: date) -> str:
    """Return in words which days a list speaks of."""
    if plain.asks is Asks.DAY:
        return _("on {day}", day=date_text(last))
    if first == EARLIEST:
        return _("until {day}", day=date_text(last)) if last != LATEST else ""
    if last == LATEST:
        return _("from {day}", day=date_text(first))
    return _("{start} to {end}", start=date_text(first), end=date_text(last))


def ending_of(file: Path) -> str:
    """Return the kind of a file by its ending; Refused(INVALID) for another."""
    ending = file.suffix.lower()
    if ending not in DRAWN:
        raise refused(
            INVALID,
            N_("Name a file that ends in one of {endings}."),
            "file",
            endings=list_text(DRAWN),
        )
    return ending
