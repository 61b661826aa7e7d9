"""The start position on a used sheet: its places as a small picture to click."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme


class SheetMap(QWidget):
    """Used places are grey, the next ones blue; click or arrows choose where to begin."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with a sheet of three by eight."""
        super().__init__(parent)
        self._columns, self._rows = 3, 8
        self._start, self._wanted = 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def show_sheet(self, columns: int, rows: int) -> None:
        """Show another sheet; the start stays where it exists."""
        self._columns, self._rows = columns, rows
        self._start = min(self._start, columns * rows)
        self.updateGeometry()
        self._name()

    def set_wanted(self, labels: int) -> None:
        """Say how many labels are to be printed."""
        self._wanted = labels
        self.update()

    def start(self) -> int:
        """Return the first place, counted from 1 row by row."""
        return self._start

    def set_start(self, start: int) -> None:
        """Choose the first place; never emits."""
        self._start = min(max(start, 1), self._columns * self._rows)
        self._name()

    def after(self, labels: int) -> int:
        """Return where the next batch begins after so many labels."""
        return (self._start - 1 + labels) % (self._columns * self._rows) + 1

    def sizeHint(self) -> QSize:
        """A small page."""
        return QSize(theme.h(7.4), theme.h(5.6 if self._columns > 2 else 3))

    def minimumSizeHint(self) -> QSize:
        """As large as it is drawn."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every place."""
        painter = QPainter(self)
        look = theme.tokens()
        for place, area in enumerate(self._areas(), 1):
            mine = self._start <= place < self._start + self._wanted
            used = place < self._start
            fill = look.accent_tint if mine else look.track if used else look.base
            paint.box(painter, area, fill, look.accent if mine else look.line2, 2)
            if place == self._start:
                text, face = str(place), theme.font(-1.5, True)
                paint.words(painter, area, text, look.accent, face, paint.CENTER)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the first place."""
        for place, area in enumerate(self._areas(), 1):
            if area.contains(event.position()):
                self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the first place."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(self._start + step)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        before = self._start
        self.set_start(place)
        if self._start != before:
            self.edited.emit()

    def _areas(self) -> list[QRectF]:
        wide, high = self.width() / self._columns, self.height() / self._rows
        return [
            QRectF(column * wide + 1, row * high + 1, wide - 2, high - 2)
            for row in range(self._rows)
            for column in range(self._columns)
        ]

    def _name(self) -> None:
        places = self._columns * self._rows
        self.setAccessibleName(_("Begin at place {n} of {all}", n=self._start, all=places))
        self.update()
