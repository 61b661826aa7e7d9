"""What a pane shows when there is nothing: a mark, a sentence, what comes next, one button."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of


class _Disc(QWidget):
    """A mark in a disc of its tint."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme.h(2.3), theme.h(2.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().tint_of(tone_of(self.mark)))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        side = theme.h(1.1)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(area.center())
        paint_mark(painter, spot, self.mark)


class EmptyState(QWidget):
    """Says what a pane is for, or that all is done."""

    def __init__(
        self,
        text: str,
        note: str = "",
        *,
        mark: Mark = Mark.INFO,
        button: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``note`` is the next thing that will come; ``button`` what can be done now."""
        super().__init__(parent)
        self._disc = _Disc(mark)
        center = Qt.AlignmentFlag.AlignHCenter
        self._text = Words(text, delta=1.5, bold=True, wrap=True)
        self._note = Words(note, token="ink2", wrap=True)
        for words in (self._text, self._note):
            words.setAlignment(center)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._disc, 0, center)
        column.addSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._note)
        if button:
            column.addSpacing(2)
            column.addWidget(Button(button, clicked=clicked), 0, center)
        column.addStretch(1)

    def show_text(self, text: str, note: str = "", mark: Mark | None = None) -> None:
        """Change the words."""
        self._text.setText(text)
        self._note.setText(note)
        if mark is not None:
            self._disc.mark = mark
            self._disc.update()

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text.text()
