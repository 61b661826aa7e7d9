"""Dialogs of other pages that a statement opens; each module is imported when it is asked for."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_HERE = "warrantydesk.ui.tabs.settlement"
KEYING = "keying_dialog"


def invoice_dialog() -> Any:
    """Return the dialog that registers an invoice."""
    from warrantydesk.ui.tabs.settlement.invoice_dialog import InvoiceDialog

    return InvoiceDialog


def receipt_dialog() -> Any:
    """Return the dialog that books a receipt."""
    from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog

    return ReceiptDialog


def keying_dialog() -> Any:
    """Return the dialog in which a statement is keyed in, None where the desk has none."""
    if find_spec(f"{_HERE}.{KEYING}") is None:
        return None
    return getattr(import_module(f"{_HERE}.{KEYING}"), "KeyingDialog", None)
