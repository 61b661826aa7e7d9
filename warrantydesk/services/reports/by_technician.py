"""Claims by technician: hours, how many pass at once, how many repairs come back.

Shown to clerk and service manager only: it speaks of people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.counting import (
    ANSWERED,
    CLAIMS,
    TOTAL,
    counted_note,
    percent_text,
    permille,
    slices,
    span,
    tenths,
)
from warrantydesk.services.reports.repeats import days_of, repeats
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, behind_by
from warrantydesk.services.reports.words import period_text

_TECHNICIANS = Grouping("v.technician", "JOIN visit v ON v.id = c.visit_id")
_PASSED = (
    f"({ANSWERED} AND NOT EXISTS (SELECT 1 FROM claim_answer a WHERE a.claim_id = c.id"
    " AND a.kind IN ('return', 'rejection')))"
)
_CLAIMS = f"""
SELECT v.technician, count(*), sum(c.total_fen), sum({ANSWERED}), sum({_PASSED})
FROM claim c JOIN visit v ON v.id = c.visit_id WHERE {CLAIMS} GROUP BY 1"""
_HOURS = f"""
SELECT v.technician, sum(round(l.hours * 100)), sum(round(l.extra_hours * 100))
FROM claim c JOIN visit v ON v.id = c.visit_id JOIN labour_line l ON l.claim_id = c.id
WHERE {CLAIMS} AND l.pay_by = 'claim' GROUP BY 1"""
_WHOSE = """
SELECT c.id, v.technician FROM claim c JOIN visit v ON v.id = c.visit_id WHERE c.id IN ({marks})"""
_FEW = 5


@dataclass
class _Work:
    """What one technician did; money in fen."""

    claims: int = 0
    fen: int = 0
    answered: int = 0
    passed: int = 0
    hours: int = 0
    """In hundredths, as ``extra``."""
    extra: int = 0


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally claims and hours by the technician of the visit, who has most first."""
    found: defaultdict[str, _Work] = defaultdict(_Work)
    for part in slices(asked, tick):
        for login, claims, fen, answered, passed in sources.query(_CLAIMS, span(part)):
            one = found[login]
            one.claims, one.fen = one.claims + claims, one.fen + fen
            one.answered, one.passed = one.answered + answered, one.passed + passed
        for login, hours, extra in sources.query(_HOURS, span(part)):
            found[login].hours += round(hours or 0)
            found[login].extra += round(extra or 0)
    back = Counter(whose for whose, _claim in _came_back(sources, asked, tick))
    order = sorted(found.keys() | back, key=lambda login: (-found[login].claims, login))
    rows = tuple(
        ReportRow(login, _cells(sources, login, found[login], back[login])) for login in order
    )
    return ReportTable(
        "by_technician",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(sources, found, order),
        total=_total(rows, back) if rows else None,
        notes=(
            counted_note(),
            _("First pass: of the claims that were decided, those never returned nor refused."),
            _(
                "Repaired again: repairs of this technician that were repeated within {n} days, in "
                "this period.",
                n=days_of(sources, asked.brand),
            ),
            _("Hours are those that the claims ask for; a few claims say little about a person."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a technician, or those that repeat a repair of his."""
    if column != "back":
        return behind_by(_TECHNICIANS, {})(sources, asked, row, column)
    found = _came_back(sources, asked, lambda done, total: None)
    return sorted((claim for whose, claim in found if row in (TOTAL, whose)), reverse=True)


def _came_back(sources: ReportSources, asked: Asked, tick: Tick) -> Iterator[tuple[str, int]]:
    """Give the technician of each repair that was repeated, with the claim that repeats it."""
    found = list(repeats(sources, asked, tick))
    rows = sources.rows_of(_WHOSE, (one.earlier_id for one in found))
    whose: dict[int, str] = dict(rows)
    for one in found:
        yield whose[one.earlier_id], one.claim_id


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("technician", _("Technician"), width=16),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("hours", _("Standard hours"), Shows.TENTHS, 10),
        ReportColumn("extra", _("Extra hours"), Shows.TENTHS, 10),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 14),
        ReportColumn("first_pass", _("First pass"), Shows.PERMILLE, 9),
        ReportColumn("back", _("Repaired again"), Shows.COUNT, 9, clicks=True),
    )


def _cells(
    sources: ReportSources, login: str, one: _Work, back: int
) -> tuple[str | int | None, ...]:
    return (
        _name(sources, login),
        one.claims,
        tenths(one.hours, 100),
        tenths(one.extra, 100),
        one.fen,
        permille(one.passed, one.answered),
        back,
    )


def _name(sources: ReportSources, login: str) -> str:
    return sources.people.get(login, login) or _("nobody named")


def _total(rows: tuple[ReportRow, ...], back: Counter[str]) -> ReportRow:
    def added(column: int) -> int:
        return sum(cell for row in rows if isinstance(cell := row.cells[column], int))

    came = sum(back.values())
    return ReportRow(TOTAL, (_("Total"), added(1), added(2), added(3), added(4), None, came))


def _chart(sources: ReportSources, found: Mapping[str, _Work], order: list[str]) -> ReportChart:
    answered = sum(one.answered for one in found.values())
    finding = _("No claim was decided in this period.")
    if answered:
        finding = _(
            "{share} of the claims pass at once",
            share=percent_text(permille(sum(one.passed for one in found.values()), answered)),
        )
    points = tuple(
        ReportPoint(login, _name(sources, login), (share,))
        for login in order
        if found[login].answered >= _FEW
        and (share := permille(found[login].passed, found[login].answered)) is not None
    )
    return ReportChart(ChartKind.BARS, finding, (_("First pass"),), points, Shows.PERMILLE)


REPORT = Report(
    "by_technician",
    N_("Claims by technician"),
    ReportGroup.QUALITY,
    build,
    behind,
    order=24,
    right="reports.by_technician",
)
