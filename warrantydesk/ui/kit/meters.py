"""Bars and counters: what is left of a period, how far a count is from its limit."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

PIPS = 8


class Bar(QWidget):
    """A rounded bar whose filled part is what is left."""

    def __init__(self, part: float = 0.0, tone: Tone = Tone.OK, parent: QWidget | None = None):
        """``part`` from 0 to 1."""
        super().__init__(parent)
        self._part, self._tone = part, tone
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(0.37))

    def show_part(self, part: float, tone: Tone = Tone.OK) -> None:
        """Show another part."""
        self._part, self._tone = part, tone
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(5), theme.h(0.37))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        color = theme.tokens().mark_of(self._tone)
        paint.bar(QPainter(self), QRectF(self.rect()), self._part, color)


class CountTile(QWidget):
    """A counter with its limit: label, big number, pips or a bar, mark and words when it counts."""

    def __init__(self, label: str = "", parent: QWidget | None = None) -> None:
        """``label`` heads the tile."""
        super().__init__(parent)
        self._label, self._words = label, ""
        self._n, self._limit, self._unit = 0, 1, ""
        self._mark: Mark | None = None
        self._foot, self._tall, self._faint = "", False, False
        self.restyle()

    def show_count(
        self, n: int, limit: int, unit: str, mark: Mark | None = None, words: str = ""
    ) -> None:
        """Show ``n`` of ``limit``; ``unit`` follows the limit as in "/30 days"."""
        self._n, self._limit, self._unit = n, max(1, limit), unit
        self._mark, self._words = mark, words
        self._say()

    def show_foot(self, words: str, *, tall: bool) -> None:
        """Say below the progress what the count means; a row of tiles is ``tall`` all alike."""
        self._foot, self._tall = words, tall
        self.restyle()
        self._say()

    def set_faint(self, faint: bool) -> None:
        """Grey the tile: what it counts has no effect."""
        if faint != self._faint:
            self._faint = faint
            self.update()

    def _say(self) -> None:
        told = (f"{self._label} {self._n}/{self._limit} {self._unit}", self._words, self._foot)
        self.setAccessibleName(" ".join(" ".join(told).split()))
        self.update()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Three of them fit a card."""
        return QSize(theme.h(4.8), theme.h(3.95 if self._tall else 3.05))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        painter = QPainter(self)
        look = theme.tokens()
        tone = tone_of(self._mark) if self._mark else Tone.NEUTRAL
        loud = tone in (Tone.WARN, Tone.DANGER)
        fill = look.tint_of(tone) if loud else look.alt
        area = QRectF(self.rect())
        paint.box(painter, area, fill, fill if loud else look.line, 4)
        inner = area.adjusted(7, 4, -7, -6)
        if self._tall:
            foot = QRectF(inner.left(), inner.bottom() - theme.h(0.86), inner.width(), theme.h(0.9))
            ink = look.ink_of(tone if loud else Tone.NEUTRAL)
            paint.words(painter, foot, self._foot, ink, theme.font(-1, loud))
            inner.setBottom(inner.bottom() - theme.h(0.9))
        side = theme.h(0.74)
        if self._mark is not None and loud:
            spot = QRectF(inner.right() - side + 2, inner.top() + 1, side, side)
            paint_mark(painter, spot, self._mark)
        head = QRectF(inner.left(), inner.top(), inner.width() - side, theme.h(0.89))
        label = look.ink3 if self._faint else look.ink2
        paint.words(painter, head, self._label, label, theme.font(-1))
        self._paint_number(painter, inner, tone if loud else Tone.NEUTRAL)
        self._paint_progress(painter, inner, tone if loud else Tone.OK)

    def _paint_number(self, painter: QPainter, inner: QRectF, tone: Tone) -> None:
        look = theme.tokens()
        ink = look.ink if tone is Tone.NEUTRAL else look.ink_of(tone)
        ink = look.ink3 if self._faint else ink
        line = QRectF(inner.left(), inner.top() + theme.h(0.86), inner.width(), theme.h(1.2))
        width = paint.words(painter, line, str(self._n), ink, theme.font(4, True))
        line.setLeft(line.left() + width + 2)
        line.translate(0, 1)
        limit = f"/{self._limit}{self._unit}"
        width = paint.words(painter, line, limit, look.ink2, theme.font(-0.5))
        line.setLeft(line.left() + width + 5)
        paint.words(painter, line, self._words, ink, theme.font(-1))

    def _paint_progress(self, painter: QPainter, inner: QRectF, tone: Tone) -> None:
        look = theme.tokens()
        thick = theme.h(0.26)
        track = QRectF(inner.left(), inner.bottom() - thick, inner.width(), thick)
        color = look.bar if self._faint else look.mark_of(tone)
        if self._limit > PIPS:
            paint.bar(painter, track, self._n / self._limit, color)
            return
        gap = 4.0
        width = (track.width() - gap * (self._limit - 1)) / self._limit
        for number in range(self._limit):
            pip = QRectF(track.left() + number * (width + gap), track.top(), width, thick)
            filled = color if number < self._n else look.track
            paint.box(painter, pip, filled, None, thick / 2)


class BoxCell(QAbstractButton):
    """A place with a count, coloured by its most urgent thing; a button that can be the current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._count, self._words = 0, ""
        self._mark: Mark | None = None
        self.setCheckable(True)
        self.restyle()

    def show_cell(self, count: int, words: str, mark: Mark | None, spoken: str) -> None:
        """Show a count; ``words`` stand below it unless a mark does. ``spoken`` names the cell."""
        self._count, self._words, self._mark = count, words, mark
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setMinimumSize(theme.h(2.1), theme.h(2.74))

    def sizeHint(self) -> QSize:
        """Room for three digits."""
        return QSize(theme.h(2.4), theme.h(2.74))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, count, mark or words, and the ring of the current one."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if not self._count:
            paint.box(painter, area, look.alt, look.line, 4)
            paint.words(painter, area, "–", look.ink3, None, paint.CENTER)
        else:
            self._paint_count(painter, area)
        if self.isChecked() or self.hasFocus():
            paint.box(painter, area, None, look.accent, 4, 2)
            paint.box(painter, QRectF(self.rect()), None, look.accent, 6, 1)

    def _paint_count(self, painter: QPainter, area: QRectF) -> None:
        look = theme.tokens()
        tone = tone_of(self._mark) if self._mark else Tone.NEUTRAL
        plain = tone is Tone.NEUTRAL and self._mark is None
        fill = look.base if plain else look.tint_of(tone)
        line = look.line if plain else look.line2 if tone is Tone.NEUTRAL else look.mark_of(tone)
        paint.box(painter, area, fill, line, 4)
        ink = look.ink if tone is Tone.NEUTRAL else look.ink_of(tone)
        top = QRectF(area.left(), area.top() + theme.h(0.2), area.width(), theme.h(1.3))
        face = theme.font(2.5, True)
        paint.words(painter, top, f"{self._count:,}", ink, face, paint.CENTER)
        low = QRectF(area.left(), area.bottom() - theme.h(1.1), area.width(), theme.h(0.9))
        if self._mark is not None:
            side = theme.h(0.63)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(low.center())
            paint_mark(painter, spot, self._mark)
        else:
            paint.words(painter, low, self._words, look.ink2, theme.font(-1), paint.CENTER)
