"""What comes next for a claim, and how each action is named on its button."""

from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.states import ACTION_NAMES
from warrantydesk.domain.inspection import Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _

NEXT = {
    State.DRAFT: Action.START_INSPECTION,
    State.APPRAISING: Action.DECIDE_CLAIM,
    State.NOT_COVERED: Action.CLOSE,
    State.REPAIRING: Action.FINISH_REPAIR,
    State.TO_SUBMIT: Action.SUBMIT,
    State.RETURNED: Action.SUBMIT,
    State.APPROVED: Action.CLOSE,
    State.REJECTED_FINAL: Action.CLOSE,
}
"""The action that leads a claim on, by its state."""

ASKING = frozenset(
    {
        Action.START_INSPECTION,
        Action.DECIDE_NOT_COVERED,
        Action.REOPEN,
        Action.SUBMIT,
        Action.WITHDRAW,
        Action.VOID,
    }
)
"""Actions that ask for something before they are done."""


@dataclass(frozen=True)
class Step:
    """The words of a button and the action behind it; no action goes to the inspection."""

    words: str
    action: Action | None


def words_of(action: Action) -> str:
    """Return the words of an action; three dots where it asks for something."""
    name = _(ACTION_NAMES[action])
    return _("{action}…", action=name) if action in ASKING else name


def next_step(desk: Any, claim: Claim) -> Step | None:
    """Return what leads the claim on; None where it waits for somebody else."""
    action = NEXT.get(claim.state)
    if action is None:
        return None
    if action is Action.DECIDE_CLAIM:
        inspection = desk.inspections.of_claim(claim.id)
        if inspection is None or not _is_signed(desk, inspection.id):
            return Step(_("Go on inspecting"), None)
        if inspection.conclusion is Conclusion.NOT_COVERED:
            action = Action.DECIDE_NOT_COVERED
    return Step(words_of(action), action)


def _is_signed(desk: Any, inspection_id: int) -> bool:
    signed = {one.as_role for one in desk.inspections.view(inspection_id).signatures}
    return {Role.TECHNICIAN, Role.CLERK} <= signed
