"""Dialogs of other pages that a statement opens; each module is imported when it is asked for."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_HERE = "warrantydesk.ui.tabs.settlement"
INVOICE, RECEIPT, KEYING = "invoice", "receipt", "keying"
_DOORS = {
    INVOICE: ("invoice_dialog", "InvoiceDialog"),
    RECEIPT: ("receipt_dialog", "ReceiptDialog"),
    KEYING: ("keying_dialog", "KeyingDialog"),
}


def door(name: str) -> Any:
    """Return the class of a dialog, None where the desk has none."""
    module, kind = _DOORS[name]
    if find_spec(f"{_HERE}.{module}") is None:
        return None
    return getattr(import_module(f"{_HERE}.{module}"), kind, None)
