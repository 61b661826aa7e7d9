"""The claim axis: one table of who may do what from where (domain of the trade, C.1)."""

from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_


class State(StrEnum):
    """Where a claim stands."""

    DRAFT = "DRAFT"
    APPRAISING = "APPRAISING"
    NOT_COVERED = "NOT_COVERED"
    PREAUTH_WAIT = "PREAUTH_WAIT"
    REPAIRING = "REPAIRING"
    TO_SUBMIT = "TO_SUBMIT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    APPEALED = "APPEALED"
    REJECTED_FINAL = "REJECTED_FINAL"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"
    VOID = "VOID"


STATE_NAMES = {
    State.DRAFT: N_("Draft"),
    State.APPRAISING: N_("Appraising"),
    State.NOT_COVERED: N_("Not covered"),
    State.PREAUTH_WAIT: N_("Waiting for authorisation"),
    State.REPAIRING: N_("Repairing"),
    State.TO_SUBMIT: N_("To submit"),
    State.SUBMITTED: N_("Submitted"),
    State.RETURNED: N_("Returned"),
    State.REJECTED: N_("Rejected"),
    State.APPEALED: N_("Appealed"),
    State.REJECTED_FINAL: N_("Finally rejected"),
    State.APPROVED: N_("Approved"),
    State.CLOSED: N_("Closed"),
    State.VOID: N_("Void"),
}


class Action(StrEnum):
    """What moves a claim."""

    ACCEPT = "accept"
    START_INSPECTION = "start_inspection"
    DECIDE_NOT_COVERED = "decide_not_covered"
    REOPEN = "reopen"
    ASK_MAKER = "ask_maker"
    RECORD_AUTHORISATION = "record_authorisation"
    DECIDE_CLAIM = "decide_claim"
    FINISH_REPAIR = "finish_repair"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RECORD_RETURN = "record_return"
    RECORD_REJECTION = "record_rejection"
    APPEAL = "appeal"
    RECORD_DECISION = "record_decision"
    GIVE_UP = "give_up"
    RECORD_APPROVAL = "record_approval"
    CLOSE = "close"
    VOID = "void"


ACTION_NAMES = {
    Action.ACCEPT: N_("Accept"),
    Action.START_INSPECTION: N_("Start inspection"),
    Action.DECIDE_NOT_COVERED: N_("Decide: not covered"),
    Action.REOPEN: N_("Reopen"),
    Action.ASK_MAKER: N_("Ask the maker"),
    Action.RECORD_AUTHORISATION: N_("Record authorisation"),
    Action.DECIDE_CLAIM: N_("Decide: claim"),
    Action.FINISH_REPAIR: N_("Finish repair"),
    Action.SUBMIT: N_("Submit"),
    Action.WITHDRAW: N_("Withdraw"),
    Action.RECORD_RETURN: N_("Record return"),
    Action.RECORD_REJECTION: N_("Record rejection"),
    Action.APPEAL: N_("Appeal"),
    Action.RECORD_DECISION: N_("Record decision"),
    Action.GIVE_UP: N_("Give up"),
    Action.RECORD_APPROVAL: N_("Record approval"),
    Action.CLOSE: N_("File away"),
    Action.VOID: N_("Void"),
}


@dataclass(frozen=True)
class Transition:
    """One row of the table; ``to`` holds every state that the action may lead to."""

    sources: frozenset[State | None]
    action: Action
    to: tuple[State, ...]
    roles: frozenset[Role]


def _row(sources: str, action: Action, to: str, roles: str = "clerk") -> Transition:
    starts = frozenset(State(name) if name != "-" else None for name in sources.split())
    ends = tuple(State(name) for name in to.split())
    return Transition(starts, action, ends, frozenset(Role(name) for name in roles.split()))


TRANSITIONS = (
    _row("-", Action.ACCEPT, "DRAFT", "reception clerk"),
    _row("DRAFT", Action.START_INSPECTION, "APPRAISING"),
    _row("APPRAISING", Action.DECIDE_NOT_COVERED, "NOT_COVERED"),
    _row("NOT_COVERED", Action.REOPEN, "APPRAISING"),
    _row("APPRAISING", Action.ASK_MAKER, "PREAUTH_WAIT"),
    _row("PREAUTH_WAIT", Action.RECORD_AUTHORISATION, "APPRAISING NOT_COVERED"),
    _row("APPRAISING", Action.DECIDE_CLAIM, "REPAIRING"),
    _row("REPAIRING", Action.FINISH_REPAIR, "TO_SUBMIT"),
    _row("TO_SUBMIT RETURNED", Action.SUBMIT, "SUBMITTED"),
    _row("SUBMITTED", Action.WITHDRAW, "TO_SUBMIT"),
    _row("SUBMITTED", Action.RECORD_RETURN, "RETURNED"),
    _row("SUBMITTED", Action.RECORD_REJECTION, "REJECTED"),
    _row("REJECTED APPROVED", Action.APPEAL, "APPEALED", "clerk service_manager"),
    _row("APPEALED", Action.RECORD_DECISION, "REJECTED_FINAL APPROVED"),
    _row("RETURNED REJECTED", Action.GIVE_UP, "REJECTED_FINAL", "clerk service_manager"),
    _row("SUBMITTED", Action.RECORD_APPROVAL, "APPROVED"),
    _row("APPROVED REJECTED_FINAL NOT_COVERED", Action.CLOSE, "CLOSED"),
    _row("DRAFT APPRAISING NOT_COVERED PREAUTH_WAIT REPAIRING TO_SUBMIT", Action.VOID, "VOID"),
)

EDITABLE = frozenset(
    {
        State.DRAFT,
        State.APPRAISING,
        State.PREAUTH_WAIT,
        State.REPAIRING,
        State.TO_SUBMIT,
        State.RETURNED,
    }
)
"""States in which the claim's content may still be changed."""

OPEN = frozenset(State) - {State.CLOSED, State.VOID}
"""States in which somebody at the desk still has something to do."""


def transition(action: Action) -> Transition:
    """Return the row of an action."""
    return next(row for row in TRANSITIONS if row.action is action)


def allowed(state: State | None, action: Action) -> bool:
    """Tell whether the action may be done in this state."""
    return state in transition(action).sources


def actions_from(state: State) -> tuple[Action, ...]:
    """Return the actions that can be done from a state, in the order of the table."""
    return tuple(row.action for row in TRANSITIONS if allowed(state, row.action))
