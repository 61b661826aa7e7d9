"""What of statements was received, line by line, read together."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from warrantydesk.storage.database import Database

_CAME = """
SELECT coalesce(r.line_id, q.line_id), sum(r.net_fen)
FROM receipt_share r LEFT JOIN deduction q ON q.id = r.deduction_id
WHERE r.statement_id = ? GROUP BY 1"""
_AMOUNTS = """
SELECT id, amount_fen FROM statement_line
WHERE statement_id = ? AND void_reason = '' AND state <> 'SPLIT' AND amount_fen IS NOT NULL"""
_LINES = """
SELECT l.id, l.amount_fen,
  CASE WHEN l.kind = 'deduction' THEN d.claim_id
       WHEN l.decision <> 'not_ours' THEN l.claim_id END,
  d.id
FROM statement_line l
LEFT JOIN deduction d ON d.id = (SELECT max(id) FROM deduction
    WHERE statement_id = ?1 AND line_id = l.id AND l.kind = 'deduction' AND void_reason = '')
WHERE l.statement_id = ?1 AND l.void_reason = '' AND l.state <> 'SPLIT'
  AND l.amount_fen IS NOT NULL ORDER BY l.row, l.id"""
_CLAIMS = """
SELECT DISTINCT claim_id FROM statement_line
WHERE statement_id = ? AND void_reason = '' AND claim_id IS NOT NULL
UNION SELECT DISTINCT claim_id FROM receipt_share
WHERE statement_id = ? AND claim_id IS NOT NULL ORDER BY 1"""
_ALLOCATED = """
SELECT receipt_id, sum(net_fen + tax_fen) FROM receipt_share GROUP BY receipt_id"""
_FREED = """
SELECT count(*) FROM old_part WHERE paid_on IS NULL AND state <> 'VOID'
  AND claim_id IN ({marks})"""
_CLAIMED_LINES = """
SELECT claim_id, position + 1 FROM part_line
WHERE pay_by = 'claim' AND quantity * unit_price_fen > 0 AND claim_id IN ({marks})"""
_BY_LINE = """
SELECT DISTINCT claim_id FROM statement_line
WHERE of_lines <> '[]' AND void_reason = '' AND claim_id IN ({marks})"""
_AT_ONCE = 500
_RECEIPTS = "SELECT DISTINCT receipt_id FROM receipt_share WHERE statement_id = ? ORDER BY 1"
_OF_RECEIPT = """
SELECT statement_id, sum(net_fen + tax_fen) FROM receipt_share
WHERE receipt_id = ? GROUP BY 1 ORDER BY min(id)"""
_STATEMENTS = "SELECT DISTINCT receipt_id, statement_id FROM receipt_share ORDER BY 1, 2"


class OwedLine(NamedTuple):
    """A line of a statement: what it pays and what of that arrived; net fen."""

    line_id: int
    amount_fen: int
    claim_id: int | None
    deduction_id: int | None
    received_fen: int


class AllocationStore:
    """Reads what was received for what; it writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def lines(self, statement_id: int) -> list[OwedLine]:
        """Return the lines of a statement in its own order."""
        came = self._came(statement_id)
        rows = self._db.query(_LINES, (statement_id,))
        return [
            OwedLine(number, fen, claim, deduction, came.get(number, 0))
            for number, fen, claim, deduction in rows
        ]

    def is_owed(self, statement_id: int) -> bool:
        """Tell whether a line of a statement did not arrive, or was not kept back, as it says."""
        came = self._came(statement_id)
        rows = self._db.query(_AMOUNTS, (statement_id,))
        return any(fen != came.get(number, 0) for number, fen in rows)

    def _came(self, statement_id: int) -> dict[int, int]:
        """Return what arrived of each line; joined here, SQLite has no index for it."""
        return {number: int(fen) for number, fen in self._db.query(_CAME, (statement_id,))}

    def claims(self, statement_id: int) -> list[int]:
        """Return the claims that a statement or money for it is about."""
        rows = self._db.query(_CLAIMS, (statement_id, statement_id))
        return [int(row[0]) for row in rows]

    def allocated(self) -> dict[int, int]:
        """Return what of each receipt is for statements, tax included; fen by receipt."""
        return {int(number): int(fen) for number, fen in self._db.query(_ALLOCATED)}

    def of_receipt(self, receipt_id: int) -> dict[int, int]:
        """Return what of a receipt is for which statement, tax included; fen by statement."""
        rows = self._db.query(_OF_RECEIPT, (receipt_id,))
        return {int(number): int(fen) for number, fen in rows}

    def receipts(self, statement_id: int) -> list[int]:
        """Return the receipts that brought money for a statement, and those that took it back."""
        return [int(number) for (number,) in self._db.query(_RECEIPTS, (statement_id,))]

    def statements(self) -> dict[int, list[int]]:
        """Return the statements of each receipt."""
        found: dict[int, list[int]] = {}
        for receipt, statement in self._db.query(_STATEMENTS):
            found.setdefault(int(receipt), []).append(int(statement))
        return found

    def freed(self, claim_ids: Iterable[int]) -> int:
        """Return how many old parts of claims still wait for their day of payment."""
        return sum(int(row[0]) for row in self._of(_FREED, claim_ids))

    def claimed_lines(self, claim_ids: Iterable[int]) -> dict[int, frozenset[int]]:
        """Return the numbers of the part lines for which claims ask money, by claim."""
        found: dict[int, set[int]] = {}
        for claim, line in self._of(_CLAIMED_LINES, claim_ids):
            found.setdefault(int(claim), set()).add(int(line))
        return {claim: frozenset(lines) for claim, lines in found.items()}

    def told_by_line(self, claim_ids: Iterable[int]) -> frozenset[int]:
        """Return those of the claims of which statements say what they pay line by line."""
        return frozenset(int(row[0]) for row in self._of(_BY_LINE, claim_ids))

    def _of(self, query: str, claim_ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        wanted = sorted(set(claim_ids))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            yield from self._db.query(query.format(marks=",".join("?" * len(some))), some)
