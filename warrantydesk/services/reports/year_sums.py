"""A year of claims and their money, month by month, for the yearly review."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from warrantydesk.domain.learning import CameBack
from warrantydesk.domain.report import Asked
from warrantydesk.domain.settlement.month import month_of
from warrantydesk.services.reports.counting import permille
from warrantydesk.services.reports.first_answers import FirstAnswer, first_answers, passed_share
from warrantydesk.services.reports.losses import Loss, came_back_of, losses_of
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import (
    Days,
    Stretch,
    begins,
    brands_of,
    instants,
    months_of,
    ticking,
)

_WHERE = """FROM claim c LEFT JOIN claim_account a ON a.claim_id = c.id
WHERE c.brand = ? AND c.submitted_at >= ? AND c.submitted_at < ? AND c.state <> 'VOID'"""
_WAITS = "c.state IN ('SUBMITTED', 'RETURNED')"
_FILED = f"""
WITH filed AS (SELECT c.submitted_at AS at, c.total_fen AS total,
  CASE WHEN {_WAITS} THEN 0 ELSE coalesce(c.approved_fen, 0) END AS approved,
  CASE WHEN {_WAITS} THEN c.total_fen ELSE 0 END AS waiting,
  coalesce(a.paid_fen + a.deducted_fen + a.written_off_fen, 0) AS gone {_WHERE})
SELECT count(*), coalesce(sum(total), 0), coalesce(sum(approved), 0), coalesce(sum(waiting), 0),
  coalesce(sum(waiting + approved - gone), 0),
  coalesce(sum(CASE WHEN at < ? THEN waiting + approved - gone END), 0) FROM filed"""
_IDS = """
SELECT c.id FROM claim c
WHERE c.brand = ? AND c.submitted_at >= ? AND c.submitted_at < ? AND c.state <> 'VOID'"""
_PAID = f"SELECT c.id, c.submitted_at, a.paid_on {_WHERE} AND a.paid_on BETWEEN ? AND ?"
_FIRST = """
SELECT claim_id, taken_at FROM submission WHERE number = 1 AND taken_at >= ? AND taken_at < ?"""
LATE_DAYS = 60
"""What is not there so long after the filing is late."""


@dataclass(frozen=True)
class Filed:
    """Claims filed in a month, or in a year; net fen."""

    claims: int = 0
    claimed_fen: int = 0
    approved_fen: int = 0
    waiting_fen: int = 0
    """Of claims that have no answer yet."""
    to_come_fen: int = 0
    """Not answered, or approved and not paid, deducted or written off."""
    late_fen: int = 0
    """Of it what was filed over 60 days ago."""

    @property
    def refused_fen(self) -> int:
        """What the maker did not approve of what he answered."""
        return self.claimed_fen - self.approved_fen - self.waiting_fen

    @property
    def acceptance(self) -> int | None:
        """Share of the answered money that was approved, in permille."""
        return permille(self.approved_fen, self.claimed_fen - self.waiting_fen)

    def __add__(self, other: "Filed") -> "Filed":
        """Add up two months."""
        return Filed(
            self.claims + other.claims,
            self.claimed_fen + other.claimed_fen,
            self.approved_fen + other.approved_fen,
            self.waiting_fen + other.waiting_fen,
            self.to_come_fen + other.to_come_fen,
            self.late_fen + other.late_fen,
        )


@dataclass(frozen=True)
class YearSums:
    """What happened in the days that are asked for."""

    asked: Asked
    months: Mapping[str, Filed]
    answers: tuple[FirstAnswer, ...]
    back: Mapping[str, tuple[CameBack, ...]]
    losses: tuple[Loss, ...]
    days_paid: Mapping[str, tuple[int, ...]]
    """Month → days from the first filing to the money, of what arrived in it."""

    @property
    def whole(self) -> Filed:
        """All months together."""
        return sum(self.months.values(), Filed())

    @property
    def lost_fen(self) -> int:
        """What was lost for good."""
        return sum(one.lost_fen for one in self.losses)

    @property
    def all_days(self) -> list[int]:
        """Days to the money, of all that arrived."""
        return [days for month in self.days_paid.values() for days in month]

    @cached_property
    def lost_by_month(self) -> Mapping[str, int]:
        """Month → what was lost for good in it."""
        found: Counter[str] = Counter()
        for one in self.losses:
            found[month_of(one.on)] += one.lost_fen
        return found

    @cached_property
    def rate_by_month(self) -> Mapping[str, int | None]:
        """Month → its first-pass rate in permille."""
        groups: defaultdict[str, list[FirstAnswer]] = defaultdict(list)
        for one in self.answers:
            groups[one.month].append(one)
        return {month: permille(*passed_share(several)) for month, several in groups.items()}

    @property
    def rate(self) -> int | None:
        """First-pass rate of all months in permille."""
        return permille(*passed_share(self.answers))


def year_sums(sources: ReportSources, asked: Asked, tick: Tick) -> YearSums:
    """Sum up the days that are asked for."""
    back = came_back_of(sources, asked, tick)
    months = {
        month.name: sum((_filed(sources, brand, month) for brand in brands_of(sources, asked)),
        Filed())
        for month in ticking(months_of(asked), tick)
    }  # fmt: skip
    return YearSums(
        asked,
        months,
        tuple(first_answers(sources, asked, tick)),
        back,
        tuple(losses_of(sources, asked, back)),
        _days_paid(sources, asked),
    )


def filed_in(sources: ReportSources, asked: Asked, months: Iterable[Stretch]) -> list[int]:
    """Return the claims filed in months, newest first."""
    found = [
        number
        for month in months
        for brand in brands_of(sources, asked)
        for (number,) in sources.query(_IDS, (brand, *instants(sources, month.first, month.last)))
    ]
    return sorted(found, reverse=True)


def _filed(sources: ReportSources, brand: str, month: Stretch) -> Filed:
    span = instants(sources, month.first, month.last)
    late = begins(sources, sources.today - timedelta(days=LATE_DAYS))
    return Filed(*sources.query(_FILED, (brand, *span, late))[0])


def _days_paid(sources: ReportSources, asked: Asked) -> dict[str, tuple[int, ...]]:
    """Return the days to the money by the month in which it arrived.

    Claims that were filed up to a year before the first day are looked at.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    since = date.fromordinal(max(asked.first.toordinal() - 366, 2))
    span, day_of = instants(sources, since, asked.last), Days(sources)
    first: dict[int, str] = dict(sources.query(_FIRST, span))
    for brand in brands_of(sources, asked):
        values = (brand, *span, asked.first.isoformat(), asked.last.isoformat())
        for claim_id, filed_at, paid_on in sources.query(_PAID, values):
            paid = date.fromisoformat(paid_on)
            filed = day_of(first.get(claim_id) or filed_at)
            found[month_of(paid)].append(max((paid - filed).days, 0))
    return {month: tuple(days) for month, days in found.items()}
