"""Flat rows for the lists of the window: claims, pieces, counts."""

from collections.abc import Sequence
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.summaries import ClaimSummary, PieceSummary
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping

_CLAIMS = """
SELECT c.id, c.claim_number, c.type, c.state, c.brand, c.vehicle_vin AS vin,
       c.vehicle_plate AS plate, c.vehicle_model_code AS model_code, c.owner_name,
       c.narrative_complaint AS complaint, c.total_fen, c.clerk, c.opened_on, v.arrived_at,
       v.mileage_km, v.repair_order, c.due_on, c.approved_fen, c.submitted_at,
       c.codes_maker_claim_number AS maker_claim_number
FROM claim c JOIN visit v ON v.id = c.visit_id"""
PIECES = """
SELECT p.id, p.tag, p.part_no, p.part_name, p.state, p.tag_state, p.place, p.amount_fen,
       p.return_by, p.return_required, p.causal, p.hazard, p.claim_id, p.line, p.piece,
       c.claim_number, c.vehicle_vin AS vin, c.vehicle_plate AS plate, c.brand,
       p.supplier_code, p.paid_on, p.dispute_by, p.lent_to, p.lent_until, p.refusal_code,
       p.shipment_id, p.box, p.drained,
       (SELECT count(*) FROM old_part s
        WHERE s.claim_id = p.claim_id AND s.line = p.line AND s.state <> 'VOID') AS of_line,
       p.causal AND p.state IN ('SHELVED', 'RETURN_DUE') AND p.return_required AND EXISTS (
           SELECT 1 FROM old_part s
           WHERE s.claim_id = p.claim_id AND NOT s.causal AND s.return_required
             AND (s.causal_line IS NULL OR s.causal_line = p.line)
             AND s.state NOT IN ('NO_PART', 'VOID', 'SHELVED', 'RETURN_DUE', 'PACKED',
                                 'SHIPPED', 'OEM_RECEIVED', 'ACCEPTED')) AS related_away
FROM old_part p JOIN claim c ON c.id = p.claim_id"""
"""One row of ``PieceSummary`` each."""


class ListStore:
    """Reads lists; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._claims: RowMapping[ClaimSummary] = RowMapping(ClaimSummary)
        self._pieces: RowMapping[PieceSummary] = RowMapping(PieceSummary)

    def claims(self, ids: Sequence[int]) -> list[ClaimSummary]:
        """Return the summaries of claims in the order of ``ids``."""
        if not ids:
            return []
        marks = ",".join("?" * len(ids))
        rows = self._read(self._claims, f"{_CLAIMS} WHERE c.id IN ({marks})", list(ids))
        known = {row.id: row for row in rows}
        return [known[number] for number in ids if number in known]

    def claims_in(self, states: Sequence[State], limit: int = 200) -> list[ClaimSummary]:
        """Return the newest claims in some states."""
        marks = ",".join("?" * len(states))
        sql = f"{_CLAIMS} WHERE c.state IN ({marks}) ORDER BY c.id DESC LIMIT ?"
        return self._read(self._claims, sql, [*map(str, states), limit])

    def claims_of_vehicle(self, vehicle_id: int, limit: int = 50) -> list[ClaimSummary]:
        """Return the newest claims of a vehicle."""
        sql = f"{_CLAIMS} WHERE c.vehicle_id = ? ORDER BY c.id DESC LIMIT ?"
        return self._read(self._claims, sql, [vehicle_id, limit])

    def pieces(
        self, where: str = "", values: Sequence[Any] = (), limit: int = 1000
    ) -> list[PieceSummary]:
        """Return pieces by one of the shelf's questions."""
        condition = {
            "": "1",
            "claim": "p.claim_id = ?",
            "place": "p.place = ?",
            "state": f"p.state IN ({','.join('?' * len(values))})",
            "id": "p.id = ?",
        }[where]
        sql = f"{PIECES} WHERE {condition} ORDER BY p.id DESC LIMIT ?"
        return self._read(self._pieces, sql, [*values, limit])

    def piece_counts(self) -> dict[str, int]:
        """Return how many pieces there are by state."""
        rows = self._db.query("SELECT state, count(*) FROM old_part GROUP BY state")
        return {str(state): int(n) for state, n in rows}

    def _read(self, mapping: RowMapping[Any], sql: str, values: list[Any]) -> list[Any]:
        rows = self._db.query(sql, values)
        return [mapping.flat(row) for row in rows]
