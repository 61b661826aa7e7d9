"""How far a statement is: the steps from the file to the account, with who, when and what next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.statement import (
    BOOKED_STATES,
    Statement,
    StatementState,
)
from warrantydesk.domain.settlement.statement_views import StatementCounts
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.i18n import N_


class Stage(StrEnum):
    """A step of a statement on its way to the account."""

    IMPORT = "import"
    MATCH = "match"
    SIGN = "sign"
    INVOICE = "invoice"
    SEND = "send"
    REMIT = "remit"
    RECEIVE = "receive"


STAGE_NAMES = {
    Stage.IMPORT: N_("Import"),
    Stage.MATCH: N_("Matching"),
    Stage.SIGN: N_("Both signatures"),
    Stage.INVOICE: N_("Invoice issued"),
    Stage.SEND: N_("Sent · accepted"),
    Stage.REMIT: N_("Remitted"),
    Stage.RECEIVE: N_("Money received"),
}


@dataclass(frozen=True)
class Step:
    """One step: whether it is done or the next one, when, by whom, and a sentence beside it."""

    stage: Stage
    done: bool = False
    current: bool = False
    at: datetime | date | None = None
    by: tuple[str, ...] = ()
    """Logins of those who did it."""
    note: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def steps_of(
    statement: Statement,
    sums: StatementSums,
    counts: StatementCounts,
    invoices: Sequence[Invoice],
) -> tuple[Step, ...]:
    """Return the steps of a statement in order; the first that is not done is the current one."""
    steps = [
        Step(Stage.IMPORT, True, at=statement.made_at, by=_by(statement.made_by)),
        _matching(statement, counts),
        _signing(statement),
        _invoicing(statement, sums, invoices),
        _sending(statement, sums, invoices),
        _remitting(statement),
        _receiving(statement),
    ]
    reached = max((n for n, one in enumerate(steps) if one.done), default=0)
    made, current = [], False
    for number, one in enumerate(steps):
        # Finance may sign later than the payer pays: what comes after does not wait for it.
        skipped = not one.done and number < reached
        is_current = not one.done and not current and not skipped
        current = current or is_current
        made.append(Step(one.stage, one.done, is_current, one.at, one.by, one.note, one.values))
    return tuple(made)


def _by(*logins: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(login for login in logins if login))


def _is_booked(statement: Statement) -> bool:
    return statement.state in BOOKED_STATES


def _is_received(statement: Statement) -> bool:
    return statement.state in (StatementState.RECEIVED, StatementState.CLOSED)


def _matching(statement: Statement, counts: StatementCounts) -> Step:
    if _is_booked(statement):
        at, by = statement.confirmed_on, _by(statement.confirmed_by)
        return Step(Stage.MATCH, True, at=at, by=by)
    left = counts.undecided
    note = N_("{n:,} lines to decide") if left > 1 else N_("one line to decide") if left else ""
    return Step(Stage.MATCH, note=note, values={"n": left})


def _signing(statement: Statement) -> Step:
    done = _is_booked(statement) and statement.signed_on is not None
    by = _by(statement.confirmed_by, statement.signed_by)
    note = N_("finance is still to sign") if _is_booked(statement) and not done else ""
    return Step(Stage.SIGN, done, at=statement.signed_on, by=by, note=note)


def _invoicing(statement: Statement, sums: StatementSums, invoices: Sequence[Invoice]) -> Step:
    done = _is_booked(statement) and sums.is_invoiced
    days = [one.issued_on for one in invoices if one.issued_on is not None]
    by_day = statement.due_on if statement.state is StatementState.CONFIRMED else None
    note = N_("by {day}") if by_day is not None else ""
    at = max(days) if done and days else None
    return Step(Stage.INVOICE, done, at=at, note=note, values={"day": by_day})


def _sending(statement: Statement, sums: StatementSums, invoices: Sequence[Invoice]) -> Step:
    paid = statement.remitted_on is not None or _is_received(statement)
    done = _is_booked(statement) and sums.is_invoiced and (sums.accepted or paid)
    sent = [one.sent_on for one in invoices if one.sent_on is not None]
    taken = [one.accepted_on for one in invoices if one.accepted_on is not None]
    days = taken if done else sent
    note = N_("sent on {day}") if sums.sent and not done and sent else ""
    at = max(days) if done and days else None
    return Step(Stage.SEND, done, at=at, note=note, values={"day": max(sent, default=None)})


def _remitting(statement: Statement) -> Step:
    done = statement.remitted_on is not None or _is_received(statement)
    waits = statement.state in (StatementState.INVOICE_SENT, StatementState.INVOICE_ACCEPTED)
    by_day = statement.due_on if waits else None
    note = N_("expected {day}") if by_day is not None and not done else ""
    return Step(Stage.REMIT, done, at=statement.remitted_on, note=note, values={"day": by_day})


def _receiving(statement: Statement) -> Step:
    return Step(Stage.RECEIVE, _is_received(statement), at=statement.received_on)
