"""The scan line: the line that takes what a hand scanner or the clerk types."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.typed import narrow


class ScanLine(LineField):
    """A line with a scanner sign at the left and a hint at the right; Enter takes the text."""

    scanned = Signal(str)

    def __init__(
        self,
        placeholder: str,
        *,
        hint: str = "",
        big: bool = False,
        icon: str = "scan",
        parent: QWidget | None = None,
    ) -> None:
        """``big`` is the line of the scan band; ``hint`` names the shortcut."""
        self._big, self._hint, self._icon = big, hint, icon
        super().__init__(placeholder, parent)
        self.setObjectName("scan_line")
        self.setAccessibleName(placeholder)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.returnPressed.connect(self._take)

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font(1.5 if self._big else 0))
        self.setFixedHeight(theme.h(2.37 if self._big else 1.5))
        right = paint.width_of(self._hint, -1) + 14 if self._hint else 6
        left = theme.h(2.5) if self._big else theme.h(1.35)
        self.setTextMargins(left, 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the scanner sign and the hint."""
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.tokens()
        side = theme.h(1.05 if self._big else 0.84)
        spot = QRectF(theme.h(0.6 if self._big else 0.4), 0, side, side)
        spot.moveTop((self.height() - side) / 2)
        paint_icon(painter, spot, self._icon, look.accent if self._big else look.ink2)
        if self._hint and not self.text():
            room = QRectF(self.rect()).adjusted(0, 0, -8, 0)
            paint.words(painter, room, self._hint, look.ink3, theme.font(-1), paint.RIGHT)

    def _take(self) -> None:
        text = narrow(self.text())
        if text:
            self.scanned.emit(text)
