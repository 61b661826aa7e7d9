"""Parts of the coverage card that only it has: the head, and the box of an open campaign."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.coverage.card import CampaignLine
from warrantydesk.ui.coverage_card_words import campaign_words
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

HEAD_SIZES = (1.5, 1.0, 0.5, 0.0, -0.5)
LEAST_SIZE = 0.5
"""A verdict beside its source is never smaller than this."""


class VerdictButton(QAbstractButton):
    """The verdict with its mark and its source, below it where both do not fit; a click asks why.

    Verdicts are never cut: they are drawn a little smaller first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a verdict; what holds it gives it its height with ``fit``."""
        super().__init__(parent)
        self._mark = Mark.INFO
        self._sources: tuple[str, ...] = ("",)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit(theme.h(16))

    def show_verdict(self, mark: Mark, words: str, sources: tuple[str, ...]) -> None:
        """Show a verdict; ``sources`` are the versions it rests on, the longest writing first."""
        self._mark, self._sources = mark, sources
        self.setText(words)
        self.setAccessibleName(_("{verdict}, {source}: why?", verdict=words, source=sources[0]))
        why = _("Why? Every layer, the facts used, the versions (Ctrl+I)")
        self.setToolTip(f"{why}\n{sources[0]}" if sources[0] else why)
        self.update()

    def fit(self, width: int) -> None:
        """Take the height for a width: a second line where the source needs one."""
        self.setFixedHeight(theme.h(1.6 if self._beside(width) is not None else 2.5))

    def mark(self) -> Mark:
        """Return the mark shown."""
        return self._mark

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(8), theme.h(1.6))

    def _beside(self, width: int) -> str | None:
        """Return the writing of the source that fits beside the verdict; None where none does."""
        for size in HEAD_SIZES[: HEAD_SIZES.index(LEAST_SIZE) + 1]:
            room = width - theme.h(0.95) - 15 - paint.width_of(self.text(), size, True)
            for source in self._sources:
                if paint.width_of(source, -1) <= room:
                    return source
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, verdict and source; underlined while the mouse is on it."""
        painter = QPainter(self)
        look = theme.tokens()
        beside = self._beside(self.width())
        area = QRectF(0, 0, self.width(), theme.h(1.6) if beside is not None else theme.h(1.5))
        side = theme.h(0.95)
        paint_mark(painter, QRectF(0, area.center().y() - side / 2, side, side), self._mark)
        room = area.adjusted(side + 7, 0, 0, 0)
        if beside is not None:
            paint.words(painter, room, beside, look.ink2, theme.font(-1), paint.RIGHT)
            room.setRight(room.right() - paint.width_of(beside, -1) - 8)
        else:
            below = QRectF(room.left(), area.bottom() - 1, room.width(), theme.h(0.9))
            wide = (one for one in self._sources if paint.width_of(one, -1) <= room.width())
            source = next(wide, self._sources[-1])
            paint.words(painter, below, source, look.ink2, theme.font(-1))
        self._paint_verdict(painter, room)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(-2, 0, 2, 0))

    def _paint_verdict(self, painter: QPainter, room: QRectF) -> None:
        look = theme.tokens()
        fits = (d for d in HEAD_SIZES if paint.width_of(self.text(), d, True) <= room.width())
        size = next(fits, HEAD_SIZES[-1])
        tone = tone_of(self._mark)
        ink = look.ink if tone is Tone.NEUTRAL else look.ink_of(tone)
        drawn = paint.words(painter, room, self.text(), ink, theme.font(size, True))
        if self.underMouse():
            bottom = room.center().y() + theme.metrics(size).ascent() / 2 + 2
            paint.hairline(painter, room.left(), room.left() + drawn, bottom, ink)


class CampaignBox(QWidget):
    """An open campaign of this car: what it is, and the two things that can be done with it."""

    recorded = Signal(str)
    claimed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a campaign."""
        super().__init__(parent)
        self._line: CampaignLine | None = None
        self._title = Words(bold=True, wrap=True)
        self._second = Words(token="warn", delta=-1, wrap=True)
        self._claim = LinkButton(_("Add to the visit"), bold=True, delta=-0.5)
        self._record = LinkButton(_("Record…"), delta=-0.5)
        self._claim.clicked.connect(lambda: self.claimed.emit(self.code()))
        self._record.clicked.connect(lambda: self.recorded.emit(self.code()))
        texts, links = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (texts, (self._title, self._second)),
            (links, (self._claim, self._record)),
        ):
            column.setSpacing(0)
            for widget in widgets:
                column.addWidget(widget)
        links.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addLayout(texts, 1)
        self._row.addLayout(links)
        self.restyle()

    def restyle(self) -> None:
        """Take the room for the mark anew."""
        self._row.setContentsMargins(theme.h(0.95) + 16, 4, 6, 4)

    def show_campaign(self, line: CampaignLine, changeable: bool) -> None:
        """Show a campaign; without ``changeable`` nothing can be done with it here."""
        self._line = line
        title, second = campaign_words(line)
        self._title.setText(title)
        self._second.setText(second)
        self._second.set_token("ink2" if line.handled_here else "warn")
        able = changeable and not line.handled_here
        self._claim.setVisible(able)
        self._record.setVisible(able)
        self.setAccessibleName(f"{title}, {second}")
        self.update()

    def code(self) -> str:
        """Return the code of the campaign shown."""
        return self._line.code if self._line is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the mark."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        handled = self._line is not None and self._line.handled_here
        stops = self._line is not None and self._line.stop_sale and not handled
        mark = Mark.RUNNING if handled else Mark.BLOCK if stops else Mark.WARN
        tint = look.neutral_tint if handled else look.tint_of(tone_of(mark))
        paint.box(painter, area, tint, None, 5)
        side = theme.h(0.84)
        paint_mark(painter, QRectF(8, area.center().y() - side / 2, side, side), mark)
