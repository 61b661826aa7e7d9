"""Receipts as they are looked at, and what money would do before it is booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.settlement.receipt import Receipt
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.allocating import (
    StatementPart,
    planned,
)


@dataclass(frozen=True)
class StatementShare:
    """What of a receipt is for one statement, tax included; fen."""

    statement_id: int
    number: str
    maker_number: str
    amount_fen: int


@dataclass(frozen=True)
class ReceiptView:
    """A receipt with what it is for; fen, tax included."""

    receipt: Receipt
    allocated_fen: int
    unallocated_fen: int
    statements: tuple[StatementShare, ...] = ()
    taken_back_by: str = ""
    """Number of the receipt that takes it back."""

    @property
    def id(self) -> int:
        """Its number in the desk."""
        return self.receipt.id

    @property
    def stands(self) -> bool:
        """Tell whether it is money on the account: it is no reversal and was not taken back."""
        return self.receipt.reverses is None and not self.taken_back_by


@dataclass(frozen=True)
class ClaimGets:
    """What a claim gets of money, and what stays open of its line; net fen."""

    claim_number: str
    amount_fen: int


@dataclass(frozen=True)
class Expected:
    """What money does to one statement; ``net_fen`` and ``tax_fen`` make ``amount_fen``."""

    statement_id: int
    number: str
    maker_number: str
    due_fen: int
    received_fen: int
    amount_fen: int
    net_fen: int
    tax_fen: int
    kept_back_fen: int
    """What the payer keeps of it for deductions, below 0."""
    claims: tuple[ClaimGets, ...]
    pieces: int
    """Old parts of these claims that still wait for their day of payment."""
    confirmed_on: date | None = None

    @property
    def left_fen(self) -> int:
        """What is still to come afterwards."""
        return self.due_fen - self.received_fen - self.amount_fen


MOST_CLAIMS = 200
"""Claims that are named before a booking; more nobody reads."""


def expected_of(bench: Bench, parts: Sequence[StatementPart]) -> tuple[Expected, ...]:
    """Return what parts of a receipt would do; Refused(INVALID) where they do not fit."""
    return tuple(_expected(bench, part) for part in parts)


def _expected(bench: Bench, part: StatementPart) -> Expected:
    stores = bench.stores
    statement = stores.statements.get(part.statement_id)
    plan = planned(bench, statement, part, "amount_fen")
    gets: dict[int, int] = {}
    for one in plan.parts:
        if one.claim_id is not None:
            gets[one.claim_id] = gets.get(one.claim_id, 0) + one.net_fen
    names = {one.id: one.claim_number for one in stores.accounts.asking(gets).values()}
    return Expected(
        statement.id,
        statement.number,
        statement.maker_number,
        plan.sums.due_fen,
        plan.sums.received_fen,
        plan.gross_fen,
        plan.net_fen,
        plan.gross_fen - plan.net_fen,
        sum(one.net_fen for one in plan.parts if one.deduction_id is not None),
        tuple(ClaimGets(names[key], fen) for key, fen in list(gets.items())[:MOST_CLAIMS]),
        stores.allocations.freed(gets),
        statement.confirmed_on,
    )


def view_of(bench: Bench, receipt: Receipt) -> ReceiptView:
    """Return a receipt with what it is for."""
    stores = bench.stores
    shares = stores.allocations.of_receipt(receipt.id)
    back = stores.receipts.find(reverses=receipt.id)
    named = tuple(
        StatementShare(one.id, one.number, one.maker_number, shares[one.id])
        for one in stores.statements.several(shares)
    )
    given = sum(shares.values())
    waits = 0 if back or receipt.reverses is not None else receipt.amount_fen - given
    return ReceiptView(receipt, given, waits, named, back[0].number if back else "")


def listed(bench: Bench, brand: str) -> tuple[ReceiptView, ...]:
    """Return the receipts of a brand, empty: of all, the newest first; shares without amounts."""
    stores = bench.stores
    receipts = stores.receipts.find(brand=brand) if brand else stores.receipts.find()
    given, of = stores.allocations.allocated(), stores.allocations.statements()
    named = {one.id: one for one in stores.statements.several(x for xs in of.values() for x in xs)}
    back = {one.reverses: one.number for one in receipts if one.reverses is not None}
    views = []
    for one in receipts:
        waits = one.amount_fen - given.get(one.id, 0)
        if one.reverses is not None or one.id in back:
            waits = 0
        shares = tuple(
            StatementShare(number, named[number].number, named[number].maker_number, 0)
            for number in of.get(one.id, ())
        )
        views.append(ReceiptView(one, given.get(one.id, 0), waits, shares, back.get(one.id, "")))
    return tuple(sorted(views, key=lambda x: (x.receipt.received_on, x.id), reverse=True))
