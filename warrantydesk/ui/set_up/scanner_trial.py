"""The scanner test: four codes, what arrived of each, how fast, how it ended, and what to do."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.scanner_trial import (
    CODE_NAMES,
    FAULT_TITLES,
    FAULT_WAYS,
    FAULT_WORDS,
    End,
    Fault,
    ScanVerdict,
    TrialCode,
    Typed,
    judged,
    meant,
)
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, MarkLabel, paint_mark, tone_of
from warrantydesk.ui.set_up.scan_field import ScanField

_SHARES = (0.15, 0.345, 0.55, 0.625, 0.695)
"""Where the columns end: code, expected, received, time, end; the result has the rest."""


class ScannerTrial(QWidget):
    """The table of the four codes; the field stands in the row that is waited for."""

    judged = Signal()

    def __init__(
        self,
        codes: tuple[TrialCode, ...],
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """``codes`` are expected in their order; one of the others is taken for what it is."""
        super().__init__(parent)
        self._codes = codes
        self.results: list[tuple[Typed, ScanVerdict] | None] = [None for _code in codes]
        self.current = 0
        self.field = ScanField(clock)
        self.field.setParent(self)
        self.field.scanned.connect(self._take)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.45) * (len(self._codes) + 1))
        self._place()

    def sizeHint(self) -> QSize:
        """As wide as one likes."""
        return QSize(theme.h(34), self.height())

    def counts(self) -> tuple[int, int, int]:
        """Return how many codes are right, how many are not, how many are waited for."""
        met = [one[1] for one in self.results if one is not None]
        right = sum(one.is_right for one in met)
        return right, len(met) - right, len(self._codes) - len(met)

    def gravest(self) -> tuple[Fault, bool] | None:
        """Return what to put right first, and whether the desk understands it all the same."""
        wrong = [one[1] for one in self.results if one is not None and one[1].faults]
        order = list(Fault)
        first = min(wrong, key=lambda one: order.index(one.faults[0]), default=None)
        return (first.faults[0], all(one.is_understood for one in wrong)) if first else None

    def forget(self) -> None:
        """Begin anew."""
        self.results = [None for _code in self._codes]
        self.current = 0
        self._show()

    def _take(self, typed: Typed) -> None:
        place = meant(self._codes, self.current, typed.text)
        self.results[place] = (typed, judged(self._codes[place], typed))
        left = [one for one, result in enumerate(self.results) if result is None]
        behind = [one for one in left if one > place]
        self.current = next(iter((*behind, *left)), place)
        self._show()

    def _show(self) -> None:
        self.field.setAccessibleDescription(
            list_text(self.said(place) for place in range(len(self._codes)))
        )
        self._place()
        self.update()
        self.judged.emit()

    def said(self, place: int) -> str:
        """Return the result of a code in words."""
        result = self.results[place]
        if result is None:
            return _("to be scanned")
        verdict = result[1]
        if verdict.is_right:
            return _("right")
        return list_text(_(FAULT_WORDS[fault]) for fault in verdict.faults)

    def mark(self, place: int) -> Mark:
        """Return the mark of a code."""
        result = self.results[place]
        if result is None:
            return Mark.TODO
        if result[1].is_right:
            return Mark.OK
        return Mark.WARN if result[1].is_understood else Mark.BLOCK

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field in its cell."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        row = self._row(self.current)
        left, right = self._ends(2)
        self.field.setGeometry(
            round(left - 4), round(row.top()), round(right - left), round(row.height() - 1)
        )

    def _row(self, place: int) -> QRectF:
        high = theme.h(1.45)
        return QRectF(0, (place + 1) * high, self.width(), high)

    def _ends(self, column: int) -> tuple[float, float]:
        ends = [8.0, *(share * self.width() for share in _SHARES), self.width()]
        return ends[column], ends[column + 1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head and the rows."""
        painter, look = QPainter(self), theme.tokens()
        head = QRectF(0, 0, self.width(), theme.h(1.45))
        painter.fillRect(head, look.alt)
        titles = (_("Code"), _("Expected"), _("Received"), _("Time"), _("End"), _("Result"))
        for column, title in enumerate(titles):
            self._word(painter, head, column, title, "ink2", small=True)
        for place, code in enumerate(self._codes):
            area = self._row(place)
            if place == self.current:
                painter.fillRect(area, look.accent_tint)
                painter.fillRect(QRectF(0, area.top(), 3, area.height()), look.accent)
            paint.hairline(painter, 0, area.width(), area.bottom() - 1, look.line)
            self._paint_row(painter, area, place, code)

    def _paint_row(self, painter: QPainter, area: QRectF, place: int, code: TrialCode) -> None:
        self._word(painter, area, 0, _(CODE_NAMES[code.kind]), "ink", bold=True)
        self._word(painter, area, 1, code.readable, "ink")
        result = self.results[place]
        if result is not None:
            typed = result[0]
            if place != self.current:
                self._word(painter, area, 2, typed.text, "ink")
            self._word(painter, area, 3, _("{n} ms", n=typed.total_ms), "ink")
            ends = {End.ENTER: "Enter", End.TAB: "Tab", End.NONE: "—"}
            self._word(painter, area, 4, ends[typed.end], "ink")
        mark = self.mark(place)
        left, right = self._ends(5)
        side = theme.h(0.74)
        spot = QRectF(left, area.center().y() - side / 2, side, side)
        paint_mark(painter, spot, mark)
        room = QRectF(spot.right() + 5, area.top(), right - spot.right() - 8, area.height())
        ink = theme.tokens().ink_of(tone_of(mark))
        paint.words(painter, room, self.said(place), ink)

    def _word(  # noqa: PLR0913 - one cell
        self,
        painter: QPainter,
        area: QRectF,
        column: int,
        text: str,
        token: str,
        *,
        bold: bool = False,
        small: bool = False,
    ) -> None:
        left, right = self._ends(column)
        room = QRectF(left, area.top(), right - left - 6, area.height())
        face = theme.font(-1 if small else 0, bold)
        paint.words(painter, room, text, theme.tokens().color(token), face)


class ScannerAdvice(QWidget):
    """What to do about what the scan showed: a tint with title and way."""

    def __init__(self, trial: ScannerTrial, parent: QWidget | None = None) -> None:
        """Hear what ``trial`` shows."""
        super().__init__(parent)
        self._trial = trial
        self._mark = Mark.INFO
        self.title = MarkLabel(bold=True)
        self.way = MarkLabel(delta=-1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.way)
        trial.judged.connect(self.read)
        self.read()

    def read(self) -> None:
        """Say what is to be put right first."""
        right, _wrong, waiting = self._trial.counts()
        found = self._trial.gravest()
        self.setVisible(found is not None or not waiting)
        if found is None:
            self._mark = Mark.OK
            self.title.show_mark(Mark.OK, _("The scanner fits this desk"))
            self.way.show_mark(None, _("All four codes came whole, fast enough and with an end."))
        else:
            fault, is_understood = found
            self._mark = Mark.WARN if is_understood else Mark.BLOCK
            self.title.show_mark(self._mark, _(FAULT_TITLES[fault]))
            self.way.show_mark(None, _(FAULT_WAYS[fault]))
        self.setAccessibleName(f"{self.title.text()}: {self.way.text()}" if right >= 0 else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the tint."""
        tint = theme.tokens().tint_of(tone_of(self._mark))
        paint.box(QPainter(self), QRectF(self.rect()), tint, None, 5)


def shown_counts(trial: ScannerTrial) -> list[tuple[str, Any]]:
    """Return the chips that stand beside the title: right, not right, waited for."""
    from warrantydesk.ui.kit.tokens import Tone

    right, wrong, waiting = trial.counts()
    return [
        (_("right {n}", n=right) if right else "", Tone.OK),
        (_("to be mended {n}", n=wrong) if wrong else "", Tone.WARN),
        (_("to be scanned {n}", n=waiting) if waiting else "", Tone.NEUTRAL),
    ]
