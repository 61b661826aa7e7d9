"""The steps at the left of the first day: a mark, a name and what is set, one below the other."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark

ROW, LOW_ROW = 2.63, 1.7
WIDE, RAIL = 10.84, 2.4
MARK_WORDS = {
    Mark.DONE: N_("done"),
    Mark.RUNNING: N_("in hand"),
    Mark.TODO: N_("to do"),
    Mark.NA: N_("left out"),
}


@dataclass(frozen=True)
class StepRow:
    """A step as it is shown."""

    key: str
    title: str
    caption: str = ""
    mark: Mark = Mark.TODO


class StepList(QWidget):
    """Steps joined by a line; a click or the arrows ask for another one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without steps."""
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()
        self._current = 0
        self._is_rail = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restyle()

    def show_rows(self, rows: tuple[StepRow, ...], current: int) -> None:
        """Show the steps; ``current`` is the place of the one in hand."""
        self._rows, self._current = rows, current
        row = rows[current]
        said = _("{title}: step {n} of {m}", title=row.title, n=current + 1, m=len(rows))
        self.setAccessibleName(said)
        self.setAccessibleDescription(row.caption)
        self.update()

    def rows(self) -> tuple[StepRow, ...]:
        """Return the steps shown."""
        return self._rows

    def set_rail(self, is_rail: bool) -> None:
        """Show marks only, where the room is narrow."""
        if is_rail != self._is_rail:
            self._is_rail = is_rail
            self.restyle()

    def restyle(self) -> None:
        """Take the width anew."""
        self.setFixedWidth(theme.h(RAIL if self._is_rail else WIDE))
        self.update()

    def sizeHint(self) -> QSize:
        """All steps."""
        return QSize(self.width(), theme.h(LOW_ROW) * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """The rows may be low."""
        return QSize(self.width(), theme.h(6))

    def _area(self, place: int) -> QRectF:
        room = (self.height() - 12) / max(1, len(self._rows))
        high = min(theme.h(ROW), room)
        return QRectF(0, 6 + place * high, self.width(), high)

    def _at(self, y: float) -> int | None:
        places = range(len(self._rows))
        return next((one for one in places if self._area(one).contains(QPointF(1, y))), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the step under the mouse."""
        place = self._at(event.position().y())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._rows[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down ask for the neighbour."""
        turn = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        place = self._current + turn
        if turn and 0 <= place < len(self._rows):
            self.chosen.emit(self._rows[place].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say title and caption under the mouse: the rail has no words."""
        if isinstance(event, QHelpEvent):
            place = self._at(event.pos().y())
            words = ""
            if place is not None:
                row = self._rows[place]
                words = " · ".join(filter(None, (row.title, row.caption, _(MARK_WORDS[row.mark]))))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, marks, the line that joins them, and the words."""
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), look.alt)
        paint.upright(painter, self.width() - 1, 0, self.height(), look.line2)
        for place, row in enumerate(self._rows):
            self._paint_row(painter, self._area(place), place, row)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 3)

    def _paint_row(self, painter: QPainter, area: QRectF, place: int, row: StepRow) -> None:
        look, chosen = theme.tokens(), place == self._current
        if chosen:
            painter.fillRect(area.adjusted(0, 0, -1, 0), look.accent_tint)
            painter.fillRect(QRectF(0, area.top(), 3, area.height()), look.accent)
        has_caption = area.height() >= theme.h(2.2)
        side, line = theme.h(0.72), theme.h(1)
        top = area.top() + (theme.h(0.42) if has_caption else (area.height() - line) / 2)
        left = (self.width() - side) / 2 if self._is_rail else 16.0
        spot = QRectF(left, top + (line - side) / 2, side, side)
        if place + 1 < len(self._rows):
            end = self._area(place + 1).top() + theme.h(0.25)
            begin = spot.bottom() + 4
            if end - begin > 4:
                painter.fillRect(QRectF(spot.center().x() - 1, begin, 2, end - begin), look.line2)
        paint_mark(painter, spot, row.mark, hole="alt")
        if self._is_rail:
            return
        room = QRectF(spot.right() + theme.h(0.65), top, 0, line)
        room.setRight(self.width() - 6)
        paint.words(painter, room, row.title, look.ink, theme.font(0, chosen))
        if has_caption and row.caption:
            room.translate(0, line * 0.95)
            paint.words(painter, room, row.caption, look.ink2, theme.font(-1))
