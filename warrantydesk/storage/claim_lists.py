"""Plain rows of claims, their lines and inspections for lists that leave the desk.

First the ids of the claims are found, in one pass; then their rows are read a few thousand at a
time, in the order of the ids. So a list of given claims is read as one of a period is, and no
number of claims fills the memory.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from warrantydesk.storage.database import Database

AT_ONCE = 2000
DAYS: Mapping[str, str] = {
    "opened": "opened_on",
    "submitted": "date(submitted_at, {zone})",
    "answered": "answered_on",
    "closed": "date(closed_at, {zone})",
}
"""Day of a claim by which a list may be asked for → how it is read."""
_IDS = """
SELECT id FROM claim WHERE {when}
AND ?3 IN ('', brand) AND (?4 = '' OR instr(?4, ',' || state || ',')) ORDER BY id"""
_APPROVED = """CASE WHEN c.submitted_at IS NULL OR c.state IN ('SUBMITTED', 'RETURNED', 'VOID')
  OR c.total_fen = 0 THEN 0 ELSE coalesce(c.approved_fen, 0) END"""
_GIVEN = "json_each(?1) j JOIN claim c ON c.id = j.value"
_OF_LINE = """(SELECT t.approved_fen FROM answer_line t WHERE t.claim_id = c.id
    AND t.kind = '{kind}' AND t.line = l.position + 1 AND t.approved_fen IS NOT NULL
    ORDER BY t.id DESC LIMIT 1)"""
_HEAD = """c.claim_number, c.state, c.brand, c.vehicle_vin, c.vehicle_model_code, c.opened_on"""
_MONEY = f"""c.total_fen, {_APPROVED}, c.answered_on, coalesce(a.paid_fen, 0)"""
_LISTS: Mapping[str, str] = {
    "claims": f"""
SELECT c.claim_number, c.codes_maker_claim_number, c.type, c.state, c.brand, c.payer,
  c.vehicle_vin, c.vehicle_plate, c.vehicle_model_code, v.repair_order, c.opened_on, v.mileage_km,
  c.submitted_at, c.answered_on, c.closed_at, c.clerk, c.codes_fault_code, p.old_part_no,
  p.new_part_name, p.old_supplier_code, c.total_fen, {_APPROVED}, coalesce(a.paid_fen, 0),
  coalesce(a.deducted_fen, 0), coalesce(a.written_off_fen, 0), a.paid_on
FROM {_GIVEN} JOIN visit v ON v.id = c.visit_id
LEFT JOIN claim_account a ON a.claim_id = c.id
LEFT JOIN part_line p ON p.claim_id = c.id AND p.position = (
  SELECT min(position) FROM part_line WHERE claim_id = c.id AND causal = 1)
ORDER BY j.key""",
    "part_lines": f"""
SELECT {_HEAD}, l.position + 1, l.causal, l.treatment, l.new_part_no, l.new_part_name,
  l.old_part_no, l.old_supplier_code, l.old_serial, l.quantity, l.unit_price_fen, l.pay_by,
  {_OF_LINE.format(kind="part")}, {_MONEY}
FROM {_GIVEN} JOIN part_line l ON l.claim_id = c.id LEFT JOIN claim_account a ON a.claim_id = c.id
ORDER BY j.key, l.position""",
    "labour_lines": f"""
SELECT {_HEAD}, l.position + 1, l.main, l.code, l.name, l.hours, l.extra_hours, l.extra_reason,
  l.unit_price_fen, l.pay_by, {_OF_LINE.format(kind="labour")},
  coalesce((SELECT group_concat(DISTINCT w.technician) FROM work_time w
    WHERE w.claim_id = c.id AND w.void_reason = '' AND w.labour_code IN ('', l.code)),
    v.technician), {_MONEY}
FROM {_GIVEN} JOIN labour_line l ON l.claim_id = c.id JOIN visit v ON v.id = c.visit_id
LEFT JOIN claim_account a ON a.claim_id = c.id ORDER BY j.key, l.position""",
    "inspections": f"""
SELECT {_HEAD}, i.number, i.started_at, i.cause_class, i.conclusion, i.major, i.reason,
  (SELECT group_concat(s.name, ', ') FROM inspection_signature s WHERE s.inspection_id = i.id),
  (SELECT max(s.signed_at) FROM inspection_signature s WHERE s.inspection_id = i.id)
FROM {_GIVEN} JOIN inspection i ON i.claim_id = c.id AND i.number = (
  SELECT max(number) FROM inspection WHERE claim_id = c.id)
ORDER BY j.key""",
}
Step = Callable[[int, int], object]


class Asked(NamedTuple):
    """Which claims: first and last day (ISO, '' for none), brand and states, empty for all."""

    first: str
    last: str
    brand: str = ""
    states: tuple[str, ...] = ()
    day: str = "opened"
    minutes: int = 0
    """How far the desk's clock is before UTC."""


class ClaimListStore:
    """Opens a reader of its own for every list, so that a worker may ask."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ids(self, asked: Asked) -> "array[int]":
        """Return the ids of the claims asked for, in the order they were entered."""
        day = DAYS[asked.day].format(zone=f"'{asked.minutes:+d} minutes'")
        # A claim without that day counts where every day does.
        when = f"{day} BETWEEN ?1 AND ?2" if asked.first else f"coalesce({day}, '') <= ?2"
        states = f",{','.join(asked.states)}," if asked.states else ""
        sql = _IDS.format(when=when)
        with self._db.reader() as query:
            found = query(sql, (asked.first, asked.last, asked.brand, states))
        return array("q", (number for (number,) in found))

    def rows(self, code: str, ids: Sequence[int], step: Step) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a list for claims by their ids, in their order.

        ``step`` is called before each page with how many claims of how many are read; what it
        raises ends the reading. Raises KeyError for a list that is not offered.
        """
        sql = _LISTS[code]
        with self._db.reader() as query:
            for start in range(0, len(ids), AT_ONCE):
                step(start, len(ids))
                page = json.dumps(list(ids[start : start + AT_ONCE]))
                yield from query(sql, (page,))
        step(len(ids), len(ids))
