"""Visits that came and went without a claim, in one query."""

from warrantydesk.domain.summaries import UnclaimedVisit
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping

_QUERY = """
SELECT v.id, v.repair_order, coalesce(f.vin, '') AS vin, coalesce(f.brand, '') AS brand,
       coalesce((SELECT p.plate FROM plate p WHERE p.vehicle_id = v.vehicle_id
                 AND p.to_on IS NULL ORDER BY p.id DESC LIMIT 1), '') AS plate,
       coalesce(f.model_code, '') AS model_code, v.complaint, v.arrived_at, v.finished_at,
       v.advisor, v.mileage_km
FROM visit v LEFT JOIN vehicle f ON f.id = v.vehicle_id
WHERE v.id > (SELECT coalesce(max(id), 0) - 5000 FROM visit)
  AND v.no_claim_reason = '' AND v.arrived_at < ?
  AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.visit_id = v.id AND c.state <> 'VOID')
ORDER BY v.finished_at IS NULL, v.arrived_at LIMIT ?"""


class UnclaimedVisits:
    """Reads the visits that nobody claimed; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._mapping: RowMapping[UnclaimedVisit] = RowMapping(UnclaimedVisit)

    def before(self, instant: str, limit: int) -> list[UnclaimedVisit]:
        """Return visits that came before an instant (UTC text), repaired ones first.

        Looks at the newest 5,000: what is older was looked at long ago.
        """
        rows = self._db.query(_QUERY, (instant, limit))
        names = (
            *("id", "repair_order", "vin", "brand", "plate", "model_code", "complaint"),
            *("arrived_at", "finished_at", "advisor", "mileage_km"),
        )
        return [self._mapping.value(dict(zip(names, row, strict=True))) for row in rows]
