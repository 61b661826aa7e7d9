"""What surrounds a claim: cover, authorisations, inspection, signatures, hours, papers."""

from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.services.bench import Bench


def facts_around(bench: Bench, claim: Claim, profile: BrandProfile) -> dict[str, Any]:
    """Return the fields of ``ClaimFacts`` that come from the claim's own records."""
    return {}
