"""What of the journal is asked for: period, person, kind of thing, action, number, text."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.journal_line import THING_NAMES, JournalAsked, Thing
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, DateField, TextField
from warrantydesk.ui.kit.segments import Segment, Segmented

TODAY, WEEK, MONTH, EVERYTHING, OWN = "today", "week", "month", "all", "own"
PERIODS = {
    TODAY: N_("Today"),
    WEEK: N_("7 days"),
    MONTH: N_("This month"),
    EVERYTHING: N_("Everything"),
    OWN: N_("Days of choice"),
}
PAUSE_MS = 300
"""How long typing rests before it is looked for."""


class JournalFilter(QWidget):
    """Two rows of fields; ``edited`` says that something else is asked for."""

    edited = Signal()

    def __init__(self, desk: Any, parent: QWidget | None = None) -> None:
        """Begin with everything."""
        super().__init__(parent)
        self._desk = desk
        self.period = Segmented([Segment(key, _(text)) for key, text in PERIODS.items()])
        self.first, self.last = DateField(), DateField()
        self.person = ChoiceField([("", _("Everybody")), *desk.journal.people()])
        things = [(thing, _(name)) for thing, name in THING_NAMES.items() if thing != Thing.EVENTS]
        self.thing = ChoiceField([(None, _("Everything")), *things])
        self.action = ChoiceField([("", _("Every action"))])
        self.number = TextField(_("Claim no., tag, VIN"))
        self.text = TextField(_("In values and actions"))
        self.events = CheckField(_("Only refusals and events"))
        self.period.set_value(EVERYTHING)
        for choice, value in ((self.person, ""), (self.thing, None), (self.action, "")):
            choice.set_value(value)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.edited)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        self.cells = {
            name: FieldCell(name, label, field)
            for name, label, field in (
                ("period", _("Time span"), self.period),
                ("first", _("First day"), self.first),
                ("last", _("Last day"), self.last),
                ("person", _("Who"), self.person),
                ("thing", _("Kind of thing"), self.thing),
                ("action", _("What was done"), self.action),
                ("number", _("One thing"), self.number),
                ("text", _("Text to find"), self.text),
                ("events", "", self.events),
            )
        }
        for row, names in (
            (above, (("period", 5), ("first", 2), ("last", 2), ("person", 2))),
            (below, (("thing", 2), ("action", 2), ("number", 2), ("text", 2), ("events", 2))),
        ):
            row.setSpacing(12)
            for name, share in names:
                row.addWidget(self.cells[name], share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(below)

    def _connect(self) -> None:
        self.period.edited.connect(self._show_days)
        for day in (self.first, self.last):
            day.edited.connect(self._own_days)
        for choice in (self.person, self.thing, self.action, self.events):
            choice.edited.connect(self.edited)
        for line in (self.number, self.text):
            line.edited.connect(self._pause.start)

    def show_actions(self, actions: list[str]) -> None:
        """Offer the actions that the journal knows, by their words."""
        chosen = self.action.value()
        named = sorted(((one, _(one)) for one in actions), key=lambda pair: pair[1].lower())
        self.action.set_choices([("", _("Every action")), *named])
        self.action.set_value(chosen)

    def asked(self) -> JournalAsked:
        """Return what is asked for now."""
        thing = self.thing.value()
        return JournalAsked(
            login=self.person.value() or "",
            first=self.first.value(),
            last=self.last.value(),
            thing=Thing(thing) if thing else None,
            action=self.action.value() or "",
            number=self.number.value(),
            text=self.text.value(),
            events=bool(self.events.value()),
        )

    def problem(self) -> str:
        """Return what is wrong with the days; empty where nothing is."""
        wrong = self.first.problem() or self.last.problem()
        if wrong:
            return wrong
        first, last = self.first.value(), self.last.value()
        return _("The first day is after the last one.") if first and last and first > last else ""

    def say(self, name: str, mark: Any, text: str) -> None:
        """Say something at a field."""
        self.cells[name].show_finding(mark, text)

    def _show_days(self) -> None:
        if self.period.value() != OWN:
            first, last = days_of(self.period.value(), self._desk.bench.today)
            self.first.set_value(first)
            self.last.set_value(last)
        self.edited.emit()

    def _own_days(self) -> None:
        self.period.set_value(OWN)
        self._pause.start()


def days_of(period: str, today: date) -> tuple[date | None, date | None]:
    """Return first and last day of a period; None where there is no end."""
    begins = {
        TODAY: today,
        WEEK: today - timedelta(days=6),
        MONTH: today.replace(day=1),
    }
    return (begins[period], today) if period in begins else (None, None)
