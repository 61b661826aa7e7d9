"""One place of the shelf map: its count, and the mark of its most urgent piece."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.shelf_layout import is_bin
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

LOUD = (Mark.OVERDUE, Mark.REFUSED, Mark.WARN)
"""Marks that colour the whole cell."""


@dataclass(frozen=True)
class PlaceView:
    """A place as a cell shows it."""

    place: ShelfPlace
    count: int
    mark: Mark | None = None


class ShelfCell(QAbstractButton):
    """A button; while the map is edited it may be dragged, and Ctrl with arrows moves it."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    shifted = Signal(int)

    def __init__(self, view: PlaceView, wide: bool = False) -> None:
        """``wide`` is a place without layers, in one row with its name."""
        super().__init__()
        self.view, self._wide, self.chosen = view, wide, False
        self._editing = self._target = self._is_dragged = False
        self._pressed = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()
        self.show_view(view)

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self._high())
        self.setMinimumWidth(theme.h(1.9))

    def _high(self) -> int:
        return theme.h(1.85 if self._wide else 2.75)

    def show_view(self, view: PlaceView) -> None:
        """Show another count or mark."""
        self.view = view
        pieces = ngettext_("{n} piece", "{n} pieces", view.count)
        parts = [view.place.code, pieces, self._word()]
        if view.place.hazards:
            parts.append(_("hazardous pieces only"))
        self.setText(view.place.code)
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(", ".join(parts))
        self.update()

    def choose(self, chosen: bool) -> None:
        """Draw or take away the double ring."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def set_editing(self, editing: bool) -> None:
        """Let the cell be dragged, or no more."""
        self._editing = editing
        shape = Qt.CursorShape.OpenHandCursor if editing else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()

    def set_target(self, target: bool) -> None:
        """Show that what is dragged would come before this place."""
        if target != self._target:
            self._target = target
            self.update()

    def sizeHint(self) -> QSize:
        """Room for three figures."""
        return QSize(theme.h(2.3), self._high())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag while the map is edited."""
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._editing and held and way >= QApplication.startDragDistance():
            self._is_dragged = True
            self.dragged.emit(self.mapToGlobal(event.position().toPoint()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged; else a click."""
        if not self._is_dragged:
            super().mouseReleaseEvent(event)
            return
        self._is_dragged = False
        self.setDown(False)
        self.dropped.emit(self.mapToGlobal(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with arrows moves the place while the map is edited."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if self._editing and control and step:
            self.shifted.emit(step)
        elif step:
            event.ignore()  # the map walks
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, outline, count and mark or word."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tone = self._tone()
        loud = tone is not Tone.NEUTRAL
        fill = look.tint_of(tone) if loud else look.base if self.view.count else look.alt
        line = look.mark_of(tone) if loud else look.line
        if self.underMouse() and not loud:
            fill = look.hover
        if self._wide and self.view.place.outbound and not loud:
            fill, line = look.accent_tint, look.accent
        paint.box(painter, area, fill, look.accent if self._target else line, 4)
        if self._editing:
            painter.fillRect(QRectF(area.left() + 3, area.top() + 6, 2, area.height() - 12), line)
        if self.chosen or self.hasFocus():
            paint.box(painter, QRectF(self.rect()), None, look.accent, 5, 2)
        if self._wide:
            self._paint_wide(painter, area)
        else:
            self._paint_tall(painter, area, tone)

    def _paint_tall(self, painter: QPainter, area: QRectF, tone: Tone) -> None:
        look, place = theme.tokens(), self.view.place
        self._paint_corners(painter, area)
        if not self.view.count:
            shown = area.adjusted(0, 6, 0, 0) if is_bin(place) else area
            paint.words(painter, shown, "–", look.ink3, None, paint.CENTER)
            return
        ink = look.ink_of(tone) if tone is not Tone.NEUTRAL else look.ink
        top = QRectF(area.left(), area.top() + 2, area.width(), area.height() * 0.56)
        size = 2.5 if self.view.count < 1000 else 1.0
        face = theme.font(size, True)
        paint.words(painter, top, str(self.view.count), ink, face, paint.CENTER)
        low = QRectF(area.left(), area.center().y() + 3, area.width(), area.height() * 0.4)
        if tone is not Tone.NEUTRAL and self.view.mark is not None:
            side = theme.h(0.63)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(low.center())
            paint_mark(painter, spot, self.view.mark)
        else:
            word = _("to scrap") if self.view.mark is Mark.OK else _("kept")
            paint.words(painter, low, word, look.ink2, theme.font(-1), paint.CENTER)

    def _paint_corners(self, painter: QPainter, area: QRectF) -> None:
        """Write the digit of a bin, and the sign of a place for hazards."""
        look, place = theme.tokens(), self.view.place
        if is_bin(place):
            spot = area.adjusted(5, 1, 0, 0)
            spot.setHeight(theme.h(0.8))
            paint.words(painter, spot, place.layer, look.ink2, theme.font(-1.5, True))
        if place.hazards:
            side = theme.h(0.58)
            spot = QRectF(area.right() - side - 2, area.top() + 2, side, side)
            paint_icon(painter, spot, "shield", look.warn_mark)

    def _paint_wide(self, painter: QPainter, area: QRectF) -> None:
        look, place = theme.tokens(), self.view.place
        ink = look.accent if place.outbound else look.ink
        side = theme.h(0.84)
        icon = "box" if place.outbound else "shield" if place.hazards else "boxes"
        spot = QRectF(area.left() + 10, area.center().y() - side / 2, side, side)
        paint_icon(painter, spot, icon, ink)
        inner = area.adjusted(side + 18, 0, -10, 0)
        if self.view.mark in LOUD:
            spot = QRectF(inner.right() - side, area.center().y() - side / 2, side, side)
            paint_mark(painter, spot, self.view.mark)
            inner.setRight(spot.left() - 6)
        count = ngettext_("{n} piece", "{n} pieces", self.view.count)
        taken = paint.words(painter, inner, count, ink, theme.font(-0.5), paint.RIGHT)
        inner.setRight(inner.right() - taken - 8)
        name = _("Outbound {place}", place=place.code)
        text = name if place.outbound else place.code
        paint.words(painter, inner, text, ink, theme.font(0, True))

    def _tone(self) -> Tone:
        return tone_of(self.view.mark) if self.view.mark in LOUD else Tone.NEUTRAL

    def _word(self) -> str:
        if not self.view.count:
            return _("empty")
        words = {
            Mark.OVERDUE: _("overdue"),
            Mark.REFUSED: _("refused by the maker"),
            Mark.WARN: _("due soon"),
            Mark.OK: _("may be scrapped"),
        }
        return words.get(self.view.mark or Mark.HOLD, _("nothing due"))
