"""One field of a form with its label above and its state line below."""

from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_choice import CheckField
from warrantydesk.ui.kit.fields_text import AreaField, ReadOnly
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.outline import Field


class FieldCell(QWidget):
    """Label, editor or read-only text, state line; the unit that a form lays out."""

    opened = Signal()

    def __init__(
        self,
        path: str,
        label: str,
        field: Field,
        *,
        required: bool = False,
        reading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``reading`` shows the value as text until it is clicked."""
        super().__init__(parent)
        self.path, self.field, self.required = path, field, required
        self._finding: tuple[Mark | None, str] = (None, "")
        self._complaint = ""
        self._reading = reading
        self._star: Words | None = None
        self.editor = cast(QWidget, field)
        self._name_editor(path, label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if label:
            column.addLayout(self._caption(label, required))
        elif isinstance(field, CheckField):
            column.addSpacing(0 if field.alone else theme.h(1))
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.editor)
        self.text = ReadOnly()
        self.text.setAccessibleName(label)
        self.text.clicked.connect(self.opened)
        column.addWidget(self.text)
        column.addWidget(self._state_row())
        column.addStretch(1)
        field.edited.connect(self._recheck)
        if hasattr(self.editor, "editingFinished"):
            self.editor.editingFinished.connect(self.check_typed)
        self.show_reading(reading)
        self._show_state()

    def _name_editor(self, path: str, label: str) -> None:
        self.editor.setObjectName(path)
        if not self.editor.accessibleName():
            self.editor.setAccessibleName(label)

    def _caption(self, label: str, required: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3)
        caption = Words(label, token="ink2", delta=-1)
        caption.setBuddy(self.editor)
        caption.setMinimumWidth(1)
        row.addWidget(caption)
        self._star = Words("*", token="danger", delta=-1, bold=True)
        self._star.setToolTip(_("Required"))
        if not required:
            self._star.hide()
        row.addWidget(self._star)
        row.addStretch(1)
        return row

    def _state_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 1, 0, 0)
        self._state = MarkLabel(delta=-1)
        self._counter = Words("", token="ink2", delta=-1)
        row.addWidget(self._state, 1)
        row.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignRight)
        self._state_holder = holder
        return holder

    def set_required(self, required: bool) -> None:
        """Show the star, or take it away: what is required may hang on other fields."""
        if required != self.required:
            self.required = required
            if self._star is not None:
                self._star.setVisible(required)

    def fill(self, value: Any) -> None:
        """Show a value without noise."""
        self.field.set_value(value)
        self.refresh()

    def refresh(self) -> None:
        """Bring the read-only text, the complaint and the counter up to date."""
        self.text.show_text(self.field.shown())
        self._complaint = self.field.problem() or ""
        self._show_state()

    def show_finding(self, severity: Mark | None, text: str) -> None:
        """Show a finding at the field; None clears it."""
        if (severity, text) != self._finding:
            self._finding = (severity, text)
            self._show_state()

    def can_say(self, text: str) -> bool:
        """Tell whether a sentence fits under the field whole."""
        return theme.metrics(-1).horizontalAdvance(text) + theme.h(1) <= self.width()

    def is_reading(self) -> bool:
        """Say whether the value stands as text."""
        return self._reading

    def show_reading(self, reading: bool) -> None:
        """Show the value as text, or the editor."""
        self._reading = reading
        if reading:
            self.text.show_text(self.field.shown())
        self.editor.setVisible(not reading)
        self.text.setVisible(reading)

    def check_typed(self) -> None:
        """Say what is wrong with the typed text once the clerk has left it."""
        self._complaint = self.field.problem() or ""
        self._show_state()

    def _recheck(self) -> None:
        """While typing take a complaint back, never raise one."""
        if self._complaint and self.field.problem() is None:
            self._complaint = ""
        self._show_state()

    def _show_state(self) -> None:
        severity, text = (Mark.BLOCK, self._complaint) if self._complaint else self._finding
        self.field.set_state(severity, text)
        self._state.show_mark(severity, text)
        counter = self.field.counter() if isinstance(self.field, AreaField) else ""
        self._counter.setText(counter)
        self._state_holder.setVisible(bool(text or counter))
