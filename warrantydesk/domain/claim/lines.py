"""What a claim asks money for: part, labour and other lines."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.money import times


class PayBy(StrEnum):
    """Who pays a line: the claim, or the customer himself."""

    CLAIM = "claim"
    SELF = "self"


class Treatment(StrEnum):
    """What was done to the part."""

    REPLACE = "replace"
    REPAIR = "repair"


@dataclass(frozen=True)
class AddOn:
    """Work that was added after the customer signed: allowed by name before it began (B.8)."""

    added: bool = False
    reason: str = ""
    authorised_by: str = ""
    authorised_at: datetime | None = None
    begun_at: datetime | None = None
    customer_agreed: str = ""
    """How the customer agreed: initials on paper, or the call."""


@dataclass(frozen=True)
class PartLine:
    """A new part and the one it replaced; ``causal_line`` counts lines from 1."""

    causal: bool = False
    causal_line: int | None = None
    new_part_no: str = ""
    new_part_name: str = ""
    old_part_no: str = ""
    old_supplier_code: str = ""
    old_serial: str = ""
    quantity: int = 1
    unit_price_fen: int = 0
    pay_by: PayBy = PayBy.CLAIM
    treatment: Treatment = Treatment.REPLACE
    return_required: bool = True
    consumable: bool = False
    hazard: str = ""
    amount_fen: int | None = None
    """Amount as written on a paper; must equal the product (V49). None: the product."""
    genuine: bool = True
    """The new part is the maker's own or approved by it."""
    add_on: AddOn = field(default_factory=AddOn)

    @property
    def product_fen(self) -> int:
        """Quantity × unit price in fen."""
        return times(self.unit_price_fen, self.quantity)

    @property
    def leaves_pieces(self) -> bool:
        """Tell whether removed pieces of this line come to the shelf."""
        return self.treatment is Treatment.REPLACE and not self.consumable


@dataclass(frozen=True)
class LabourLine:
    """A labour operation with its standard hours and extra hours with their reason."""

    main: bool = False
    code: str = ""
    name: str = ""
    hours: Decimal = Decimal(0)
    extra_hours: Decimal = Decimal(0)
    extra_reason: str = ""
    unit_price_fen: int = 0
    pay_by: PayBy = PayBy.CLAIM
    amount_fen: int | None = None
    add_on: AddOn = field(default_factory=AddOn)

    @property
    def product_fen(self) -> int:
        """Hours × hourly rate in fen, rounded half up once."""
        return times(self.unit_price_fen, self.hours + self.extra_hours)


@dataclass(frozen=True)
class OtherLine:
    """A sublet, a tow or another cost with its text."""

    code: str = ""
    text: str = ""
    amount_fen: int = 0
    pay_by: PayBy = PayBy.CLAIM
    supplier: str = ""
    """Who did the work or sold the thing, as his invoice names him."""
    invoice_no: str = ""
    invoiced_on: date | None = None
    add_on: AddOn = field(default_factory=AddOn)
