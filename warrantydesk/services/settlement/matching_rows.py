"""The columns of lines as a run of matching leaves them, and which of them differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from warrantydesk.domain.settlement.matching import MatchLine, Simple
from warrantydesk.domain.settlement.matching_found import Found
from warrantydesk.domain.settlement.statement import LineOf, LineState
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.target import Step
from warrantydesk.services.settlement.matching_lines import KEPT, Outcome, Sorted
from warrantydesk.services.settlement.matching_reasons import Reason
from warrantydesk.services.settlement.matching_written import Former, listed, write

_COLUMNS = (
    *("state", "claim_id", "how", "expected_fen", "candidates"),
    *("reason_code", "reason_text"),
)
_UNDECIDED = {"decision": "", "decided_by": "", "decided_at": None}
_NONE = Found()


class Rows:
    """What is to be written of the lines of a statement."""

    def __init__(self, lines: Sorted, outcome: Outcome, parts: list[MatchLine]) -> None:
        """Take all states over; ``parts`` are the written parts of split lines."""
        self._known = {one.id: one for one in (*lines.free, *lines.held, *parts)}
        self._rows: dict[int, dict[str, Any]] = {}
        for one in lines.free:
            self._rows[one.id] = _free_row(one, outcome.found.get(one.id, _NONE))
        for one in (*lines.held, *parts):
            self._rows[one.id] = _row_of(one)
        for number, state in outcome.states.items():
            self._rows[number] |= {
                "state": str(state.state),
                "expected_fen": state.expected_fen,
            }

    def claims(self) -> dict[int, int | None]:
        """Return the claim of each line."""
        return {number: row["claim_id"] for number, row in self._rows.items()}

    def tie(self, claims: Mapping[int, int]) -> None:
        """Give lines the claim of the deduction that they were tied to."""
        for number, claim_id in claims.items():
            row = self._rows[number]
            if row["claim_id"] is None:
                row |= {"claim_id": claim_id, "candidates": "[]"}

    def unexplained(self) -> dict[int, tuple[int, int]]:
        """Return claim and missing fen of short lines that say no reason."""
        return {
            number: (row["claim_id"], row["expected_fen"] - (self._known[number].amount_fen or 0))
            for number, row in self._rows.items()
            if row["state"] == LineState.SHORT and not (row["reason_code"] or row["reason_text"])
        }

    def explain(self, reasons: Mapping[int, Reason]) -> None:
        """Give short lines the reason that the maker's answer gave."""
        for number, (code, text) in reasons.items():
            self._rows[number] |= {"reason_code": code, "reason_text": text}

    def write(self, bench: Bench, former: Former, step: Step) -> int:
        """Write the rows that differ; returns how many. A decision on another sum goes."""
        changed = [
            (number, row)
            for number, row in self._rows.items()
            if any(row[name] != getattr(self._known[number], name) for name in _COLUMNS)
        ]
        write(bench, changed, former, step)
        other = [
            (number, _UNDECIDED)
            for number, row in changed
            if self._known[number].decision in KEPT and self._differs(number, row)
        ]
        write(bench, other, former)
        return len(changed)

    def _differs(self, number: int, row: Mapping[str, Any]) -> bool:
        before = self._known[number]
        return bool(row["state"] != before.state or row["expected_fen"] != before.expected_fen)


def write_simple(bench: Bench, lines: Iterable[Simple], former: Former, step: Step) -> int:
    """Write lines that agree with the claim they name, where they did not before."""
    rows = [
        (
            one.line_id,
            {
                "state": "EXACT" if one.amount_fen == one.expected_fen else "WITHIN_TOL",
                "claim_id": one.claim_id,
                "how": one.how,
                "expected_fen": one.expected_fen,
                "candidates": "[]",
            },
        )
        for one in lines
        if one.is_new
    ]
    write(bench, rows, former, step)
    return len(rows)


def _row_of(line: MatchLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _COLUMNS}


def _free_row(line: MatchLine, found: Found) -> dict[str, Any]:
    state = found.state or LineState.NEW
    if line.kind == LineOf.DEDUCTION:
        state = LineState.DEDUCTION
    return {
        "state": str(state),
        "claim_id": found.claim_id,
        "how": str(found.how),
        "expected_fen": None,
        "candidates": listed(found.candidates),
        "reason_code": line.reason_code,
        "reason_text": line.reason_text,
    }
