"""What a statement differs in, for its difference sheet; reads only."""

from typing import Any, NamedTuple

from warrantydesk.storage.database import Database

_STANDING = "l.statement_id = ? AND l.void_reason = '' AND l.state <> 'SPLIT'"
_KINDS = f"""
SELECT l.state, count(*), coalesce(sum(l.expected_fen), 0), coalesce(sum(l.amount_fen), 0)
FROM statement_line l WHERE {_STANDING} AND l.kind = 'claim' GROUP BY l.state ORDER BY min(l.id)"""
_COLUMNS = """
SELECT l.row, l.state, coalesce(c.claim_number, l.claim_number),
  coalesce(nullif(l.maker_number, ''), c.codes_maker_claim_number, ''),
  coalesce(nullif(c.vehicle_plate, ''), nullif(l.plate, ''), c.vehicle_vin, l.vin),
  coalesce(c.total_fen, l.asked_fen), l.expected_fen, l.amount_fen, l.reason_code, l.reason_text,
  l.decision, l.problem, l.problem_cell, l.deduction_kind, l.text
FROM statement_line l LEFT JOIN claim c ON c.id = l.claim_id"""
_DIFFERING = f"""{_COLUMNS}
WHERE {_STANDING} AND l.kind = 'claim' AND l.state <> 'EXACT' ORDER BY l.row, l.id"""
_BESIDE = f"{_COLUMNS} WHERE {_STANDING} AND l.kind = 'deduction' ORDER BY l.row, l.id"
_NOT_SETTLED = """
SELECT c.claim_number, c.codes_maker_claim_number, c.vehicle_plate, c.answered_on,
  coalesce(c.approved_fen, 0)
FROM claim c WHERE c.state = 'APPROVED' AND c.brand = ? AND c.payer = ? AND c.approved_fen > 0
  AND NOT EXISTS (SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
    WHERE l.claim_id = c.id AND l.void_reason = '' AND s.state <> 'VOID')
ORDER BY c.answered_on, c.id LIMIT ?"""


class KindOfLine(NamedTuple):
    """All lines in one state; net fen. What is expected of no claim is 0."""

    state: str
    lines: int
    expected_fen: int
    settled_fen: int


class DifferingLine(NamedTuple):
    """A line that does not simply agree; net fen."""

    row: int
    state: str
    claim_number: str
    maker_number: str
    plate: str
    """The plate; the VIN where no plate is known."""
    claimed_fen: int | None
    expected_fen: int | None
    settled_fen: int | None
    reason_code: str
    reason_text: str
    decision: str
    problem: str
    problem_cell: str
    deduction_kind: str
    text: str


class NotSettled(NamedTuple):
    """An approved claim that no statement names; net fen."""

    claim_number: str
    maker_number: str
    plate: str
    answered_on: str | None
    approved_fen: int


class DifferenceStore:
    """Reads the differences of statements."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def kinds(self, statement_id: int) -> list[KindOfLine]:
        """Return the lines about claims by their state, added up."""
        return [KindOfLine(*row) for row in self._rows(_KINDS, statement_id)]

    def differing(self, statement_id: int) -> list[DifferingLine]:
        """Return the lines about claims that are not exact, in the order of the file."""
        return [DifferingLine(*row) for row in self._rows(_DIFFERING, statement_id)]

    def beside(self, statement_id: int) -> list[DifferingLine]:
        """Return the lines that take or give money beside the claims."""
        return [DifferingLine(*row) for row in self._rows(_BESIDE, statement_id)]

    def not_settled(self, brand: str, payer: str, limit: int) -> list[NotSettled]:
        """Return approved claims of a payer that no standing statement names, oldest first."""
        rows = self._db.query(_NOT_SETTLED, (brand, payer, limit))
        return [NotSettled(*row) for row in rows]

    def _rows(self, sql: str, statement_id: int) -> list[tuple[Any, ...]]:
        return self._db.query(sql, (statement_id,))
