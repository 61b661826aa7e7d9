"""A claim that adds what a filed claim left out: the same visit, its number written down."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def add_to(page: "ClaimPage") -> None:
    """Accept a claim of type ADD_ON for the filed claim in hand, and show it."""
    claim = page.claim
    if claim is None:
        return
    if claim.state in EDITABLE or claim.state is State.VOID:
        page.shell.tell(
            _("{number} is not filed: add to it directly.", number=claim.claim_number), warn=True
        )
        return
    made = tried(page.shell, lambda: _made(page, claim))
    if made is not None:
        page.open(made.id)
        page.started.emit(made.id)
        page.form.jump("codes.reason")


def _made(page: "ClaimPage", claim: Claim) -> Claim:
    made: Claim = page.desk.claims.new(visit_id=claim.visit.id, type=ClaimType.ADD_ON)
    codes = {"original_claim_no": claim.claim_number, "fault_code": claim.codes.fault_code}
    saved: Claim = page.desk.claims.save_draft(made.id, {"codes": codes})
    return saved
