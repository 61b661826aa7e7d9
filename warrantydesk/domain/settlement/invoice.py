"""Invoices to the payer (开票): number, amounts, courier, acceptance."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.money import percent
from warrantydesk.i18n import N_


class InvoiceKind(StrEnum):
    """The two kinds of VAT invoices."""

    SPECIAL = "special"
    ORDINARY = "ordinary"


INVOICE_KIND_NAMES = {
    InvoiceKind.SPECIAL: N_("Special VAT invoice"),
    InvoiceKind.ORDINARY: N_("Ordinary VAT invoice"),
}


class InvoiceState(StrEnum):
    """How far an invoice is; it follows from its days, nobody sets it."""

    ISSUED = "ISSUED"
    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    BOUNCED = "BOUNCED"
    CREDITED = "CREDITED"
    RED = "RED"
    VOID = "VOID"


INVOICE_STATE_NAMES = {
    InvoiceState.ISSUED: N_("issued"),
    InvoiceState.SENT: N_("sent off"),
    InvoiceState.ACCEPTED: N_("accepted"),
    InvoiceState.BOUNCED: N_("sent back"),
    InvoiceState.CREDITED: N_("credited"),
    InvoiceState.RED: N_("red invoice"),
    InvoiceState.VOID: N_("void"),
}
USUAL_DIGITS = (8, 20)
"""Digits of a paper invoice's number, of a fully digital one's."""


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

    def state(self, *, taken_back: bool = False) -> InvoiceState:
        """Return how far it is; ``taken_back`` says that a red invoice stands against it."""
        if self.void_reason:
            return InvoiceState.VOID
        if self.credits is not None:
            return InvoiceState.RED
        if taken_back:
            return InvoiceState.CREDITED
        if self.returned_on is not None:
            return InvoiceState.BOUNCED
        if self.accepted_on is not None:
            return InvoiceState.ACCEPTED
        return InvoiceState.SENT if self.sent_on is not None else InvoiceState.ISSUED


def is_usual_number(number: str) -> bool:
    """Tell whether a number looks like one of a VAT invoice: 8 digits, or 20."""
    return number.isascii() and number.isdigit() and len(number) in USUAL_DIGITS


def tax_of(amount_fen: int, tax_percent: Decimal) -> int:
    """Return the tax of an invoice: of its whole net amount, rounded half up once."""
    return percent(amount_fen, tax_percent)
