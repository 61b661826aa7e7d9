"""Where a visit lies in a term: by date with rest days, by km, with its margins."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.coverage.answer import PeriodState
from warrantydesk.domain.coverage.calendar import Holidays, last_day
from warrantydesk.domain.coverage.law import Law


@dataclass(frozen=True)
class Span:
    """A term from its start; None does not end. ``rest_day`` says what a rest day at its end
    does: BORDERLINE, EXTEND or IGNORE."""

    ends_on: date | None
    ends_km: int | None
    rest_day: str = "BORDERLINE"

    def state(self, on: date, km: int, holidays: Holidays) -> PeriodState:
        """Return where a visit lies: the last day and the last km are inside (Civil Code 1259)."""
        if self.ends_km is not None and km > self.ends_km:
            return PeriodState.OUT
        if self.ends_on is None or on <= self.ends_on:
            return PeriodState.IN
        if self.rest_day == "IGNORE" or on > holidays.after_rest(self.ends_on):
            return PeriodState.OUT
        return PeriodState.IN if self.rest_day == "EXTEND" else PeriodState.BORDERLINE


@dataclass(frozen=True)
class Start:
    """From when the periods run: the clock's start, and the law that measures them."""

    on: date
    law: Law

    def span(
        self,
        *,
        months: int | None = None,
        days: int | None = None,
        km: int | None = None,
        by_law: bool = True,
    ) -> Span:
        """Return a term from the start; a maker's term (not ``by_law``) may know no rest days."""
        points = self.law.points
        timeless = months is None and days is None
        ends_on = (
            None
            if timeless
            else last_day(
                self.on, months=months or 0, days=days or 0, count_start=points.count_start_day
            )
        )
        rolls = by_law or points.rest_day_covers
        return Span(ends_on, km, points.rest_day if rolls else "IGNORE")
