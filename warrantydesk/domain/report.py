"""Reports: what is asked, and the table, figures and chart that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from warrantydesk.i18n import N_

ReportCell = str | int | date | None


class ReportGroup(StrEnum):
    """Under which head a report stands in the list."""

    MONEY = "money"
    QUALITY = "quality"
    CARE = "care"


GROUP_NAMES = {
    ReportGroup.MONEY: N_("Money"),
    ReportGroup.QUALITY: N_("Quality"),
    ReportGroup.CARE: N_("Customers and policies"),
}


class Shows(StrEnum):
    """What stands in a column of a report."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    """Whole fen."""
    PERMILLE = "permille"
    """Shown as percent with one decimal."""
    TENTHS = "tenths"
    """Tenths of a day, an hour, a point: shown with one decimal."""
    DAY = "day"
    MONTHS = "months"
    """A row of small bars: counts or fen by month, as text ``3,0,7``."""


@dataclass(frozen=True)
class ReportColumn:
    """A column: its key, its title as it is shown, what it holds, how many letters wide it is."""

    key: str
    title: str
    shows: Shows = Shows.TEXT
    width: int = 12
    clicks: bool = False
    """Its number leads to the claims behind it."""


@dataclass(frozen=True)
class ReportRow:
    """A row: the key by which the claims behind it are asked for, and its cells in order."""

    key: str
    cells: tuple[ReportCell, ...]
    matters: bool = False
    """One of the few that the finding speaks of."""


class ChartKind(StrEnum):
    """How a report is drawn."""

    PARETO = "pareto"
    """Bars by weight, and the line of their shares summed."""
    BARS = "bars"
    LINE = "line"
    """Points over months, with a target where there is one."""
    STACK = "stack"
    """Bars in parts, one colour each."""


@dataclass(frozen=True)
class ReportPoint:
    """One bar or point: its row's key, its label, a value for each series, what it says."""

    key: str
    label: str
    values: tuple[int, ...]
    matters: bool = False


@dataclass(frozen=True)
class ReportChart:
    """A chart: its kind, the finding it states as its title, series and points.

    ``shows`` tells how values are written (``Shows``).
    """

    kind: ChartKind
    finding: str
    series: tuple[str, ...] = ()
    points: tuple[ReportPoint, ...] = ()
    shows: Shows = Shows.COUNT
    target: int | None = None
    whole: int = 0
    """What shares are of, where the points are not all there is; 0: what they add up to."""


@dataclass(frozen=True)
class Figure:
    """One headline figure beside the report, with what it is compared to."""

    title: str
    value: ReportCell
    shows: Shows = Shows.COUNT
    note: str = ""
    better: bool | None = None
    """Whether the change in ``note`` is good news; None: no news."""


@dataclass(frozen=True)
class Suggestion:
    """What to do about it: the sentence, why, and where one goes to do it."""

    title: str
    why: str = ""
    saves_fen: int = 0
    rule: str = ""
    """A check of claims that would have stopped it (V…)."""
    leads_to: tuple[str, str, str] | None = None
    """Tab, kind and key of the thing where it is done."""


@dataclass(frozen=True)
class ReportTable:
    """The answer: everything shown, all texts in the language in use."""

    code: str
    title: str
    period: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    chart: ReportChart | None = None
    figures: tuple[Figure, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    total: ReportRow | None = None
    notes: tuple[str, ...] = ()
    """How things were counted, which day decides, what is left out."""


@dataclass(frozen=True)
class Asked:
    """What a report is asked for: first and last day, brand, and its own choices by key."""

    first: date
    last: date
    brand: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    def choice(self, key: str, default: str) -> str:
        """Return one of the report's own choices."""
        return self.choices.get(key) or default


@dataclass(frozen=True)
class Choice:
    """One of a report's own choices: its key, its title, its values with their words."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    """Value and words (``N_``); the first is the default."""
