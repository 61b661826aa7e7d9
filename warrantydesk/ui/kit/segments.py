"""Segmented choices: one of a few, painted as one box; and the three-state answer of a check."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.outline import Outlined
from warrantydesk.ui.kit.tokens import Tone


@dataclass(frozen=True)
class Segment:
    """One choice; ``hint`` is written small beside it, such as a shortcut."""

    key: Any
    text: str
    hint: str = ""


class Segmented(Outlined, QWidget):
    """One of a few choices side by side; arrows move, a click chooses. A field of a form."""

    edited = Signal()
    chosen = Signal(object)

    def __init__(
        self, segments: Sequence[Segment] = (), *, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        """``tall`` is for the modes above a whole tab."""
        super().__init__(parent)
        self._segments = list(segments)
        self._tall = tall
        self._on: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.8 if self._tall else 1.5))

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Offer other choices."""
        self._segments = list(segments)
        self.updateGeometry()
        self.update()

    def value(self) -> Any:
        """Return the key chosen, None when there is none."""
        return self._on

    def set_value(self, value: Any) -> None:
        """Choose; never emits."""
        if value != self._on:
            self._on = value
            text = next((one.text for one in self._segments if one.key == value), "")
            self.setAccessibleDescription(text)
            self.update()

    def shown(self) -> str:
        """Return the words of the choice."""
        return next((one.text for one in self._segments if one.key == self._on), "")

    def choose(self, key: Any) -> None:
        """Choose as if clicked."""
        if key != self._on:
            self.set_value(key)
            self.edited.emit()
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        """All words with room."""
        return QSize(sum(self._wanted()), self.height())

    def minimumSizeHint(self) -> QSize:
        """Words without room."""
        room = theme.h(0.7)
        return QSize(sum(width - room for width in self._wanted()), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if not self.isEnabled():
            return
        for segment, area in zip(self._segments, self._areas(), strict=True):
            if area.contains(event.position()):
                self.choose(segment.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour; the space bar the first where nothing is chosen yet."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Space and self._on not in [s.key for s in self._segments]:
            step = 1
        if not step or not self._segments:
            super().keyPressEvent(event)
            return
        keys = [one.key for one in self._segments]
        here = keys.index(self._on) if self._on in keys else -1 if step > 0 else len(keys)
        self.choose(keys[min(max(here + step, 0), len(keys) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, dividers, the chosen segment."""
        painter = QPainter(self)
        look = theme.tokens()
        line, width = self.outline(False)
        edge = look.line2 if line == look.fline else line
        paint.box(painter, QRectF(self.rect()), look.base, edge, 5, width)
        areas = self._areas()
        for number, (segment, area) in enumerate(zip(self._segments, areas, strict=True)):
            if segment.key == self._on:
                fill = look.accent_fill if self.isEnabled() else look.neutral_tint
                paint.box(painter, area, fill, None, 5)
            elif number and self._segments[number - 1].key != self._on:
                paint.upright(painter, area.left(), 7, area.height() - 7, look.line)
            self._paint_segment(painter, area, segment)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 5)

    def _paint_segment(self, painter: QPainter, area: QRectF, segment: Segment) -> None:
        look = theme.tokens()
        on = segment.key == self._on
        lit = on and self.isEnabled()
        ink = look.on_accent if lit else look.ink if on or self.isEnabled() else look.ink3
        width = min(paint.width_of(segment.text, 0, on), area.width() - 6)
        hint = paint.width_of(segment.hint, -1) + 6 if segment.hint else 0
        left = area.center().x() - (width + hint) / 2
        room = QRectF(left, area.top(), width + 1, area.height())
        paint.words(painter, room, segment.text, ink, theme.font(0, on))
        if segment.hint:
            room = QRectF(left + width + 6, area.top(), hint, area.height())
            weak = look.on_accent if lit else look.ink2
            paint.words(painter, room, segment.hint, weak, theme.font(-1))

    def _wanted(self) -> list[int]:
        room = theme.h(1.05)
        return [
            paint.width_of(one.text, 0, True)
            + (paint.width_of(one.hint, -1) + 6 if one.hint else 0)
            + room
            for one in self._segments
        ]

    def _areas(self) -> list[QRectF]:
        wanted = self._wanted()
        slack = (self.width() - sum(wanted)) / max(1, len(wanted))
        left, areas = 0.0, []
        for width in wanted:
            areas.append(QRectF(left, 0, width + slack, self.height()))
            left += width + slack
        return areas


ANSWERS = (
    (Mark.OK, N_("ok")),
    (Mark.REFUSED, N_("not ok")),
    (Mark.NA, N_("n.a.")),
)


def tristate_areas(rect: QRectF) -> list[QRectF]:
    """Return the three cells of an answer, as wide as their longest form needs."""
    wanted = [
        max(paint.width_of(f"{number} {_(text)}", -0.5), paint.width_of(_(text), -0.5, True) + 20)
        + theme.h(0.84)
        for number, (_mark, text) in enumerate(ANSWERS, 1)
    ]
    height = theme.h(1.42)
    left, areas = rect.left(), []
    for width in wanted:
        areas.append(QRectF(left, rect.center().y() - height / 2, width, height))
        left += width
    return areas


def tristate_width() -> int:
    """Return the width that the three cells need together."""
    return round(tristate_areas(QRectF(0, 0, 10, 10))[-1].right()) + 1


def tristate_at(rect: QRectF, at: QPointF) -> int | None:
    """Return the answer (1 ok, 2 not ok, 3 n.a.) under a point, None beside them."""
    areas = enumerate(tristate_areas(rect), 1)
    return next((number for number, area in areas if area.contains(at)), None)


def paint_tristate(painter: QPainter, rect: QRectF, answer: int | None) -> None:
    """Draw the three cells; the chosen one has tint, outline, mark and a bold word."""
    look = theme.tokens()
    areas = tristate_areas(rect)
    whole = areas[0].united(areas[-1])
    paint.box(painter, whole, look.base, look.line2, 5)
    for number, (area, (_mark, text)) in enumerate(zip(areas, ANSWERS, strict=True), 1):
        if number == answer:
            continue
        if number > 1 and number - 1 != answer:
            paint.upright(painter, area.left(), area.top() + 7, area.bottom() - 7, look.line)
        words = f"{number} {_(text)}"
        paint.words(painter, area, words, look.ink2, theme.font(-0.5), paint.CENTER)
    if answer:
        mark, text = ANSWERS[answer - 1]
        _paint_answer(painter, areas[answer - 1], mark, _(text))


def _paint_answer(painter: QPainter, area: QRectF, mark: Mark, text: str) -> None:
    look = theme.tokens()
    tone = tone_of(mark)
    line = look.ink2 if tone is Tone.NEUTRAL else look.ink_of(tone)
    paint.box(painter, area, look.tint_of(tone), line, 5)
    side = theme.h(0.68)
    width = paint.width_of(text, -0.5, True)
    left = area.center().x() - (side + 5 + width) / 2
    paint_mark(painter, QRectF(left, area.center().y() - side / 2, side, side), mark)
    room = QRectF(left + side + 5, area.top(), width + 1, area.height())
    paint.words(painter, room, text, line, theme.font(-0.5, True))


class TriState(Outlined, QWidget):
    """The three-state answer as a widget; keys 1 2 3, Delete takes the answer back."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without an answer."""
        super().__init__(parent)
        self._answer: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(tristate_width(), theme.h(1.5))

    def value(self) -> Any:
        """Return 1 ok, 2 not ok, 3 n.a. or None."""
        return self._answer

    def set_value(self, value: Any) -> None:
        """Show an answer; never emits."""
        self._answer = value
        self.setAccessibleDescription(self.shown())
        self.update()

    def shown(self) -> str:
        """Return the word of the answer."""
        return _(ANSWERS[self._answer - 1][1]) if self._answer else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click answers."""
        self._take(tristate_at(QRectF(self.rect()), event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 answer; nothing is typed here."""
        answers = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
        answer = answers.get(Qt.Key(event.key()))
        if answer is None:
            super().keyPressEvent(event)
        self._take(answer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        painter = QPainter(self)
        paint_tristate(painter, QRectF(self.rect()), self._answer)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 5)

    def _take(self, answer: int | None) -> None:
        if answer is not None and answer != self._answer:
            self.set_value(answer)
            self.edited.emit()
