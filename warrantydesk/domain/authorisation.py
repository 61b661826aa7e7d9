"""Prior authorisation by the maker, escalation in the house, and a manager's override."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class AuthorisationScope(StrEnum):
    """What the maker is asked to allow."""

    CLAIM = "claim"
    PART = "part"
    LABOUR = "labour"
    AMOUNT = "amount"


SCOPE_NAMES = {
    AuthorisationScope.CLAIM: N_("The whole claim"),
    AuthorisationScope.PART: N_("A part"),
    AuthorisationScope.LABOUR: N_("Labour"),
    AuthorisationScope.AMOUNT: N_("An amount"),
}


class AuthorisationState(StrEnum):
    """Where a request stands; an expired approval stays APPROVED, its day tells it."""

    ASKED = "ASKED"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    VOID = "VOID"


AUTHORISATION_NAMES = {
    AuthorisationState.ASKED: N_("Asked"),
    AuthorisationState.APPROVED: N_("Authorised"),
    AuthorisationState.RETURNED: N_("Sent back"),
    AuthorisationState.REJECTED: N_("Refused"),
    AuthorisationState.VOID: N_("Void"),
}


class AuthorisationOutcome(StrEnum):
    """The maker's answer to a request."""

    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"


@dataclass(frozen=True)
class AuthorisationItem:
    """One thing that is asked for: a part number, a labour code, or fen of an amount."""

    scope: AuthorisationScope
    code: str = ""
    amount_fen: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Authorisation:
    """One request with its answer; ``vin`` is the car it was given for."""

    claim_id: int
    vin: str
    question: str
    items: tuple[AuthorisationItem, ...] = ()
    state: AuthorisationState = AuthorisationState.ASKED
    asked_by: str = ""
    asked_at: datetime | None = None
    number: str = ""
    """The maker's number."""
    answered_on: date | None = None
    answered_by: str = ""
    """Who answered at the maker's."""
    answer: str = ""
    approved_fen: int | None = None
    """Most that the maker pays, net; None: no limit was named."""
    expires_on: date | None = None
    """Last day on which the repair may be finished under it."""
    recorded_by: str = ""
    recorded_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Escalation:
    """A major fault laid before the technical manager, and what he decided."""

    claim_id: int
    question: str
    asked_by: str
    asked_at: datetime
    to_login: str = ""
    decision: str = ""
    """Empty while open; ``claim``, ``not_covered``, ``ask_maker`` or ``goodwill``."""
    decision_text: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Override:
    """A block that the service manager lets pass for one claim, with his reason."""

    claim_id: int
    rule: str
    reason: str
    given_by: str
    given_at: datetime
    void_reason: str = ""
    id: int = 0
    version: int = 0
