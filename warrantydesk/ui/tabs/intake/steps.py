"""What comes next for a claim, and how each action is named on its button."""

from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.states import ACTION_NAMES
from warrantydesk.domain.inspection import Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _
from warrantydesk.ui.claim_clock import may_still_appeal

NEXT = {
    State.DRAFT: Action.START_INSPECTION,
    State.APPRAISING: Action.DECIDE_CLAIM,
    State.PREAUTH_WAIT: Action.RECORD_AUTHORISATION,
    State.NOT_COVERED: Action.CLOSE,
    State.REPAIRING: Action.FINISH_REPAIR,
    State.TO_SUBMIT: Action.SUBMIT,
    State.SUBMITTED: Action.RECORD_APPROVAL,
    State.RETURNED: Action.SUBMIT,
    State.REJECTED: Action.APPEAL,
    State.APPEALED: Action.RECORD_DECISION,
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
        Action.ASK_MAKER,
        Action.RECORD_AUTHORISATION,
        Action.RECORD_RETURN,
        Action.RECORD_REJECTION,
        Action.RECORD_APPROVAL,
        Action.APPEAL,
        Action.RECORD_DECISION,
        Action.GIVE_UP,
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
        elif inspection.conclusion is Conclusion.ASK_MAKER and not _is_authorised(claim):
            action = Action.ASK_MAKER
    if claim.state is State.APPROVED and may_still_appeal(claim, desk.bench.today):
        action = Action.APPEAL
    return Step(_step_words(claim.state, action), action)


def other_step(desk: Any, claim: Claim) -> Step | None:
    """Return the way out beside the next step: to accept what the maker did not give."""
    if claim.state in (State.REJECTED, State.RETURNED):
        return Step(words_of(Action.GIVE_UP), Action.GIVE_UP)
    if claim.state is State.APPROVED and may_still_appeal(claim, desk.bench.today):
        return Step(_("Accept the shortfall…"), Action.CLOSE)
    return None


def _step_words(state: State, action: Action) -> str:
    if state is State.SUBMITTED:
        return _("Record the answer…")
    if state is State.RETURNED:
        return _("Correct and resubmit…")
    return words_of(action)


def _is_authorised(claim: Claim) -> bool:
    return bool(claim.codes.authorisation_no)


def _is_signed(desk: Any, inspection_id: int) -> bool:
    signed = {one.as_role for one in desk.inspections.view(inspection_id).signatures}
    return {Role.TECHNICIAN, Role.CLERK} <= signed
