"""The verbs of money, from statements to closed months, by service."""

from collections.abc import Mapping

from warrantydesk.services.settlement.deductions import DeductionService
from warrantydesk.services.settlement.invoices import InvoiceService
from warrantydesk.services.settlement.months import MonthService
from warrantydesk.services.settlement.receipts import ReceiptService
from warrantydesk.services.settlement.receivables import ReceivableService
from warrantydesk.services.settlement.statements import StatementService
from warrantydesk.services.settlement.write_offs import WriteOffService

MONEY_VERBS: Mapping[str, tuple[type, str]] = {
    "statements": (
        StatementService,
        "read key correct_head add_line add_lines correct_line dismiss_line void"
        " book reopen sign remit close move"
        " match assign reject unmatch split join undo_match decide decide_all not_on_statement",
    ),
    "deductions": (
        DeductionService,
        "record dispute answer accept link void proposed",
    ),
    "invoices": (InvoiceService, "save send accept bounce credit void ledger look"),
    "receipts": (ReceiptService, "book allocate reverse expected look"),
    "write_offs": (
        WriteOffService,
        "propose approve second refuse reverse void proposals",
    ),
    "receivables": (
        ReceivableService,
        "ages list note explain void_note notes balance calendar abnormal report export",
    ),
    "months": (MonthService, "check close figures"),
}
"""Service of the desk → its class and the names of its verbs, apart by blanks."""
