"""Confirming a statement: its lines reach the claims' accounts, all of them or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import (
    BY_DESK,
)
from warrantydesk.domain.settlement.statement import (
    LINE_STATE_NAMES,
    OPEN_STATES,
    Decision,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.target import Step, no_step
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.booking_entries import approve, give_up, take_deductions
from warrantydesk.services.settlement.booking_groups import (
    Group,
    claims_of,
    groups_of,
    standing_lines,
)
from warrantydesk.services.settlement.guards import must_be_open
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.sums import standing_invoices

KINDS = (Kind.STATEMENTS, Kind.MONEY, Kind.CLAIMS, Kind.ANSWERS, Kind.PARTS)
_NAMED = 20
"""So many lines are named in a refusal; the rest are counted."""
_AGREE = (LineState.EXACT, LineState.WITHIN_TOL, LineState.DEDUCTION)


def book(
    bench: Bench, statement_id: int, on: date | None = None, step: Step = no_step
) -> Statement:
    """Confirm a statement; Refused names every line that stands in the way.

    Claims without an answer are approved by it where it pays all that was claimed.
    """
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.book")
    if statement.void_reason:
        raise refused(STATE, N_("The statement is void."), "state")
    if statement.state not in OPEN_STATES:
        raise refused(STATE, N_("The statement was confirmed already."), "state")
    day = on or bench.today
    must_be_open(bench, statement.brand, day, "on")
    if statement.issued_on is not None and day < statement.issued_on:
        first = statement.issued_on
        raise refused(INVALID, N_("{day} lies before {first}."), "on", day=day, first=first)
    lines = standing_lines(bench, statement)
    groups = groups_of(bench, lines)
    _must_be_decided(lines, groups)
    _must_add_up(statement, lines)
    with bench.change(N_("confirm statement"), *KINDS, ids=(statement_id,)) as touched:
        touched += approve(bench, statement, groups, day, step)
        take_deductions(bench, statement, lines, day)
        give_up(bench, statement, groups, day)
        bench.stores.statements.save(
            replace(statement, confirmed_on=day, confirmed_by=bench.person.login)
        )
        booked = moved(bench, bench.stores.statements.get(statement_id))
        refresh_accounts(bench, claims_of(lines) | _claims_of_deductions(bench, statement))
    bench.history.clear()
    return booked


def reopen(bench: Bench, statement_id: int, reason: str) -> Statement:
    """Take a confirmation back while nothing was invoiced or received.

    Differences that it took are void; deductions of lines wait for the next confirmation.
    Answers that it recorded stay: the maker gave them.
    """
    stores = bench.stores
    statement = stores.statements.get(statement_id)
    bench.allow("statements.book")
    if statement.confirmed_on is None or statement.void_reason:
        raise refused(STATE, N_("The statement is not confirmed."), "state")
    if standing_invoices(bench, statement) or stores.receipt_shares.of_statement(statement_id)[0]:
        raise refused(
            STATE,
            N_("It was invoiced or paid already: void the invoice or take the receipt back first."),
            "state",
        )
    must_be_open(bench, statement.brand, statement.confirmed_on, "on")
    reason = needs(reason, "reason", N_("Give the reason."))
    with bench.change(N_("take confirmation back"), *KINDS, ids=(statement_id,)):
        for one in stores.deductions.find(statement_id=statement_id, void_reason=""):
            if one.kind in BY_DESK:
                stores.deductions.save(replace(one, void_reason=reason, taken_on=None))
            elif one.taken_on is not None:
                stores.deductions.save(replace(one, taken_on=None))
        note = "\n".join(part for part in (statement.note, reason) if part)
        stores.statements.save(
            replace(
                statement,
                confirmed_on=None,
                confirmed_by="",
                signed_on=None,
                signed_by="",
                note=note,
            )
        )
        fresh = moved(bench, stores.statements.get(statement_id))
        claims = claims_of(standing_lines(bench, statement))
        refresh_accounts(bench, claims | _claims_of_deductions(bench, statement))
    bench.history.clear()
    return fresh


def _claims_of_deductions(bench: Bench, statement: Statement) -> set[int]:
    """Return the claims of what it takes: a line that names a notice alone has none itself."""
    found = bench.stores.deductions.find(statement_id=statement.id)
    return {one.claim_id for one in found if one.claim_id is not None}


def _must_be_decided(lines: Sequence[StatementLine], groups: Sequence[Group]) -> None:
    findings = [found for one in lines if (found := _open_line(one)) is not None]
    findings += [found for group in groups if (found := _changed(group)) is not None]
    if len(findings) > _NAMED:
        more = {"n": len(findings) - _NAMED}
        findings[_NAMED:] = [Finding(STATE, "lines", N_("{n} more lines stand in the way."), more)]
    if findings:
        raise Refused(findings)


def _open_line(one: StatementLine) -> Finding | None:
    """Return what is left to do with a line, None where nothing is."""
    at = f"lines[{one.row or one.id}]"
    if one.state is LineState.NEW:
        return Finding(STATE, f"{at}.state", N_("The line was not matched: match the statement."))
    if one.state in _AGREE:
        return None
    if one.decision is Decision.NONE:
        words = N_("The line is “{state}”: say what becomes of it, and why.")
        return Finding(STATE, f"{at}.decision", words, {"state": LINE_STATE_NAMES[one.state]})
    if one.amount_fen is None and one.decision is not Decision.NOT_OURS:
        words = N_("The row could not be read: key it in, or dismiss it with a reason.")
        return Finding(STATE, f"{at}.amount_fen", words)
    if one.state is LineState.SHORT and not (one.reason_code or one.reason_text.strip()):
        return Finding(STATE, f"{at}.reason_code", N_("Say why less was paid."))
    return None


def _changed(group: Group) -> Finding | None:
    """Return what became of a claim since its lines were matched, None where nothing did."""
    at = f"lines[{group.lines[0].row or group.lines[0].id}].claim_id"
    values = {"claim": group.claim.claim_number}
    state, missing = group.claim.state, group.missing_fen
    if group.claim.submitted_at is None:
        return Finding(STATE, at, N_("Claim {claim} is not filed any more."), values)
    simple = all(one.state is LineState.EXACT for one in group.lines)
    if simple and missing:
        words = N_("Claim {claim} has changed since it was matched: match the statement again.")
        return Finding(STATE, at, words, values)
    within = all(one.state in _AGREE for one in group.lines)
    if state is State.RETURNED:
        words = N_("Claim {claim} was returned: file it again and record the maker's answer first.")
        return Finding(STATE, at, words, values)
    if state is State.SUBMITTED and not within:
        words = N_("Record the maker's answer to claim {claim} first: he pays another amount.")
        return Finding(STATE, at, words, values)
    return None


def _must_add_up(statement: Statement, lines: Sequence[StatementLine]) -> None:
    """Refuse with V87 a statement whose own total is not the sum of its lines."""
    said, found = statement.total_fen, sum(one.amount_fen or 0 for one in lines)
    if said is not None and said != found:
        raise refused(
            "V87",
            N_("The statement says {said}, its lines come to {found}: find the missing line."),
            "total_fen",
            said=yuan(said),
            found=yuan(found),
        )
