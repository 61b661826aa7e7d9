"""What happened at the desk that changes no row: refusals, locks, reveals, clocks, keys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class EventKind(StrEnum):
    """Kinds of events; each is one line of the journal."""

    REFUSED = "refused"
    """A verb that the table of rights or of states does not allow."""
    WRONG_PIN = "wrong_pin"
    BLOCKED = "blocked"
    """Too many wrong PINs."""
    RELEASED = "released"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SWITCHED = "switched"
    APPROVED = "approved"
    """A second person did something at the desk of the first, under the own name."""
    REVEALED = "revealed"
    """A masked phone or plate was shown in full."""
    CLOCK_BACK = "clock_back"
    CLOCK_FORWARD = "clock_forward"
    CLOCK_CONFIRMED = "clock_confirmed"
    KEY_MADE = "key_made"
    KEY_PRINTED = "key_printed"
    KEY_CONFIRMED = "key_confirmed"
    RESTORED = "restored"
    """This desk goes on from a backup; what was done after it is not here."""


EVENT_NAMES = {
    EventKind.REFUSED: N_("Attempt refused"),
    EventKind.WRONG_PIN: N_("Wrong PIN"),
    EventKind.BLOCKED: N_("PIN blocked"),
    EventKind.RELEASED: N_("PIN released"),
    EventKind.LOCKED: N_("Desk locked"),
    EventKind.UNLOCKED: N_("Desk unlocked"),
    EventKind.SWITCHED: N_("Person switched"),
    EventKind.APPROVED: N_("Done by a second person"),
    EventKind.REVEALED: N_("Personal data shown"),
    EventKind.CLOCK_BACK: N_("Clock set back"),
    EventKind.CLOCK_FORWARD: N_("Clock set forward"),
    EventKind.CLOCK_CONFIRMED: N_("Clock confirmed"),
    EventKind.KEY_MADE: N_("Backup key made"),
    EventKind.KEY_PRINTED: N_("Recovery sheet printed"),
    EventKind.KEY_CONFIRMED: N_("Recovery sheet confirmed"),
    EventKind.RESTORED: N_("Backup restored"),
}


@dataclass(frozen=True)
class DeskEvent:
    """One event; written once, never changed.

    ``verb`` and ``code`` are those of a refusal; ``subject`` is what it was about, a claim number
    or a login, never a personal value; ``detail`` is a JSON object of plain values.
    """

    kind: EventKind
    at: datetime
    login: str = ""
    verb: str = ""
    code: str = ""
    subject: str = ""
    detail: str = "{}"
    id: int = 0
    version: int = 0
