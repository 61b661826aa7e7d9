"""Writing what became of lines, and taking it back. Inside an open change, but for the undo."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.matching import MatchLine
from warrantydesk.domain.settlement.statement import (
    OPEN_STATES,
    STATEMENT_STATE_NAMES,
    Decision,
    How,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.target import Step, no_step
from warrantydesk.services.settlement.moving import moved

COLUMNS = (
    *("state", "claim_id", "how", "expected_fen", "candidates", "rejected", "of_lines"),
    *("reason_code", "reason_text", "decision", "decided_by", "decided_at"),
)
"""What matching and the clerk's word on a line may change of it."""
UNDONE = N_("undone")
"""The reason of parts that were made by a step that was taken back."""
_AT_ONCE = 5_000
Row = Mapping[str, Any]


@dataclass
class Former:
    """Columns of lines and deductions as a step found them, and the parts that it made."""

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    deductions: list[Deduction] = field(default_factory=list)
    made: list[int] = field(default_factory=list)

    def keep(self, number: int, columns: Row) -> None:
        """Remember columns of a line; what is known of it already is older."""
        self.rows[number] = {**columns, **self.rows.get(number, {})}


def open_statement(bench: Bench, statement_id: int, verb: str) -> Statement:
    """Return a statement whose lines may still be matched; Refused(STATE) for any other."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow(verb)
    return must_be_open(statement)


def must_be_open(statement: Statement) -> Statement:
    """Refuse with STATE a statement that was confirmed or is void."""
    if statement.state not in OPEN_STATES:
        raise refused(
            STATE,
            N_("The statement is “{state}”: its lines stay as they are."),
            "state",
            state=STATEMENT_STATE_NAMES[statement.state],
        )
    return statement


def write(
    bench: Bench, rows: Sequence[tuple[int, Row]], former: Former, step: Step = no_step
) -> None:
    """Write columns of lines; all rows name the same. ``former`` learns what they were."""
    table, reader = bench.stores.statement_lines.table, bench.stores.statement_match
    for start in range(0, len(rows), _AT_ONCE):
        step(start, len(rows))
        some = rows[start : start + _AT_ONCE]
        names = tuple(some[0][1])
        for number, *old in reader.columns(names, [number for number, _row in some]):
            former.keep(number, dict(zip(names, old, strict=True)))
        table.bulk_update(some)
    step(len(rows), len(rows))


def drop(bench: Bench, parts: Iterable[int], former: Former) -> None:
    """Void parts that are not meant any more."""
    write(bench, [(number, {"void_reason": UNDONE}) for number in parts], former)


def make(bench: Bench, parts: Iterable[MatchLine], former: Former) -> dict[int, int]:
    """Write new parts as they are; returns their ids by the ones they had."""
    store = bench.stores.statement_lines
    new = list(parts)
    parents = {one.id: one for one in store.several(one.parent_id or 0 for one in new)}
    lines = [_part(parents[one.parent_id or 0], one) for one in new]
    ids = store.add_many(lines)
    former.made += ids
    return dict(zip((one.id for one in new), ids, strict=True))


def _part(parent: StatementLine, part: MatchLine) -> StatementLine:
    return replace(
        parent,
        id=0,
        version=0,
        kind=parent.kind,
        amount_fen=part.amount_fen,
        tax_fen=part.tax_fen,
        asked_fen=None,
        parts_fen=None,
        labour_fen=None,
        other_fen=None,
        state=LineState.NEW,
        claim_id=part.claim_id,
        how=How(part.how),
        expected_fen=None,
        candidates=(),
        of_lines=(),
        decision=Decision.NONE,
        decided_by="",
        decided_at=None,
        parent_id=parent.id,
    )


def undoable(bench: Bench, name: str, statement_id: int, former: Former) -> None:
    """Remember how to take a step back, where it did anything.

    It is refused once a line has changed again.
    """
    touched = [*former.rows, *former.made]
    if not touched and not former.deductions:
        return
    after = _look(bench, touched)

    def restore() -> None:
        must_be_open(bench.stores.statements.get(statement_id))
        if _look(bench, touched) != after:
            raise refused(STATE, N_("A line has changed in the meantime: this step stays."))
        with bench.change(N_("undo matching"), Kind.STATEMENTS, Kind.MONEY, ids=(statement_id,)):
            put_back(bench, former)
            moved(bench, bench.stores.statements.get(statement_id))

    bench.undoable(name, "", restore)


def _look(bench: Bench, numbers: Sequence[int]) -> str:
    """Return what tells whether lines stand as a step left them; their versions rise by undoing."""
    rows = bench.stores.statement_match.columns((*COLUMNS, "amount_fen", "void_reason"), numbers)
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def put_back(bench: Bench, former: Former) -> None:
    """Write lines and deductions as they were, and void the parts that were made."""
    stores = bench.stores
    by_names: dict[tuple[str, ...], list[tuple[int, Row]]] = {}
    for number, row in former.rows.items():
        by_names.setdefault(tuple(row), []).append((number, row))
    for rows in by_names.values():
        stores.statement_lines.table.bulk_update(rows)
    stores.statement_lines.table.bulk_update(
        [(number, {"void_reason": UNDONE}) for number in former.made]
    )
    for one in former.deductions:
        now = stores.deductions.get(one.id)
        stores.deductions.save(replace(now, line_id=one.line_id, statement_id=one.statement_id))


def listed(numbers: Iterable[int]) -> str:
    """Return ids as they lie in a column."""
    return json.dumps(list(numbers))
