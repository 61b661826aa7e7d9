"""One decision in a box: tint, mark, the verdict in a word, the reason below it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.coverage.answer import (
    LAYER_NAMES,
    VERDICT_NAMES,
    Answer,
    LayerAnswer,
    Verdict,
)
from warrantydesk.i18n import N_, _, date_text, list_text, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of

VERDICT_MARKS = {
    Verdict.COVERED: Mark.OK,
    Verdict.NOT_COVERED: Mark.REFUSED,
    Verdict.BORDERLINE: Mark.WARN,
    Verdict.NEEDS_FACT: Mark.INFO,
}
FACT_NAMES = {
    "invoiced_on": N_("the invoice date"),
    "delivered_on": N_("the day on which the cover begins"),
    "visit_on": N_("the day of the visit"),
    "mileage_km": N_("the mileage"),
    "price_fen": N_("the price of the car"),
}


@dataclass(frozen=True)
class VerdictWords:
    """What a box says; ``applies`` marks the version that decides on the visit's date."""

    mark: Mark
    verdict: str
    reason: str
    version: str
    applies: bool = False


Articles = Callable[[str], str]
"""Gives the article of a clause's code."""


def words_of(answer: Answer, version: str, applies: bool, article: Articles = str) -> VerdictWords:
    """Say a decision in words: who pays and how long still, or by how much it is over."""
    mark = VERDICT_MARKS[answer.verdict]
    verdict = _(VERDICT_NAMES[answer.verdict])
    return VerdictWords(mark, verdict, reason_of(answer, article), version, applies)


def reason_of(answer: Answer, article: Articles = str) -> str:
    """Return why: the layer that pays with its margin, or the one that came nearest."""
    if answer.verdict is Verdict.NEEDS_FACT:
        names = (_(FACT_NAMES[name]) if name in FACT_NAMES else name for name in answer.missing)
        return _("missing: {facts}", facts=list_text(names))
    paying = (one for one in answer.layers if one.layer is answer.layer)
    found = next((one for one in paying if one.verdict is answer.verdict), _nearest(answer))
    if found is None:
        return ""
    layer = _(LAYER_NAMES[found.layer])
    return _(
        "{layer} · {clause} · {margin}",
        layer=layer,
        clause=article(found.clause),
        margin=margin(found),
    )


def margin(answer: LayerAnswer) -> str:
    """Say how long a layer still answers, or how long it has been over."""
    days, km = answer.days_left, answer.km_left
    if days is not None and days < 0:
        return ngettext_("over by {n} day", "over by {n} days", -days)
    if km is not None and km < 0:
        return _("over by {km} km", km=f"{-km:,}")
    if days is None:
        return _("{km} km left", km=f"{km:,}") if km is not None else _("no end")
    until = date_text(answer.last_day)
    if km is None:
        return ngettext_("{n} day left, until {day}", "{n} days left, until {day}", days, day=until)
    return ngettext_("{n} day and {km} km left", "{n} days and {km} km left", days, km=f"{km:,}")


def _nearest(answer: Answer) -> LayerAnswer | None:
    dated = [one for one in answer.layers if one.last_day is not None]
    by_end = sorted(dated, key=lambda one: one.last_day.toordinal() if one.last_day else 0)
    return by_end[-1] if by_end else next(iter(answer.layers), None)


class VerdictBox(QWidget):
    """A painted decision; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a decision."""
        super().__init__(parent)
        self._words: VerdictWords | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.2))

    def show_words(self, words: VerdictWords | None) -> None:
        """Show a decision, or nothing."""
        self._words = words
        self.setVisible(words is not None)
        if words is not None:
            spoken = f"{words.version}: {words.verdict}. {words.reason}"
            self.setAccessibleName(spoken)
            self.setToolTip(spoken)
        self.update()

    def words(self) -> VerdictWords | None:
        """Return what is shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(theme.h(12), theme.h(2.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, mark, verdict, version and reason."""
        words = self._words
        if words is None:
            return
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        tone = tone_of(words.mark)
        edge = look.mark_of(tone) if words.applies else None
        paint.box(painter, area, look.tint_of(tone), edge, 5)
        side, half = theme.h(0.84), theme.h(0.95)
        spot = QRectF(10, (area.height() - side) / 2, side, side)
        paint_mark(painter, spot, words.mark)
        left = spot.right() + 9
        top = QRectF(left, area.center().y() - half, area.right() - left - 10, half)
        low = QRectF(left, area.center().y(), top.width(), half)
        face = theme.font(-1, words.applies)
        ink = look.ink if words.applies else look.ink2
        taken = paint.width_of(words.version, -1, words.applies)
        taken = min(taken, round(top.width() * 0.7))
        right = QRectF(top.right() - taken, top.top(), taken + 1, half)
        paint.words(painter, right, words.version, ink, face, paint.RIGHT)
        room = top.adjusted(0, 0, -(taken + 8), 0)
        paint.words(painter, room, words.verdict, look.ink_of(tone), theme.font(0, True))
        paint.words(painter, low, words.reason, look.ink, theme.font(-1))
        if self.hasFocus():
            paint.focus_ring(painter, area, 5)
