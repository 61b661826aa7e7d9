"""The years of the holiday table: rest days, days made up for, and years without a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_, _, list_text, named, ngettext_
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel

REST = "rest"
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
YEARS = 3
AHEAD = 1


@dataclass(frozen=True)
class HolidayYear:
    """One year in words: its holidays with their days, and the days of work at weekends."""

    year: int
    rest: tuple[str, ...]
    work: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether the table has the calendar of this year."""
        return bool(self.rest or self.work)

    def headline(self) -> str:
        """Say how much is known of the year."""
        if not self.is_known:
            return _("{year}: no calendar yet, weekends only", year=self.year)
        return ngettext_(
            "{year}: {n} holiday", "{year}: {n} holidays", len(self.rest), year=self.year
        )


def year_of(rows: Iterable[Row], year: int) -> HolidayYear:
    """Return a year of the table in words; days in a row are one span."""
    told = ((_day(row), row) for row in rows)
    days = sorted(
        ((day, row) for day, row in told if day is not None and day.year == year),
        key=lambda one: one[0],
    )
    rest = [(day, named(row)) for day, row in days if row.get("kind") == REST]
    work = [(day, named(row)) for day, row in days if row.get("kind") != REST]
    return HolidayYear(year, tuple(_spans(rest)), tuple(map(_work_day, (day for day, _n in work))))


def years_of(rows: Sequence[Row], today: date) -> list[HolidayYear]:
    """Return the years around today, the coming one too: whether it is published must be seen."""
    first = today.year + AHEAD
    return [year_of(rows, year) for year in range(first, first - YEARS, -1)]


def missing_years(rows: Sequence[Row], today: date) -> list[int]:
    """Return this year and the next where the table has no calendar of them."""
    known = {day.year for row in rows if (day := _day(row)) is not None}
    return [year for year in (today.year, today.year + AHEAD) if year not in known]


def _day(row: Row) -> date | None:
    try:
        return date.fromisoformat(row.get("day") or "")
    except ValueError:
        return None


def _work_day(day: date) -> str:
    return _("{day} {weekday}", day=f"{day:%m-%d}", weekday=_(WEEKDAYS[day.weekday()]))


def _spans(days: Sequence[tuple[date, str]]) -> Iterable[str]:
    """Yield ``New Year's Day 01-01 to 01-03`` for days that follow each other under one name."""
    begin = 0
    for place, (day, name) in enumerate(days):
        last = place + 1 == len(days)
        if not last and days[place + 1] == (day + timedelta(days=1), name):
            continue
        first = days[begin][0]
        if first == day:
            yield _("{name} {day}", name=name, day=f"{day:%m-%d}")
        else:
            ends = {"first": f"{first:%m-%d}", "last": f"{day:%m-%d}"}
            yield _("{name} {first} to {last}", name=name, **ends)
        begin = place + 1


class YearsPane(Surface):
    """The years in words, in place of the chosen row's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without years."""
        super().__init__("alt", "t", parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(2)
        self._shown: list[HolidayYear] = []

    def show_years(self, years: Sequence[HolidayYear]) -> None:
        """Show years, the coming one first."""
        if list(years) == self._shown:
            return
        self._shown = list(years)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for year in years:
            mark = Mark.OK if year.is_known else Mark.WARN
            self._column.addWidget(MarkLabel(mark, year.headline(), bold=True))
            if year.rest:
                self._column.addWidget(_line(list_text(year.rest)))
            if year.work:
                days = _("working days at weekends: {days}", days=list_text(year.work))
                self._column.addWidget(_line(days))

    def headlines(self) -> list[str]:
        """Return what is said of each year."""
        return [year.headline() for year in self._shown]


def _line(text: str) -> Words:
    return Words(text, token="ink2", delta=-0.5, wrap=True)
