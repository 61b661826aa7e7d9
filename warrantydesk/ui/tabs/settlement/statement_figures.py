"""The bar of line states, and below it the five figures of a statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import LineOf, LineState
from warrantydesk.domain.settlement.statement_views import StatementCounts
from warrantydesk.i18n import _, date_text, list_text, ngettext_
from warrantydesk.services.settlement.views import StatementView
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.tokens import Tone

GREEN = (LineState.EXACT, LineState.WITHIN_TOL, LineState.DEDUCTION)
AMBER = (LineState.SHORT, LineState.OVER, LineState.DUP_LINE, LineState.AMBIGUOUS)
RED = (LineState.UNKNOWN_CLAIM, LineState.UNREAD)
GAP = 3
LEAST = 10
"""A part of the bar is never narrower: one line among fifty thousand is still seen."""


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, how much, what is to be said of it."""

    title: str
    value: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL


class StateBar(QWidget):
    """How many lines agree, differ, are unknown, or were not looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._parts: list[tuple[int, Tone]] = []
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(0.42))

    def show_counts(self, counts: StatementCounts) -> None:
        """Show the lines of a statement."""
        parts = [
            (counts.lines(*GREEN), Tone.OK),
            (counts.lines(*AMBER), Tone.WARN),
            (counts.lines(*RED), Tone.DANGER),
            (counts.lines(LineState.NEW), Tone.NEUTRAL),
        ]
        self._parts = [(number, tone) for number, tone in parts if number]
        said = (
            _("{n:,} lines agree", n=parts[0][0]),
            _("{n:,} differ", n=parts[1][0]),
            _("{n:,} without claim", n=parts[2][0]),
            _("{n:,} not matched", n=parts[3][0]),
        )
        words = list_text(text for text, (number, _tone) in zip(said, parts, strict=True) if number)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(20), theme.h(0.42))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts side by side."""
        painter = QPainter(self)
        look = theme.tokens()
        whole = sum(number for number, _tone in self._parts)
        if not whole:
            paint.box(painter, QRectF(self.rect()), look.track, None, self.height() / 2)
            return
        room = self.width() - GAP * (len(self._parts) - 1)
        least = min(LEAST, room / len(self._parts))
        spare = room - least * len(self._parts)
        left = 0.0
        for number, tone in self._parts:
            width = least + spare * number / whole
            color = look.bar if tone is Tone.NEUTRAL else look.mark_of(tone)
            area = QRectF(left, 0, width, self.height())
            paint.box(painter, area, color, None, 2)
            left += width + GAP


class Figures(QWidget):
    """Five figures side by side, a line between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self._figures: list[Figure] = []
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_short(self, short: bool) -> None:
        """Leave out the notes in a low window; they stand in the tooltip."""
        self._short = short
        self.updateGeometry()
        self.update()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        self._figures = list(figures)
        spoken = [f"{one.title} {one.value} {one.note}".strip() for one in figures]
        self.setAccessibleName("; ".join(spoken))
        self.setToolTip("\n".join(spoken))
        self.update()

    def figures(self) -> list[Figure]:
        """Return the figures shown."""
        return list(self._figures)

    def sizeHint(self) -> QSize:
        """Caption, figure and note."""
        return QSize(theme.h(30), theme.h(2.2 if self._short else 3))

    def minimumSizeHint(self) -> QSize:
        """The figures pressed together."""
        return QSize(theme.h(20), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        look = theme.tokens()
        if not self._figures:
            return
        slot = self.width() / len(self._figures)
        for number, one in enumerate(self._figures):
            left = number * slot + (theme.h(0.63) if number else 0)
            if number:
                line = number * slot
                paint.upright(painter, line, 3, self.height() - 4, look.line)
            self._paint_one(painter, QRectF(left, 0, slot - theme.h(0.84), self.height()), one)

    def _paint_one(self, painter: QPainter, area: QRectF, one: Figure) -> None:
        look = theme.tokens()
        ink: QColor = look.ink if one.tone is Tone.NEUTRAL else look.ink_of(one.tone)
        small, big = theme.h(0.92), theme.h(1.25)
        top = QRectF(area.left(), area.top(), area.width(), small)
        paint.words(painter, top, one.title, look.ink2, theme.font(-1))
        middle = QRectF(area.left(), top.bottom(), area.width(), big)
        size = next(
            (d for d in (4, 3, 2, 1) if paint.width_of(one.value, d, True) <= area.width()), 0
        )
        paint.words(painter, middle, one.value, ink, theme.font(size, True))
        if not self._short:
            low = QRectF(area.left(), middle.bottom(), area.width(), small)
            weak = look.ink2 if one.tone is Tone.NEUTRAL else ink
            paint.words(painter, low, one.note, weak, theme.font(-1))


def figures_of(view: StatementView) -> list[Figure]:
    """Return the five figures of a statement; all net."""
    return [_settled(view), _expected(view), _difference(view), _beside(view), _payable(view)]


def _settled(view: StatementView) -> Figure:
    said, found = view.statement.total_fen, view.counts.amount_fen()
    title = _("Settled by the payer ¥")
    value = yuan(view.sums.settled_fen)
    if said is not None and said != found:
        note = _("total {amount}, lines {found}", amount=yuan(said), found=yuan(found))
        return Figure(title, value, note, Tone.DANGER)
    lines = sum(one.lines for one in view.counts.by_state if one.kind is LineOf.CLAIM)
    return Figure(title, value, ngettext_("{n:,} line", "{n:,} lines", lines))


def _expected(view: StatementView) -> Figure:
    counts = view.counts
    note = ngettext_("{n:,} claim", "{n:,} claims", counts.claims)
    if counts.claims and counts.claimed_fen != counts.expected_fen:
        note = _("{claims}, claimed {amount}", claims=note, amount=yuan(counts.claimed_fen))
    return Figure(_("Expected by us ¥"), yuan(counts.expected_fen) if counts.claims else "—", note)


def _difference(view: StatementView) -> Figure:
    counts = view.counts
    title = _("Difference ¥")
    if counts.lines(LineState.NEW):
        return Figure(title, "—", _("not matched yet"))
    fen = counts.difference_fen
    short, over = counts.lines(LineState.SHORT), counts.lines(LineState.OVER)
    unknown, twice = counts.lines(LineState.UNKNOWN_CLAIM), counts.lines(LineState.DUP_LINE)
    note = list_text(
        words
        for number, words in (
            (short, _("{n:,} short", n=short)),
            (over, _("{n:,} over", n=over)),
            (unknown, _("{n:,} without claim", n=unknown)),
            (twice, _("{n:,} duplicate", n=twice)),
        )
        if number
    )
    tone = Tone.WARN if note else Tone.NEUTRAL
    return Figure(title, _signed(fen), note or _("nothing to explain"), tone)


def _beside(view: StatementView) -> Figure:
    fen = view.sums.beside_fen
    lines = view.counts.lines(LineState.DEDUCTION)
    if fen > 0:  # an incentive
        note = ngettext_("{n:,} line", "{n:,} lines", lines)
    else:
        note = ngettext_("{n} deduction", "{n} deductions", lines) if lines else _("no deduction")
    return Figure(_("Deductions ¥"), _signed(fen), note, Tone.DANGER if fen < 0 else Tone.NEUTRAL)


def _payable(view: StatementView) -> Figure:
    sums, statement = view.sums, view.statement
    if sums.is_invoiced and sums.invoiced_fen:
        tax = _("tax {amount}", amount=yuan(sums.tax_fen))
        return Figure(_("Invoiced ¥"), yuan(sums.invoiced_fen), tax)
    if statement.confirmed_on is None:
        note = _("waits for the confirmation")
    elif statement.due_on is not None:
        note = _("by {day}", day=date_text(statement.due_on))
    else:
        note = ""
    return Figure(_("To be invoiced ¥"), yuan(sums.payable_fen), note)


def _signed(fen: int) -> str:
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)
