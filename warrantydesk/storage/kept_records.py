"""Records of ended claims by their age, with what keeps them; read oldest first."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from warrantydesk.storage.blocks import blocks, marks
from warrantydesk.storage.database import Database

_ENDED = "'NO_PART', 'ACCEPTED', 'REFUSED_FINAL', 'SCRAPPED', 'WRITTEN_OFF', 'VOID'"
_ROWS = f"""
SELECT c.id, c.claim_number, c.brand, c.vehicle_vin, c.state, c.type,
  coalesce(v.finished_at, c.closed_at, c.submitted_at, c.created_at, c.opened_on),
  (SELECT l.disposal_id FROM disposal_line l JOIN disposal d ON d.id = l.disposal_id
    WHERE l.claim_id = c.id AND l.held_reason = '' AND d.state IN ('PROPOSED', 'APPROVED')),
  EXISTS (SELECT 1 FROM demand d WHERE d.vehicle_id = c.vehicle_id AND d.finished_on IS NULL
    AND d.void_reason = ''),
  coalesce((SELECT c.approved_fen - a.paid_fen - a.deducted_fen - a.written_off_fen
    FROM claim_account a WHERE a.claim_id = c.id), coalesce(c.approved_fen, 0)) <> 0
    AND c.state <> 'VOID',
  EXISTS (SELECT 1 FROM deduction d WHERE d.claim_id = c.id AND d.void_reason = ''
    AND d.state IN ('OPEN', 'DISPUTED')),
  EXISTS (SELECT 1 FROM charge_back b WHERE b.claim_id = c.id AND b.void_reason = ''
    AND b.outcome = ''),
  EXISTS (SELECT 1 FROM appeal a WHERE a.claim_id = c.id AND a.void_reason = ''
    AND a.state IN ('DRAFT', 'FILED')),
  EXISTS (SELECT 1 FROM old_part p WHERE p.claim_id = c.id AND p.state NOT IN ({_ENDED})),
  EXISTS (SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
    WHERE l.claim_id = c.id AND l.void_reason = '' AND s.state NOT IN ('CLOSED', 'VOID')),
  c.id IN (SELECT claim_id FROM complaint WHERE stage IN ('OPEN', 'HANDLING')
    AND claim_id IS NOT NULL)
FROM claim c CROSS JOIN visit v ON v.id = c.visit_id
WHERE """
_ENDED_BEFORE = """c.opened_on <= ? AND +c.state IN ('CLOSED', 'VOID')
  AND (c.redaction_id IS NULL OR c.owner_name <> '')
ORDER BY c.opened_on LIMIT ?"""
"""By day alone: the index walks in this order and stops at the limit."""
_FLAGS = 8


class KeptRecord(NamedTuple):
    """A claim with the instant from which its time runs (UTC text, or a day)."""

    id: int
    claim_number: str
    brand: str
    vin: str
    state: str
    type: str
    finished_at: str
    disposal_id: int | None
    flags: tuple[bool, ...]
    """What keeps it, in the order of ``Against``."""


class KeptRecords:
    """Reads which records may be disposed of; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def opened_by(self, day: str, limit: int) -> list[KeptRecord]:
        """Return ended claims opened on a day or before, the oldest first."""
        rows = self._db.query(_ROWS + _ENDED_BEFORE, (day, limit))
        return sorted((_record(row) for row in rows), key=lambda one: (one.finished_at, one.id))

    def of(self, claim_ids: Iterable[int]) -> dict[int, KeptRecord]:
        """Return the records of claims, ended or not, by their ids."""
        found: dict[int, KeptRecord] = {}
        for some in blocks(claim_ids):
            rows = self._db.query(f"{_ROWS} c.id IN ({marks(some)}) ORDER BY c.id", some)
            found.update((int(row[0]), _record(row)) for row in rows)
        return found


def _record(row: tuple[Any, ...]) -> KeptRecord:
    flags = tuple(bool(flag) for flag in row[-_FLAGS:])
    return KeptRecord._make((*row[:-_FLAGS], flags))
