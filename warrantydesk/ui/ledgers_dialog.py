"""Lists and ledgers that leave the desk: which one, of which days, makers and states."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.account import Only
from warrantydesk.services.ledger.lists import Asks, PlainList
from warrantydesk.services.ledger.names import names
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import ChoiceField, DateField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import export_list

MONTH, LAST_MONTH, YEAR, LAST_YEAR, ALL_DAYS, OWN = "month", "last", "year", "before", "all", "own"
PERIODS = {
    MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    YEAR: N_("This year"),
    LAST_YEAR: N_("Last year"),
    ALL_DAYS: N_("Everything"),
    OWN: N_("Days of choice"),
}
ENDINGS = {".xlsx": "Excel", ".csv": "CSV", ".pdf": "PDF"}
Span = tuple[date | None, date | None]


def open_ledgers(shell: Shell, desk: Any) -> None:
    """Ask for a list and write it."""
    if tried(shell, lambda: (desk.bench.allow("ledger.export"), True)) is not None:
        dialog = LedgersDialog(shell, desk)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class LedgersDialog(AskDialog):
    """What was chosen last is offered again."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Begin with the list and the period of last time."""
        super().__init__(_("Lists and ledgers"), _("&Save as…"), shell.widget())
        self.shell, self.desk = shell, desk
        self._lists: dict[str, PlainList] = {one.code: one for one in desk.ledger.lists()}
        self.list = ChoiceField([(code, _(one.title)) for code, one in self._lists.items()])
        self.period = Segmented([Segment(key, _(text)) for key, text in PERIODS.items()])
        self.first, self.last = DateField(), DateField()
        self.by = ChoiceField([])
        makers = names(desk.bench).makers
        self.maker = ChoiceField([("", _("All makers")), *makers.items()])
        self.state = ChoiceField([])
        self.ending = Segmented([Segment(*one) for one in ENDINGS.items()])
        self.told = Words("", token="ink2", wrap=True)
        self._lay()
        self._begin()
        self.list.edited.connect(self._show_list)
        self.period.edited.connect(self._show_days)
        for field in (self.first, self.last):
            field.edited.connect(self._own_days)

    def _lay(self) -> None:
        self.content.addWidget(FieldCell("list", _("List"), self.list))
        self.content.addWidget(FieldCell("period", _("Time span"), self.period))
        days, rows = QHBoxLayout(), QHBoxLayout()
        self.by_cell = FieldCell("by", _("Day that counts"), self.by)
        self.state_cell = FieldCell("state", _("State"), self.state)
        cells = (
            (days, self.by_cell, FieldCell("first", _("First day"), self.first)),
            (days, FieldCell("last", _("Last day"), self.last)),
            (rows, FieldCell("maker", _("Maker"), self.maker), self.state_cell),
        )
        for line, *widgets in cells:
            line.setSpacing(12)
            for widget in widgets:
                line.addWidget(widget, 1)
        self.content.addLayout(days)
        self.content.addLayout(rows)
        self.content.addWidget(FieldCell("ending", _("File"), self.ending))
        self.content.addWidget(self.told)
        self.setMinimumWidth(theme.h(36))

    def _begin(self) -> None:
        kept = self.shell.memory
        code = str(kept.value("ledgers/list", ""))
        self.list.set_value(code if code in self._lists else next(iter(self._lists)))
        period = str(kept.value("ledgers/period", MONTH))
        self.period.set_value(period if period in PERIODS and period != OWN else MONTH)
        ending = str(kept.value("ledgers/ending", ".xlsx"))
        self.ending.set_value(ending if ending in ENDINGS else ".xlsx")
        self.maker.set_value("")
        self._show_list()
        self._show_days()

    def plain(self) -> PlainList:
        """Return the list that is chosen."""
        return self._lists[self.list.value()]

    def _show_list(self) -> None:
        plain = self.plain()
        self.by.set_choices([(code, _(text)) for code, text in plain.days.items()])
        self.by.set_value(next(iter(plain.days), None))
        self.by_cell.setEnabled(len(plain.days) > 1)
        self.state.set_choices(
            [("", _("All states")), *((str(key), _(text)) for key, text in plain.states.items())]
        )
        self.state.set_value("")
        self.state_cell.setEnabled(bool(plain.states))
        notes = {
            Asks.DAY: _("This list shows the evening of the last day."),
            Asks.COMING: _("This list shows what is due up to the last day."),
        }
        self.told.setText(notes.get(plain.asks, ""))
        self.told.setVisible(plain.asks in notes)

    def _show_days(self) -> None:
        first, last = span(self.period.value(), self.desk.bench.today)
        if self.period.value() != OWN:
            self.first.set_value(first)
            self.last.set_value(last)

    def _own_days(self) -> None:
        self.period.set_value(OWN)

    def wanted(self) -> Only:
        """Return by which day, which maker and which state the rows are asked for."""
        by = self.by.value() if len(self.plain().days) > 1 else ""
        states = (self.state.value(),) if self.state.value() else ()
        return Only(brand=self.maker.value() or "", states=states, by=by or "")

    def accept(self) -> None:
        """Ask for a place and write the list; what is refused stands at the foot."""
        problem = self.first.problem() or self.last.problem()
        if problem:
            self.hold(problem)
            self.yes.setEnabled(True)
            return
        for key, field in (("list", self.list), ("period", self.period), ("ending", self.ending)):
            self.shell.memory.setValue(f"ledgers/{key}", field.value())
        try:
            begun = export_list(
                self.shell,
                self.desk,
                self.plain().code,
                (self.first.value(), self.last.value()),
                self.wanted(),
                self.ending.value(),
            )
        except (Refused, Unavailable) as error:
            self.hold(sentence(error))
            self.yes.setEnabled(True)
            return
        if begun:
            super().accept()


def span(period: str, today: date) -> Span:
    """Return first and last day of a period; None where there is no end."""
    first = today.replace(day=1)
    if period == LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period == YEAR:
        return first.replace(month=1), today
    if period == LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return (None, None) if period == ALL_DAYS else (first, today)
