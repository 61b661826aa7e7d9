"""The state of a statement follows from what was done to it; inside a change."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain import deadlines
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.sums import standing_invoices, sums_of
from warrantydesk.services.shelf.life import holidays


def moved(bench: Bench, statement: Statement) -> Statement:
    """Write the state and the clock that follow from a statement's lines and dates."""
    sums = sums_of(bench, statement)
    state = _state(bench, statement, sums)
    received = statement.received_on
    if state in (StatementState.RECEIVED, StatementState.CLOSED):
        received = received or bench.stores.receipt_shares.last_day(statement.id)
    elif state is not StatementState.VOID:
        received = None
    changed = replace(
        statement, state=state, received_on=received, due_on=_clock(bench, statement, state)
    )
    return bench.stores.statements.save(changed) if changed != statement else statement


def _state(bench: Bench, statement: Statement, sums: StatementSums) -> StatementState:
    if statement.void_reason:
        return StatementState.VOID
    if statement.confirmed_on is None:
        told = bench.stores.statement_lines.told(statement.id)
        if told.fresh == told.lines:
            return StatementState.IMPORTED
        if told.undecided or told.fresh:
            return StatementState.MATCHING
        return StatementState.DIFF if told.differing else StatementState.MATCHING
    if statement.closed_on is not None:
        return StatementState.CLOSED
    return _booked_state(bench, statement, sums)


def _booked_state(bench: Bench, statement: Statement, sums: StatementSums) -> StatementState:
    """Return how far a confirmed statement is; a payer who pays has accepted the invoice.

    A payer who keeps all of it, or more, has nothing to remit: what he kept is still to be booked.
    """
    if not sums.is_invoiced:
        return StatementState.CONFIRMED
    if sums.is_received and not bench.stores.allocations.is_owed(statement.id):
        return StatementState.RECEIVED
    if statement.remitted_on is not None or sums.payable_fen <= 0:
        return StatementState.REMITTED
    if sums.accepted:
        return StatementState.INVOICE_ACCEPTED
    if sums.sent:
        return StatementState.INVOICE_SENT
    return StatementState.INVOICED


def _clock(bench: Bench, statement: Statement, state: StatementState) -> date | None:
    profile, free = bench.profile(statement.brand), holidays(bench)
    if state is StatementState.CONFIRMED and statement.confirmed_on is not None:
        return deadlines.due_on(profile, deadlines.INVOICE_BY, statement.confirmed_on, free)
    if state in (StatementState.INVOICE_SENT, StatementState.INVOICE_ACCEPTED):
        sent = [one.sent_on for one in standing_invoices(bench, statement) if one.sent_on]
        return deadlines.due_on(profile, deadlines.CASH_BY, max(sent), free) if sent else None
    return None
