"""The life line of a thing: marks joined by a line, each with its word and time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark

PASSED = (Mark.OK, Mark.DONE)


@dataclass(frozen=True)
class LifeStep:
    """One step: its mark, a short word, the time it happened, and a note for the upright form."""

    mark: Mark
    label: str
    time: str = ""
    note: str = ""


class LifeLine(QWidget):
    """Steps side by side, or one below the other when ``upright``; the latest is bold."""

    def __init__(
        self,
        steps: Sequence[LifeStep] = (),
        *,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``steps``."""
        super().__init__(parent)
        self._upright = upright
        self._steps: list[LifeStep] = []
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[LifeStep]) -> None:
        """Show other steps."""
        self._steps = list(steps)
        spoken = (f"{one.label} {one.time}".strip() for one in self._steps)
        self.setAccessibleName("; ".join(spoken))
        self.restyle()
        self.update()

    def steps(self) -> list[LifeStep]:
        """Return the steps shown."""
        return list(self._steps)

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Marks, words, and times where there are any."""
        if self._upright:
            return QSize(theme.h(11), len(self._steps) * self._row())
        timed = any(step.time for step in self._steps)
        wide = sum(paint.width_of(step.label, -1, True) + 12 for step in self._steps)
        return QSize(wide, theme.h(2.74 if timed else 1.95))

    def minimumSizeHint(self) -> QSize:
        """Marks with a little room; words may be cut."""
        width = theme.h(8) if self._upright else theme.h(1.6) * len(self._steps)
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the marks and words."""
        painter = QPainter(self)
        if self._upright:
            self._paint_upright(painter)
        else:
            self._paint_level(painter)

    def _latest(self) -> int:
        reached = [i for i, one in enumerate(self._steps) if one.mark is not Mark.TODO]
        return reached[-1] if reached else -1

    def _row(self) -> int:
        return theme.h(2.1 if any(step.note for step in self._steps) else 1.5)

    def _paint_level(self, painter: QPainter) -> None:
        if not self._steps:
            return
        look = theme.tokens()
        side = theme.h(0.74)
        slot = self.width() / len(self._steps)
        middle = side / 2 + 2
        centers = [QPointF(slot * (i + 0.5), middle) for i in range(len(self._steps))]
        for number in range(len(centers) - 1):
            shift = QPointF(side / 2 + 2, 0)
            self._join(painter, centers[number] + shift, centers[number + 1] - shift, number + 1)
        for number, (step, center) in enumerate(zip(self._steps, centers, strict=True)):
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(center)
            paint_mark(painter, spot, step.mark)
            bold = number == self._latest()
            ink = look.ink2 if step.mark is Mark.TODO else look.ink
            label = QRectF(center.x() - slot / 2, spot.bottom() + 3, slot, theme.h(0.9))
            face = theme.font(-1, bold)
            paint.words(painter, label, step.label, ink, face, paint.CENTER)
            label.translate(0, theme.h(0.74))
            paint.words(painter, label, step.time, look.ink2, theme.font(-1), paint.CENTER)

    def _paint_upright(self, painter: QPainter) -> None:
        look = theme.tokens()
        side, row = theme.h(0.74), self._row()
        for number, step in enumerate(self._steps):
            center = QPointF(side / 2 + 1, row * number + theme.h(0.55))
            if number + 1 < len(self._steps):
                shift = QPointF(0, side / 2 + 2)
                below = center + QPointF(0, row)
                self._join(painter, center + shift, below - shift, number + 1)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(center)
            paint_mark(painter, spot, step.mark)
            room = QRectF(0, center.y() - theme.h(0.5), self.width() - side - 10, theme.h(1))
            room.moveLeft(side + 9)
            face = theme.font(-1)
            taken = paint.words(painter, room, step.time, look.ink2, face, paint.RIGHT)
            ink = look.ink2 if step.mark is Mark.TODO else look.ink
            label = room.adjusted(0, 0, -taken - 8, 0)
            paint.words(painter, label, step.label, ink, theme.font(0, number == self._latest()))
            room.translate(0, theme.h(0.9))
            paint.words(painter, room, step.note, look.ink2, face)

    def _join(self, painter: QPainter, start: QPointF, end: QPointF, target: int) -> None:
        look = theme.tokens()
        passed = self._steps[target].mark is not Mark.TODO
        color = look.ok if passed else look.line2
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(start, end)
