"""The sums of months for the monthly summary: as they were closed, else as they are now."""

import json
from dataclasses import dataclass, fields, replace

from warrantydesk.domain.codec import from_json
from warrantydesk.domain.report import Asked
from warrantydesk.domain.report_period import months_before
from warrantydesk.domain.settlement.month import last_day, month_before, month_of
from warrantydesk.domain.settlement.month_figures import ClaimSums, Flow
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import (
    Stretch,
    brands_of,
    instants,
    months_of,
    ticking,
)
from warrantydesk.storage.month_figures import MonthReader, Span
from warrantydesk.storage.month_money import MonthMoney

_CLOSED = "SELECT month, figures FROM month_close WHERE brand = ? AND month BETWEEN ? AND ?"
_CLAIMS = """
SELECT id FROM claim WHERE brand = ? AND submitted_at >= ? AND submitted_at < ?
AND state <> 'VOID'"""
_FIRST = "SELECT min(submitted_at) FROM claim WHERE brand = ? AND submitted_at IS NOT NULL"
_COUNT = """
SELECT count(*) FROM claim WHERE brand = ? AND submitted_at >= ? AND submitted_at < ?
AND state <> 'VOID'"""


COUNTED_BACK = 3
"""Of so many open months up to today's the receivable is counted back to their last evening."""


@dataclass(frozen=True)
class MonthSums:
    """A month of all brands that are asked for: claims filed in it, what arrived in it."""

    month: str
    filed: ClaimSums
    arrived_fen: int = 0
    closing_fen: int | None = None
    """The receivable of its last evening; None where it is not counted back so far."""
    closed: bool = False
    claims_now: int = 0
    """Claims filed in it as it is now; since its close some may have been filed anew."""


def month_sums(sources: ReportSources, asked: Asked, tick: Tick) -> list[MonthSums]:
    """Return the sums of whole months, oldest first; months before the first claim are left out."""
    brands = [_Brand(sources, asked, brand) for brand in brands_of(sources, asked)]
    found: list[MonthSums] = []
    for month in ticking(months_of(asked), tick):
        whole = _added(month.name, [brand.sums(month) for brand in brands])
        if found or whole.claims_now or whole.closed:
            found.append(whole)
    return found


def claims_filed(sources: ReportSources, asked: Asked, month: Stretch) -> list[int]:
    """Return the claims filed in a month, newest first."""
    span = instants(sources, month.first, month.last)
    found = [
        number
        for brand in brands_of(sources, asked)
        for (number,) in sources.query(_CLAIMS, (brand, *span))
    ]
    return sorted(found, reverse=True)


def _kept(sources: ReportSources, asked: Asked, brand: str) -> dict[str, tuple[ClaimSums, Flow]]:
    """Return what the closes of a brand kept, by month."""
    months = months_of(asked)
    rows = sources.query(_CLOSED, (brand, months[0].name, months[-1].name))
    found = {}
    for month, figures in rows:
        said = json.loads(figures)
        found[month] = (from_json(ClaimSums, said["filed"]), from_json(Flow, said["flow"]))
    return found


class _Brand:
    """A brand whose months are summed up, its receipts and closes read once."""

    def __init__(self, sources: ReportSources, asked: Asked, brand: str) -> None:
        self._sources, self._brand = sources, brand
        self._money = MonthMoney(sources.query, brand)
        self._kept = _kept(sources, asked, brand)
        self._first = (sources.query(_FIRST, (brand,))[0][0] or "9999")[:10]
        self._since = month_of(months_before(sources.today, COUNTED_BACK))

    def sums(self, month: Stretch) -> MonthSums:
        """Return the sums of a month."""
        name, (first, after) = month.name, instants(self._sources, month.first, month.last)
        if name in self._kept:
            filed, flow = self._kept[name]
            claims = self._sources.query(_COUNT, (self._brand, first, after))[0][0]
            return MonthSums(name, filed, flow.paid_fen, flow.closing_fen, True, claims)
        if month.last.isoformat() < self._first:
            return MonthSums(name, ClaimSums())
        evening = last_day(month_before(name)).isoformat()
        span = Span(self._brand, *month.days, first, after, evening)
        reader = MonthReader(self._sources.query, span, self._money)
        filed = next(iter(reader.filed()), ClaimSums())
        closing = None
        if self._since <= name <= month_of(self._sources.today):
            closing = reader.receivable(span.last, after)
        arrived = self._money.paid(*month.days)
        return MonthSums(name, filed, arrived, closing, claims_now=filed.claims)


def _added(month: str, sums: list[MonthSums]) -> MonthSums:
    known = [one.closing_fen for one in sums if one.closing_fen is not None]
    return MonthSums(
        month,
        added(ClaimSums(), [one.filed for one in sums]),
        sum(one.arrived_fen for one in sums),
        sum(known) if known else None,
        bool(sums) and all(one.closed for one in sums),
        sum(one.claims_now for one in sums),
    )


def added(nothing: ClaimSums, sums: list[ClaimSums]) -> ClaimSums:
    """Add up sums field by field; their key is dropped."""
    names = [field.name for field in fields(nothing) if field.name != "key"]
    return replace(nothing, **{name: sum(getattr(one, name) for one in sums) for name in names})
