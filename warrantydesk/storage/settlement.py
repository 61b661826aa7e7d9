"""Stores of statements, deductions, invoices, receipts, write-offs and closed months."""

from datetime import date
from typing import NamedTuple

from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import Statement, StatementLine, StatementState
from warrantydesk.domain.settlement.statement_views import PROBLEMS
from warrantydesk.domain.settlement.write_off import ReceivableNote, WriteOff
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    DeductionRow,
    InvoiceRow,
    MonthCloseRow,
    ReceiptRow,
    ReceiptShareRow,
    ReceivableNoteRow,
    StatementLineRow,
    StatementRow,
    WriteOffRow,
)


class LinesTold(NamedTuple):
    """What the lines of a statement come to; net fen. Split lines speak through their parts."""

    lines: int
    settled_fen: int
    unassigned_fen: int
    beside_fen: int
    tax_fen: int
    fresh: int
    """Lines that were not matched yet."""
    undecided: int
    """Lines that do not simply agree and of which nobody said what becomes of them."""
    differing: int
    """Lines that do not simply agree."""


IN_PROBLEMS = ", ".join(f"'{state}'" for state in PROBLEMS)
"""The states of lines about which the clerk must say something, as SQL lists them."""
_TOLD = f"""
SELECT count(*),
  coalesce(sum(CASE WHEN kind = 'claim' THEN amount_fen END), 0),
  coalesce(sum(CASE WHEN kind = 'claim' AND (claim_id IS NULL OR decision = 'not_ours')
                    THEN amount_fen END), 0),
  coalesce(sum(CASE WHEN kind = 'deduction' THEN amount_fen END), 0),
  coalesce(sum(tax_fen), 0),
  coalesce(sum(state = 'NEW'), 0),
  coalesce(sum(state IN ({IN_PROBLEMS}) AND decision = ''), 0),
  coalesce(sum(state IN ({IN_PROBLEMS})), 0)
FROM statement_line WHERE statement_id = ? AND void_reason = '' AND state <> 'SPLIT'"""


class StatementStore(Store[Statement]):
    """The payers' statements."""

    TABLE, KIND = StatementRow, Statement

    def states(self) -> dict[int, StatementState]:
        """Return the state of every statement by its id."""
        rows = self._db.query("SELECT id, state FROM statement")
        return {int(number): StatementState(state) for number, state in rows}


class StatementLineStore(Store[StatementLine]):
    """The lines of statements; payers write plates and names of customers in them."""

    TABLE, KIND = StatementLineRow, StatementLine
    PERSONAL = frozenset({"plate", "text", "raw", "problem_cell"})

    def told(self, statement_id: int) -> LinesTold:
        """Return what the lines of a statement come to."""
        return LinesTold(*self._db.query(_TOLD, (statement_id,))[0])


class DeductionStore(Store[Deduction]):
    """What payers take and give beside the claims."""

    TABLE, KIND = DeductionRow, Deduction


class InvoiceStore(Store[Invoice]):
    """Invoices to payers."""

    TABLE, KIND = InvoiceRow, Invoice
    PERSONAL = frozenset({"recipient", "recipient_phone", "recipient_address"})

    def of_statement(self, statement_id: int) -> list[Invoice]:
        """Return the invoices for a statement that are not void, red ones among them."""
        rows = self._db.query(
            "SELECT id FROM invoice WHERE void_reason = '' AND EXISTS (SELECT 1 FROM"
            " json_each(shares) WHERE json_extract(value, '$.statement_id') = ?)",
            (statement_id,),
        )
        return self.several(number for (number,) in rows)


class ReceiptStore(Store[Receipt]):
    """Money on the account; a receipt is taken back by another one."""

    TABLE, KIND = ReceiptRow, Receipt


class ReceiptShareStore(Store[ReceiptShare]):
    """What receipts are for."""

    TABLE, KIND = ReceiptShareRow, ReceiptShare

    def of_statement(self, statement_id: int) -> tuple[int, int]:
        """Return what arrived for a statement: with tax, and what of that is net; fen."""
        rows = self._db.query(
            "SELECT coalesce(sum(net_fen + tax_fen), 0), coalesce(sum(net_fen), 0)"
            " FROM receipt_share WHERE statement_id = ?",
            (statement_id,),
        )
        return int(rows[0][0]), int(rows[0][1])

    def last_day(self, statement_id: int) -> date | None:
        """Return the last day on which money came for a statement."""
        rows = self._db.query(
            "SELECT max(r.received_on) FROM receipt_share s JOIN receipt r ON r.id = s.receipt_id"
            " WHERE s.statement_id = ? AND s.net_fen + s.tax_fen > 0",
            (statement_id,),
        )
        return date.fromisoformat(rows[0][0]) if rows[0][0] else None


class WriteOffStore(Store[WriteOff]):
    """Money that is given up."""

    TABLE, KIND = WriteOffRow, WriteOff


class ReceivableNoteStore(Store[ReceivableNote]):
    """Why money still stands."""

    TABLE, KIND = ReceivableNoteRow, ReceivableNote


class MonthCloseStore(Store[MonthClose]):
    """Closed months."""

    TABLE, KIND = MonthCloseRow, MonthClose

    def closed(self, brand: str) -> frozenset[str]:
        """Return the closed months of a brand, as ``2026-10``."""
        return frozenset(one.month for one in self.find(brand=brand))
