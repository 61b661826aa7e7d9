"""How receipts are booked, allocated and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.domain.text import clean, code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.allocating import (
    ClaimPart,
    Planned,
    StatementPart,
    follow,
    must_take_money,
    planned,
    write_shares,
)
from warrantydesk.services.settlement.guards import closed_months, must_be_open
from warrantydesk.services.settlement.receipt_standing import (
    Arrived,
    BookedReceipt,
    last_of,
    must_stand,
    same,
    told_of,
    unallocated,
)
from warrantydesk.services.settlement.sums import sums_of
from warrantydesk.storage.numbers import RECEIPT

KINDS = (Kind.MONEY, Kind.STATEMENTS, Kind.PARTS)
LARGEST_FEN = 10**13


class Receiving:
    """Judges and writes receipts."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def for_one(
        self, told: Arrived, statement_id: int, claims: tuple[ClaimPart, ...]
    ) -> BookedReceipt:
        """Book money for one statement; what it is not owed waits."""
        statement = self._bench.stores.statements.get(statement_id)
        self._bench.allow("receipts.book")
        known = same(self._bench, told) or last_of(self._bench, statement)
        if known is not None:
            return known
        must_take_money(statement, "statement_id")
        whole = replace(
            told,
            brand=statement.brand,
            payer=statement.payer if told.payer is None else told.payer,
        )
        parts = self.parts_of(told.amount_fen, statement_id, claims)
        return self._booked(whole, parts, "amount_fen")

    def for_several(self, told: Arrived, shares: tuple[StatementPart, ...]) -> BookedReceipt:
        """Book money for the statements of its shares; without any it waits as a whole."""
        stores = self._bench.stores
        statements = [stores.statements.get(one.statement_id) for one in shares]
        self._bench.allow("receipts.book")
        known = same(self._bench, told)
        if known is not None:
            return known
        for statement in statements:
            must_take_money(statement, "shares")
        brand, payer = self._whose(told, statements)
        return self._booked(replace(told, brand=brand, payer=payer), shares, "shares")

    def parts_of(
        self, amount_fen: int, statement_id: int, claims: tuple[ClaimPart, ...]
    ) -> tuple[StatementPart, ...]:
        """Return what of money for one statement is for it: no more than it is owed."""
        sums = sums_of(self._bench, self._bench.stores.statements.get(statement_id))
        some = min(amount_fen, sums.left_fen) if sums.left_fen > 0 else amount_fen
        return (StatementPart(statement_id, some, claims),)

    def allocate(
        self,
        receipt_id: int,
        statement_id: int,
        amount_fen: int | None,
        claims: tuple[ClaimPart, ...],
        on: date | None,
    ) -> BookedReceipt:
        """Give a statement what of a receipt waits."""
        stores = self._bench.stores
        receipt, statement = stores.receipts.get(receipt_id), stores.statements.get(statement_id)
        self._bench.allow("receipts.allocate")
        must_stand(self._bench, receipt)
        must_take_money(statement, "statement_id")
        day = on or self._bench.today
        must_be_open(self._bench, receipt.brand, day, "on")
        if (statement.brand, statement.payer) != (receipt.brand, receipt.payer):
            words = N_("The receipt {receipt} and statement {number} are not of the same payer.")
            raise refused(
                INVALID, words, "statement_id", receipt=receipt.number, number=statement.number
            )
        left = unallocated(self._bench, receipt)
        fits = min(left, sums_of(self._bench, statement).left_fen)
        wanted = fits if amount_fen is None else amount_fen
        _must_cover(left, wanted, receipt.number)
        part = StatementPart(statement_id, wanted, claims)
        plan = planned(self._bench, statement, part, "amount_fen")
        with self._bench.change(N_("allocate receipt"), *KINDS, ids=plan.claims):
            write_shares(self._bench, receipt, [plan], day)
        return told_of(self._bench, receipt)

    def reverse(
        self, receipt_id: int, reason: str, on: date | None, corrects: str
    ) -> BookedReceipt:
        """Write the receipt that takes another one back, share by share."""
        stores = self._bench.stores
        receipt = stores.receipts.get(receipt_id)
        self._bench.allow("receipts.reverse")
        must_stand(self._bench, receipt)
        day = on or self._bench.today
        must_be_open(self._bench, receipt.brand, day, "on")
        why = needs(reason, "reason", N_("Say why the receipt is taken back."))
        if day < receipt.received_on:
            words = N_("{day} lies before the receipt itself.")
            raise refused(INVALID, words, "on", day=day)
        was_closed = f"{receipt.received_on:%Y-%m}" in closed_months(self._bench, receipt.brand)
        back = replace(
            receipt,
            number="",
            received_on=day,
            amount_fen=-receipt.amount_fen,
            reverses=receipt.id,
            reason=why,
            corrects=line(corrects) or (receipt.number if was_closed else ""),
            id=0,
            version=0,
        )
        old = stores.receipt_shares.find(receipt_id=receipt.id)
        claims = dict.fromkeys(one.claim_id for one in old if one.claim_id is not None)
        with self._bench.change(N_("reverse receipt"), *KINDS, ids=tuple(claims)):
            kept = self._kept(back)
            shares = [_taken_back(one, kept.id, day) for one in old]
            stores.receipt_shares.add_many(shares)
            follow(self._bench, shares, reopens=True)
        self._bench.history.clear()
        return told_of(self._bench, kept)

    def _booked(self, told: Arrived, parts: Sequence[StatementPart], field: str) -> BookedReceipt:
        day = told.received_on or self._bench.today
        must_be_open(self._bench, told.brand, day, "received_on")
        _must_be_an_amount(told.amount_fen, bool(parts))
        if len({one.statement_id for one in parts}) < len(parts):
            raise refused(INVALID, N_("Name each statement once."), field)
        stores = self._bench.stores
        plans = [
            planned(self._bench, stores.statements.get(one.statement_id), one, field)
            for one in parts
        ]
        _must_not_exceed(told.amount_fen, plans, field)
        fresh = Receipt(
            "",
            told.brand,
            day,
            told.amount_fen,
            code(told.payer or ""),
            line(told.bank_ref),
            line(told.account),
            clean(told.text).strip(),
            corrects=line(told.corrects),
        )
        claims = dict.fromkeys(claim for plan in plans for claim in plan.claims)
        # Money is no part of what claims are searched by: they are named, not indexed anew.
        with self._bench.change(N_("book receipt"), *KINDS, ids=tuple(claims)):
            kept = self._kept(fresh)
            write_shares(self._bench, kept, plans, day)
        self._bench.history.clear()
        return told_of(self._bench, kept)

    def _kept(self, receipt: Receipt) -> Receipt:
        bench = self._bench
        number = bench.stores.numbers.short(RECEIPT, bench.site_number, bench.today.year)
        made = replace(receipt, number=number, made_by=bench.person.login, made_at=bench.now)
        return bench.stores.receipts.add(made)

    def _whose(self, told: Arrived, statements: Sequence[Statement]) -> tuple[str, str]:
        """Return whose money it is: of one maker and one payer."""
        brand = statements[0].brand if statements else code(told.brand) or self._bench.site.brand
        payer = told.payer
        if payer is None:
            payer = statements[0].payer if statements else ""
        if any((one.brand, one.payer) != (brand, payer) for one in statements):
            words = N_("One receipt is of one payer: book those of others by themselves.")
            raise refused(INVALID, words, "shares")
        return brand, payer


def _taken_back(share: ReceiptShare, receipt_id: int, day: date) -> ReceiptShare:
    return replace(
        share,
        receipt_id=receipt_id,
        net_fen=-share.net_fen,
        tax_fen=-share.tax_fen,
        booked_on=day,
        id=0,
        version=0,
    )


def _must_be_an_amount(amount_fen: int, has_parts: bool) -> None:
    if abs(amount_fen) >= LARGEST_FEN:
        raise refused(INVALID, N_("No bank moves such a sum: look at the amount."), "amount_fen")
    if not has_parts and amount_fen <= 0:
        raise refused(INVALID, N_("Enter what arrived, more than 0."), "amount_fen")


def _must_not_exceed(amount_fen: int, plans: Sequence[Planned], field: str) -> None:
    given = sum(plan.gross_fen for plan in plans)
    if given > amount_fen or (amount_fen < 0 and given != amount_fen):
        raise refused(
            "V89",
            N_("{given} is more than the {amount} of the receipt."),
            field,
            given=yuan(given),
            amount=yuan(amount_fen),
        )


def _must_cover(left_fen: int, wanted_fen: int, number: str) -> None:
    if not left_fen:
        words = N_("Nothing of receipt {number} is left to allocate.")
        raise refused(STATE, words, "receipt_id", number=number)
    if wanted_fen > left_fen:
        words = N_("Only {left} of receipt {number} is left.")
        raise refused("V89", words, "amount_fen", left=yuan(left_fen), number=number)
