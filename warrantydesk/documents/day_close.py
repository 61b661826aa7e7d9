"""The sheet that closes a day: its slips in order, gaps in the numbers, what stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from warrantydesk.documents.claim_paper import minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.shipments.parts import CODE
from warrantydesk.documents.table import Column, Table
from warrantydesk.documents.typesetting import unbroken
from warrantydesk.documents.waiting import WaitingLine, waiting_table
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, list_text, ngettext_


@dataclass(frozen=True)
class SlipLine:
    """One slip in the paper's language; the amount in fen, 0 where there is none."""

    kind: str
    number: str
    text: str
    by: str
    time: str
    amount_fen: int = 0


@dataclass(frozen=True)
class DayCloseSheet:
    """A closed day; ``supplement`` is 0 for the close itself, else its running number."""

    desk: DeskPaper
    number: str
    supplement: int
    day: str
    closed_at: datetime
    closed_by: str
    note: str = ""
    anchor: str = ""
    slips: tuple[SlipLine, ...] = ()
    gaps: tuple[str, ...] = ()
    overdue: tuple[WaitingLine, ...] = ()
    today: tuple[WaitingLine, ...] = ()
    put_off: tuple[WaitingLine, ...] = ()


def render(facts: DayCloseSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    title = _("Supplement to the close of the day") if facts.supplement else _("Close of the day")
    frame = facts.desk.frame(title, facts.number, _("Kept with the papers of the day."))
    flow = Flow(frame.top)
    flow.heading(_("Day"))
    cells(
        flow,
        [
            Cell(_("Day"), facts.day),
            Cell(_("Closed at"), minute(facts.closed_at), 1.2),
            Cell(_("Closed by"), facts.closed_by),
            Cell(_("Slips"), str(len(facts.slips))),
            Cell(_("Journal"), facts.anchor[:18] or "—", 1.4),
        ],
    )
    if facts.note:
        narrative(flow, (_("Remark"), facts.note))
    flow.heading(_("Slips of the day"), _("in order of time"))
    if facts.slips:
        _slips(flow, facts.slips)
    else:
        sentence(flow, _("No slip."))
    _numbers(flow, facts.gaps)
    for name, note, rows in (
        (_("Stays overdue"), "", facts.overdue),
        (_("Was due today and is not done"), "", facts.today),
        (_("Put off"), _("with the reason, and the day on which it comes back"), facts.put_off),
    ):
        if rows:
            flow.heading(name, note)
            waiting_table(flow, rows)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Closed by"), facts.closed_by, minute(facts.closed_at)),
        Sign(_("Service manager")),
    )
    return pdf(frame, flow.sheets, step)


def _slips(flow: Flow, slips: Sequence[SlipLine]) -> None:
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("Time"), 40),
        Column(_("Slip"), 112),
        Column(_("Number"), 112),
        Column(_("Subject"), 128),
        Column(_("By"), 60),
        Column(_("Amount, yuan"), 66, "right"),
    )
    for number, slip in enumerate(slips, 1):
        table.add(
            str(number),
            slip.time,
            ((slip.kind, STRONG),),
            ((unbroken(slip.number or "—"), CODE),),
            ((slip.text or "—", SMALL),),
            slip.by or "—",
            yuan(slip.amount_fen) if slip.amount_fen else "—",
        )
    count = ngettext_("{n} slip", "{n} slips", len(slips))
    table.band(_("Total: {count}", count=count), "")


def _numbers(flow: Flow, gaps: Sequence[str]) -> None:
    flow.heading(_("Numbers"))
    if gaps:
        sentence(flow, _("Given and without a claim: {numbers}", numbers=list_text(gaps)), STRONG)
    else:
        sentence(flow, _("No claim number of this year is missing."))
