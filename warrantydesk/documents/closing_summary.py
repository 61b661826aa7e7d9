"""The closing summary for the customer: what was found and done, who pays, what comes next."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import (
    STRONG,
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    sentences,
    signatures,
)
from warrantydesk.documents.claim_paper import ClaimPaper, kilometres, minute, vehicle_cells
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.settlement_sheet import Charge
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _


@dataclass(frozen=True)
class NewPart:
    """A part that was fitted, and how long it is warranted, in words."""

    text: str
    count: int
    term: str


@dataclass(frozen=True)
class ClosingSummary:
    """What a customer takes home."""

    paper: ClaimPaper
    charges: tuple[Charge, ...] = ()
    self_paid_fen: int = 0
    """Net."""
    tax_fen: int = 0
    parts: tuple[NewPart, ...] = ()
    old_parts: str = ""
    """What becomes of the parts that were taken out."""
    result: str = ""
    next_km: int | None = None
    next_on: str = ""
    loaner: str = ""
    """Loan car or transport money of the visit, in words; empty: there was none."""
    towing: str = ""
    """Who towed the car from where, in words; empty: nobody did."""


def render(facts: ClosingSummary, step: Step | None = None) -> bytes:
    """Return the summary as PDF."""
    paper = facts.paper
    claim, visit = paper.claim, paper.claim.visit
    frame = paper.frame(_("Summary of your repair"), _("For the customer, to keep with the car."))
    flow = Flow(frame.top)
    flow.heading(_("Your car"))
    cells(flow, vehicle_cells(paper)[0])
    cells(
        flow,
        [
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at)),
            Cell(_("Repair finished"), minute(visit.finished_at)),
            Cell(_("Advisor"), paper.advisor),
            Cell(_("Technician"), paper.technician),
        ],
    )
    for label, text in (
        (_("Loan car or transport money"), facts.loaner),
        (_("Towing"), facts.towing),
    ):
        if text:
            cells(flow, [Cell(label, text)])
    flow.heading(_("What you told us, what we found, what we did"))
    found = "\n".join(filter(None, (claim.narrative.cause, facts.result)))
    narrative(
        flow,
        (_("You told us"), visit.complaint or claim.narrative.complaint),
        (_("We found"), found),
        (_("We did"), claim.narrative.correction),
    )
    _who_pays(flow, facts)
    _new_parts(flow, facts)
    flow.heading(_("What comes next"))
    cells(
        flow,
        [
            Cell(_("Next service at, km"), kilometres(facts.next_km)),
            Cell(_("Next service by"), facts.next_on),
            Cell(_("Your contact"), " ".join(filter(None, (paper.advisor, paper.site.phone))), 2.0),
        ],
    )
    sentences(flow, _advice(facts))
    flow.gap(4)
    signatures(
        flow,
        Sign(_("Advisor"), paper.advisor),
        paper.sign(_("Customer: explained to me"), SignedPaper.COLLECTION),
    )
    return pdf(frame, flow.sheets, step)


def _who_pays(flow: Flow, facts: ClosingSummary) -> None:
    flow.heading(_("Who pays"))
    table = Table(
        flow,
        Column(_("Work or part"), 330),
        Column(_("Qty or hours"), 60, "right"),
        Column(_("Paid by"), 100),
    )
    for one in facts.charges:
        by_claim = one.pay_by is PayBy.CLAIM
        payer = _("the warranty") if by_claim else _("you: {amount} ¥", amount=yuan(one.amount_fen))
        table.add(one.text, one.count, payer if by_claim else ((payer, STRONG),))
    if facts.self_paid_fen:
        flow.gap(3)
        total = facts.self_paid_fen + facts.tax_fen
        sentence(
            flow,
            _(
                "You pay {total} ¥: {net} ¥ and {tax} ¥ tax.",
                total=yuan(total),
                net=yuan(facts.self_paid_fen),
                tax=yuan(facts.tax_fen),
            ),
            STRONG,
        )
    else:
        sentence(flow, _("You pay nothing for this repair."), STRONG)


def _new_parts(flow: Flow, facts: ClosingSummary) -> None:
    if not facts.parts:
        return
    flow.heading(_("New parts and their warranty"))
    table = Table(
        flow,
        Column(_("Part"), 220),
        Column(_("Qty"), 34, "right"),
        Column(_("Warranty"), 240),
    )
    for one in facts.parts:
        table.add(one.text, str(one.count), one.term)


def _advice(facts: ClosingSummary) -> list[str]:
    said = [facts.old_parts] if facts.old_parts else []
    said.append(_("If the fault shows again, come at once: repeated repairs count for you."))
    said.append(_("Keep this sheet and the repair record: they prove the repair."))
    return said
