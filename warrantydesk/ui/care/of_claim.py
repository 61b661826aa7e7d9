"""What the Claim menu opens of customer care, for the claim on a page."""

from typing import TYPE_CHECKING

from warrantydesk.i18n import _
from warrantydesk.ui.care.call_dialog import call
from warrantydesk.ui.care.complaint_dialog import new_complaint, open_complaint
from warrantydesk.ui.care.contacts_dialog import contacts
from warrantydesk.ui.care.progress_dialog import tell_customer

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def open_contacts(page: "ClaimPage") -> None:
    """Open the contact log of the claim on a page."""
    claim = page.settled()
    if claim is not None:
        contacts(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def open_progress(page: "ClaimPage") -> None:
    """Tell the customer of the claim on a page."""
    claim = page.settled()
    if claim is not None:
        tell_customer(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def open_claims_complaint(page: "ClaimPage") -> None:
    """Open the complaint about the claim on a page, or take a new one down."""
    claim = page.settled()
    if claim is None:
        return
    known = [one for one in page.desk.complaints.of_claim(claim.id) if not one.closed_at]
    if known:
        open_complaint(page.shell, page.desk, known[-1].id, lambda: page.reload(keep=True))
    else:
        new_complaint(page.shell, page.desk, claim, done=lambda: page.reload(keep=True))


def open_claims_call(page: "ClaimPage") -> None:
    """Call the customer of the claim on a page, or say why there is nothing to call about."""
    claim = page.settled()
    if claim is None:
        return
    due = page.desk.follow_ups.of_claim(claim.id)
    if due is not None:
        call(page.shell, page.desk, due, lambda: page.reload(keep=True))
        return
    made = page.desk.follow_ups.of_visit(claim.visit.id)
    if made is not None and made.score is not None:
        page.shell.tell(_("This customer was called already: score {n} of 10.", n=made.score))
    elif made is not None:
        page.shell.tell(_("This customer was called already."))
    else:
        page.shell.tell(
            _("There is nobody to call: the car is still here, or left more than a month ago.")
        )
