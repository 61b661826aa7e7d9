"""What a settled month of the demo shop entered: deduction, invoice, receipt."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceShare
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.services.desk import Desk
from warrantydesk.storage.numbers import DEDUCTION, RECEIPT

CLERK = "S01"
_BUYER = "启程汽车销售有限公司（演示）"
_RATE = Decimal(13)


class Paid(NamedTuple):
    """An approved claim as statements name it; net fen."""

    id: int
    number: str
    maker_number: str
    vin: str
    plate: str
    repaired_on: date
    approved_fen: int


Month = tuple[int, int]


def after(month: Month, day: int) -> date:
    """Return a day of the month after."""
    first = date(month[0], month[1], 1) + timedelta(days=32)
    return first.replace(day=day)


def deduction_of(
    desk: Desk,
    statement: Statement,
    line_id: int,
    what: tuple[DeductionKind, str, int, str],
    day: date,
) -> Deduction:
    """Enter what a statement takes or gives beside the claims; it was accepted."""
    kind, reason, fen, words = what
    stores, bench = desk.stores, desk.bench
    return stores.deductions.add(
        Deduction(
            stores.numbers.short(DEDUCTION, bench.site_number, day.year),
            "QC",
            kind,
            fen,
            statement_id=statement.id,
            line_id=line_id,
            reason_code=reason,
            reason_text=words,
            notice_no=statement.maker_number,
            noticed_on=statement.issued_on,
            state=DeductionState.ACCEPTED,
            ended_on=day,
            taken_on=day,
            made_by=CLERK,
            made_at=bench.now,
        )
    )


def enter_invoice(desk: Desk, statement: Statement, month: Month, fen: int) -> None:
    """Enter the accepted invoice of a month."""
    desk.stores.invoices.add(
        Invoice(
            f"26{month[0] % 100:02d}{month[1]:02d}{70_001 + statement.id:08d}",
            "QC",
            issued_on=after(month, 10),
            amount_fen=fen,
            tax_percent=_RATE,
            tax_fen=percent(fen, _RATE),
            shares=(InvoiceShare(statement.id, fen),),
            buyer=_BUYER,
            sent_on=after(month, 11),
            courier="顺丰",
            waybill=f"SF{1_310_000_000 + statement.id * 7_919}",
            recipient="结算科",
            recipient_phone="15400019000",
            accepted_on=after(month, 15),
            exported_on=after(month, 12),
            made_by=CLERK,
            made_at=desk.bench.now,
        )
    )


def enter_receipt(
    desk: Desk,
    statement: Statement,
    month: Month,
    what: tuple[list[Paid], list[int], Deduction],
) -> None:
    """Enter the money of a month: the deduction is kept back, every claim is paid."""
    claims, ids, deduction = what
    stores, day = desk.stores, after(month, 22)
    nets = [one.approved_fen for one in claims]
    net = sum(nets) - deduction.amount_fen
    made = stores.receipts.add(
        Receipt(
            stores.numbers.short(RECEIPT, desk.bench.site_number, day.year),
            "QC",
            day,
            net + percent(net, _RATE),
            bank_ref=f"{day:%Y%m%d}{880_000 + statement.id}",
            text=f"{statement.maker_number} 货款",
            made_by=CLERK,
            made_at=desk.bench.now,
        )
    )
    shares = [ReceiptShare(made.id, statement.id, -deduction.amount_fen, deduction_id=deduction.id)]
    shares += [
        ReceiptShare(made.id, statement.id, fen, claim_id=one.id, line_id=line)
        for one, line, fen in zip(claims, ids, nets, strict=False)
    ]
    run, taxed = 0, []
    for share in shares:
        before, run = percent(run, _RATE), run + share.net_fen
        taxed.append(replace(share, tax_fen=percent(run, _RATE) - before, booked_on=day))
    stores.receipt_shares.add_many(taxed)
