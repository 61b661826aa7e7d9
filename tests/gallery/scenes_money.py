"""Dialogs of the Settlement tab."""

from typing import Any

from tests.gallery.scene import Scene, desk_dialog, kind_of, nothing, shown
from warrantydesk.domain.settlement.abnormal import AbnormalCost, Pattern
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

_BRAND = "QC"


def _statement(desk: Desk) -> Any:
    return desk.statements.all()[0]


def _statement_id(desk: Desk) -> int:
    return int(_statement(desk).id)


def _line(desk: Desk) -> Any:
    found = (desk.statements.lines(one.id) for one in desk.statements.all())
    return next(lines[0] for lines in found if lines)


def _entry(desk: Desk) -> Any:
    return desk.deductions.ledger()[0]


def _owed(desk: Desk) -> Any:
    return desk.receivables.list()[0]


def _write_off(desk: Desk) -> Any:
    entries = desk.write_offs.ledger()
    if not entries:
        desk.write_offs.propose(_owed(desk).claim_id, reason_text="厂家已书面拒付")
        entries = desk.write_offs.ledger()
    return entries[0]


def _invoice(desk: Desk) -> Any:
    return desk.invoices.all()[0].invoice


def _receipt(desk: Desk) -> Any:
    return desk.receipts.all()[0]


def _receivables(desk: Desk) -> Any:
    return desk.receivables.list()[:3]


def _abnormal(desk: Desk) -> Any:
    owed = _owed(desk)
    return AbnormalCost(
        Pattern.PART,
        "1307010-T20",
        "水泵总成",
        88_000,
        "",
        claim_ids=(owed.claim_id,),
        numbers=(owed.number,),
    )


def _month(stage: Stage) -> Any:
    desk = stage.window.desk
    shown_months = desk.months.shown(_BRAND)
    look = desk.months.looked(desk.months.looking(_BRAND, shown_months[0]))
    return shown(
        stage, kind_of("tabs.settlement.month_dialog:MonthDialog")(stage.shell, desk, look)
    )


_DEDUCTION = "tabs.settlement.deduction_dialogs"
_WRITE_OFF = "tabs.settlement.write_off_dialogs"
_INVOICE = "tabs.settlement.invoice_dialogs"
SCENES = (
    desk_dialog("money-key-in", "tabs.settlement.keying_dialog:KeyingDialog"),
    desk_dialog("money-finance-signs", "tabs.settlement.statement_dialogs:SignDialog", _statement),
    desk_dialog("money-remitted", "tabs.settlement.statement_dialogs:RemitDialog", _statement),
    desk_dialog("money-split", "tabs.settlement.statement_dialogs:SplitDialog", _line),
    desk_dialog("money-deduction", "tabs.settlement.deduction_dialog:RecordDialog", nothing),
    desk_dialog(
        "money-deduction-link",
        "tabs.settlement.deduction_dialog:LinkDialog",
        lambda desk: _entry(desk).deduction,
        nothing,
    ),
    desk_dialog("money-dispute", f"{_DEDUCTION}:DisputeDialog", _entry, nothing, nothing),
    desk_dialog("money-dispute-answer", f"{_DEDUCTION}:AnswerDialog", _entry, nothing),
    desk_dialog("money-dispute-accept", f"{_DEDUCTION}:AcceptDialog", _entry, nothing),
    desk_dialog("money-deduction-void", f"{_DEDUCTION}:VoidDialog", _entry, nothing),
    desk_dialog(
        "money-write-off",
        f"{_WRITE_OFF}:ProposeDialog",
        lambda desk: _owed(desk).claim_id,
        lambda desk: _owed(desk).receivable_fen,
        nothing,
        nothing,
    ),
    desk_dialog("money-write-off-approve", f"{_WRITE_OFF}:ApproveDialog", _write_off, nothing),
    desk_dialog("money-write-off-refuse", f"{_WRITE_OFF}:RefuseDialog", _write_off, nothing),
    desk_dialog("money-write-off-reverse", f"{_WRITE_OFF}:ReverseDialog", _write_off, nothing),
    desk_dialog("money-write-off-void", f"{_WRITE_OFF}:VoidDialog", _write_off, nothing),
    desk_dialog("money-invoice", "tabs.settlement.invoice_dialog:InvoiceDialog"),
    desk_dialog("money-invoice-send", f"{_INVOICE}:SendDialog", _invoice),
    desk_dialog("money-invoice-accept", f"{_INVOICE}:AcceptDialog", _invoice),
    desk_dialog("money-invoice-bounce", f"{_INVOICE}:BounceDialog", _invoice),
    desk_dialog("money-invoice-credit", f"{_INVOICE}:CreditDialog", _invoice),
    desk_dialog("money-invoice-void", f"{_INVOICE}:VoidInvoiceDialog", _invoice),
    desk_dialog("money-invoice-export", "tabs.settlement.invoice_export:ExportDialog"),
    desk_dialog("money-receipt", "tabs.settlement.receipt_dialog:ReceiptDialog"),
    desk_dialog("money-allocate", "tabs.settlement.receipt_dialogs:AllocateDialog", _receipt),
    desk_dialog("money-receipt-reverse", "tabs.settlement.receipt_dialogs:ReverseDialog", _receipt),
    desk_dialog(
        "money-explain", "tabs.settlement.receivable_dialogs:ExplainDialog", _receivables, nothing
    ),
    desk_dialog(
        "money-report", "tabs.settlement.receivable_dialogs:ReportDialog", _abnormal, nothing
    ),
    Scene("money-month", _month, "tabs.settlement.month_dialog:MonthDialog"),
)
