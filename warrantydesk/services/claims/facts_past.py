"""What other claims say of a claim: the car's other claims, shared numbers, serials and tags."""

from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.services.bench import Bench


def facts_past(
    bench: Bench, claim: Claim, profile: BrandProfile, pieces: tuple[OldPart, ...]
) -> dict[str, Any]:
    """Return the fields of ``ClaimFacts`` that come from other claims."""
    return {}
