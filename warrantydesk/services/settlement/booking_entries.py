"""What a confirmation enters: answers, deductions, differences that were taken; in a change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain import deadlines
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.domain.settlement.statement import LineOf, LineState, Statement, StatementLine
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.answer_checks import Told
from warrantydesk.services.imports.target import Step
from warrantydesk.services.settlement.booking_groups import Group
from warrantydesk.services.settlement.deduction_grounds import Grounds
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.numbers import DEDUCTION, short_number

_UNANSWERED = frozenset({State.SUBMITTED, State.RETURNED})


def approve(
    bench: Bench, statement: Statement, groups: Sequence[Group], day: date, step: Step
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


def take_deductions(
    bench: Bench, statement: Statement, lines: Sequence[StatementLine], day: date
) -> None:
    """Let the ledger know what the statement takes and gives beside the claims."""
    stores, clock = bench.stores, _dispute_clock(bench, statement, day)
    known = {one.line_id: one for one in stores.deductions.find(void_reason="") if one.line_id}
    fresh, grounds = [], Grounds(bench, statement)
    for line in lines:
        if line.kind is not LineOf.DEDUCTION or not line.amount_fen:
            continue
        if (one := known.get(line.id)) is not None:
            stores.deductions.save(replace(one, statement_id=statement.id, taken_on=day))
            continue
        kind = DeductionKind(line.deduction_kind or DeductionKind.OTHER)
        made = _deduction(bench, statement, kind, -line.amount_fen, day)
        told = replace(
            made,
            claim_id=line.claim_id,
            line_id=line.id,
            reason_code=line.reason_code,
            reason_text=line.reason_text or line.text,
            due_on=clock if line.amount_fen < 0 else None,
        )
        fresh.append(grounds.tied(told, line))
    _add(bench, fresh)
    grounds.follow()


def _dispute_clock(bench: Bench, statement: Statement, day: date) -> date | None:
    profile = bench.profile(statement.brand)
    start = statement.issued_on or day
    return deadlines.due_on(profile, deadlines.DEDUCT_DISPUTE, start, holidays(bench))


def give_up(bench: Bench, statement: Statement, groups: Sequence[Group], day: date) -> None:
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
