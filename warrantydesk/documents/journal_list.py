"""The journal on paper: its lines under their days, what was asked for at the head."""

from collections.abc import Iterable
from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, STRONG, Cell, cells, sentence
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.documents.typesetting import Style
from warrantydesk.i18n import _, ngettext_

ROWS_A_STEP = 200
NUMBER = Style(6.6, gray=0.35)


@dataclass(frozen=True)
class PrintedLine:
    """One entry, everything in the paper's language; ``changes`` has a line a column."""

    day: str
    time: str
    seq: str
    who: str
    action: str
    about: str
    changes: str


@dataclass(frozen=True)
class JournalSheet:
    """Lines, newest first, and what was asked for: label and value of each."""

    desk: DeskPaper
    asked: tuple[tuple[str, str], ...]
    lines: Iterable[PrintedLine]


def render(facts: JournalSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF; ``step`` is also called while its rows are set."""
    frame = facts.desk.frame(
        _("Journal of the desk"),
        foot=_("The journal tells of a personal value only that it changed."),
    )
    flow = Flow(frame.top)
    flow.heading(_("What was asked for"))
    for start in range(0, len(facts.asked), 4):
        cells(flow, [Cell(*one) for one in facts.asked[start : start + 4]])
    flow.heading(_("Entries"), _("newest first"))
    table = Table(
        flow,
        Column(_("Time"), 44),
        Column(_("Who"), 54),
        Column(_("What was done"), 92),
        Column(_("Of what"), 104),
        Column(_("Before → after"), 226),
    )
    day, count = "", 0
    for line in facts.lines:
        if step and count % ROWS_A_STEP == 0:
            step(count, 0)
        if line.day != day:
            day = line.day
            table.group(day)
        table.add(
            ((line.time, SMALL), (line.seq, NUMBER)),
            line.who,
            ((line.action, STRONG),),
            ((line.about, SMALL),),
            ((line.changes or "—", SMALL),),
        )
        count += 1
    if count:
        table.band(ngettext_("{n:,} entry", "{n:,} entries", count))
    else:
        sentence(flow, _("The journal has no entry that fits."))
    return pdf(frame, flow.sheets, step)
