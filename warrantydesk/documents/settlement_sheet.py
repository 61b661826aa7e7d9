"""The settlement sheet that the customer signs: every line with its payer, and what he pays."""

from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.documents.blocks import (
    SMALL,
    STRONG,
    TEXT,
    Cell,
    Sign,
    cells,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    kilometres,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.money import capitals, percent, yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _


@dataclass(frozen=True)
class Charge:
    """A line of the sheet; money in fen, net."""

    kind: str
    text: str
    count: str
    unit_fen: int | None
    amount_fen: int
    pay_by: PayBy
    note: str = ""


@dataclass(frozen=True)
class SettlementSheet:
    """What the repair cost, by payer; ``tax_percent`` stands on what the customer pays."""

    paper: ClaimPaper
    charges: tuple[Charge, ...] = ()
    tax_percent: Decimal = Decimal(0)

    def sum_fen(self, pay_by: PayBy) -> int:
        """Return the net sum of the lines of a payer."""
        return sum(one.amount_fen for one in self.charges if one.pay_by is pay_by)


def render(facts: SettlementSheet, step: Step | None = None) -> bytes:
    """Return the settlement sheet as PDF."""
    paper = facts.paper
    visit = paper.claim.visit
    frame = paper.frame(
        _("Settlement sheet"), _("One copy for the customer, one for the claim folder.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Repair"))
    cells(
        flow,
        [
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at), 1.2),
            Cell(_("Repair finished"), minute(visit.finished_at), 1.2),
            Cell(_("Mileage, km"), kilometres(visit.mileage_km), 0.8),
            Cell(_("Advisor"), paper.advisor),
            Cell(_("Technician"), paper.technician),
        ],
    )
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Customer"))
    cells(flow, *owner_cells(paper))
    _charges(flow, facts)
    _sums(flow, facts)
    flow.heading(_("Signatures"))
    sentence(
        flow,
        _("The work above was done and explained to me. I received the car in order."),
    )
    flow.gap(3)
    signatures(
        flow,
        paper.sign(_("Customer"), SignedPaper.SETTLEMENT),
        Sign(_("Advisor"), paper.advisor),
        Sign(_("Warranty clerk"), paper.clerk),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _charges(flow: Flow, facts: SettlementSheet) -> None:
    flow.heading(_("Work and parts, yuan"), _("net prices"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column(_("Kind"), 50),
        Column(_("Work or part"), 196),
        Column(_("Qty or hours"), 46, "right"),
        Column(_("Unit price"), 56, "right"),
        Column(_("Warranty"), 64, "right"),
        Column(_("Customer"), 64, "right"),
    )
    for number, one in enumerate(facts.charges, 1):
        by_claim = one.pay_by is PayBy.CLAIM
        amount: Entry = ((yuan(one.amount_fen), STRONG),)
        table.add(
            str(number),
            one.kind,
            ((one.text, TEXT), (one.note, SMALL)),
            one.count,
            "—" if one.unit_fen is None else yuan(one.unit_fen),
            amount if by_claim else "—",
            "—" if by_claim else amount,
        )
    if not facts.charges:
        table.add("—", "", _("no work and no part yet"), *[""] * 4)


def _sums(flow: Flow, facts: SettlementSheet) -> None:
    net = facts.sum_fen(PayBy.SELF)
    tax = percent(net, facts.tax_percent)
    flow.heading(_("Sums, yuan"))
    rate = f"{facts.tax_percent.normalize():f}"
    cells(
        flow,
        [
            Cell(_("The warranty pays, net"), yuan(facts.sum_fen(PayBy.CLAIM))),
            Cell(_("The customer pays, net"), yuan(net)),
            Cell(_("Tax {rate} %", rate=rate), yuan(tax)),
            Cell(_("The customer pays"), yuan(net + tax)),
            Cell(_("In capitals"), capitals(net + tax), 1.6),
        ],
    )
    if not net:
        sentence(flow, _("Everything is paid by the warranty: the customer pays nothing."))
