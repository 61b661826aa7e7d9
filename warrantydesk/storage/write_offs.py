"""Write-offs with their claims, and the claims whose money may have to be given up."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import day_of
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.storage.database import Database
from warrantydesk.storage.settlement import WriteOffStore

_LEDGER = """
SELECT w.id, c.claim_number, c.codes_maker_claim_number, c.vehicle_vin, c.vehicle_plate,
       c.opened_on, coalesce(c.approved_fen, 0),
       coalesce(c.approved_fen, 0) - coalesce(a.paid_fen + a.deducted_fen + a.written_off_fen, 0),
       coalesce((SELECT o.number FROM write_off o WHERE o.id = w.reverses), ''),
       coalesce((SELECT r.number FROM write_off r WHERE r.reverses = w.id), '')
FROM write_off w JOIN claim c ON c.id = w.claim_id LEFT JOIN claim_account a ON a.claim_id = c.id
WHERE {where} ORDER BY w.id DESC LIMIT {most}"""
_STANDING = """
SELECT c.id, c.claim_number, c.brand, c.payer, c.vehicle_vin, c.vehicle_plate, c.state,
       c.opened_on, c.approved_fen, coalesce(a.settled_fen, 0),
       c.approved_fen - coalesce(a.paid_fen + a.deducted_fen + a.written_off_fen, 0)
FROM claim c LEFT JOIN claim_account a ON a.claim_id = c.id
WHERE c.state = 'APPROVED' AND c.brand = ? AND c.approved_fen > 0
AND c.approved_fen - coalesce(a.paid_fen + a.deducted_fen + a.written_off_fen, 0) > 0
AND (c.opened_on <= ?
  OR (a.settled_fen <> 0 AND a.paid_fen <> 0
      AND c.approved_fen - a.paid_fen - a.deducted_fen - a.written_off_fen <= ?))
AND NOT EXISTS (SELECT 1 FROM write_off w WHERE w.claim_id = c.id AND w.state = 'PROPOSED')
ORDER BY c.opened_on, c.id LIMIT ?"""
_UNANSWERED = """
SELECT c.id, c.claim_number, c.brand, c.payer, c.vehicle_vin, c.vehicle_plate, c.state,
       c.opened_on, c.total_fen, 0, c.total_fen
FROM claim c
WHERE c.state IN ('SUBMITTED', 'RETURNED') AND +c.brand = ? AND c.opened_on <= ?
AND c.submitted_at IS NOT NULL
ORDER BY c.opened_on, c.id LIMIT ?"""
"""The plus keeps to the index of states: few claims wait, all of a brand were filed once."""
_BRANDS = "SELECT DISTINCT brand FROM claim WHERE state IN ('APPROVED', 'SUBMITTED', 'RETURNED')"


class WriteOffEntry(NamedTuple):
    """A write-off with its claim; net fen."""

    write_off: WriteOff
    claim_number: str
    maker_claim_number: str
    vin: str
    plate: str
    opened_on: date | None
    approved_fen: int
    outstanding_fen: int
    """What of the claim has no other name yet today."""
    reverses: str
    """Number of the write-off that this one takes back."""
    reversed_by: str
    """Number of the one that takes this one back."""


class StandingClaim(NamedTuple):
    """A claim whose money has not come; net fen."""

    claim_id: int
    claim_number: str
    brand: str
    payer: str
    vin: str
    plate: str
    state: State
    opened_on: date | None
    asked_fen: int
    settled_fen: int
    left_fen: int
    """What has no other name yet; of a claim without an answer all that it asks for."""


class WriteOffLists:
    """Reads the ledger of write-offs and what stands for long."""

    def __init__(self, db: Database, write_offs: WriteOffStore) -> None:
        self._db, self._write_offs = db, write_offs

    def ledger(
        self, states: Sequence[WriteOffState], brand: str, claim_id: int | None, most: int
    ) -> list[WriteOffEntry]:
        """Return the newest write-offs, of some states, of a brand, of a claim; or all."""
        tests, values = list[str](), list[object]()
        if states:
            tests.append(f"w.state IN ({', '.join('?' * len(states))})")
            values += map(str, states)
        if brand:
            tests.append("w.brand = ?")
            values.append(brand)
        if claim_id is not None:
            tests.append("w.claim_id = ?")
            values.append(claim_id)
        where = " AND ".join(tests) or "1"
        rows = self._db.query(_LEDGER.format(where=where, most=int(most)), values)
        found = {one.id: one for one in self._write_offs.several(row[0] for row in rows)}
        return [
            WriteOffEntry(found[number], claim, maker, vin, plate, day_of(opened), *rest)
            for number, claim, maker, vin, plate, opened, *rest in rows
        ]

    def brands(self) -> list[str]:
        """Return the brands with claims that wait for money."""
        return sorted(str(row[0]) for row in self._db.query(_BRANDS))

    def standing(
        self, brand: str, opened_by: date, small_fen: int, most: int
    ) -> list[StandingClaim]:
        """Return approved claims with money outstanding, oldest first.

        They were opened until ``opened_by``, or money came and at most ``small_fen`` is left.
        What is proposed already is left out.
        """
        values = (brand, opened_by.isoformat(), small_fen, most)
        return [_standing(row) for row in self._db.query(_STANDING, values)]

    def unanswered(self, brand: str, opened_by: date, most: int) -> list[StandingClaim]:
        """Return filed claims without the maker's answer, opened until a day, oldest first."""
        values = (brand, opened_by.isoformat(), most)
        return [_standing(row) for row in self._db.query(_UNANSWERED, values)]


def _standing(row: tuple[object, ...]) -> StandingClaim:
    made = StandingClaim(*row)  # type: ignore[arg-type]
    opened = str(made.opened_on) if made.opened_on else None
    return made._replace(state=State(made.state), opened_on=day_of(opened))
