"""What cost most in a year, against the year before: reasons of losses, causal parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warrantydesk.domain.report import (
    Asked,
    ReportColumn,
    ReportRow,
    Shows,
)
from warrantydesk.i18n import _
from warrantydesk.services.reports.counting import FIRST_CAUSAL, TOTAL, span
from warrantydesk.services.reports.losses import reason_name, reasons_of, rows_of
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.year_sums import YearSums

MOST = 20
REST = "rest"
"""Key of the row of all other parts."""
_NAME = """
SELECT coalesce(nullif(new_part_name, ''), old_part_no) FROM part_line
WHERE claim_id = ? AND causal = 1 AND old_part_no = ? LIMIT 1"""
_SPENT = f"""
SELECT {FIRST_CAUSAL} AS part, c.id AS id, c.total_fen AS fen
FROM claim c WHERE c.opened_on BETWEEN ? AND ? AND c.state <> 'VOID'
  AND (? = '' OR c.brand = ?) AND c.total_fen > 0"""
_BY_PART = f"""
SELECT part, count(*), sum(fen), max(id) FROM ({_SPENT}) GROUP BY part ORDER BY 3 DESC, 1"""


class PartCost(NamedTuple):
    """What the claims with one causal part ask for; net fen."""

    claims: int = 0
    fen: int = 0
    newest: int = 0
    """The newest claim."""


@dataclass(frozen=True)
class Top:
    """One reason or part in both years; net fen."""

    key: str
    name: str
    claims: int
    fen: int
    claims_before: int
    before_fen: int

    @property
    def more_fen(self) -> int:
        """How much more it is than a year before."""
        return self.fen - self.before_fen


def top_reasons(sources: ReportSources, now: YearSums, before: YearSums) -> list[Top]:
    """Return the reasons for which most was lost or came late, the weightiest first."""
    known = {row.key: row for row in rows_of(before.losses, money=True)}
    reasons = reasons_of(sources, now.asked)
    found = []
    for row in rows_of(now.losses, money=True):
        former = known.get(row.key)
        claims, fen = (len(former.claim_ids), former.fen) if former else (0, 0)
        name = reason_name(row.key, reasons)
        found.append(Top(row.key, name, len(row.claim_ids), row.fen, claims, fen))
    return found


def parts_by_cost(sources: ReportSources, asked: Asked) -> dict[str, PartCost]:
    """Return what claims ask for by their first causal part, the dearest part first."""
    rows = sources.query(_BY_PART, span(asked))
    return {part: PartCost(*cost) for part, *cost in rows}


def claims_of_parts(sources: ReportSources, asked: Asked) -> list[tuple[str, int]]:
    """Return the part and id of each claim that asks for money, newest first."""
    found = sources.query(f"SELECT part, id FROM ({_SPENT}) ORDER BY id DESC", span(asked))
    return [(part, number) for part, number in found]


def shown_parts(costs: Mapping[str, PartCost]) -> list[str]:
    """Return the parts that have a row of their own."""
    return [part for part in costs if part][:MOST]


def top_parts(
    sources: ReportSources, now: Mapping[str, PartCost], before: Mapping[str, PartCost]
) -> list[Top]:
    """Return the parts whose claims cost most, and all others in one row."""
    shown, none = shown_parts(now), PartCost()
    found = [
        _top(part, _part_name(sources, part, now[part]), now[part], before.get(part, none))
        for part in shown
    ]
    rest = [_rest(costs, shown) for costs in (now, before)]
    if any(one.claims for one in rest):
        found.append(_top(REST, _("All other parts, and claims without one"), *rest))
    return found


def _rest(costs: Mapping[str, PartCost], shown: Sequence[str]) -> PartCost:
    others = [one for part, one in costs.items() if part not in shown]
    return PartCost(sum(one.claims for one in others), sum(one.fen for one in others))


def _top(key: str, name: str, now: PartCost, before: PartCost) -> Top:
    return Top(key, name, now.claims, now.fen, before.claims, before.fen)


def _part_name(sources: ReportSources, part: str, cost: PartCost) -> str:
    found = sources.query(_NAME, (cost.newest, part))
    return str(found[0][0]) if found else part


def top_columns(title: str, money: str, before: str) -> tuple[ReportColumn, ...]:
    """Return the columns of a table of tops."""
    return (
        ReportColumn("name", title, width=30),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("claims_before", _("Year before"), Shows.COUNT, 9, clicks=True),
        ReportColumn("money", money, Shows.MONEY, 14),
        ReportColumn("money_before", before, Shows.MONEY, 14),
        ReportColumn("more", _("More ¥"), Shows.MONEY, 14),
    )


def top_rows(tops: Sequence[Top]) -> tuple[ReportRow, ...]:
    """Return tops as rows; what grew most is marked."""
    most = max((one for one in tops if one.key != REST), key=lambda one: one.more_fen, default=None)
    return tuple(
        ReportRow(
            one.key,
            (one.name, one.claims, one.claims_before, one.fen, one.before_fen, one.more_fen),
            matters=one is most and one.more_fen > 0,
        )
        for one in tops
    )


def top_total(tops: Sequence[Top], *, each_once: bool) -> ReportRow:
    """Return the row of sums; claims are added where each stands in one row only."""
    claims = sum(one.claims for one in tops) if each_once else None
    before = sum(one.claims_before for one in tops) if each_once else None
    fen, former = sum(one.fen for one in tops), sum(one.before_fen for one in tops)
    return ReportRow(TOTAL, (_("Total"), claims, before, fen, former, fen - former))
