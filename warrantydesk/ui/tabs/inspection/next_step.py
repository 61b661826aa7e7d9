"""What is to be done next with an inspection: one step at a time, in the order of the trade."""

from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.inspection import Conclusion, Inspection
from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_


class Step(StrEnum):
    """The next thing to do; the primary button does it."""

    SIGN = "sign"
    DECIDE_CLAIM = "decide_claim"
    PRINT = "print"
    CUSTOMER = "customer"
    DECIDE_NOT_COVERED = "decide_not_covered"
    ASK = "ask"
    RECORD = "record"
    GO_ON = "go_on"


STEP_TEXTS = {
    Step.SIGN: N_("Sign and free&ze…"),
    Step.DECIDE_CLAIM: N_("&Decide: claim"),
    Step.PRINT: N_("Print e&xplanation…"),
    Step.CUSTOMER: N_("C&ustomer signs…"),
    Step.DECIDE_NOT_COVERED: N_("&Decide: not covered"),
    Step.ASK: N_("Ask the &maker…"),
    Step.RECORD: N_("&Record the answer…"),
    Step.GO_ON: N_("Go on in &Intake"),
}


@dataclass(frozen=True)
class Standing:
    """How far the paper work of an inspection is."""

    state: State
    inspection: Inspection
    signed: frozenset[Role]
    explained: bool
    customer_signed: bool
    authorised: bool = False
    """The maker has allowed the repair, and not for too short a time."""


def needed(inspection: Inspection) -> tuple[Role, ...]:
    """Return who must sign an inspection."""
    roles = (Role.TECHNICIAN, Role.CLERK)
    return (*roles, Role.TECHNICAL_MANAGER) if inspection.major else roles


def next_step(now: Standing) -> Step:
    """Return what is to be done next."""
    if now.state is State.PREAUTH_WAIT:
        return Step.RECORD
    if now.state is not State.APPRAISING:
        return Step.GO_ON
    if not set(needed(now.inspection)) <= now.signed:
        return Step.SIGN
    if now.inspection.conclusion is Conclusion.ASK_MAKER and not now.authorised:
        return Step.ASK
    if now.inspection.conclusion is not Conclusion.NOT_COVERED:
        return Step.DECIDE_CLAIM
    if not now.explained:
        return Step.PRINT
    return Step.DECIDE_NOT_COVERED if now.customer_signed else Step.CUSTOMER
