"""What of a month is listed by number: receipts, invoices, void and missing numbers, what waits.

Reads only, on any connection.
"""

from collections.abc import Iterator
from typing import NamedTuple

from warrantydesk.domain.settlement.month_figures import (
    Correction,
    ListedInvoice,
    ListedReceipt,
    VoidNumber,
)
from warrantydesk.domain.settlement.statement import OPEN_STATES
from warrantydesk.storage.journal import chain_problems, chain_rows
from warrantydesk.storage.month_figures import Span
from warrantydesk.storage.month_money import MonthMoney, Query
from warrantydesk.storage.numbers import (
    CLAIM,
    DEDUCTION,
    RECEIPT,
    STATEMENT,
    WRITE_OFF,
    claim_number,
    short_number,
)

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_OPEN_OF_MONTH = f"""s.brand = ? AND s.state IN ({_OPEN}) AND coalesce(
  nullif(s.period, ''), substr(s.issued_on, 1, 7), substr(s.made_at, 1, 7)) <= ?"""
_STATEMENTS_OPEN = f"""
SELECT s.number, coalesce((SELECT sum(l.amount_fen) FROM statement_line l
  WHERE l.statement_id = s.id AND l.void_reason = '' AND l.state <> 'SPLIT'), 0)
FROM statement s WHERE {_OPEN_OF_MONTH} ORDER BY s.id"""
_LINES_UNDECIDED = f"""
SELECT s.number || ' / ' || l.row, coalesce(l.amount_fen, 0)
FROM statement s JOIN statement_line l ON l.statement_id = s.id
WHERE {_OPEN_OF_MONTH} AND l.void_reason = '' AND l.decision = ''
  AND l.state NOT IN ('EXACT', 'WITHIN_TOL', 'DEDUCTION', 'SPLIT') ORDER BY l.id"""
_UNSUBMITTED = """
SELECT c.claim_number, c.total_fen FROM claim c JOIN visit v ON v.id = c.visit_id
WHERE c.brand = ? AND c.state IN ('TO_SUBMIT', 'REPAIRING')
  AND v.finished_at >= ? AND v.finished_at < ? ORDER BY c.id"""
_DEDUCTIONS = """
SELECT number, amount_fen FROM deduction
WHERE brand = ? AND state = 'OPEN' AND void_reason = '' AND due_on < ? ORDER BY id"""
_DAYS = """
SELECT DISTINCT opened_on, 0 FROM claim WHERE opened_on BETWEEN ? AND ?
EXCEPT SELECT day, 0 FROM day_close WHERE void_reason = '' ORDER BY 1"""
_INVOICES = """
SELECT i.number, i.kind, i.issued_on, i.payer, i.amount_fen, i.tax_fen, i.amount_fen + i.tax_fen,
  coalesce((SELECT b.number FROM invoice b WHERE b.id = i.credits), ''), i.corrects
FROM invoice i WHERE i.brand = ? AND i.issued_on BETWEEN ? AND ? AND i.void_reason = ''
ORDER BY i.issued_on, i.id"""
_VOIDS = """
SELECT claim_number, 'claim', void_reason FROM claim
WHERE brand = ? AND state = 'VOID' AND opened_on BETWEEN ? AND ?
UNION ALL SELECT number, 'statement', void_reason FROM statement
WHERE brand = ? AND void_reason <> '' AND made_at >= ? AND made_at < ?
UNION ALL SELECT number, 'deduction', void_reason FROM deduction
WHERE brand = ? AND void_reason <> '' AND made_at >= ? AND made_at < ?
UNION ALL SELECT number, 'invoice', void_reason FROM invoice
WHERE brand = ? AND void_reason <> '' AND made_at >= ? AND made_at < ?
UNION ALL SELECT number, 'write_off', void_reason FROM write_off
WHERE brand = ? AND void_reason <> '' AND proposed_at >= ? AND proposed_at < ?
ORDER BY 2, 1"""
_CORRECTIONS = """
SELECT s.number, 'statement', s.corrects, coalesce((SELECT sum(l.amount_fen) FROM statement_line l
  WHERE l.statement_id = s.id AND l.void_reason = '' AND l.state <> 'SPLIT'), 0)
FROM statement s WHERE s.corrects <> '' AND s.void_reason = '' AND s.brand = ?
  AND s.confirmed_on BETWEEN ? AND ?
UNION ALL SELECT number, 'deduction', corrects, amount_fen FROM deduction
WHERE corrects <> '' AND void_reason = '' AND brand = ?
  AND coalesce(taken_on, noticed_on, substr(made_at, 1, 10)) BETWEEN ? AND ?
UNION ALL SELECT number, 'invoice', corrects, amount_fen FROM invoice
WHERE corrects <> '' AND void_reason = '' AND brand = ? AND issued_on BETWEEN ? AND ?
UNION ALL SELECT number, 'receipt', corrects, amount_fen FROM receipt
WHERE corrects <> '' AND brand = ? AND received_on BETWEEN ? AND ?
UNION ALL SELECT number, 'write_off', corrects, amount_fen FROM write_off
WHERE corrects <> '' AND state = 'APPROVED' AND brand = ? AND decided_on BETWEEN ? AND ?
ORDER BY 2, 1"""
_SERIES = "SELECT kind, site, year, last FROM number_series WHERE year = ?"
_TABLES = {
    CLAIM: ("claim", "claim_number"),
    STATEMENT: ("statement", "number"),
    DEDUCTION: ("deduction", "number"),
    RECEIPT: ("receipt", "number"),
    WRITE_OFF: ("write_off", "number"),
}
MOST = 200
"""Numbers that are named of one kind."""


class Waiting(NamedTuple):
    """One thing that waits: its number and its amount in fen."""

    name: str
    amount_fen: int


class MonthLists:
    """Reads the lists of one month by ``query``."""

    def __init__(self, query: Query, span: Span, money: MonthMoney) -> None:
        self._query, self._span, self._money = query, span, money

    def _waiting(self, sql: str, *values: str) -> list[Waiting]:
        return [Waiting(str(name), int(fen)) for name, fen in self._query(sql, values)]

    def statements_open(self) -> list[Waiting]:
        """Return the statements up to this month that are not confirmed."""
        return self._waiting(_STATEMENTS_OPEN, self._span.brand, self._span.first[:7])

    def lines_undecided(self) -> list[Waiting]:
        """Return the lines of those statements of which nobody said what becomes of them."""
        return self._waiting(_LINES_UNDECIDED, self._span.brand, self._span.first[:7])

    def claims_unsubmitted(self) -> list[Waiting]:
        """Return the claims whose repair ended in the month and that are not filed."""
        span = self._span
        return self._waiting(_UNSUBMITTED, span.brand, span.begins, span.ends)

    def receipts_unallocated(self) -> list[Waiting]:
        """Return receipts until the end of the month with money that is for nothing yet."""
        return [Waiting(*one) for one in self._money.unallocated(self._span.last)]

    def deductions_overdue(self, today: str) -> list[Waiting]:
        """Return deductions that nobody accepted or disputed within their clock."""
        return self._waiting(_DEDUCTIONS, self._span.brand, today)

    def days_unclosed(self) -> list[Waiting]:
        """Return the days on which claims were opened and that were not closed."""
        return self._waiting(_DAYS, self._span.first, self._span.last)

    def receipts(self) -> tuple[ListedReceipt, ...]:
        """Return what came on the account in the month."""
        return self._money.listed(self._span.first, self._span.last)

    def invoices(self) -> tuple[ListedInvoice, ...]:
        """Return the invoices issued in the month."""
        return tuple(ListedInvoice(*row) for row in self._query(_INVOICES, self._days))

    @property
    def _days(self) -> tuple[str, str, str]:
        return self._span.brand, self._span.first, self._span.last

    def voids(self) -> tuple[VoidNumber, ...]:
        """Return the numbers given in the month that are void."""
        span = self._span
        instants = (span.brand, span.begins, span.ends)
        rows = self._query(_VOIDS, (*self._days, *instants * 4))
        return tuple(VoidNumber(*row) for row in rows)

    def corrections(self) -> tuple[Correction, ...]:
        """Return what was booked in the month to put a closed one right."""
        rows = self._query(_CORRECTIONS, self._days * 5)
        return tuple(Correction(*row) for row in rows)

    def missing(self) -> tuple[str, ...]:
        """Return numbers of the month's year that were given and are nowhere, the first of them."""
        found: list[str] = []
        for kind, site, year, last in self._query(_SERIES, (int(self._span.first[2:4]),)):
            if kind in _TABLES:
                found += self._gaps(kind, site, year, last)
        return tuple(found[:MOST])

    def _gaps(self, kind: str, site: int, year: int, last: int) -> Iterator[str]:
        table, column = _TABLES[kind]
        sample = _written(kind, site, year, 0)
        head = sample[: sample.index("-")]
        within = f"FROM {table} WHERE {column} > ? AND {column} < ?"
        bounds = (f"{head}-", f"{head}.")
        if self._query(f"SELECT count(*) {within}", bounds)[0][0] >= last:
            return
        there = {row[0] for row in self._query(f"SELECT {column} {within}", bounds)}
        numbers = (_written(kind, site, year, number) for number in range(1, last + 1))
        yield from (number for number in numbers if number not in there)

    def journal_broken(self, anchor: str = "") -> list[Waiting]:
        """Return where the journal breaks since an anchor (``seq:head``), without one since the
        month began."""
        told, _colon, head = anchor.partition(":")
        seq = int(told) if anchor else self._before(self._span.begins)
        rows = self._query("SELECT hash FROM journal WHERE seq = ?", (seq,)) if seq else []
        if seq and (not rows or not rows[0][0].startswith(head)):
            return [Waiting(str(seq), 0)]
        walk = chain_rows(self._query, seq)
        start = (seq, rows[0][0]) if rows else ()
        return [Waiting(f"{at}: {what}", 0) for at, what in chain_problems(walk, *start)]

    def _before(self, instant: str) -> int:
        """Return the last entry before an instant; entries lie in order of time."""
        low, high = 0, int(self._query("SELECT coalesce(max(seq), 0) FROM journal")[0][0])
        while low < high:
            middle = (low + high + 1) // 2
            rows = self._query("SELECT utc FROM journal WHERE seq = ?", (middle,))
            if rows and rows[0][0] < instant:
                low = middle
            else:
                high = middle - 1
        return low


def _written(kind: str, site: int, year: int, number: int) -> str:
    if kind == CLAIM:
        return claim_number(site, year, number)
    return short_number(kind, site, year, number)
