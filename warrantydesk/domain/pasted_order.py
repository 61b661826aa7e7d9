"""A repair order as it was read from the text of another system; values still as texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warrantydesk.i18n import N_

FIELD_NAMES: Mapping[str, str] = {
    "repair_order": N_("Repair order"),
    "vin": N_("VIN"),
    "plate": N_("Plate"),
    "engine_no": N_("Engine no."),
    "mileage_km": N_("Mileage, km"),
    "arrived_at": N_("Arrived"),
    "promised_at": N_("Promised"),
    "started_at": N_("Repair begun"),
    "finished_at": N_("Repair finished"),
    "advisor": N_("Advisor"),
    "technician": N_("Technician"),
    "customer": N_("Customer"),
    "phone": N_("Phone"),
    "brought_by": N_("Brought by"),
    "brought_by_phone": N_("Phone of who brought it"),
    "address": N_("Address"),
    "complaint": N_("Complaint"),
    "cause": N_("Cause"),
    "correction": N_("Correction"),
}
"""Everything that is recognised, in the order in which it is shown."""


@dataclass(frozen=True)
class PastedPart:
    """A part line: number, name, pieces, price a piece in yuan; empty where nothing was said."""

    part_no: str
    name: str = ""
    quantity: str = ""
    price: str = ""


@dataclass(frozen=True)
class PastedLabour:
    """An operation: code, name, hours; empty where nothing was said."""

    code: str
    name: str = ""
    hours: str = ""


@dataclass(frozen=True)
class PastedOrder:
    """What a text says: fields by the keys of :data:`FIELD_NAMES`, lines, and what is left."""

    fields: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[PastedPart, ...] = ()
    labour: tuple[PastedLabour, ...] = ()
    unread: tuple[str, ...] = ()
    """Lines of which nothing was understood."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was recognised."""
        return not (self.fields or self.parts or self.labour)
