"""Lists that leave the desk: what their columns hold, whatever file they are written to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | date | datetime | None


class Holds(StrEnum):
    """What stands in a column; amounts are whole fen."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"


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
