"""The head of a report: its title, for which days, brand and choices, what it can be saved as."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warrantydesk.domain.report import Choice
from warrantydesk.domain.report_period import PERIOD_NAMES, Period, period_days
from warrantydesk.i18n import _, date_text
from warrantydesk.services.reports import Report
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.inputs import ChoiceField, DateField
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.reports.asking import Wish

_ANY = 16_777_215
"""As wide as a widget may be."""


class ReportHead(QWidget):
    """Emits ``changed`` when something else is asked for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the fields; ``show_report`` fills them."""
        super().__init__(parent)
        self._today = self._earliest = date.min
        self._days = ("", "")
        self.title = ElidedWords(delta=3, bold=True)
        self.pdf = Button(_("&PDF"), icon="pdf")
        self.book = Button(_("&Excel"), icon="table")
        self.period = ChoiceField()
        self.period.setAccessibleName(_("Days of the report"))
        self.first, self.last = DateField(), DateField()
        self.first.setAccessibleName(_("First day"))
        self.last.setAccessibleName(_("Last day"))
        self.brand = ChoiceField()
        self.brand.setAccessibleName(_("Brand"))
        self.choices: dict[str, ChoiceField] = {}
        self.said = ElidedWords(token="ink2")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.wrong = MarkLabel()
        self.wrong.hide()
        self.stale = LinkButton("", icon="refresh")
        self.stale.hide()
        self._lay_out()
        self.period.edited.connect(self._take_period)
        self.brand.edited.connect(self.changed)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._take_days)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.title, 1)
        above.addWidget(self.stale)
        above.addWidget(self.pdf)
        above.addWidget(self.book)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(8)
        for field in (self.period, self.first, self.last, self.brand):
            self._fields.addWidget(field)
        self._fields.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(6)
        column.addLayout(above)
        column.addLayout(self._fields)
        column.addWidget(self.wrong)
        self.restyle()

    def restyle(self) -> None:
        """Take the widths anew."""
        for field in (self.first, self.last):
            field.setFixedWidth(theme.h(6.6))

    def show_days(self, today: date, earliest: date) -> None:
        """Tell which day it is, and where everything begins."""
        self._today, self._earliest = today, earliest

    def show_brands(self, brands: Sequence[tuple[str, str]]) -> None:
        """Offer the brands; one alone is not asked for."""
        self.brand.set_choices([("", _("All brands")), *brands])
        self.brand.updateGeometry()
        self.brand.setVisible(len(brands) > 1)

    def show_report(self, report: Report, wish: Wish) -> None:
        """Show what is asked of a report."""
        self.title.setText(_(report.title))
        self.say("")
        self.period.set_choices(self._periods())
        self.period.updateGeometry()  # its words are longer than none
        self.period.set_value(wish.period)
        self.first.set_value(wish.first)
        self.last.set_value(wish.last)
        self._days = (self.first.text(), self.last.text())
        self.period.setVisible(not report.stands)
        self._show_own(wish.period is Period.OWN and not report.stands)
        known = self.brand.findData(wish.brand) >= 0
        self.brand.set_value(wish.brand if known else "")
        self._show_choices(report.choices, wish)

    def wish(self) -> Wish:
        """Return what is asked for."""
        period = Period(self.period.value())
        first, last = self.first.value(), self.last.value()
        if period is not Period.OWN or first is None or last is None:
            first, last = period_days(period, self._today, self._earliest)
        chosen = {key: str(field.value() or "") for key, field in self.choices.items()}
        return Wish(period, first, last, str(self.brand.value() or ""), chosen)

    def say(self, text: str) -> None:
        """Say in a line what was found; what was wrong with the days is taken back."""
        self.said.setText(text)
        self._complain("")

    def say_stale(self, text: str) -> None:
        """Say why the report that is shown is not the newest; the words read it again."""
        self.stale.setText(text)
        self.stale.updateGeometry()
        self.stale.show()

    def refuse(self, text: str) -> None:
        """Say below the days what is wrong with them."""
        self._complain(text)

    def _complain(self, text: str) -> None:
        mark = Mark.BLOCK if text else None
        self.wrong.show_mark(mark, text)
        self.wrong.setVisible(bool(text))
        field = self.last if text and self.last.problem() else self.first
        for one in (self.first, self.last):
            one.set_state(mark if one is field else None, text if one is field else "")

    def _periods(self) -> list[tuple[Period, str]]:
        found = []
        for period, name in PERIOD_NAMES.items():
            start, end = period_days(period, self._today, self._earliest)
            days = _(
                "{period}: {start} to {end}",
                period=_(name),
                start=date_text(start),
                end=date_text(end),
            )
            found.append((period, _(name) if period is Period.OWN else days))
        return found

    def _show_own(self, own: bool) -> None:
        self.first.setVisible(own)
        self.last.setVisible(own)
        self.period.setMaximumWidth(theme.h(8) if own else _ANY)

    def _show_choices(self, choices: Sequence[Choice], wish: Wish) -> None:
        for field in self.choices.values():
            self._fields.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.choices = {}
        place = self._fields.indexOf(self.said)
        for number, choice in enumerate(choices):
            field = ChoiceField([(value, _(words)) for value, words in choice.values])
            field.setAccessibleName(_(choice.title))
            field.setToolTip(_(choice.title))
            field.set_value(wish.choices.get(choice.key) or choice.values[0][0])
            field.edited.connect(self.changed)
            self.choices[choice.key] = field
            self._fields.insertWidget(place + number, field)

    def _take_period(self) -> None:
        period = Period(self.period.value())
        own = period is Period.OWN
        if own and (self.first.value() is None or self.last.value() is None):
            first, last = period_days(period, self._today, self._earliest)
            self.first.set_value(first)
            self.last.set_value(last)
        self._days = (self.first.text(), self.last.text())
        self._show_own(own)
        self.changed.emit()

    def _take_days(self) -> None:
        problem = self.first.problem() or self.last.problem()
        days = (self.first.text(), self.last.text())
        if problem:
            self.refuse(problem)
        elif days != self._days:  # who only passes through asks nothing
            self.changed.emit()
        self._days = days
