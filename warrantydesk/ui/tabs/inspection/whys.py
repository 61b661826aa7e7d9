"""Why, and why again: up to five lines from the symptom to the root of the fault."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_text import TextField

MOST = 5


class _Number(QWidget):
    """The number of a why in a disc."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.lit = False
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme.h(0.9), theme.h(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        fill = look.accent_tint if self.lit else look.neutral_tint
        paint.box(painter, area, fill, None, area.height() / 2)
        ink = look.accent if self.lit else look.ink2
        paint.words(painter, area, str(self._number), ink, theme.font(-1.5, True), paint.CENTER)


class _Line(TextField):
    """One why: text at rest, a box only while it is typed."""

    def restyle(self) -> None:
        super().restyle()
        self.setFixedHeight(theme.h(1.16))
        self.setTextMargins(3, 0, 3, 0)

    def paint_well(self, painter: QPainter, focused: bool, enabled: bool = True) -> None:
        if focused:
            super().paint_well(painter, focused, enabled)


class Whys(QWidget):
    """Filled lines and the next one; Enter goes on to the next why."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._numbers = [_Number(number + 1) for number in range(MOST)]
        self._fields = [_Line() for _number in range(MOST)]
        self._told: list[str] = []
        self._open = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows: list[QWidget] = []
        for number, (disc, field) in enumerate(zip(self._numbers, self._fields, strict=True)):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(disc)
            row.addWidget(field, 1)
            column.addWidget(holder)
            self._rows.append(holder)
            field.setAccessibleName(_("Why {n}", n=number + 1))
            field.editingFinished.connect(self.flush)
            field.returnPressed.connect(lambda at=number: self._next(at))
        self._show_rows()

    def lines(self) -> list[str]:
        """Return the whys that say something."""
        return [text for field in self._fields if (text := str(field.value()))]

    def show_lines(self, note: str, open_: bool) -> None:
        """Show the whys of a note, one a line; a line being typed is left alone."""
        self._told = [line for line in note.split("\n") if line]
        self._open = open_
        for number, field in enumerate(self._fields):
            if not field.hasFocus():
                field.set_value(self._told[number] if number < len(self._told) else "")
            field.setReadOnly(not open_)
        self._show_rows()

    def ask(self) -> None:
        """Move the keyboard to the first empty why."""
        for field in self._fields:
            if not field.text() and field.isVisibleTo(self):
                field.setFocus()
                return

    def flush(self) -> None:
        """Tell what is new."""
        if self._open and self.lines() != self._told:
            self._told = self.lines()
            self.edited.emit()
        self._show_rows()

    def _next(self, at: int) -> None:
        if at + 1 < MOST and self._fields[at].text():
            self._show_rows()
            self._fields[at + 1].setFocus()

    def _show_rows(self) -> None:
        filled = sum(bool(field.text().strip()) for field in self._fields)
        for number, (row, field) in enumerate(zip(self._rows, self._fields, strict=True)):
            self._numbers[number].lit = number < filled
            self._numbers[number].update()
            row.setVisible(number < filled or (self._open and number == filled))
            again = _("Why does that happen?") if number == 0 else _("Ask why once more…")
            field.setPlaceholderText(again if self._open else "")
