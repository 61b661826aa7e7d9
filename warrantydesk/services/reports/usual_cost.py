"""What a claim usually costs by its part and model, and which claims are far above it.

Robust statistics: of each group the median, and the median of the distances from it (MAD);
1.4826 × MAD is what a standard deviation would be, were costs spread normally.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import ticking, years_of

LEAST = 8
"""Fewer claims alike say nothing of what is usual."""
_NORMAL = 14826
"""Ten thousandths by which MAD is made a standard deviation."""
_CLAIMS = """
SELECT c.id, c.brand, c.vehicle_model_code, coalesce(p.old_part_no, ''), c.type, c.total_fen
FROM claim c LEFT JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
WHERE c.opened_on BETWEEN ? AND ? AND c.state <> 'VOID' AND (? = '' OR c.brand = ?)
  AND c.total_fen > 0"""
_REPORTED = """
SELECT claim_id FROM receivable_note WHERE reason_code = 'reported' AND void_reason = ''"""


class Alike(NamedTuple):
    """Which claims are alike: of one model with one causal part, or of one type without any."""

    brand: str
    model: str
    part_no: str
    type: str


class Spent(NamedTuple):
    """A claim and what it costs; net fen."""

    claim_id: int
    alike: Alike
    fen: int


@dataclass(frozen=True)
class Usual:
    """What claims alike usually cost: median and spread (1.4826 × MAD), in fen."""

    claims: int
    fen: int
    spread_fen: int


@dataclass(frozen=True)
class Lines:
    """From where a claim strikes: spreads in tenths, fen above the usual, the maker's own line."""

    tenths: int
    floor_fen: int
    limits: dict[str, int]
    """Brand → fen of one claim from which the maker looks at it."""


@dataclass(frozen=True)
class Outlier:
    """A claim that strikes, and why."""

    spent: Spent
    usual: Usual
    is_outlier: bool
    is_over_line: bool

    @property
    def is_told(self) -> bool:
        """Tell whether enough claims are alike to say what is usual."""
        return self.usual.claims >= LEAST

    @property
    def above_fen(self) -> int:
        """How much it is above the usual."""
        return self.spent.fen - self.usual.fen


def spent_in(sources: ReportSources, asked: Asked, tick: Tick) -> list[Spent]:
    """Return the claims of a period that ask for money, each with its first causal part."""
    found: dict[int, Spent] = {}
    known: dict[Alike, Alike] = {}
    for year in ticking(years_of(asked), tick):
        rows = sources.query(_CLAIMS, (*year.days, asked.brand, asked.brand))
        for claim_id, brand, model, part, kind, fen in rows:
            alike = Alike(brand, model, part, "" if part else kind)
            before = found.get(claim_id)
            if before is None or alike.part_no < before.alike.part_no:
                found[claim_id] = Spent(claim_id, known.setdefault(alike, alike), fen)
    return list(found.values())


def usual_by(spent: Iterable[Spent]) -> dict[Alike, Usual]:
    """Return what claims alike usually cost."""
    groups: defaultdict[Alike, list[int]] = defaultdict(list)
    for one in spent:
        groups[one.alike].append(one.fen)
    return {alike: _usual(amounts) for alike, amounts in groups.items()}


def _usual(amounts: list[int]) -> Usual:
    middle = median(amounts)
    away = median(abs(fen - middle) for fen in amounts)
    return Usual(len(amounts), int(middle), int(away * _NORMAL / 10_000))


def outliers(spent: Iterable[Spent], usual: dict[Alike, Usual], lines: Lines) -> list[Outlier]:
    """Return the claims that strike, those farthest above the usual first."""
    found = []
    for one in spent:
        common = usual[one.alike]
        above = one.fen - common.fen
        is_far = above * 10 > common.spread_fen * lines.tenths and above >= lines.floor_fen
        is_outlier = is_far and common.claims >= LEAST
        limit = lines.limits.get(one.alike.brand)
        is_over = limit is not None and one.fen >= limit
        if is_outlier or is_over:
            found.append(Outlier(one, common, is_outlier, is_over))
    return sorted(found, key=_order)


def _order(one: Outlier) -> tuple[bool, int, int, int]:
    """Outliers first, the farthest above the usual in front, then what is over the line."""
    above = one.above_fen if one.is_outlier else 0
    return (not one.is_outlier, -above, -one.spent.fen, one.spent.claim_id)


def reported(sources: ReportSources) -> set[int]:
    """Return the claims that were looked at and reported to the manager."""
    return {number for (number,) in sources.query(_REPORTED)}
