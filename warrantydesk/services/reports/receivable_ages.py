"""Receivables by age: by payer, stage or clerk, from the filing to the bank."""

from collections.abc import Sequence

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
from warrantydesk.domain.settlement.receivable import (
    Age,
    AgeRow,
    AgeTable,
    By,
    Stage,
    Wanted,
    age_table,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.counting import TOTAL, money_text, percent_text, permille
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.standing import (
    AGE_WORDS,
    STAGES_SHORT,
    as_of,
    cells_of,
    ids_of,
    payer_name,
)

_BY = Choice(
    "by",
    N_("Rows"),
    (
        (str(By.STAGE), N_("by stage")),
        (str(By.PAYER), N_("by payer")),
        (str(By.CLERK), N_("by clerk")),
    ),
)
_MARK = "|"
"""Stands between brand and payer in the key of a row."""


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Add up the receivables of today by age; the same sums as in Settlement, net fen."""
    tick(0, 1)
    by = By(asked.choice("by", str(By.STAGE)))
    table = age_table(cells_of(sources, asked.brand), by, sources.today)
    rows = tuple(
        _row(_key(one, by), _name(sources, one, by), one, matters=_is_old(one))
        for one in table.rows
    )
    return ReportTable(
        "receivable_ages",
        _(REPORT.title),
        as_of(sources.today),
        _columns(by),
        rows,
        _chart(table, rows),
        _figures(table.total),
        total=_row(TOTAL, _("Total"), table.total, matters=False),
        notes=_notes(),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a row: all of them, those of an age, or those unexplained."""
    wanted = _wanted(asked, By(asked.choice("by", str(By.STAGE))), row)
    if column == "silent":
        wanted["unexplained"] = True
    elif column != "claims":
        wanted["age"] = Age(column)
    return ids_of(sources, Wanted(**wanted))  # type: ignore[arg-type]


def _wanted(asked: Asked, by: By, row: str) -> dict[str, object]:
    wanted: dict[str, object] = {"brand": asked.brand}
    if row == TOTAL:
        return wanted
    if by is By.PAYER:
        brand, _bar, payer = row.partition(_MARK)
        return {"brand": brand, "payer": payer}
    wanted[str(by)] = Stage(row) if by is By.STAGE else row
    return wanted


def _key(one: AgeRow, by: By) -> str:
    return f"{one.brand}{_MARK}{one.key}" if by is By.PAYER else one.key


def _name(sources: ReportSources, one: AgeRow, by: By) -> str:
    if by is By.PAYER:
        return payer_name(sources, one.brand, one.key)
    if by is By.STAGE:
        return _(STAGES_SHORT[Stage(one.key)])
    return sources.people.get(one.key) or one.key or _("nobody")


def _is_old(one: AgeRow) -> bool:
    """Tell whether a row has money that stands for over 90 days."""
    return bool(one.ages[-1])


def _columns(by: By) -> tuple[ReportColumn, ...]:
    titles = {By.PAYER: _("Payer"), By.STAGE: _("Stage"), By.CLERK: _("Clerk")}
    found = [
        ReportColumn("name", titles[by], width=20),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 7, clicks=True),
        ReportColumn("money", _("Amount ¥"), Shows.MONEY, 13),
    ]
    words = {str(age): _(AGE_WORDS[age]) for age in Age}
    found += [
        ReportColumn(f"{age}_money", f"{name} ¥", Shows.MONEY, 12) for age, name in words.items()
    ]
    found.append(ReportColumn("silent_money", _("Not explained ¥"), Shows.MONEY, 12))
    found += [ReportColumn(age, name, Shows.COUNT, 7, clicks=True) for age, name in words.items()]
    found.append(ReportColumn("silent", _("Not explained"), Shows.COUNT, 8, clicks=True))
    return tuple(found)


def _row(key: str, name: str, one: AgeRow, *, matters: bool) -> ReportRow:
    money = (one.amount_fen, *one.ages, one.unexplained_fen)
    return ReportRow(key, (name, one.claims, *money, *one.counts, one.unexplained), matters)


def _chart(table: AgeTable, rows: Sequence[ReportRow]) -> ReportChart:
    points = tuple(
        ReportPoint(row.key, str(row.cells[0]), tuple(max(fen, 0) for fen in one.ages), row.matters)
        for row, one in zip(rows, table.rows, strict=True)
    )
    series = tuple(_(AGE_WORDS[age]) for age in Age)
    return ReportChart(ChartKind.STACK, _finding(table.total), series, points, Shows.MONEY)


def _finding(total: AgeRow) -> str:
    if total.amount_fen <= 0:
        return _("Nothing is to come")
    late = sum(total.ages[2:])
    return _(
        "{all} is to come; {late}, {share}, has stood for over 30 days",
        all=money_text(total.amount_fen),
        late=money_text(late),
        share=percent_text(permille(max(late, 0), total.amount_fen)),
    )


def _figures(total: AgeRow) -> tuple[Figure, ...]:
    return (
        Figure(_("Receivable"), total.amount_fen, Shows.MONEY),
        Figure(_("Of it over 60 days"), sum(total.ages[3:]), Shows.MONEY),
        Figure(_("Too old without a reason"), total.unexplained_fen, Shows.MONEY),
        Figure(_("Claims"), total.claims),
    )


def _notes() -> tuple[str, ...]:
    return (
        _("What stands today; the age counts from the first filing."),
        _("The same sums as the receivables of Settlement, to the fen. Net."),
        _("Not explained: older than the maker's table allows, without a reason that holds."),
        _("An amount below 0 is owed to the payer."),
    )


REPORT = Report(
    "receivable_ages",
    N_("Receivables by age"),
    ReportGroup.MONEY,
    build,
    behind,
    (_BY,),
    order=30,
    stands=True,
)
