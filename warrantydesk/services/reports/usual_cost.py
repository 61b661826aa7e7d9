"""What a claim usually costs by its part and model, and which claims are far above it.

Robust statistics: of each group the median, and the median of the distances from it (MAD);
1.4826 × MAD is what a standard deviation would be, were costs spread normally.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.counting import FIRST_CAUSAL
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import ticking, years_of

LEAST = 8
"""Fewer claims alike say nothing of what is usual."""
_NORMAL = 14826
"""Ten thousandths by which MAD is made a standard deviation."""
_NEVER = 10**15
"""Fen that no claim asks for."""
_CLAIMS = f"""
SELECT c.brand, c.vehicle_model_code, {FIRST_CAUSAL}, c.type, c.id, c.total_fen
FROM claim c
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


Groups = dict[Alike, list[tuple[int, int]]]
"""Claims alike: net fen and id of each."""


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


def groups_in(sources: ReportSources, asked: Asked, tick: Tick) -> Groups:
    """Return the claims of a period that ask for money, those alike together."""
    found: defaultdict[Alike, list[tuple[int, int]]] = defaultdict(list)
    places: dict[tuple[str, str, str, str], list[tuple[int, int]]] = {}
    for year in ticking(years_of(asked), tick):
        rows = sources.query(_CLAIMS, (*year.days, asked.brand, asked.brand))
        for brand, model, part, kind, claim_id, fen in rows:
            place = places.get((brand, model, part, kind))
            if place is None:
                place = found[Alike(brand, model, part, "" if part else kind)]
                places[brand, model, part, kind] = place
            place.append((fen, claim_id))
    return dict(found)


def usual_of(claims: list[tuple[int, int]]) -> Usual:
    """Return what claims alike usually cost."""
    amounts = [fen for fen, _claim_id in claims]
    middle = median(amounts)
    away = median([abs(fen - middle) for fen in amounts])
    return Usual(len(amounts), int(middle), int(away * _NORMAL / 10_000))


def outliers(groups: Groups, usual: dict[Alike, Usual], lines: Lines) -> list[Outlier]:
    """Return the claims that strike, those farthest above the usual first."""
    found = []
    for alike, claims in groups.items():
        common = usual[alike]
        is_told = common.claims >= LEAST
        # The least fen with which a claim of this group is far above, and over the maker's line.
        above = max(common.spread_fen * lines.tenths // 10 + 1, lines.floor_fen)
        far = common.fen + above if is_told else _NEVER
        limit = lines.limits.get(alike.brand, _NEVER)
        least = min(far, limit)
        found += [
            Outlier(Spent(claim_id, alike, fen), common, fen >= far, fen >= limit)
            for fen, claim_id in claims
            if fen >= least
        ]
    return sorted(found, key=_order)


def _order(one: Outlier) -> tuple[bool, int, int, int]:
    """Outliers first, the farthest above the usual in front, then what is over the line."""
    above = one.above_fen if one.is_outlier else 0
    return (not one.is_outlier, -above, -one.spent.fen, one.spent.claim_id)


def reported(sources: ReportSources) -> set[int]:
    """Return the claims that were looked at and reported to the manager."""
    return {number for (number,) in sources.query(_REPORTED)}
