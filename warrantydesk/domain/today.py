"""What has a clock: one line for each thing that is to be done by a day (C.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.i18n import N_

_DAY = timedelta(days=1)


class Area(StrEnum):
    """What a line is about; the filters of the list."""

    CLAIMS = "claims"
    PARTS = "parts"
    MONEY = "money"
    LAW = "law"
    HOUSE = "house"
    DESK = "desk"


AREA_NAMES = {
    Area.CLAIMS: N_("Claims"),
    Area.PARTS: N_("Old parts"),
    Area.MONEY: N_("Money"),
    Area.LAW: N_("Statutory"),
    Area.HOUSE: N_("Customers and house"),
    Area.DESK: N_("Data and backups"),
}


class When(StrEnum):
    """Groups of the list by the day on which a line is due."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


WHEN_NAMES = {
    When.OVERDUE: N_("Overdue"),
    When.TODAY: N_("Today"),
    When.WEEK: N_("This week"),
    When.LATER: N_("Later"),
}
DUE = frozenset({When.OVERDUE, When.TODAY})
"""What the badge of the tab counts."""


@dataclass(frozen=True)
class Target:
    """Where the next step is done: a tab, and the thing it opens."""

    tab: str
    kind: str = ""
    key: int | str | None = None


@dataclass(frozen=True)
class TodayItem:
    """One line: what is to be done by when, for which car, by whom, and the money at risk in fen.

    ``title`` and ``note`` are sentences, ``values`` fills both. A line that stands for several
    things holds the keys of its single lines in ``members``.
    """

    key: str
    code: str
    area: Area
    title: str
    target: Target
    action: str
    due_on: date | None = None
    """Last day; None: no clock runs, it only waits."""
    due_at: datetime | None = None
    """The hour of the day, where there is one."""
    brand: str = ""
    note: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    plate: str = ""
    vin: str = ""
    model: str = ""
    owner: str = ""
    """Login of who cares for it."""
    amount_fen: int = 0
    working: bool = False
    """The clock counts working days."""
    waiting: bool = False
    """Others are to act: the line asks to remind them."""
    law: bool = False
    """A clock of the law: it cannot be put off."""
    clocks: tuple[tuple[str, date], ...] = ()
    """Further clocks of the same step that end later, as code and day."""
    cars: int = 1
    members: tuple[str, ...] = ()
    snoozed_until: date | None = None
    snoozed_for: str = ""
    """Why it was put off."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the single things behind the line."""
        return self.members or (self.key,)


def when_of(due_on: date | None, today: date) -> When:
    """Return the group of a day; the week ends with its Sunday."""
    if due_on is None:
        return When.LATER
    if due_on < today:
        return When.OVERDUE
    if due_on == today:
        return When.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return When.WEEK if due_on <= sunday else When.LATER


def days_left(due_on: date, today: date) -> int:
    """Return the calendar days until a day, negative once it has passed."""
    return (due_on - today).days


def working_left(due_on: date, today: date, holidays: Holidays) -> int:
    """Return the working days after today up to a day, negative once it has passed."""
    first, last = sorted((today, due_on))
    count = sum(
        not holidays.is_rest(first + _DAY * number) for number in range(1, (last - first).days + 1)
    )
    return count if due_on >= today else -count


def ordered(items: Iterable[TodayItem], today: date) -> list[TodayItem]:
    """Return the lines by group, in each the most money first, then the nearest day."""
    groups = list(When)
    far = date.max

    def rank(item: TodayItem) -> tuple[int, int, date, str]:
        when = groups.index(when_of(item.due_on, today))
        return when, -item.amount_fen, item.due_on or far, item.key

    return sorted(items, key=rank)


def gathered(items: Iterable[TodayItem], title: str, key: str) -> TodayItem:
    """Return one line for several: their money together, the nearest day, who has the most.

    ``title`` may use ``{n}`` and ``{first}``, the number of the first thing.
    """
    found = sorted(items, key=lambda item: (item.due_on or date.max, -item.amount_fen, item.key))
    first = found[0]
    if len(found) == 1:
        return first
    owners = [item.owner for item in found]
    return replace(
        first,
        key=key,
        title=title,
        note=N_("{first} and more"),
        values={**first.values, "n": len(found), "first": first.values.get("number", "")},
        owner=max(set(owners), key=lambda one: (owners.count(one), one)),
        amount_fen=sum(item.amount_fen for item in found),
        plate="",
        vin="",
        model="",
        cars=len({item.vin for item in found}),
        members=tuple(item.key for item in found),
    )


@dataclass(frozen=True)
class Tally:
    """How many lines there are in an area or a group, and their money at risk in fen."""

    lines: int = 0
    amount_fen: int = 0


def tally(items: Iterable[TodayItem]) -> Tally:
    """Count lines and add their money."""
    found = list(items)
    return Tally(len(found), sum(item.amount_fen for item in found))
