"""Returns, refusals and deductions by weight: what they cost, what would have caught them."""

from collections.abc import Sequence
from itertools import accumulate

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.learning import ParetoOrder, rule_of, weight_of
from warrantydesk.domain.profile import BrandProfile, Row
from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Choice,
    Figure,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.domain.rules import RULES
from warrantydesk.i18n import N_, _, named, ngettext_
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    money_text,
    month_names,
    percent_text,
    permille,
)
from warrantydesk.services.reports.losses import (
    LOSS_NAMES,
    Loss,
    LossRow,
    came_back_of,
    claims_of,
    losses_of,
    reason_name,
    reasons_of,
    rows_of,
)
from warrantydesk.services.reports.proposed import block_suggestions
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

_ORDER = Choice(
    "order",
    N_("Ranked by"),
    (
        (str(ParetoOrder.MONEY), N_("by loss")),
        (str(ParetoOrder.COUNT), N_("by how often")),
    ),
)
_KIND = Choice(
    "kind",
    N_("Losses shown"),
    (("all", N_("everything")), *((str(kind), name) for kind, name in LOSS_NAMES.items())),
)
MOST_BARS = 9
_FEW = 3
"""So many reasons at most are marked as those that matter."""
_MOST_OF_IT = 600
"""Permille of the weight after which nothing more is marked."""


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Rank the reasons for which claims came back, pieces were refused, money was taken."""
    back = came_back_of(sources, asked, tick)
    losses = _chosen(losses_of(sources, asked, back), asked)
    money = _by_money(asked)
    found = rows_of(losses, money=money)
    reasons = reasons_of(sources, asked)
    profile = sources.profile(asked.brand)
    weights = [one.fen if money else one.times for one in found]
    sums = list(accumulate(weights))
    marked = _marked(weights)
    months = month_names(asked, BARS)
    rows = tuple(
        ReportRow(
            one.key,
            (
                reason_name(one.key, reasons),
                len(one.claim_ids),
                one.lost_fen,
                one.held_fen,
                permille(so_far, sums[-1]),
                one.by_month(months, money=money),
                _avoidable(one.key, reasons),
                _to_do(one.key, reasons, profile),
                one.times,
            ),
            matters=place < marked,
        )
        for place, (one, so_far) in enumerate(zip(found, sums, strict=True))
    )
    return ReportTable(
        "refusals",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(found, reasons, marked, money=money),
        _figures(losses, found, reasons),
        block_suggestions(sources, asked, back),
        _total(losses),
        _notes(),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims that came back, or lost money, for a reason."""
    back = came_back_of(sources, asked, lambda done, total: None)
    losses = _chosen(losses_of(sources, asked, back), asked)
    return claims_of(one for one in losses if row in (TOTAL, one.key))


def _by_money(asked: Asked) -> bool:
    return asked.choice("order", str(ParetoOrder.MONEY)) == ParetoOrder.MONEY


def _chosen(losses: list[Loss], asked: Asked) -> list[Loss]:
    kind = asked.choice("kind", "all")
    return [one for one in losses if kind in ("all", one.kind)]


def _marked(weights: Sequence[int]) -> int:
    """Return how many of the first reasons are marked: the few that make up most of it."""
    whole, so_far = sum(weights), 0
    for place, weight in enumerate(weights[:_FEW], 1):
        so_far += weight
        if so_far * 1000 >= whole * _MOST_OF_IT:
            return place
    return min(len(weights), _FEW)


def _avoidable(key: str, reasons: dict[str, Row]) -> str:
    return _("avoidable") if rule_of(key, reasons) else _("partly")


def _to_do(key: str, reasons: dict[str, Row], profile: BrandProfile) -> str:
    """Return what to do about a reason: its check made a block, else the maker's advice."""
    rule = next((one for one in RULES if one.id == rule_of(key, reasons)), None)
    if rule is None:
        code = key.removeprefix("/")
        return named(reasons[code], "action") if code in reasons else ""
    switch = profile.switches.get(rule.id)
    if switch is not None and not switch.enabled:
        return _("switch {rule} on", rule=rule.id)
    if weight_of(rule, profile) is Severity.BLOCK:
        return _("{rule} blocks it already", rule=rule.id)
    return _("{rule}: warning → block", rule=rule.id)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("reason", _("Reason"), width=22),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 7, clicks=True),
        ReportColumn("lost", _("Lost ¥"), Shows.MONEY, 11),
        ReportColumn("held", _("Came late ¥"), Shows.MONEY, 11),
        ReportColumn("cumulated", _("Cumulated"), Shows.PERMILLE, 9),
        ReportColumn("months", _("6 months"), Shows.MONTHS, 10),
        ReportColumn("avoidable", _("Avoidable?"), width=10),
        ReportColumn("to_do", _("What to do"), width=26),
        ReportColumn("times", _("Times"), Shows.COUNT, 7),
    )


def _total(losses: Sequence[Loss]) -> ReportRow:
    lost, held = (sum(one.lost_fen for one in losses), sum(one.held_fen for one in losses))
    return ReportRow(TOTAL, (_("Total"), None, lost, held, None, None, None, None, len(losses)))


def _chart(
    found: Sequence[LossRow], reasons: dict[str, Row], marked: int, *, money: bool
) -> ReportChart:
    bars = found if len(found) <= MOST_BARS + 1 else found[:MOST_BARS]
    points = [
        ReportPoint(
            one.key,
            reason_name(one.key, reasons),
            (one.fen if money else one.times,),
            matters=place < marked,
        )
        for place, one in enumerate(bars)
    ]
    rest = sum(one.fen if money else one.times for one in found[len(bars) :])
    if len(bars) < len(found):
        points.append(ReportPoint("", _("Other reasons"), (rest,)))
    shows = Shows.MONEY if money else Shows.COUNT
    return ReportChart(
        ChartKind.PARETO, _finding(found, marked, money=money), (), tuple(points), shows
    )


def _finding(found: Sequence[LossRow], marked: int, *, money: bool) -> str:
    whole = sum(one.fen if money else one.times for one in found)
    if not whole:
        return _("Nothing came back and nothing was taken")
    first = sum(one.fen if money else one.times for one in found[:marked])
    share = percent_text(permille(first, whole))
    if money:
        return ngettext_(
            "{n} reason makes up {share} of {all} lost or late",
            "{n} reasons make up {share} of {all} lost or late",
            marked,
            share=share,
            all=money_text(whole),
        )
    return ngettext_(
        "{n} reason makes up {share} of {times} cases",
        "{n} reasons make up {share} of {times} cases",
        marked,
        share=share,
        times=whole,
    )


def _figures(
    losses: Sequence[Loss], found: Sequence[LossRow], reasons: dict[str, Row]
) -> tuple[Figure, ...]:
    avoidable = sum(row.fen for row in found if rule_of(row.key, reasons))
    return (
        Figure(_("Claims concerned"), len(claims_of(losses))),
        Figure(_("Lost for good"), sum(one.lost_fen for one in losses), Shows.MONEY),
        Figure(_("Came late"), sum(one.held_fen for one in losses), Shows.MONEY),
        Figure(_("Avoidable, lost or late"), avoidable, Shows.MONEY),
    )


def _notes() -> tuple[str, ...]:
    return (
        _("The day of the maker's answer, of the refused piece or of the statement decides."),
        _(
            "Lost: refused, cut or taken. Came late: returned for correction, the claim's whole "
            "sum. One claim may be in several rows. Net."
        ),
        _("Deductions of old parts count where the piece was refused, not once more."),
        _("Avoidable: a check of this desk would have caught it before it was filed."),
    )


REPORT = Report(
    "refusals",
    N_("Refusals and deductions"),
    ReportGroup.QUALITY,
    build,
    behind,
    (_ORDER, _KIND),
    order=10,
)
