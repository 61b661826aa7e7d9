"""Money from before the desk: what of approved claims stands on an invoice, and what came."""

from collections.abc import Sequence
from datetime import date

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceShare
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import (
    How,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_plan import Due
from warrantydesk.storage.numbers import RECEIPT, STATEMENT

Dues = Sequence[tuple[int, Due]]
_Key = tuple[str, str, str]


def settle(bench: Bench, batch: ImportBatch, dues: Dues) -> None:
    """Write a statement for the claims of each invoice or statement number, with what came of it.

    What came of claims without any such number stands on a closed statement of its own: a later
    statement is then expected to pay the rest. Claims of which nothing came and that stand on
    nothing only wait for their statement.
    """
    groups: dict[_Key, list[tuple[int, Due]]] = {}
    payers = {one.id: one.payer for one in bench.stores.claims.heads(n for n, _due in dues)}
    for number, due in dues:
        line = due.line
        names = (line.text(of_claim.STATEMENT_NO), line.text(of_claim.INVOICE_NO))
        if due.paid_fen or any(names):
            groups.setdefault((payers[number], *names), []).append((number, due))
    for key, some in groups.items():
        _settle(bench, batch, key, some)


def _day(some: Dues, bench: Bench, *names: str) -> date:
    days = [day for _n, due in some if (day := due.line.day(*names))]
    return max(days, default=bench.today)


def _settle(bench: Bench, batch: ImportBatch, key: _Key, some: Dues) -> None:
    payer, statement_no, invoice_no = key
    is_named = bool(statement_no or invoice_no)
    amounts = [due.approved_fen if is_named else due.paid_fen for _n, due in some]
    total, paid = sum(amounts), sum(due.paid_fen for _n, due in some)
    issued = _day(some, bench, of_claim.ISSUED_ON, of_claim.PAID_ON, of_claim.ANSWERED_ON)
    came = _day(some, bench, of_claim.PAID_ON, of_claim.ISSUED_ON)
    rate = bench.profile(batch.profile).rates.tax
    state = StatementState.INVOICED if invoice_no else StatementState.CONFIRMED
    if paid == total:
        state = StatementState.CLOSED
    stores, whole = bench.stores, state is StatementState.CLOSED
    made = stores.statements.add(
        Statement(
            number=stores.numbers.short(STATEMENT, bench.site_number, bench.today.year),
            brand=batch.profile,
            payer=payer,
            maker_number=statement_no,
            period=f"{issued:%Y-%m}",
            issued_on=issued,
            state=state,
            total_fen=total,
            tax_fen=percent(total, rate),
            line_count=len(some),
            file_name=batch.file_name,
            batch_id=batch.id,
            confirmed_on=issued,
            confirmed_by=bench.person.login,
            received_on=came if whole else None,
            closed_on=came if whole else None,
            made_by=bench.person.login,
            made_at=bench.now,
        )
    )
    lines = [
        StatementLine(
            made.id,
            due.line.number,
            maker_number=due.line.text(of_claim.MAKER_NUMBER),
            claim_number=due.line.text(of_claim.NUMBER),
            vin=due.line.vin,
            plate=due.line.plate,
            amount_fen=fen,
            state=LineState.EXACT,
            claim_id=number,
            how=How.HAND,
            expected_fen=fen,
        )
        for (number, due), fen in zip(some, amounts, strict=True)
    ]
    ids = stores.statement_lines.add_many(lines)
    if invoice_no and not stores.invoices.find(number=invoice_no, void_reason=""):
        stores.invoices.add(
            Invoice(
                invoice_no,
                batch.profile,
                payer,
                issued_on=issued,
                amount_fen=total,
                tax_percent=rate,
                tax_fen=percent(total, rate),
                shares=(InvoiceShare(made.id, total),),
                made_by=bench.person.login,
                made_at=bench.now,
            )
        )
    if paid:
        _receive(
            bench,
            made,
            came,
            [(n, line, d.paid_fen) for (n, d), line in zip(some, ids, strict=True)],
        )


def _receive(
    bench: Bench, statement: Statement, day: date, parts: Sequence[tuple[int, int, int]]
) -> None:
    """Write the money that came, claim by claim; its tax is parted by running sums."""
    stores, rate = bench.stores, bench.profile(statement.brand).rates.tax
    paid = sum(fen for _claim, _line, fen in parts)
    receipt = stores.receipts.add(
        Receipt(
            stores.numbers.short(RECEIPT, bench.site_number, bench.today.year),
            statement.brand,
            day,
            paid + percent(paid, rate),
            statement.payer,
            text=statement.file_name,
            made_by=bench.person.login,
            made_at=bench.now,
        )
    )
    shares, run = [], 0
    for claim, line, fen in parts:
        if fen:
            tax = percent(run + fen, rate) - percent(run, rate)
            run += fen
            shares.append(
                ReceiptShare(receipt.id, statement.id, fen, tax, claim, line, booked_on=day)
            )
    stores.receipt_shares.add_many(shares)
