"""Lines that take or give money beside the claims, tied to the deductions that are known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from warrantydesk.domain.settlement.deduction import Deduction, DeductionState
from warrantydesk.domain.settlement.matching import MatchLine
from warrantydesk.domain.settlement.matching_keys import number_key
from warrantydesk.domain.settlement.statement import OPEN_STATES, LineOf, Statement
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.matching_written import Former


def linked(
    bench: Bench,
    statement: Statement,
    lines: Iterable[MatchLine],
    claims: Mapping[int, int | None],
    former: Former,
) -> dict[int, int]:
    """Tie lines to deductions of the same amount, and of the same claim or notice.

    Only where exactly one fits, and to one line alone. Returns the claim of each tied line that
    has one, by line; ``claims`` are those that were found for the lines.
    """
    beside = {one.id: one for one in lines if one.kind == LineOf.DEDUCTION and one.amount_fen}
    if not beside:
        return {}
    known = _open(bench, statement)
    pairs: dict[int, int] = {}
    for line in beside.values():
        fits = [one for one in known.values() if _fits(one, line, claims.get(line.id), statement)]
        if len(fits) == 1:
            pairs[line.id] = fits[0].id
    wanted = list(pairs.values())
    pairs = {line: one for line, one in pairs.items() if wanted.count(one) == 1}
    _tie(bench, statement, known, {one: line for line, one in pairs.items()}, former)
    return {line: claim for line, one in pairs.items() if (claim := known[one].claim_id)}


def _open(bench: Bench, statement: Statement) -> dict[int, Deduction]:
    states = bench.stores.statements.states()
    elsewhere = {
        one for one, state in states.items() if state in OPEN_STATES and one != statement.id
    }
    found = bench.stores.deductions.find(brand=statement.brand, void_reason="")
    return {
        one.id: one
        for one in found
        if one.taken_on is None
        and one.payer == statement.payer
        and one.state is not DeductionState.WITHDRAWN
        and one.statement_id not in elsewhere
    }


def _fits(one: Deduction, line: MatchLine, claim_id: int | None, statement: Statement) -> bool:
    if one.amount_fen != -(line.amount_fen or 0):
        return False
    if one.claim_id is not None and one.claim_id == claim_id:
        return True
    notice = number_key(one.notice_no)
    if notice:
        own = (number_key(line.maker_number), number_key(line.claim_number))
        return notice in own or one.notice_no in line.text
    return one.claim_id is None and one.statement_id == statement.id


def _tie(
    bench: Bench,
    statement: Statement,
    known: Mapping[int, Deduction],
    lines: Mapping[int, int],
    former: Former,
) -> None:
    """Write which line each deduction belongs to; ties of a former run that hold no more go."""
    for one in known.values():
        line = lines.get(one.id)
        if line == one.line_id:
            continue
        former.deductions.append(one)
        tied_otherwise = one.claim_id or one.part_id or one.charge_back_id
        here = None if line is None and tied_otherwise else statement.id
        bench.stores.deductions.save(replace(one, line_id=line, statement_id=here))


def untied(bench: Bench, statement: Statement, former: Former, line_id: int = 0) -> None:
    """Take the deductions off the lines of a statement again, or off one of them."""
    known = _open(bench, statement)
    some = {number: one for number, one in known.items() if line_id in (0, one.line_id)}
    _tie(bench, statement, some, {}, former)
