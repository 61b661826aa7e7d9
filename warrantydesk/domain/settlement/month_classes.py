"""What a settled sum is for: labour, parts and the other classes of a settlement (B.6)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.money import half_up_ratio, percent
from warrantydesk.domain.settlement.month_figures import SettledSeries

FREIGHT = "freight"
"""Kind of a deduction line that, given, pays for the way of old parts."""


@dataclass(frozen=True)
class Weights:
    """How much of a claim is parts (with handling and materials), labour and anything else."""

    parts_fen: int = 0
    labour_fen: int = 0
    other_fen: int = 0

    @property
    def whole_fen(self) -> int:
        """All three."""
        return self.parts_fen + self.labour_fen + self.other_fen


def weights_asked(
    total_fen: int, parts_fen: int, other_fen: int, handling: Decimal, materials: Decimal
) -> Weights:
    """Return the weights of a claim by what it asks for; labour is what is left."""
    with_handling = parts_fen + percent(parts_fen, handling)
    rest = max(total_fen - with_handling - other_fen, 0)
    base = 100 + materials
    labour = half_up_ratio(rest, 10_000, int(base * 100)) if base else rest
    return Weights(with_handling + rest - labour, labour, other_fen)


def parted(amount_fen: int, weights: Weights) -> Weights:
    """Part an amount by weights: parts and labour rounded half up, the rest is the third one.

    Without any weight all of it is the third one.
    """
    whole = weights.whole_fen
    if whole <= 0:
        return Weights(other_fen=amount_fen)
    parts = half_up_ratio(amount_fen, weights.parts_fen, whole)
    both = half_up_ratio(amount_fen, weights.parts_fen + weights.labour_fen, whole)
    return Weights(parts, both - parts, amount_fen - both)


def classed(claim_type: str, amounts: Weights) -> SettledSeries:
    """Return what was settled for one claim in the classes of a settlement.

    A free service, a campaign, a special case is one class, whatever it was spent on. Other
    costs of a drive out to the car are rescue; those of other types stay other.
    """
    if claim_type == ClaimType.FREE_SERVICE:
        return SettledSeries(care_fen=amounts.whole_fen)
    if claim_type == ClaimType.CAMPAIGN:
        return SettledSeries(campaign_fen=amounts.whole_fen)
    if claim_type in (ClaimType.SPECIAL, ClaimType.GOODWILL):
        return SettledSeries(special_fen=amounts.whole_fen)
    row = SettledSeries(labour_fen=amounts.labour_fen, parts_fen=amounts.parts_fen)
    if claim_type == ClaimType.OUTWARD:
        return replace(row, rescue_fen=amounts.other_fen)
    return replace(row, other_fen=amounts.other_fen)


def beside(kind: str, amount_fen: int) -> SettledSeries:
    """Return a line beside the claims: freight that is given, else a deduction."""
    if kind == FREIGHT and amount_fen > 0:
        return SettledSeries(freight_fen=amount_fen)
    return SettledSeries(deducted_fen=-amount_fen)
