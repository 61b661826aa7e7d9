"""How content customers are: scores of the calls after repairs, complaints and days to solve."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from warrantydesk.domain.care import BAD_SCORE, STAGE_NAMES, ComplaintStage
from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Figure,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.domain.settlement.month import month_of
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.counting import (
    TOTAL,
    middle,
    month_names,
    permille,
    tenths,
    tenths_text,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.spans import Days, instants, ticking, years_of
from warrantydesk.services.reports.words import period_text

_CALLS = """
SELECT f.called_at, f.score, f.visit_id FROM follow_up f
JOIN visit v ON v.id = f.visit_id LEFT JOIN vehicle w ON w.id = v.vehicle_id
WHERE f.called_at >= ? AND f.called_at < ? AND f.void_reason = '' AND f.done = 1
  AND (? = '' OR coalesce(w.brand, '') = ?)"""
_COMPLAINTS = """
SELECT k.received_at, k.stage, k.solved_at, k.satisfied, k.claim_id, k.visit_id FROM complaint k
LEFT JOIN visit v ON v.id = k.visit_id LEFT JOIN vehicle w ON w.id = v.vehicle_id
LEFT JOIN claim c ON c.id = k.claim_id
WHERE k.received_at >= ? AND k.received_at < ? AND k.stage <> 'VOID'
  AND (? = '' OR coalesce(c.brand, w.brand, '') = ?)"""
_OF_VISITS = """
SELECT id, visit_id FROM claim WHERE state <> 'VOID' AND visit_id IN ({marks})"""
_OF_CLAIMS = "SELECT id, id FROM claim WHERE state <> 'VOID' AND id IN ({marks})"
_SOLVED = frozenset({"SOLVED", "CLOSED"})


@dataclass
class _Month:
    """What customers said in one month."""

    called: int = 0
    scores: list[int] = field(default_factory=list)
    bad_visits: set[int] = field(default_factory=set)
    complaints: int = 0
    solved_days: list[int] = field(default_factory=list)
    satisfied: list[bool] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    claims: set[int] = field(default_factory=set)
    visits: set[int] = field(default_factory=set)
    """Visits complained about where no claim is named."""


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Read calls by the month of the call, complaints by the month in which they came."""
    found = _found(sources, asked, tick)
    months = [month for month in month_names(asked) if month in found]
    rows = tuple(
        ReportRow(month, (month, *_cells(sources, found[month])), _is_bad(found[month]))
        for month in months
    )
    every = list(found.values())
    cells = _cells(sources, *every)
    # A claim may stand behind two months: the sums of claims are left out.
    total = ReportRow(TOTAL, (_("Total"), *cells[:4], None, *cells[5:8], None))
    return ReportTable(
        "satisfaction",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(found, months),
        figures=_figures(every),
        total=total if rows else None,
        notes=(
            _("Scores run from 0 (bad) to 10 (good); up to {n} is bad.", n=BAD_SCORE),
            _("Calls count in the month in which they ended, complaints in that they came."),
            _("Complaints of the period are shown in the stage in which they stand today."),
            _("Days to solve: from the day a complaint came to the day it was solved, median."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of the visits with bad scores, or those complained about."""
    found = _found(sources, asked, lambda done, total: None)
    some = [one for month, one in found.items() if row in (TOTAL, month)]
    ids = _bad_claims(sources, *some) if column == "bad_claims" else _claims(sources, *some)
    return sorted(ids, reverse=True)


def _found(sources: ReportSources, asked: Asked, tick: Tick) -> dict[str, _Month]:
    found: defaultdict[str, _Month] = defaultdict(_Month)
    day_of = Days(sources)
    for year in ticking(years_of(asked), tick):
        values = (*instants(sources, year.first, year.last), asked.brand, asked.brand)
        for called_at, score, visit in sources.query(_CALLS, values):
            one = found[month_of(day_of(called_at))]
            one.called += 1
            if score is not None:
                one.scores.append(score)
                if score <= BAD_SCORE:
                    one.bad_visits.add(visit)
        for row in sources.query(_COMPLAINTS, values):
            _take(day_of, found[month_of(day_of(row[0]))], row)
    return dict(found)


def _take(
    day_of: Days,
    one: _Month,
    row: tuple[str, str, str | None, int | None, int | None, int | None],
) -> None:
    received_at, stage, solved_at, satisfied, claim, visit = row
    one.complaints += 1
    one.stages.append(stage)
    if stage in _SOLVED and solved_at:
        one.solved_days.append((day_of(solved_at) - day_of(received_at)).days)
    if satisfied is not None:
        one.satisfied.append(bool(satisfied))
    if claim is not None:
        one.claims.add(claim)
    elif visit is not None:
        one.visits.add(visit)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("month", _("Month"), width=9),
        ReportColumn("calls", _("Calls ended"), Shows.COUNT, 8),
        ReportColumn("answered", _("With a score"), Shows.PERMILLE, 9),
        ReportColumn("score", _("Average score"), Shows.TENTHS, 9),
        ReportColumn("bad", _("Bad scores"), Shows.COUNT, 8),
        ReportColumn("bad_claims", _("Their claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("complaints", _("Complaints"), Shows.COUNT, 9),
        ReportColumn("days", _("Days to solve"), Shows.TENTHS, 9),
        ReportColumn("content", _("Content after it"), Shows.PERMILLE, 9),
        ReportColumn("claims", _("Claims of complaints"), Shows.COUNT, 10, clicks=True),
    )


def _cells(sources: ReportSources, *some: _Month) -> tuple[str | int | None, ...]:
    called = sum(one.called for one in some)
    scores = [score for one in some for score in one.scores]
    content = [said for one in some for said in one.satisfied]
    return (
        called,
        permille(len(scores), called),
        tenths(sum(scores), len(scores)),
        sum(score <= BAD_SCORE for score in scores),
        len(_bad_claims(sources, *some)),
        sum(one.complaints for one in some),
        middle([days for one in some for days in one.solved_days]),
        permille(sum(content), len(content)),
        len(_claims(sources, *some)),
    )


def _bad_claims(sources: ReportSources, *some: _Month) -> set[int]:
    return set(_read(sources, _OF_VISITS, {visit for one in some for visit in one.bad_visits}))


def _claims(sources: ReportSources, *some: _Month) -> set[int]:
    named = set(_read(sources, _OF_CLAIMS, {claim for one in some for claim in one.claims}))
    return named | set(_read(sources, _OF_VISITS, {visit for one in some for visit in one.visits}))


def _read(sources: ReportSources, sql: str, of: set[int]) -> Iterator[int]:
    return (number for number, _of in sources.rows_of(sql, of))


def _is_bad(one: _Month) -> bool:
    return bool(one.bad_visits) or one.complaints > 0


def _figures(every: list[_Month]) -> tuple[Figure, ...]:
    stages = [stage for one in every for stage in one.stages]
    shown = [stage for stage in ComplaintStage if stage is not ComplaintStage.VOID]
    figures = []
    for stage in shown:
        name = _(STAGE_NAMES[stage])
        figures.append(Figure(_("Complaints: {stage}", stage=name), stages.count(stage)))
    return tuple(figures)


def _chart(found: dict[str, _Month], months: list[str]) -> ReportChart:
    scores = [score for one in found.values() for score in one.scores]
    finding = _("No customer gave a score in this period.")
    if scores:
        finding = _(
            "Customers give {score} of 10; bad scores: {bad} of {n}",
            score=tenths_text(tenths(sum(scores), len(scores))),
            bad=sum(score <= BAD_SCORE for score in scores),
            n=len(scores),
        )
    points = tuple(
        ReportPoint(month, month, (average,), _is_bad(found[month]))
        for month in months
        if (average := tenths(sum(found[month].scores), len(found[month].scores))) is not None
    )
    series = (_("Average score"),)
    return ReportChart(ChartKind.BARS, finding, series, points, Shows.TENTHS)


REPORT = Report(
    "satisfaction", N_("Satisfaction"), ReportGroup.CARE, build, behind, months=12, order=42
)
