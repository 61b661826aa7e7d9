"""The Pareto chart of reasons: bars by weight, and the line of their shares summed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from warrantydesk.ui.kit import paint, theme

MOST_BARS = 10
MOST_THAT_MATTER = 3


@dataclass(frozen=True)
class ChartBar:
    """One bar: label below, value above, its weight and its summed share (percent)."""

    label: str
    value: str
    weight: float
    cumulated: float
    told: str = ""
    """What the tool tip says."""


class ParetoChart(QWidget):
    """Bars by weight; those that matter in the accent, the summed share as a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._bars: list[ChartBar] = []
        self._empty = ""
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setMinimumHeight(theme.h(5.6))

    def sizeHint(self) -> QSize:
        """As wide as there is room, and high enough to compare."""
        return QSize(theme.h(40), theme.h(11))

    def show_bars(self, bars: Sequence[ChartBar], empty: str = "") -> None:
        """Show the weightiest bars; ``empty`` is said where there is none."""
        self._bars, self._empty = list(bars[:MOST_BARS]), empty
        self.setAccessibleDescription("; ".join(bar.told or bar.label for bar in self._bars))
        self.update()

    def bars(self) -> list[ChartBar]:
        """Return what is shown."""
        return self._bars

    def event(self, event: QEvent) -> bool:
        """Tell more of the bar below the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = next(
                (
                    bar.told
                    for bar, area in zip(self._bars, self._columns(), strict=True)
                    if area.contains(QPointF(event.pos()))
                ),
                "",
            )
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, bars, values, labels and the line."""
        painter = QPainter(self)
        look = theme.tokens()
        if not self._bars:
            area = QRectF(self.rect())
            paint.words(painter, area, self._empty, look.ink2, theme.font(), paint.CENTER)
            return
        plot = self._plot()
        self._paint_grid(painter, plot)
        most = max(bar.weight for bar in self._bars) or 1.0
        tops, values = [], []
        for number, (bar, area) in enumerate(zip(self._bars, self._columns(), strict=True)):
            high = plot.height() * bar.weight / most
            thick = min(area.width() * 0.62, theme.h(3))
            body = QRectF(area.center().x() - thick / 2, plot.bottom() - high, thick, high)
            painter.fillRect(body, look.accent if number < MOST_THAT_MATTER else look.bar)
            over = QRectF(area.left(), body.top() - theme.h(0.95), area.width(), theme.h(0.9))
            values.append((over, bar.value))
            self._paint_label(painter, area, bar.label)
            share = plot.bottom() - plot.height() * bar.cumulated / 100
            tops.append(QPointF(area.center().x(), share))
        self._paint_line(painter, tops)
        for over, value in values:
            self._paint_value(painter, over, value)

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        look = theme.tokens()
        for share in (0, 50, 100):
            y = plot.bottom() - plot.height() * share / 100
            paint.hairline(painter, plot.left(), plot.right(), y, look.line)
            side = QRectF(plot.right() + 6, y - theme.h(0.5), theme.h(2.4), theme.h(1))
            paint.words(painter, side, f"{share} %", look.ink2, theme.font(-1))

    def _paint_value(self, painter: QPainter, over: QRectF, value: str) -> None:
        look = theme.tokens()
        ground = QRectF(0, 0, paint.width_of(value, -0.5, True) + 4, over.height() - 2)
        ground.moveCenter(over.center())
        painter.fillRect(ground, look.base)  # the line may pass here
        paint.words(painter, over, value, look.ink, theme.font(-0.5, True), paint.CENTER)

    def _paint_label(self, painter: QPainter, area: QRectF, label: str) -> None:
        room = QRectF(area.left() + 3, self._plot().bottom() + 5, area.width() - 6, theme.h(1.9))
        painter.setPen(theme.tokens().ink2)
        painter.setFont(theme.font(-1))
        place = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.save()
        painter.setClipRect(room)
        painter.drawText(room, int(place | Qt.TextFlag.TextWordWrap), label)
        painter.restore()

    def _paint_line(self, painter: QPainter, tops: list[QPointF]) -> None:
        look = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.ink2, 1.5))
        painter.drawPolyline(tops)
        painter.setBrush(look.base)
        for top in tops:
            painter.drawEllipse(top, 3, 3)
        painter.restore()

    def _plot(self) -> QRectF:
        above, below = theme.h(1.1), theme.h(2.2)
        return QRectF(4, above, self.width() - theme.h(2.9), self.height() - above - below)

    def _columns(self) -> list[QRectF]:
        plot = self._plot()
        width = plot.width() / max(len(self._bars), 4)
        return [
            QRectF(plot.left() + number * width, 0, width, self.height())
            for number in range(len(self._bars))
        ]
