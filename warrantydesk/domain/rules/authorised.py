"""Whether the maker allowed a claim, a part, labour or an amount beforehand."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.facts import ClaimFacts

_KEPT = frozenset(AuthorisationState) - {AuthorisationState.VOID}


def requests(facts: ClaimFacts) -> Iterator[Authorisation]:
    """Yield the requests of the claim and those whose number it names; void ones are none."""
    number = facts.claim.codes.authorisation_no.strip()
    for one in facts.authorisations:
        is_own = facts.claim.id != 0 and one.claim_id == facts.claim.id
        if one.state in _KEPT and (is_own or (number and one.number == number)):
            yield one


def approvals(facts: ClaimFacts) -> list[Authorisation]:
    """Return the approvals for this car; V70 speaks of those that expired."""
    vin = facts.claim.vehicle.vin
    return [
        one
        for one in requests(facts)
        if one.state is AuthorisationState.APPROVED and one.vin in ("", vin)
    ]


def is_authorised(facts: ClaimFacts, part_no: str = "", labour: str = "") -> bool:
    """Tell whether an approval covers a part or an operation."""
    return any(
        _covers(item, part_no, labour) for one in approvals(facts) for item in one.items or (_ALL,)
    )


def authorised_fen(facts: ClaimFacts) -> int | None:
    """Return the highest amount that was allowed, net fen; None where nothing was.

    An approval that names no amount allows any (``ENDLESS_FEN``).
    """
    found = []
    for one in approvals(facts):
        amounts = [item.amount_fen for item in one.items if item.amount_fen is not None]
        named = one.approved_fen if one.approved_fen is not None else max(amounts, default=None)
        found.append(ENDLESS_FEN if named is None else named)
    return max(found, default=None)


ENDLESS_FEN = 10**15
_ALL = AuthorisationItem(AuthorisationScope.CLAIM)


def _covers(item: AuthorisationItem, part_no: str, labour: str) -> bool:
    if item.scope is AuthorisationScope.CLAIM:
        return True
    if item.scope is AuthorisationScope.PART:
        return bool(part_no) and item.code == part_no
    return item.scope is AuthorisationScope.LABOUR and bool(labour) and item.code == labour
