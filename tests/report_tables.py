"""Reports made by hand for tests of how they are shown, drawn and saved."""

from datetime import date

from warrantydesk.domain.report import (
    ChartKind,
    Figure,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)

COLUMNS = (
    ReportColumn("reason", "Reason", width=22),
    ReportColumn("claims", "Claims", Shows.COUNT, 8, clicks=True),
    ReportColumn("lost", "Lost ¥", Shows.MONEY, 12),
    ReportColumn("share", "Share", Shows.PERMILLE, 8),
    ReportColumn("days", "Days", Shows.TENTHS, 8),
    ReportColumn("last", "Last on", Shows.DAY, 11),
    ReportColumn("months", "6 months", Shows.MONTHS, 12),
)
REASONS: tuple[tuple[str, int, int], ...] = (
    ("旧件无标签或脱落", 6, 412000),
    ("=1+1 & <b>", 4, 298000),
    ("Invoice missing", 0, -2345),
)


def a_table(**changes: object) -> ReportTable:
    """Return a report of three reasons; ``changes`` replace what a field holds."""
    rows = tuple(
        ReportRow(f"r{number}", _cells(name, count, fen), matters=number == 0)
        for number, (name, count, fen) in enumerate(REASONS)
    )
    fields: dict[str, object] = {
        "code": "by_type",
        "title": "Refusals by weight",
        "period": "2026-06-01 to 2026-11-24",
        "columns": COLUMNS,
        "rows": rows,
        "chart": a_chart(),
        "figures": (
            Figure("Lost", 707655, Shows.MONEY, "month before 880.00", better=True),
            Figure("First pass", 914, Shows.PERMILLE),
        ),
        "suggestions": (Suggestion("Make check V43 a block", "2 cases", 412000, "V43"),),
        "total": ReportRow("", ("Total", 10, 707655, None, None, None, "")),
        "notes": ("Claims count on the day they were opened.",),
    }
    return ReportTable(**{**fields, **changes})  # type: ignore[arg-type]


def a_chart(kind: ChartKind = ChartKind.PARETO, count: int = 3) -> ReportChart:
    """Return a chart of ``count`` points, the first of which matters."""
    points = tuple(
        ReportPoint(f"r{n}", f"Reason {n}", ((count - n) * 10000,), matters=n == 0)
        for n in range(count)
    )
    return ReportChart(kind, "The first makes up half", points=points, shows=Shows.MONEY)


def _cells(name: str, count: int, fen: int) -> tuple[ReportCell, ...]:
    return (name, count, fen, 582, 25, date(2026, 11, 3), "0,1,0,2,3,4")
