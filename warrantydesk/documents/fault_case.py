"""What letters about one fault share: the case, what was found, and what is enclosed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.blocks import SMALL, Cell, Sign, cells, narrative
from warrantydesk.documents.claim_paper import ClaimPaper, minute, vehicle_cells
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter: what it shows, its name, when it was added."""

    kind: str
    name: str
    added_at: datetime | None = None


@dataclass(frozen=True)
class FaultCase:
    """One fault with its inspection, as letters to maker and managers tell it."""

    paper: ClaimPaper
    findings: tuple[str, ...] = ()
    """What the inspection found that is not in order, a sentence each."""
    cause_class: str = ""
    conclusion: str = ""
    major: bool = False
    technical_manager: str = ""
    """Who signed the inspection as such."""

    @property
    def fault(self) -> str:
        """Code and name of the fault."""
        return " ".join(filter(None, (self.paper.claim.codes.fault_code, self.paper.fault_name)))

    @property
    def maker(self) -> str:
        """The maker by name, its code where the tables have none."""
        return self.paper.brand_name or self.paper.claim.brand


def case_block(flow: Flow, case: FaultCase) -> None:
    """Put vehicle, case, complaint, cause and findings."""
    paper, visit = case.paper, case.paper.claim.visit
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Case"))
    cells(
        flow,
        [
            Cell(_("Claim no."), paper.claim.claim_number, 1.1),
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at), 1.2),
            Cell(_("Claim type"), paper.type_name),
        ],
        _judged(case),
    )
    told(flow, case)


def short_case_block(flow: Flow, case: FaultCase) -> None:
    """Put what a letter needs that goes with the claim itself: the car, the fault, the words."""
    flow.heading(_("Vehicle and case"))
    known, _dates = vehicle_cells(case.paper)
    cells(flow, known, _judged(case))
    told(flow, case)


def _judged(case: FaultCase) -> list[Cell]:
    return [
        Cell(_("Fault"), case.fault, 1.6),
        Cell(_("Class of cause"), case.cause_class, 0.8),
        Cell(_("Conclusion"), case.conclusion, 0.8),
        Cell(_("Technician"), case.paper.technician, 0.8),
    ]


def told(flow: Flow, case: FaultCase) -> None:
    """Put complaint, cause and findings in words."""
    claim = case.paper.claim
    narrative(
        flow,
        (_("Complaint"), claim.narrative.complaint or claim.visit.complaint),
        (_("Cause"), claim.narrative.cause),
    )
    if case.findings:
        narrative(flow, (_("Findings"), "\n".join(case.findings)))


def enclosures(flow: Flow, enclosed: Sequence[Enclosure], note: str = "") -> None:
    """Put the list of what is enclosed; nothing where there is nothing."""
    if not enclosed:
        return
    flow.heading(_("Enclosed"), note)
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("Paper or photo"), 170),
        Column(_("File"), 210),
        Column(_("Added at"), 92),
    )
    for number, one in enumerate(enclosed, 1):
        table.add(str(number), one.kind, ((one.name, SMALL),), ((minute(one.added_at), SMALL),))


def case_signs(case: FaultCase) -> list[Sign]:
    """Return who signs for the station: clerk, technician, the manager where he is needed."""
    signs = [
        Sign(_("Warranty clerk"), case.paper.clerk),
        Sign(_("Technician"), case.paper.technician),
    ]
    if case.major or case.technical_manager:
        signs.append(Sign(_("Technical manager"), case.technical_manager))
    return signs
