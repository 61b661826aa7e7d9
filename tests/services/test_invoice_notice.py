"""The invoice notice: figures of one statement, equal on paper, in the workbook and in its sums."""

from pathlib import Path

import pytest
from settled import approved, confirmed
from stories import submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.money import yuan
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import invoice_notice
from warrantydesk.services.settlement.sums import sums_of


def test_the_models_come_to_what_is_to_be_invoiced(desk: Desk, tmp_path: Path) -> None:
    claim = approved(desk, submitted(desk))
    statement = confirmed(desk, [(claim.id, claim.total_fen), (None, 699)], (-700, 150))
    payable = sums_of(desk.bench, statement).payable_fen
    sheet = invoice_notice.build(desk.bench, statement.id)
    series, deducted, _invoices = sheet.tables
    assert series.sums[-1] == payable == sum(int(row[-1] or 0) for row in series.rows)
    assert deducted.sums[-1] == 550
    values = [value for _label, value in sheet.head]
    assert yuan(payable) in values
    invoice = desk.invoices.save("12345678", statement_id=statement.id)
    again = invoice_notice.build(desk.bench, statement.id)
    assert again.tables[2].sums[-1] == invoice.total_fen
    for name in ("notice.pdf", "notice.xlsx"):
        desk.papers.draw_statement("invoice_notice", statement.id, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_no_notice_without_its_statement(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        desk.papers.draw_statement("invoice_notice", 99, tmp_path / "notice.pdf")
    assert refusal.value.codes == ("NOT_FOUND",)
