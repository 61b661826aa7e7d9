"""Invoices to the payer (开票): number, amounts, courier, acceptance."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.i18n import N_


class InvoiceKind(StrEnum):
    """The two kinds of VAT invoices."""

    SPECIAL = "special"
    ORDINARY = "ordinary"


INVOICE_KIND_NAMES = {
    InvoiceKind.SPECIAL: N_("Special VAT invoice"),
    InvoiceKind.ORDINARY: N_("Ordinary VAT invoice"),
}


@dataclass(frozen=True)
class InvoiceShare:
    """What of an invoice is for one statement; net fen."""

    statement_id: int
    amount_fen: int


@dataclass(frozen=True)
class Invoice:
    """One invoice, or the red one that takes another back (amounts below 0); fen."""

    number: str
    brand: str
    payer: str = ""
    kind: InvoiceKind = InvoiceKind.SPECIAL
    issued_on: date | None = None
    amount_fen: int = 0
    """Net."""
    tax_percent: Decimal | None = None
    tax_fen: int = 0
    shares: tuple[InvoiceShare, ...] = ()
    buyer: str = ""
    sent_on: date | None = None
    courier: str = ""
    waybill: str = ""
    recipient: str = ""
    recipient_phone: str = ""
    recipient_address: str = ""
    accepted_on: date | None = None
    returned_on: date | None = None
    return_reason: str = ""
    credits: int | None = None
    """Id of the invoice that this red one takes back."""
    exported_on: date | None = None
    """The day it was given to the accounting system."""
    corrects: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0

    @property
    def total_fen(self) -> int:
        """Net and tax together."""
        return self.amount_fen + self.tax_fen
