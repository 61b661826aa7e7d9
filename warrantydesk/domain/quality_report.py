"""The quality information card: what a dealer tells the maker of one case."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class Concern(StrEnum):
    """What the case is about, with the letters that makers use."""

    SERVICE = "F"
    PRODUCT = "Z"
    SPARE_PART = "P"


class Urgency(StrEnum):
    """How soon the maker must look at it."""

    GENERAL = "general"
    MAJOR = "major"
    URGENT = "urgent"


class Area(StrEnum):
    """Where on the car the fault lies."""

    CHASSIS = "chassis"
    ELECTRICAL = "electrical"
    BODY = "body"
    ENGINE = "engine"
    CLIMATE = "climate"
    HIGH_VOLTAGE = "high_voltage"


class Nature(StrEnum):
    """What kind of fault it is."""

    PART = "part"
    APPEARANCE = "appearance"
    ASSEMBLY = "assembly"
    OTHER = "other"


CONCERN_NAMES = {
    Concern.SERVICE: N_("Service work"),
    Concern.PRODUCT: N_("Product quality"),
    Concern.SPARE_PART: N_("Spare part"),
}
URGENCY_NAMES = {
    Urgency.GENERAL: N_("General"),
    Urgency.MAJOR: N_("Major"),
    Urgency.URGENT: N_("Urgent"),
}
AREA_NAMES = {
    Area.CHASSIS: N_("Chassis"),
    Area.ELECTRICAL: N_("Electrical"),
    Area.BODY: N_("Body"),
    Area.ENGINE: N_("Engine"),
    Area.CLIMATE: N_("Air conditioning"),
    Area.HIGH_VOLTAGE: N_("High-voltage system"),
}
NATURE_NAMES = {
    Nature.PART: N_("Component"),
    Nature.APPEARANCE: N_("Appearance"),
    Nature.ASSEMBLY: N_("Assembly or adjustment"),
    Nature.OTHER: N_("Other"),
}


@dataclass(frozen=True)
class Conditions:
    """How the car was driven when the fault showed."""

    speed: str = ""
    road: str = ""
    load: str = ""
    modified: str = ""
    temperature: str = ""
    frequency: str = ""


@dataclass(frozen=True)
class Handling:
    """What was found and done about the cause; filled in as the case goes on."""

    analysis: str = ""
    cause: str = ""
    conclusion: str = ""
    responsible: str = ""
    interim_measure: str = ""
    permanent_measure: str = ""
    suggestion: str = ""


@dataclass(frozen=True)
class QualityReport:
    """One card of quality information (form B.7); vehicle and customer are those of its claim."""

    number: str
    claim_id: int
    concern: Concern = Concern.PRODUCT
    urgency: Urgency = Urgency.GENERAL
    issued_on: date | None = None
    area: Area = Area.CHASSIS
    nature: Nature = Nature.PART
    gearbox: str = ""
    """AT or MT as the maker's form has it; empty: not said."""
    conditions: Conditions = Conditions()
    part_maker: str = ""
    cause_and_handling: str = ""
    companion_damage: str = ""
    loss_fen: int | None = None
    office_opinion: str = ""
    """What the technical office says, with who and when."""
    office_person: str = ""
    office_on: date | None = None
    result: str = ""
    registered_by: str = ""
    revisited_by: str = ""
    revisited_on: date | None = None
    handling: Handling = Handling()
    sent_on: date | None = None
    made_by: str = ""
    made_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
