"""What an invoice must be before it is written: amounts, tax, number, days, statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import (
    INVOICE_KIND_NAMES,
    Invoice,
    InvoiceKind,
    InvoiceShare,
    tax_of,
)
from warrantydesk.domain.settlement.statement import (
    BOOKED_STATES,
    STATEMENT_STATE_NAMES,
    Statement,
    StatementState,
)
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.settlement.guards import must_be_open
from warrantydesk.services.settlement.invoicing_way import Told, with_way
from warrantydesk.services.settlement.sums import share_of, standing_invoices, sums_of

LARGEST_FEN = 10**13
_MOST_PERCENT = Decimal(100)
_TAX_STEP = Decimal("0.01")


def judged(bench: Bench, told: Told, old: Invoice | None) -> Invoice:
    """Return the invoice that is to be written; Refused at the field where something is wrong."""
    shares = _shares(bench, told, old)
    statements = [bench.stores.statements.get(one.statement_id) for one in shares]
    _must_be_confirmed(statements)
    _must_be_of_one_payer(statements)
    brand = statements[0].brand
    if told.brand and code(told.brand) != brand:
        raise refused(INVALID, N_("The statement is not of this maker."), "brand")
    issued = told.issued_on or (old.issued_on if old else None) or bench.today
    _must_be_a_day(bench, brand, issued, statements)
    number = needs(line(told.number), "number", N_("Enter the number of the invoice."))
    kind = told.kind or (old.kind if old else InvoiceKind.SPECIAL)
    _must_be_new(bench, number, kind, old)
    amount = sum(one.amount_fen for one in shares)
    _must_agree(bench, told, amount, statements, shares, old)
    rate = _rate(bench, told, old, brand)
    tax = _tax(bench, told, old, amount, rate, shares)
    base = old or Invoice(number, brand)
    return with_way(
        bench,
        replace(
            base,
            number=number,
            brand=brand,
            payer=statements[0].payer,
            kind=kind,
            issued_on=issued,
            amount_fen=amount,
            tax_percent=rate,
            tax_fen=tax,
            shares=shares,
        ),
        told,
    )


def _shares(bench: Bench, told: Told, old: Invoice | None) -> tuple[InvoiceShare, ...]:
    """Return what is for which statement: as told, the whole of one, or as it stands."""
    if told.shares:
        if len({one.statement_id for one in told.shares}) < len(told.shares):
            raise refused(INVALID, N_("Name each statement once."), "shares")
        _must_be_above_nothing(told.shares)
        return told.shares
    number = told.statement_id
    if number is None and old is not None:
        if told.amount_fen is None or told.amount_fen == old.amount_fen:
            return old.shares
        number = old.shares[0].statement_id if len(old.shares) == 1 else None
    if number is None:
        words = N_("Say which statement it is for.")
        raise refused(INVALID, words, "shares" if old else "statement_id")
    statement = bench.stores.statements.get(number)
    _must_be_confirmed([statement])
    amount = told.amount_fen
    if amount is None:
        amount = left_to_invoice(bench, statement, old)
    shares = (InvoiceShare(number, amount),)
    _must_be_above_nothing(shares, "amount_fen")
    return shares


def left_to_invoice(bench: Bench, statement: Statement, besides: Invoice | None = None) -> int:
    """Return what of a statement is not invoiced yet, net fen; ``besides`` does not count."""
    return sums_of(bench, statement).payable_fen - _invoiced(bench, statement, besides)


def _invoiced(bench: Bench, statement: Statement, besides: Invoice | None) -> int:
    return sum(
        share_of(one, statement.id)[0]
        for one in standing_invoices(bench, statement)
        if besides is None or one.id != besides.id
    )


def _must_be_above_nothing(shares: Sequence[InvoiceShare], field: str = "shares") -> None:
    if any(not 0 < one.amount_fen < LARGEST_FEN for one in shares):
        words = N_("An invoice needs an amount above 0. Nothing is left to invoice otherwise.")
        raise refused(INVALID, words, field)


def _must_be_confirmed(statements: Sequence[Statement]) -> None:
    for one in statements:
        if one.state not in BOOKED_STATES or one.state is StatementState.CLOSED:
            raise refused(
                STATE,
                N_("Only confirmed statements are invoiced; {number} is {state}."),
                "statement_id",
                number=one.number,
                state=STATEMENT_STATE_NAMES[one.state],
            )


def _must_be_of_one_payer(statements: Sequence[Statement]) -> None:
    if len({(one.brand, one.payer) for one in statements}) > 1:
        words = N_("One invoice is for one payer: make one for each of them.")
        raise refused(INVALID, words, "shares")


def _must_be_a_day(bench: Bench, brand: str, issued: date, statements: Sequence[Statement]) -> None:
    must_be_open(bench, brand, issued, "issued_on")
    for one in statements:
        if one.confirmed_on is not None and issued < one.confirmed_on:
            raise refused(
                INVALID,
                N_("Statement {number} was confirmed on {day} only: the invoice comes after it."),
                "issued_on",
                number=one.number,
                day=one.confirmed_on,
            )


def must_be_new(bench: Bench, number: str, kind: InvoiceKind, besides: int | None = None) -> None:
    """Refuse with INVALID a number that another invoice of the kind has."""
    found = bench.stores.invoices.find(number=number, kind=kind.value, void_reason="")
    if any(one.id != besides for one in found):
        raise refused(
            INVALID,
            N_("There is an invoice {number} already ({kind})."),
            "number",
            number=number,
            kind=INVOICE_KIND_NAMES[kind],
        )


def _must_be_new(bench: Bench, number: str, kind: InvoiceKind, old: Invoice | None) -> None:
    must_be_new(bench, number, kind, old.id if old else None)


def _must_agree(
    bench: Bench,
    told: Told,
    amount: int,
    statements: Sequence[Statement],
    shares: Sequence[InvoiceShare],
    old: Invoice | None,
) -> None:
    """Refuse an amount that is not its shares, and shares above what a statement pays."""
    if told.amount_fen is not None and told.amount_fen != amount:
        raise refused(
            INVALID,
            N_("The shares come to {sum}, the invoice to {amount}."),
            "amount_fen",
            sum=yuan(amount),
            amount=yuan(told.amount_fen),
        )
    for statement, share in zip(statements, shares, strict=True):
        before = _invoiced(bench, statement, old)
        payable = sums_of(bench, statement).payable_fen
        if before + share.amount_fen > payable:
            raise refused(
                "V87",
                N_("Invoices of {sum} would stand against the {payable} of statement {number}."),
                "amount_fen",
                sum=yuan(before + share.amount_fen),
                payable=yuan(payable),
                number=statement.number,
            )


def _rate(bench: Bench, told: Told, old: Invoice | None, brand: str) -> Decimal:
    rate = told.tax_percent
    if rate is None:
        rate = old.tax_percent if old else None
    if rate is None:
        rate = bench.profile(brand).rates.tax
    fits = rate.is_finite() and 0 <= rate < _MOST_PERCENT
    if not fits or rate != rate.quantize(_TAX_STEP):
        words = N_("The tax rate is a percentage from 0 to 100, such as 13.")
        raise refused(INVALID, words, "tax_percent")
    return rate


def _tax(
    bench: Bench,
    told: Told,
    old: Invoice | None,
    amount: int,
    rate: Decimal,
    shares: Sequence[InvoiceShare],
) -> int:
    """Return the tax: reckoned once of the whole, or as told where that is near enough."""
    reckoned = tax_of(amount, rate)
    tax = told.tax_fen
    if tax is None:
        kept = old is not None and (old.amount_fen, old.tax_percent) == (amount, rate)
        return old.tax_fen if kept and old is not None else reckoned
    if abs(tax - reckoned) <= len(shares) or tax == _tax_of_statements(bench, shares):
        return tax
    raise refused(
        INVALID,
        N_("{rate} % of {amount} is {reckoned}, not {tax}."),
        "tax_fen",
        rate=rate,
        amount=yuan(amount),
        reckoned=yuan(reckoned),
        tax=yuan(tax),
    )


def _tax_of_statements(bench: Bench, shares: Sequence[InvoiceShare]) -> int | None:
    """Return the tax as the statements say it, where the invoice takes them whole."""
    taxes: list[int | None] = []
    for share in shares:
        statement = bench.stores.statements.get(share.statement_id)
        told = bench.stores.statement_lines.told(statement.id)
        whole = share.amount_fen == told.settled_fen + told.beside_fen
        says = statement.tax_fen if statement.tax_fen is not None else told.tax_fen
        taxes.append(says if whole else None)
    known = [one for one in taxes if one is not None]
    return sum(known) if len(known) == len(taxes) else None
