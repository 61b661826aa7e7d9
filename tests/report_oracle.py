"""Reports about money laid beside the same figures elsewhere in the program, to the fen."""

from datetime import date

from warrantydesk.domain.learning import ParetoOrder
from warrantydesk.domain.report import ReportCell, ReportTable
from warrantydesk.domain.settlement.receivable import Age, AgeRow, By
from warrantydesk.services.desk import Desk

BEGIN = date(2023, 1, 1)


def cells_of(table: ReportTable, key: str) -> dict[str, ReportCell]:
    """Return the cells of a row, or of the row of sums (``*``), by the keys of their columns."""
    rows = [one for one in (*table.rows, table.total) if one is not None]
    row = next(one for one in rows if one.key == key)
    return {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}


def must_agree(desk: Desk) -> None:
    """Fail where a report says another figure than settlement, month close or learning."""
    _months(desk)
    _stages(desk)
    for by in By:
        _ages(desk, by)
    for order in ParetoOrder:
        _reasons(desk, order)


def _months(desk: Desk) -> None:
    table = desk.reports.build("month_summary", BEGIN)
    for row in table.rows:
        said, known = cells_of(table, row.key), desk.months.figures_of("QC", row.key)
        filed = known.filed
        assert said["claimed"] == filed.claimed_fen
        assert said["approved"] == filed.approved_fen
        assert said["refused"] == filed.refused_fen
        assert said["open"] == filed.open_fen
        assert said["paid"] == filed.paid_fen
        assert said["deducted"] == filed.deducted_fen
        assert said["written"] == filed.written_off_fen
        assert said["outstanding"] == filed.outstanding_fen
        assert said["received"] == known.flow.paid_fen
        assert said["closing"] in (known.flow.closing_fen, None)
    last = [cells_of(table, row.key)["closing"] for row in table.rows][-3:]
    assert None not in last


def _stages(desk: Desk) -> None:
    table, known = desk.reports.build("stuck_money"), desk.receivables.ages(by=By.STAGE)
    rows = {row.key: cells_of(table, row.key) for row in table.rows if row.key != "unfiled"}
    assert set(rows) == {one.key for one in known.rows}
    for one in known.rows:
        said = rows[one.key]
        assert (said["claims"], said["money"]) == (one.claims, one.amount_fen)
        assert (said["silent"], said["silent_money"]) == (one.unexplained, one.unexplained_fen)
        assert said["old_money"] == sum(one.ages[3:])
    assert sum(said["money"] for said in rows.values()) == known.total.amount_fen  # type: ignore[misc]


def _ages(desk: Desk, by: By) -> None:
    table = desk.reports.build("receivable_ages", choices={"by": str(by)})
    known = desk.receivables.ages(by=by)
    assert len(table.rows) == len(known.rows)
    for row, one in zip(table.rows, known.rows, strict=True):
        _age_row(cells_of(table, row.key), one)
    _age_row(cells_of(table, "*"), known.total)


def _age_row(said: dict[str, ReportCell], one: AgeRow) -> None:
    assert (said["claims"], said["money"]) == (one.claims, one.amount_fen)
    assert (said["silent"], said["silent_money"]) == (one.unexplained, one.unexplained_fen)
    for age, fen, count in zip(Age, one.ages, one.counts, strict=True):
        assert (said[str(age)], said[f"{age}_money"]) == (count, fen)


def _reasons(desk: Desk, order: ParetoOrder) -> None:
    table = desk.reports.build("refusals", BEGIN, choices={"order": str(order)})
    known = desk.learning.pareto(BEGIN, by=order)
    answered = [row for row in table.rows if not row.key.startswith("/")]
    assert [row.key for row in answered] == [one.code for one in known]
    for one in known:
        said = cells_of(table, one.code)
        assert (said["times"], said["lost"]) == (one.count, one.lost_fen)
        assert said["held"] == one.held_fen
