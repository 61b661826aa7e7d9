"""Old parts: returned on time or late, still owed, and why the maker refused pieces."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.dates import from_utc_text, local_date
from warrantydesk.domain.old_part import PartState
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
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.reports.counting import (
    TOTAL,
    middle,
    money_text,
    month_names,
    percent_text,
    permille,
    slices,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

# Every state but void by name: so the days are looked up in ``old_part_state``, state by state.
_STANDING = ", ".join(f"'{state}'" for state in PartState if state is not PartState.VOID)
_DUE = f"""
SELECT p.claim_id, p.return_by, p.state, s.shipped_at, p.amount_fen, p.refusal_code
FROM old_part p JOIN claim c ON c.id = p.claim_id LEFT JOIN shipment s ON s.id = p.shipment_id
WHERE p.state IN ({_STANDING}) AND p.return_by BETWEEN ? AND ? AND c.state <> 'VOID'
  AND (? = '' OR c.brand = ?) ORDER BY p.return_by"""
_OWED = frozenset({"EXPECTED", "RECEIVED", "SHELVED", "RETURN_DUE", "PACKED", "LENT", "MISSING"})
_ON_TIME, _LATE, _OVERDUE = "on_time", "late", "overdue"
_COMING, _NEVER = "coming", "never"
"""What becomes of a piece: the two others are no matter of being on time."""
CHOICES = (
    Choice(
        "show",
        N_("Show by"),
        (("months", N_("month in which they are due")), ("reasons", N_("reason of refusal"))),
    ),
)


@dataclass(frozen=True)
class _Piece:
    """A piece that was due, what became of it, by how many days it is late."""

    claim: int
    month: str
    how: str
    late_days: int
    fen: int
    refusal: str


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Read the pieces whose last day lies in the period, by month or by reason of refusal."""
    pieces = list(_pieces(sources, asked, tick))
    by_reason = asked.choice("show", "months") == "reasons"
    columns, rows = _by_reason(sources, asked, pieces) if by_reason else _by_month(asked, pieces)
    late = [one for one in pieces if one.how in (_LATE, _OVERDUE)]
    refused = [one for one in pieces if one.refusal]
    if by_reason:
        fen = sum(one.fen for one in refused)
        total = ReportRow(TOTAL, ("", _("Total"), len(refused), None, fen, None))
    else:
        cells = _month_cells(pieces)
        total = ReportRow(TOTAL, (_("Total"), *cells[:8], None, cells[9], None))
    return ReportTable(
        "old_parts",
        _(REPORT.title),
        period_text(asked),
        columns,
        rows if pieces else (),
        _chart(asked, pieces),
        figures=(
            Figure(_("Returned on time"), _share(pieces, _ON_TIME), Shows.PERMILLE),
            Figure(_("Old parts late or overdue"), sum(one.fen for one in late), Shows.MONEY),
            Figure(_("Pieces refused"), len(refused)),
        ),
        total=total if rows and pieces else None,
        notes=(
            _("A piece counts in the month of its last day; it is returned when its list leaves."),
            _("Pieces that never had to leave after all are left out of “on time” and “late”."),
            _("Amounts are the pieces' own, net, in yuan."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims whose pieces stand behind a number."""
    by_reason = asked.choice("show", "months") == "reasons"

    def fits(one: _Piece) -> bool:
        if by_reason:
            return bool(one.refusal) and row in (TOTAL, one.refusal)
        if row not in (TOTAL, one.month):
            return False
        if column == "refused_claims":
            return bool(one.refusal)
        return column != "late_claims" or one.how in (_LATE, _OVERDUE)

    pieces = _pieces(sources, asked, lambda done, total: None)
    return sorted({one.claim for one in pieces if fits(one)}, reverse=True)


def _pieces(sources: ReportSources, asked: Asked, tick: Tick) -> Iterator[_Piece]:
    for part in slices(asked, tick):
        values = (part.first.isoformat(), part.last.isoformat(), asked.brand, asked.brand)
        for claim, by, state, shipped_at, fen, refusal in sources.query(_DUE, values):
            due = date.fromisoformat(by)
            how, days = _how(sources, due, state, shipped_at)
            yield _Piece(claim, by[:7], how, days, fen, refusal)


def _how(sources: ReportSources, due: date, state: str, shipped_at: str | None) -> tuple[str, int]:
    """Return what became of a piece, and by how many days it is late."""
    sent = local_date(from_utc_text(shipped_at), sources.zone) if shipped_at else None
    if sent is not None:
        return (_LATE, (sent - due).days) if sent > due else (_ON_TIME, 0)
    if state not in _OWED:
        return _NEVER, 0
    return (_OVERDUE, (sources.today - due).days) if due < sources.today else (_COMING, 0)


def _share(pieces: list[_Piece], how: str) -> int | None:
    judged = [one for one in pieces if one.how in (_ON_TIME, _LATE, _OVERDUE)]
    return permille(sum(one.how == how for one in judged), len(judged))


def _by_month(
    asked: Asked, pieces: list[_Piece]
) -> tuple[tuple[ReportColumn, ...], tuple[ReportRow, ...]]:
    months = _months(pieces)
    worst = _worst(months)
    columns = (
        ReportColumn("month", _("Month"), width=9),
        ReportColumn("due", _("Old parts due"), Shows.COUNT, 8),
        ReportColumn("on_time", _("On time"), Shows.COUNT, 8),
        ReportColumn("late", _("Too late"), Shows.COUNT, 7),
        ReportColumn("overdue", _("Overdue"), Shows.COUNT, 8),
        ReportColumn("coming", _("Not due yet"), Shows.COUNT, 8),
        ReportColumn("share", _("Share on time"), Shows.PERMILLE, 9),
        ReportColumn("days", _("Days late"), Shows.TENTHS, 9),
        ReportColumn("amount", _("Late ¥"), Shows.MONEY, 12),
        ReportColumn("late_claims", _("Their claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("refused", _("Pieces refused"), Shows.COUNT, 8),
        ReportColumn("refused_claims", _("Claims refused"), Shows.COUNT, 8, clicks=True),
    )
    return columns, tuple(
        ReportRow(month, (month, *_month_cells(months[month])), month in worst)
        for month in month_names(asked)
        if month in months
    )


def _months(pieces: list[_Piece]) -> dict[str, list[_Piece]]:
    """Return the pieces by the month of their last day."""
    months: dict[str, list[_Piece]] = {}
    for one in pieces:
        months.setdefault(one.month, []).append(one)
    return months


def _worst(months: Mapping[str, list[_Piece]]) -> set[str]:
    """Return the months in which most pieces came late."""
    late = {key: sum(one.how in (_LATE, _OVERDUE) for one in months[key]) for key in months}
    most = max(late.values(), default=0)
    return {key for key, count in late.items() if count == most > 0}


def _month_cells(some: list[_Piece]) -> tuple[str | int | None, ...]:
    late = [one for one in some if one.how in (_LATE, _OVERDUE)]
    refused = [one for one in some if one.refusal]
    return (
        len(some),
        *(sum(one.how == how for one in some) for how in (_ON_TIME, _LATE, _OVERDUE, _COMING)),
        _share(some, _ON_TIME),
        middle([one.late_days for one in late]),
        sum(one.fen for one in late),
        len({one.claim for one in late}),
        len(refused),
        len({one.claim for one in refused}),
    )


def _by_reason(
    sources: ReportSources, asked: Asked, pieces: list[_Piece]
) -> tuple[tuple[ReportColumn, ...], tuple[ReportRow, ...]]:
    reasons: defaultdict[str, list[_Piece]] = defaultdict(list)
    for one in pieces:
        if one.refusal:
            reasons[one.refusal].append(one)
    whole = sum(len(some) for some in reasons.values())
    columns = (
        ReportColumn("code", _("Code"), width=8),
        ReportColumn("reason", _("Reason"), width=30),
        ReportColumn("pieces", _("Pieces"), Shows.COUNT, 8),
        ReportColumn("share", _("Share"), Shows.PERMILLE, 8),
        ReportColumn("amount", _("Parts ¥"), Shows.MONEY, 14),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
    )
    order = sorted(reasons, key=lambda code: (-len(reasons[code]), code))
    return columns, tuple(
        ReportRow(
            code,
            (
                code,
                _reason(sources, asked.brand, code),
                len(reasons[code]),
                permille(len(reasons[code]), whole),
                sum(one.fen for one in reasons[code]),
                len({one.claim for one in reasons[code]}),
            ),
            matters=place == 0,
        )
        for place, code in enumerate(order)
    )


def _reason(sources: ReportSources, brand: str, code: str) -> str:
    row = sources.profile(brand).reasons.get(code)
    return named(row) if row else code


def _chart(asked: Asked, pieces: list[_Piece]) -> ReportChart:
    finding = _("No old part was due in this period.")
    late = [one for one in pieces if one.how in (_LATE, _OVERDUE)]
    if pieces:
        finding = _(
            "{share} of the old parts left on time; {amount} stand behind the others",
            share=percent_text(_share(pieces, _ON_TIME)),
            amount=money_text(sum(one.fen for one in late)),
        )
    how, months = (_ON_TIME, _LATE, _OVERDUE), _months(pieces)
    points = tuple(
        ReportPoint(
            month,
            month,
            tuple(sum(one.how == kind for one in months.get(month, ())) for kind in how),
        )
        for month in month_names(asked, 24)
    )
    series = (_("On time"), _("Too late"), _("Overdue"))
    return ReportChart(ChartKind.STACK, finding, series, points if pieces else ())


REPORT = Report(
    "old_parts",
    N_("Old parts: on time?"),
    ReportGroup.QUALITY,
    build,
    behind,
    CHOICES,
    order=28,
)
