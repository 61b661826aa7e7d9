"""Cause and conclusion: class, five whys, verdict with its ground, weight of the fault."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.inspection import (
    CAUSE_NAMES,
    CONCLUSION_NAMES,
    CauseClass,
    Conclusion,
    Inspection,
)
from warrantydesk.i18n import _, named
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.tabs.inspection.whys import Whys

REFUSAL = "customer_refusal"


class CauseChoice(QWidget):
    """The class of the cause, in one row or, where the words are long, in two."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a choice."""
        super().__init__(parent)
        self._segments = [Segment(one, _(name)) for one, name in CAUSE_NAMES.items()]
        self._rows = [Segmented(), Segmented()]
        self._value: CauseClass | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in self._rows:
            row.setAccessibleName(_("Class of the cause"))
            row.chosen.connect(self._choose)
            column.addWidget(row)
        self._split = -1
        self._lay_out()

    def value(self) -> CauseClass | None:
        """Return the class chosen."""
        return self._value

    def take_keyboard(self) -> None:
        """Let the keyboard choose."""
        self._rows[0].setFocus()

    def set_value(self, value: CauseClass | None) -> None:
        """Show a class; never emits."""
        self._value = value
        for row in self._rows:
            row.set_value(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where it would be cut."""
        super().resizeEvent(event)
        self._lay_out()

    def _choose(self, value: CauseClass) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _lay_out(self) -> None:
        whole = Segmented(self._segments)
        room = max(self.width(), theme.h(10))
        split = len(self._segments) if whole.minimumSizeHint().width() + 20 <= room else 4
        whole.deleteLater()
        if split != self._split:
            self._split = split
            self._rows[0].set_segments(self._segments[:split])
            self._rows[1].set_segments(self._segments[split:])
            self._rows[1].setVisible(split < len(self._segments))
            self.set_value(self._value)


class ConclusionCard(Card):
    """Says what was found and what follows; every change is told at once."""

    cause_chosen = Signal(object)
    conclusion_chosen = Signal(object)
    reason_given = Signal(str)
    major_set = Signal(bool)
    whys_edited = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without an inspection."""
        super().__init__(_("Cause and conclusion"), parent=parent)
        self.cause = CauseChoice()
        self.cause.chosen.connect(self.cause_chosen)
        self.whys = Whys()
        self.whys.edited.connect(lambda: self.whys_edited.emit(self.whys.lines()))
        names = CONCLUSION_NAMES.items()
        self.conclusion = Segmented([Segment(one, _(name)) for one, name in names])
        self.conclusion.setAccessibleName(_("Conclusion"))
        self.conclusion.chosen.connect(self.conclusion_chosen)
        self.ground = ChoiceField(placeholder=_("Choose the ground…"))
        self.ground.setAccessibleName(_("Ground of the refusal"))
        self.ground.edited.connect(lambda: self.reason_given.emit(self.ground.value() or ""))
        self.reason = TextField(_("Reason"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason.editingFinished.connect(self._tell_reason)
        self._advice = Words(token="ink2", delta=-1, wrap=True)
        self._missing = MarkLabel(Mark.BLOCK, _("A refusal needs its ground."), delta=-1)
        self.major = CheckField(_("Major fault: the technical manager signs too"))
        self.major.edited.connect(lambda: self.major_set.emit(self.major.value()))
        self._grounds: dict[str, Mapping[str, str]] = {}
        self._shown_reason = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self.content.setSpacing(3)
        self.content.addSpacing(2)
        for caption, widget in (
            (_("Class of the cause"), self.cause),
            (_("Five whys"), self.whys),
            (_("Conclusion"), self.conclusion),
        ):
            self.add(Words(caption, token="ink2", delta=-1))
            self.add(widget)
            self.content.addSpacing(5)
        for below in (self.ground, self.reason, self._missing, self._advice, self.major):
            self.add(below)

    def take_keyboard(self) -> None:
        """Let the keyboard choose the class of the cause, then the conclusion."""
        if self.cause.value() is None and self.cause.isEnabled():
            self.cause.take_keyboard()
        else:
            self.conclusion.setFocus()

    def show_grounds(self, reasons: Sequence[Mapping[str, str]]) -> None:
        """Offer the brand's grounds of refusal."""
        grounds = {row["code"]: row for row in reasons if row["kind"] == REFUSAL}
        if grounds != self._grounds:
            self._grounds = grounds
            self.ground.set_choices((c, f"{c}  {named(row)}") for c, row in grounds.items())
            self.ground.view().setMinimumWidth(theme.h(24))

    def show_inspection(self, given: Inspection, whys: str, open_parts: "OpenParts") -> None:
        """Show what is judged; ``open_parts`` says what may still be changed."""
        self.cause.set_value(given.cause_class)
        self.cause.setEnabled(open_parts.cause)
        self.conclusion.set_value(given.conclusion)
        self.conclusion.setEnabled(open_parts.conclusion)
        self.whys.show_lines(whys, open_parts.whys)
        self.major.set_value(given.major)
        self.major.setEnabled(open_parts.whys)
        refusing = given.conclusion is Conclusion.NOT_COVERED
        row = self._grounds.get(given.reason, {})
        self.ground.setVisible(refusing)
        self.ground.setEnabled(open_parts.reason)
        self.ground.set_value(given.reason or None)
        self._missing.setVisible(refusing and not given.reason)
        self._advice.setText(named(row, "action") if refusing and row else "")
        self._advice.setVisible(bool(self._advice.text()))
        free = given.conclusion in (Conclusion.ASK_MAKER, Conclusion.GOODWILL)
        self._shown_reason = given.reason
        self.reason.setVisible(free)
        self.reason.setEnabled(open_parts.reason)
        if not self.reason.hasFocus():
            self.reason.set_value(given.reason)

    def flush(self) -> None:
        """Tell what is typed but not yet told."""
        self.whys.flush()
        if self.reason.isVisible():
            self._tell_reason()

    def _tell_reason(self) -> None:
        if self.reason.value() != self._shown_reason:
            self._shown_reason = self.reason.value()
            self.reason_given.emit(self._shown_reason)


class OpenParts:
    """Which parts of the conclusion may still be changed."""

    def __init__(self, given: Inspection, frozen: bool, closed: bool) -> None:
        """A signed version keeps what it says; what it left open the next signer may add."""
        self.whys = not frozen
        self.cause = not closed and (not frozen or given.cause_class is None)
        self.conclusion = not closed and (not frozen or given.conclusion is None)
        self.reason = not closed and (not frozen or not given.reason)
