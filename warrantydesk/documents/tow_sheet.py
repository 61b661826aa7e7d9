"""The tow sheet: where the car was fetched, where it was brought, and both signatures."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import Cell, Sign, cells, narrative, sentence, signatures
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    kilometres,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.domain.work import Tow
from warrantydesk.i18n import _


@dataclass(frozen=True)
class TowSheet:
    """A tow with the claim of its visit; no tow: a sheet to be filled in by hand."""

    paper: ClaimPaper
    tow: Tow | None = None


def render(facts: TowSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    paper, tow = facts.paper, facts.tow
    frame = paper.frame(
        _("Tow sheet"), _("One copy each for customer, carrier and the claim folder.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Owner or operator"))
    cells(flow, *owner_cells(paper))
    _way(flow, facts)
    flow.heading(_("State of the car when it was loaded"))
    narrative(
        flow,
        (_("Complaint"), paper.claim.visit.complaint or paper.claim.narrative.complaint),
        (_("Damage seen outside"), ""),
        (_("Things left in the car"), ""),
        least=2,
    )
    flow.gap(3)
    sentence(
        flow,
        _(
            "The carrier took over the car as described; the customer allows it to be brought to"
            " the service station. Costs within the warranty are not charged to the customer."
        ),
    )
    flow.gap(3)
    carrier = tow.carrier if tow and tow.carrier_signed else ""
    signatures(
        flow,
        paper.sign(_("Customer"), SignedPaper.TOW),
        Sign(_("Carrier"), carrier),
        Sign(_("Received by the service station"), paper.advisor),
    )
    return pdf(frame, flow.sheets, step)


def _way(flow: Flow, facts: TowSheet) -> None:
    tow = facts.tow
    flow.heading(_("Tow"))
    cells(
        flow,
        [
            Cell(_("Sheet no."), tow.sheet_no if tow else ""),
            Cell(_("Carrier"), tow.carrier if tow else "", 1.6),
            Cell(_("Repair order"), facts.paper.claim.visit.repair_order),
            Cell(_("Way, km"), kilometres(tow.km) if tow else "", 0.7),
            Cell(_("Costs, net ¥"), yuan(tow.amount_fen) if tow else "", 0.8),
        ],
        [
            Cell(_("Fetched from"), tow.from_place if tow else "", 2.0),
            Cell(_("Fetched at"), minute(tow.started_at) if tow else ""),
        ],
        [
            Cell(_("Brought to"), tow.to_place if tow else "", 2.0),
            Cell(_("Brought at"), minute(tow.ended_at) if tow else ""),
        ],
    )
