"""Phones and plates as lists show them: enough to recognise, not enough to take away."""

from enum import StrEnum

from warrantydesk.domain.person import Person, Role

_STAR = "*"
_DOT = "·"
UNSEEN = frozenset({Role.FINANCE, Role.READ_ONLY})
"""Roles before which phones and plates are masked in a record too, until they are asked for."""


class Record(StrEnum):
    """Kinds of records that hold phones and plates."""

    CLAIM = "claim"
    VISIT = "visit"
    VEHICLE = "vehicle"
    CUSTOMER = "customer"
    APPOINTMENT = "appointment"
    INVOICE = "invoice"


def reads_only(person: Person) -> bool:
    """Tell whether a person has no right but to read: such a one sees no names either."""
    return set(person.roles) == {Role.READ_ONLY}


def sees_in_full(person: Person) -> bool:
    """Tell whether a record that the person opens, and a file, show phones and plates in full."""
    return bool(set(person.roles) - UNSEEN)


def masked_phone(phone: str) -> str:
    """Return a phone number with its middle hidden: ``138****0042``; it keeps its length."""
    plain = phone.strip()
    length = len(plain)
    if length <= 4:
        return _STAR * length
    head, tail = (3, 4) if length >= 11 else (2, 3) if length >= 9 else (1, 2)
    return plain[:head] + _STAR * (length - head - tail) + plain[-tail:]


def masked_plate(plate: str) -> str:
    """Return a plate with its middle hidden: ``渝A·6**15``; the clerk at the car still knows it.

    Where it is registered stays; of what follows the first sign and the last two. It keeps its
    length.
    """
    plain = plate.strip()
    cut = plain.find(_DOT) + 1 or min(2, max(0, len(plain) - 2))
    head, body = plain[:cut], plain[cut:]
    kept = 2 if len(body) > 4 else 1
    first = 1 if len(body) > 3 else 0
    if len(body) <= 2:
        return head + _STAR * len(body)
    return head + body[:first] + _STAR * (len(body) - first - kept) + body[-kept:]
