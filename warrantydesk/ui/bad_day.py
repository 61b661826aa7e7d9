"""A bad day: the banner that says what is damaged, what is safe, and the three steps back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.mark_spot import MarkSpot
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import is_short

HIGH, FOLDED = 6.2, 4.75
"""Line heights of the banner, and of the one in a low window: 118 pixels at 100 %."""


@dataclass(frozen=True)
class BadStep:
    """One of the steps: what to do, and under it why it is safe."""

    text: str
    second: str = ""


@dataclass(frozen=True)
class BadDay:
    """Everything that the banner says; ``now`` is the number of the step to take next, from 1.

    ``acts`` are words and verbs of the buttons, the last of them the primary one.
    """

    text: str
    detail: str
    steps: tuple[BadStep, ...]
    acts: tuple[tuple[str, Callable[[], object]], ...]
    now: int = 2


class _StepBox(QWidget):
    """A numbered box; the one to take next has a red number."""

    def __init__(self, number: int, step: BadStep, is_next: bool) -> None:
        super().__init__()
        self._number, self._step, self._is_next = number, step, is_next
        self._folded = False
        self.setAccessibleName(f"{number} {step.text} {step.second}".strip())
        self.setToolTip(step.second)

    def fold(self, folded: bool) -> None:
        """Leave the second line out where the window is low."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = max(
            paint.width_of(self._step.text, 0, True),
            0 if self._folded else paint.width_of(self._step.second, -1),
        )
        return QSize(words + theme.h(2.9), theme.h(1.5 if self._folded else 2.32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.h(4), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.box(painter, area, look.base, look.line2, 5)
        side = theme.h(0.95 if self._folded else 1.16)
        spot = QRectF(theme.h(0.5), (area.height() - side) / 2, side, side)
        paint.box(painter, spot, look.danger if self._is_next else look.bar, None, side / 2)
        paint.words(painter, spot, str(self._number), look.base, theme.font(0, True), paint.CENTER)
        room = area.adjusted(spot.right() + theme.h(0.55), 0, -theme.h(0.4), 0)
        if self._folded:
            paint.words(painter, room, self._step.text, look.ink, theme.font(0, True))
            return
        half = theme.h(0.95)
        top = QRectF(room.left(), area.center().y() - half, room.width(), half)
        paint.words(painter, top, self._step.text, look.ink, theme.font(0, True))
        top.translate(0, half)
        paint.words(painter, top, self._step.second, look.ink2, theme.font(-1))


class BadDayBanner(QWidget):
    """The banner over any tab; in a low window the second lines give way."""

    def __init__(self, day: BadDay, parent: QWidget | None = None) -> None:
        """Show a day; it stays until the data is sound again."""
        super().__init__(parent)
        self.day = day
        self._folded: bool | None = None
        self.setAccessibleName(f"{day.text} {day.detail}")
        self._title = ElidedWords(day.text, token="danger", delta=4, bold=True)
        self._detail = ElidedWords(day.detail)
        self.steps = [
            _StepBox(number, step, number == day.now) for number, step in enumerate(day.steps, 1)
        ]
        last = len(day.acts) - 1
        self.buttons = [
            Button(words, primary=number == last, clicked=act)
            for number, (words, act) in enumerate(day.acts)
        ]
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        self._low = QHBoxLayout()
        self._low.setSpacing(10)
        for box in self.steps:
            self._low.addWidget(box)
        self._low.addStretch(1)
        for button in self.buttons:
            self._low.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(theme.h(0.75))
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(MarkSpot(Mark.BLOCK), 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(words, 0, 1)
        self._grid.addLayout(self._low, 1, 1)

    def restyle(self) -> None:
        """Take heights anew, as low as the window asks for."""
        self._folded = is_short(self)
        for box in self.steps:
            box.fold(self._folded)
        self._title.set_delta(1.5 if self._folded else 4)
        self._grid.setVerticalSpacing(5 if self._folded else 8)
        edge = theme.h(0.32 if self._folded else 0.42)
        self._grid.setContentsMargins(theme.h(0.95), edge, 16, edge)
        self.setFixedHeight(theme.h(FOLDED if self._folded else HIGH))
        self._show_steps()

    def _show_steps(self) -> None:
        """Show the steps as boxes, or where there is no room for them as the second line."""
        hints = [one.sizeHint().width() + 10 for one in (*self.steps, *self.buttons)]
        fits = not self._folded or sum(hints) <= self.width() - theme.h(3.4) - 16
        for box in self.steps:
            box.setVisible(fits)
        numbered = list(enumerate(self.day.steps, 1))
        line = "   ".join(f"{n} {step.text}" for n, step in numbered)
        self._detail.setText(self.day.detail if fits else line)
        lines = (f"{n} {step.text}: {step.second}" for n, step in numbered)
        self.setToolTip("" if fits else "\n".join((self.day.detail, *lines)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold in a low window."""
        super().resizeEvent(event)
        if self._folded != is_short(self):
            self.restyle()
        else:
            self._show_steps()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the tint, and draw the line that parts the banner from the work."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        painter.fillRect(area, look.danger_tint)
        paint.hairline(painter, 0, area.width(), area.height() - 1, look.danger)
