"""What a list that leaves the desk is, and the columns that many of them have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.i18n import N_
from warrantydesk.services.ledger.rows import Sources, Tick

Rows = Callable[[Sources, Tick], Iterator[tuple[Cell, ...]]]


class Asks(StrEnum):
    """Which days a list speaks of."""

    PERIOD = "period"
    DAY = "day"
    """Of the evening of its last day."""
    COMING = "coming"
    """From today on, and what is overdue."""


@dataclass(frozen=True)
class PlainList:
    """A list: its columns and how its rows are read; titles are shown translated."""

    code: str
    title: str
    columns: tuple[ListColumn, ...]
    rows: Rows
    asks: Asks = Asks.PERIOD
    paper: tuple[tuple[int, ...], ...] = ()
    """Which columns stand below each other on paper; empty: each has its own."""
    counts: bool = False
    """Opening and closing stock stand above it on paper."""
    summed: tuple[int, ...] = ()
    """Columns of amounts whose sums stand below the rows."""
    days: Mapping[str, str] = field(default_factory=dict)
    """The days by which it may be asked for, and what each is called; the first one if none is
    named. Empty: only the day of its own."""
    states: Mapping[Any, str] = field(default_factory=dict)
    """The states by which it may be asked for; empty: none."""
    right: str = ""
    """The right that it asks for beside that of leaving the desk; empty: none."""
    of_claims: bool = False
    """Its rows are read of claims, which may be given by their ids."""

    def period(self, start: date | None, until: date | None, today: date) -> tuple[date, date]:
        """Return the days it speaks of, where some are not given: all until today."""
        last = until or (LATEST if self.asks is Asks.COMING else max(today, start or today))
        first = start or EARLIEST
        return (last if self.asks is Asks.DAY else min(first, last)), last


TAG = ListColumn(N_("Tag"), width=14)
PART_NO = ListColumn(N_("Part no."), width=16)
PART_NAME = ListColumn(N_("Part"), width=26)
CLAIM = ListColumn(N_("Claim"), width=15)
VIN = ListColumn(N_("VIN"), width=24)
MAKER = ListColumn(N_("Maker"), width=14)
SUPPLIER = ListColumn(N_("Supplier"), width=26)
HAZARD = ListColumn(N_("Hazard"), width=12)
PLACE = ListColumn(N_("Place"), width=9)
BOX = ListColumn(N_("Box"), width=17)
SHIPMENT = ListColumn(N_("Shipment"), width=14)
STATE = ListColumn(N_("State"), width=14)
AMOUNT = ListColumn(N_("Amount ¥"), Holds.MONEY, 12)
PLATE = ListColumn(N_("Plate"), width=10)
PAYER = ListColumn(N_("Who pays"), width=20)
WHO = ListColumn(N_("Who"), width=10)
REASON = ListColumn(N_("Reason"), width=26)


def moment_column(title: str) -> ListColumn:
    """Return a column of that kind."""
    return ListColumn(title, Holds.MOMENT, 17)


def day_column(title: str) -> ListColumn:
    """Return a column of that kind."""
    return ListColumn(title, Holds.DAY, 12)


def count_column(title: str) -> ListColumn:
    """Return a column of that kind."""
    return ListColumn(title, Holds.COUNT, 9)


def money_column(title: str) -> ListColumn:
    """Return a column of that kind."""
    return ListColumn(title, Holds.MONEY, 12)
