"""The sums of months for the monthly summary: as they were closed, else as they are now."""

import json
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from warrantydesk.domain.codec import from_json
from warrantydesk.domain.report import Asked
from warrantydesk.domain.settlement.month import last_day, month_before
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

_Sums = TypeVar("_Sums", ClaimSums, Flow)
_CLOSED = "SELECT month, figures FROM month_close WHERE brand = ? AND month BETWEEN ? AND ?"
_CLAIMS = """
SELECT id FROM claim WHERE brand = ? AND submitted_at >= ? AND submitted_at < ?
AND state <> 'VOID'"""


@dataclass(frozen=True)
class MonthSums:
    """A month of all brands that are asked for: claims filed in it, the receivable's way."""

    month: str
    filed: ClaimSums
    flow: Flow
    closed: bool = False
    claims_now: int = 0
    """Claims filed in it as it is now; since its close some may have been filed anew."""


def month_sums(sources: ReportSources, asked: Asked, tick: Tick) -> list[MonthSums]:
    """Return the sums of whole months, oldest first; months before the first claim are left out."""
    brands = brands_of(sources, asked)
    money = {brand: MonthMoney(sources.query, brand) for brand in brands}
    kept = {brand: _kept(sources, asked, brand) for brand in brands}
    found: list[MonthSums] = []
    for month in ticking(months_of(asked), tick):
        sums = [_of_brand(sources, month, money[brand], brand, kept[brand]) for brand in brands]
        whole = _added(month.name, sums)
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


def _of_brand(
    sources: ReportSources,
    month: Stretch,
    money: MonthMoney,
    brand: str,
    kept: dict[str, tuple[ClaimSums, Flow]],
) -> MonthSums:
    first, after = instants(sources, month.first, month.last)
    evening = last_day(month_before(month.name)).isoformat()
    span = Span(brand, *month.days, first, after, evening)
    reader = MonthReader(sources.query, span, money)
    now = next(iter(reader.filed()), ClaimSums())
    if month.name in kept:
        return MonthSums(month.name, *kept[month.name], True, now.claims)
    if month.first > sources.today or not (now.claims or _has_past(sources, brand, after)):
        return MonthSums(month.name, now, Flow(), claims_now=now.claims)
    return MonthSums(month.name, now, reader.flow(), claims_now=now.claims)


def _has_past(sources: ReportSources, brand: str, before: str) -> bool:
    """Tell whether anything was filed before an instant."""
    sql = "SELECT 1 FROM claim WHERE brand = ? AND submitted_at < ? LIMIT 1"
    return bool(sources.query(sql, (brand, before)))


def _added(month: str, sums: list[MonthSums]) -> MonthSums:
    return MonthSums(
        month,
        added(ClaimSums(), [one.filed for one in sums]),
        added(Flow(), [one.flow for one in sums]),
        bool(sums) and all(one.closed for one in sums),
        sum(one.claims_now for one in sums),
    )


def added(nothing: _Sums, sums: list[_Sums]) -> _Sums:
    """Add up sums field by field; their key is dropped."""
    names = [field.name for field in fields(nothing) if field.name != "key"]
    return replace(nothing, **{name: sum(getattr(one, name) for one in sums) for name in names})
