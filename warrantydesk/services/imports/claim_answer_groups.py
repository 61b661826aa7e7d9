"""Rows of one claim taken together: one answer of the maker, or why they cannot be one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_
from warrantydesk.services.imports.claim_answer_fields import APPROVED, CLAIM_NO, RESULT, Result
from warrantydesk.services.imports.claim_answer_known import WHOLE, Key, KnownClaim
from warrantydesk.services.imports.claim_answer_rows import Spoken
from warrantydesk.services.imports.part_rows import blocked
from warrantydesk.services.imports.target import Outcome, ReadRow, Repair, RowResult

_SAYS: Mapping[State, Result] = {
    State.RETURNED: Result.RETURN,
    State.REJECTED: Result.REFUSE,
    State.REJECTED_FINAL: Result.REFUSE,
    State.APPROVED: Result.APPROVE,
    State.CLOSED: Result.APPROVE,
}
"""What a claim was answered already where it stands."""
_WAITS = (State.SUBMITTED, State.APPEALED)
_WORDS = {
    AnswerKind.RETURN: N_("Returned"),
    AnswerKind.REJECTION: N_("Claim refused"),
    AnswerKind.APPROVAL: N_("Approved"),
    AnswerKind.DECISION: N_("Decided"),
}
_IN_PART = N_("Approved in part")
_MOST_ROWS = 4
"""So many rows are named in a sentence."""


@dataclass(frozen=True)
class ListedAnswer:
    """One answer as the rows of its claim tell it."""

    claim: KnownClaim
    kind: AnswerKind
    lines: tuple[AnswerLine, ...] = ()
    reasons: tuple[AnswerLine, ...] = ()
    received_on: date | None = None
    notice_no: str = ""
    reviewer: str = ""
    upheld: bool = False


@dataclass
class Listed:
    """What a list comes to: the answers by claim, and a result for each row."""

    answers: dict[int, ListedAnswer] = field(default_factory=dict)
    results: dict[int, RowResult] = field(default_factory=dict)


def gathered(rows: Iterable[Spoken | RowResult]) -> Listed:
    """Return the answers that rows come to, and what becomes of each row."""
    listed = Listed()
    claims: dict[int, list[Spoken]] = {}
    for one in rows:
        if isinstance(one, RowResult):
            listed.results[one.number] = one
        else:
            claims.setdefault(one.claim.id, []).append(one)
    for some in claims.values():
        single = _without_twins(some, listed)
        if not single:
            continue
        claim = single[0].claim
        against = _against(claim, single)
        if against is not None:
            listed.results |= {one.row.number: against(one) for one in single}
        elif claim.state not in _WAITS:
            listed.results |= {one.row.number: _again(one) for one in single}
        else:
            answer = _answer(claim, single)
            listed.answers[claim.id] = answer
            listed.results |= _told(answer, single)
    return listed


def _without_twins(some: Sequence[Spoken], listed: Listed) -> list[Spoken]:
    """Return the rows that say something of their own; the others get their result."""
    first: dict[Key, Spoken] = {}
    for one in some:
        other = first.setdefault(one.key, one)
        if other is one:
            continue
        values = {"other": other.row.number}
        if _same(one, other):
            text = N_("Stands in row {other} already.")
            listed.results[one.row.number] = RowResult(one.row.number, Outcome.SAME, text, values)
        else:
            listed.results[one.row.number] = _contradicts(one.row, other.row)
    return list(first.values())


def _same(one: Spoken, other: Spoken) -> bool:
    return (one.result, one.approved_fen, one.reason_code) == (
        other.result,
        other.approved_fen,
        other.reason_code,
    )


def _contradicts(row: ReadRow, other: ReadRow) -> RowResult:
    words = N_("Also in row {other}, and there it says something else.")
    repairs = (
        Repair(N_("Keep row {number}"), {"number": other.number}, skips=(row.number,)),
        Repair(N_("Keep row {number}"), {"number": row.number}, skips=(other.number,)),
    )
    values = {"other": other.number}
    return RowResult(row.number, Outcome.BLOCK, words, values, field=CLAIM_NO, repairs=repairs)


class _Against:
    """Blocks every row of a claim with the same sentence."""

    def __init__(self, at: str, message: str, values: Mapping[str, object]) -> None:
        self._at, self._message, self._values = at, message, values

    def __call__(self, one: Spoken) -> RowResult:
        """Return the blocked row."""
        return blocked(one.row, self._at, self._message, self._values)


def _against(claim: KnownClaim, rows: Sequence[Spoken]) -> _Against | None:
    """Return what stands against all rows of a claim, None where nothing does."""
    says = {one.result for one in rows}
    whole = next((one.result for one in rows if one.key == WHOLE), None)
    mixed = (Result.RETURN in says and len(says) > 1) or (
        whole is Result.REFUSE and Result.APPROVE in says
    )
    if mixed:
        numbers = ", ".join(str(one.row.number) for one in rows[:_MOST_ROWS])
        words = N_("Rows {rows} answer one claim in different ways.")
        return _Against(RESULT, words, {"rows": numbers})
    if claim.state is State.APPEALED and Result.RETURN in says:
        words = N_("Claim {claim} is appealed: it is decided, not returned.")
        return _Against(RESULT, words, {"claim": claim.number})
    if claim.state in _WAITS or says == {_SAYS.get(claim.state)}:
        return None
    words = N_("Claim {claim} waits for no answer: it is {state}.")
    values = {"claim": claim.number, "state": claim.state}
    return _Against(CLAIM_NO, words, values)


def _again(one: Spoken) -> RowResult:
    words = N_("Claim {claim} is recorded with this answer already: {state}.")
    values = {"claim": one.claim.number, "state": one.claim.state}
    return RowResult(one.row.number, Outcome.SAME, words, values)


def _answer(claim: KnownClaim, rows: Sequence[Spoken]) -> ListedAnswer:
    """Return the one answer of rows that agree."""
    days = [one.on for one in rows if one.on is not None]
    kind, upheld = _kind(claim, rows)
    with_lines = kind is AnswerKind.APPROVAL or (kind is AnswerKind.DECISION and not upheld)
    reasons = () if with_lines else tuple(_reasons(rows))
    return ListedAnswer(
        claim,
        kind,
        tuple(_lines(claim, rows, kind)) if with_lines else (),
        reasons,
        max(days) if days else None,
        next((one.notice_no for one in rows if one.notice_no), ""),
        next((one.reviewer for one in rows if one.reviewer), ""),
        upheld,
    )


def _kind(claim: KnownClaim, rows: Sequence[Spoken]) -> tuple[AnswerKind, bool]:
    says = {one.result for one in rows}
    keys = {one.key for one in rows}
    every = WHOLE in keys or keys >= {(one.kind, one.line) for one in claim.lines}
    nothing = says == {Result.REFUSE}
    if claim.state is State.APPEALED:
        return AnswerKind.DECISION, nothing
    if says == {Result.RETURN}:
        return AnswerKind.RETURN, False
    return (AnswerKind.REJECTION if nothing and every else AnswerKind.APPROVAL), False


def _lines(claim: KnownClaim, rows: Sequence[Spoken], kind: AnswerKind) -> Iterable[AnswerLine]:
    spoken = {one.key: one for one in rows if one.key != WHOLE}
    for one in spoken.values():
        yield AnswerLine(*one.key, one.approved_fen, one.reason_code, one.reason_text)
    if kind is AnswerKind.DECISION and len(spoken) < len(rows):  # the whole claim is allowed
        for line in claim.lines:
            if (line.kind, line.line) not in spoken:
                yield AnswerLine(line.kind, line.line, line.claimed_fen)


def _reasons(rows: Sequence[Spoken]) -> Iterable[AnswerLine]:
    for one in rows:
        if one.reason_code or one.reason_text:
            yield AnswerLine(*one.key, reason_code=one.reason_code, reason_text=one.reason_text)


def _told(answer: ListedAnswer, rows: Sequence[Spoken]) -> dict[int, RowResult]:
    silent = len(answer.claim.lines) - len({one.key for one in rows})
    unnamed = (
        answer.kind is AnswerKind.APPROVAL
        and silent > 0
        and not any(one.key == WHOLE for one in rows)
    )
    found: dict[int, RowResult] = {}
    for one in rows:
        number = one.row.number
        if one.doubt is not None:
            at, words, values = one.doubt
            found[number] = RowResult(number, Outcome.WARN, words, values, field=at)
        elif unnamed and one is rows[0]:
            words = N_("{n} lines of claim {claim} are not listed: they count as approved.")
            values = {"n": silent, "claim": answer.claim.number}
            found[number] = RowResult(number, Outcome.WARN, words, values, field=APPROVED)
        else:
            found[number] = RowResult(
                number, Outcome.NEW, word=_word(answer, one), before=_before(one)
            )
    return found


def _word(answer: ListedAnswer, one: Spoken) -> str:
    if answer.kind in (AnswerKind.APPROVAL, AnswerKind.DECISION) and not answer.upheld:
        if one.result is Result.REFUSE:
            return _WORDS[AnswerKind.REJECTION]
        return _IN_PART if one.approved_fen < one.claimed_fen else _WORDS[AnswerKind.APPROVAL]
    return _WORDS[answer.kind]


def _before(one: Spoken) -> dict[str, int]:
    return {APPROVED: one.claimed_fen}
