"""V88–V95 as a claim shows them: what statements, invoices, deductions and time do to its money.

V87 (the statement's own total), V89 (what a receipt is for) and V94 (a deduction without a link)
are guards of their verbs: they refuse where the thing itself is entered.
"""

from collections.abc import Iterator
from datetime import date

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.money import yuan
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.cash import BANK_DAYS
from warrantydesk.domain.settlement.claim_money import ClaimLine
from warrantydesk.domain.settlement.deduction import DeductionState
from warrantydesk.domain.settlement.statement import Decision, Statement, StatementState
from warrantydesk.i18n import N_

FIELD = "money"
TOLERANCE, ALARM = "match_tolerance", "match_alarm"
_NOT_INVOICED = (StatementState.CONFIRMED,)
_CASH_TO_COME = (StatementState.INVOICE_SENT, StatementState.INVOICE_ACCEPTED)


def _rate(facts: ClaimFacts, name: str) -> int | None:
    return facts.profile.rate_fen(name) if facts.profile is not None else None


def _end(facts: ClaimFacts, code: str, start: date | None) -> date | None:
    if facts.profile is None or start is None:
        return None
    return codes.due_on(facts.profile, code, start, facts.holidays)


def _differing(facts: ClaimFacts, above_fen: int) -> Iterator[tuple[ClaimLine, int]]:
    for one in facts.money.lines:
        difference = one.line.difference_fen
        if difference is not None and abs(difference) > above_fen:
            yield one, difference


def short_with_a_reason(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V88 (S26): what a statement pays less, beyond the tolerance, has a reason."""
    tolerance = _rate(facts, TOLERANCE)
    if tolerance is None:
        return
    for one, difference in _differing(facts, tolerance):
        line = one.line
        if difference < 0 and not line.reason_code and not line.reason_text:
            yield Problem(
                FIELD,
                N_("Statement {number} pays ¥{amount} less, and no reason is written down."),
                {"number": one.statement.number, "amount": yuan(-difference)},
            )


def on_a_statement_in_time(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V90 (S25): what was approved is on a statement within the maker's days."""
    claim = facts.claim
    if claim.state is not State.APPROVED or not claim.approved_fen or facts.money.lines:
        return
    due = _end(facts, codes.UNSETTLED, claim.answered_on)
    if due is not None and due < facts.today and not facts.money.account.written_off_fen:
        yield Problem(
            FIELD,
            N_("Approved on {day} and on no statement yet."),
            {"day": claim.answered_on},
        )


def invoiced_and_received(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V91 (S25): nothing is paid without an invoice, nothing invoiced stays without its cash."""
    statement = facts.money.newest
    if statement is None:
        return
    values: dict[str, object] = {"number": statement.number}
    if statement.state in _NOT_INVOICED and facts.money.account.paid_fen:
        yield Problem(FIELD, N_("Paid, but statement {number} was never invoiced."), values)
    due, words = _cash_clock(facts, statement)
    if due is not None and due < facts.today:
        yield Problem(FIELD, words, {**values, "day": due})


def _cash_clock(facts: ClaimFacts, statement: Statement) -> tuple[date | None, str]:
    """Return the last day of what the cash of an invoiced statement waits for, and its words."""
    if statement.state is StatementState.INVOICED:
        due = _end(facts, codes.INVOICE_BY, statement.confirmed_on)
        return due, N_("The invoice of statement {number} was to be sent by {day}.")
    if statement.state is StatementState.REMITTED and statement.remitted_on is not None:
        due = facts.holidays.working_days_after(statement.remitted_on, BANK_DAYS)
        return due, N_("Statement {number} was remitted, its cash was to arrive by {day}.")
    if statement.state in _CASH_TO_COME:
        return statement.due_on, N_("Statement {number} is invoiced, its cash was due by {day}.")
    return None, ""


def not_open_for_ever(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V92 (S25): what is open for a year is proposed to be written off."""
    claim, money = facts.claim, facts.money
    left = balance_of(claim, money.account).receivable_fen
    due = _end(facts, codes.WRITE_OFF, claim.opened_on)
    if left > 0 and due is not None and due < facts.today and not money.is_proposed:
        yield Problem(
            FIELD,
            N_("Open since {day}: ask for the ¥{amount}, or propose to write them off."),
            {"day": claim.opened_on, "amount": yuan(left)},
        )


def disputed_in_time(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V93 (S1o): a deduction is disputed or accepted before its clock has run out."""
    for one in facts.money.deductions:
        late = one.due_on is not None and one.due_on < facts.today
        if one.state is DeductionState.OPEN and late:
            yield Problem(
                FIELD,
                N_("Deduction {number} could be disputed until {day}."),
                {"number": one.number, "day": one.due_on},
            )


def told_the_next_day(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V95 (S26): a difference above the maker's sum is told on the next day."""
    alarm = _rate(facts, ALARM)
    if alarm is None:
        return
    for one, difference in _differing(facts, alarm):
        if one.line.decision is Decision.NONE and one.read_on < facts.today:
            yield Problem(
                FIELD,
                N_("Statement {number} differs by ¥{amount}: decide what becomes of it."),
                {"number": one.statement.number, "amount": yuan(difference)},
            )


SETTLEMENT_RULES = (
    Rule(
        "V88",
        short_with_a_reason,
        Severity.WARN,
        why=N_("A cut that nobody asked about is taken as accepted."),
        cost=N_("The difference is lost."),
        title=N_("What is paid short has a reason"),
        passes=N_("¥12.00 less, “labour cut to 1.2 h” is written down."),
        fails=N_("¥12.00 less and no word."),
    ),
    Rule(
        "V90",
        on_a_statement_in_time,
        Severity.WARN,
        why=N_("Approved claims that miss their statement are forgotten on both sides."),
        cost=N_("The money comes months later, or never."),
        title=N_("Approved claims are on a statement in time"),
        passes=N_("Approved in September, on the statement of September."),
        fails=N_("Approved 60 days ago and on no statement."),
    ),
    Rule(
        "V91",
        invoiced_and_received,
        Severity.WARN,
        why=N_("Finance closes its books on invoices and receipts that belong together."),
        cost=N_("The cash is overdue and nobody chases it."),
        title=N_("Paid is invoiced, invoiced is received"),
        passes=N_("Invoiced on the 3rd, received on the 28th."),
        fails=N_("Invoiced two months ago, nothing on the account."),
    ),
    Rule(
        "V92",
        not_open_for_ever,
        Severity.WARN,
        why=N_("A receivable of a year is no money any more: the manager has to know."),
        cost=N_("The balance sheet shows what will never come."),
        title=N_("Nothing is open for a year"),
        passes=N_("Paid, written off, or proposed to be written off."),
        fails=N_("Opened 400 days ago, ¥380.00 still stand."),
    ),
    Rule(
        "V93",
        disputed_in_time,
        Severity.WARN,
        why=N_("The payer takes silence as acceptance."),
        cost=N_("The deduction stands, whoever was right."),
        title=N_("Deductions are disputed in time"),
        passes=N_("Disputed on the fifth of seven days."),
        fails=N_("Not answered, the clock ran out yesterday."),
    ),
    Rule(
        "V95",
        told_the_next_day,
        Severity.INFO,
        why=N_("The sooner a difference is asked about, the better it is remembered."),
        cost=N_("After the month's close the payer does not look at it again."),
        title=N_("Differences are decided on the next day"),
        passes=N_("¥35.00 less, still asked for since yesterday."),
        fails=N_("¥35.00 less since last week, undecided."),
    ),
)
