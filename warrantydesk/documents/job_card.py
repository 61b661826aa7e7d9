"""The job card: operations with their standard hours, and the clocks of the technicians."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from warrantydesk.documents.blocks import (
    SMALL,
    STRONG,
    TEXT,
    Cell,
    Sign,
    cells,
    narrative,
    signatures,
)
from warrantydesk.documents.claim_paper import ClaimPaper, minute, vehicle_cells
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _

BLANK_ROWS = 4


@dataclass(frozen=True)
class Clock:
    """A technician's time on the job; ``ended_at`` None while it runs."""

    technician: str
    labour_code: str
    started_at: datetime
    ended_at: datetime | None = None
    note: str = ""
    elsewhere: str = ""
    """Number of another claim on which he was clocked at the same time."""


@dataclass(frozen=True)
class JobCard:
    """A job with its clocks."""

    paper: ClaimPaper
    clocks: tuple[Clock, ...] = ()
    clocked: Decimal = Decimal(0)
    claimed: Decimal = Decimal(0)


def render(facts: JobCard, step: Step | None = None) -> bytes:
    """Return the job card as PDF."""
    paper = facts.paper
    visit = paper.claim.visit
    frame = paper.frame(_("Job card"), _("Goes with the car; then into the claim folder."))
    flow = Flow(frame.top)
    flow.heading(_("Repair"))
    cells(
        flow,
        [
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at), 1.2),
            Cell(_("Promised"), minute(visit.promised_at), 1.2),
            Cell(_("Technician"), paper.technician),
            Cell(_("Advisor"), paper.advisor),
        ],
    )
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    narrative(flow, (_("Complaint"), visit.complaint or paper.claim.narrative.complaint), least=2)
    _operations(flow, facts)
    _clocks(flow, facts)
    flow.heading(_("Technician's notes"))
    narrative(
        flow,
        (_("Cause"), paper.claim.narrative.cause),
        (_("Repair done"), paper.claim.narrative.correction),
        least=3,
    )
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Technician"), paper.technician),
        Sign(_("Quality check")),
        Sign(_("Warranty clerk"), paper.clerk),
    )
    return pdf(frame, flow.sheets, step)


def _operations(flow: Flow, facts: JobCard) -> None:
    flow.heading(_("Operations"))
    table = Table(
        flow,
        Column(_("Line"), 28, "centre"),
        Column(_("Operation"), 90),
        Column(_("Name"), 270),
        Column(_("Standard h"), 60, "right"),
        Column(_("Extra h"), 60, "right"),
    )
    lines = facts.paper.claim.labour_lines
    for number, line in enumerate(lines, 1):
        extra = f"{line.extra_hours:.2f}" if line.extra_hours else "—"
        table.add(str(number), ((line.code, STRONG),), line.name, f"{line.hours:.2f}", extra)
    for number in range(len(lines) + 1, 3):
        table.add(str(number), *[""] * 4)


def _clocks(flow: Flow, facts: JobCard) -> None:
    clocked, claimed = f"{facts.clocked:.2f}", f"{facts.claimed:.2f}"
    sums = _("{clocked} h clocked, {claimed} h claimed", clocked=clocked, claimed=claimed)
    flow.heading(_("Clock times"), sums if facts.clocks else "")
    table = Table(
        flow,
        Column(_("Technician"), 100),
        Column(_("Operation"), 76),
        Column(_("Clock on"), 84),
        Column(_("Clock off"), 84),
        Column(_("Hours"), 44, "right"),
        Column(_("Remark"), 130),
    )
    for one in facts.clocks:
        said = _("also clocked on {number}", number=one.elsewhere) if one.elsewhere else ""
        table.add(
            one.technician,
            one.labour_code,
            minute(one.started_at),
            minute(one.ended_at) or _("runs"),
            _hours(one),
            ((one.note, TEXT), (said, SMALL)),
        )
    for _row in range(BLANK_ROWS if not facts.clocks else 1):
        table.add(*[""] * 6)


def _hours(one: Clock) -> str:
    if one.ended_at is None:
        return ""
    return f"{Decimal(round((one.ended_at - one.started_at).total_seconds())) / 3600:.2f}"
