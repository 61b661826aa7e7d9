"""The maker's answers: returned, refused, approved, decided on an appeal; line by line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.amounts import completed
from warrantydesk.domain.claim.answer import (
    AnswerKind,
    AnswerLine,
    ClaimAnswer,
    LineAmount,
    LineKind,
)
from warrantydesk.domain.claim.appeal import Appeal, AppealState
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import ACTION_NAMES, State
from warrantydesk.domain.deadlines import APPEAL_BY, CORRECT_BY, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.claims.amounts import amounts_of, filed_lines
from warrantydesk.services.claims.answer_checks import (
    Told,
    amount_problems,
    day_problems,
    reason_problems,
)
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.shelf.life import holidays

_KINDS = (Kind.CLAIMS, Kind.ANSWERS, Kind.PARTS)


class Answers:
    """Writes answers down and moves the claims by them."""

    def __init__(self, bench: Bench, actions: Actions) -> None:
        self._bench, self._actions = bench, actions

    def record(self, claim_id: int, kind: AnswerKind, told: Told) -> Claim:
        """Record an answer; Refused(INVALID) at its fields where something is missing."""
        claim = self._actions.checked(claim_id, kind.action)
        made = self.prepared(claim, kind, told)
        with self._bench.change(ACTION_NAMES[kind.action], *_KINDS) as touched:
            touched.append(claim_id)
            moved = self.written(*made)
        self._bench.history.clear()
        return moved

    def prepared(
        self, claim: Claim, kind: AnswerKind, told: Told
    ) -> tuple[Claim, ClaimAnswer, tuple[AnswerLine, ...]]:
        """Return what an answer makes of a claim; nothing is written."""
        on = told.received_on or self._bench.today
        problems = [
            *day_problems(self._bench, claim, on),
            *reason_problems(self._bench, claim, kind, told),
        ]
        amounts, said = self._lines(claim, kind, told)
        problems += amounts
        if problems:
            raise refused_by(INVALID, problems)
        state, approved = self._outcome(claim, kind, told, said)
        submission = self._bench.stores.submissions.newest(claim.id)
        appeal = self._appeal(claim)
        answer = ClaimAnswer(
            claim.id,
            kind,
            submission.number if submission else 0,
            on,
            line(told.reviewer),
            line(told.notice_no),
            clean(told.reason).strip(),
            approved,
            self._clock(claim, kind, on, state, said),
            self._bench.person.login,
            self._bench.now,
            told.batch_id,
            appeal.id if appeal and kind is AnswerKind.DECISION else None,
            kind is AnswerKind.DECISION and bool(told.upheld),
        )
        moved = replace(
            claim,
            state=state,
            answered_on=on,
            approved_fen=approved if approved is not None else claim.approved_fen,
            due_on=answer.due_on,
        )
        return moved, answer, said

    def written(self, claim: Claim, answer: ClaimAnswer, said: Sequence[AnswerLine]) -> Claim:
        """Write an answer with its lines and the moved claim; inside an open change."""
        stores = self._bench.stores
        kept = stores.claim_answers.add(answer)
        for one in said:
            stores.answer_lines.add(replace(one, answer_id=kept.id, claim_id=claim.id))
        if kept.appeal_id is not None:
            appeal = stores.appeals.get(kept.appeal_id)
            before = self._bench.stores.claims.get(claim.id).approved_fen or 0
            gained = max((claim.approved_fen or 0) - before, 0)
            stores.appeals.save(
                replace(
                    appeal,
                    state=AppealState.DECIDED,
                    decided_on=kept.received_on,
                    gained_fen=0 if kept.upheld else gained,
                )
            )
        moved = self._actions.moved(claim)
        refresh_accounts(self._bench, [claim.id])
        return moved

    def correct(self, claim_id: int, lines: tuple[AnswerLine, ...], reason: str) -> Claim:
        """Put an approval right that was written down wrongly; both stand in the record."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("claim.record_approval", claim.claim_number)
        if claim.state is not State.APPROVED:
            raise refused(
                STATE,
                N_("Only an approval is put right; the claim is {state}."),
                state=claim.state,
            )
        if not is_visible(reason):
            raise refused(INVALID, N_("Say what was written down wrongly."), "reason")
        if not lines:
            raise refused(INVALID, N_("Say which line it is about."), "lines")
        told = Told(lines=lines, reason=reason, received_on=claim.answered_on, keeps_former=True)
        made = self.prepared(claim, AnswerKind.APPROVAL, told)
        with self._bench.change(N_("correct answer"), *_KINDS) as touched:
            touched.append(claim_id)
            return self.written(*made)

    def _lines(
        self, claim: Claim, kind: AnswerKind, told: Told
    ) -> tuple[list[Problem], tuple[AnswerLine, ...]]:
        """Return what is wrong with the amounts, and the lines to be written."""
        words = tuple(
            AnswerLine(
                one.kind if one.line else LineKind.CLAIM,
                one.line,
                None,
                code(one.reason_code),
                clean(one.reason_text).strip(),
            )
            for one in told.reasons
            if one.reason_code or is_visible(one.reason_text)
        )
        if kind is AnswerKind.RETURN or (kind is AnswerKind.DECISION and told.upheld):
            return [], words
        claimed, rates = filed_lines(self._bench, claim)
        if kind is AnswerKind.REJECTION:
            return [], (*words, *(_nothing(one) for one in claimed))
        problems = list(amount_problems(claimed, told.lines))
        if kind is AnswerKind.DECISION:
            problems += self._decision_problems(claim, told)
        if problems:
            return problems, ()
        said = [
            AnswerLine(
                one.kind,
                one.line,
                one.approved_fen,
                code(one.reason_code),
                clean(one.reason_text).strip(),
            )
            for one in told.lines
        ]
        if kind is AnswerKind.DECISION or told.keeps_former:
            said = self._with_former(claim, said)
        whole = completed(claimed, said, rates)
        if not any(one.approved_fen for one in whole) and any(one.claimed_fen for one in whole):
            problems.append(Problem("lines", N_("Nothing is approved: record a refusal instead.")))
        return problems, (*words, *whole)

    def _decision_problems(self, claim: Claim, told: Told) -> list[Problem]:
        """Return what is wrong with a decision that allows: no line, a line that loses, no gain."""
        if not told.lines:
            return [Problem("lines", N_("Say what the maker now approves, line by line."))]
        former = {
            (one.kind, one.line): one.approved_fen or 0 for one in amounts_of(self._bench, claim)
        }
        problems, gains = [], False
        for number, one in enumerate(told.lines):
            before = former.get((one.kind, one.line), 0)
            gains |= one.approved_fen is None or one.approved_fen > before
            if one.approved_fen is not None and one.approved_fen < before:
                words = N_("What was approved before stays: not less than it was.")
                problems.append(Problem(f"lines[{number}].approved_fen", words))
        if not gains and not problems:
            words = N_("Nothing is gained: record that the refusal stays.")
            problems.append(Problem("lines", words))
        return problems

    def _with_former(self, claim: Claim, said: list[AnswerLine]) -> list[AnswerLine]:
        """Return the decision's lines, and of the others what was approved before."""
        told = {(one.kind, one.line) for one in said}
        former = [
            AnswerLine(one.kind, one.line, one.approved_fen, one.reason_code, one.reason_text)
            for one in amounts_of(self._bench, claim)
            if (one.kind, one.line) not in told
            and one.approved_fen is not None
            and one.kind not in (LineKind.HANDLING, LineKind.MATERIALS)
        ]
        return [*said, *former]

    def _outcome(
        self, claim: Claim, kind: AnswerKind, told: Told, said: Sequence[AnswerLine]
    ) -> tuple[State, int | None]:
        """Return the state that the claim moves to, and what is approved of it by then."""
        if kind is AnswerKind.RETURN:
            return State.RETURNED, None
        if kind is AnswerKind.REJECTION:
            return State.REJECTED, 0
        if kind is AnswerKind.DECISION and told.upheld:
            approved = claim.approved_fen or 0
            return (State.APPROVED if approved else State.REJECTED_FINAL), approved
        return State.APPROVED, sum(one.approved_fen or 0 for one in said)

    def _clock(
        self,
        claim: Claim,
        kind: AnswerKind,
        on: date,
        state: State,
        said: Sequence[AnswerLine],
    ) -> date | None:
        short = any(
            one.approved_fen is not None and one.approved_fen < one.claimed_fen for one in said
        )
        if kind is AnswerKind.RETURN:
            deadline = CORRECT_BY
        elif kind is AnswerKind.REJECTION or (kind is AnswerKind.APPROVAL and short):
            deadline = APPEAL_BY
        else:
            return None
        return due_on(self._bench.profile(claim.brand), deadline, on, holidays(self._bench))

    def _appeal(self, claim: Claim) -> Appeal | None:
        newest = self._bench.stores.appeals.newest(claim.id)
        return newest if newest is not None and newest.state is AppealState.FILED else None


def _nothing(one: LineAmount) -> AnswerLine:
    return AnswerLine(one.kind, one.line, 0, claimed_fen=one.claimed_fen)
