"""Flat rows of statements: the list of them, and the lines of one, any number of them."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.settlement.statement import LineOf, LineState
from warrantydesk.domain.settlement.statement_views import (
    ONLY_STATES,
    ORDER,
    LineRow,
    Only,
    StateCount,
    StatementCounts,
    StatementSummary,
)
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.settlement import IN_PROBLEMS

UNDECIDED = f"(l.state = 'NEW' OR (l.state IN ({IN_PROBLEMS}) AND l.decision = ''))"
"""A line ``l`` of which nobody said yet what becomes of it."""
_RANK = " ".join(f"WHEN '{state}' THEN {place}" for place, state in enumerate(ORDER))
_RANKED = f"CASE l.state {_RANK} END"
_STANDING = "l.statement_id = ? AND l.void_reason = ''"
_SUMMARIES = f"""
SELECT s.id, s.number, s.brand, s.payer, s.maker_number, s.period, s.state, s.due_on,
       s.received_on, s.remitted_on,
       coalesce(sum(l.amount_fen), 0) AS amount_fen, count(l.id) AS lines,
       count(CASE WHEN {UNDECIDED} THEN 1 END) AS undecided,
       count(CASE WHEN l.state IN ({IN_PROBLEMS}) THEN 1 END) AS differing
FROM (SELECT * FROM statement WHERE state <> 'VOID' ORDER BY id DESC LIMIT ?) s
LEFT JOIN statement_line l
  ON l.statement_id = s.id AND l.void_reason = '' AND l.state <> 'SPLIT'
GROUP BY s.id ORDER BY s.period DESC, s.id DESC"""
_LINES = """
SELECT l.id, l.statement_id, l.row, l.kind, l.maker_number, l.claim_number, l.vin, l.plate,
       l.dated_on, l.text, l.amount_fen, l.asked_fen, l.state, l.claim_id, l.how,
       l.expected_fen, l.candidates, l.of_lines, l.reason_code, l.reason_text,
       l.deduction_kind, l.decision, l.decided_by, l.decided_at, l.parent_id, l.problem,
       l.problem_field, l.problem_cell, l.raw, l.version,
       coalesce(c.claim_number, '') AS own_number,
       coalesce(c.vehicle_plate, '') AS own_plate, coalesce(c.vehicle_vin, '') AS own_vin,
       c.total_fen AS claimed_fen, p.row AS parent_row
FROM statement_line l LEFT JOIN claim c ON c.id = l.claim_id
LEFT JOIN statement_line p ON p.id = l.parent_id"""
_COUNTS = f"""
SELECT l.state, l.kind, {UNDECIDED} AS undecided, count(*), coalesce(sum(l.amount_fen), 0),
       coalesce(sum(CASE WHEN l.claim_id IS NOT NULL THEN l.expected_fen END), 0),
       coalesce(sum(CASE WHEN l.amount_fen IS NULL OR l.state = 'NEW' THEN 0
                         WHEN l.claim_id IS NULL THEN l.amount_fen
                         WHEN l.expected_fen IS NULL THEN 0
                         ELSE l.amount_fen - l.expected_fen END), 0)
FROM statement_line l WHERE {_STANDING} AND l.state <> 'SPLIT' GROUP BY 1, 2, 3"""
_CLAIMED = """
SELECT count(*), coalesce(sum(total_fen), 0) FROM claim WHERE id IN
  (SELECT DISTINCT l.claim_id FROM statement_line l
    WHERE l.statement_id = ? AND l.void_reason = '' AND l.kind = 'claim')"""
_MISSING = """
SELECT count(*) FROM claim c LEFT JOIN claim_account a ON a.claim_id = c.id
WHERE c.state IN ('APPROVED', 'APPEALED') AND c.brand = ? AND c.payer = ?
  AND c.approved_fen - coalesce(a.settled_fen + a.given_up_fen + a.written_off_fen, 0) > 0
  AND c.answered_on IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
    WHERE l.claim_id = c.id AND l.void_reason = '' AND l.kind = 'claim'
      AND l.decision <> 'not_ours' AND s.state <> 'VOID')"""
_WAITING = f"""
SELECT count(*), coalesce(sum(due_on < ?), 0) FROM statement s
WHERE state NOT IN ('VOID', 'CLOSED', 'RECEIVED')
  AND (due_on < ? OR (confirmed_on IS NULL AND EXISTS (
    SELECT 1 FROM statement_line l
    WHERE l.statement_id = s.id AND l.void_reason = '' AND l.state <> 'SPLIT'
      AND {UNDECIDED})))"""
SORTS = {
    "state": _RANKED,
    "own_number": "c.claim_number",
    "maker_number": "l.maker_number",
    "plate": "coalesce(nullif(c.vehicle_plate, ''), l.plate)",
    "claimed": "c.total_fen",
    "expected": "l.expected_fen",
    "amount": "l.amount_fen",
    "difference": "l.amount_fen - coalesce(l.expected_fen, 0)",
    "reason": "l.reason_code || l.reason_text",
}
"""What the columns of the table sort by."""
_AT_ONCE = 500


class StatementListStore:
    """Reads statements and their lines; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._summaries: RowMapping[StatementSummary] = RowMapping(StatementSummary)
        self._lines: RowMapping[LineRow] = RowMapping(LineRow)

    def summaries(self, limit: int = 200) -> list[StatementSummary]:
        """Return the newest statements that are not void, the newest month first.

        Adds up all their lines, with a connection of its own: a worker may do it.
        """
        names = self._summaries.names
        with self._db.reader() as query:
            rows = query(_SUMMARIES, [limit])
        return [self._summaries.value(dict(zip(names, row, strict=True))) for row in rows]

    def newest(self) -> int:
        """Return the statement of the newest month that is not void, 0 without any."""
        rows = self._db.query(
            "SELECT id FROM statement WHERE state <> 'VOID' ORDER BY period DESC, id DESC LIMIT 1"
        )
        return int(rows[0][0]) if rows else 0

    def waiting(self, today: date) -> tuple[int, int]:
        """Count the statements that wait for the desk, and those whose clock has run out."""
        day = today.isoformat()
        count, late = self._db.query(_WAITING, [day, day])[0]
        return int(count), int(late)

    def counts(self, statement_id: int) -> StatementCounts:
        """Return the lines of a statement counted by state, with their sums."""
        rows = self._db.query(_COUNTS, [statement_id])
        claims, claimed = self._db.query(_CLAIMED, [statement_id])[0]
        by_state = tuple(
            StateCount(LineState(state), LineOf(kind), bool(undecided), *map(int, sums))
            for state, kind, undecided, *sums in rows
        )
        return StatementCounts(by_state, int(claims), int(claimed))

    def line_ids(
        self, statement_id: int, only: Only = Only.ALL, order: tuple[str, bool] | None = None
    ) -> "array[int]":
        """Return the ids of the standing lines in order, problems first without any order.

        ``order`` names a column of the table, descending when the second is True; lines that
        say nothing there stand last.
        """
        wanted = _STANDING
        if only is Only.UNDECIDED:
            wanted += f" AND {UNDECIDED}"
        elif only is not Only.ALL:
            wanted += f" AND l.state = '{ONLY_STATES[only]}'"
        else:
            wanted += " AND l.state <> 'SPLIT'"
        by, joined = f"{_RANKED}, l.row, l.id", ""
        if order is not None and order[0] in SORTS:
            key = SORTS[order[0]]
            by = f"{key} IS NULL, {key} {'DESC' if order[1] else ''}, l.row, l.id"
            joined = " LEFT JOIN claim c ON c.id = l.claim_id" if "c." in key else ""
        rows = self._db.query(
            f"SELECT l.id FROM statement_line l{joined} WHERE {wanted} ORDER BY {by}",
            [statement_id],
        )
        return array("q", (int(number) for (number,) in rows))

    def lines(self, ids: Sequence[int]) -> list[LineRow]:
        """Return the lines of these ids in their order."""
        found: dict[int, LineRow] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = list(ids[start : start + _AT_ONCE])
            marks = ",".join("?" * len(some))
            rows = self._read(self._lines, f"{_LINES} WHERE l.id IN ({marks})", some)
            found.update((one.id, one) for one in rows)
        return [found[number] for number in ids if number in found]

    def claim_numbers(self, claim_ids: Sequence[int]) -> dict[int, str]:
        """Return the numbers of claims by id."""
        found: dict[int, str] = {}
        for start in range(0, len(claim_ids), _AT_ONCE):
            some = list(claim_ids[start : start + _AT_ONCE])
            marks = ",".join("?" * len(some))
            sql = f"SELECT id, claim_number FROM claim WHERE id IN ({marks})"
            found.update((int(number), str(text)) for number, text in self._db.query(sql, some))
        return found

    def missing(self, brand: str, payer: str) -> int:
        """Count the approved claims of a payer that are on no statement; also in a worker."""
        with self._db.reader() as query:
            return int(query(_MISSING, [brand, payer])[0][0])

    def find_line(self, statement_id: int, text: str) -> int:
        """Return the line that a number, a plate or a VIN names in a statement, 0 for none.

        ``text`` in capital letters without blanks and dots; the end of a VIN is enough.
        """
        rows = self._db.query(
            "SELECT l.id FROM statement_line l LEFT JOIN claim c ON c.id = l.claim_id"
            f" WHERE {_STANDING} AND ? IN (upper(l.maker_number), upper(l.claim_number),"
            " replace(upper(l.plate), '·', ''), replace(upper(c.vehicle_plate), '·', ''),"
            " upper(l.vin), c.claim_number,"
            " c.vehicle_vin, upper(c.codes_maker_claim_number), substr(l.vin, -8),"
            f" substr(c.vehicle_vin, -8)) ORDER BY {_RANKED}, l.row, l.id LIMIT 1",
            [statement_id, text],
        )
        return int(rows[0][0]) if rows else 0

    def find_statement(self, text: str) -> int:
        """Return the newest standing statement with a number, ours or the payer's; 0 for none."""
        rows = self._db.query(
            "SELECT id FROM statement WHERE state <> 'VOID' AND (number = ? OR"
            " upper(maker_number) = ?) ORDER BY id DESC LIMIT 1",
            [text, text],
        )
        return int(rows[0][0]) if rows else 0

    def _read(self, mapping: RowMapping[Any], sql: str, values: list[Any]) -> list[Any]:
        rows = self._db.query(sql, values)
        return [mapping.value(dict(zip(mapping.names, row, strict=True))) for row in rows]
