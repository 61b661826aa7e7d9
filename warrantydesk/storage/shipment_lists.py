"""Flat rows of return shipments: lists, their pieces, what is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.shipment_views import DueOfBrand, ReturnPiece, ShipmentSummary
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping

_COLUMNS = """
SELECT p.id, p.tag, p.part_no, p.part_name, p.supplier_code, p.serial, p.state, p.tag_state,
       p.place, p.amount_fen, p.causal, p.causal_line, p.hazard, p.drained, p.return_required,
       p.return_by, p.request_no, p.requested_on, p.dispute_by, p.claim_id, p.line, p.piece,
       c.claim_number, c.state AS claim_state, c.brand, c.vehicle_model_code AS model_code,
       c.vehicle_vin AS vin, c.narrative_complaint AS complaint, """
_LINE = """p.box, l.id AS line_id, l.shipment_id, l.box_id, l.packed_by, l.packed_at, l.verdict,
       l.reason_code, l.reason_text, l.judged_on, l.deducted_fen
FROM shipment_line l JOIN old_part p ON p.id = l.part_id JOIN claim c ON c.id = p.claim_id"""
_OFF = """p.box, 0 AS line_id, p.shipment_id, NULL AS box_id, '' AS packed_by,
       NULL AS packed_at, NULL AS verdict, '' AS reason_code, '' AS reason_text,
       NULL AS judged_on, 0 AS deducted_fen
FROM old_part p JOIN claim c ON c.id = p.claim_id"""
_IS_DUE = """
WHERE (p.state = 'RETURN_DUE' OR
       (p.state = 'SHELVED' AND p.return_required = 1 AND p.return_by IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id
                  WHERE l.part_id = p.id AND l.void_reason = '' AND s.state = 'PACKING')"""
_SUMMARIES = """
SELECT s.id, s.number, s.brand, s.state, s.kind, s.title, s.required_by, s.expected_on,
       s.carriage, s.carrier, s.waybill, s.freight_fen, s.opened_at, s.shipped_at,
       s.receipt_received_on AS received_on, count(l.id) AS pieces,
       count(l.box_id) AS packed,
       (SELECT count(*) FROM shipment_box b
        WHERE b.shipment_id = s.id AND b.void_reason = '') AS boxes,
       count(l.verdict) AS judged,
       count(CASE l.verdict WHEN 'refused' THEN 1 END) AS refused,
       coalesce(sum(p.amount_fen), 0) AS amount_fen,
       coalesce(sum(l.deducted_fen), 0) AS deducted_fen
FROM shipment s
LEFT JOIN shipment_line l ON l.shipment_id = s.id AND l.void_reason = ''
LEFT JOIN old_part p ON p.id = l.part_id"""
_AT_ONCE = 500


class ShipmentListStore:
    """Reads lists; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._pieces: RowMapping[ReturnPiece] = RowMapping(ReturnPiece)
        self._summaries: RowMapping[ShipmentSummary] = RowMapping(ShipmentSummary)

    def pieces_of(self, shipment_id: int) -> list[ReturnPiece]:
        """Return the pieces on a list in order of entry."""
        sql = f"{_COLUMNS}{_LINE} WHERE l.shipment_id = ? AND l.void_reason = '' ORDER BY l.id"
        return self._read(self._pieces, sql, [shipment_id])

    def pieces_of_claims(self, claim_ids: Sequence[int]) -> list[ReturnPiece]:
        """Return every piece of some claims, by claim, line and piece."""
        found: list[ReturnPiece] = []
        for start in range(0, len(claim_ids), _AT_ONCE):
            some = list(claim_ids[start : start + _AT_ONCE])
            marks = ",".join("?" * len(some))
            where = f"WHERE p.claim_id IN ({marks}) ORDER BY p.claim_id, p.line, p.piece"
            sql = f"{_COLUMNS}{_OFF} {where}"
            found += self._read(self._pieces, sql, some)
        return found

    def due(self, brand: str, until: date | None, limit: int) -> list[ReturnPiece]:
        """Return what should go back and stands on no open list, the most urgent first.

        Pieces that the maker asked for, and shelved ones with a day; ``until`` a day or for all.
        """
        where, values = _due_of(brand, until)
        by = "ORDER BY p.return_by IS NULL, p.return_by, p.claim_id, p.line, p.piece LIMIT ?"
        sql = f"{_COLUMNS}{_OFF}{_IS_DUE}{where} {by}"
        return self._read(self._pieces, sql, [*values, limit])

    def due_counts(self, until: date | None) -> list[DueOfBrand]:
        """Return what is due by maker: pieces, worth, earliest day."""
        where, values = _due_of("", until)
        rows = self._db.query(
            "SELECT c.brand, count(*), coalesce(sum(p.amount_fen), 0), min(p.return_by)"
            f" FROM old_part p JOIN claim c ON c.id = p.claim_id{_IS_DUE}{where}"
            " GROUP BY c.brand ORDER BY c.brand",
            values,
        )
        return [
            DueOfBrand(brand, int(n), int(fen), date.fromisoformat(day) if day else None)
            for brand, n, fen, day in rows
        ]

    def summaries(
        self, states: Sequence[ShipmentState] = (), limit: int = 1000
    ) -> list[ShipmentSummary]:
        """Return shipments in some states or in all, the newest first."""
        marks = ",".join("?" * len(states))
        where = f" WHERE s.state IN ({marks})" if states else ""
        sql = f"{_SUMMARIES}{where} GROUP BY s.id ORDER BY s.id DESC LIMIT ?"
        return self._read(self._summaries, sql, [*map(str, states), limit])

    def brand_of(self, claim_id: int) -> str:
        """Return the brand of a claim."""
        rows = self._db.query("SELECT brand FROM claim WHERE id = ?", [claim_id])
        return str(rows[0][0])

    def has_claims(self, brand: str) -> bool:
        """Tell whether a claim is of a brand."""
        return bool(self._db.query("SELECT 1 FROM claim WHERE brand = ? LIMIT 1", [brand]))

    def open_line(self, part_id: int) -> tuple[int, int] | None:
        """Return line and shipment of the list that a piece stands on while it is packed."""
        rows = self._db.query(
            "SELECT l.id, s.id FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id"
            " WHERE l.part_id = ? AND l.void_reason = '' AND s.state = 'PACKING'",
            [part_id],
        )
        return (int(rows[0][0]), int(rows[0][1])) if rows else None

    def labelled(self, codes: Sequence[str]) -> frozenset[str]:
        """Return the boxes of which a label went to a printer."""
        if not codes:
            return frozenset()
        rows = self._db.query(
            "SELECT subject FROM print_job WHERE kind = 'box' AND state IN ('sent', 'confirmed')"
            " AND subject LIKE ?",
            [f"%{codes[0].rpartition('-')[0]}-%"],
        )
        printed = {code for (subject,) in rows for code in str(subject).split()}
        return frozenset(codes) & printed

    def due_groups(self, brand: str, until: date | None) -> list[tuple[State, str, int]]:
        """Return what is due of a maker, counted by state of its claim and hazard."""
        where, values = _due_of(brand, until)
        rows = self._db.query(
            "SELECT c.state, p.hazard, count(*)"
            f" FROM old_part p JOIN claim c ON c.id = p.claim_id{_IS_DUE}{where} GROUP BY 1, 2",
            values,
        )
        return [(State(state), str(hazard), int(n)) for state, hazard, n in rows]

    def disputes(self) -> list[ReturnPiece]:
        """Return the refused pieces whose dispute clock runs, the most urgent first."""
        sql = (
            f"{_COLUMNS}{_OFF} WHERE p.state = 'REFUSED' AND p.dispute_by IS NOT NULL"
            " ORDER BY p.dispute_by, p.id"
        )
        return self._read(self._pieces, sql, [])

    def _read(self, mapping: RowMapping[Any], sql: str, values: list[Any]) -> list[Any]:
        rows = self._db.query(sql, values)
        return [mapping.value(dict(zip(mapping.names, row, strict=True))) for row in rows]


def _due_of(brand: str, until: date | None) -> tuple[str, list[Any]]:
    where, values = "", []
    if until is not None:
        where += " AND (p.return_by IS NULL OR p.return_by <= ?)"
        values.append(until.isoformat())
    if brand:
        where += " AND c.brand = ?"
        values.append(brand)
    return where, values
