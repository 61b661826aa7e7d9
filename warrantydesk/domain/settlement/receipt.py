"""Receipts (到账): money on the account and what it is for."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Receipt:
    """Money that came in, tax included; a reversal has the same amount below 0. Fen."""

    number: str
    brand: str
    received_on: date
    amount_fen: int
    payer: str = ""
    bank_ref: str = ""
    account: str = ""
    text: str = ""
    reverses: int | None = None
    """Id of the receipt that this one takes back."""
    reason: str = ""
    """Why it was taken back."""
    corrects: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ReceiptShare:
    """What of a receipt is for what: a claim on a statement, a deduction, or neither; fen.

    Written once. A deduction's share is below 0: the payer kept the money.
    """

    receipt_id: int
    statement_id: int
    net_fen: int
    tax_fen: int = 0
    claim_id: int | None = None
    line_id: int | None = None
    deduction_id: int | None = None
    booked_on: date | None = None
    id: int = 0
    version: int = 0
