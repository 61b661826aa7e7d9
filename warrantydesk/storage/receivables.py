"""Receivables over all claims: sums by age in one pass, and the claims behind a sum.

A claim stands while money of it may still come (``Balance.receivable_fen`` is not 0), whatever
its state; the sums of the cells are the sums of those balances to the fen.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from warrantydesk.domain.settlement.cash import BANK_DAYS
from warrantydesk.domain.settlement.receivable import Age, AgeCell, Stage, Wanted
from warrantydesk.domain.settlement.statement import COMING_STATES, OPEN_STATES
from warrantydesk.storage.database import Database

Query = Callable[..., list[tuple[Any, ...]]]
_NAME = re.compile(r":(\w+)")
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_COMING = ", ".join(f"'{state}'" for state in COMING_STATES)
_BANK_SPAN = BANK_DAYS + 2
"""Days that a bank takes where a weekend lies among its working days."""
_UNDER_WAY = "'SUBMITTED', 'RETURNED', 'APPEALED', 'APPROVED'"
_STILL_MOVING = f"""(c.state IN ({_UNDER_WAY}) OR (c.state <> 'VOID' AND c.id IN (
    SELECT claim_id FROM claim_account
    WHERE state IN ('APPROVED', 'ON_STATEMENT', 'INVOICED', 'SHORT', 'CHARGED_BACK'))))"""
"""Claims of which money may still come, without those whose account is even."""
_APPROVED = """CASE WHEN c.state IN ('SUBMITTED', 'RETURNED') OR c.total_fen = 0 THEN 0
                ELSE coalesce(c.approved_fen, 0) END"""
_MONEY = f"""
on_open(claim_id) AS (
  SELECT DISTINCT l.claim_id FROM statement s JOIN statement_line l ON l.statement_id = s.id
  WHERE s.state IN ({_OPEN}) AND l.claim_id IS NOT NULL AND l.void_reason = ''
    AND l.kind = 'claim' AND l.decision <> 'not_ours'),
fought(claim_id) AS (
  SELECT DISTINCT claim_id FROM deduction
  WHERE state = 'DISPUTED' AND claim_id IS NOT NULL AND void_reason = ''),
money AS (
  SELECT c.id, c.brand, c.payer, c.clerk, c.state, a.statement_id,
    {_APPROVED} - coalesce(a.paid_fen + a.deducted_fen + a.written_off_fen, 0)
    + CASE c.state WHEN 'SUBMITTED' THEN c.total_fen WHEN 'RETURNED' THEN c.total_fen
      WHEN 'APPEALED' THEN min(c.total_fen - {_APPROVED}, max(0, (
        SELECT coalesce(sum(p.asked_fen), 0) FROM appeal p
        WHERE p.claim_id = c.id AND p.void_reason = '' AND p.state = 'FILED')))
      ELSE 0 END AS fen,
    c.submitted_at
  FROM claim c LEFT JOIN claim_account a ON a.claim_id = c.id
  WHERE c.submitted_at IS NOT NULL AND {{states}}),
asked AS (
  SELECT m.id, m.brand, m.payer, m.clerk, m.state, m.fen, m.submitted_at,
    CASE WHEN s.state IN ('RECEIVED', 'CLOSED') THEN coalesce((
        SELECT max(b.id) FROM statement_line l JOIN statement b ON b.id = l.statement_id
        WHERE l.claim_id = m.id AND l.void_reason = '' AND l.decision <> 'not_ours'
          AND b.state IN ({_COMING})), m.statement_id)
      ELSE m.statement_id END AS statement_id
  FROM money m LEFT JOIN statement s ON s.id = m.statement_id
  WHERE m.fen <> 0),
standing AS MATERIALIZED (
  SELECT m.*, s.state AS at, s.due_on AS due, s.number AS statement, s.remitted_on,
    coalesce((SELECT taken_at FROM submission
              WHERE claim_id = m.id AND number = 1), m.submitted_at) AS filed,
    CASE WHEN m.fen < 0 THEN 'owed'
      WHEN m.state = 'APPEALED' OR m.id IN fought THEN 'disputed'
      WHEN (s.id IS NULL OR s.state IN ('RECEIVED', 'CLOSED')) AND m.id IN on_open
        THEN 'on_statement'
      WHEN s.id IS NULL AND m.state IN ('SUBMITTED', 'RETURNED') THEN 'filed'
      WHEN s.id IS NULL THEN 'approved'
      WHEN s.state = 'CONFIRMED' THEN 'to_invoice'
      WHEN s.state IN ('INVOICED', 'INVOICE_SENT', 'INVOICE_ACCEPTED') THEN 'invoiced'
      WHEN s.state = 'REMITTED' THEN 'remitted'
      ELSE 'short' END AS stage
  FROM asked m LEFT JOIN statement s ON s.id = m.statement_id),
told AS (
  SELECT *, fen > 0
    AND filed < coalesce((SELECT cut FROM explain WHERE explain.brand = standing.brand), '')
    AND NOT (stage IN ('to_invoice', 'invoiced', 'remitted')
             AND coalesce(due, date(remitted_on, '+{_BANK_SPAN} days'), '') >= :today)
    AND NOT EXISTS (
      SELECT 1 FROM receivable_note n WHERE n.claim_id = standing.id AND n.void_reason = ''
        AND n.reason_code <> 'reported' AND (n.until_on IS NULL OR n.until_on >= :today)) AS silent,
    CASE WHEN filed >= :to15 THEN '0-15' WHEN filed >= :to30 THEN '16-30'
      WHEN filed >= :to60 THEN '31-60' WHEN filed >= :to90 THEN '61-90' ELSE '90+' END AS age
  FROM standing)"""
_AGES = """
SELECT brand, payer, clerk, stage, age, count(*), sum(fen), sum(silent), sum(silent * fen)
FROM told WHERE {where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""
_ROWS = """
SELECT t.id, c.claim_number, c.codes_maker_claim_number, t.brand, t.payer, t.clerk,
  c.vehicle_plate, c.vehicle_vin, c.vehicle_model_code, t.state, t.stage, t.filed, t.fen,
  c.total_fen, {approved}, coalesce(a.paid_fen, 0), c.answered_on, c.due_on, t.statement,
  t.statement_id, t.due, n.text, n.reason_code, n.written_by, n.until_on, t.silent
FROM told t JOIN claim c ON c.id = t.id LEFT JOIN claim_account a ON a.claim_id = t.id
LEFT JOIN receivable_note n ON n.id = (
  SELECT max(id) FROM receivable_note WHERE claim_id = t.id AND void_reason = '')
WHERE {where} ORDER BY t.filed, t.id LIMIT :most"""
_STATEMENTS = f"""
SELECT l.claim_id, s.id, s.number FROM statement_line l JOIN statement s ON s.id = l.statement_id
WHERE l.claim_id IN ({{marks}}) AND l.void_reason = '' AND s.state IN ({_OPEN}) ORDER BY s.id"""
_AT_ONCE = 400
_FILED = "SELECT min(brand) FROM claim WHERE submitted_at IS NOT NULL"
_BRANDS = f"""
WITH RECURSIVE filed(brand) AS (
    {_FILED} UNION ALL
    SELECT ({_FILED} AND brand > filed.brand) FROM filed WHERE filed.brand IS NOT NULL)
SELECT brand FROM filed WHERE EXISTS (
    SELECT 1 FROM claim c WHERE c.brand = filed.brand AND c.submitted_at IS NOT NULL
    AND c.state <> 'VOID')"""
"""Steps from brand to brand in the index: DISTINCT would walk every claim."""
_IDS = "SELECT id FROM told WHERE {where} ORDER BY id DESC"
_COUNT = "SELECT count(*), coalesce(sum(fen), 0) FROM told t WHERE {where}"


@dataclass(frozen=True)
class Days:
    """The days against which ages are counted, as instants in UTC text."""

    today: date
    ends: Mapping[Age, str]
    """Age → the first instant of its oldest day."""
    explain: Mapping[str, str] = field(default_factory=dict)
    """Brand → the instant before which a receivable needs an explanation."""

    @property
    def values(self) -> dict[str, object]:
        """The values of the query."""
        ages = (Age.UP_TO_15, Age.UP_TO_30, Age.UP_TO_60, Age.UP_TO_90)
        ends = {
            name: self.ends[age]
            for name, age in zip(("to15", "to30", "to60", "to90"), ages, strict=True)
        }
        return {"today": self.today.isoformat(), **ends}


class StandingRow(NamedTuple):
    """One claim whose money may still come, as it is stored; net fen, days as text."""

    claim_id: int
    number: str
    maker_number: str
    brand: str
    payer: str
    clerk: str
    plate: str
    vin: str
    model: str
    state: str
    stage: str
    filed: str
    fen: int
    claimed_fen: int
    approved_fen: int
    paid_fen: int
    answered_on: str | None
    claim_due: str | None
    statement: str | None
    statement_id: int | None
    statement_due: str | None
    note: str | None
    note_code: str | None
    note_by: str | None
    until_on: str | None
    silent: int


class ReceivableStore:
    """Reads receivables; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ages(self, days: Days, wanted: Wanted, query: Query | None = None) -> tuple[AgeCell, ...]:
        """Return the sums by brand, payer, clerk, stage and age.

        ``query`` is the reader of a worker, by default this thread's connection.
        """
        return sums_by_age(query or self._db.query, days, wanted)

    def ages_apart(self, days: Days, wanted: Wanted) -> tuple[AgeCell, ...]:
        """Return what ``ages`` does, in a worker: over a connection of its own."""
        with self._db.reader() as query:
            return self.ages(days, wanted, query)

    def rows(
        self, days: Days, wanted: Wanted, most: int, query: Query | None = None
    ) -> list[StandingRow]:
        """Return the claims behind a sum, those filed first in front, at most ``most``."""
        where, values = _where(wanted)
        head, more = _head(days, wanted)
        sql = head + _ROWS.format(where=_of_t(where), approved=_APPROVED)
        found = (query or self._db.query)(
            *_bound(sql, {**days.values, **values, **more, "most": most})
        )
        return [StandingRow(*row) for row in found]

    def count(self, days: Days, wanted: Wanted) -> tuple[int, int]:
        """Return how many claims stand behind a sum, and the sum."""
        where, values = _where(wanted)
        head, more = _head(days, wanted)
        sql = head + _COUNT.format(where=_of_t(where))
        n, fen = self._db.query(*_bound(sql, {**days.values, **values, **more}))[0]
        return n, fen

    def open_statements(self, claim_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
        """Return id and number of the open statement on which each of the claims stands."""
        found: dict[int, tuple[int, str]] = {}
        for start in range(0, len(claim_ids), _AT_ONCE):
            some = claim_ids[start : start + _AT_ONCE]
            sql = _STATEMENTS.format(marks=",".join("?" * len(some)))
            rows = self._db.query(sql, some)
            found |= {claim_id: (number, name) for claim_id, number, name in rows}
        return found

    def brands(self) -> tuple[str, ...]:
        """Return the brands that have claims that were filed."""
        return tuple(sorted(brand for (brand,) in self._db.query(_BRANDS)))


def sums_by_age(query: Query, days: Days, wanted: Wanted) -> tuple[AgeCell, ...]:
    """Return receivables by brand, payer, clerk, stage and age, by any reader."""
    where, values = _where(wanted)
    head, more = _head(days, wanted)
    sql = head + _AGES.format(where=where)
    return tuple(
        AgeCell(brand, payer, clerk, Stage(stage), Age(age), n, fen, silent, silent_fen)
        for brand, payer, clerk, stage, age, n, fen, silent, silent_fen in query(
            *_bound(sql, {**days.values, **values, **more})
        )
    )


def claims_standing(query: Query, days: Days, wanted: Wanted) -> list[int]:
    """Return the claims behind sums of ``sums_by_age``, newest first."""
    where, values = _where(wanted)
    head, more = _head(days, wanted)
    sql = head + _IDS.format(where=where)
    return [row[0] for row in query(*_bound(sql, {**days.values, **values, **more}))]


def _where(wanted: Wanted) -> tuple[str, dict[str, object]]:
    """Return the condition over ``told`` and its values."""
    asked: dict[str, object] = {
        "brand": wanted.brand or None,
        "payer": wanted.payer,
        "clerk": wanted.clerk,
        "stage": wanted.stage and str(wanted.stage),
        "age": wanted.age and str(wanted.age),
    }
    parts = [f"{name} = :{name}" for name, value in asked.items() if value is not None]
    if wanted.filed_before:
        asked["filed_before"] = wanted.filed_before
        parts.append("filed < :filed_before")
    if wanted.unexplained:
        parts.append("silent")
    values = {name: value for name, value in asked.items() if value is not None}
    return " AND ".join(parts) or "1", values


def _of_t(where: str) -> str:
    return where if where == "1" else " AND ".join(f"t.{part}" for part in where.split(" AND "))


def _head(days: Days, wanted: Wanted) -> tuple[str, dict[str, object]]:
    """Return the common tables before the question, and the days from which brands want words."""
    values: dict[str, object] = {}
    marks = []
    for number, (brand, cut) in enumerate(sorted(days.explain.items())):
        values |= {f"brand{number}": brand, f"cut{number}": cut}
        marks.append(f"(:brand{number}, :cut{number})")
    explain = f"VALUES {', '.join(marks)}" if marks else "SELECT '', ''"
    states = _STILL_MOVING if wanted.under_way else "c.state <> 'VOID'"
    money = _MONEY.format(states=states)
    return f"WITH explain(brand, cut) AS ({explain}),{money}", values


def _bound(sql: str, values: Mapping[str, object]) -> tuple[str, Sequence[object]]:
    """Return a statement with plain marks instead of names, and the values in their order."""
    order = [values[name] for name in _NAME.findall(sql)]
    return _NAME.sub("?", sql), order
