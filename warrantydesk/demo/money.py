"""The maker's money: a statement a month, paid on the 22nd of the next, October's being matched."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from warrantydesk.demo.calendar import UNNOTED
from warrantydesk.demo.money_entries import (
    CLERK,
    Month,
    Paid,
    after,
    deduction_of,
    enter_invoice,
    enter_receipt,
)
from warrantydesk.demo.money_months import close_months, explain
from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.deduction import DeductionKind
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
from warrantydesk.storage.numbers import STATEMENT

_FINANCE = "傅晓棠"
_TAKEN = (
    (DeductionKind.FREIGHT, "K06", 12_000, "超重运费"),
    (DeductionKind.PERFORMANCE, "K07", 40_000, "季度考核"),
    (DeductionKind.CAMPAIGN, "K04", 6_500, "活动工时差额"),
    (DeductionKind.INCENTIVE, "", -30_000, "一次合格率奖励"),
)
"""What a month's statement takes or gives beside the claims, in turn: kind, reason, fen, words."""
_FIRST = (2023, 12)
_STRAY = ("Q2690017", "LX0DS21A8RB000931", "渝A0P911", 69_900)
"""A claim of another station that found its way into October's statement."""


def enter_money(desk: Desk) -> None:
    """Enter the statements, invoices and receipts of all months so far."""
    desk.people.act_as(CLERK)
    months: dict[Month, list[Paid]] = defaultdict(list)
    for month, paid in _approved(desk):
        months[month].append(paid)
    random = Random(len(months))
    last = UNNOTED[0], UNNOTED[1] + 1
    for turn, month in enumerate(sorted(one for one in months if _FIRST <= one <= last)):
        if month == last:
            _october(desk, months[month], random)
        else:
            _settled(desk, month, months[month], turn)
    close_months(desk, sorted(months))
    explain(desk)
    desk.bench.history.clear()


def _approved(desk: Desk) -> Iterator[tuple[Month, Paid]]:
    found = desk.stores.db.query(
        "SELECT c.answered_on, c.id, c.claim_number, c.codes_maker_claim_number, c.vehicle_vin,"
        " c.vehicle_plate, coalesce(v.finished_at, c.submitted_at), c.approved_fen"
        " FROM claim c JOIN visit v ON v.id = c.visit_id"
        " WHERE c.approved_fen > 0 AND c.state IN ('APPROVED', 'CLOSED')"
        " AND c.id NOT IN (SELECT claim_id FROM claim_account) ORDER BY c.id"
    )
    for answered, number, own, maker, vin, plate, finished, fen in found:
        day = date.fromisoformat(answered)
        done = datetime.fromisoformat(finished).astimezone(CHINA).date()
        yield (day.year, day.month), Paid(number, own, maker, vin, plate, done, fen)


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
        last_on=after(month, 1) - timedelta(days=1),
        issued_on=issued_on,
        file_name=f"{number}月结算单.xlsx",
        made_by=CLERK,
        made_at=datetime(issued_on.year, issued_on.month, issued_on.day, 9, 12, tzinfo=CHINA),
    )


def _line(statement: Statement, row: int, paid: Paid) -> StatementLine:
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


def _settled(desk: Desk, month: Month, claims: list[Paid], turn: int) -> None:
    """Enter a month that was settled as a whole, up to the account but for the last one."""
    stores, kinds = desk.stores, (Kind.STATEMENTS, Kind.MONEY, Kind.PARTS)
    with desk.bench.change(N_("import a file"), *kinds):
        statement = stores.statements.add(_statement(desk, month, after(month, 5)))
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
        confirmed = after(month, 9)
        deduction = deduction_of(desk, statement, ids[-1], _TAKEN[turn % len(_TAKEN)], confirmed)
        total = sum(one.approved_fen for one in claims)
        statement = stores.statements.save(
            replace(
                statement,
                total_fen=total - fen,
                line_count=len(ids),
                confirmed_on=confirmed,
                confirmed_by=CLERK,
                signed_on=confirmed,
                signed_by=_FINANCE,
                remitted_on=after(month, 20),
                remittance=f"QCHK{month[0]}{month[1]:02d}",
            )
        )
        enter_invoice(desk, statement, month, total - fen)
        if month != UNNOTED:
            enter_receipt(desk, statement, month, (claims, ids, deduction))
        statement = moved(desk.bench, statement)
        if statement.state is StatementState.RECEIVED:
            moved(desk.bench, replace(statement, closed_on=after(month, 25)))
        refresh_accounts(desk.bench, [one.id for one in claims])


def _october(desk: Desk, claims: list[Paid], random: Random) -> None:
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
        stray, vin, plate, fen = _STRAY
        day = issued - timedelta(days=random.randint(9, 19))
        lines.append(
            StatementLine(
                statement.id,
                row,
                maker_number=stray,
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
    desk.statements.match(statement.id)
