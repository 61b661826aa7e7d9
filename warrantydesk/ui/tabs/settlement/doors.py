"""Dialogs of other pages that a statement opens; each module is imported when it is asked for."""

from typing import Any


def invoice_dialog() -> Any:
    """Return the dialog that registers an invoice."""
    from warrantydesk.ui.tabs.settlement.invoice_dialog import InvoiceDialog

    return InvoiceDialog


def receipt_dialog() -> Any:
    """Return the dialog that books a receipt."""
    from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog

    return ReceiptDialog


def keying_dialog() -> Any:
    """Return the dialog in which a statement is keyed in."""
    from warrantydesk.ui.tabs.settlement.keying_dialog import KeyingDialog

    return KeyingDialog
