"""Receipts and what they are for: judged first, then written inside a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.allocation import Owed, Part, allocated
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import (
    BOOKED_STATES,
    STATEMENT_STATE_NAMES,
    Statement,
    StatementState,
)
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.sums import sums_of


@dataclass(frozen=True)
class ClaimPart:
    """What of a receipt is for one claim; net fen."""

    claim_id: int
    amount_fen: int


@dataclass(frozen=True)
class StatementPart:
    """What of a receipt is for one statement, tax included; fen. None: all that is left."""

    statement_id: int
    amount_fen: int | None = None
    claims: tuple[ClaimPart, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What a receipt does to a statement; nothing of it is written yet."""

    statement: Statement
    sums: StatementSums
    gross_fen: int
    net_fen: int
    parts: tuple[Part, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The claims that get something of it."""
        found = (part.claim_id for part in self.parts if part.claim_id is not None)
        return tuple(dict.fromkeys(found))


def owed(bench: Bench, statement_id: int) -> list[Owed]:
    """Return the lines of a statement of which something did not arrive yet."""
    return [
        Owed(
            line.line_id,
            line.amount_fen - line.received_fen,
            line.claim_id,
            line.deduction_id,
        )
        for line in bench.stores.allocations.lines(statement_id)
        if line.amount_fen != line.received_fen
    ]


def is_settled(bench: Bench, statement: Statement) -> bool:
    """Tell whether all of a confirmed statement arrived, and was given to its lines."""
    if statement.state not in BOOKED_STATES:
        return False
    left = sums_of(bench, statement).left_fen
    return left == 0 and not bench.stores.allocations.is_owed(statement.id)


def must_take_money(statement: Statement, field: str) -> None:
    """Refuse with STATE a statement that is not confirmed, void or closed."""
    if statement.state in BOOKED_STATES and statement.state is not StatementState.CLOSED:
        return
    raise refused(
        STATE,
        N_("Money is booked for confirmed statements only; {number} is {state}."),
        field,
        number=statement.number,
        state=STATEMENT_STATE_NAMES[statement.state],
    )


def planned(bench: Bench, statement: Statement, part: StatementPart, field: str) -> Planned:
    """Return what a part of a receipt does to a statement; Refused(INVALID) at ``field``."""
    sums = sums_of(bench, statement)
    left = sums.left_fen
    gross = left if part.amount_fen is None else part.amount_fen
    fits = gross == left if left <= 0 else 0 < gross <= left
    if not fits:
        raise refused(
            INVALID,
            N_("{left} is still to come for statement {number}: {amount} does not fit."),
            field,
            left=yuan(left),
            number=statement.number,
            amount=yuan(gross),
        )
    net = sums.net_of(sums.received_fen + gross) - sums.paid_fen
    if left > gross:
        net = min(max(net, 0), gross)
    lines = owed(bench, statement.id)
    named = {one.claim_id: one.amount_fen for one in part.claims}
    _must_fit(bench, statement, lines, part.claims, net, field)
    return Planned(statement, sums, gross, net, allocated(lines, net, gross - net, named))


def _must_fit(
    bench: Bench,
    statement: Statement,
    lines: Sequence[Owed],
    claims: Sequence[ClaimPart],
    net_fen: int,
    field: str,
) -> None:
    """Refuse named claims that are not on the statement, or get more than is left for them."""
    room = net_fen - sum(one.net_fen for one in lines if one.net_fen < 0)
    for one in claims:
        left = sum(x.net_fen for x in lines if x.claim_id == one.claim_id and x.net_fen > 0)
        if not 0 < one.amount_fen <= left:
            raise refused(
                INVALID,
                N_(
                    "Statement {number} has {left} net left for claim {claim}: {amount} is no part."
                ),
                field,
                number=statement.number,
                left=yuan(left),
                claim=bench.stores.claims.get(one.claim_id).claim_number,
                amount=yuan(one.amount_fen),
            )
        room -= one.amount_fen
    if claims and room < 0:
        raise refused(
            "V89",
            N_("The claims get {over} net more than there is for statement {number}."),
            field,
            over=yuan(-room),
            number=statement.number,
        )


def write_shares(
    bench: Bench, receipt: Receipt, plans: Iterable[Planned], on: date
) -> list[ReceiptShare]:
    """Write what a receipt is for, and what follows from it; inside an open change."""
    shares: list[ReceiptShare] = []
    for plan in plans:
        fresh = [
            ReceiptShare(
                receipt.id,
                plan.statement.id,
                part.net_fen,
                part.tax_fen,
                part.claim_id,
                part.line_id,
                part.deduction_id,
                on,
            )
            for part in plan.parts
        ]
        rest = plan.gross_fen - sum(one.net_fen + one.tax_fen for one in fresh)
        if rest:  # tax that came after all lines were paid net
            tax = ReceiptShare(receipt.id, plan.statement.id, 0, rest, booked_on=on)
            fresh.append(tax)
        shares += fresh
    bench.stores.receipt_shares.add_many(shares)
    follow(bench, shares)
    return shares


def follow(bench: Bench, shares: Sequence[ReceiptShare], *, reopens: bool = False) -> None:
    """Let statements and claims follow what was booked for them; inside an open change."""
    stores = bench.stores
    for number in dict.fromkeys(one.statement_id for one in shares):
        statement = stores.statements.get(number)
        if reopens and statement.closed_on is not None:
            statement = stores.statements.save(replace(statement, closed_on=None))
        moved(bench, statement)
    refresh_accounts(bench, {one.claim_id for one in shares if one.claim_id is not None})
