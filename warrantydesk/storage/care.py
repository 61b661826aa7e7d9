"""Stores of customer care: contacts, complaints, calls after the repair, appointments."""

from collections.abc import Iterable
from datetime import datetime

from warrantydesk.domain.care import (
    Appointment,
    CallDue,
    Complaint,
    ComplaintStage,
    ContactNote,
    FollowUp,
)
from warrantydesk.domain.dates import utc_text
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import AppointmentRow, ComplaintRow, ContactNoteRow, FollowUpRow

_TO_CALL = """
SELECT v.id AS visit_id, v.repair_order, v.vehicle_id, v.customer_id, coalesce(car.vin, '') AS vin,
       coalesce(car.brand, '') AS brand, coalesce(car.model_code, '') AS model_code,
       coalesce((SELECT p.plate FROM plate p WHERE p.vehicle_id = v.vehicle_id
                 AND p.to_on IS NULL ORDER BY p.id DESC LIMIT 1), '') AS plate,
       coalesce(c.name, v.brought_by) AS customer_name,
       coalesce(c.phone, v.brought_by_phone) AS phone, v.advisor,
       coalesce((SELECT max(s.signed_at) FROM signature s WHERE s.visit_id = v.id
                 AND s.paper = 'collection'), v.finished_at) AS handed_over_at,
       (SELECT f.due_on FROM follow_up f WHERE f.visit_id = v.id AND f.void_reason = ''
        ORDER BY f.id DESC LIMIT 1) AS again_on,
       coalesce((SELECT f.tries FROM follow_up f WHERE f.visit_id = v.id AND f.void_reason = ''
                 ORDER BY f.id DESC LIMIT 1), 0) AS tries, NULL AS due_on
FROM visit v LEFT JOIN vehicle car ON car.id = v.vehicle_id
LEFT JOIN customer c ON c.id = v.customer_id
WHERE (v.finished_at >= ? OR v.id IN (SELECT s.visit_id FROM signature s
                                      WHERE s.paper = 'collection' AND s.signed_at >= ?))
  AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.visit_id = v.id AND f.done = 1
                  AND f.void_reason = '')
ORDER BY handed_over_at, v.id"""
_TO_CALL_NAMES = (
    *("visit_id", "repair_order", "vehicle_id", "customer_id", "vin", "brand", "model_code"),
    *(
        "plate",
        "customer_name",
        "phone",
        "advisor",
        "handed_over_at",
        "again_on",
        "tries",
        "due_on",
    ),
)


class ContactNoteStore(Store[ContactNote]):
    """The contact log; its words are personal."""

    TABLE, KIND = ContactNoteRow, ContactNote
    PERSONAL = frozenset({"text", "with_whom"})


class ComplaintStore(Store[Complaint]):
    """Customers' complaints."""

    TABLE, KIND = ComplaintRow, Complaint
    PERSONAL = frozenset({"text", "customer_name", "solution"})

    def at(self, stages: Iterable[ComplaintStage]) -> list[Complaint]:
        """Return the complaints at some stages, in order of entry."""
        stage = self.TABLE.stage
        query = self.TABLE.select().where(stage.in_([str(one) for one in stages]))
        return [self._built(row) for row in self._db.rows(query.order_by(self.TABLE.id))]


class FollowUpStore(Store[FollowUp]):
    """Calls after the repair."""

    TABLE, KIND = FollowUpRow, FollowUp
    PERSONAL = frozenset({"text"})

    def waiting(self, since: datetime) -> list[CallDue]:
        """Return the visits handed over since an instant whose customer was not reached yet."""
        start = utc_text(since)
        mapping: RowMapping[CallDue] = RowMapping(CallDue)
        rows = self._db.query(_TO_CALL, (start, start))
        return [mapping.value(dict(zip(_TO_CALL_NAMES, row, strict=True))) for row in rows]


class AppointmentStore(Store[Appointment]):
    """Booked visits."""

    TABLE, KIND = AppointmentRow, Appointment
    PERSONAL = frozenset({"plate", "customer_name", "phone", "note"})

    def between(self, start: datetime, end: datetime) -> list[Appointment]:
        """Return the appointments that begin from one instant to before another, by their hour."""
        begins = self.TABLE.starts_at
        query = self.TABLE.select().where((begins >= utc_text(start)) & (begins < utc_text(end)))
        rows = self._db.rows(query.order_by(begins, self.TABLE.id))
        return [self._built(row) for row in rows]
