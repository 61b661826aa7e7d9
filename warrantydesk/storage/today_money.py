"""What of the money has a clock: statements, write-offs, receivables that nobody explained."""

from typing import NamedTuple

from warrantydesk.domain.settlement.receivable import Wanted
from warrantydesk.domain.settlement.statement import BOOKED_STATES, OPEN_STATES
from warrantydesk.storage.database import Database
from warrantydesk.storage.receivables import Days, ReceivableStore
from warrantydesk.storage.statement_lists import UNDECIDED

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_BOOKED = ", ".join(f"'{state}'" for state in BOOKED_STATES)
_STATEMENTS = f"""
SELECT s.id, s.number, s.brand, s.state, s.made_by, substr(s.made_at, 1, 10), count(l.id),
  coalesce(sum({UNDECIDED}), 0),
  coalesce(sum(abs(l.amount_fen)), 0)
FROM statement s LEFT JOIN statement_line l
  ON l.statement_id = s.id AND l.void_reason = '' AND l.state <> 'SPLIT'
WHERE s.state IN ({_OPEN}) GROUP BY s.id ORDER BY s.id"""
_DIFFERENCES = """
SELECT count(*), coalesce(sum(abs(amount_fen - expected_fen)), 0) FROM statement_line
WHERE statement_id = ? AND void_reason = '' AND state IN ('SHORT', 'OVER') AND decision = ''
  AND abs(amount_fen - expected_fen) > ?"""
_MONTHS = f"""
SELECT brand, min(substr(confirmed_on, 1, 7)) FROM statement
WHERE state IN ({_BOOKED}) AND confirmed_on IS NOT NULL GROUP BY brand ORDER BY brand"""


class OpenStatement(NamedTuple):
    """A statement whose lines are still matched; ``made`` is the day in UTC, net fen."""

    id: int
    number: str
    brand: str
    state: str
    owner: str
    made: str | None
    lines: int
    undecided: int
    amount_fen: int


class MoneyClocks:
    """Reads; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open_statements(self) -> list[OpenStatement]:
        """Return the statements that are not confirmed yet."""
        return [OpenStatement(*row) for row in self._db.query(_STATEMENTS)]

    def differences(self, statement_id: int, above_fen: int) -> tuple[int, int]:
        """Return how many undecided differences are above a sum, and their net fen."""
        count, fen = self._db.query(_DIFFERENCES, (statement_id, above_fen))[0]
        return count, fen

    def first_months(self) -> dict[str, str]:
        """Return the month of each brand's first confirmed statement, as ``2026-10``."""
        return dict(self._db.query(_MONTHS))

    def unexplained(self, days: Days) -> tuple[int, int]:
        """Return how many claims under way stand for too long without a word, and their fen."""
        return ReceivableStore(self._db).count(days, Wanted(unexplained=True, under_way=True))
