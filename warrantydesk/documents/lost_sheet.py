"""The paper "to be entered again": what was done after the backup that is gone back to."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.blocks import sentence
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _, minute_text, ngettext_

MOST = 3000
"""Lines that are printed; whoever lost more enters it from papers."""


@dataclass(frozen=True)
class LostLine:
    """One change that the backup does not hold; ``action`` is an English msgid."""

    at: datetime
    login: str
    action: str
    subject: str


@dataclass(frozen=True)
class LostSheet:
    """What is lost by going back to a backup."""

    desk: DeskPaper
    made_at: datetime
    file: str
    lines: tuple[LostLine, ...] = ()


def render(facts: LostSheet, step: Step | None = None) -> bytes:
    """Return the paper as PDF."""
    frame = facts.desk.frame(_("To be entered again"), foot=facts.file)
    flow = Flow(frame.top)
    at = minute_text(facts.made_at)
    verdict_strip(
        flow,
        ngettext_("{n} change is lost", "{n} changes are lost", len(facts.lines)),
        _("The desk goes back to the backup of {at}. Enter again what was done after it.", at=at),
    )
    if not facts.lines:
        sentence(flow, _("Nothing was done after this backup, or the data cannot be read."))
        return pdf(frame, flow.sheets, step)
    flow.gap(6)
    table = Table(
        flow,
        Column(_("No."), 30, "centre"),
        Column(_("When"), 92),
        Column(_("Who"), 60),
        Column(_("What was done"), 210),
        Column(_("On what"), 104),
        Column(_("Done"), 30, "centre"),
    )
    for number, line in enumerate(facts.lines[:MOST], 1):
        what = _(line.action) if line.action else "—"
        table.add(str(number), minute_text(line.at), line.login, what, line.subject or "—", "□")
    if len(facts.lines) > MOST:
        table.band(_("Only the first {n} are printed.", n=MOST))
    return pdf(frame, flow.sheets, step)
