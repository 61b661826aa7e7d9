"""The line that searches while typing; a word that is still being composed is not searched."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import paint_icon

PAUSE_MS = 60


class SearchLine(LineField):
    """Emits ``asked`` after a pause in typing, ``left`` when the keyboard goes to the hits."""

    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_("VIN, plate, name, phone, number, part, complaint"), parent)
        self.setObjectName("archive_search")
        self.setAccessibleName(_("Search the archive"))
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        # Text that an input method is still composing is no text of the line yet.
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._leave)

    def restyle(self) -> None:
        """Take font and height anew, with room for the icon."""
        super().restyle()
        self.setFixedHeight(theme.h(1.68))
        self.setTextMargins(theme.h(1.55), 0, theme.h(0.26), 0)

    def ask_for(self, text: str) -> None:
        """Search for a text at once."""
        self.setText(text)
        self.ask_now()

    def ask_now(self) -> None:
        """Search without waiting for the pause."""
        self._pause.stop()
        self.asked.emit()

    def is_waiting(self) -> bool:
        """Say whether something typed has not been searched yet."""
        return self._pause.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, the arrow down goes to the hits."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass left of the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.h(0.84)
        spot = QRectF(theme.h(0.42), (self.height() - side) / 2, side, side)
        paint_icon(painter, spot, "search", theme.tokens().ink2)

    def _leave(self) -> None:
        if self._pause.isActive():
            self.ask_now()
        self.left.emit()
