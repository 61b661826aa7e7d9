"""Buttons side by side that go on in the next row where the width ends."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6


class FlowRow(QWidget):
    """Lays widgets in reading order; as high as its rows need."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        """Hold ``widgets`` in order; hidden ones take no room."""
        super().__init__(parent)
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def restyle(self) -> None:
        """Lay out anew."""
        self.arrange()

    def hasHeightForWidth(self) -> bool:
        """Rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at this width."""
        spots = self._spots(width)
        return max((spot.bottom() + 1 for spot in spots), default=0)

    def sizeHint(self) -> QSize:
        """All in one row."""
        wide = sum(spot.width() + GAP for spot in self._spots(1 << 20)) - GAP
        width = self.width() if self.width() > 1 else max(wide, 0)
        return QSize(max(wide, 0), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The widest of them."""
        widest = max((one.sizeHint().width() for one in self._shown()), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lay out what is shown; call it after texts have changed."""
        for widget, spot in zip(self._shown(), self._spots(self.width()), strict=True):
            widget.setGeometry(spot)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _spots(self, width: int) -> list[QRect]:
        left, top, row = 0, 0, 0
        spots = []
        for widget in self._shown():
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if left and left + size.width() > width:
                left, top, row = 0, top + row + GAP, 0
            spots.append(QRect(left, top, size.width(), size.height()))
            left += size.width() + GAP
            row = max(row, size.height())
        return spots
