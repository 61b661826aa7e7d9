"""One step of the clerk on lines of a statement: written together, judged anew, undoable."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Any

from warrantydesk.domain.settlement.matching import Judged, MatchLine, judged
from warrantydesk.domain.settlement.statement import (
    Decision,
    How,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.matching import Wanted, terms_of
from warrantydesk.services.settlement.matching_lines import KEPT, parts_of
from warrantydesk.services.settlement.matching_written import (
    COLUMNS,
    Former,
    drop,
    make,
    undoable,
    write,
)
from warrantydesk.services.settlement.moving import moved

_UNDECIDED: Mapping[str, Any] = {
    "decision": Decision.NONE,
    "decided_by": "",
    "decided_at": None,
}
_AS_READ: Mapping[str, Any] = {
    "state": "",
    "claim_id": None,
    "how": "",
    "expected_fen": None,
    "candidates": "[]",
    "rejected": "[]",
    "of_lines": "[]",
    "decision": "",
    "decided_by": "",
    "decided_at": None,
}
"""Columns of a line of which nothing was found or said."""


class ByHand(AbstractContextManager["ByHand"]):
    """An open change; at its end the lines of all claims it touched are judged anew."""

    def __init__(self, bench: Bench, statement: Statement, name: str) -> None:
        self._bench, self._statement, self._name = bench, statement, name
        self._stack = ExitStack()
        self._claims: set[int] = set()
        self._tolerance = terms_of(bench, statement, Wanted()).tolerance_fen
        self.former = Former()

    def __enter__(self) -> "ByHand":
        """Open the change."""
        change = self._bench.change(
            self._name, Kind.STATEMENTS, Kind.MONEY, ids=(self._statement.id,)
        )
        self._stack.enter_context(change)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Judge, let the statement follow, and remember how to take the step back."""
        if error is None:
            with self._stack:
                self._judge()
                moved(self._bench, self._bench.stores.statements.get(self._statement.id))
            undoable(self._bench, self._name, self._statement.id, self.former)
        else:
            self._stack.__exit__(kind, error, trace)

    def change(self, line: StatementLine, *, keeps_decision: bool = False, **changes: Any) -> None:
        """Change a line; what was decided of it goes, unless it is kept."""
        told = changes if keeps_decision else {**_UNDECIDED, **changes}
        self._touch(line.claim_id, changes.get("claim_id"))
        self._write([(line, told)])

    def change_all(self, changes: Sequence[tuple[StatementLine, Mapping[str, Any]]]) -> None:
        """Change lines by one word each, thousands at once; what was decided of them stays."""
        self._touch(*(line.claim_id for line, _told in changes))
        self._write(changes)

    def look_again(self, claim_id: int | None) -> None:
        """Judge the lines of a claim anew at the end."""
        self._touch(claim_id)

    def _touch(self, *claim_ids: int | None) -> None:
        self._claims |= {one for one in claim_ids if one is not None}

    def _write(self, changes: Sequence[tuple[StatementLine, Mapping[str, Any]]]) -> None:
        mapping = self._bench.stores.statement_lines.mapping
        rows = []
        for line, told in changes:
            row = mapping.row(replace(line, **told))
            rows.append((line.id, {name: row[name] for name in COLUMNS}))
        write(self._bench, rows, self.former)

    def drop_parts(self, line: StatementLine) -> None:
        """Void the parts of a line."""
        found = self._bench.stores.statement_lines.find(parent_id=line.id, void_reason="")
        self._touch(*(one.claim_id for one in found))
        drop(self._bench, (one.id for one in found), self.former)

    def part(self, line: StatementLine, parts: Iterable[tuple[int, int]]) -> None:
        """Write the parts of a line, claim and net fen each."""
        parent = self._bench.stores.statement_match.by_line([line.id])[0]
        made = list(parts_of(parent, parts, -1, How.HAND))
        self._touch(*(one.claim_id for one in made))
        make(self._bench, made, self.former)

    def reset(self, lines: Iterable[MatchLine]) -> None:
        """Let lines stand as they were read, thousands at once; parts are void."""
        lines = list(lines)
        drop(self._bench, (one.id for one in lines if one.parent_id is not None), self.former)
        rows = [
            (one.id, {**_AS_READ, "state": str(_as_read(one))})
            for one in lines
            if one.parent_id is None and (one.state != _as_read(one) or one.decision)
        ]
        write(self._bench, rows, self.former)

    def _judge(self) -> None:
        """Judge the lines of the touched claims by what they pay together."""
        store = self._bench.stores.statement_match
        before = store.paid_before(self._claims)
        fresh: dict[int, dict[str, Any]] = {}
        for claim in store.by_id(self._claims):
            lines = [one for one in store.lines_of(self._statement.id, [claim.id]) if _counts(one)]
            if lines:
                states = judged(lines, claim, self._tolerance, before.get(claim.id, ()))
                fresh |= {one.id: told for one in lines if (told := _told(one, states[one.id]))}
        lines_now = self._bench.stores.statement_lines.several(fresh)
        self._write([(one, fresh[one.id]) for one in lines_now])


def _counts(line: MatchLine) -> bool:
    return line.kind == LineOf.CLAIM and line.decision != Decision.NOT_OURS


def _told(line: MatchLine, fresh: Judged) -> dict[str, Any]:
    """Return what differs of a line; a decision on another sum goes."""
    if (fresh.state, fresh.expected_fen) == (line.state, line.expected_fen):
        return {}
    told: dict[str, Any] = {"state": fresh.state, "expected_fen": fresh.expected_fen}
    return {**_UNDECIDED, **told} if line.decision in KEPT else told


def _as_read(line: MatchLine) -> LineState:
    is_unread = line.amount_fen is None or line.state == LineState.UNREAD
    return LineState.UNREAD if is_unread else LineState.NEW
