"""The explanation of a refusal for the customer: grounds, findings, advice and rights."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import (
    SMALL,
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
    kilometres,
    minute,
    owner_cells,
    vehicle_cells,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.inspection import CAUSE_NAMES, CauseClass
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_, _

RIGHTS = (
    N_("You may ask to see the inspection sheet, the readings and the photos, and get a copy."),
    N_("You may ask the maker for a decision, or have the part examined by an independent body."),
    N_(
        "You may turn to the consumers' association or to the market regulation authority"
        " (telephone 12315), agree on mediation, or go to court."
    ),
    N_("Maintenance done elsewhere is no ground for a refusal by itself."),
    N_("A missing warranty certificate is no ground while the sale can be verified."),
)


@dataclass(frozen=True)
class CitedGround:
    """A ground that law or policy allows, why it holds here, and what proves it."""

    name: str
    article: str
    text: str
    """Dates, km and cause of this case in a sentence."""
    evidence: str = ""


@dataclass(frozen=True)
class Explanation:
    """The facts of an explanation of refusal."""

    paper: ClaimPaper
    reason_code: str = ""
    reason_name: str = ""
    source: str = ""
    """Article of the law or policy of the maker that the ground stands in."""
    reason_text: str = ""
    """The ground in the clerk's words; empty: as the claim has it."""
    findings: tuple[str, ...] = ()
    """What the inspection found that is not in order, a sentence each."""
    cause_class: CauseClass | None = None
    advice_use: str = ""
    advice_maintenance: str = ""
    advice_replacement: str = ""
    rights: tuple[str, ...] = RIGHTS
    technical_manager: str = ""
    major: bool = False
    grounds: tuple[CitedGround, ...] = ()
    remaining: tuple[str, ...] = ()
    """What the customer can still have: other covers, goodwill, a repair at his cost."""


def render(facts: Explanation, step: Step | None = None) -> bytes:
    """Return the explanation as PDF."""
    paper = facts.paper
    frame = paper.frame(
        _("Explanation of refusal"), _("One copy for the customer, one for the claim folder.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    flow.heading(_("Customer"))
    cells(flow, *owner_cells(paper))
    _decision(flow, facts)
    _grounds(flow, facts)
    _findings(flow, facts)
    _advice(flow, facts)
    if facts.remaining:
        flow.heading(_("What remains open to you"))
        sentences(flow, facts.remaining)
    flow.heading(_("Your rights"))
    sentences(flow, [_(right) for right in facts.rights])
    _signatures(flow, facts)
    return pdf(frame, flow.sheets, step)


def _decision(flow: Flow, facts: Explanation) -> None:
    visit, codes = facts.paper.claim.visit, facts.paper.claim.codes
    cause = _(CAUSE_NAMES[facts.cause_class]) if facts.cause_class else ""
    flow.heading(_("Decision"))
    sentence(
        flow,
        _("After the inspection this case is not a warranty repair, on the following ground."),
    )
    flow.gap(2)
    cells(
        flow,
        [
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Arrived"), minute(visit.arrived_at)),
            Cell(_("Mileage, km"), kilometres(visit.mileage_km)),
            Cell(_("Fault"), facts.paper.fault_name or codes.fault_code, 1.6),
            Cell(_("Class of cause"), cause),
        ],
        [
            Cell(_("Reason code"), facts.reason_code or codes.ground, 0.7),
            Cell(_("Ground"), facts.reason_name, 2.6),
            Cell(_("Article or source"), facts.source, 1.3),
        ],
    )
    if text := facts.reason_text or codes.ground_text:
        narrative(flow, (_("Reasons"), text))


def _grounds(flow: Flow, facts: Explanation) -> None:
    """Put the grounds that law or policy allows, each with what it rests on in this case."""
    if not facts.grounds:
        return
    flow.heading(_("What the refusal rests on"))
    table = Table(
        flow,
        Column(_("Ground"), 130),
        Column(_("Article or source"), 80),
        Column(_("In this case"), 200),
        Column(_("Evidence"), 120),
    )
    for ground in facts.grounds:
        table.add(
            ((ground.name, STRONG),), ground.article, ground.text, ((ground.evidence, SMALL),)
        )


def _findings(flow: Flow, facts: Explanation) -> None:
    claim = facts.paper.claim
    flow.heading(_("What we found"))
    narrative(
        flow,
        (_("Complaint"), claim.narrative.complaint or claim.visit.complaint),
        (_("Inspection"), claim.narrative.cause),
    )
    if facts.findings:
        narrative(flow, (_("Findings"), "\n".join(facts.findings)))


def _advice(flow: Flow, facts: Explanation) -> None:
    flow.heading(_("Our advice"))
    narrative(
        flow,
        (_("Use"), facts.advice_use),
        (_("Maintenance"), facts.advice_maintenance),
        (_("Replacement"), facts.advice_replacement),
    )


def _signatures(flow: Flow, facts: Explanation) -> None:
    paper = facts.paper
    note = _("the customer confirms that this was explained, not that he agrees")
    flow.heading(_("Signatures"), note)
    customer = paper.sign(_("Customer"), SignedPaper.EXPLANATION)
    signs = [customer, Sign(_("Warranty clerk"), paper.clerk)]
    if facts.major or facts.technical_manager:
        signs.append(Sign(_("Technical manager"), facts.technical_manager))
    signatures(flow, *signs, Sign(_("Stamp of the service station")))
