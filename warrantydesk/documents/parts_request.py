"""The request to the parts store: what the job needs, what is there, what was issued."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import STRONG, Cell, Sign, cells, sentence, signatures
from warrantydesk.documents.claim_paper import ClaimPaper, day, minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.work import StoreRequest
from warrantydesk.i18n import _

BLANK_ROWS = 3


@dataclass(frozen=True)
class PartsRequest:
    """A request with its claim; names instead of logins."""

    paper: ClaimPaper
    request: StoreRequest
    state: str = ""
    asked_by: str = ""
    answered_by: str = ""
    expected_on: str = ""
    """Day on which the last part arrives, as a text."""


def render(facts: PartsRequest, step: Step | None = None) -> bytes:
    """Return the request as PDF."""
    paper = facts.paper
    frame = paper.frame(
        _("Request to the parts store"),
        _("One copy for the store, one stays with the job; the store gives parts against it."),
    )
    flow = Flow(frame.top)
    _order(flow, facts)
    _lines(flow, facts)
    flow.heading(_("Issue"), _("filled in by the parts store"))
    cells(
        flow,
        [
            Cell(_("Issue note no."), facts.request.issue_no),
            Cell(_("Parts issued on"), day(facts.request.issued_on)),
            Cell(_("Answered by"), facts.answered_by),
            Cell(_("Answered"), minute(facts.request.answered_at)),
        ],
        least=2,
    )
    flow.gap(3)
    sentence(
        flow, _("Old parts of a warranty repair go to the warranty clerk, not back to the store.")
    )
    flow.gap(3)
    signatures(
        flow,
        Sign(_("Requested by"), facts.asked_by, minute(facts.request.asked_at)),
        Sign(_("Storekeeper")),
        Sign(_("Received by the technician"), paper.technician),
    )
    return pdf(frame, flow.sheets, step)


def _order(flow: Flow, facts: PartsRequest) -> None:
    paper, asked = facts.paper, facts.request
    claim = paper.claim
    flow.heading(_("Request to the store"))
    cells(
        flow,
        [
            Cell(_("Store request no."), asked.number),
            Cell(_("Stands"), facts.state),
            Cell(_("Requested at"), minute(asked.asked_at), 1.2),
            Cell(_("Wanted on"), day(asked.wanted_on)),
            Cell(_("Expected on"), facts.expected_on),
        ],
        [
            Cell(_("Repair order"), claim.visit.repair_order),
            Cell(_("Claim no."), claim.claim_number),
            Cell(_("VIN"), claim.vehicle.vin, 1.5),
            Cell(_("Plate"), claim.vehicle.plate, 0.9),
            Cell(_("Model"), paper.model_name or claim.vehicle.model_code, 1.2),
        ],
    )


def _lines(flow: Flow, facts: PartsRequest) -> None:
    flow.heading(_("Parts"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column(_("Part number"), 92),
        Column(_("Part name"), 140),
        Column(_("Pieces wanted"), 44, "right"),
        Column(_("In stock"), 44, "right"),
        Column(_("Arrives on"), 60),
        Column(_("Remark"), 88),
        Column(_("Issued"), 40, "centre"),
    )
    for number, line in enumerate(facts.request.lines, 1):
        table.add(
            str(number),
            ((line.part_no, STRONG),),
            line.name,
            str(line.quantity),
            "" if line.in_stock is None else str(line.in_stock),
            day(line.arrives_on),
            line.note,
            Mark.TICKED if facts.request.issue_no else Mark.EMPTY,
        )
    for number in range(0 if facts.request.lines else BLANK_ROWS):
        table.add(str(number + 1), *[""] * 6, Mark.EMPTY)
