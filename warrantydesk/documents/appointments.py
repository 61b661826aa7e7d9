"""The list of a day's appointments, to lie at the reception."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.blocks import STRONG, Cell, cells, sentence
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _, local, ngettext_


@dataclass(frozen=True)
class ListedAppointment:
    """One line: names instead of logins, texts in the paper's language."""

    starts_at: datetime
    ends_at: datetime
    plate: str = ""
    model: str = ""
    vin: str = ""
    customer_name: str = ""
    phone: str = ""
    purpose: str = ""
    note: str = ""
    advisor: str = ""
    state: str = ""
    """Empty while it is only booked."""
    here: bool = False


@dataclass(frozen=True)
class DayList:
    """The appointments of a day by their hour."""

    desk: DeskPaper
    day: str
    weekday: str
    lines: tuple[ListedAppointment, ...] = ()


def render(facts: DayList, step: Step | None = None) -> bytes:
    """Return the list as PDF."""
    frame = facts.desk.frame(
        _("Appointments of the day"), foot=_("For the reception; it names customers: destroy it.")
    )
    flow = Flow(frame.top)
    count = ngettext_("{n} appointment", "{n} appointments", len(facts.lines))
    flow.heading(_("Day"))
    cells(
        flow,
        [
            Cell(_("Day"), facts.day),
            Cell(_("Weekday"), facts.weekday),
            Cell(_("Appointments"), count),
            Cell(_("Reception"), facts.desk.clerk),
        ],
    )
    flow.gap(6)
    if not facts.lines:
        sentence(flow, _("Nobody is booked on this day."), STRONG)
        return pdf(frame, flow.sheets, step)
    table = Table(
        flow,
        Column(_("Here"), 24, "centre"),
        Column(_("Time"), 44),
        Column(_("Vehicle"), 92),
        Column(_("Customer, phone"), 92),
        Column(_("Why the car comes"), 170),
        Column(_("Advisor"), 60),
    )
    for one in facts.lines:
        table.add(
            Mark.TICKED if one.here else Mark.EMPTY,
            f"{_clock(one.starts_at)}\n{_clock(one.ends_at)}",
            _lines(one.plate, one.model, one.vin),
            _lines(one.customer_name, one.phone),
            _lines(one.purpose, one.note),
            _lines(one.advisor, one.state),
        )
    return pdf(frame, flow.sheets, step)


def _clock(at: datetime) -> str:
    return local(at).strftime("%H:%M")


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
