"""What one statement settles, line by line; reads only."""

from warrantydesk.domain.settlement.month_figures import Counted
from warrantydesk.storage.month_figures import MonthReader, SettledEntry, Span
from warrantydesk.storage.month_money import MonthMoney, Query

_SETTLED = """
SELECT l.kind, coalesce(l.claim_id, 0), coalesce(c.type, ''), coalesce(c.vehicle_model_code, ''),
  l.amount_fen, l.parts_fen, l.labour_fen, l.other_fen, coalesce(c.total_fen, 0), l.deduction_kind
FROM statement_line l
LEFT JOIN claim c ON c.id = l.claim_id AND l.decision <> 'not_ours'
WHERE l.statement_id = ? AND l.void_reason = '' AND l.state NOT IN ('SPLIT', 'UNREAD')
  AND l.amount_fen IS NOT NULL ORDER BY l.id"""
_BESIDE = """
SELECT coalesce(nullif(deduction_kind, ''), 'other'), count(*), -sum(amount_fen)
FROM statement_line
WHERE statement_id = ? AND void_reason = '' AND kind = 'deduction' AND amount_fen IS NOT NULL
GROUP BY 1 ORDER BY 1"""


class StatementReader(MonthReader):
    """Reads one statement as the papers of a month read all of them."""

    def __init__(self, query: Query, span: Span, statement_id: int) -> None:
        super().__init__(query, span, MonthMoney(query, span.brand))
        self._statement_id = statement_id

    def settled(self) -> list[SettledEntry]:
        """Return the lines of the statement."""
        return [SettledEntry(*row) for row in self._query(_SETTLED, (self._statement_id,))]

    def deductions(self) -> tuple[Counted, ...]:
        """Add up what the statement takes beside the claims, by kind."""
        return tuple(Counted(*row) for row in self._query(_BESIDE, (self._statement_id,)))
