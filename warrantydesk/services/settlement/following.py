"""What happens to a confirmed statement until it is closed: signed, remitted, closed."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.settlement.statement import (
    STATEMENT_STATE_NAMES,
    Statement,
    StatementState,
)
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.guards import must_have_come
from warrantydesk.services.settlement.moving import moved

_KINDS = (Kind.STATEMENTS, Kind.MONEY)
_BEFORE_REMITTANCE = (
    StatementState.INVOICED,
    StatementState.INVOICE_SENT,
    StatementState.INVOICE_ACCEPTED,
)


class Step(StrEnum):
    """What may be done to a statement as a whole (C.3)."""

    CONFIRM = "confirm"
    SIGN = "sign"
    REOPEN = "reopen"
    REMIT = "remit"
    CLOSE = "close"


def sign(bench: Bench, statement_id: int, name: str, on: date | None) -> Statement:
    """Note that finance agreed to the differences; the desk signs by confirming."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.sign")
    told = bench.stores.statement_lines.told(statement_id)
    open_lines = statement.confirmed_on is None and (told.undecided or told.fresh)
    if statement.state in (StatementState.VOID, StatementState.CLOSED) or open_lines:
        raise _not_now(statement)
    who = needs(name, "name", N_("Say who signed."))
    day = _day(bench, on or bench.today, statement.issued_on)
    return _written(
        bench, N_("sign statement"), replace(statement, signed_on=day, signed_by=line(who))
    )


def remit(bench: Bench, statement_id: int, on: date | None, remittance: str) -> Statement:
    """Note that the payer says he has paid; the money itself is confirmed by its receipt."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.remit")
    if statement.state is StatementState.REMITTED:
        return statement
    if statement.state not in _BEFORE_REMITTANCE:
        raise _not_now(statement)
    day = _day(bench, on or bench.today, statement.confirmed_on)
    changed = replace(statement, remitted_on=day, remittance=line(remittance))
    return _written(bench, N_("note remittance"), changed)


def close(bench: Bench, statement_id: int) -> Statement:
    """Close a statement whose money arrived; closing it again changes nothing."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.close")
    if statement.state is StatementState.CLOSED:
        return statement
    if statement.state is not StatementState.RECEIVED:
        raise _not_now(statement)
    told = bench.stores.statement_lines.told(statement_id)
    if told.fresh or told.undecided:
        raise refused(STATE, N_("{n} lines have no state yet."), "lines", n=told.undecided)
    return _written(bench, N_("close statement"), replace(statement, closed_on=bench.today))


def _written(bench: Bench, name: str, changed: Statement) -> Statement:
    with bench.change(name, *_KINDS, ids=(changed.id,)):
        return moved(bench, bench.stores.statements.save(changed))


def _not_now(statement: Statement) -> Exception:
    return refused(
        STATE,
        N_("This is not possible now: the statement is “{state}”."),
        "state",
        state=STATEMENT_STATE_NAMES[statement.state],
    )


def _day(bench: Bench, day: date, first: date | None) -> date:
    must_have_come(bench, day, "on", first)
    return day
