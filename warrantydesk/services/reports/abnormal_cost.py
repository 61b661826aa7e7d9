"""Abnormal cost: claims far above what their part and model usually cost, each with its why."""

from collections.abc import Sequence

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Choice,
    Figure,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.reports.abnormal_look import Look, look_at
from warrantydesk.services.reports.abnormal_rows import ClaimWords, claim_words, why
from warrantydesk.services.reports.counting import TOTAL, money_text
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.usual_cost import LEAST, Lines, Outlier, Spent
from warrantydesk.services.reports.words import period_text

_FACTOR = Choice(
    "factor",
    N_("Strikes beyond"),
    (
        ("35", N_("3.5 times the usual spread")),
        ("50", N_("5 times the usual spread")),
        ("25", N_("2.5 times the usual spread")),
    ),
)
_FLOOR = Choice(
    "floor",
    N_("And above the usual by"),
    (
        ("50000", N_("from ¥500 above")),
        ("20000", N_("from ¥200 above")),
        ("100000", N_("from ¥1,000 above")),
        ("200000", N_("from ¥2,000 above")),
    ),
)
FEW, MORE = "few", "more"
"""Keys of the rows of claims with too few alike, and of those that strike beyond the list."""
MOST, _BARS, _NAMED = 200, 10, 3


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Find the claims that strike; costs are what claims ask for, net fen."""
    look = _look(sources, asked, tick)
    shown = look.striking[:MOST]
    words = claim_words(sources, [one.spent.claim_id for one in shown])
    rows = [
        _row(sources, one, words[one.spent.claim_id], look.lines, matters=place < _NAMED)
        for place, one in enumerate(shown)
    ]
    chart = _chart(look, rows)
    rest = [one.spent for one in look.striking[MOST:]]
    if rest:
        rows.append(_summed(MORE, _("More that strike"), rest))
    if look.few:
        rows.append(_summed(FEW, _("Too few alike"), look.few))
    every = [*(one.spent for one in look.striking), *look.few]
    return ReportTable(
        "abnormal_cost",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        tuple(rows),
        chart,
        _figures(look),
        _suggestions(look),
        _summed(TOTAL, _("Total"), every),
        _notes(look),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claim of a row or those alike to it, or the claims that a row adds up."""
    look = _look(sources, asked, lambda done, total: None)
    striking = [one.spent for one in look.striking]
    wanted = {MORE: striking[MOST:], FEW: look.few, TOTAL: [*striking, *look.few]}.get(row)
    if wanted is None:
        mine = next((one for one in striking if str(one.claim_id) == row), None)
        wanted = [mine] if mine else []
        if mine and column == "alike":
            return sorted((number for _fen, number in look.groups[mine.alike]), reverse=True)
    return sorted((one.claim_id for one in wanted), reverse=True)


def _look(sources: ReportSources, asked: Asked, tick: Tick) -> Look:
    factor, floor = asked.choice("factor", "35"), asked.choice("floor", "50000")
    return look_at(sources, asked, tick, int(factor), int(floor))


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("number", _("Claim number"), width=15),
        ReportColumn("part", _("Causal part"), width=16),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 6, clicks=True),
        ReportColumn("cost", _("Cost ¥"), Shows.MONEY, 11),
        ReportColumn("usual", _("Usual ¥"), Shows.MONEY, 11),
        ReportColumn("times", _("Times the usual"), Shows.TENTHS, 8),
        ReportColumn("alike", _("Claims alike"), Shows.COUNT, 8, clicks=True),
        ReportColumn("line", _("Over the maker's line"), width=8),
        ReportColumn("why", _("Why it strikes"), width=40),
        ReportColumn("model", _("Model"), width=13),
        ReportColumn("day", _("Opened on"), Shows.DAY, 11),
    )


def _row(
    sources: ReportSources, one: Outlier, words: ClaimWords, lines: Lines, *, matters: bool
) -> ReportRow:
    times = one.spent.fen * 10 // one.usual.fen if one.is_told and one.usual.fen else None
    cells: tuple[ReportCell, ...] = (
        words.number,
        words.part,
        1,
        one.spent.fen,
        one.usual.fen if one.is_told else None,
        times,
        one.usual.claims,
        _("yes") if one.is_over_line else "",
        why(one, lines),
        words.model(sources),
        words.opened_on,
    )
    return ReportRow(str(one.spent.claim_id), cells, matters)


def _summed(key: str, name: str, spent: Sequence[Spent]) -> ReportRow:
    cells = (name, "", len(spent), sum(one.fen for one in spent))
    return ReportRow(key, (*cells, None, None, None, "", "", "", None))


def _chart(look: Look, rows: Sequence[ReportRow]) -> ReportChart:
    points = tuple(
        ReportPoint(
            row.key,
            str(row.cells[0]),
            (one.usual.fen, max(one.above_fen, 0), 0) if one.is_told else (0, 0, one.spent.fen),
            row.matters,
        )
        for row, one in zip(rows[:_BARS], look.striking, strict=False)
    )
    series = (_("Usual"), _("Above it"), _("Too few alike"))
    return ReportChart(ChartKind.STACK, _finding(look), series, points, Shows.MONEY)


def _above(look: Look) -> int:
    """Return by how much all outliers are above the usual."""
    return sum(one.above_fen for one in look.striking if one.is_outlier)


def _finding(look: Look) -> str:
    n = sum(one.is_outlier for one in look.striking)
    if not n:
        over = sum(one.is_over_line for one in look.striking)
        return ngettext_(
            "No claim is far above the usual of its part and model; {n} is over the maker's line",
            "No claim is far above the usual of its part and model; {n} are over the maker's line",
            over,
        )
    return ngettext_(
        "{n} claim cost {money} more than usual for its part and model",
        "{n} claims cost {money} more than usual for their part and model",
        n,
        money=money_text(_above(look)),
    )


def _figures(look: Look) -> tuple[Figure, ...]:
    return (
        Figure(_("Far above the usual"), sum(one.is_outlier for one in look.striking)),
        Figure(_("Above it by"), _above(look), Shows.MONEY),
        Figure(_("Over the maker's line"), sum(one.is_over_line for one in look.striking)),
        Figure(_("Too few alike to judge"), len(look.few)),
    )


def _suggestions(look: Look) -> tuple[Suggestion, ...]:
    if not look.striking:
        return ()
    return (
        Suggestion(
            _("Look at them and report them: Settlement, Receivables, abnormal cost"),
            _("What was reported to the manager is left out here."),
            _above(look),
            leads_to=("settlement", "receivable", "abnormal"),
        ),
    )


def _notes(look: Look) -> tuple[str, ...]:
    spreads = f"{look.lines.tenths // 10}.{look.lines.tenths % 10}"
    notes = [
        _(
            "Alike are claims of one model with one causal part, or of one type without a part; "
            "all of the period, void ones left out. Cost is what is claimed, net."
        ),
        _(
            "Usual is the median; the spread is 1.4826 × the median distance from it. A claim "
            "strikes beyond {k} spreads and {floor} above the usual.",
            k=spreads,
            floor=money_text(look.lines.floor_fen),
        ),
        _("Under {n} claims alike nothing is said of what is usual.", n=LEAST),
        _("The maker's line is the amount of one claim from which he looks at it."),
    ]
    if look.looked_at:
        notes.append(
            ngettext_(
                "{n} claim of the period was reported to the manager and is left out.",
                "{n} claims of the period were reported to the manager and are left out.",
                look.looked_at,
            )
        )
    return tuple(notes)


REPORT = Report(
    "abnormal_cost",
    N_("Abnormal cost"),
    ReportGroup.MONEY,
    build,
    behind,
    (_FACTOR, _FLOOR),
    months=12,
    order=50,
)
