"""What becomes of a line that does not simply agree: taken, still asked for, not ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import (
    DECISION_NAMES,
    LINE_STATE_NAMES,
    Decision,
    LineOf,
    LineState,
    SettledLine,
    Statement,
    StatementLine,
)
from warrantydesk.domain.text import clean, code, is_visible
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.claims.amounts import filed_lines
from warrantydesk.services.settlement.by_hand import ByHand
from warrantydesk.services.settlement.deciding import line_of

REASON_KINDS = ("claim_refusal", "claim_return", "deduction", "old_part_refusal")
"""Kinds of reason codes that may explain a difference."""
MAY: Mapping[LineState, tuple[Decision, ...]] = {
    LineState.SHORT: (Decision.TAKEN, Decision.CHASED, Decision.NOT_OURS),
    LineState.OVER: (Decision.TAKEN, Decision.CHASED, Decision.NOT_OURS),
    LineState.DUP_LINE: (Decision.NOT_OURS, Decision.TAKEN),
    LineState.UNKNOWN_CLAIM: (Decision.NOT_OURS,),
    LineState.AMBIGUOUS: (Decision.NOT_OURS,),
    LineState.UNREAD: (Decision.NOT_OURS,),
}
"""What may become of a line by its state; what agrees needs no decision."""


@dataclass(frozen=True)
class Word:
    """The clerk's word on a line; None leaves what is there."""

    decision: Decision
    reason_code: str | None = None
    reason_text: str | None = None
    of_lines: tuple[SettledLine, ...] | None = None


def decide(bench: Bench, line_id: int, word: Word) -> StatementLine:
    """Write down what becomes of a line; ``Decision.NONE`` takes the word back.

    Lines of the same claim with the same difference share the word. Refused(V88) where less was
    paid and no reason is given.
    """
    line, statement = line_of(bench, line_id, "statements.decide")
    told = _judged(bench, statement, line, word)
    with ByHand(bench, statement, N_("decide on a line")) as step:
        for one in _with_siblings(bench, line, word.decision):
            own = {**told, "of_lines": word.of_lines} if _spreads(one, line, word) else told
            step.change(one, keeps_decision=True, **own)
        step.look_again(line.claim_id)
    return bench.stores.statement_lines.get(line_id)


def decide_all(bench: Bench, line_ids: Sequence[int], word: Word) -> list[StatementLine]:
    """Write one word down for several lines of a statement in one step: all of them, or none.

    A line that has its reason keeps it. Refused as for a single line.
    """
    found = [line_of(bench, one, "statements.decide") for one in line_ids]
    if len({statement.id for _line, statement in found}) != 1:
        raise refused(INVALID, N_("Choose lines of one statement."), "line_ids")
    statement = found[0][1]
    changes: dict[int, tuple[StatementLine, Mapping[str, Any]]] = {}
    for line, _statement in found:
        own = Word(word.decision) if line.reason_code or line.reason_text else word
        told = _judged(bench, statement, line, own)
        changes |= {one.id: (one, told) for one in _with_siblings(bench, line, word.decision)}
    with ByHand(bench, statement, N_("decide on lines")) as step:
        step.change_all(list(changes.values()))
    return bench.stores.statement_lines.several(line_ids)


def _judged(
    bench: Bench, statement: Statement, line: StatementLine, word: Word
) -> Mapping[str, Any]:
    """Return what a word changes of a line; Refused where it cannot be said of it."""
    _must_be_possible(line, word.decision)
    reason = _reason(line, word)
    problems = list(_problems(bench, statement, line, word, reason))
    if problems:
        raise refused_by(INVALID, problems)
    if word.decision in (Decision.TAKEN, Decision.CHASED) and line.state is LineState.SHORT:
        _must_say_why(reason)
    return _told(bench, word.decision, reason)


def _must_be_possible(line: StatementLine, decision: Decision) -> None:
    if decision is Decision.NONE or decision in MAY.get(line.state, ()):
        return
    state = LINE_STATE_NAMES[line.state]
    if line.state not in MAY:
        words = N_("The line is “{state}”: there is nothing to decide.")
        raise refused(STATE, words, "decision", state=state)
    words = N_("A line that is “{state}” cannot be “{decision}”.")
    if line.state in (LineState.UNKNOWN_CLAIM, LineState.AMBIGUOUS):
        words = N_("The line is “{state}”: name its claim first, or say that it is not ours.")
    raise refused(INVALID, words, "decision", state=state, decision=DECISION_NAMES[decision])


def _reason(line: StatementLine, word: Word) -> tuple[str, str]:
    given = line.reason_code if word.reason_code is None else code(word.reason_code)
    text = line.reason_text if word.reason_text is None else clean(word.reason_text).strip()
    return given, text


def _must_say_why(reason: tuple[str, str]) -> None:
    if not reason[0] and not is_visible(reason[1]):
        raise refused("V88", N_("Less was paid than was to come: say why."), "reason_code")


def _problems(
    bench: Bench,
    statement: Statement,
    line: StatementLine,
    word: Word,
    reason: tuple[str, str],
) -> Iterable[Problem]:
    row = bench.profile(statement.brand).reasons.get(reason[0])
    fresh = bool(reason[0]) and reason[0] != line.reason_code
    if fresh and (row is None or row["kind"] not in REASON_KINDS):
        yield Problem("reason_code", N_("There is no reason {code}."), {"code": reason[0]})
    if word.of_lines:
        yield from _spread_problems(bench, line, word.of_lines)


def _spread_problems(
    bench: Bench, line: StatementLine, spread: Sequence[SettledLine]
) -> Iterable[Problem]:
    """Return what is wrong with an amount spread over the lines of its claim."""
    if line.claim_id is None or line.kind is LineOf.DEDUCTION:
        yield Problem("of_lines", N_("Only what is paid for a claim is spread over its lines."))
        return
    claimed, _rates = filed_lines(bench, bench.stores.claims.get(line.claim_id))
    known = {(one.kind, one.line) for one in claimed}
    seen: set[object] = set()
    for number, one in enumerate(spread):
        at = f"of_lines[{number}]"
        if (one.kind, one.line) not in known:
            yield Problem(f"{at}.line", N_("The claim has no such line."))
        elif (one.kind, one.line) in seen:
            yield Problem(f"{at}.line", N_("This line is named twice."))
        seen.add((one.kind, one.line))
    off = (line.amount_fen or 0) - sum(one.amount_fen for one in spread)
    if off:
        words = N_("The lines must come to the amount that is paid: {off} yuan is left over.")
        yield Problem("of_lines", words, {"off": yuan(off)})


def _told(bench: Bench, decision: Decision, reason: tuple[str, str]) -> dict[str, Any]:
    is_said = decision is not Decision.NONE
    return {
        "decision": decision,
        "decided_by": bench.person.login if is_said else "",
        "decided_at": bench.now if is_said else None,
        "reason_code": reason[0],
        "reason_text": reason[1],
    }


def _with_siblings(bench: Bench, line: StatementLine, decision: Decision) -> list[StatementLine]:
    """Return the lines that share the word: those of its claim with the same difference."""
    if line.claim_id is None or Decision.NOT_OURS in (decision, line.decision):
        return [line]
    found = bench.stores.statement_lines.find(
        statement_id=line.statement_id, claim_id=line.claim_id, void_reason=""
    )
    return [one for one in found if one.state is line.state and one.kind is line.kind]


def _spreads(one: StatementLine, line: StatementLine, word: Word) -> bool:
    return one.id == line.id and word.of_lines is not None
