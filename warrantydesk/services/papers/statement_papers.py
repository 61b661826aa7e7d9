"""The papers of a statement: STATEMENT_PAPERS."""

from warrantydesk.i18n import N_
from warrantydesk.services.papers import difference_sheet, invoice_notice
from warrantydesk.services.papers.paper import Paper

STATEMENT_PAPERS = (
    Paper(
        difference_sheet.DIFFERENCE_SHEET,
        N_("Difference sheet"),
        difference_sheet.prepare,
        number=difference_sheet.number,
        book=difference_sheet.write,
    ),
    Paper(
        invoice_notice.INVOICE_NOTICE,
        N_("Invoice notice"),
        invoice_notice.prepare,
        number=invoice_notice.number,
        book=invoice_notice.write,
    ),
)
