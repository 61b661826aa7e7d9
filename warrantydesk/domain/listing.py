"""Lists that leave the desk: what their columns hold, whatever file they are written to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | date | datetime | None


class Holds(StrEnum):
    """What stands in a column; numbers are whole: fen, permille, tenths, hundredths."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"
    PERMILLE = "permille"
    """Shown as percent with one decimal."""
    TENTHS = "tenths"
    """Shown with one decimal."""
    HUNDREDTHS = "hundredths"
    """Shown with two decimals, as hours."""


DIVIDED = {Holds.MONEY: 100, Holds.TENTHS: 10, Holds.HUNDREDTHS: 100}
"""By what a whole number is divided to be shown."""
NUMBERS = frozenset({Holds.COUNT, Holds.PERMILLE, *DIVIDED})
"""What stands at the right."""


@dataclass(frozen=True)
class ListColumn:
    """A column: its title as it is shown, what it holds, how many letters wide it is."""

    title: str
    holds: Holds = Holds.TEXT
    width: int = 12


@dataclass(frozen=True)
class ListHead:
    """What stands above a list: its title, the period or day it speaks of, its columns."""

    title: str
    period: str
    columns: tuple[ListColumn, ...]
