"""First-pass rate and days to answer, by the month in which claims were first filed."""

from collections.abc import Sequence

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
    Suggestion,
)
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.reports.counting import (
    TOTAL,
    middle,
    percent_text,
    permille,
)
from warrantydesk.services.reports.first_answers import (
    FirstAnswer,
    Outcome,
    days_of,
    first_answers,
    ninth_tenth,
    passed_share,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.spans import months_of
from warrantydesk.services.reports.words import period_text

_TARGET, _USUAL = "first_pass_target", 90
"""The maker's target in percent (table of rates), and what holds where he has none."""
_COLUMNS = {
    "passed": (Outcome.PASSED,),
    "returned": (Outcome.RETURNED,),
    "refused": (Outcome.REFUSED,),
    "waiting": (Outcome.WAITING,),
    "answered": (Outcome.PASSED, Outcome.RETURNED, Outcome.REFUSED),
}


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Count what the maker said first to claims first filed in the period, month by month."""
    found = first_answers(sources, asked, tick)
    by_month = _by_month(asked, found)
    target = target_of(sources, asked.brand)
    rows = tuple(
        _row(month, month, several, matters=_is_below(several, target))
        for month, several in by_month
    )
    return ReportTable(
        "first_pass",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(by_month, found, target),
        _figures(by_month, found, target),
        pass_suggestions(found, target),
        _row(TOTAL, _("Total"), found, matters=False),
        _notes(),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a month that were answered so, or were filed at all."""
    found = first_answers(sources, asked, lambda done, total: None)
    wanted = _COLUMNS.get(column, tuple(Outcome))
    return sorted(
        (one.claim_id for one in found if row in (TOTAL, one.month) and one.outcome in wanted),
        reverse=True,
    )


def target_of(sources: ReportSources, brand: str) -> int:
    """Return the first-pass rate that is aimed at, in permille."""
    return (sources.profile(brand).rate_fen(_TARGET) or _USUAL) * 10


def rate_of(answers: Sequence[FirstAnswer]) -> int | None:
    """Return the share of the answered claims that passed at the first filing, in permille."""
    return permille(*passed_share(answers))


def _by_month(asked: Asked, found: Sequence[FirstAnswer]) -> list[tuple[str, list[FirstAnswer]]]:
    """Return the claims by month, from the first month that has any."""
    groups: dict[str, list[FirstAnswer]] = {one.name: [] for one in months_of(asked)}
    for one in found:
        groups[one.month].append(one)
    first = min((one.month for one in found), default="9999")
    return [(month, several) for month, several in groups.items() if month >= first]


def _is_below(several: Sequence[FirstAnswer], target: int) -> bool:
    rate = rate_of(several)
    return rate is not None and rate < target


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("month", _("First filed in"), width=12),
        ReportColumn("filed", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("answered", _("Answered"), Shows.COUNT, 9, clicks=True),
        ReportColumn("passed", _("Passed at once"), Shows.COUNT, 10, clicks=True),
        ReportColumn("rate", _("First-pass rate"), Shows.PERMILLE, 10),
        ReportColumn("returned", _("Returned first"), Shows.COUNT, 8, clicks=True),
        ReportColumn("refused", _("Refused first"), Shows.COUNT, 9, clicks=True),
        ReportColumn("waiting", _("No answer yet"), Shows.COUNT, 9, clicks=True),
        ReportColumn("median", _("Days to answer (half)"), Shows.TENTHS, 11),
        ReportColumn("ninth", _("Days to answer (9 of 10)"), Shows.TENTHS, 11),
    )


def _row(key: str, name: str, several: Sequence[FirstAnswer], *, matters: bool) -> ReportRow:
    counts = [one.outcome for one in several]
    passed, answered = passed_share(several)
    days = days_of(several)
    return ReportRow(
        key,
        (
            name,
            len(several),
            answered,
            passed,
            permille(passed, answered),
            counts.count(Outcome.RETURNED),
            counts.count(Outcome.REFUSED),
            counts.count(Outcome.WAITING),
            middle(days),
            ninth_tenth(days),
        ),
        matters,
    )


def _chart(
    by_month: Sequence[tuple[str, list[FirstAnswer]]], found: Sequence[FirstAnswer], target: int
) -> ReportChart:
    points = tuple(
        ReportPoint(month, month, (rate,), matters=rate < target)
        for month, several in by_month
        if (rate := rate_of(several)) is not None
    )
    finding = _finding(found, target, sum(point.matters for point in points))
    return ReportChart(ChartKind.LINE, finding, (), points, Shows.PERMILLE, target)


def _finding(found: Sequence[FirstAnswer], target: int, below: int) -> str:
    rate = rate_of(found)
    if rate is None:
        return _("No claim of this period was answered yet")
    return ngettext_(
        "{rate} passed at once, target {target}; below it in {n} month",
        "{rate} passed at once, target {target}; below it in {n} months",
        below,
        rate=percent_text(rate),
        target=percent_text(target),
    )


def _figures(
    by_month: Sequence[tuple[str, list[FirstAnswer]]], found: Sequence[FirstAnswer], target: int
) -> tuple[Figure, ...]:
    rates = [(month, rate_of(several)) for month, several in by_month]
    known = [(month, rate) for month, rate in rates if rate is not None]
    rate, days = rate_of(found), days_of(found)
    figures = [
        Figure(
            _("First-pass rate"),
            rate,
            Shows.PERMILLE,
            _("Target {target}", target=percent_text(target)),
            better=None if rate is None else rate >= target,
        )
    ]
    if len(known) > 1:
        (_month, before), (month, now) = known[-2:]
        figures.append(
            Figure(
                month,
                now,
                Shows.PERMILLE,
                _("The month before {rate}", rate=percent_text(before)),
                better=None if now == before else now > before,
            )
        )
    figures.append(Figure(_("Days to answer (half)"), middle(days), Shows.TENTHS))
    figures.append(Figure(_("Days to answer (9 of 10)"), ninth_tenth(days), Shows.TENTHS))
    return tuple(figures)


def pass_suggestions(found: Sequence[FirstAnswer], target: int) -> tuple[Suggestion, ...]:
    """Return what to look at where fewer passed at once than is aimed at."""
    passed, answered = passed_share(found)
    missing = -(-target * answered // 1000) - passed
    if missing <= 0:
        return ()
    returned = sum(one.outcome is Outcome.RETURNED for one in found)
    return (
        Suggestion(
            _("Look at what is returned most: report “Refusals and deductions”"),
            _(
                "{missing} more of {answered} had to pass at once to reach {target}; {returned} "
                "came back for correction.",
                missing=missing,
                answered=answered,
                target=percent_text(target),
                returned=returned,
            ),
            leads_to=("reports", "report", "refusals"),
        ),
    )


def _notes() -> tuple[str, ...]:
    return (
        _("A claim belongs to the month in which it was filed for the first time."),
        _(
            "Passed at once: the maker's first answer was an approval, cut or not. The rate is of "
            "the claims that have an answer."
        ),
        _(
            "Days to answer: calendar days from the first filing to the first answer; half were "
            "answered within the median, nine of ten within the 90th percentile."
        ),
        _("Claims that are void, or withdrawn and not filed again, are left out."),
    )


REPORT = Report(
    "first_pass",
    N_("First-pass rate and days to answer"),
    ReportGroup.QUALITY,
    build,
    behind,
    months=12,
    order=12,
)
