"""The notice for the customer: both periods, what is counted, which rights are reached."""

from dataclasses import dataclass
from datetime import date

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
from warrantydesk.documents.claim_paper import (
    ClaimPaper,
    day,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.coverage_paper import CoveragePaper, known
from warrantydesk.documents.coverage_tables import (
    campaign_table,
    counter_table,
    outside_box,
    period_table,
    verdict_strip,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.domain.coverage import Verdict
from warrantydesk.i18n import N_, _, date_text

BRING = (
    N_("The warranty certificate. If it is lost, the seller issues it again free of charge."),
    N_("The invoice of the car. A lost paper is no ground for us while the sale can be verified."),
    N_("The driving licence of the car and the repair records of other workshops, if any."),
)
ASK = (
    N_("Here at the service station, in person or by telephone: advice is free of charge."),
    N_("At the maker's customer line, which stands on the warranty certificate."),
    N_(
        "At the consumers' association or the market regulation authority (telephone 12315), if we"
        " do not agree."
    ),
)


@dataclass(frozen=True)
class Notice:
    """The facts of a notice; nothing of the maker's own rules stands in it."""

    coverage: CoveragePaper
    repair: str = ""
    """Who bears the cost of this repair, as a sentence."""
    answer_by: date | None = None
    finish_by: date | None = None
    """Until when a demand is answered and carried out."""
    loaner: str = ""
    """What the customer gets while the car stays, as a sentence; empty: nothing is due yet."""


def render(facts: Notice, step: Step | None = None) -> bytes:
    """Return the notice as PDF: plain words, the law's articles, no internal code."""
    told, paper = facts.coverage, facts.coverage.paper
    frame = paper.frame(
        _("Your warranty by law"), _("For the customer; information, not a waiver of any right.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Vehicle and owner"))
    cells(flow, vehicle_cells(paper)[0], owner_cells(paper)[0])
    _visit(flow, paper)
    _periods(flow, told)
    _rights(flow, facts)
    if told.counters:
        flow.heading(_("What is counted"), _("within the replace/return period"))
        counter_table(flow, told.counters)
        sentences(flow, told.outlook, STRONG)
    if told.campaigns:
        flow.heading(_("Campaigns and recalls"), _("free of charge, whatever age and km"))
        campaign_table(flow, told.campaigns)
    flow.heading(_("What to bring next time"))
    sentences(flow, [_(text) for text in BRING])
    flow.heading(_("Where to ask"))
    sentences(flow, [_(text) for text in ASK])
    _signatures(flow, paper)
    return pdf(frame, flow.sheets, step)


def _visit(flow: Flow, paper: ClaimPaper) -> None:
    visit, vehicle = paper.claim.visit, paper.claim.vehicle
    flow.heading(_("This visit"))
    cells(
        flow,
        [
            Cell(_("Repair order"), known(visit.repair_order)),
            Cell(_("Arrived"), known(minute(visit.arrived_at))),
            Cell(_("Brought by"), known(visit.brought_by)),
            Cell(_("Invoiced on"), known(day(vehicle.invoiced_on))),
            Cell(_("Delivered on (start of warranty)"), known(day(vehicle.delivered_on)), 1.2),
        ],
    )
    said = paper.claim.narrative.complaint or visit.complaint
    narrative(flow, (_("Complaint"), known(said)))


def _periods(flow: Flow, told: CoveragePaper) -> None:
    flow.heading(_("The two periods"), _("whichever of day and km comes first ends a period"))
    if told.outside or not told.periods:
        outside_box(flow, told.outside or _("The dates of the car are not complete yet: ask us."))
        return
    period_table(flow, told.periods, plain=True)
    sentence(
        flow,
        _(
            "In the repair period quality problems are repaired free of charge. In the"
            " replace/return period the car may be replaced or given back where the law says so."
        ),
    )


def _rights(flow: Flow, facts: Notice) -> None:
    told = facts.coverage
    flow.heading(_("What you are entitled to today"))
    if facts.repair:
        sentence(flow, facts.repair, STRONG)
    reached = [row for row in told.rights if row.verdict is Verdict.COVERED]
    for row in reached:
        verdict_strip(flow, row.name, _("{label}: {value}", label=row.source, value=row.text))
        flow.gap(2)
    perhaps = [row for row in told.rights if row.verdict is Verdict.BORDERLINE]
    sentences(
        flow,
        [
            _("{right} ({article}): we ask the maker first.", right=row.name, article=row.source)
            for row in perhaps
        ],
    )
    if not reached and not perhaps:
        sentence(flow, _("Beyond the repair no right of the law is reached today."))
    if facts.loaner:
        sentences(flow, [facts.loaner])
    if facts.answer_by and facts.finish_by:
        answer_by, finish_by = date_text(facts.answer_by), date_text(facts.finish_by)
        said = _(
            "We answer your demand by {answer_by}; an agreed replacement or return is done by"
            " {finish_by}.",
            answer_by=answer_by,
            finish_by=finish_by,
        )
        sentences(flow, [said], STRONG)


def _signatures(flow: Flow, paper: ClaimPaper) -> None:
    flow.heading(_("Signatures"), _("the customer confirms that he got this notice"))
    name = paper.claim.visit.brought_by or paper.claim.owner.name
    signatures(
        flow,
        Sign(_("Customer"), name),
        Sign(_("Warranty clerk"), paper.clerk),
        Sign(_("Stamp of the service station")),
    )
