"""The letter by which the station disputes a deduction that is not about an old part."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import (
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
    ticks,
)
from warrantydesk.documents.claim_paper import day
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, Deduction
from warrantydesk.i18n import _


@dataclass(frozen=True)
class DeductionLetter:
    """A deduction with what it is about; names stand in the paper's language."""

    desk: DeskPaper
    deduction: Deduction
    payer: str = ""
    claim: Claim | None = None
    piece: str = ""
    """Name and tag of the old part, empty where it is about none."""
    statement: str = ""
    reason: str = ""
    """The payer's reason by code and name."""
    proofs: tuple[tuple[str, bool], ...] = ()
    """Papers of the claim, and whether they are there to be enclosed."""
    service_manager: str = ""


def render(facts: DeductionLetter, step: Step | None = None) -> bytes:
    """Return the letter as PDF."""
    one = facts.deduction
    frame = facts.desk.frame(
        _("Dispute of a deduction"),
        one.number,
        _("One copy for the payer, one for the file of deductions."),
    )
    flow = Flow(frame.top)
    verdict_strip(flow, _("To {payer}: settlement", payer=facts.payer), _clock(one))
    _deduction(flow, facts)
    _about(flow, facts)
    flow.heading(_("Our answer"))
    narrative(flow, (_("Why the money is ours"), one.dispute), least=5)
    if one.override_reason:
        narrative(flow, (_("Why it is late"), one.override_reason))
    sentence(
        flow,
        _("We ask you to take this deduction back and to pay the amount with the next statement."),
    )
    if facts.proofs:
        flow.heading(_("Enclosed proofs"), _("ticked: enclosed with this letter"))
        ticks(flow, facts.proofs)
    flow.heading(_("Decision of the payer"), _("filled in by the payer"))
    labels = (_("Taken back or upheld"), _("Paid back, yuan"), _("Decided by, date"))
    cells(flow, [Cell(label) for label in labels], least=2)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.desk.clerk),
        Sign(_("Service manager"), facts.service_manager),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _clock(one: Deduction) -> str:
    if one.disputed_on is not None:
        return _("Disputed on {day}.", day=day(one.disputed_on))
    if one.due_on is not None:
        return _("To be disputed by {day}.", day=day(one.due_on))
    return _("Not disputed yet.")


def _deduction(flow: Flow, facts: DeductionLetter) -> None:
    one = facts.deduction
    flow.heading(_("The deduction"))
    cells(
        flow,
        [
            Cell(_("Our number"), one.number, 1.1),
            Cell(_("For"), _(DEDUCTION_KIND_NAMES[one.kind]), 1.2),
            Cell(_("Notice no."), one.notice_no, 1.2),
            Cell(_("Date of the notice"), day(one.noticed_on)),
            Cell(_("Taken, yuan net"), yuan(one.amount_fen)),
        ],
    )
    cells(
        flow,
        [Cell(_("Payer's reason"), facts.reason, 1.4), Cell(_("Statement"), facts.statement)],
    )
    if one.reason_text:
        narrative(flow, (_("In the payer's words"), one.reason_text))


def _about(flow: Flow, facts: DeductionLetter) -> None:
    claim = facts.claim
    if claim is None and not facts.piece:
        return
    flow.heading(_("What it is about"))
    if claim is not None:
        cells(
            flow,
            [
                Cell(_("Claim no."), claim.claim_number, 1.1),
                Cell(_("Maker's claim no."), claim.codes.maker_claim_number, 1.2),
                Cell(_("VIN"), claim.vehicle.vin, 1.4),
                Cell(_("Plate"), claim.vehicle.plate),
                Cell(_("Approved, yuan"), yuan(claim.approved_fen)),
            ],
        )
    if facts.piece:
        cells(flow, [Cell(_("Old part"), facts.piece)])
