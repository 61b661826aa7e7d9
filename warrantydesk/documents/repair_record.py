"""The repair record with all fields of Order 43 Art. 17, one copy each for customer and file."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.documents.blocks import STRONG, Cell, Sign, cells, narrative, signatures
from warrantydesk.documents.claim_lines import amount_text
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    kilometres,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.coverage_paper import NONE, known, known_day
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _


@dataclass(frozen=True)
class RepairRecord:
    """The facts of a repair record; sentences stand in the paper's language."""

    paper: ClaimPaper
    result: str = ""
    """What the inspection concluded, beside the cause in the claim."""
    towing: str = ""
    loaner: str = ""
    """Loan car, transport money or another agreement; or that none is due."""
    keep_until: date | None = None
    """Last day of keeping the file's copy: six years from the end of the repair."""


def render(facts: RepairRecord, step: Step | None = None) -> bytes:
    """Return the repair record as PDF, once for the customer and once for the file."""
    paper = facts.paper
    until = known_day(facts.keep_until)
    frame = paper.frame(
        _("Repair record"),
        _("Order 43 Art. 17: the file's copy is kept at least six years, until {day}.", day=until),
    )
    frame = replace(
        frame, copies=(_("for the customer"), _("for the file, kept until {day}", day=until))
    )
    flow = Flow(frame.top)
    _times(flow, paper)
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Customer"))
    cells(flow, *owner_cells(paper))
    _work(flow, facts)
    _labour(flow, paper)
    _parts(flow, paper)
    _costs(flow, facts)
    _handover(flow, paper)
    return pdf(frame, flow.sheets, step)


def _times(flow: Flow, paper: ClaimPaper) -> None:
    visit = paper.claim.visit
    flow.heading(_("Repair"))
    cells(
        flow,
        [
            Cell(_("Repair order"), known(visit.repair_order)),
            Cell(_("Arrived"), known(minute(visit.arrived_at)), 1.25),
            Cell(_("Mileage, km"), known(kilometres(visit.mileage_km)), 0.8),
            Cell(_("Repair begun"), known(minute(visit.started_at)), 1.25),
            Cell(_("Repair finished"), known(minute(visit.finished_at)), 1.25),
        ],
    )


def _work(flow: Flow, facts: RepairRecord) -> None:
    claim = facts.paper.claim
    found = "\n".join(text for text in (claim.narrative.cause, facts.result) if text.strip())
    flow.heading(_("Quality problem, inspection and repair"))
    narrative(
        flow,
        (_("Customer's statement"), known(claim.visit.complaint or claim.narrative.complaint)),
        (_("Result of the inspection"), known(found)),
        (_("Repair done"), known(claim.narrative.correction)),
    )


def _labour(flow: Flow, paper: ClaimPaper) -> None:
    flow.heading(_("Items of the repair"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Operation: code, name"), 268),
        Column(_("Hours"), 50, "right"),
        Column(_("Rate"), 60, "right"),
        Column(_("Amount"), 66, "right"),
        Column(_("Paid by"), 66),
    )
    for number, line in enumerate(paper.claim.labour_lines, 1):
        table.add(
            str(number),
            " ".join(filter(None, (line.code, line.name))),
            f"{line.hours + line.extra_hours:.2f}",
            yuan(line.unit_price_fen),
            ((amount_text(line), STRONG),),
            _payer(line.pay_by),
        )
    if not paper.claim.labour_lines:
        table.add(*[NONE] * 6)


def _parts(flow: Flow, paper: ClaimPaper) -> None:
    flow.heading(_("Parts replaced"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Part number"), 104),
        Column(_("Part name"), 178),
        Column(_("Qty"), 36, "right"),
        Column(_("Unit price"), 60, "right"),
        Column(_("Amount"), 66, "right"),
        Column(_("Paid by"), 66),
    )
    for number, line in enumerate(paper.claim.part_lines, 1):
        table.add(
            str(number),
            known(line.new_part_no),
            known(line.new_part_name),
            str(line.quantity),
            yuan(line.unit_price_fen),
            ((amount_text(line), STRONG),),
            _payer(line.pay_by),
        )
    if not paper.claim.part_lines:
        table.add(NONE, NONE, _("no part replaced"), *[NONE] * 4)


def _payer(pay_by: PayBy) -> str:
    return _("customer") if pay_by is PayBy.SELF else _("warranty")


def _costs(flow: Flow, facts: RepairRecord) -> None:
    claim = facts.paper.claim
    labour, parts = claim.labour_lines, claim.part_lines
    hours = sum((line.hours + line.extra_hours for line in labour), Decimal(0))
    flow.heading(_("Costs, yuan"), _("what the warranty pays is not charged to the customer"))
    cells(
        flow,
        [
            Cell(_("Materials fee"), yuan(sum(line.product_fen for line in parts))),
            Cell(_("Labour hours"), f"{hours:.2f}"),
            Cell(_("Labour fee"), yuan(sum(line.product_fen for line in labour))),
            Cell(_("Towing"), known(facts.towing)),
            Cell(_("Paid by the customer"), yuan(facts.paper.totals.self_paid_fen)),
        ],
    )
    narrative(flow, (_("Loan car or transport money"), known(facts.loaner)))


def _handover(flow: Flow, paper: ClaimPaper) -> None:
    name, when = paper.signed(SignedPaper.COLLECTION)
    flow.heading(_("Handover"), _("who signs confirms that the above is true"))
    cells(
        flow,
        [
            Cell(_("Handed over"), known(when)),
            Cell(_("Handed over to"), known(name if when else "")),
            Cell(_("Technician"), known(paper.technician)),
            Cell(_("Advisor"), known(paper.advisor)),
        ],
    )
    signatures(
        flow,
        paper.sign(_("Customer"), SignedPaper.COLLECTION),
        Sign(_("Repairer"), paper.technician),
        Sign(_("Stamp of the repairer")),
    )
