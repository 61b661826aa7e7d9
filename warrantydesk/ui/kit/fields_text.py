"""Inputs for words, codes and longer stories."""

from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.composing import Composing
from warrantydesk.ui.kit.outline import Outlined
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.kit.typed import narrow

CLEAR = Qt.GlobalColor.transparent


def make_clear(widget: QWidget) -> None:
    """Let the ground that we paint show through a native text widget."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Base, CLEAR)
    widget.setPalette(palette)


class LineField(Composing, Outlined, QLineEdit):
    """A line edit with our outline; the parent of all fields typed in one line."""

    edited = Signal()
    _bare = False

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        """``placeholder`` is shown while the field is empty."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        make_clear(self)
        self.textEdited.connect(self._take_edit)
        self.editingFinished.connect(self._tidy)
        self.restyle()

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font())
        self.setFixedHeight(theme.h(1.5))
        self.setTextMargins(theme.h(0.26), 0, theme.h(0.26), 0)

    def set_bare(self) -> None:
        """Lose box and margins, to be laid into the cell of a table."""
        self._bare = True
        self.setTextMargins(0, 0, 0, 0)
        self.setMinimumHeight(1)
        self.setMaximumHeight(theme.h(4))

    def value(self) -> Any:
        """Return the text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; never emits ``edited``."""
        if self.put_off(value):
            return
        if value != self.value() or (self.problem() and not self.hasFocus()):
            self.setText(self._written(value))
            self.setCursorPosition(0)
        self.update()

    def shown(self) -> str:
        """Return the value as read-only text."""
        return self.text().strip()

    def minimumSizeHint(self) -> QSize:
        """Room for a few digits."""
        return QSize(theme.h(3), theme.h(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well, then the native text and cursor."""
        painter = QPainter(self)
        if self._bare:
            painter.fillRect(self.rect(), theme.tokens().field)
            painter.end()
            super().paintEvent(event)
            return
        focused = self.hasFocus() and not self.isReadOnly()
        self.paint_well(painter, focused, self.isEnabled() and not self.isReadOnly())
        painter.end()
        super().paintEvent(event)

    def _written(self, value: Any) -> str:
        return "" if value is None else str(value)

    def _take_edit(self) -> None:
        self.edited.emit()

    def _tidy(self) -> None:
        """Write a valid text in its usual form once the clerk leaves the field."""


class TextField(LineField):
    """Words in one line."""


class CodeField(LineField):
    """A code: no input method, full-width letters made plain, capitals unless told otherwise."""

    def __init__(
        self, placeholder: str = "", *, upper: bool = True, parent: QWidget | None = None
    ) -> None:
        """``upper`` False keeps small letters."""
        self._upper = upper
        super().__init__(placeholder, parent)
        hints = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        if upper:
            hints |= Qt.InputMethodHint.ImhPreferUppercase
        self.setInputMethodHints(hints)

    def value(self) -> Any:
        """Return the code in its usual form, also before the field is left."""
        plain = narrow(self.text())
        return plain.upper() if self._upper else plain

    def _tidy(self) -> None:
        if self.text() != self.value():
            self.setText(self.value())


class AreaField(Composing, Outlined, QPlainTextEdit):
    """Several lines that grow with the text; with ``least`` a counter "11 / 15" below."""

    edited = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        least: int = 0,
        lines: int = 2,
        most_lines: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        """``least`` is the number of characters wanted, 0 shows no counter."""
        super().__init__(parent)
        self._least, self._lines, self._most_lines = least, lines, most_lines
        self._filling = False
        self.setPlaceholderText(placeholder)
        slim(self)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_clear(self)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._take_change)
        self.restyle()

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font())
        self.document().setDocumentMargin(2)
        self.setViewportMargins(theme.h(0.21), 2, theme.h(0.21), 2)
        self._grow()

    def value(self) -> Any:
        """Return the text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; never emits ``edited``."""
        if self.put_off(value) or (value or "") == self.value():
            return
        self._filling = True
        self.setPlainText(value or "")
        self._filling = False

    def shown(self) -> str:
        """Return the value as read-only text."""
        return self.toPlainText().strip()

    def counter(self) -> str:
        """Return the words of the counter, empty where no length is wanted."""
        if not self._least:
            return ""
        n = len(self.value())
        if n >= self._least:
            return ngettext_("{n} character", "{n} characters", n)
        return _("{n} of at least {least} characters", n=n, least=self._least)

    def set_least(self, least: int) -> None:
        """Change the number of characters wanted."""
        self._least = least

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the outline too, which lies outside the viewport."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint the outline too, which lies outside the viewport."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Paint the well where a scroll area would paint its frame."""
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            enabled = self.isEnabled() and not self.isReadOnly()
            self.paint_well(painter, self.hasFocus(), enabled)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Height of the text between the fewest and the most lines."""
        shown = min(max(self.document().size().height(), self._lines), self._most_lines)
        return QSize(theme.h(12), round(shown * self.fontMetrics().lineSpacing()) + 10)

    def _take_change(self) -> None:
        self._grow()
        if not self._filling:
            self.edited.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height anew: in another width the words take other lines."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the text; a bar stands only beside a text of too many lines.

        A bar as needed takes width, which needs a line more, which needs no bar: without end.
        """
        policy = Qt.ScrollBarPolicy
        is_long = self.document().size().height() > self._most_lines
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if is_long else policy.ScrollBarAlwaysOff
        )
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)


class ReadOnly(QWidget):
    """A value as text without a box; a click asks to edit it."""

    clicked = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text``; an empty one is written as a dash."""
        super().__init__(parent)
        self._text = text
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.05))

    def show_text(self, text: str) -> None:
        """Show another value."""
        self._text = text
        whole = paint.width_of(text) > self.width()
        self.setToolTip(text if whole else "")
        self.setAccessibleDescription(text)
        self.update()

    def text(self) -> str:
        """Return the value shown."""
        return self._text

    def mousePressEvent(self, event: Any) -> None:
        """A click opens the field."""
        self.clicked.emit()

    def keyPressEvent(self, event: Any) -> None:
        """F2, Enter and Space open the field; it holds no text to compose."""
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the value, or a dash."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        spot = area.adjusted(5, 0, -5, 0) if self.hasFocus() else area
        paint.words(painter, spot, self._text or "—", look.ink if self._text else look.ink3)
        if self.hasFocus():
            paint.focus_ring(painter, area, 3)

    def area(self) -> QRect:
        """Return the area of the text."""
        return self.rect()
