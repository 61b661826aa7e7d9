"""Why a label is printed again: one pill of a few, and the clerk's own words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chips import FilterChip

GAP = 6


class ReasonChips(QWidget):
    """Exclusive pills that flow into as many rows as they need."""

    chosen = Signal(str)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        """``reasons`` are sentences to be translated; the value is the sentence itself."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._pills: dict[str, FilterChip] = {}
        for reason in reasons:
            pill = FilterChip(_(reason), parent=self)
            self._group.addButton(pill)
            pill.clicked.connect(lambda _on=False, key=reason: self.chosen.emit(key))
            self._pills[reason] = pill

    def value(self) -> str:
        """Return the chosen reason, empty when there is none."""
        return next((key for key, pill in self._pills.items() if pill.isChecked()), "")

    def set_value(self, reason: str) -> None:
        """Choose a reason; never emits."""
        if reason in self._pills:
            self._pills[reason].setChecked(True)

    def sizeHint(self) -> QSize:
        """All rows at the width there is."""
        return QSize(theme.h(12), self._flow(max(self.width(), theme.h(12)), False))

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return QSize(theme.h(6), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pills out for the new width."""
        super().resizeEvent(event)
        high = self._flow(self.width(), True)
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def _flow(self, width: int, place: bool) -> int:
        left, top, row = 0, 0, theme.h(1.26)
        for pill in self._pills.values():
            wanted = pill.sizeHint().width()
            if left and left + wanted > width:
                left, top = 0, top + row + GAP
            if place:
                pill.setGeometry(left, top, wanted, row)
            left += wanted + GAP
        return top + row
