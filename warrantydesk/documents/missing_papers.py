"""The reminder: which papers the customer still has to bring, and what each is for."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import (
    STRONG,
    Cell,
    Sign,
    cells,
    sentence,
    sentences,
    signatures,
)
from warrantydesk.documents.claim_paper import ClaimPaper, minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _


@dataclass(frozen=True)
class WantedPaper:
    """A paper that is not here: its name, when it is needed and why; texts of the language."""

    name: str
    condition: str = ""
    """Empty: it is needed in any case."""
    reason: str = ""


@dataclass(frozen=True)
class MissingPapers:
    """What is missing for a claim, the papers needed in any case first."""

    paper: ClaimPaper
    wanted: tuple[WantedPaper, ...] = ()
    here: tuple[str, ...] = ()
    """Names of the customer's papers that are here already."""


def render(facts: MissingPapers, step: Step | None = None) -> bytes:
    """Return the reminder that the customer takes home as PDF."""
    paper = facts.paper
    claim, visit = paper.claim, paper.claim.visit
    frame = paper.frame(_("Papers still to be brought"), _("Please bring this sheet with you."))
    flow = Flow(frame.top)
    flow.heading(_("For your visit"))
    cells(
        flow,
        [
            Cell(_("Customer"), claim.owner.name or visit.brought_by),
            Cell(_("Plate"), claim.vehicle.plate),
            Cell(_("VIN"), claim.vehicle.vin, 1.5),
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at), 1.2),
        ],
    )
    flow.gap(6)
    if not facts.wanted:
        sentence(flow, _("Nothing is missing: all your papers are here."), STRONG)
    else:
        sentence(
            flow,
            _(
                "The maker pays for the repair only with these papers. Please bring them when you"
                " collect the car; a clear photo sent to us is enough where no original is asked"
                " for."
            ),
        )
        _wanted(flow, facts.wanted)
    if facts.here:
        flow.heading(_("Here already"))
        sentences(flow, facts.here)
    flow.heading(_("Your contact"))
    cells(
        flow,
        [
            Cell(_("Advisor"), paper.advisor or paper.clerk),
            Cell(_("Phone of the station"), paper.site.phone),
            Cell(_("Address"), paper.site.address, 2.0),
        ],
    )
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Customer: I was told what is missing"), visit.brought_by or claim.owner.name),
        Sign(_("Advisor"), paper.advisor),
    )
    return pdf(frame, flow.sheets, step)


def _wanted(flow: Flow, wanted: tuple[WantedPaper, ...]) -> None:
    flow.heading(_("Please bring"), _("tick what has been brought"))
    table = Table(
        flow,
        Column("", 22, "centre"),
        Column(_("Paper"), 190),
        Column(_("When it is needed"), 130),
        Column(_("What it is for"), 160),
    )
    for one in wanted:
        table.add(Mark.EMPTY, one.name, one.condition or _("in any case"), one.reason)
