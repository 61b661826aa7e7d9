"""The chart of a report on the screen: bars, shares, lines, parts; a bar or point can be chosen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from warrantydesk.domain.chart import Area, Ink, Picture, laid_out
from warrantydesk.domain.chart.shapes import Bar, Dot, Slot, Stroke, Text
from warrantydesk.domain.report import ReportChart, ReportPoint
from warrantydesk.domain.report_numbers import bar_text
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import paint, theme

LOWEST, LOW = 12.6, 8.8
"""Lines of words that a chart needs to be read, 240 pixels at 100 %; and in a short window."""
_ALIGN = {"left": paint.LEFT, "right": paint.RIGHT, "centre": paint.CENTER}


class _Letters:
    """How wide and high words are in the small letters of a chart."""

    @property
    def line(self) -> float:
        """The height of a line of words."""
        return theme.metrics(-1).height()

    def width(self, text: str, bold: bool = False) -> float:
        """Return how wide a text is."""
        return theme.metrics(-1, bold).horizontalAdvance(text)


class ChartView(QWidget):
    """Shows a chart; emits the key of the bar or point that was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._chart: ReportChart | None = None
        self._picture = Picture()
        self._for: tuple[object, ...] = ()
        self._empty = ""
        self._key = ""
        self._at = 0
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self._for = ()
        self.setMinimumHeight(theme.h(LOW if self._short else LOWEST))

    def set_short(self, short: bool) -> None:
        """Make do with less height in a short window."""
        self._short = short
        self.restyle()

    def sizeHint(self) -> QSize:
        """As wide as there is room, and high enough to compare."""
        return QSize(theme.h(40), theme.h(LOWEST + 1))

    def show_chart(self, chart: ReportChart | None, empty: str = "") -> None:
        """Show another chart; ``empty`` is said where it has no points."""
        self._chart, self._empty, self._for = chart, empty, ()
        self._key, self._at = "", 0
        points = chart.points if chart is not None else ()
        self.setAccessibleName(chart.finding if chart is not None else empty)
        self.setAccessibleDescription("; ".join(self.told(point) for point in points))
        self.update()

    def chart(self) -> ReportChart | None:
        """Return what is shown."""
        return self._chart

    def picture(self) -> Picture:
        """Return the chart as it is laid out in the room that it has now."""
        sized = (self.width(), self.height(), theme.scale(), theme.unit())
        if self._for != sized:
            self._for, self._picture = sized, Picture()
            if self._chart is not None:
                room = Area(2, 0, self.width() - 4, self.height() - 1)
                self._picture = laid_out(self._chart, room, _Letters())
        return self._picture

    def told(self, point: ReportPoint) -> str:
        """Return what the tool tip says of a point."""
        if self._chart is None or not point.values:
            return point.label
        values = [bar_text(value, self._chart.shows) for value in point.values]
        if len(self._chart.series) > 1:
            named = zip(self._chart.series, values, strict=False)
            said = list_text(_("{name} {value}", name=name, value=value) for name, value in named)
        else:
            said = values[0]
        return _("{name}: {value}", name=point.label, value=said)

    def mark(self, key: str) -> None:
        """Frame the bar of a row; an unknown key frames none. Never emits."""
        self._key = key
        for slot in self.picture().slots:
            if key and slot.key == key:
                self._at = slot.point
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell more of the bar below the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self._point(self._slot_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self.told(point) if point else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point with a hand where there is something to choose."""
        slot = self._slot_at(event.position())
        hand = slot is not None and bool(slot.key)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._slot_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from bar to bar, Home and End to the ends."""
        slots = self.picture().slots
        last = len(slots) - 1
        at = next((n for n, slot in enumerate(slots) if slot.point == self._at), 0)
        keys = Qt.Key
        goes = {
            keys.Key_Left: at - 1,
            keys.Key_Right: at + 1,
            keys.Key_Home: 0,
            keys.Key_End: last,
            keys.Key_Space: at,
        }
        key = keys(event.key())
        if slots and key in goes:
            self._choose(slots[min(max(goes[key], 0), last)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys have left."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, bars, lines, words."""
        painter = QPainter(self)
        look = theme.tokens()
        found = self.picture()
        if not found.slots:
            area = QRectF(self.rect())
            paint.words(painter, area, self._empty, look.ink2, None, paint.CENTER)
            return
        self._paint_chosen(painter, found)
        for stroke in found.strokes:
            _paint_flat(painter, stroke)
        for bar in found.bars:
            _paint_bar(painter, bar)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in found.lines:
            _paint_line(painter, line)
        for dot in found.dots:
            _paint_dot(painter, dot)
        for text in found.texts:
            _paint_text(painter, text)

    def _paint_chosen(self, painter: QPainter, found: Picture) -> None:
        look = theme.tokens()
        for slot in found.slots:
            area = QRectF(*slot.area).adjusted(1, 1, -1, -1)
            if self._key and slot.key == self._key:
                painter.fillRect(area, look.accent_tint)
            if self.hasFocus() and slot.point == self._at:
                paint.focus_ring(painter, area)

    def _slot_at(self, at: QPointF) -> Slot | None:
        slots = self.picture().slots
        return next((slot for slot in slots if QRectF(*slot.area).contains(at)), None)

    def _point(self, slot: Slot | None) -> ReportPoint | None:
        if slot is None or self._chart is None or not 0 <= slot.point < len(self._chart.points):
            return None
        return self._chart.points[slot.point]

    def _choose(self, slot: Slot | None) -> None:
        if slot is None or not slot.key:
            return
        self._at, self._key = slot.point, slot.key
        self.update()
        self.chosen.emit(slot.key)


def ink_color(ink: Ink) -> QColor:
    """Return the colour of a shape in the look in use."""
    look = theme.tokens()
    return {
        Ink.GRID: look.line,
        Ink.AXIS: look.line2,
        Ink.BAR: look.bar,
        Ink.MATTERS: look.accent_fill if not look.dark else look.accent,
        Ink.WORDS: look.ink,
        Ink.QUIET: look.ink2,
        Ink.LINE: look.ink2,
        Ink.TARGET: look.ink3,
        Ink.PART_1: look.accent,
        Ink.PART_2: look.bar,
        Ink.PART_3: _between(look.accent, look.base, 0.55),
        Ink.PART_4: _between(look.bar, look.base, 0.5),
        Ink.PART_5: look.ink2,
    }[ink]


def _between(one: QColor, other: QColor, part: float) -> QColor:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    red, green, blue = (round(a + (b - a) * part) for a, b in pairs)
    return QColor(red, green, blue)


def _paint_flat(painter: QPainter, stroke: Stroke) -> None:
    (left, y), (right, _same) = stroke.points
    paint.hairline(painter, left, right, round(y), ink_color(stroke.ink))


def _paint_bar(painter: QPainter, bar: Bar) -> None:
    area = QRectF(*bar.area)
    radius = 2 if area.height() > 4 and area.width() > 6 else 0
    paint.box(painter, area, ink_color(bar.ink), None, radius)


def _paint_line(painter: QPainter, line: Stroke) -> None:
    pen = QPen(ink_color(line.ink), 1.2 if line.dashed else 1.6)
    if line.dashed:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawPolyline([QPointF(*point) for point in line.points])


def _paint_dot(painter: QPainter, dot: Dot) -> None:
    color = ink_color(dot.ink)
    painter.setPen(QPen(color, 1.4))
    painter.setBrush(theme.tokens().base if dot.hollow else color)
    size = 2.8 if dot.hollow else 3.6
    painter.drawEllipse(QPointF(dot.x, dot.y), size, size)


def _paint_text(painter: QPainter, text: Text) -> None:
    area, face = QRectF(*text.area), theme.font(-1, text.bold)
    if text.over:
        ground = QRectF(0, 0, paint.width_of(text.text, -1, text.bold) + 2, area.height() - 2)
        ground.moveCenter(area.center())
        if text.align == "right":
            ground.moveRight(area.right() + 1)
        elif text.align == "left":
            ground.moveLeft(area.left() - 1)
        painter.fillRect(ground, theme.tokens().base)
    paint.words(painter, area, text.text, ink_color(text.ink), face, _ALIGN[text.align])
