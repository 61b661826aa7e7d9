"""Plain words on screen in a token colour and a relative size; surfaces to lay them on."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from warrantydesk.ui.kit import paint, theme


class Words(QLabel):
    """A label that keeps its colour and size right when the look changes."""

    def __init__(
        self,
        text: str = "",
        *,
        token: str = "ink",
        delta: float = 0.0,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` in the colour ``token``; ``delta`` as in ``theme.font``."""
        super().__init__(text, parent)
        self._token, self._delta, self._bold = token, delta, bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.restyle()

    def set_token(self, token: str) -> None:
        """Change the colour to another token."""
        if token != self._token:
            self._token = token
            self.restyle()

    def selectable(self) -> "Words":
        """Let the mouse and the keyboard select the text; return the label itself."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self

    def restyle(self) -> None:
        """Take colour and font anew."""
        color = theme.tokens().color(self._token)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != color:
            palette.setColor(QPalette.ColorRole.WindowText, color)
            palette.setColor(QPalette.ColorRole.Text, color)
            self.setPalette(palette)
        self.setFont(theme.font(self._delta, self._bold))


class ElidedWords(QWidget):
    """One line that is cut with an ellipsis and then shows itself whole as a tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        token: str = "ink",
        delta: float = 0.0,
        bold: bool = False,
        align: Qt.AlignmentFlag = paint.LEFT,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``; the other words as in ``Words``."""
        super().__init__(parent)
        self._text, self._token, self._delta, self._bold = text, token, delta, bold
        self._align = align
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_delta(self, delta: float) -> None:
        """Change the size of the letters."""
        if delta != self._delta:
            self._delta = delta
            self.updateGeometry()
            self.update()

    def set_token(self, token: str) -> None:
        """Change the colour to another token."""
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        """The whole line."""
        measure = theme.metrics(self._delta, self._bold)
        return QSize(measure.horizontalAdvance(self._text) + 1, measure.height())

    def minimumSizeHint(self) -> QSize:
        """A few characters and the ellipsis."""
        return QSize(min(theme.h(2), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, cut where the room ends."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        face = theme.font(self._delta, self._bold)
        paint.words(painter, area, self._text, theme.tokens().color(self._token), face, self._align)
        whole = theme.metrics(self._delta, self._bold).horizontalAdvance(self._text)
        self.setToolTip(self._text if whole > area.width() + 0.5 else "")


class Surface(QWidget):
    """A plain ground in a token colour, with an optional hairline on some sides."""

    def __init__(self, token: str = "base", edges: str = "", parent: QWidget | None = None) -> None:
        """``edges`` holds any of the letters t, r, b, l: where a ``line2`` hairline stands."""
        super().__init__(parent)
        self._token, self._edges = token, edges

    def set_token(self, token: str) -> None:
        """Change the ground."""
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground and draw its edges."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        painter.fillRect(area, look.color(self._token))
        if "t" in self._edges:
            paint.hairline(painter, 0, area.width(), 0, look.line2)
        if "b" in self._edges:
            paint.hairline(painter, 0, area.width(), area.height() - 1, look.line2)
        if "l" in self._edges:
            paint.upright(painter, 0, 0, area.height(), look.line2)
        if "r" in self._edges:
            paint.upright(painter, area.width() - 1, 0, area.height(), look.line2)


class KeyCap(QWidget):
    """A key drawn as a small box, as in "1 ok"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show ``text`` on the key."""
        super().__init__(parent)
        self._text = text
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(
            max(theme.h(0.95), paint.width_of(self._text, -1, True) + 8), theme.h(0.95)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.box(painter, area, look.base, look.line2, 3)
        paint.words(painter, area, self._text, look.ink, theme.font(-1, True), paint.CENTER)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the native handling; the look is taken at paint time."""
        super().changeEvent(event)
