"""The sheet of a complaint: what the customer said, who cared for it, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.blocks import STRONG, Cell, Sign, cells, narrative, sentence, signatures
from warrantydesk.documents.blocks import ticks as boxes
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.care import (
    CHANNEL_NAMES,
    OUTCOME_NAMES,
    STAGE_NAMES,
    Complaint,
    ContactNote,
)
from warrantydesk.i18n import _


@dataclass(frozen=True)
class ComplaintSheet:
    """A complaint with the car it is about and what was said since; names instead of logins."""

    desk: DeskPaper
    complaint: Complaint
    owner: str = ""
    opened_by: str = ""
    phone: str = ""
    plate: str = ""
    vin: str = ""
    number: str = ""
    """Claim, else repair order, that it is about."""
    notes: tuple[ContactNote, ...] = ()


def render(facts: ComplaintSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    one = facts.complaint
    frame = facts.desk.frame(
        _("Complaint of a customer"), one.number, _("Kept with the papers of customer care.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Customer complaint"))
    cells(
        flow,
        [
            Cell(_("Complaint no."), one.number),
            Cell(_("Received at"), minute(one.received_at), 1.2),
            Cell(_("How"), _(CHANNEL_NAMES[one.channel])),
            Cell(_("Received by"), facts.opened_by),
            Cell(_("Stage"), _(STAGE_NAMES[one.stage])),
        ],
        [
            Cell(_("Customer"), one.customer_name),
            Cell(_("Phone"), facts.phone, 1.2),
            Cell(_("Plate"), facts.plate),
            Cell(_("VIN"), facts.vin, 1.5),
            Cell(_("Claim or repair order"), facts.number, 1.2),
        ],
    )
    narrative(flow, (_("In the customer's words"), one.text), least=4)
    _handling(flow, facts)
    _said(flow, facts.notes)
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Customer"), one.customer_name),
        Sign(_("Handled by"), facts.owner),
        Sign(_("Service manager")),
    )
    return pdf(frame, flow.sheets, step)


def _handling(flow: Flow, facts: ComplaintSheet) -> None:
    one = facts.complaint
    flow.heading(_("How it was handled"))
    cells(
        flow,
        [
            Cell(_("Handled by"), facts.owner),
            Cell(_("To be solved by"), day(one.due_on)),
            Cell(_("Solved at"), minute(one.solved_at), 1.2),
            Cell(_("Closed at"), minute(one.closed_at), 1.2),
        ],
    )
    narrative(flow, (_("Solution"), one.solution), least=1 if one.solution else 5)
    boxes(
        flow,
        [
            (_("The customer is satisfied"), one.satisfied is True),
            (_("The customer is not satisfied"), one.satisfied is False),
        ],
    )
    if one.void_reason:
        flow.gap(4)
        sentence(flow, _("Void: {reason}", reason=one.void_reason), STRONG)


def _said(flow: Flow, notes: Sequence[ContactNote]) -> None:
    if not notes:
        return
    flow.heading(_("What was said since"))
    table = Table(
        flow,
        Column(_("When"), 78),
        Column(_("With whom"), 80),
        Column(_("How"), 62),
        Column(_("What was said"), 220),
        Column(_("What came of it"), 70),
    )
    for note in notes:
        table.add(
            minute(note.at),
            note.with_whom,
            _(CHANNEL_NAMES[note.channel]),
            note.text,
            _(OUTCOME_NAMES[note.outcome]),
        )
