"""How long a piece is kept: from the payment of its line, not from its repair (V81)."""

from dataclasses import dataclass
from datetime import date, timedelta

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import N_

ORDINARY = "retention"
"""The deadline of pieces without a hazard of their own."""


@dataclass(frozen=True)
class Retention:
    """From when a piece may be scrapped; None with the sentence why there is no such day yet."""

    scrap_from: date | None
    message: str
    values: dict[str, object]
    disposal_order: bool = False
    """The maker must order it, whatever the day."""

    def is_over(self, today: date) -> bool:
        """Tell whether the piece may be scrapped as far as its retention goes."""
        return self.scrap_from is not None and self.scrap_from <= today


def settled_on(piece: OldPart) -> date | None:
    """Return the day its line was settled: paid, or refused for good by a notice.

    A piece that the maker refused and sent back is never paid; its notice ends the matter.
    """
    return piece.paid_on or (piece.refused_on if piece.refusal_code else None)


def retention_of(piece: OldPart, profile: BrandProfile) -> Retention:
    """Return from when a piece may be scrapped, by the profile's deadline of its hazard."""
    hazard = profile.hazards.get(piece.hazard)
    days = profile.deadline_days(hazard.retention if hazard else ORDINARY)
    order = hazard is not None and hazard.disposal_order
    begun = settled_on(piece)
    if begun is None:
        return Retention(None, N_("kept: the maker has not paid its line yet"), {}, order)
    if days is None:
        return Retention(None, N_("kept: the policies of the maker name no retention"), {}, order)
    end = begun + timedelta(days=days)
    values: dict[str, object] = {"day": begun, "days": days, "end": end}
    if piece.paid_on is None:
        return Retention(end, N_("refused on {day}, kept {days} days: until {end}"), values, order)
    return Retention(end, N_("paid on {day}, kept {days} days: until {end}"), values, order)
