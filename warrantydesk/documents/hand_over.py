"""The sheet with which duty changes hands: who, when, and everything that waits."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.blocks import (
    STRONG,
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_paper import minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.waiting import WaitingLine, waiting_table
from warrantydesk.i18n import _


@dataclass(frozen=True)
class HandOverSheet:
    """A hand-over with its lines; names and sentences stand in the paper's language."""

    desk: DeskPaper
    number: str
    day: str
    at: datetime
    giver: str
    taker: str
    accepted_at: datetime | None = None
    note: str = ""
    takes_claims: bool = False
    void_reason: str = ""
    items: tuple[WaitingLine, ...] = ()
    put_off: tuple[WaitingLine, ...] = ()


def render(facts: HandOverSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF: what waits first, what was put off last, then both signatures."""
    frame = facts.desk.frame(
        _("Hand-over of duty"), facts.number, _("Kept with the papers of the day.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Duty"))
    cells(
        flow,
        [
            Cell(_("Day"), facts.day),
            Cell(_("Handed over at"), minute(facts.at), 1.2),
            Cell(_("Duty given by"), facts.giver),
            Cell(_("Duty taken by"), facts.taker),
            Cell(_("Accepted at"), minute(facts.accepted_at), 1.2),
        ],
    )
    if facts.note:
        narrative(flow, (_("Remark"), facts.note))
    if facts.takes_claims:
        flow.gap(4)
        sentence(flow, _("The open claims go over to {name}.", name=facts.taker))
    if facts.void_reason:
        flow.gap(4)
        sentence(flow, _("Taken back: {reason}", reason=facts.void_reason), STRONG)
    _lines(flow, facts)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Duty given by"), facts.giver, minute(facts.at)),
        Sign(_("Duty taken by"), facts.taker, minute(facts.accepted_at)),
        Sign(_("Service manager")),
    )
    return pdf(frame, flow.sheets, step)


def _lines(flow: Flow, facts: HandOverSheet) -> None:
    flow.heading(_("What waits"), _("as the list stood at that moment"))
    if facts.items:
        waiting_table(flow, facts.items)
    else:
        sentence(flow, _("Nothing was waiting."))
    if facts.put_off:
        flow.heading(_("Put off"), _("with the reason, and the day on which it comes back"))
        waiting_table(flow, facts.put_off)
