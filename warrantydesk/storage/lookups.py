"""Records near what is typed: by the beginnings of their numbers, by index only.

Statements and return lists are few: of them a number is found by any piece of it.
"""

import json
from collections.abc import Sequence

from warrantydesk.domain.lookups import (
    FoundCar,
    FoundOwner,
    FoundPiece,
    FoundShipment,
    FoundStatement,
)
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping

_LAST = "\U0010ffff"
_CARS = """
SELECT v.id, v.vin, coalesce((SELECT plate FROM plate WHERE vehicle_id = v.id AND to_on IS NULL
                              ORDER BY id DESC LIMIT 1), '') AS plate, v.brand, v.model_code,
       coalesce((SELECT c.name FROM ownership o JOIN customer c ON c.id = o.customer_id
                 WHERE o.vehicle_id = v.id AND o.to_on IS NULL ORDER BY o.id DESC LIMIT 1),
                '') AS owner_name,
       (SELECT count(*) FROM claim WHERE vehicle_id = v.id) AS claims
FROM vehicle v WHERE v.id IN (SELECT value FROM json_each(?)) ORDER BY v.id DESC"""
_NEAR_CARS = """
SELECT id FROM (SELECT id FROM vehicle WHERE vin >= ? AND vin < ? LIMIT ?)
UNION SELECT vehicle_id FROM (SELECT vehicle_id FROM plate
                              WHERE plate >= ? AND plate < ? AND to_on IS NULL LIMIT ?)
UNION SELECT id FROM vehicle WHERE vin IN (SELECT value FROM json_each(?))"""
_OWNERS = """
SELECT id AS claim_id, owner_name AS name, owner_phone AS phone, vehicle_plate AS plate
FROM claim WHERE id IN (SELECT value FROM json_each(?)) AND owner_name <> '' ORDER BY id DESC"""
_PIECE = "SELECT id, tag, maker_tag, part_name, state, place FROM old_part"
_PIECES = f"""
{_PIECE} WHERE tag <> '' AND tag >= ? AND tag < ?
UNION {_PIECE} WHERE maker_tag <> '' AND maker_tag >= ? AND maker_tag < ?
UNION {_PIECE} WHERE tag <> '' AND instr(tag, ?)
  AND claim_id IN (SELECT value FROM json_each(?))
ORDER BY id DESC LIMIT ?"""
_SHIPMENTS = """
SELECT s.id, s.number, s.brand, s.state,
       (SELECT count(*) FROM shipment_line
        WHERE shipment_id = s.id AND void_reason = '' AND box_id IS NOT NULL) AS packed,
       (SELECT count(*) FROM shipment_line
        WHERE shipment_id = s.id AND void_reason = '') AS pieces
FROM shipment s WHERE instr(s.number, ?) OR instr(upper(s.waybill), ?)
ORDER BY s.id DESC LIMIT ?"""
_STATEMENTS = """
SELECT id, number, maker_number, payer, period, state FROM statement
WHERE state <> 'VOID' AND (instr(number, ?) OR instr(upper(maker_number), ?))
ORDER BY id DESC LIMIT ?"""


class LookupStore:
    """Reads the few records that numbers begin with; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._cars: RowMapping[FoundCar] = RowMapping(FoundCar)
        self._owners: RowMapping[FoundOwner] = RowMapping(FoundOwner)
        self._pieces: RowMapping[FoundPiece] = RowMapping(FoundPiece)
        self._shipments: RowMapping[FoundShipment] = RowMapping(FoundShipment)
        self._statements: RowMapping[FoundStatement] = RowMapping(FoundStatement)

    def cars(self, number: str, vins: Sequence[str], limit: int) -> list[FoundCar]:
        """Return vehicles whose VIN or plate begins so, and those of some VINs, newest first."""
        ends = [number, number + _LAST, limit]
        near = self._db.query(_NEAR_CARS, [*ends, *ends, json.dumps(list(vins))])
        ids = sorted((int(one) for (one,) in near), reverse=True)[:limit]
        return [self._cars.flat(row) for row in self._db.query(_CARS, [json.dumps(ids)])]

    def owners(self, claim_ids: Sequence[int]) -> list[FoundOwner]:
        """Return the owners named in some claims, newest first, each person once."""
        found: dict[tuple[str, str], FoundOwner] = {}
        for row in self._db.query(_OWNERS, [json.dumps(list(claim_ids))]):
            one = self._owners.flat(row)
            found.setdefault((one.name, one.phone), one)
        return list(found.values())

    def pieces(self, number: str, claim_ids: Sequence[int], limit: int) -> list[FoundPiece]:
        """Return pieces whose tag begins so, or holds it where they belong to some claims."""
        ends = [number, number + _LAST]
        values = [*ends, *ends, number, json.dumps(list(claim_ids)), limit]
        return [self._pieces.flat(row) for row in self._db.query(_PIECES, values)]

    def shipments(self, number: str, limit: int) -> list[FoundShipment]:
        """Return return lists whose number or waybill holds what was typed, newest first."""
        rows = self._db.query(_SHIPMENTS, [number, number, limit])
        return [self._shipments.flat(row) for row in rows]

    def statements(self, number: str, limit: int) -> list[FoundStatement]:
        """Return statements whose number holds what was typed, newest first."""
        rows = self._db.query(_STATEMENTS, [number, number, limit])
        return [self._statements.flat(row) for row in rows]
