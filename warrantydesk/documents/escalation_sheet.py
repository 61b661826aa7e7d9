"""The escalation sheet: a major fault before the technical manager, and what he decided."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import Cell, Sign, cells, narrative, signatures, ticks
from warrantydesk.documents.claim_lines import labour_lines, part_lines
from warrantydesk.documents.claim_paper import minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.fault_case import Enclosure, FaultCase, case_block, enclosures
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.inspection import CONCLUSION_NAMES, Conclusion
from warrantydesk.i18n import _


@dataclass(frozen=True)
class EscalationSheet:
    """A question to the technical manager with its case; names instead of logins."""

    case: FaultCase
    escalation: Escalation
    asked_by: str = ""
    to: str = ""
    """The manager it is laid before; empty: whoever is there."""
    decided_by: str = ""
    enclosed: tuple[Enclosure, ...] = ()


def render(facts: EscalationSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    case, asked = facts.case, facts.escalation
    frame = case.paper.frame(
        _("Major fault: question to the technical manager"),
        _("For the claim folder; the decision stands beside the inspection, not instead of it."),
    )
    flow = Flow(frame.top)
    verdict_strip(flow, _decided(facts), _asked(facts))
    narrative(flow, (_("Question"), asked.question), least=3)
    case_block(flow, case)
    part_lines(flow, case.paper)
    labour_lines(flow, case.paper)
    enclosures(flow, facts.enclosed)
    _decision(flow, facts)
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), case.paper.clerk),
        Sign(_("Technician"), case.paper.technician),
        Sign(_("Technical manager"), facts.decided_by or facts.to),
    )
    return pdf(frame, flow.sheets, step)


def _asked(facts: EscalationSheet) -> str:
    return _("Asked {at} by {name}.", at=minute(facts.escalation.asked_at), name=facts.asked_by)


def _decided(facts: EscalationSheet) -> str:
    decision = facts.escalation.decision
    if not decision:
        return _("Waits for the technical manager")
    return _("Decided: {decision}", decision=_(CONCLUSION_NAMES[Conclusion(decision)]))


def _decision(flow: Flow, facts: EscalationSheet) -> None:
    asked = facts.escalation
    flow.heading(_("Decision"), "" if asked.decision else _("filled in by the technical manager"))
    ticks(flow, [(_(name), asked.decision == one) for one, name in CONCLUSION_NAMES.items()])
    narrative(flow, (_("Reasons"), asked.decision_text), least=1 if asked.decision else 4)
    cells(
        flow,
        [
            Cell(_("Decided by"), facts.decided_by),
            Cell(_("Decided at"), minute(asked.decided_at)),
        ],
    )
