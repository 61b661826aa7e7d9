"""Inputs that choose: one of a list, yes or no."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import plain
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.outline import Outlined


class ChoiceField(Outlined, QComboBox):
    """One of a list; the value is what stands behind the chosen text."""

    edited = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[Any, str]] = (),
        placeholder: str = "—",
        parent: QWidget | None = None,
    ) -> None:
        """``choices`` are pairs of value and text; nothing is chosen at first."""
        super().__init__(parent)
        self._empty = placeholder
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.set_choices(choices)
        self.activated.connect(self.edited)
        self.restyle()

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font())
        self.setFixedHeight(theme.h(1.5))

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer another list and keep the value where it is still in it."""
        held = self.value()
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.setCurrentIndex(self._index_of(held))

    def value(self) -> Any:
        """Return what stands behind the chosen text, None where nothing is chosen."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not in the list is added, so that nothing is lost."""
        if value == self.value():
            return
        index = self._index_of(value)
        if index < 0 and value not in (None, ""):
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.update()

    def shown(self) -> str:
        """Return the chosen text."""
        return self.currentText()

    def sizeHint(self) -> QSize:
        """Room for the longest text, within reason."""
        widest = max((paint.width_of(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(min(widest + theme.h(1.8), theme.h(16)), theme.h(1.5))

    def minimumSizeHint(self) -> QSize:
        """Texts may be cut."""
        return QSize(theme.h(3.6), theme.h(1.5))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, else scrolling changes answers."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well, the chosen text and the arrow."""
        painter = QPainter(self)
        look = theme.tokens()
        self.paint_well(painter, self.hasFocus(), self.isEnabled())
        area = QRectF(self.rect()).adjusted(theme.h(0.32), 0, -theme.h(1.05), 0)
        chosen = self.currentIndex() >= 0
        ink = look.ink if chosen and self.isEnabled() else look.ink3
        text = self.currentText() if chosen else self._empty
        paint.words(painter, area, text, ink)
        self.setToolTip(text if paint.width_of(text) > area.width() else "")
        spot = QPointF(self.width() - theme.h(0.6), self.height() / 2)
        paint.triangle(painter, spot, theme.h(0.42), False, look.ink2)

    def _index_of(self, value: Any) -> int:
        return next((i for i in range(self.count()) if self.itemData(i) == value), -1)


class CheckField(Outlined, QCheckBox):
    """Yes or no, with the words beside the box."""

    edited = Signal()

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, alone: bool = False
    ) -> None:
        """``text`` stands right of the box; ``alone`` no field with a label is beside it."""
        super().__init__(text, parent)
        self.alone = alone
        self.clicked.connect(self.edited)
        self.restyle()

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font())
        self.setMinimumHeight(theme.h(1.15))
        self.updateGeometry()

    def value(self) -> Any:
        """Return True or False."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Set or clear the tick; never emits ``edited``."""
        self.setChecked(bool(value))

    def shown(self) -> str:
        """Return a tick or a dash."""
        return "✓" if self.isChecked() else "—"

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(theme.h(1.15) + paint.width_of(plain(self.text())) + 6, theme.h(1.15))

    def hitButton(self, pos: Any) -> bool:
        """The words tick the box too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        side = theme.h(0.79)
        spot = QRectF(1, (area.height() - side) / 2, side, side)
        self._paint_box(painter, spot)
        area.setLeft(spot.right() + theme.h(0.37))
        look = theme.tokens()
        paint.words(painter, area, plain(self.text()), look.ink if self.isEnabled() else look.ink3)

    def _paint_box(self, painter: QPainter, spot: QRectF) -> None:
        look = theme.tokens()
        line, width = self.outline(self.hasFocus())
        if self.isChecked():
            fill = look.accent_fill if self.isEnabled() else look.bar
            paint.box(painter, spot, fill, line if self.hasFocus() else fill, 4, width)
            inner = spot.adjusted(2, 2, -2, -2)
            paint_mark(painter, inner, Mark.DONE, look.on_accent)
        else:
            paint.box(painter, spot, look.field, line, 4, width)
