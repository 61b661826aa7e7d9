"""What a claim is worth: net sums by kind, each rounded half up once; tax stands beside."""

from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import PayBy
from warrantydesk.domain.money import percent


@dataclass(frozen=True)
class Rates:
    """Percentages of the brand profile, in percent."""

    handling: Decimal = Decimal(0)
    materials: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)


@dataclass(frozen=True)
class Totals:
    """The claimed sums in fen; ``total_fen`` is net, ``self_paid_fen`` is never claimed."""

    parts_fen: int = 0
    handling_fen: int = 0
    labour_fen: int = 0
    materials_fen: int = 0
    other_fen: int = 0
    total_fen: int = 0
    tax_fen: int = 0
    self_paid_fen: int = 0
    hours: Decimal = Decimal(0)


def totals_of(claim: Claim, rates: Rates) -> Totals:
    """Add up a claim (trade practice: parts, handling, labour, materials, other)."""
    parts = sum(line.product_fen for line in claim.part_lines if line.pay_by is PayBy.CLAIM)
    claimed = [line for line in claim.labour_lines if line.pay_by is PayBy.CLAIM]
    labour = sum(line.product_fen for line in claimed)
    other = sum(line.amount_fen for line in claim.other_lines if line.pay_by is PayBy.CLAIM)
    everything = sum(
        [line.product_fen for line in claim.part_lines]
        + [line.product_fen for line in claim.labour_lines]
        + [line.amount_fen for line in claim.other_lines]
    )
    handling, materials = percent(parts, rates.handling), percent(labour, rates.materials)
    total = parts + handling + labour + materials + other
    return Totals(
        parts_fen=parts,
        handling_fen=handling,
        labour_fen=labour,
        materials_fen=materials,
        other_fen=other,
        total_fen=total,
        tax_fen=percent(total, rates.tax),
        self_paid_fen=everything - parts - labour - other,
        hours=sum((line.hours + line.extra_hours for line in claimed), Decimal(0)),
    )
