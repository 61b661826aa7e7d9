"""The inspection: answers to the template's items, conclusion and signatures."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_


class Answer(StrEnum):
    """The three states of an item."""

    OK = "ok"
    NOT_OK = "not_ok"
    NA = "na"


class CauseClass(StrEnum):
    """What the fault comes from."""

    QUALITY = "quality"
    USE = "use"
    MAINTENANCE = "maintenance"
    OUTSIDE_FORCE = "outside_force"
    MODIFICATION = "modification"
    WEAR = "wear"
    ASSEMBLY = "assembly"


CAUSE_NAMES = {
    CauseClass.QUALITY: N_("Quality"),
    CauseClass.USE: N_("Use"),
    CauseClass.MAINTENANCE: N_("Maintenance"),
    CauseClass.OUTSIDE_FORCE: N_("Outside force"),
    CauseClass.MODIFICATION: N_("Modification"),
    CauseClass.WEAR: N_("Wear"),
    CauseClass.ASSEMBLY: N_("Assembly"),
}


class Conclusion(StrEnum):
    """What the inspection leads to."""

    CLAIM = "claim"
    NOT_COVERED = "not_covered"
    ASK_MAKER = "ask_maker"
    GOODWILL = "goodwill"


CONCLUSION_NAMES = {
    Conclusion.CLAIM: N_("Claim"),
    Conclusion.NOT_COVERED: N_("Not covered"),
    Conclusion.ASK_MAKER: N_("Ask the maker"),
    Conclusion.GOODWILL: N_("Goodwill"),
}


@dataclass(frozen=True)
class Inspection:
    """One version of an inspection; signed means frozen, a correction is a new version."""

    claim_id: int
    number: int = 1
    template_version: int = 1
    cause_class: CauseClass | None = None
    conclusion: Conclusion | None = None
    reason: str = ""
    major: bool = False
    started_at: datetime | None = None
    start_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ItemAnswer:
    """The answer to one item of the template."""

    inspection_id: int
    item: str
    answer: Answer | None = None
    value: Decimal | None = None
    choice: str = ""
    note: str = ""
    by: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class InspectionSignature:
    """Who signed a version, as what, and when."""

    inspection_id: int
    as_role: Role
    login: str
    name: str
    signed_at: datetime
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Tolerance:
    """Limits of a measured value, both inclusive; None is open."""

    least: Decimal | None = None
    most: Decimal | None = None

    def excess(self, value: Decimal) -> Decimal:
        """Return how far a value lies outside: negative below, positive above, 0 inside."""
        if self.most is not None and value > self.most:
            return value - self.most
        if self.least is not None and value < self.least:
            return value - self.least
        return Decimal(0)


_LIMITS = re.compile(r"(>=|<=)(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)")
_SPAN = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)\.\.(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)")


def tolerance(text: str) -> Tolerance:
    """Read ``>=x``, ``<=x``, ``a..b`` or nothing (brand profile, inspection template).

    What is none of them limits nothing.
    """
    if span := _SPAN.fullmatch(text):
        return Tolerance(Decimal(span[1]), Decimal(span[2]))
    if one := _LIMITS.fullmatch(text):
        limit = Decimal(one[2])
        return Tolerance(least=limit) if one[1] == ">=" else Tolerance(most=limit)
    return Tolerance()


def is_tolerance(text: str) -> bool:
    """Tell whether a text limits readings, its lower end not above its upper one."""
    read = tolerance(text)
    if read.least is not None and read.most is not None:
        return read.least <= read.most
    return read != Tolerance()
