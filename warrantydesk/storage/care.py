"""Stores of customer care: contacts, complaints, calls after the repair, appointments."""

from warrantydesk.domain.care import Appointment, Complaint, ContactNote, FollowUp
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import AppointmentRow, ComplaintRow, ContactNoteRow, FollowUpRow


class ContactNoteStore(Store[ContactNote]):
    """The contact log; its words are personal."""

    TABLE, KIND = ContactNoteRow, ContactNote
    PERSONAL = frozenset({"text", "with_whom"})


class ComplaintStore(Store[Complaint]):
    """Customers' complaints."""

    TABLE, KIND = ComplaintRow, Complaint
    PERSONAL = frozenset({"text", "customer_name", "solution"})


class FollowUpStore(Store[FollowUp]):
    """Calls after the repair."""

    TABLE, KIND = FollowUpRow, FollowUp
    PERSONAL = frozenset({"text"})


class AppointmentStore(Store[Appointment]):
    """Booked visits."""

    TABLE, KIND = AppointmentRow, Appointment
    PERSONAL = frozenset({"plate", "customer_name", "phone"})
