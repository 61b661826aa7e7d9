"""The sheet of added work: why, who allowed it when, and the customer's initials beside it."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, TEXT, Cell, Sign, cells, sentence, signatures
from warrantydesk.documents.claim_paper import ClaimPaper, minute, owner_cells, vehicle_cells
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.claim import AddOn
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _

LEAST_ROWS = 4


@dataclass(frozen=True)
class AddedWork:
    """A line that was added, with what it costs and who pays."""

    text: str
    add_on: AddOn
    authorised_by: str = ""
    amount: str = ""
    paid_by: str = ""


@dataclass(frozen=True)
class AddOnSheet:
    """All added work of a claim."""

    paper: ClaimPaper
    lines: tuple[AddedWork, ...] = ()
    manager: str = ""


def render(facts: AddOnSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    paper = facts.paper
    frame = paper.frame(
        _("Work added to the order"),
        _("One copy for the customer; the other is stapled to the work authorisation."),
    )
    flow = Flow(frame.top)
    flow.heading(_("Work order"))
    cells(
        flow,
        [
            Cell(_("Order no."), paper.claim.visit.repair_order),
            Cell(_("Arrived"), minute(paper.claim.visit.arrived_at), 1.2),
            Cell(_("Claim no."), paper.claim.claim_number, 1.2),
            Cell(_("Advisor"), paper.advisor),
            Cell(_("Technician"), paper.technician),
        ],
    )
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Owner or operator"))
    cells(flow, *owner_cells(paper))
    _lines(flow, facts)
    flow.heading(_("Consent"), _("signed before the added work begins"))
    sentence(
        flow,
        _("I agree to the work above beyond my order, each line where I put my initials."),
    )
    flow.gap(3)
    signatures(
        flow,
        paper.sign(_("Customer"), SignedPaper.ADD_ON),
        Sign(_("Service manager"), facts.manager),
        Sign(_("Warranty clerk"), paper.clerk),
    )
    return pdf(frame, flow.sheets, step)


def _lines(flow: Flow, facts: AddOnSheet) -> None:
    flow.heading(_("Added work"), _("allowed by the service manager before it is done"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column(_("Work"), 124),
        Column(_("Reason"), 104),
        Column(_("Amount ¥"), 54, "right"),
        Column(_("Paid by"), 46),
        Column(_("Allowed by, at"), 88),
        Column(_("Customer's initial"), 78),
    )
    for number, one in enumerate(facts.lines, 1):
        table.add(
            str(number),
            one.text,
            one.add_on.reason,
            one.amount,
            one.paid_by,
            ((one.authorised_by, TEXT), (minute(one.add_on.authorised_at), SMALL)),
            ((one.add_on.customer_agreed, SMALL),),
        )
    for number in range(len(facts.lines) + 1, LEAST_ROWS + 1):
        table.add(str(number), *[""] * 6)
