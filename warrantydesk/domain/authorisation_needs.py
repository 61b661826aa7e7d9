"""What of a claim the maker wants to be asked about before the work, by the brand's tables."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import AuthorisationItem, AuthorisationScope
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import PayBy
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.profile_entries import listed

LIMIT = "self_authorisation_limit"
"""Row of ``rates``: up to this net total the station decides by itself."""
CHECK = "V67"
"""The check whose parameter ``labour`` names the operations that must be asked for."""


def needed(claim: Claim, profile: BrandProfile) -> tuple[AuthorisationItem, ...]:
    """Return what must be asked: the type as a whole, parts and operations, the amount."""
    return tuple(_needed(claim, profile))


def _needed(claim: Claim, profile: BrandProfile) -> Iterator[AuthorisationItem]:
    kind = profile.types.get(claim.type)
    if kind is not None and kind.needs_prior_auth:
        yield AuthorisationItem(AuthorisationScope.CLAIM, str(claim.type))
    asked = (line for line in claim.part_lines if line.pay_by is PayBy.CLAIM)
    for number in dict.fromkeys(line.new_part_no for line in asked):
        entry = profile.parts.get(number)
        if entry is not None and entry.needs_prior_auth:
            yield AuthorisationItem(AuthorisationScope.PART, number)
    check = profile.switches.get(CHECK)
    wanted = listed(check.params.get("labour", "")) if check and check.enabled else ()
    claimed = (line for line in claim.labour_lines if line.pay_by is PayBy.CLAIM)
    for code in dict.fromkeys(line.code for line in claimed if line.code in wanted):
        yield AuthorisationItem(AuthorisationScope.LABOUR, code)
    limit = profile.rate_fen(LIMIT)
    total = totals_of(claim, profile.rates).total_fen
    if limit is not None and total > limit:
        yield AuthorisationItem(AuthorisationScope.AMOUNT, amount_fen=total)
