"""Days of receivables: where ages begin and end at this desk, and the clocks of each maker."""

from datetime import date, datetime, time, timedelta

from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.settlement.receivable import AGE_ENDS
from warrantydesk.domain.today_claims import Clocks
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.receivables import Days

EXPLAIN = "explain_days"


def instant(bench: Bench, day: date) -> str:
    """Return the instant in which a day begins at this desk, as UTC text."""
    return utc_text(datetime.combine(day, time.min, tzinfo=bench.clock.zone))


def days_of(bench: Bench, on: date | None = None) -> Days:
    """Return the days against which ages are counted; ``on`` is today by default."""
    day = on or bench.today
    ends = {
        age: instant(bench, day - timedelta(days=end))
        for age, end in AGE_ENDS.items()
        if end is not None
    }
    explain = {}
    for brand in bench.stores.receivables.brands():
        limit = bench.profile(brand).rate_fen(EXPLAIN)
        if limit is not None:
            explain[brand] = instant(bench, day - timedelta(days=limit))
    return Days(day, ends, explain)


class BrandClocks:
    """The clocks of every maker on the desk's day, each read once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.holidays = holidays(bench)
        self._known: dict[str, Clocks] = {}

    def of(self, brand: str) -> Clocks:
        """Return the clocks of a brand."""
        if brand not in self._known:
            bench = self._bench
            rows = {row["code"]: row for row in bench.profile(brand).rows("deadlines")}
            self._known[brand] = Clocks(rows, self.holidays, bench.today, bench.clock.zone)
        return self._known[brand]
