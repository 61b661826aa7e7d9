"""The scan band: the last result, large, and the line for the next scan."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.scan_line import ScanLine
from warrantydesk.ui.kit.sounds import Sound, play
from warrantydesk.ui.kit.tokens import Tone

FADE_MS = 5000
LARGE, LESS = 9.0, 4.5
"""How much larger than text the headline is; less where a detail needs a line of a low band."""
MARKS = {
    Tone.OK: Mark.OK,
    Tone.DANGER: Mark.BLOCK,
    Tone.WARN: Mark.WARN,
    Tone.ACCENT: Mark.INFO,
    Tone.NEUTRAL: Mark.TODO,
}
SOUNDS = {Tone.OK: Sound.OK, Tone.DANGER: Sound.WRONG, Tone.WARN: Sound.WARN}


class ScanBand(QWidget):
    """Green, red or amber for five seconds after a scan, then neutral; undo beside it."""

    scanned = Signal(str)
    taken_back = Signal()
    """Backspace was pressed in the empty line: the last scan is to be taken back."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """``placeholder`` says what to scan next."""
        super().__init__(parent)
        self._tone, self._fresh, self._short = Tone.NEUTRAL, False, False
        self._undo: Callable[[], object] | None = None
        self._fade = QTimer(self, singleShot=True, interval=FADE_MS)
        self._fade.timeout.connect(self._cool)
        self.headline = ElidedWords("", delta=LARGE, bold=True)
        self.detail = ElidedWords("", delta=-0.5)
        self._back = LinkButton(_("Undo Ctrl+Z"), bold=True, clicked=self._take_back)
        self.line = ScanLine(placeholder, big=True)
        self.line.scanned.connect(self._take_scan)
        self.line.taken_back.connect(self.taken_back)
        self._lay()
        self.restyle()
        self.show_neutral(placeholder)

    def _lay(self) -> None:
        texts = QVBoxLayout()
        self._texts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._texts.setSpacing(0)
        self._texts.addWidget(self.headline)
        self._texts.addWidget(self.detail)
        texts.addStretch(1)
        texts.addLayout(self._texts)
        texts.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(texts, 3)
        self._row.addWidget(self._back)
        self._row.addWidget(self.line, 2)

    def set_short(self, short: bool) -> None:
        """Write the detail beside the headline, for low windows, or below it.

        Where it would be cut beside the headline it stands below it, and both are smaller.
        """
        self._short = short
        self.restyle()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the detail anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        text = self.headline.text()
        wanted = paint.width_of(text, LARGE, True) + theme.h(0.8) + self.detail.sizeHint().width()
        beside = self._short and wanted <= self._room_of_texts()
        self.headline.set_delta(LESS if self._short and not beside else LARGE)
        self._texts.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._texts.setStretch(1, int(beside))
        self._texts.setSpacing(theme.h(0.8) if beside else 0)

    def _room_of_texts(self) -> int:
        """Return the width that headline and detail share."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing()
        if not self._back.isHidden():
            room -= self._back.sizeHint().width() + self._row.spacing()
        return room * 3 // 5

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.7 if self._short else 3.8))
        self._row.setContentsMargins(theme.h(3.4), 4, theme.h(0.84), 4)
        self._row.setSpacing(16)

    def show_result(
        self,
        tone: Tone,
        headline: str,
        detail: str = "",
        undo: Callable[[], object] | None = None,
        sound: Sound | None = None,
        words: str = "",
    ) -> None:
        """Say the outcome of a scan aloud and large; ``sound`` overrides that of the tone.

        ``undo`` is behind the link, which ``words`` name where it does something else.
        """
        self._back.setText(words or _("Undo Ctrl+Z"))
        self._back.updateGeometry()
        self._tone, self._fresh, self._undo = tone, True, undo
        self._write(headline, detail)
        self._fade.start()
        heard = sound if sound is not None else SOUNDS.get(tone)
        if heard is not None:
            play(heard)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_neutral(self, headline: str, detail: str = "") -> None:
        """Say what to do next, without colour and sound."""
        self._tone, self._fresh, self._undo = Tone.NEUTRAL, False, None
        self._fade.stop()
        self._write(headline, detail)

    def tone(self) -> Tone:
        """Return the tone shown now, neutral after five seconds."""
        return self._tone if self._fresh else Tone.NEUTRAL

    def set_placeholder(self, text: str) -> None:
        """Say in the line what to scan next."""
        self.line.setPlaceholderText(text)
        self.line.setToolTip(text)
        self.line.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, outline and the mark of the last result."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        tone = self.tone()
        fill = look.base if tone is Tone.NEUTRAL else look.tint_of(tone)
        line = look.line2 if tone is Tone.NEUTRAL else look.mark_of(tone)
        paint.box(painter, area, fill, line, 6)
        side = theme.h(1.68)
        spot = QRectF(theme.h(0.84), area.center().y() - side / 2, side, side)
        ink = look.ink2 if tone is Tone.NEUTRAL and self._tone is not Tone.NEUTRAL else None
        paint_mark(painter, spot, MARKS[self._tone], ink)

    def _write(self, headline: str, detail: str) -> None:
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self._back.setVisible(self._undo is not None)
        self.setAccessibleName(f"{headline}. {detail}")
        self._arrange()
        self._color()

    def _color(self) -> None:
        tone = self.tone()
        self.headline.set_token("ink" if tone is Tone.NEUTRAL else tone.value)
        self.update()

    def _cool(self) -> None:
        self._fresh = False
        self._color()

    def _take_scan(self, text: str) -> None:
        self.line.clear()
        self.scanned.emit(text)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self._back.hide()
        if undo is not None:
            undo()
