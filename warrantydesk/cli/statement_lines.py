"""A statement as ``show`` prints it: with its sums, and every line with the claim it means."""

from typing import Any

from warrantydesk.cli.numbers import id_of
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.settlement.statement import LineState, Statement, StatementLine
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk


def statement_shown(desk: Desk, key: str) -> dict[str, Any]:
    """Return a statement by its id, its number or the payer's own; Refused(NOT_FOUND)."""
    statement = _statement(desk, key)
    lines = desk.statements.lines(statement.id)
    wanted = {one.claim_id for one in lines if one.claim_id is not None}
    wanted |= {number for one in lines for number in one.candidates}
    numbers = {one.id: one.claim_number for one in desk.stores.claims.several(wanted)}
    reasons = {
        code: str(row["name_zh"])
        for code, row in desk.bench.profile(statement.brand).reasons.items()
    }
    return {
        **to_json(statement),
        "sums": {**to_json(desk.statements.sums(statement.id)), **_sums(desk, statement)},
        "lines": [_line(one, numbers, reasons) for one in lines],
        "files": desk.statements.files(statement.id),
    }


def _statement(desk: Desk, key: str) -> Statement:
    number = id_of(key)
    if number is not None and (found := desk.stores.statements.find(id=number)):
        return found[0]
    return desk.statements.by_number(key)


def _sums(desk: Desk, statement: Statement) -> dict[str, int]:
    sums = desk.statements.sums(statement.id)
    names = ("payable_fen", "due_fen", "outstanding_fen")
    return {name: getattr(sums, name) for name in names}


def _line(one: StatementLine, numbers: dict[int, str], reasons: dict[str, str]) -> dict[str, Any]:
    """Return a line; ``claim_number`` is that of the claim it means, empty while it means none.

    ``written_number`` is our number as the payer wrote it.
    """
    reason = one.reason_text or reasons.get(one.reason_code, one.reason_code)
    if one.state is LineState.UNREAD:
        reason = _(one.problem, cell=one.problem_cell)
    shown: dict[str, Any] = to_json(one)
    return {
        **shown,
        "written_number": one.claim_number,
        "claim_number": numbers.get(one.claim_id or 0, ""),
        "candidates": [numbers.get(number, "") for number in one.candidates],
        "difference_fen": one.difference_fen,
        "reason": reason,
    }
