"""Receivables by age as bars: upright with their values above, or lying in a small block."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.receivable import Age, AgeRow
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.settlement.receivable_words import AGE_TONES, age_word, thousands

AGES = tuple(Age)


@dataclass(frozen=True)
class AgeBar:
    """One bar: its age, net fen and claims."""

    age: Age
    amount_fen: int = 0
    claims: int = 0

    @property
    def tone(self) -> Tone:
        """Its colour: an empty bar is no news."""
        return AGE_TONES[self.age] if self.amount_fen > 0 else Tone.NEUTRAL


class AgeBars(QWidget):
    """Five bars; a click or Enter chooses one, again lets it go. Arrows move between them."""

    chosen = Signal(object)
    """The age that was chosen, None when it was let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._bars = [AgeBar(age) for age in AGES]
        self._age: Age | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Receivables by age"))
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""

    def show_ages(self, row: AgeRow) -> None:
        """Show the sums of one row of the ages."""
        counts = row.counts or (0,) * len(AGES)
        sums = row.ages or (0,) * len(AGES)
        self._bars = [AgeBar(*one) for one in zip(AGES, sums, counts, strict=True)]
        told = [
            ngettext_(
                "{age}: ¥{amount}, {n} claim",
                "{age}: ¥{amount}, {n} claims",
                bar.claims,
                age=age_word(bar.age),
                amount=yuan(bar.amount_fen),
            )
            for bar in self._bars
        ]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told))
        self.update()

    def bars(self) -> list[AgeBar]:
        """Return what is shown."""
        return list(self._bars)

    def age(self) -> Age | None:
        """Return the age that is chosen."""
        return self._age

    def set_age(self, age: Age | None) -> None:
        """Choose an age without telling."""
        self._age = age
        self.update()

    def _areas(self) -> list[QRectF]:
        raise NotImplementedError

    def _choose(self, age: Age) -> None:
        self._age = None if self._age is age else age
        self._at = AGES.index(age)
        self.update()
        self.chosen.emit(self._age)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        for bar, area in zip(self._bars, self._areas(), strict=True):
            if area.contains(QPointF(event.position())):
                self._choose(bar.age)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and the space bar choose."""
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_Right: 1, keys.Key_Down: 1}
        key = keys(event.key())
        if key in steps:
            self._at = min(max(self._at + steps[key], 0), len(AGES) - 1)
            self.update()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._choose(AGES[self._at])
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

    def _ground(self, painter: QPainter, number: int, area: QRectF) -> None:
        look = theme.tokens()
        if self._bars[number].age is self._age:
            paint.box(painter, area, look.accent_tint, look.accent, 4)
        if self.hasFocus() and number == self._at:
            paint.focus_ring(painter, area)


class AgeColumns(AgeBars):
    """The upright bars of the page; the amount stands above, the age and the claims below."""

    def restyle(self) -> None:
        """Take the height anew."""
        self.setMinimumHeight(theme.h(6.2))

    def sizeHint(self) -> QSize:
        """Wide enough for the words of all ages."""
        return QSize(theme.h(26), theme.h(8.5))

    def minimumSizeHint(self) -> QSize:
        """Keep the amounts readable."""
        return QSize(theme.h(19), theme.h(6.2))

    def _areas(self) -> list[QRectF]:
        width = self.width() / len(AGES)
        return [
            QRectF(number * width + 2, 1, width - 4, self.height() - 2)
            for number in range(len(AGES))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars over one line."""
        painter = QPainter(self)
        look = theme.tokens()
        foot = theme.h(2.05)
        base = self.height() - foot
        most = max((bar.amount_fen for bar in self._bars), default=0) or 1
        room = base - theme.h(1.25)
        for number, (bar, area) in enumerate(zip(self._bars, self._areas(), strict=True)):
            self._ground(painter, number, area)
            high = max(room * max(bar.amount_fen, 0) / most, 2 if bar.amount_fen else 0)
            thick = min(area.width() * 0.56, theme.h(3))
            body = QRectF(area.center().x() - thick / 2, base - high, thick, high)
            tone = bar.tone
            painter.fillRect(body, look.bar if tone is Tone.NEUTRAL else look.mark_of(tone))
            over = QRectF(area.left(), body.top() - theme.h(1.05), area.width(), theme.h(1))
            ink = look.ink_of(tone) if tone is Tone.DANGER else look.ink
            value = thousands(bar.amount_fen) if bar.claims else "—"
            paint.words(painter, over, value, ink, theme.font(-0.5, True), paint.CENTER)
            below = QRectF(area.left() + 2, base + 3, area.width() - 4, theme.h(0.95))
            paint.words(painter, below, age_word(bar.age), look.ink, theme.font(-1), paint.CENTER)
            below.translate(0, theme.h(0.9))
            count = ngettext_("{n} claim", "{n} claims", bar.claims)
            paint.words(painter, below, count, look.ink2, theme.font(-1), paint.CENTER)
        paint.hairline(painter, 0, self.width(), base, look.line2)


class AgeLines(AgeBars):
    """The lying bars of the left column: age, bar, thousands of yuan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.16) * len(AGES))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(9), theme.h(1.16) * len(AGES))

    def _areas(self) -> list[QRectF]:
        high = theme.h(1.16)
        return [QRectF(0, number * high, self.width(), high) for number in range(len(AGES))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line an age."""
        painter = QPainter(self)
        look = theme.tokens()
        face = theme.font(-1)
        names = [age_word(bar.age) for bar in self._bars]
        values = [thousands(bar.amount_fen) for bar in self._bars]
        left = max(paint.width_of(name, -1) for name in names) + 8
        right = max(paint.width_of(value, -1) for value in values) + 8
        most = max((bar.amount_fen for bar in self._bars), default=0) or 1
        for number, (bar, area) in enumerate(zip(self._bars, self._areas(), strict=True)):
            self._ground(painter, number, area)
            inner = area.adjusted(12, 0, -10, 0)
            paint.words(painter, inner, names[number], look.ink2, face)
            ink = look.ink_of(bar.tone) if bar.tone is Tone.DANGER else look.ink
            paint.words(painter, inner, values[number], ink, face, paint.RIGHT)
            room = inner.width() - left - right
            thick = theme.h(0.5)
            wide = max(room * max(bar.amount_fen, 0) / most, 2 if bar.amount_fen > 0 else 0)
            body = QRectF(inner.left() + left, area.center().y() - thick / 2, wide, thick)
            neutral = bar.tone is Tone.NEUTRAL
            paint.box(painter, body, look.bar if neutral else look.mark_of(bar.tone), radius=2)
