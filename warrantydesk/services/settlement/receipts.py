"""Receipts: money on the account, allocated to statements and claims."""

from collections.abc import Sequence
from datetime import date

from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.allocating import ClaimPart, StatementPart
from warrantydesk.services.settlement.receipt_booking import Receiving
from warrantydesk.services.settlement.receipt_standing import Arrived, BookedReceipt
from warrantydesk.services.settlement.receipt_views import (
    Expected,
    ReceiptView,
    expected_of,
    listed,
    view_of,
)
from warrantydesk.services.settlement.waiting import WaitingStatement, waiting


class ReceiptService:
    """Receipts: money on the account, allocated to statements and claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._receiving = Receiving(bench)

    def book(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        amount_fen: int,
        statement_id: int | None = None,
        received_on: date | None = None,
        bank_ref: str = "",
        account: str = "",
        text: str = "",
        payer: str | None = None,
        brand: str = "",
        shares: tuple[StatementPart, ...] = (),
        claims: tuple[ClaimPart, ...] = (),
        corrects: str = "",
    ) -> BookedReceipt:
        """Book money that came in, tax included, for one statement, for several, or for none yet.

        What is more than a statement is owed waits to be allocated. Amounts of statements include
        tax, those of claims are net. The same money again, or money for a statement that is paid
        already, changes nothing and says so. V89 where the shares are more than the receipt.
        """
        told = Arrived(amount_fen, received_on, bank_ref, account, text, payer, brand, corrects)
        if statement_id is not None and not shares:
            return self._receiving.for_one(told, statement_id, claims)
        return self._receiving.for_several(told, shares)

    def allocate(
        self,
        receipt_id: int,
        statement_id: int,
        amount_fen: int | None = None,
        claims: tuple[ClaimPart, ...] = (),
        on: date | None = None,
    ) -> BookedReceipt:
        """Give a statement what of a receipt is not for anything yet; without amount: what fits."""
        return self._receiving.allocate(receipt_id, statement_id, amount_fen, claims, on)

    def reverse(
        self, receipt_id: int, reason: str, on: date | None = None, corrects: str = ""
    ) -> BookedReceipt:
        """Take a receipt back by another one; every claim and statement stands as before it."""
        return self._receiving.reverse(receipt_id, reason, on, corrects)

    def expected(
        self,
        amount_fen: int,
        statement_id: int | None = None,
        shares: tuple[StatementPart, ...] = (),
        claims: tuple[ClaimPart, ...] = (),
    ) -> tuple[Expected, ...]:
        """Return what money would do to its statements; nothing is written."""
        parts = shares
        if statement_id is not None and not shares:
            parts = self._receiving.parts_of(amount_fen, statement_id, claims)
        return expected_of(self._bench, parts)

    def get(self, receipt_id: int) -> Receipt:
        """Return a receipt; Refused(NOT_FOUND)."""
        return self._bench.stores.receipts.get(receipt_id)

    def look(self, receipt_id: int) -> ReceiptView:
        """Return a receipt with what it is for; Refused(NOT_FOUND)."""
        return view_of(self._bench, self.get(receipt_id))

    def shares(self, receipt_id: int) -> Sequence[ReceiptShare]:
        """Return what a receipt is for, part by part."""
        return self._bench.stores.receipt_shares.find(receipt_id=receipt_id)

    def waiting(self, brand: str = "") -> tuple[WaitingStatement, ...]:
        """Return the confirmed statements whose money did not arrive in full."""
        return tuple(
            one
            for one in waiting(self._bench, brand)
            if one.left_fen or self._bench.stores.allocations.is_owed(one.id)
        )

    def all(self, brand: str = "") -> tuple[ReceiptView, ...]:
        """Return the receipts, the newest first."""
        return listed(self._bench, brand)
