"""Stores of statements, deductions, invoices, receipts, write-offs and closed months."""

from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import Statement, StatementLine
from warrantydesk.domain.settlement.write_off import ReceivableNote, WriteOff
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    DeductionRow,
    InvoiceRow,
    MonthCloseRow,
    ReceiptRow,
    ReceiptShareRow,
    ReceivableNoteRow,
    StatementLineRow,
    StatementRow,
    WriteOffRow,
)


class StatementStore(Store[Statement]):
    """The payers' statements."""

    TABLE, KIND = StatementRow, Statement


class StatementLineStore(Store[StatementLine]):
    """The lines of statements."""

    TABLE, KIND = StatementLineRow, StatementLine


class DeductionStore(Store[Deduction]):
    """What payers take and give beside the claims."""

    TABLE, KIND = DeductionRow, Deduction


class InvoiceStore(Store[Invoice]):
    """Invoices to payers."""

    TABLE, KIND = InvoiceRow, Invoice
    PERSONAL = frozenset({"recipient", "recipient_phone", "recipient_address"})


class ReceiptStore(Store[Receipt]):
    """Money on the account; a receipt is taken back by another one."""

    TABLE, KIND = ReceiptRow, Receipt


class ReceiptShareStore(Store[ReceiptShare]):
    """What receipts are for."""

    TABLE, KIND = ReceiptShareRow, ReceiptShare


class WriteOffStore(Store[WriteOff]):
    """Money that is given up."""

    TABLE, KIND = WriteOffRow, WriteOff


class ReceivableNoteStore(Store[ReceivableNote]):
    """Why money still stands."""

    TABLE, KIND = ReceivableNoteRow, ReceivableNote


class MonthCloseStore(Store[MonthClose]):
    """Closed months."""

    TABLE, KIND = MonthCloseRow, MonthClose

    def closed(self, brand: str) -> frozenset[str]:
        """Return the closed months of a brand, as ``2026-10``."""
        return frozenset(one.month for one in self.find(brand=brand))
