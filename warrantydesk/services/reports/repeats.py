"""Repairs that did not last: the same car, the same causal part or main labour, within days.

As check V58 sees them, over the day on which claims were opened; linked to the earlier or not.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.counting import slices
from warrantydesk.services.reports.report import ReportSources, Tick

USUAL_DAYS = 90
PART, LABOUR = "part", "labour"
_SLICE_MONTHS = 12
_FAULTS = (
    *("'REPAIR'", "'PART_REPLACEMENT'", "'PRE_SALE'", "'GOODWILL'", "'OUTWARD'", "'SPECIAL'"),
    *("'URGENT_ORDER'", "'SPARE_PART'"),
)
"""Types that claim the repair of a fault; the others add to one, or are no repair."""
# The + keeps the planner with the index of the days: there are few types, but many claims of each.
# Only claims that have another of the same car so many days before or after them are given.
_NEAR = f"""
SELECT id, opened_on, vin, visit_id FROM (
  SELECT c.id, c.opened_on, c.vehicle_vin AS vin, c.visit_id,
         lag(c.opened_on) OVER car AS former, lead(c.opened_on) OVER car AS latter
  FROM claim c WHERE c.opened_on BETWEEN ? AND ? AND +c.type IN ({", ".join(_FAULTS)})
    AND c.state NOT IN ('VOID', 'NOT_COVERED') AND (? = '' OR c.brand = ?)
  WINDOW car AS (PARTITION BY c.vehicle_vin ORDER BY c.opened_on, c.id))
WHERE vin <> '' AND (former >= date(opened_on, ?) OR opened_on >= date(latter, ?))"""
_PARTS = """
SELECT claim_id, CASE new_part_no WHEN '' THEN old_part_no ELSE new_part_no END, new_part_name
FROM part_line WHERE causal = 1 AND claim_id IN ({marks})"""
_LABOUR = "SELECT claim_id, code, name FROM labour_line WHERE main = 1 AND claim_id IN ({marks})"
_CLAIMS = "SELECT id, repeat_of, total_fen FROM claim WHERE id IN ({marks})"
_Opened = tuple[int, int, int]
"""Ordinal of the day, claim, visit."""
_Pair = tuple[str, _Opened, list[_Opened]]
"""VIN, a claim, and the earlier ones of the car."""
_Subject = tuple[str, str]
"""Part or labour, and its number."""


@dataclass(frozen=True)
class Repeat:
    """A claim that repairs again what ``earlier_id`` repaired ``days`` before."""

    claim_id: int
    earlier_id: int
    vin: str
    days: int
    kind: str
    code: str
    name: str
    linked: bool
    fen: int


def days_of(sources: ReportSources, brand: str) -> int:
    """Return within how many days a repair counts as repeated, as the maker's rates say."""
    told = sources.profile(brand).rate_fen("repeat_days")
    return USUAL_DAYS if told is None else told


def repeats(sources: ReportSources, asked: Asked, tick: Tick) -> Iterator[Repeat]:
    """Give every repeat of a period once, beside the newest earlier claim of the same subject."""
    within = days_of(sources, asked.brand)
    for part in slices(asked, tick, _SLICE_MONTHS):
        yield from _judged(sources, list(_pairs(sources, part, within)))


def _pairs(sources: ReportSources, part: Asked, within: int) -> Iterator[_Pair]:
    """Give the claims of a slice with the earlier ones of their cars, oldest first."""
    begins = part.first.toordinal()
    first = date.fromordinal(max(1, begins - within)).isoformat()
    days = f"-{within} days"
    values = (first, part.last.isoformat(), part.brand, part.brand, days, days)
    car, before = "", list[_Opened]()
    for claim, day, vin, visit in sources.query(_NEAR, values):
        if vin != car:
            car, before = vin, []
        now = (date.fromisoformat(day).toordinal(), claim, visit)
        earlier = [one for one in before if one[2] != visit and 0 < now[0] - one[0] <= within]
        if earlier and now[0] >= begins:
            yield vin, now, earlier
        before.append(now)


def _judged(sources: ReportSources, pairs: Sequence[_Pair]) -> Iterator[Repeat]:
    """Give the pairs that have a causal part or the main labour in common."""
    wanted = {one[1] for _vin, now, earlier in pairs for one in (now, *earlier)}
    subjects: defaultdict[int, dict[_Subject, str]] = defaultdict(dict)
    for kind, sql in ((PART, _PARTS), (LABOUR, _LABOUR)):
        for claim, code, name in sources.rows_of(sql, wanted):
            if code:
                subjects[claim][kind, code] = name
    found: list[tuple[str, _Opened, _Opened, _Subject]] = []
    for vin, now, earlier in pairs:
        mine = subjects[now[1]]
        for one in reversed(earlier):
            common = [key for key in mine if key in subjects[one[1]]]
            if common:
                found.append((vin, now, one, common[0]))
                break
    heads = {row[0]: row[1:] for row in sources.rows_of(_CLAIMS, {one[1][1] for one in found})}
    for vin, now, one, subject in found:
        repeat_of, fen = heads[now[1]]
        name = subjects[now[1]][subject]
        days = now[0] - one[0]
        yield Repeat(now[1], one[1], vin, days, *subject, name, repeat_of is not None, fen)
