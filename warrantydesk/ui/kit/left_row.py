"""What is left of a term: its name and end, then one bar for each of its limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

GAP = 10
SMALLER = (0.0, -0.5, -1.0, -1.5)


@dataclass(frozen=True)
class Left:
    """One limit: the words, the part that is left (0 to 1), a mark once it is news."""

    words: str
    part: float
    mark: Mark | None = None


class LeftRow(QWidget):
    """Name over its end, and a battery bar for each limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a term."""
        super().__init__(parent)
        self._name, self._end = "", ""
        self._lefts: tuple[Left, ...] = ()
        self.restyle()

    def show_term(self, name: str, end: str, lefts: Sequence[Left], hint: str = "") -> None:
        """Show a term; ``hint`` says more while the mouse rests on it."""
        self._name, self._end, self._lefts = name, end, tuple(lefts)
        told = (name, end, *(left.words for left in lefts))
        self.setAccessibleName(", ".join(word for word in told if word))
        self.setToolTip(hint)
        self.update()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.1))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(14), theme.h(2.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, its end and the bars."""
        painter = QPainter(self)
        look = theme.tokens()
        third = (self.width() - 2 * GAP) / 3
        top = QRectF(0, theme.h(0.05), third, theme.h(1))
        _fitted(painter, top, self._name, look.ink)
        below = QRectF(0, theme.h(1.05), third, theme.h(0.95))
        paint.words(painter, below, self._end, look.ink2, theme.font(-1))
        for place, left in enumerate(self._lefts, 1):
            self._paint_left(painter, place * (third + GAP), third, left)

    def _paint_left(self, painter: QPainter, x: float, width: float, left: Left) -> None:
        look = theme.tokens()
        tone = tone_of(left.mark) if left.mark else Tone.OK
        words = QRectF(x, theme.h(0.05), width, theme.h(1))
        side = theme.h(0.68)
        if left.mark is not None and _fits(left.words, width - side - 4):
            paint_mark(painter, QRectF(x, words.center().y() - side / 2, side, side), left.mark)
            words.setLeft(x + side + 4)
        ink = look.ink if left.mark is None else look.ink_of(tone)
        _fitted(painter, words, left.words, ink)
        track = QRectF(x, theme.h(1.22), width, theme.h(0.37))
        paint.bar(painter, track, left.part, look.mark_of(tone))


def _fits(text: str, width: float) -> bool:
    """Tell whether words stand beside a mark; else they say alone what the mark says."""
    return paint.width_of(text, SMALLER[-1], True) <= width


def _fitted(painter: QPainter, area: QRectF, text: str, ink: object) -> None:
    """Draw bold words a little smaller where they would be cut."""
    size = next((d for d in SMALLER if paint.width_of(text, d, True) <= area.width()), SMALLER[-1])
    paint.words(painter, area, text, ink, theme.font(size, True))  # type: ignore[arg-type]
