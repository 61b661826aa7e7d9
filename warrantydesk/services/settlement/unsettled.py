"""Approved claims that no statement names: the maker forgot them, or nobody asked for them."""

from datetime import date, timedelta

from warrantydesk.domain import deadlines
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.settlement.matching import MatchClaim
from warrantydesk.domain.settlement.unsettled import Unsettled
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import holidays

_MOST_DAYS = 36_600


def not_on_statement(
    bench: Bench, brand: str = "", payer: str | None = None, older_than_days: int = 0
) -> list[Unsettled]:
    """Return the claims whose approval is at least so many days old, the oldest first.

    ``payer`` None: of all payers; empty: of the maker. Writes nothing.
    """
    if not 0 <= older_than_days <= _MOST_DAYS:
        raise refused(
            INVALID, N_("Enter from 0 to {days} days."), "older_than_days", days=_MOST_DAYS
        )
    until = bench.today - timedelta(days=older_than_days)
    rows = bench.stores.statement_match.unsettled(until, brand)
    alarm = _Alarm(bench)
    return [
        _unsettled(claim, clerk, date.fromisoformat(answered_on), alarm)
        for answered_on, clerk, claim in rows
        if claim.expected_fen > 0 and payer in (None, claim.payer)
    ]


class _Alarm:
    """Tells which approvals stand longer than their brand allows; each day is reckoned once."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._free = bench, holidays(bench)
        self._known: dict[tuple[str, date], bool] = {}
        self.today = bench.today

    def is_late(self, brand: str, day: date) -> bool:
        """Tell whether an approval of a day waits too long."""
        if (brand, day) not in self._known:
            profile = self._bench.profile(brand)
            last = deadlines.due_on(profile, deadlines.UNSETTLED, day, self._free)
            self._known[brand, day] = last is not None and last < self.today
        return self._known[brand, day]


def _unsettled(claim: MatchClaim, clerk: str, day: date, alarm: _Alarm) -> Unsettled:
    return Unsettled(
        claim.id,
        claim.claim_number,
        claim.maker_number,
        claim.brand,
        claim.payer,
        claim.vin,
        claim.plate,
        clerk,
        day,
        (alarm.today - day).days,
        claim.expected_fen,
        alarm.is_late(claim.brand, day),
    )
