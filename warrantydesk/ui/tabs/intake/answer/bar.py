"""The answer bar: claimed, approved, short and paid, and a bar of what was approved."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.services.answered import Answered
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.tokens import Tone

HIGH = 3.2
THICK = 0.32


@dataclass(frozen=True)
class Figure:
    """One figure: its caption, the amount, a note beside it, its colour."""

    caption: str
    amount: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL


class AnswerBar(QWidget):
    """Four figures side by side above a bar, approved green and short amber."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without an answer."""
        super().__init__(parent)
        self._figures: list[Figure] = []
        self._parts: tuple[int, int, int] = (0, 0, 0)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(HIGH))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(24), theme.h(HIGH))

    def figures(self) -> list[Figure]:
        """Return what is shown."""
        return list(self._figures)

    def show_answer(self, view: Answered, lines: str, reasons: str) -> None:
        """Show the sums of a claim; ``lines`` says what was claimed, ``reasons`` what is short."""
        claimed, approved = view.claimed_fen, view.approved_fen
        short = view.short_fen
        share = round(100 * approved / claimed) if approved is not None and claimed else None
        nothing = approved is None
        self._figures = [
            Figure(_("Claimed"), yuan(claimed), lines),
            Figure(
                _("Approved"),
                yuan(approved),
                "" if share is None else f"{share} %",
                Tone.OK if approved else Tone.NEUTRAL,
            ),
            Figure(
                _("Short"),
                "—" if nothing else yuan(-short),
                reasons if short else "",
                Tone.WARN if short else Tone.NEUTRAL,
            ),
            Figure(_("Paid"), yuan(view.paid_fen), _paid_note(view)),
        ]
        self._parts = (claimed, approved or 0, 0 if nothing else short)
        spoken = (f"{one.caption} {one.amount} {one.note}".strip() for one in self._figures)
        self.setAccessibleName("; ".join(spoken))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures and the bar."""
        painter = QPainter(self)
        width = self.width() / max(1, len(self._figures))
        for number, figure in enumerate(self._figures):
            self._paint_figure(painter, QRectF(number * width, 0, width - 8, 0), figure)
        self._paint_bar(painter)

    def _paint_figure(self, painter: QPainter, area: QRectF, figure: Figure) -> None:
        look = theme.tokens()
        top = QRectF(area.left(), 2, area.width(), theme.h(0.9))
        paint.words(painter, top, figure.caption, look.ink2, theme.font(-1))
        line = QRectF(area.left(), theme.h(0.95), area.width(), theme.h(1.4))
        ink = look.ink if figure.tone is Tone.NEUTRAL else look.ink_of(figure.tone)
        taken = paint.words(painter, line, figure.amount, ink, theme.font(4, True))
        line.setLeft(line.left() + taken + 8)
        line.translate(0, 2)
        paint.words(painter, line, figure.note, look.ink2, theme.font(-1))

    def _paint_bar(self, painter: QPainter) -> None:
        look = theme.tokens()
        claimed, approved, short = self._parts
        thick = theme.h(THICK)
        track = QRectF(0, self.height() - thick - 4, self.width(), thick)
        paint.box(painter, track, look.track, None, thick / 2)
        if claimed <= 0:
            return
        left = track.left()
        for fen, tone in ((approved, Tone.OK), (short, Tone.WARN)):
            wide = track.width() * min(max(fen / claimed, 0.0), 1.0)
            if wide >= 1:
                color: QColor = look.mark_of(tone)
                spot = QRectF(left, track.top(), max(wide - 2, thick), thick)
                paint.box(painter, spot, color, None, thick / 2)
            left += wide


def _paid_note(view: Answered) -> str:
    """Say when the money came, or on which statement it is to come."""
    if view.account.paid_fen and view.account.paid_on is not None:
        return date_text(view.account.paid_on)
    return view.statement
