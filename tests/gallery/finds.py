"""What a scene needs from the shop: a claim in a state, a piece, a person who may."""

from typing import Any

from warrantydesk.domain.claim import Claim, State
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

FEW = 20


def claim_in(desk: Desk, *states: State, nth: int = 0) -> Claim:
    """Return a claim in one of the states, the oldest first."""
    found = sorted(one.id for one in desk.claims.in_states(states, FEW))
    assert found, f"no claim is {states}"
    return desk.claims.get(found[min(nth, len(found) - 1)])


def page_with(stage: Stage, claim: Claim) -> Any:
    """Return the page of the Intake tab with a claim in hand."""
    stage.open("intake", "claim", claim.id)
    return stage.window.tab("intake").page  # type: ignore[attr-defined]


def role(desk: Desk, login: str) -> Desk:
    """Let a person act from now on."""
    desk.people.act_as(login)
    return desk
