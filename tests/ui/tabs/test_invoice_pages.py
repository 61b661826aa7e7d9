"""The pages of invoices and receipts: what they show, and what their dialogs do."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from settled import approved, confirmed
from stories import submitted
from tab_stage import Window

from warrantydesk.domain.settlement.invoice import InvoiceState
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.invoice_card import ACCEPT, BOUNCE, CREDIT, SEND
from warrantydesk.ui.tabs.settlement.invoice_dialog import SHARES, InvoiceDialog
from warrantydesk.ui.tabs.settlement.invoice_export import ExportDialog
from warrantydesk.ui.tabs.settlement.invoice_page import InvoicePage
from warrantydesk.ui.tabs.settlement.receipt_card import ALLOCATE, REVERSE
from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog
from warrantydesk.ui.tabs.settlement.receipt_page import ReceiptPage

NUMBER = "26442000001234567890"


class SavingShell(Shell):
    """A shell whose user names a file at once."""

    file = ""

    def pick_save(self, title: str, name: str, kinds: str = "") -> str | None:
        return self.file or None


@pytest.fixture
def shell(qapp: QApplication) -> SavingShell:
    theme.apply(qapp, dark=False)
    made = SavingShell()
    made.attach(Window())
    return made


@pytest.fixture
def statement(desk: Desk) -> Statement:
    claim = approved(desk, submitted(desk))
    return confirmed(desk, [(claim.id, claim.total_fen)], (-700,))


@pytest.fixture
def invoices(shell: Shell, qtbot: Any, desk: Desk, statement: Statement) -> InvoicePage:
    return shown(InvoicePage(shell, desk), qtbot)


@pytest.fixture
def receipts(shell: Shell, qtbot: Any, desk: Desk, statement: Statement) -> ReceiptPage:
    return shown(ReceiptPage(shell, desk), qtbot)


def shown(page: Any, qtbot: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.refresh()
    return page


def dialog_of(kind: type[Any] | None = None) -> Any:
    found = [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]
    assert len(found) == 1, found
    assert kind is None or isinstance(found[0], kind)
    return found[0]


def fill(dialog: Any, **values: Any) -> None:
    for path, value in values.items():
        field = dialog.form.field(path)
        field.set_value(value)
        field.edited.emit()


def press(dialog: Any) -> None:
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_an_invoice_is_entered_for_what_is_left(invoices: InvoicePage, desk: Desk) -> None:
    invoices.ask_invoice()
    dialog = dialog_of(InvoiceDialog)
    left = dialog.amount_fen()
    assert dialog.focusWidget() is dialog.form.field("number")
    fill(dialog, number="1234567")
    assert "8 or 20" in dialog.note.accessibleName()
    fill(dialog, number=NUMBER)
    press(dialog)
    invoices.refresh()
    (row,) = desk.invoices.all()
    assert (row.invoice.number, row.invoice.amount_fen) == (NUMBER, left)
    assert invoices.card.number.text() == NUMBER


def test_the_tax_follows_the_amount_until_it_is_typed(
    shell: Shell, qtbot: Any, desk: Desk, statement: Statement
) -> None:
    dialog = InvoiceDialog(shell, desk, statement.id)
    qtbot.addWidget(dialog)
    (row, *_blank) = dialog.table.value()
    fill(dialog, **{SHARES: [{**row, "amount_fen": 10_000}]})
    assert dialog.form.field("tax_fen").value() == 1_300
    fill(dialog, tax_fen=1_301, number=NUMBER)
    dialog.accept()
    assert dialog.kept.tax_fen == 1_301


def test_what_is_refused_stays_in_the_dialog(
    shell: Shell, qtbot: Any, desk: Desk, statement: Statement
) -> None:
    dialog = InvoiceDialog(shell, desk, statement.id)
    qtbot.addWidget(dialog)
    (row, *_blank) = dialog.table.value()
    more = {**row, "amount_fen": row["amount_fen"] + 1}
    fill(dialog, number=NUMBER, **{SHARES: [more]})
    dialog.accept()
    assert "would stand" in dialog.note.accessibleName()
    fill(dialog, **{SHARES: [{"number": "X-9", "amount_fen": 1}]})
    dialog.accept()
    assert not desk.invoices.all()


def test_the_card_leads_an_invoice_on(invoices: InvoicePage, desk: Desk) -> None:
    made = desk.invoices.save(NUMBER, statement_id=1)
    invoices.refresh()

    def done(values: dict[str, Any]) -> InvoiceState:
        invoices.card.main.click()
        dialog = dialog_of()
        fill(dialog, **values)
        press(dialog)
        invoices.refresh()
        return desk.invoices.look(made.id).state

    assert invoices.card.main_verb() == SEND
    assert done({"waybill": "SF1", "courier": "顺丰"}) is InvoiceState.SENT
    assert invoices.card.main_verb() == ACCEPT
    assert done({}) is InvoiceState.ACCEPTED
    for verb, values, state in (
        (BOUNCE, {"reason": "抬头错"}, InvoiceState.BOUNCED),
        (CREDIT, {"number": "12345678"}, InvoiceState.CREDITED),
    ):
        invoices.card.asked.emit(verb)
        dialog = dialog_of()
        fill(dialog, **values)
        press(dialog)
        invoices.refresh()
        invoices.open_thing("invoice", made.id)
        assert desk.invoices.look(made.id).state is state
    assert [one.count() for one in invoices.ledger.pills.pills()][-1] == 2


def test_a_scanned_waybill_finds_its_invoice(invoices: InvoicePage, desk: Desk) -> None:
    desk.invoices.save(NUMBER, statement_id=1, waybill="SF77", amount_fen=100)
    desk.invoices.save("87654321", statement_id=1)
    invoices.refresh()
    assert invoices.take_scan(" SF77 ")
    assert invoices.card.number.text() == NUMBER
    assert not invoices.take_scan("SF78")


def test_the_file_for_accounting_is_seen_before_it_is_written(
    shell: SavingShell, qtbot: Any, desk: Desk, statement: Statement, tmp_path: Path
) -> None:
    dialog = ExportDialog(shell, desk)
    qtbot.addWidget(dialog)
    assert not dialog.yes.isEnabled()
    made = desk.invoices.save(NUMBER, statement_id=statement.id)
    dialog.show_lines()
    assert dialog.table.model().rowCount() == 3
    shell.file = str(tmp_path / "sap.csv")
    dialog.accept()
    text = Path(shell.file).read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 4
    assert desk.invoices.get(made.id).exported_on == desk.bench.today


def test_money_is_booked_with_what_it_does_in_sight(receipts: ReceiptPage, desk: Desk) -> None:
    receipts.ask_receipt()
    dialog = dialog_of(ReceiptDialog)
    whole = dialog.form.field("amount_fen").value()
    count = len(desk.stores.parts.find(claim_id=1))
    assert f"{count} old parts wait" in dialog.preview.text()
    fill(dialog, amount_fen=whole + 5_000)
    assert "50.00 is for no statement" in dialog.preview.text()
    fill(dialog, bank_ref="B-1")
    press(dialog)
    receipts.refresh()
    (row,) = desk.receipts.all()
    assert (row.receipt.amount_fen, row.unallocated_fen) == (whole + 5_000, 5_000)
    assert receipts.card.allocate.isVisible()


def test_claims_are_named_by_their_number(
    shell: Shell, qtbot: Any, desk: Desk, statement: Statement
) -> None:
    claim = approved(desk, submitted(desk, OTHER_VIN))
    other = confirmed(desk, [(1, 30_000), (claim.id, claim.total_fen)])
    dialog = ReceiptDialog(shell, desk, other.id)
    qtbot.addWidget(dialog)
    fill(dialog, amount_fen=900)
    fill(dialog, claims=[{"number": "C0126-9", "amount_fen": 900}])
    dialog.accept()
    assert not desk.receipts.all()
    fill(dialog, claims=[{"number": claim.claim_number, "amount_fen": 900}])
    dialog.accept()
    assert desk.stores.accounts.of(claim.id).paid_fen == 900


def test_too_much_for_statements_is_said_at_once(
    shell: Shell, qtbot: Any, desk: Desk, statement: Statement
) -> None:
    dialog = ReceiptDialog(shell, desk, statement.id)
    qtbot.addWidget(dialog)
    row = dialog.shares.value()[0]
    fill(dialog, shares=[{**row, "amount_fen": row["amount_fen"] + 1}])
    assert "does not fit" in dialog.note.accessibleName()


def test_what_waits_is_allocated_and_taken_back(receipts: ReceiptPage, desk: Desk) -> None:
    desk.receipts.book(4_000, brand="QC")
    receipts.refresh()

    def through(verb: str, **values: Any) -> None:
        receipts.card.asked.emit(verb)
        dialog = dialog_of()
        fill(dialog, **values)
        press(dialog)
        receipts.refresh()

    through(ALLOCATE)
    (row,) = desk.receipts.all()
    assert (row.unallocated_fen, [x.statement_id for x in row.statements]) == (0, [1])
    through(REVERSE, reason="别家的钱")
    assert [one.stands for one in desk.receipts.all()] == [False, False]
    marks = {receipts.table.model().columns[0].mark(one) for one in desk.receipts.all()}
    assert marks == {Mark.NA}


@pytest.mark.parametrize("make", [InvoicePage, ReceiptPage])
def test_search_and_pills_narrow_the_rows(
    make: Callable[..., Any], shell: Shell, qtbot: Any, desk: Desk, statement: Statement
) -> None:
    made = desk.invoices.save(NUMBER, statement_id=statement.id, amount_fen=100)
    desk.receipts.book(100, brand="QC", bank_ref=NUMBER)
    page = shown(make(shell, desk), qtbot)
    assert page.table.model().rowCount() == 1
    page.ledger.search.setText("nothing such")
    page.show_rows()
    assert page.table.model().rowCount() == 0
    page.open_thing("invoice" if make is InvoicePage else "receipt", made.id)
    assert page.table.model().rowCount() == 1
