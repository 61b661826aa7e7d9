"""The intake receipt: what the customer said, which papers are here, which are to be brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.blocks import Cell, Sign, cells, narrative, sentence, signatures, ticks
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    PaperDocument,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.i18n import _, list_text


@dataclass(frozen=True)
class Receipt:
    """The facts of an intake receipt."""

    paper: ClaimPaper
    papers: tuple[PaperDocument, ...] = ()
    """Papers that a customer brings; empty: all that the claim asks for."""
    items_left: str = ""
    """Things of the customer that stay in the car or at the desk."""


def render(facts: Receipt, step: Step | None = None) -> bytes:
    """Return the receipt that the customer takes home as PDF."""
    paper = facts.paper
    visit = paper.claim.visit
    frame = paper.frame(
        _("Intake receipt"), _("Please bring this receipt when you collect the car.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Visit"))
    cells(
        flow,
        [
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at)),
            Cell(_("Promised"), minute(visit.promised_at)),
            Cell(_("Advisor"), paper.advisor),
            Cell(_("Phone of the station"), paper.site.phone),
        ],
    )
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Owner and who brought the car"))
    cells(flow, *owner_cells(paper))
    flow.heading(_("Complaint"), _("in the customer's own words"))
    narrative(flow, (_("Complaint"), visit.complaint or paper.claim.narrative.complaint), least=4)
    narrative(flow, (_("Left with us"), facts.items_left))
    _papers(flow, facts.papers or paper.documents)
    flow.gap(8)
    sentence(
        flow,
        _(
            "The car is inspected first. Whether the repair is free of charge is decided after the"
            " inspection; nothing is repaired at your cost without your signature."
        ),
    )
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Customer"), visit.brought_by or paper.claim.owner.name),
        Sign(_("Advisor"), paper.advisor),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _papers(flow: Flow, papers: Sequence[PaperDocument]) -> None:
    """Put the papers as ticks, and a reminder that names the mandatory ones that are missing."""
    if not papers:
        return
    flow.heading(_("Papers received"), _("ticked: received"))
    ticks(flow, [(one.name, one.present) for one in papers])
    missing = [one.name for one in papers if one.mandatory and not one.present]
    if missing:
        narrative(flow, (_("Please bring"), list_text(missing)))
