"""Confirming a statement: its lines reach the claims' accounts, all of them or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain import deadlines
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.settlement.account import NO_ACCOUNT, expected_fen
from warrantydesk.domain.settlement.deduction import (
    BY_DESK,
    Deduction,
    DeductionKind,
    DeductionState,
)
from warrantydesk.domain.settlement.statement import (
    LINE_STATE_NAMES,
    OPEN_STATES,
    Decision,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.answer_checks import Told
from warrantydesk.services.imports.target import Step, no_step
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.guards import must_be_open
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.sums import standing_invoices
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.accounts import AskingClaim
from warrantydesk.storage.numbers import DEDUCTION, short_number

KINDS = (Kind.STATEMENTS, Kind.MONEY, Kind.CLAIMS, Kind.ANSWERS, Kind.PARTS)
_NAMED = 20
"""So many lines are named in a refusal; the rest are counted."""
_AGREE = (LineState.EXACT, LineState.WITHIN_TOL, LineState.DEDUCTION)
_UNANSWERED = frozenset({State.SUBMITTED, State.RETURNED})


@dataclass(frozen=True)
class _Group:
    """All lines of a statement for one claim; net fen."""

    claim: AskingClaim
    lines: tuple[StatementLine, ...]
    expected_fen: int

    @property
    def missing_fen(self) -> int:
        """What the lines pay less than expected; below 0 they pay more."""
        return self.expected_fen - sum(one.amount_fen or 0 for one in self.lines)

    @property
    def is_taken(self) -> bool:
        """Tell whether the maker's amount is the end of it."""
        return any(one.decision is Decision.TAKEN for one in self.lines)


def book(
    bench: Bench, statement_id: int, on: date | None = None, step: Step = no_step
) -> Statement:
    """Confirm a statement; Refused names every line that stands in the way.

    Claims without an answer are approved by it where it pays all that was claimed.
    """
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.book")
    if statement.state not in OPEN_STATES:
        raise refused(STATE, N_("The statement was confirmed already."), "state")
    day = on or bench.today
    must_be_open(bench, statement.brand, day, "on")
    lines = _standing(bench, statement)
    groups = _groups(bench, lines)
    _must_be_decided(lines, groups)
    _must_add_up(statement, lines)
    with bench.change(N_("confirm statement"), *KINDS, ids=(statement_id,)) as touched:
        touched += _approved(bench, statement, groups, day, step)
        _take_deductions(bench, statement, lines, day)
        _give_up(bench, statement, groups, day)
        bench.stores.statements.save(
            replace(statement, confirmed_on=day, confirmed_by=bench.person.login)
        )
        booked = moved(bench, bench.stores.statements.get(statement_id))
        refresh_accounts(bench, _claims(lines))
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
        refresh_accounts(bench, _claims(_standing(bench, statement)))
    bench.history.clear()
    return fresh


def _standing(bench: Bench, statement: Statement) -> list[StatementLine]:
    """Return the lines that carry money, in the order of the file."""
    found = bench.stores.statement_lines.find(statement_id=statement.id, void_reason="")
    return [one for one in found if one.state is not LineState.SPLIT]


def _claims(lines: Iterable[StatementLine]) -> set[int]:
    return {one.claim_id for one in lines if one.claim_id is not None}


def _groups(bench: Bench, lines: Sequence[StatementLine]) -> list[_Group]:
    """Return the lines by claim, with what each claim still expects."""
    by_claim: dict[int, list[StatementLine]] = {}
    for one in lines:
        ours = one.kind is LineOf.CLAIM and one.decision is not Decision.NOT_OURS
        if one.claim_id is not None and ours:
            by_claim.setdefault(one.claim_id, []).append(one)
    stores = bench.stores
    asking, accounts = stores.accounts.asking(by_claim), stores.accounts.of_many(by_claim)
    return [
        _Group(
            asking[number],
            tuple(some),
            expected_fen(asking[number], accounts.get(number, NO_ACCOUNT)),
        )
        for number, some in by_claim.items()
    ]


def _must_be_decided(lines: Sequence[StatementLine], groups: Sequence[_Group]) -> None:
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


def _changed(group: _Group) -> Finding | None:
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
    if state is State.RETURNED or (state is State.SUBMITTED and not within):
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
            said=f"{said / 100:,.2f}",
            found=f"{found / 100:,.2f}",
        )


def _approved(
    bench: Bench, statement: Statement, groups: Sequence[_Group], day: date, step: Step
) -> list[int]:
    """Approve claims that the statement pays before anybody answered; returns their ids."""
    from warrantydesk.services.claims.answering import answers_of

    waiting = [one for one in groups if one.claim.state in _UNANSWERED]
    answers = answers_of(bench) if waiting else None
    told = Told(received_on=day, notice_no=statement.maker_number or statement.number)
    for done, group in enumerate(waiting):
        step(done, len(waiting))
        claim = bench.stores.claims.get(group.claim.id)
        if answers is not None:
            answers.written(*answers.prepared(claim, AnswerKind.APPROVAL, told))
    return [group.claim.id for group in waiting]


def _take_deductions(
    bench: Bench, statement: Statement, lines: Sequence[StatementLine], day: date
) -> None:
    """Let the ledger know what the statement takes and gives beside the claims."""
    stores, clock = bench.stores, _dispute_clock(bench, statement, day)
    known = {one.line_id: one for one in stores.deductions.find(void_reason="") if one.line_id}
    fresh = []
    for line in lines:
        if line.kind is not LineOf.DEDUCTION or not line.amount_fen:
            continue
        if (one := known.get(line.id)) is not None:
            stores.deductions.save(replace(one, statement_id=statement.id, taken_on=day))
            continue
        kind = DeductionKind(line.deduction_kind or DeductionKind.OTHER)
        made = _deduction(bench, statement, kind, -line.amount_fen, day)
        fresh.append(
            replace(
                made,
                claim_id=line.claim_id,
                line_id=line.id,
                reason_code=line.reason_code,
                reason_text=line.reason_text or line.text,
                due_on=clock if line.amount_fen < 0 else None,
            )
        )
    _add(bench, fresh)


def _dispute_clock(bench: Bench, statement: Statement, day: date) -> date | None:
    profile = bench.profile(statement.brand)
    start = statement.issued_on or day
    return deadlines.due_on(profile, deadlines.DEDUCT_DISPUTE, start, holidays(bench))


def _give_up(bench: Bench, statement: Statement, groups: Sequence[_Group], day: date) -> None:
    """Enter the differences that were taken as they are."""
    fresh = []
    for group in groups:
        missing = group.missing_fen
        within = any(one.state is LineState.WITHIN_TOL for one in group.lines)
        if not missing or not (within or group.is_taken):
            continue
        over = DeductionKind.OVER if missing < 0 else DeductionKind.SHORT
        kind = DeductionKind.ROUNDING if within and not group.is_taken else over
        told = next((one for one in group.lines if one.reason_code or one.reason_text), None)
        fresh.append(
            replace(
                _deduction(bench, statement, kind, missing, day),
                claim_id=group.claim.id,
                line_id=group.lines[0].id,
                state=DeductionState.ACCEPTED,
                ended_on=day,
                reason_code=told.reason_code if told else "",
                reason_text=told.reason_text if told else "",
            )
        )
    _add(bench, fresh)


def _deduction(
    bench: Bench, statement: Statement, kind: DeductionKind, amount_fen: int, day: date
) -> Deduction:
    return Deduction(
        "",
        statement.brand,
        kind,
        amount_fen,
        statement.payer,
        statement_id=statement.id,
        notice_no=statement.maker_number,
        noticed_on=statement.issued_on or day,
        taken_on=day,
        made_by=bench.person.login,
        made_at=bench.now,
    )


def _add(bench: Bench, fresh: list[Deduction]) -> None:
    if not fresh:
        return
    stores, site, year = bench.stores, bench.site_number, bench.today.year
    first = stores.numbers.next(DEDUCTION, site, year, len(fresh))
    stores.deductions.add_many(
        [
            replace(one, number=short_number(DEDUCTION, site, year, number))
            for number, one in enumerate(fresh, first)
        ]
    )
