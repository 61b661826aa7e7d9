"""The work authorisation: signed before the repair, and the repair record that grows from it."""

from dataclasses import dataclass, replace
from datetime import datetime

from warrantydesk.documents.blocks import (
    SMALL,
    STRONG,
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_lines import amount_text
from warrantydesk.documents.claim_paper import ClaimPaper, minute, owner_cells, vehicle_cells
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT
from warrantydesk.documents.table import Column, Table
from warrantydesk.documents.typesetting import width
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _

BLANK_ROWS = 2


@dataclass(frozen=True)
class Concern:
    """One thing the customer came for, in his words, and when, where and how it shows."""

    text: str
    when: str = ""
    speed: str = ""
    sound: str = ""
    location: str = ""
    last_seen: str = ""


@dataclass(frozen=True)
class AddOn:
    """Work found later: its reason, and who allowed it before it was done."""

    text: str
    reason: str = ""
    authorised_by: str = ""
    authorised_at: datetime | None = None


@dataclass(frozen=True)
class Job:
    """Work of one technician with his clock times."""

    text: str
    technician: str = ""
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class WorkAuthorisation:
    """The facts of a work authorisation; what is not given comes from the claim."""

    paper: ClaimPaper
    concerns: tuple[Concern, ...] = ()
    add_ons: tuple[AddOn, ...] = ()
    jobs: tuple[Job, ...] = ()
    readings: str = ""
    """Fault codes, readings and test results."""
    sublet: str = ""
    towing_fen: int | None = None
    courtesy_car: str = ""
    """Loan car or compensation given during the repair."""
    quality_checked_by: str = ""
    quality_checked_at: datetime | None = None
    collected_at: datetime | None = None


def render(facts: WorkAuthorisation, step: Step | None = None) -> bytes:
    """Return the work authorisation with its repair record as PDF."""
    paper = facts.paper
    frame = paper.frame(
        _("Work authorisation and repair record"),
        _("One copy for the customer; the station keeps its copy for at least six years."),
    )
    flow = Flow(frame.top)
    _order(flow, paper)
    flow.heading(_("Vehicle"), _("mileage read from the car by the advisor, without tenths"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Owner or operator"))
    cells(flow, *owner_cells(paper))
    _concerns(flow, facts)
    _authorise(flow, paper)
    _add_ons(flow, facts)
    _jobs(flow, facts)
    flow.heading(_("Technician's notes"))
    narrative(
        flow,
        (_("Diagnosis"), paper.claim.narrative.cause),
        (_("Fault codes, readings, test"), facts.readings),
        (_("Repair done"), paper.claim.narrative.correction),
        least=2,
    )
    _parts(flow, paper)
    _costs(flow, facts)
    _collection(flow, facts)
    return pdf(frame, flow.sheets, step)


def _order(flow: Flow, paper: ClaimPaper) -> None:
    visit = paper.claim.visit
    flow.heading(_("Document"))
    cells(
        flow,
        [
            Cell(_("Order no."), visit.repair_order),
            Cell(_("Opened"), minute(visit.arrived_at)),
            Cell(_("Promised"), minute(visit.promised_at)),
            Cell(_("Claim type"), paper.type_name),
            Cell(_("Campaign"), paper.claim.codes.campaign_no),
            Cell(_("Advisor"), " ".join(filter(None, (paper.advisor, visit.advisor)))),
        ],
    )


def _concerns(flow: Flow, facts: WorkAuthorisation) -> None:
    """Put each concern with its circumstances, and the line below which nothing is added."""
    claim = facts.paper.claim
    given = facts.concerns or (Concern(claim.visit.complaint or claim.narrative.complaint),)
    flow.heading(_("Concerns"), _("in the customer's own words"))
    for number, concern in enumerate(given, 1):
        narrative(flow, (_("Concern {n}", n=number), concern.text), least=2)
        cells(
            flow,
            [
                Cell(_("When"), concern.when),
                Cell(_("At what speed"), concern.speed),
                Cell(_("Sound"), concern.sound),
                Cell(_("Where"), concern.location),
                Cell(_("Last seen"), concern.last_seen),
            ],
        )
    text = _("end of the concerns; nothing is added above the signature")

    def paint(strip: Strip) -> None:
        y = strip.top + strip.height / 2 + 1
        end = LEFT + SPAN - width(text, SMALL) - 8
        strip.sheet.rule(LEFT, y, end, y, 1.3)
        strip.sheet.text_right(LEFT + SPAN, y + 2.5, text, SMALL)

    flow.row(1, 14.0, 0.0, paint)


def _authorise(flow: Flow, paper: ClaimPaper) -> None:
    flow.heading(_("Authorisation"), _("signed before the repair starts"))
    sentence(
        flow,
        _(
            "I order the inspection and the repair of the concerns above. Work beyond them needs"
            " my consent first. Replaced parts of a warranty repair stay with the station."
        ),
    )
    flow.gap(3)
    signatures(
        flow,
        paper.sign(_("Customer, before the repair"), SignedPaper.WORK_AUTHORISATION),
        Sign(_("Advisor"), paper.advisor),
        Sign(_("Service manager (stock vehicle)")),
        Sign(_("Recovery or night drop: enclosed sheet no.")),
    )


def _add_ons(flow: Flow, facts: WorkAuthorisation) -> None:
    flow.heading(_("Work added later"), _("authorised and initialled before it is done"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Work"), 130),
        Column(_("Reason"), 130),
        Column(_("Authorised by service manager"), 110),
        Column(_("Date and time"), 76),
        Column(_("Customer's initial"), 60),
    )
    for number, line in enumerate(facts.add_ons, 1):
        when = minute(line.authorised_at)
        table.add(str(number), line.text, line.reason, line.authorised_by, when, "")
    for number in range(len(facts.add_ons) + 1, len(facts.add_ons) + 1 + BLANK_ROWS):
        table.add(str(number), *[""] * 5)


def _jobs(flow: Flow, facts: WorkAuthorisation) -> None:
    paper = facts.paper
    visit = paper.claim.visit
    jobs = facts.jobs or tuple(
        Job(f"{line.code} {line.name}", paper.technician, visit.started_at, visit.finished_at)
        for line in paper.claim.labour_lines
    )
    flow.heading(_("Jobs"), _("clocked by the technician"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Work"), 230),
        Column(_("Technician"), 96),
        Column(_("Clock on"), 86),
        Column(_("Clock off"), 86),
    )
    for number, job in enumerate(jobs or (Job(""), Job("")), 1):
        on, off = minute(job.begun_at), minute(job.ended_at)
        table.add(str(number), job.text, job.technician, on, off)


def _parts(flow: Flow, paper: ClaimPaper) -> None:
    flow.heading(_("Parts used"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Part number"), 100),
        Column(_("Part name"), 210),
        Column(_("Qty"), 36, "right"),
        Column(_("Unit price"), 66, "right"),
        Column(_("Amount"), 72, "right"),
    )
    for number, line in enumerate(paper.claim.part_lines, 1):
        table.add(
            str(number),
            line.new_part_no,
            line.new_part_name,
            str(line.quantity),
            yuan(line.unit_price_fen),
            ((amount_text(line), STRONG),),
        )
    for _row in range(0 if paper.claim.part_lines else BLANK_ROWS):
        table.add(*[""] * 6)


def _costs(flow: Flow, facts: WorkAuthorisation) -> None:
    paper = facts.paper
    totals = paper.totals
    flow.heading(_("Costs, yuan"), _("what the warranty pays is not charged to the customer"))
    cells(
        flow,
        [
            Cell(_("Parts"), yuan(totals.parts_fen)),
            Cell(_("Labour hours"), f"{totals.hours:.2f}"),
            Cell(_("Labour"), yuan(totals.labour_fen)),
            Cell(_("Towing"), "" if facts.towing_fen is None else yuan(facts.towing_fen)),
            Cell(_("Paid by the customer"), yuan(totals.self_paid_fen)),
        ],
        [
            Cell(_("Sublet work, invoice no."), facts.sublet),
            Cell(_("Loan car or compensation"), facts.courtesy_car),
        ],
    )


def _collection(flow: Flow, facts: WorkAuthorisation) -> None:
    paper = facts.paper
    visit = paper.claim.visit
    collected = paper.sign(_("Customer, at collection"), SignedPaper.COLLECTION)
    if not collected.when:
        collected = replace(collected, when=minute(facts.collected_at))
    flow.heading(_("Quality check and collection"))
    cells(
        flow,
        [
            Cell(_("Repair begun"), minute(visit.started_at)),
            Cell(_("Repair finished"), minute(visit.finished_at)),
            Cell(_("Quality checked by"), facts.quality_checked_by),
            Cell(_("Quality checked"), minute(facts.quality_checked_at)),
            Cell(_("Collected"), collected.when),
        ],
    )
    signatures(
        flow,
        collected,
        Sign(_("Technician"), paper.technician),
        Sign(_("Quality check"), facts.quality_checked_by),
        Sign(_("Stamp of the service station")),
    )
