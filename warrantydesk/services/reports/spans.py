"""Months, years and instants of what a report is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from warrantydesk.domain.coverage.calendar import plus_months
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.report import Asked
from warrantydesk.domain.settlement.month import first_day, last_day, month_after, month_of
from warrantydesk.services.reports.report import ReportSources, Tick


@dataclass(frozen=True)
class Stretch:
    """Days from the first to the last, with the name of the month or year that they are of."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> tuple[str, str]:
        """First and last day as they are stored."""
        return self.first.isoformat(), self.last.isoformat()


def months_of(asked: Asked) -> list[Stretch]:
    """Return the months of what is asked, the first and the last one only as far as asked."""
    found, month, end = [], month_of(asked.first), month_of(asked.last)
    while month <= end:
        first, last = max(first_day(month), asked.first), min(last_day(month), asked.last)
        found.append(Stretch(month, first, last))
        month = month_after(month)
    return found


def whole_months(asked: Asked) -> Asked:
    """Return what is asked from the first day of its first month to the last of its last."""
    first, last = first_day(month_of(asked.first)), last_day(month_of(asked.last))
    return replace(asked, first=first, last=last)


def years_of(asked: Asked) -> list[Stretch]:
    """Return what is asked in years of the calendar: so much is read at once."""
    return [
        Stretch(str(year), max(date(year, 1, 1), asked.first), min(date(year, 12, 31), asked.last))
        for year in range(asked.first.year, asked.last.year + 1)
    ]


def ticking(stretches: list[Stretch], tick: Tick) -> Iterator[Stretch]:
    """Yield stretches, telling before each how far it is."""
    for place, one in enumerate(stretches):
        tick(place, len(stretches))
        yield one


def begins(sources: ReportSources, day: date) -> str:
    """Return the instant in which a day begins at this desk, as UTC text."""
    return utc_text(datetime.combine(day, time.min, sources.zone))


def instants(sources: ReportSources, first: date, last: date) -> tuple[str, str]:
    """Return the first instant of a stretch of days, and the one after its last."""
    return begins(sources, first), begins(sources, last + timedelta(days=1))


class Days:
    """Tells the desk's day of instants in UTC text; each hour is worked out once."""

    def __init__(self, sources: ReportSources) -> None:
        self._zone = sources.zone
        self._hours: dict[str, date | None] = {}

    def __call__(self, instant: str) -> date:
        """Return the day of an instant."""
        hour = instant[:13]
        if hour not in self._hours:
            first, last = self._day(f"{hour}:00:00Z"), self._day(f"{hour}:59:59Z")
            self._hours[hour] = first if first == last else None
        return self._hours[hour] or self._day(instant)

    def _day(self, instant: str) -> date:
        return datetime.fromisoformat(instant).astimezone(self._zone).date()


def brands_of(sources: ReportSources, asked: Asked) -> list[str]:
    """Return the brands that are asked for, the site's own first where all are."""
    if asked.brand:
        return [asked.brand]
    return sorted(sources.profiles, key=lambda brand: (brand != sources.brand, brand))


def year_before(asked: Asked) -> Asked:
    """Return the same days a year before."""
    return replace(asked, first=_a_year_before(asked.first), last=_a_year_before(asked.last))


def last_year_of(asked: Asked) -> Asked:
    """Return at most the last twelve months of what is asked."""
    first = _a_year_before(asked.last) + timedelta(days=1)
    return replace(asked, first=max(first, asked.first))


def _a_year_before(day: date) -> date:
    return plus_months(day, -12) if day.year > 1 else day
