"""What narrows the hits at the moment: one pill each, with a cross."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import FilterChip

GAP = 6


class ActiveFilters(QWidget):
    """Pills side by side; what does not fit is counted, and all can be taken away at once."""

    closed = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without filters."""
        super().__init__(parent)
        self._shown: list[tuple[Any, str]] = []
        self._pills: list[FilterChip] = []
        self._clear = LinkButton(_("Clear all"), clicked=self.cleared.emit, parent=self)
        self._more = FilterChip("", parent=self)
        self._more.clicked.connect(self.cleared)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.26))
        self._arrange()

    def show_filters(self, filters: Sequence[tuple[Any, str]]) -> None:
        """Show pairs of key and words."""
        if list(filters) == self._shown:
            return
        self._shown = list(filters)
        for pill in self._pills:
            pill.hide()
            pill.deleteLater()
        self._pills = [self._pill(key, text) for key, text in filters]
        self._arrange()

    def texts(self) -> list[str]:
        """Return the words of all pills."""
        return [text for _key, text in self._shown]

    def pill(self, number: int) -> FilterChip:
        """Return a pill by its place."""
        return self._pills[number]

    def sizeHint(self) -> QSize:
        """As much room as there is."""
        return QSize(theme.h(20), theme.h(1.26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many pills as fit."""
        self._arrange()

    def _pill(self, key: Any, text: str) -> FilterChip:
        pill = FilterChip(text, closable=True, parent=self)
        pill.setCheckable(False)
        hint = _("Remove this filter")
        pill.setToolTip(f"{text}\n{hint}")
        for taken_away in (pill.closed, pill.clicked):
            taken_away.connect(lambda *_ignored, one=key: self.closed.emit(one))
        return pill

    def _arrange(self) -> None:
        high = theme.h(1.26)
        clear = self._clear.sizeHint().width()
        self._clear.setVisible(len(self._pills) > 1)
        self._clear.setGeometry(self.width() - clear, 0, clear, high)
        room = self.width() - (clear + GAP if len(self._pills) > 1 else 0)
        most = theme.h(12 if len(self._pills) > 1 else 24)
        left, hidden = 0, 0
        for pill in self._pills:
            width = min(pill.sizeHint().width(), most)
            rest = theme.h(2.2) if pill is not self._pills[-1] else 0
            fits = not hidden and left + width + rest <= room
            pill.setVisible(fits)
            if fits:
                pill.setGeometry(left, 0, width, high)
                left += width + GAP
            else:
                hidden += 1
        self._more.setText(f"+{hidden}")
        self._more.setVisible(bool(hidden))
        self._more.setGeometry(left, 0, self._more.sizeHint().width(), high)
