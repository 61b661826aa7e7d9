"""Month end by keyboard: statement in, differences named, invoice, money, month closed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from journey_stage import on_stage, pause, pressed, scanned
from money_oracle import must_balance
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from stories import submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.settlement.statement import Decision, LineState, StatementState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.import_dialog import ImportDialog
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs.settlement.invoice_dialog import InvoiceDialog
from warrantydesk.ui.tabs.settlement.month_dialog import MonthDialog
from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog
from warrantydesk.ui.tabs.settlement.statement_dialogs import RemitDialog, SignDialog

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MONTH = "2026-11"


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    """Give claims that the maker approved, their old parts on the shelf."""
    made = []
    for serial in range(3):
        claim = submitted(desk, a_vin(700 + serial, "LX0DL31C"))
        made.append(desk.claims.answer(claim.id, AnswerKind.APPROVAL))
    return made


def file_of(folder: Path, claims: Sequence[Claim]) -> Path:
    """Write the maker's file: one line short, one of another station."""
    amounts = [one.approved_fen or 0 for one in claims]
    amounts[1] -= 9_900
    lines = [
        f"{one.claim_number},{one.vehicle.vin},{fen / 100:.2f}"
        for one, fen in zip(claims, amounts, strict=True)
    ]
    total = sum(amounts) + 50_000
    rows = (
        "启程汽车 索赔结算单",
        f"结算单号：JS-2611-QC,,结算月份：{MONTH}",
        "索赔单号,车架号,结算金额",
        *lines,
        "C9926-000001,LX0DS21A8RB000931,500.00",
        f"合计,,{total / 100:.2f}",
    )
    file = folder / "11月结算单.csv"
    file.write_bytes("\n".join(rows).encode("gb18030"))
    return file


def dialog_of(stage: Stage, kind: type[QDialog]) -> Any:
    """Return the dialog of a kind that is open."""
    stage.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next(one for one in found if one.isVisible())


def entered(stage: Stage, kind: type[QDialog], **fields: Any) -> None:
    """Fill fields of an open dialog and press Enter for its verb."""
    dialog = dialog_of(stage, kind)
    for name, value in fields.items():
        dialog.form.field(name).set_value(value)
    stage.settle()
    QTest.keyClick(dialog, KEY.Key_Return)
    stage.settle()
    assert not dialog.isVisible(), dialog


def next_step(stage: Stage) -> None:
    """Come back to the window from a dialog and press the key of the next step."""
    stage.window.activateWindow()
    stage.settle()
    page = stage.window.tab("settlement").page()  # type: ignore[attr-defined]
    page.table.setFocus()
    pressed(stage, KEY.Key_Return, CONTROL)


def reason(stage: Stage, text: str, *, final: bool = False) -> None:
    """Write the reason of the line in hand and press Enter."""
    page = stage.window.tab("settlement").page()  # type: ignore[attr-defined]
    QTest.keyClick(page.table, KEY.Key_Return)
    field = page.table.editor()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, KEY.Key_Return, CONTROL if final else Qt.KeyboardModifier.NoModifier)
    stage.settle()


def brought_in(stage: Stage, desk: Desk, file: Path, qtbot: Any) -> int:
    """Import the file: it is matched at once."""
    with messages.answer_with([str(file)]):
        pressed(stage, KEY.Key_I, CONTROL | SHIFT)
    dialog = dialog_of(stage, ImportDialog)
    QTest.keyClick(dialog.results.table, KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(desk.statements.all()) and stage.shell.jobs.idle())
    stage.settle()
    (statement,) = desk.statements.all()
    assert (statement.maker_number, statement.period) == ("JS-2611-QC", MONTH)
    return statement.id


def followed(stage: Stage, desk: Desk, number: int) -> None:
    """Sign, invoice, note the remittance, book the money: each is the next step."""
    next_step(stage)
    entered(stage, SignDialog, name="傅晓棠")
    next_step(stage)
    entered(stage, InvoiceDialog, number="26322000000011300871")
    invoice = desk.invoices.all()[0].invoice
    desk.invoices.send(invoice.id, courier="SF", waybill="SF1310000001")
    desk.invoices.accept(invoice.id)
    stage.settle()
    next_step(stage)
    entered(stage, RemitDialog)
    next_step(stage)
    entered(stage, ReceiptDialog, bank_ref="20261124-1")
    assert desk.statements.get(number).state is StatementState.RECEIVED


def month_closed(stage: Stage, desk: Desk, qtbot: Any) -> None:
    """Close the month with a reason for whatever may stand."""
    desk.bench.clock.set(desk.bench.now + timedelta(days=10))  # type: ignore[attr-defined]
    stage.open("settlement", "month", MONTH)
    page = stage.window.tab("settlement").page()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.close_button.isEnabled())
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    reasons = {
        f"acknowledged.{code}": "agreed with finance"
        for code in desk.months.check("QC", MONTH)["warnings"]
    }
    entered(stage, MonthDialog, **reasons)
    qtbot.waitUntil(stage.shell.jobs.idle)
    for paper in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]:
        paper.reject()
    stage.settle()


def test_a_month_from_the_file_to_the_account(
    stage: Stage, desk: Desk, claims: list[Claim], tmp_path: Path, qtbot: Any
) -> None:
    pressed(stage, KEY.Key_5, CONTROL)
    number = brought_in(stage, desk, file_of(tmp_path, claims), qtbot)
    assert [one.state for one in desk.statements.lines(number)] == [
        LineState.EXACT,
        LineState.SHORT,
        LineState.EXACT,
        LineState.UNKNOWN_CLAIM,
    ]

    stage.window.activateWindow()
    page = stage.window.tab("settlement").page()  # type: ignore[attr-defined]
    for claim in (claims[2], claims[1]):
        page.table.setFocus()
        scanned(stage, claim.claim_number)
        assert page.table.current_line().claim_id == claim.id
    pause()
    reason(stage, "labour cut as agreed", final=True)
    reason(stage, "another station")
    assert [one.decision for one in desk.statements.lines(number)] == [
        Decision.NONE,
        Decision.TAKEN,
        Decision.NONE,
        Decision.NOT_OURS,
    ]
    with messages.answer_with(True):
        next_step(stage)
    qtbot.waitUntil(stage.shell.jobs.idle)
    stage.settle()
    assert desk.statements.get(number).state is StatementState.CONFIRMED

    followed(stage, desk, number)
    assert desk.statements.sums(number).left_fen == 0
    paid = {piece.paid_on for piece in desk.shelf.pieces_of(claims[0].id)}
    assert paid == {desk.bench.today}
    assert desk.receivables.balance(claims[1].id).outstanding_fen == 0
    next_step(stage)
    assert desk.statements.get(number).state is StatementState.CLOSED

    month_closed(stage, desk, qtbot)
    assert [one.month for one in desk.months.closes("QC")] == [MONTH]
    must_balance(desk)
    assert desk.archive.verify() == []
