"""The claim form in triplicate, with every field that a maker asks for."""

from dataclasses import dataclass, replace
from decimal import Decimal

from warrantydesk.documents.blocks import (
    SIDE,
    SMALL,
    TEXT,
    Cell,
    Sign,
    cells,
    narrative,
    signatures,
    ticks,
)
from warrantydesk.documents.claim_lines import labour_lines, other_lines, part_lines
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    day,
    kilometres,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Frame, Step, pdf
from warrantydesk.documents.sheet import LEFT, RULE, Sheet
from warrantydesk.documents.typesetting import Style, fitted, width
from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.money import capitals, yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_, _, language

COPIES = (N_("for the maker"), N_("for the service station"), N_("with the old parts"))
SUM = Style(12, bold=True)
TOTAL = Style(17, bold=True)
TOTALS_HEIGHT = 51.0
TOTAL_SHARE = 0.2


@dataclass(frozen=True)
class ClaimForm:
    """The facts of a claim form."""

    paper: ClaimPaper


def render(facts: ClaimForm, step: Step | None = None) -> bytes:
    """Return the claim form as PDF, every page once for each of the three copies."""
    return pdf(*laid(facts), step)


def laid(facts: ClaimForm) -> tuple[Frame, list[Sheet]]:
    """Return the frame and the pages of a claim form, to be bound alone or with others."""
    paper = facts.paper
    foot = _("In triplicate; one copy is stapled behind the return list and goes with the parts.")
    frame = paper.frame(_("Claim form"), foot, submitted=True)
    frame = replace(frame, copies=tuple(_(name) for name in COPIES))
    flow = Flow(frame.top)
    _document(flow, paper)
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Customer and visit"))
    cells(flow, *owner_cells(paper), *_visit(paper))
    _three_cs(flow, paper)
    part_lines(flow, paper)
    labour_lines(flow, paper)
    other_lines(flow, paper)
    _totals(flow, paper)
    _documents(flow, paper)
    flow.heading(_("Decision of the maker"), _("filled in by the maker"))
    labels = (_("Approved amount"), _("Deduction"), _("Reason code"), _("Examined by, date"))
    cells(flow, [Cell(label) for label in labels], least=2)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    name, when = paper.signed(SignedPaper.COLLECTION)
    signatures(
        flow,
        Sign(_("Customer"), name, when),
        Sign(_("Technician"), paper.technician),
        Sign(_("Warranty clerk"), paper.clerk),
        Sign(_("Service manager")),
        Sign(_("Stamp of the service station")),
    )
    return frame, flow.sheets


def _document(flow: Flow, paper: ClaimPaper) -> None:
    claim = paper.claim
    codes = claim.codes
    head = _("Document")
    state = " ".join(filter(None, (paper.state_name, minute(claim.submitted_at))))
    origin = " · ".join(filter(None, (paper.brand_name or claim.brand, state)))
    beside = flow.has_room_beside(head, origin)
    flow.heading(head, origin if beside else "")
    cells(
        flow,
        [
            Cell(_("Claim type"), paper.type_name or claim.type),
            Cell(_("Maker's claim no."), codes.maker_claim_number),
            Cell(_("Repair order"), claim.visit.repair_order),
            Cell(_("Drawn up"), minute(claim.created_at)),
            Cell(_("Authorisation no."), codes.authorisation_no),
        ],
    )
    if not beside:
        cells(flow, [Cell(_("Maker"), paper.brand_name or claim.brand), Cell(_("State"), state)])
    campaign = " ".join(filter(None, (codes.campaign_no, paper.campaign_name)))
    if campaign or paper.repeat_number:
        cells(
            flow,
            [Cell(_("Campaign"), campaign, 2), Cell(_("Repeats claim"), paper.repeat_number)],
        )
    if claim.type is ClaimType.SPARE_PART:
        cells(
            flow,
            [
                Cell(_("Bought at station"), codes.purchase_station),
                Cell(_("Purchase no."), codes.purchase_no),
                Cell(_("Bought on"), day(codes.purchased_on)),
                Cell(_("Mileage then, km"), kilometres(codes.purchase_km)),
            ],
        )
    if paper.payer_name:
        cells(flow, [Cell(_("Paid by"), paper.payer_name)])
    if codes.service_no is not None:
        cells(flow, [Cell(_("Number of the free service"), str(codes.service_no))])


def _visit(paper: ClaimPaper) -> list[list[Cell]]:
    visit = paper.claim.visit
    return [
        [
            Cell(_("Arrived"), minute(visit.arrived_at)),
            Cell(_("Repair begun"), minute(visit.started_at)),
            Cell(_("Repair finished"), minute(visit.finished_at)),
            Cell(_("Advisor"), paper.advisor, 0.8),
            Cell(_("Technician"), paper.technician, 0.8),
            Cell(_("Warranty clerk"), paper.clerk, 0.8),
        ]
    ]


def _three_cs(flow: Flow, paper: ClaimPaper) -> None:
    codes, text = paper.claim.codes, paper.claim.narrative
    fault = " ".join(filter(None, (codes.fault_code, paper.fault_name)))
    head = _("Complaint, cause, correction")
    named = (
        (_("Fault code"), fault),
        (_("Damage"), codes.damage),
        (_("Responsibility"), codes.responsibility),
    )
    note = " · ".join(_("{label}: {value}", label=a, value=b) for a, b in named if b)
    if flow.has_room_beside(head, note):
        flow.heading(head, note)
    else:
        flow.heading(head)
        cells(flow, [Cell(label, value) for label, value in named])
    narrative(
        flow,
        (_("Complaint"), text.complaint),
        (_("Cause"), text.cause),
        (_("Correction"), text.correction),
    )
    if text.remark:
        narrative(flow, (_("Remark"), text.remark))


def _totals(flow: Flow, paper: ClaimPaper) -> None:
    """Put the sums by kind, the amount in Chinese capitals and the claimed total."""
    totals = paper.totals
    sums = (
        (_("Parts"), yuan(totals.parts_fen)),
        (_("Handling {rate} %", rate=_rate(paper.rates.handling)), yuan(totals.handling_fen)),
        (_("Labour {hours} h", hours=f"{totals.hours:.2f}"), yuan(totals.labour_fen)),
        (_("Materials"), yuan(totals.materials_fen)),
        (_("Other"), yuan(totals.other_fen)),
        (_("Tax {rate} %, beside", rate=_rate(paper.rates.tax)), yuan(totals.tax_fen)),
    )
    notes = []
    if language().code == "zh_CN":
        notes.append(_("In capitals: {amount}", amount=capitals(totals.total_fen)))
    if totals.self_paid_fen:
        notes.append(
            _("Paid by the customer, not claimed: {amount}", amount=yuan(totals.self_paid_fen))
        )

    def paint(strip: Strip) -> None:
        sheet, top, total_width = strip.sheet, strip.top, SPAN * TOTAL_SHARE
        left = LEFT + SPAN - total_width
        sheet.tint(left, top, total_width, strip.height)
        sheet.frame(LEFT, top, SPAN, strip.height, RULE)
        sheet.rule(left, top, left, top + strip.height, RULE)
        room = (SPAN - total_width) / len(sums)
        for index, (label, amount) in enumerate(sums):
            x = LEFT + SIDE + 2 + index * room
            sheet.text(x, top + 11.5, fitted(label, SMALL, room - 2), SMALL)
            sheet.text(x, top + 27, amount, _shrunk(amount, SUM, room - 4))
        sheet.text(LEFT + SIDE + 2, top + 43, "   ".join(notes), TEXT)
        sheet.text(left + SIDE + 2, top + 11.5, _("Claimed total, yuan"), SMALL)
        total = yuan(totals.total_fen)
        style = _shrunk(total, TOTAL, total_width - 2 * SIDE - 4)
        sheet.text_right(LEFT + SPAN - SIDE - 2, top + 36, total, style)

    flow.gap(9)
    flow.row(1, TOTALS_HEIGHT, 0.0, paint)


def _documents(flow: Flow, paper: ClaimPaper) -> None:
    if not paper.documents:
        return
    needed = [document for document in paper.documents if document.mandatory]
    there = sum(document.present for document in needed)
    note = _("{n} of {m} required papers are there", n=there, m=len(needed))
    flow.heading(_("Enclosed papers"), note)
    named = [one for one in paper.documents if one.mandatory or one.present]
    ticks(flow, [(one.name, one.present) for one in named])


def _rate(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _shrunk(text: str, style: Style, room: float) -> Style:
    """Return the style, smaller where a long amount needs it."""
    wide = width(text, style)
    return style if wide <= room else Style(style.size * room / wide, style.bold, style.gray)
