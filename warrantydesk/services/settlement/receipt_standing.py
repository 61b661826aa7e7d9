"""Receipts that stand already: which money is booked, and what of it waits."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.settlement.receipt import Receipt
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.allocating import is_settled

AGAIN = N_("This money is booked already as {number}: nothing was changed.")
PAID = N_("Statement {statement} is paid already, with {number}: nothing was changed.")


@dataclass(frozen=True)
class Arrived:
    """What is said of money that came in; fen, tax included."""

    amount_fen: int
    received_on: date | None = None
    bank_ref: str = ""
    account: str = ""
    text: str = ""
    payer: str | None = None
    brand: str = ""
    corrects: str = ""


@dataclass(frozen=True)
class BookedReceipt:
    """A receipt as it stands; ``again`` says that it stood so before, and ``message`` why."""

    id: int
    number: str
    brand: str
    received_on: date
    amount_fen: int
    allocated_fen: int
    unallocated_fen: int
    again: bool = False
    message: str = ""
    statement: str = ""
    """Number of the statement of which the message speaks."""
    reverses: int | None = None
    version: int = 1

    @property
    def finding(self) -> Finding | None:
        """What is to be said of it: why nothing was changed."""
        if not self.message:
            return None
        values = {"number": self.number, "statement": self.statement}
        return Finding("", "", self.message, values, Severity.INFO)


def unallocated(bench: Bench, receipt: Receipt) -> int:
    """Return what of a receipt is not for anything yet; 0 once it was taken back."""
    stores = bench.stores
    if receipt.reverses is not None or stores.receipts.find(reverses=receipt.id):
        return 0
    return receipt.amount_fen - sum(stores.allocations.of_receipt(receipt.id).values())


def same(bench: Bench, told: Arrived) -> BookedReceipt | None:
    """Return the standing receipt of the same bank reference, day and amount."""
    reference = line(told.bank_ref)
    if not reference:
        return None
    day = told.received_on or bench.today
    found = bench.stores.receipts.find(
        bank_ref=reference, received_on=day.isoformat(), amount_fen=told.amount_fen
    )
    standing = [one for one in found if stands(bench, one)]
    return told_of(bench, standing[-1], AGAIN) if standing else None


def last_of(bench: Bench, statement: Statement) -> BookedReceipt | None:
    """Return the last receipt of a statement of which nothing is to come any more."""
    if not is_settled(bench, statement):
        return None
    stores = bench.stores
    receipts = stores.receipts.several(stores.allocations.receipts(statement.id))
    found = [one for one in receipts if stands(bench, one)]
    return told_of(bench, found[-1], PAID, statement.number) if found else None


def stands(bench: Bench, receipt: Receipt) -> bool:
    """Tell whether a receipt is money on the account: no reversal, and not taken back."""
    taken_back = bench.stores.receipts.find(reverses=receipt.id)
    return receipt.reverses is None and not taken_back


def must_stand(bench: Bench, receipt: Receipt) -> None:
    """Refuse with STATE a reversal, and a receipt that was taken back."""
    if receipt.reverses is not None:
        words = N_("{number} takes another receipt back and stays.")
        raise refused(STATE, words, "receipt_id", number=receipt.number)
    back = bench.stores.receipts.find(reverses=receipt.id)
    if back:
        words = N_("{number} was taken back already, with {back}.")
        raise refused(STATE, words, "receipt_id", number=receipt.number, back=back[0].number)


def told_of(
    bench: Bench, receipt: Receipt, message: str = "", statement: str = ""
) -> BookedReceipt:
    """Return a receipt as it stands; ``message`` says why nothing was written."""
    allocated = sum(bench.stores.allocations.of_receipt(receipt.id).values())
    return BookedReceipt(
        receipt.id,
        receipt.number,
        receipt.brand,
        receipt.received_on,
        receipt.amount_fen,
        allocated,
        receipt.amount_fen - allocated,
        bool(message),
        message,
        statement,
        receipt.reverses,
    )
