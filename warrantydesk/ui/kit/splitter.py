"""A splitter whose handle is a hairline, and whose sizes are kept."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Memory, numbers

GRAB = 7
"""Pixels in which a handle can be grabbed."""


class _Handle(QSplitterHandle):
    """One pixel to see, seven to grab."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        reach = (GRAB - 1) // 2
        across = orientation == Qt.Orientation.Horizontal
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        margins = (reach, 0, reach, 0) if across else (0, reach, 0, reach)
        self.setContentsMargins(*margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt would set its own margins of two pixels here, so its version is not called.
        self.setMask(QRegion(self.contentsRect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        spot = QRectF(self.rect())
        if self.orientation() == Qt.Orientation.Horizontal:
            spot = QRectF((self.width() - 1) // 2, 0, 1, self.height())
        else:
            spot = QRectF(0, (self.height() - 1) // 2, self.width(), 1)
        painter.fillRect(spot, theme.tokens().line2)


class Splitter(QSplitter):
    """A splitter with our handle whose sizes are remembered."""

    def __init__(
        self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None
    ) -> None:
        """Panes beside or below each other."""
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._memory: tuple[Memory, str] | None = None
        self.splitterMoved.connect(self._keep)

    def createHandle(self) -> QSplitterHandle:
        """Return a thin handle."""
        return _Handle(self.orientation(), self)

    def remember(self, memory: Memory, name: str) -> None:
        """Keep the sizes under ``name``."""
        self._memory = (memory, name)
        self.recall()

    def recall(self) -> None:
        """Take the remembered sizes, where there are some."""
        if self._memory is None:
            return
        memory, name = self._memory
        kept = numbers(memory.value(f"panes/{name}"))
        if len(kept) == self.count() and sum(kept) > 0:
            self.setSizes(kept)

    def _keep(self) -> None:
        if self._memory is not None:
            memory, name = self._memory
            memory.setValue(f"panes/{name}", self.sizes())
