"""The head of a shipment: its number with the others behind it, state, maker, how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.tokens import Tone

Entry = tuple[str, Callable[[], object] | None] | None
"""An entry of a menu: words and verb; None is a line."""


@dataclass(frozen=True)
class HeadView:
    """What the head says; ``done`` of ``whole`` pieces are packed, or judged once it has left."""

    number: str
    state: str
    tone: Tone
    words: str
    counted: str
    done: int
    whole: int
    open: bool


class _NumberButton(QAbstractButton):
    """The number of the shipment; a click opens the list of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(_("Other shipments (Ctrl+L)"))

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), 3, True) + theme.h(1.1), theme.h(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        if self.underMouse():
            paint.box(painter, area, look.hover, None, 4)
        width = paint.words(
            painter, area.adjusted(3, 0, 0, 0), self.text(), look.ink, theme.font(3, True)
        )
        at = QPointF(width + theme.h(0.6), area.center().y() + 1)
        paint.triangle(painter, at, theme.h(0.42), False, look.ink2)
        if self.hasFocus():
            paint.focus_ring(painter, area)


class ShipmentHead(QWidget):
    """Number, state, maker and title; below it a bar with the count."""

    switch_asked = Signal()
    list_asked = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a shipment."""
        super().__init__(parent)
        self.number = _NumberButton()
        self.number.clicked.connect(self.switch_asked)
        self.chip = StatusChip()
        self.words = ElidedWords(token="ink2")
        self.change = Button(_("Change the list…"), clicked=self.list_asked.emit)
        self.more = IconButton("more", _("More"), clicked=self.more_asked.emit)
        self.bar = Bar(tone=Tone.ACCENT)
        self.counted = Words(bold=True)
        self._short = False
        self._view: HeadView | None = None
        self._lay()

    def _lay(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.number, self.chip):
            first.addWidget(widget)
        first.addWidget(self.words, 1)
        first.addWidget(self.change)
        first.addWidget(self.more)
        self._progress = QWidget()
        second = QHBoxLayout(self._progress)
        second.setContentsMargins(3, 0, 0, 0)
        second.setSpacing(theme.h(1.2))
        second.addWidget(self.bar, 1)
        second.addWidget(self.counted)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._progress)
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Leave out the bar in a low window; its words stand in the head."""
        self._short = short
        self._column.setContentsMargins(13, 3 if short else 8, 10, 0)
        self._progress.setVisible(not short)
        if self._view is not None:
            self.show_head(self._view)

    def show_head(self, view: HeadView) -> None:
        """Show another shipment, or how it stands now."""
        self._view = view
        self.number.setText(view.number)
        self.number.updateGeometry()
        self.chip.show_state(view.state, view.tone)
        self.words.setText(f"{view.counted} · {view.words}" if self._short else view.words)
        whole = max(view.whole, 1)
        done = view.done >= view.whole > 0
        self.bar.show_part(view.done / whole, Tone.OK if done else Tone.ACCENT)
        self.bar.setAccessibleName(view.counted)
        self.counted.setText(view.counted)
        self.change.setVisible(view.open)


def open_menu(owner: QWidget, at: QWidget, entries: Sequence[Entry]) -> QMenu:
    """Open a menu below a widget; None is a line between entries."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu(menu, entries)
    menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
    return menu


def fill_menu(menu: QMenu, entries: Sequence[Entry]) -> None:
    """Add entries of words and verb; without a verb an entry cannot be chosen."""
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, verb = entry
        made = menu.addAction(words)
        made.setEnabled(verb is not None)
        if verb is not None:
            made.triggered.connect(lambda _on=False, one=verb: one())
