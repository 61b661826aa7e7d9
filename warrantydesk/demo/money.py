"""The maker's money: a statement a month, paid on the 22nd of the next, October's being matched."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from warrantydesk.demo.calendar import UNNOTED
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceShare
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import (
    How,
    LineOf,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.i18n import N_
from warrantydesk.services.change import Kind
from warrantydesk.services.clock import CHINA
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.moving import moved
from warrantydesk.storage.journal import canonical
from warrantydesk.storage.numbers import DEDUCTION, RECEIPT, STATEMENT

_CLERK, _FINANCE = "S01", "傅晓棠"
_BUYER = "启程汽车销售有限公司（演示）"
_RATE = Decimal(13)
_TAKEN = (
    (DeductionKind.FREIGHT, "K06", 12_000, "超重运费"),
    (DeductionKind.PERFORMANCE, "K07", 40_000, "季度考核"),
    (DeductionKind.CAMPAIGN, "K04", 6_500, "活动工时差额"),
    (DeductionKind.INCENTIVE, "", -30_000, "一次合格率奖励"),
)
"""What a month's statement takes or gives beside the claims, in turn: kind, reason, fen, words."""
_FIRST = (2024, 1)
_STRAY = ("Q2690017", "LX0DS21A8RB000931", "渝A0P911", 69_900)
"""A claim of another station that found its way into October's statement."""


_WHY = (
    "厂家审核员称 10 月下旬系统迁移，积压单据 12 月初批完。",
    "申诉在办，材料已补齐，等复核结果。",
    "已进 11 月结算单预览，金额一致。",
)
_UNEXPLAINED = 3


class _Paid(NamedTuple):
    """An approved claim as statements name it; net fen."""

    id: int
    number: str
    maker_number: str
    vin: str
    plate: str
    repaired_on: date
    approved_fen: int


Month = tuple[int, int]


def enter_money(desk: Desk) -> None:
    """Enter the statements, invoices and receipts of all months so far."""
    desk.people.act_as(_CLERK)
    months: dict[Month, list[_Paid]] = defaultdict(list)
    for month, paid in _approved(desk):
        months[month].append(paid)
    random = Random(len(months))
    last = UNNOTED[0], UNNOTED[1] + 1
    for turn, month in enumerate(sorted(one for one in months if _FIRST <= one <= last)):
        if month == last:
            _october(desk, months[month], random)
        else:
            _settled(desk, month, months[month], turn)
    _close_months(desk, sorted(months))
    _explain(desk)
    desk.bench.history.clear()


def _approved(desk: Desk) -> Iterator[tuple[Month, _Paid]]:
    found = desk.stores.db.query(
        "SELECT c.answered_on, c.id, c.claim_number, c.codes_maker_claim_number, c.vehicle_vin,"
        " c.vehicle_plate, coalesce(v.finished_at, c.submitted_at), c.approved_fen"
        " FROM claim c JOIN visit v ON v.id = c.visit_id"
        " WHERE c.approved_fen > 0 AND c.state IN ('APPROVED', 'CLOSED') ORDER BY c.id"
    )
    for answered, number, own, maker, vin, plate, finished, fen in found:
        day = date.fromisoformat(answered)
        done = datetime.fromisoformat(finished).astimezone(CHINA).date()
        yield (day.year, day.month), _Paid(number, own, maker, vin, plate, done, fen)


def _after(month: Month, day: int) -> date:
    """Return a day of the month after."""
    first = date(month[0], month[1], 1) + timedelta(days=32)
    return first.replace(day=day)


def _statement(desk: Desk, month: Month, issued_on: date) -> Statement:
    year, number = month
    first = date(year, number, 1)
    bench = desk.bench
    return Statement(
        desk.stores.numbers.short(STATEMENT, bench.site_number, issued_on.year),
        "QC",
        maker_number=f"JS-{year % 100:02d}{number:02d}-QC",
        period=f"{year}-{number:02d}",
        first_on=first,
        last_on=_after(month, 1) - timedelta(days=1),
        issued_on=issued_on,
        file_name=f"{number}月结算单.xlsx",
        made_by=_CLERK,
        made_at=datetime(issued_on.year, issued_on.month, issued_on.day, 9, 12, tzinfo=CHINA),
    )


def _line(statement: Statement, row: int, paid: _Paid) -> StatementLine:
    return StatementLine(
        statement.id,
        row,
        maker_number=paid.maker_number,
        claim_number=paid.number,
        vin=paid.vin,
        plate=paid.plate,
        dated_on=paid.repaired_on,
        amount_fen=paid.approved_fen,
        asked_fen=paid.approved_fen,
    )


def _settled(desk: Desk, month: Month, claims: list[_Paid], turn: int) -> None:
    """Enter a month that was settled as a whole, up to the account but for the last one."""
    stores, kinds = desk.stores, (Kind.STATEMENTS, Kind.MONEY, Kind.PARTS)
    with desk.bench.change(N_("import a file"), *kinds):
        statement = stores.statements.add(_statement(desk, month, _after(month, 5)))
        lines = [
            replace(
                _line(statement, row, one),
                state=LineState.EXACT,
                claim_id=one.id,
                how=How.MAKER_NUMBER,
                expected_fen=one.approved_fen,
            )
            for row, one in enumerate(claims, 5)
        ]
        kind, reason, fen, words = _TAKEN[turn % len(_TAKEN)]
        beside = StatementLine(
            statement.id,
            5 + len(claims),
            kind=LineOf.DEDUCTION,
            text=words,
            amount_fen=-fen,
            state=LineState.DEDUCTION,
            reason_code=reason,
            deduction_kind=kind.value,
        )
        ids = stores.statement_lines.add_many([*lines, beside])
        confirmed = _after(month, 9)
        deduction = _deduction(desk, statement, ids[-1], _TAKEN[turn % len(_TAKEN)], confirmed)
        total = sum(one.approved_fen for one in claims)
        statement = stores.statements.save(
            replace(
                statement,
                total_fen=total - fen,
                line_count=len(ids),
                confirmed_on=confirmed,
                confirmed_by=_CLERK,
                signed_on=confirmed,
                signed_by=_FINANCE,
                remitted_on=_after(month, 20),
                remittance=f"QCHK{month[0]}{month[1]:02d}",
            )
        )
        _invoice(desk, statement, month, total - fen)
        if month != UNNOTED:
            _receipt(desk, statement, month, (claims, ids, deduction))
        statement = moved(desk.bench, statement)
        if statement.state is StatementState.RECEIVED:
            moved(desk.bench, replace(statement, closed_on=_after(month, 25)))
        refresh_accounts(desk.bench, [one.id for one in claims])


def _deduction(
    desk: Desk,
    statement: Statement,
    line_id: int,
    what: tuple[DeductionKind, str, int, str],
    day: date,
) -> Deduction:
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
            made_by=_CLERK,
            made_at=bench.now,
        )
    )


def _invoice(desk: Desk, statement: Statement, month: Month, fen: int) -> None:
    desk.stores.invoices.add(
        Invoice(
            f"26{month[0] % 100:02d}{month[1]:02d}{70_001 + statement.id:08d}",
            "QC",
            issued_on=_after(month, 10),
            amount_fen=fen,
            tax_percent=_RATE,
            tax_fen=percent(fen, _RATE),
            shares=(InvoiceShare(statement.id, fen),),
            buyer=_BUYER,
            sent_on=_after(month, 11),
            courier="顺丰",
            waybill=f"SF{1_310_000_000 + statement.id * 7_919}",
            recipient="结算科",
            recipient_phone="15400019000",
            accepted_on=_after(month, 15),
            made_by=_CLERK,
            made_at=desk.bench.now,
        )
    )


def _receipt(
    desk: Desk,
    statement: Statement,
    month: Month,
    what: tuple[list[_Paid], list[int], Deduction],
) -> None:
    """Enter the money of a month: the deduction is kept back, every claim is paid."""
    claims, ids, deduction = what
    stores, day = desk.stores, _after(month, 22)
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
            made_by=_CLERK,
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


def _october(desk: Desk, claims: list[_Paid], random: Random) -> None:
    """Enter the statement that is on the desk this morning, with all that may be wrong with it."""
    stores, issued = desk.stores, date(UNNOTED[0], UNNOTED[1] + 2, 18)
    month = UNNOTED[0], UNNOTED[1] + 1
    with desk.bench.change(N_("import a file"), Kind.STATEMENTS):
        statement = stores.statements.add(_statement(desk, month, issued))
        named = claims[: max(len(claims) - 1, 1)]
        lines = [_line(statement, row, one) for row, one in enumerate(named, 5)]
        for number, line in enumerate(lines[1:4]):
            asked = line.amount_fen or 0
            less = percent(asked, Decimal((30, 12, 0)[number])) or 5
            lines[number + 1] = replace(line, amount_fen=asked - less)
        row = 5 + len(lines)
        number, vin, plate, fen = _STRAY
        day = issued - timedelta(days=random.randint(9, 19))
        lines.append(
            StatementLine(
                statement.id,
                row,
                maker_number=number,
                vin=vin,
                plate=plate,
                dated_on=day,
                amount_fen=fen,
                asked_fen=fen,
            )
        )
        kind, reason, taken, words = _TAKEN[0]
        lines.append(
            StatementLine(
                statement.id,
                row + 1,
                kind=LineOf.DEDUCTION,
                text=words,
                amount_fen=-taken,
                reason_code=reason,
                deduction_kind=kind.value,
            )
        )
        stores.statement_lines.add_many(lines)
        total = sum(one.amount_fen or 0 for one in lines)
        stores.statements.save(replace(statement, total_fen=total, line_count=len(lines)))
    if hasattr(desk.statements, "match"):
        desk.statements.match(statement.id)


def _close_months(desk: Desk, months: list[Month]) -> None:
    """Enter the closes of all months but the last two."""
    closed = [one for one in months if one <= UNNOTED]
    year, month = closed[0]
    while (year, month) <= UNNOTED:
        named, day = f"{year}-{month:02d}", _after((year, month), 28)
        with desk.bench.change(N_("close the month"), Kind.MONEY):
            figures = canonical(to_json(desk.months.figures_of("QC", named)))
            desk.stores.month_closes.add(
                MonthClose(
                    "QC",
                    named,
                    day,
                    _CLERK,
                    datetime(day.year, day.month, day.day, 17, 20, tzinfo=CHINA),
                    figures=figures,
                    anchor=desk.stores.journal.anchor,
                )
            )
        year, month = year + month // 12, month % 12 + 1


def _explain(desk: Desk) -> None:
    """Write down why old money still stands, but for the last few."""
    old = desk.receivables.list("QC", unexplained=True)
    until = desk.bench.today + timedelta(days=21)
    for number, one in enumerate(old[:-_UNEXPLAINED]):
        desk.receivables.note(one.claim_id, _WHY[number % len(_WHY)], until_on=until)
