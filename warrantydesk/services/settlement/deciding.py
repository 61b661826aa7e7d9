"""What the clerk says of single lines: this claim, not that one, in parts, taken as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.account import is_filed
from warrantydesk.domain.settlement.statement import (
    How,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.settlement.by_hand import ByHand
from warrantydesk.services.settlement.matching_deductions import untied
from warrantydesk.services.settlement.matching_written import must_be_open


@dataclass(frozen=True)
class LinePart:
    """What of a line is for one claim; net fen."""

    claim_id: int
    amount_fen: int


def assign(bench: Bench, line_id: int, claim_id: int) -> StatementLine:
    """Say which claim a line means; Refused(INVALID) where that cannot be."""
    line, statement = line_of(bench, line_id, "statements.assign")
    must_be_whole(line)
    must_fit(bench, statement, claim_id, "claim_id")
    with ByHand(bench, statement, N_("assign a line")) as step:
        _put(step, line, claim_id)
    return bench.stores.statement_lines.get(line_id)


def join(bench: Bench, line_ids: Sequence[int], claim_id: int) -> list[StatementLine]:
    """Say that several lines of a statement are for one claim together."""
    if not line_ids:
        bench.allow("statements.join")
        raise refused(INVALID, N_("Choose the lines."), "line_ids")
    found = [line_of(bench, one, "statements.join") for one in dict.fromkeys(line_ids)]
    statement = found[0][1]
    if any(other.id != statement.id for _line, other in found):
        raise refused(INVALID, N_("Only lines of one statement are joined."), "line_ids")
    for line, _statement in found:
        must_be_whole(line)
    must_fit(bench, statement, claim_id, "claim_id")
    with ByHand(bench, statement, N_("join lines")) as step:
        for line, _statement in found:
            _put(step, line, claim_id)
    return bench.stores.statement_lines.several(line_ids)


def _put(step: ByHand, line: StatementLine, claim_id: int) -> None:
    step.drop_parts(line)
    beside = line.kind is LineOf.DEDUCTION
    step.change(
        line,
        state=LineState.DEDUCTION if beside else LineState.NEW,
        claim_id=claim_id,
        how=How.HAND,
        candidates=(),
        rejected=tuple(one for one in line.rejected if one != claim_id),
        of_lines=(),
    )


def reject(bench: Bench, line_id: int, claim_id: int) -> StatementLine:
    """Say that a line does not mean a claim: matching will not find it there again."""
    line, statement = line_of(bench, line_id, "statements.reject")
    must_be_whole(line)
    bench.stores.claims.get(claim_id)
    left = tuple(one for one in line.candidates if one != claim_id)
    rejected = tuple(dict.fromkeys((*line.rejected, claim_id)))
    with ByHand(bench, statement, N_("reject a claim for a line")) as step:
        if line.claim_id == claim_id or line.state in (
            LineState.AMBIGUOUS,
            LineState.UNKNOWN_CLAIM,
        ):
            state = LineState.AMBIGUOUS if len(left) > 1 else LineState.UNKNOWN_CLAIM
            if line.kind is LineOf.DEDUCTION:
                state = LineState.DEDUCTION
            step.change(
                line,
                state=state,
                claim_id=None,
                how=How.NONE,
                expected_fen=None,
                candidates=left,
                rejected=rejected,
                of_lines=(),
            )
        else:
            step.change(line, keeps_decision=True, candidates=left, rejected=rejected)
    return bench.stores.statement_lines.get(line_id)


def unmatch(bench: Bench, line_id: int) -> StatementLine:
    """Take what was found or said of a line back: it stands as it was read."""
    line, statement = line_of(bench, line_id, "statements.unmatch")
    must_be_whole(line, readable=False)
    with ByHand(bench, statement, N_("take a match back")) as step:
        step.drop_parts(line)
        _as_read(step, line)
        if line.kind is LineOf.DEDUCTION:
            untied(bench, statement, step.former, line.id)
    return bench.stores.statement_lines.get(line_id)


def undo_match(bench: Bench, statement_id: int) -> Statement:
    """Take back all that was found and said of the lines of a statement."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow("statements.undo_match")
    must_be_open(statement)
    with ByHand(bench, statement, N_("undo the matching")) as step:
        step.reset(bench.stores.statement_match.lines(statement_id))
        untied(bench, statement, step.former)
    return bench.stores.statements.get(statement_id)


def _as_read(step: ByHand, line: StatementLine) -> None:
    read = LineState.UNREAD if line.state is LineState.UNREAD else LineState.NEW
    step.change(
        line,
        state=read,
        claim_id=None,
        how=How.NONE,
        expected_fen=None,
        candidates=(),
        of_lines=(),
    )


def split(bench: Bench, line_id: int, parts: Sequence[LinePart]) -> list[StatementLine]:
    """Say that a line stands for several claims; the parts come to its amount to the fen."""
    line, statement = line_of(bench, line_id, "statements.split")
    must_be_whole(line)
    problems = list(_part_problems(bench, statement, line, parts))
    if problems:
        raise refused_by(INVALID, problems)
    with ByHand(bench, statement, N_("split a line")) as step:
        step.drop_parts(line)
        step.change(
            line,
            state=LineState.SPLIT,
            claim_id=None,
            how=How.HAND,
            expected_fen=None,
            candidates=(),
            of_lines=(),
        )
        step.part(line, [(one.claim_id, one.amount_fen) for one in parts])
    found = bench.stores.statement_lines.find(parent_id=line_id, void_reason="")
    return [bench.stores.statement_lines.get(line_id), *found]


def _part_problems(
    bench: Bench, statement: Statement, line: StatementLine, parts: Sequence[LinePart]
) -> Iterable[Problem]:
    if line.kind is LineOf.DEDUCTION:
        yield Problem("line_id", N_("A line beside the claims is not split."))
        return
    if len(parts) < 2:
        yield Problem("parts", N_("Name two claims at least."))
        return
    seen: set[int] = set()
    for number, part in enumerate(parts):
        at = f"parts[{number}]"
        why = _why_not(bench.stores.claims.get(part.claim_id), statement)
        if why is not None:
            yield Problem(f"{at}.claim_id", *why)
        elif part.claim_id in seen:
            yield Problem(f"{at}.claim_id", N_("This claim is named twice."))
        if not part.amount_fen:
            yield Problem(f"{at}.amount_fen", N_("Say how much of the line is for this claim."))
        seen.add(part.claim_id)
    off = (line.amount_fen or 0) - sum(one.amount_fen for one in parts)
    if off:
        words = N_("The parts must come to the amount of the line: {off} yuan is left over.")
        yield Problem("parts", words, {"off": yuan(off)})


def line_of(bench: Bench, line_id: int, verb: str) -> tuple[StatementLine, Statement]:
    """Return a line with its statement; Refused(STATE) once it cannot be changed any more."""
    line = bench.stores.statement_lines.get(line_id)
    statement = bench.stores.statements.get(line.statement_id)
    bench.allow(verb)
    must_be_open(statement)
    if line.void_reason:
        raise refused(STATE, N_("The line is void."), "line_id")
    return line, statement


def must_be_whole(line: StatementLine, *, readable: bool = True) -> None:
    """Refuse with STATE a part of a split line, and a row that could not be read."""
    if line.parent_id is not None:
        raise refused(STATE, N_("This is a part of a split line: split the line anew."), "line_id")
    if readable and (line.amount_fen is None or line.state is LineState.UNREAD):
        words = N_("The row could not be read: key it in first, or dismiss it with a reason.")
        raise refused(STATE, words, "line_id")


def must_fit(bench: Bench, statement: Statement, claim_id: int, field: str) -> None:
    """Refuse with INVALID a claim that this payer does not pay, or that asks for nothing."""
    why = _why_not(bench.stores.claims.get(claim_id), statement)
    if why is not None:
        raise refused(INVALID, why[0], field, **why[1])


def _why_not(claim: Claim, statement: Statement) -> tuple[str, dict[str, object]] | None:
    values: dict[str, object] = {"claim": claim.claim_number}
    if not is_filed(claim):
        return N_("Claim {claim} was not filed: nothing is paid for it."), values
    if claim.brand != statement.brand:
        return N_("Claim {claim} is one of another brand."), values
    if claim.payer != statement.payer:
        return N_("Claim {claim} is paid by somebody else."), values
    return None
