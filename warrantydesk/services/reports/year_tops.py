"""What cost most in a year, against the year before: reasons of losses, causal parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.report import (
    Asked,
    ReportColumn,
    ReportRow,
    Shows,
)
from warrantydesk.i18n import _
from warrantydesk.services.reports.counting import TOTAL
from warrantydesk.services.reports.losses import reason_name, reasons_of, rows_of
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.usual_cost import Spent, spent_in
from warrantydesk.services.reports.year_sums import YearSums

MOST = 20
REST = "rest"
"""Key of the row of all other parts."""
_NAME = """
SELECT coalesce(nullif(new_part_name, ''), old_part_no) FROM part_line
WHERE claim_id = ? AND causal = 1 AND old_part_no = ? LIMIT 1"""


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


def parts_by_cost(sources: ReportSources, asked: Asked, tick: Tick) -> dict[str, list[Spent]]:
    """Return the claims that ask for money by their causal part, the dearest part first."""
    groups: defaultdict[str, list[Spent]] = defaultdict(list)
    for one in spent_in(sources, asked, tick):
        groups[one.alike.part_no].append(one)
    order = sorted(groups, key=lambda part: (-sum(one.fen for one in groups[part]), part))
    return {part: groups[part] for part in order}


def top_parts(
    sources: ReportSources,
    now: Mapping[str, Sequence[Spent]],
    before: Mapping[str, Sequence[Spent]],
) -> list[Top]:
    """Return the parts whose claims cost most, and all others in one row."""
    shown = [part for part in now if part][:MOST]
    found = [
        _top(part, _part_name(sources, part, now[part]), now[part], before.get(part, ()))
        for part in shown
    ]
    rest = [one for part, several in now.items() if part not in shown for one in several]
    former = [one for part, several in before.items() if part not in shown for one in several]
    if rest or former:
        found.append(_top(REST, _("All other parts, and claims without one"), rest, former))
    return found


def _top(key: str, name: str, now: Sequence[Spent], before: Sequence[Spent]) -> Top:
    sums = (sum(one.fen for one in now), sum(one.fen for one in before))
    return Top(key, name, len(now), sums[0], len(before), sums[1])


def _part_name(sources: ReportSources, part: str, claims: Sequence[Spent]) -> str:
    found = sources.query(_NAME, (claims[-1].claim_id, part))
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
