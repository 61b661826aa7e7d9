"""The seller's answer to a demand for another car or the money: reasons, dates, fee, costs."""

from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.documents.blocks import (
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    sentences,
    signatures,
)
from warrantydesk.documents.claim_paper import ClaimPaper, owner_cells, vehicle_cells
from warrantydesk.documents.coverage_paper import known, known_day, whole
from warrantydesk.documents.coverage_tables import (
    verdict_strip,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.money import yuan
from warrantydesk.domain.repair_history import Demand, Wish
from warrantydesk.domain.repair_history import DemandAnswer as Said
from warrantydesk.i18n import N_, _

WISH_NAMES = {Wish.REPLACE: N_("Replace the car"), Wish.RETURN: N_("Return the car")}
HEADS = {
    None: N_("Not answered yet"),
    Said.AGREED: N_("We agree to your demand"),
    Said.REFUSED: N_("We cannot agree to your demand"),
}
COSTS = (
    N_("Vehicle registration fee"),
    N_("Accessories fitted by the seller, less depreciation"),
    N_("Service fees paid to the seller"),
)
WAYS = (
    N_("You may ask for the repair record, the inspection sheet and this computation as a copy."),
    N_(
        "You may turn to the consumers' association or to the market regulation authority"
        " (telephone 12315), agree on mediation, or go to court."
    ),
)


@dataclass(frozen=True)
class Fee:
    """The customer's compensation for use (Order 43 Art. 27): price × km/1000 × n."""

    article: str = ""
    """Empty: no fee, the demand rests on a ground that is free of charge."""
    price_fen: int | None = None
    mileage_km: int | None = None
    n_permille: Decimal | None = None
    fen: int | None = None


@dataclass(frozen=True)
class AnswerLetter:
    """The facts of an answer; ``demand`` is None where none is recorded yet."""

    paper: ClaimPaper
    demand: Demand | None = None
    article: str = ""
    """Article the customer relies on, with its title."""
    article_text: str = ""
    reached: tuple[str, ...] = ()
    """Rights that the decision finds reached, each with its article."""
    answer_by: str = ""
    finish_by: str = ""
    fee: Fee = Fee()
    costs_article: str = ""


def render(facts: AnswerLetter, step: Step | None = None) -> bytes:
    """Return the answer as PDF, one copy for the customer and one for the file."""
    paper, demand = facts.paper, facts.demand
    frame = paper.frame(
        _("Answer to your demand"), _("One copy for the customer, one for the claim folder.")
    )
    flow = Flow(frame.top)
    verdict_strip(flow, _(HEADS[demand.answer if demand else None]), _dates(facts))
    flow.heading(_("Customer"))
    cells(flow, *owner_cells(paper))
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    _demand(flow, facts)
    _reasons(flow, facts)
    if demand is None or demand.answer is not Said.REFUSED:
        _fee(flow, facts.fee)
        _costs(flow, facts.costs_article)
    flow.heading(_("What remains open to you"))
    sentences(flow, [_(text) for text in WAYS])
    flow.heading(_("Signatures"), _("the customer confirms that he got this answer"))
    signatures(
        flow,
        Sign(_("Customer"), paper.claim.owner.name),
        Sign(_("Service manager")),
        Sign(_("Stamp of the seller")),
    )
    return pdf(frame, flow.sheets, step)


def _dates(facts: AnswerLetter) -> str:
    return _(
        "Answer due by {answer_by}, replacement or return to be done by {finish_by}.",
        answer_by=known(facts.answer_by),
        finish_by=known(facts.finish_by),
    )


def _demand(flow: Flow, facts: AnswerLetter) -> None:
    demand, claim = facts.demand, facts.paper.claim
    flow.heading(_("Your demand"))
    cells(
        flow,
        [
            Cell(_("Demanded on"), known_day(demand.demanded_on if demand else None)),
            Cell(_("Demand"), known(_(WISH_NAMES[demand.wish]) if demand else "")),
            Cell(_("Relies on"), known(facts.article), 2),
            Cell(_("Answered on"), known_day(demand.answered_on if demand else None)),
            Cell(_("Done on"), known_day(demand.finished_on if demand else None)),
        ],
    )
    narrative(
        flow,
        (_("Sense of the article"), known(facts.article_text)),
        (_("Complaint"), known(claim.narrative.complaint or claim.visit.complaint)),
    )


def _reasons(flow: Flow, facts: AnswerLetter) -> None:
    demand = facts.demand
    flow.heading(_("Our answer and its reasons"))
    narrative(flow, (_("Reasons"), known(demand.answer_text if demand else "")), least=2)
    if facts.reached:
        sentence(flow, _("By the recorded facts these rights are reached:"))
        sentences(flow, facts.reached)
    if demand and demand.finish_text:
        narrative(flow, (_("Carried out"), demand.finish_text))


def _fee(flow: Flow, fee: Fee) -> None:
    flow.heading(_("Compensation for use"), fee.article)
    if not fee.article:
        sentence(flow, _("No compensation for use is charged."))
        return
    n = fee.n_permille
    percent = known("" if n is None else f"{(n / 10).normalize():f} %")
    cells(
        flow,
        [
            Cell(_("Price of the car, yuan"), yuan(fee.price_fen)),
            Cell(_("Mileage, km"), whole(fee.mileage_km)),
            Cell(_("Factor n"), percent),
            Cell(_("Compensation, yuan"), yuan(fee.fen)),
        ],
    )
    sentence(
        flow,
        _(
            "Price × km / 1000 × n: {price} × {km} / 1000 × {n} = {fee}",
            price=yuan(fee.price_fen),
            km=whole(fee.mileage_km),
            n=percent,
            fee=yuan(fee.fen),
        ),
    )


def _costs(flow: Flow, article: str) -> None:
    """Put the costs that the seller pays back; amounts are written in from the bills."""
    flow.heading(_("Costs paid back to you"), article)
    table = Table(
        flow,
        Column(_("Cost"), 230),
        Column(_("Bill no."), 120),
        Column(_("Amount, yuan"), 90, "right"),
        Column(_("Paid on"), 90),
    )
    for name in COSTS:
        table.add(_(name), "", "", "")
