"""The decision sheet for the file: facts, every layer's answer, rights, counters, versions."""

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
from warrantydesk.documents.claim_paper import minute, owner_cells, vehicle_cells
from warrantydesk.documents.coverage_paper import CoveragePaper, known, known_day, whole
from warrantydesk.documents.coverage_tables import (
    campaign_table,
    counter_table,
    labelled,
    layer_table,
    outside_box,
    period_table,
    right_table,
    verdict_strip,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _, list_text


@dataclass(frozen=True)
class DecisionSheet:
    """The facts of a decision sheet."""

    coverage: CoveragePaper
    part: str = ""
    """Number and name of the causal part."""
    cause: str = ""
    """Class of the cause as the inspection found it."""
    conclusion: str = ""
    recorded: str = ""
    """When, by whom and with which verdict it was recorded; empty: not yet."""
    demands: tuple[str, ...] = ()
    """Demands to replace or return and loan cars, a sentence each."""
    technical_manager: str = ""
    major: bool = False


def render(facts: DecisionSheet, step: Step | None = None) -> bytes:
    """Return the decision sheet as PDF."""
    told, paper = facts.coverage, facts.coverage.paper
    frame = paper.frame(
        _("Inspection and coverage decision"),
        _("For the claim folder; decided by the tables named above, on the day of the visit."),
    )
    flow = Flow(frame.top)
    verdict_strip(flow, told.title, known(facts.recorded))
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Customer"))
    cells(flow, *owner_cells(paper))
    _case(flow, facts)
    flow.heading(_("Facts used"))
    labelled(flow, told.facts)
    if told.missing:
        narrative(flow, (_("Missing"), list_text(told.missing)))
    _answers(flow, told)
    _remarks(flow, facts)
    _history(flow, told)
    flow.heading(_("Versions of the tables"), _("with them the decision can be repeated"))
    narrative(flow, *told.versions or ((_("Tables"), known("")),))
    _signatures(flow, facts)
    return pdf(frame, flow.sheets, step)


def _case(flow: Flow, facts: DecisionSheet) -> None:
    paper = facts.coverage.paper
    claim, visit = paper.claim, paper.claim.visit
    fault = " ".join(filter(None, (claim.codes.fault_code, paper.fault_name)))
    flow.heading(_("Case"))
    cells(
        flow,
        [
            Cell(_("Repair order"), known(visit.repair_order)),
            Cell(_("Arrived"), known(minute(visit.arrived_at)), 1.2),
            Cell(_("Claim type"), known(paper.type_name)),
            Cell(_("State"), known(paper.state_name)),
            Cell(_("Class of cause"), known(facts.cause)),
        ],
        [
            Cell(_("Fault"), known(fault), 1.6),
            Cell(_("Causal part"), known(facts.part), 2),
            Cell(_("Conclusion"), known(facts.conclusion)),
        ],
    )
    narrative(
        flow,
        (_("Complaint"), known(claim.narrative.complaint or visit.complaint)),
        (_("Cause"), known(claim.narrative.cause)),
    )


def _answers(flow: Flow, told: CoveragePaper) -> None:
    flow.heading(_("Periods of the law"))
    if told.outside:
        outside_box(flow, told.outside)
    period_table(flow, told.periods)
    if told.layers:
        flow.heading(_("Who pays"), _("every layer answers; the first that covers pays"))
        layer_table(flow, told.layers)
    if told.rights:
        flow.heading(_("Rights beyond the repair"))
        right_table(flow, told.rights)
    if told.counters:
        flow.heading(_("Counters"), _("within the replace/return period"))
        counter_table(flow, told.counters)
        sentences(flow, told.outlook, STRONG)


def _remarks(flow: Flow, facts: DecisionSheet) -> None:
    if facts.coverage.warnings:
        flow.heading(_("To be heeded"))
        sentences(flow, facts.coverage.warnings)
    if facts.demands:
        flow.heading(_("Demands, deadlines, loan car"))
        sentences(flow, facts.demands)


def _history(flow: Flow, told: CoveragePaper) -> None:
    flow.heading(_("Campaigns and recalls"))
    if told.campaigns:
        campaign_table(flow, told.campaigns)
    else:
        sentence(flow, _("No campaign names this vehicle."))
    if not told.repairs:
        return
    flow.heading(_("Repairs of this vehicle"), _("links and flags are set by a person"))
    table = Table(
        flow,
        Column(_("Date"), 56),
        Column(_("Claim or workshop"), 96),
        Column(_("Complaint"), 150),
        Column(_("km"), 46, "right"),
        Column(_("Days"), 30, "right"),
        Column(_("Same problem, linked by"), 92),
        Column(_("Serious fault, judged by"), 62),
    )
    for row in told.repairs:
        table.add(
            known_day(row.on),
            row.title if row.counts else _("{title} (not counted)", title=row.title),
            row.complaint,
            whole(row.mileage_km),
            whole(row.days) if row.counts else known(""),
            known(" · ".join(filter(None, (row.problem, row.linked_by)))),
            known(row.flagged_by),
        )


def _signatures(flow: Flow, facts: DecisionSheet) -> None:
    paper = facts.coverage.paper
    flow.heading(_("Signatures"))
    signs = [Sign(_("Warranty clerk"), paper.clerk), Sign(_("Technician"), paper.technician)]
    if facts.major or facts.technical_manager:
        signs.append(Sign(_("Technical manager"), facts.technical_manager))
    signatures(flow, *signs, Sign(_("Stamp of the service station")))
