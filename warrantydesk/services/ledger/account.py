"""One pass over the journal: the stock before, every movement of a period, the stock after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from warrantydesk.domain.dates import LATEST, local_date
from warrantydesk.domain.part_ledger import (
    NOWHERE,
    DayCount,
    Movement,
    PartEntry,
    Standing,
    Way,
    after,
    by_day,
    moved_by,
)
from warrantydesk.storage.part_ledger import PartLedgerStore, PieceFacts, Step

GROUPED_BY = ("brand", "supplier_code", "hazard", "model_code")


@dataclass(frozen=True)
class Only:
    """Which pieces or rows are looked at; empty: all.

    ``text`` is part of tag, number, name, claim or VIN of a piece. Lists other than those of
    pieces heed ``brand``, ``states`` and ``by``: the day that decides, where there are several.
    """

    brand: str = ""
    supplier: str = ""
    hazard: str = ""
    model: str = ""
    text: str = ""
    states: tuple[str, ...] = ()
    by: str = ""

    def takes(self, piece: PieceFacts) -> bool:
        """Tell whether a piece is among them."""
        asked = (
            (self.brand, piece.brand),
            (self.supplier, piece.supplier_code),
            (self.hazard, piece.hazard),
            (self.model, piece.model_code),
        )
        if any(wanted and wanted != found for wanted, found in asked):
            return False
        wanted = self.text.strip().lower()
        words = (piece.tag, piece.part_no, piece.part_name, piece.claim_number, piece.vin)
        return not wanted or any(wanted in word.lower() for word in words)


ALL = Only()


class LedgerLine(NamedTuple):
    """A movement with its piece; ``shipment`` is the number of its return list."""

    movement: Movement
    piece: PieceFacts
    shipment: str = ""


class StockLine(NamedTuple):
    """A piece that is in the house, with its place and the days it has been here."""

    piece: PieceFacts
    standing: Standing
    days: int
    shipment: str = ""


class GroupCount(NamedTuple):
    """Pieces of one maker, supplier, hazard or model; the amount is of those still here."""

    code: str
    opening: int
    came: int
    went: int
    closing: int
    amount_fen: int


@dataclass(frozen=True)
class Account:
    """The ledger of a period: opening + came − went = closing, always."""

    start: date
    end: date
    opening: int
    closing: int
    lines: tuple[LedgerLine, ...]
    stock: tuple[StockLine, ...]
    days: tuple[DayCount, ...]
    groups: Mapping[str, tuple[GroupCount, ...]]
    """By each of ``GROUPED_BY``, the largest first."""

    @property
    def came(self) -> int:
        """Pieces that came in."""
        return sum(line.movement.way is Way.IN for line in self.lines)

    @property
    def went(self) -> int:
        """Pieces that went out."""
        return sum(line.movement.way is Way.OUT for line in self.lines)

    @property
    def longest(self) -> int:
        """Days that the oldest piece has been here."""
        return max((line.days for line in self.stock), default=0)


@dataclass
class _Tally:
    """What one pass counts."""

    opening: int = 0
    lines: list[LedgerLine] = field(default_factory=list)
    stock: list[StockLine] = field(default_factory=list)
    counts: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def count(self, piece: PieceFacts, change: Iterable[int]) -> None:
        """Add opening, came, went, closing and amount to every group of a piece."""
        numbers = list(change)
        for column in GROUPED_BY:
            held = self.counts.setdefault((column, getattr(piece, column)), [0] * 5)
            for place, number in enumerate(numbers):
                held[place] += number


def instant_after(day: date, zone: tzinfo | None) -> datetime:
    """Return the last second of a day of the desk; of a far one that of the last day of all."""
    day = min(day, LATEST)
    begins = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return begins - timedelta(seconds=1)


@dataclass(frozen=True)
class Asking:
    """A question to the ledger that a worker may answer: everything it needs is in it."""

    store: PartLedgerStore
    start: date
    end: date
    zone: tzinfo | None
    only: Only = ALL

    @cached_property
    def begins(self) -> datetime:
        """The first instant of the period."""
        return datetime.combine(self.start, datetime.min.time(), self.zone)

    def __call__(self, step: Step = lambda done, total: None) -> Account:
        """Read the journal and count; ``step`` hears how far it is and may end it by raising."""
        tally = _Tally()
        numbers = self.store.shipment_numbers()
        for entries, facts in self.store.blocks(instant_after(self.end, self.zone), step):
            for piece_id, own in groupby(entries, key=attrgetter("piece_id")):
                piece = facts.get(piece_id)
                if piece is not None and self.only.takes(piece):
                    self._read(piece, own, tally, numbers)
        tally.lines.sort(key=lambda line: line.movement.at)
        return self._account(tally)

    def _read(
        self,
        piece: PieceFacts,
        entries: Iterator[PartEntry],
        tally: _Tally,
        numbers: Mapping[int, str],
    ) -> None:
        standing = opening = NOWHERE
        came = went = 0
        for entry in entries:
            now = after(standing, entry)
            if entry.at < self.begins:
                opening = now
            elif (moved := moved_by(standing, now, entry)) is not None:
                came += moved.way is Way.IN
                went += moved.way is Way.OUT
                number = numbers.get(moved.shipment_id or 0, "")
                tally.lines.append(LedgerLine(moved, piece, number))
            standing = now
        here = standing.in_stock
        tally.opening += opening.in_stock
        if here:
            days = standing.days(self.end, self.zone)
            number = numbers.get(standing.shipment_id or 0, "")
            tally.stock.append(StockLine(piece, standing, days, number))
        if opening.in_stock or came or went:
            amount = piece.amount_fen if here else 0
            tally.count(piece, (opening.in_stock, came, went, here, amount))

    def _account(self, tally: _Tally) -> Account:
        days = (
            (local_date(line.movement.at, self.zone) or self.start, line.movement.way)
            for line in tally.lines
        )
        return Account(
            self.start,
            self.end,
            tally.opening,
            len(tally.stock),
            tuple(tally.lines),
            tuple(tally.stock),
            by_day(tally.opening, days),
            {column: _groups(tally.counts, column) for column in GROUPED_BY},
        )


def _groups(counts: Mapping[tuple[str, str], list[int]], column: str) -> tuple[GroupCount, ...]:
    found = [GroupCount(code, *held) for (name, code), held in counts.items() if name == column]
    return tuple(sorted(found, key=lambda one: (-one.closing, -one.came - one.went, one.code)))
