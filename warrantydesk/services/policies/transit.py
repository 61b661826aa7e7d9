"""Open claims that a version of a table decides."""

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.policies.views import InTransit
from warrantydesk.domain.policy_table import in_force
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.policies.versions import version_of

_OVER = frozenset(
    {State.NOT_COVERED, State.REJECTED_FINAL, State.APPROVED, State.CLOSED, State.VOID}
)
_OPEN = tuple(state for state in State if state not in _OVER)
_MOST = 5_000


def affected(bench: Bench, profile: str, table: str, number: int) -> tuple[InTransit, ...]:
    """Return the open claims whose visit falls under a version, newest first.

    The law decides the claims of every brand.
    """
    version_of(bench, profile, table, number)
    versions = bench.tables.versions(profile, table)
    found = []
    for claim in bench.stores.lists.claims_in(_OPEN, _MOST):
        if claim.arrived_at is None or profile not in (LAW, claim.brand):
            continue
        day = claim.arrived_at.astimezone(bench.clock.zone).date()
        head = in_force(versions, day)
        if head is not None and head.number == number:
            found.append(InTransit(claim.id, claim.claim_number, claim.vin, day, str(claim.state)))
    return tuple(found)
