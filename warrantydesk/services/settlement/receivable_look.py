"""What the page of receivables shows, read together: sums, claims, expected cash, what strikes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from warrantydesk.domain.settlement.abnormal import AbnormalCost
from warrantydesk.domain.settlement.cash import CashCalendar
from warrantydesk.domain.settlement.receivable import AgeCell, Receivable, Wanted
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.apart import apart
from warrantydesk.services.settlement.receivable_abnormal import AbnormalAsked, abnormal
from warrantydesk.services.settlement.receivable_cash import calendar
from warrantydesk.services.settlement.receivable_days import days_of
from warrantydesk.services.settlement.receivable_standing import told

MOST_SHOWN = 2000
FACTOR = 3


@dataclass(frozen=True)
class Look:
    """The sums of all receivables, and the claims of those that are wanted; net fen."""

    cells: tuple[AgeCell, ...]
    rows: tuple[Receivable, ...]
    count: int
    """How many are wanted: more than are listed where they are many."""
    amount_fen: int


class ReceivableLooks:
    """Questions of the window, each to be answered in a worker."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def claims(self, wanted: Wanted) -> Callable[[], Look]:
        """Return the question for the sums and the claims behind one of them."""

        def ask(bench: Bench) -> Look:
            store, days = bench.stores.receivables, days_of(bench)
            rows = store.rows(days, wanted, MOST_SHOWN)
            count, fen = len(rows), sum(row.fen for row in rows)
            if count == MOST_SHOWN:
                count, fen = store.count(days, wanted)
            return Look(store.ages(days, Wanted()), told(bench, rows, days), count, fen)

        return apart(self._bench, ask)

    def cash(self, days: int) -> Callable[[], CashCalendar]:
        """Return the question for the expected cash."""
        return apart(self._bench, lambda bench: calendar(bench, "", days))

    def abnormal(self, days: int) -> Callable[[], tuple[AbnormalCost, ...]]:
        """Return the question for what strikes in the days that end today, in every brand."""
        last = self._bench.today
        first = last - timedelta(days=days - 1)

        def ask(bench: Bench) -> tuple[AbnormalCost, ...]:
            brands = bench.stores.receivables.brands()
            return tuple(
                one
                for brand in brands
                for one in abnormal(bench, AbnormalAsked(brand, first, last, FACTOR))
            )

        return apart(self._bench, ask)
