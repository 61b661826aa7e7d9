"""Customer care: what was said to whom, complaints, the call after the repair, appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from warrantydesk.i18n import N_


class Party(StrEnum):
    """Whom the desk spoke with."""

    CUSTOMER = "customer"
    MAKER = "maker"
    SUPPLIER = "supplier"
    TECHNICIAN = "technician"
    STORE = "store"


PARTY_NAMES = {
    Party.CUSTOMER: N_("Customer"),
    Party.MAKER: N_("Maker"),
    Party.SUPPLIER: N_("Supplier"),
    Party.TECHNICIAN: N_("Technician"),
    Party.STORE: N_("Parts store"),
}


class Channel(StrEnum):
    """How it was said."""

    PHONE = "phone"
    MESSENGER = "messenger"
    SMS = "sms"
    DESK = "desk"
    MAIL = "mail"
    PORTAL = "portal"
    LETTER = "letter"


CHANNEL_NAMES = {
    Channel.PHONE: N_("Phone"),
    Channel.MESSENGER: N_("Messenger"),
    Channel.SMS: N_("Text message"),
    Channel.DESK: N_("At the desk"),
    Channel.MAIL: N_("E-mail"),
    Channel.PORTAL: N_("Maker's portal"),
    Channel.LETTER: N_("Letter"),
}


class Outcome(StrEnum):
    """What came of it."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    AGREED = "agreed"
    REFUSED = "refused"
    NOTED = "noted"


OUTCOME_NAMES = {
    Outcome.REACHED: N_("Reached"),
    Outcome.NO_ANSWER: N_("No answer"),
    Outcome.CALL_BACK: N_("Call back"),
    Outcome.AGREED: N_("Agreed"),
    Outcome.REFUSED: N_("Refused it"),
    Outcome.NOTED: N_("Noted"),
}


@dataclass(frozen=True)
class ContactNote:
    """One entry of the contact log; the words are personal.

    With the customer it is the visit's log, with the maker the claim's negotiation.
    """

    party: Party
    channel: Channel
    text: str
    at: datetime
    by: str
    incoming: bool = False
    outcome: Outcome = Outcome.NOTED
    with_whom: str = ""
    visit_id: int | None = None
    claim_id: int | None = None
    customer_id: int | None = None
    attachment_id: int | None = None
    amount_fen: int | None = None
    """An offer that was made, in fen."""
    again_on: date | None = None
    """When to speak again."""
    void_reason: str = ""
    id: int = 0
    version: int = 0


class ComplaintStage(StrEnum):
    """Where a complaint stands."""

    OPEN = "OPEN"
    HANDLING = "HANDLING"
    SOLVED = "SOLVED"
    CLOSED = "CLOSED"
    VOID = "VOID"


UNSOLVED = (ComplaintStage.OPEN, ComplaintStage.HANDLING)
"""Stages in which the deadline of a complaint runs."""
STAGE_NAMES = {
    ComplaintStage.OPEN: N_("Not in hand yet"),
    ComplaintStage.HANDLING: N_("In hand"),
    ComplaintStage.SOLVED: N_("Solved"),
    ComplaintStage.CLOSED: N_("Complaint closed"),
    ComplaintStage.VOID: N_("Void"),
}


@dataclass(frozen=True)
class Complaint:
    """A customer's complaint about the house, with who cares for it and how it ended."""

    number: str
    text: str
    received_at: datetime
    channel: Channel
    stage: ComplaintStage = ComplaintStage.OPEN
    visit_id: int | None = None
    claim_id: int | None = None
    customer_id: int | None = None
    customer_name: str = ""
    owner: str = ""
    """Login of who cares for it."""
    due_on: date | None = None
    solution: str = ""
    solved_at: datetime | None = None
    satisfied: bool | None = None
    closed_at: datetime | None = None
    opened_by: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


MOST_TRIES = 3
"""After so many calls without an answer the customer is left in peace."""
BEST_SCORE, BAD_SCORE = 10, 6
"""A score up to ``BAD_SCORE`` should become a complaint."""


@dataclass(frozen=True)
class FollowUp:
    """The call after the repair: ``score`` 0 (bad) to 10 (good), None while not reached."""

    visit_id: int
    due_on: date
    called_at: datetime | None = None
    called_by: str = ""
    tries: int = 0
    score: int | None = None
    text: str = ""
    done: bool = False
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class CallDue:
    """A visit whose customer is to be called: handed over, and not reached yet."""

    visit_id: int
    repair_order: str
    vehicle_id: int | None
    customer_id: int | None
    vin: str
    brand: str
    model_code: str
    plate: str
    customer_name: str
    phone: str
    advisor: str
    handed_over_at: datetime
    again_on: date | None = None
    """When to try again after a call that nobody answered."""
    tries: int = 0
    due_on: date | None = None
    """Last day of the maker's deadline, or the day of the next try."""


class AppointmentState(StrEnum):
    """What became of an appointment."""

    BOOKED = "BOOKED"
    ARRIVED = "ARRIVED"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"


APPOINTMENT_NAMES = {
    AppointmentState.BOOKED: N_("Booked"),
    AppointmentState.ARRIVED: N_("Here"),
    AppointmentState.MISSED: N_("Did not come"),
    AppointmentState.CANCELLED: N_("Cancelled"),
}


@dataclass(frozen=True)
class Appointment:
    """A booked visit of ``minutes`` length; name, phone and plate are personal."""

    starts_at: datetime
    minutes: int = 30
    plate: str = ""
    customer_name: str = ""
    phone: str = ""
    purpose: str = ""
    vin: str = ""
    vehicle_id: int | None = None
    customer_id: int | None = None
    advisor: str = ""
    state: AppointmentState = AppointmentState.BOOKED
    visit_id: int | None = None
    note: str = ""
    booked_by: str = ""
    void_reason: str = ""
    """Why it was cancelled."""
    id: int = 0
    version: int = 0

    @property
    def ends_at(self) -> datetime:
        """When the next car may come."""
        return self.starts_at + timedelta(minutes=self.minutes)


def overlapping(
    known: Iterable[Appointment], starts_at: datetime, minutes: int, advisor: str
) -> list[Appointment]:
    """Return the appointments of the same advisor that stand while a new one would."""
    ends_at = starts_at + timedelta(minutes=minutes)
    standing = (AppointmentState.BOOKED, AppointmentState.ARRIVED)
    return [
        one
        for one in known
        if one.state in standing
        and one.advisor == advisor
        and one.starts_at < ends_at
        and starts_at < one.ends_at
    ]
