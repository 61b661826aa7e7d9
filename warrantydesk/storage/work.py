"""Stores of technicians' hours, requests to the parts store, and tows."""

from warrantydesk.domain.work import StoreRequest, Tow, WorkTime
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import StoreRequestRow, TowRow, WorkTimeRow

_CLASHES = """
SELECT w.id, max(c.claim_number)
FROM work_time w
JOIN work_time o ON o.technician = w.technician AND o.claim_id <> w.claim_id
    AND o.void_reason = '' AND o.started_at < coalesce(w.ended_at, '9')
    AND coalesce(o.ended_at, '9') > w.started_at
JOIN claim c ON c.id = o.claim_id
WHERE w.claim_id = ? AND w.void_reason = '' GROUP BY w.id"""


class WorkTimeStore(Store[WorkTime]):
    """Technicians' clocks."""

    TABLE, KIND = WorkTimeRow, WorkTime

    def clashes(self, claim_id: int) -> dict[int, str]:
        """Return clocks of a claim that ran while their technician was clocked on another.

        The id of the clock leads to the number of the other claim.
        """
        return dict(self._db.query(_CLASHES, (claim_id,)))


class StoreRequestStore(Store[StoreRequest]):
    """Requests to the parts store."""

    TABLE, KIND = StoreRequestRow, StoreRequest


class TowStore(Store[Tow]):
    """Tows and rescues."""

    TABLE, KIND = TowRow, Tow
