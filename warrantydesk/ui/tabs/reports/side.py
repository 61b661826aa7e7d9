"""The right side: figures, what to do about it, how it was counted."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import Figure, ReportTable, Suggestion
from warrantydesk.domain.report_numbers import figure_text
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.scrolls import Scroll

MOST_SUGGESTIONS = 6


class _Headline(QWidget):
    """What to do, on the tint of its mark."""

    def __init__(self, mark: Mark, text: str) -> None:
        super().__init__()
        self._mark = mark
        self.words = Words(text, bold=True, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.h(1.5), 5, 8, 5)
        row.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint and mark."""
        painter, look = QPainter(self), theme.tokens()
        paint.box(painter, QRectF(self.rect()), look.tint_of(tone_of(self._mark)), None, 4)
        side = theme.h(0.74)
        spot = QRectF(theme.h(0.42), 5 + (theme.unit() - side) / 2, side, side)
        paint_mark(painter, spot, self._mark)


class ReportSide(QWidget):
    """Cards beside a report; suggestions lead to their check, and to what refusals teach."""

    def __init__(
        self,
        open_rule: Callable[[str], object],
        open_learning: Callable[[], object],
        open_thing: Callable[[str, str, str], object],
        parent: QWidget | None = None,
    ) -> None:
        """Start empty; the verbs take a check, nothing, and tab, kind and key of a thing."""
        super().__init__(parent)
        self._open_rule, self._open_learning = open_rule, open_learning
        self._open_thing = open_thing
        self._cards: list[QWidget] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(10, 10, 10, 10)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))

    def show_table(self, table: ReportTable | None) -> None:
        """Show the cards of a report."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        if table is None:
            return
        if table.suggestions:
            self._add(self._suggestions(table.suggestions))
        if table.figures:
            self._add(_figures(table.figures))
        if table.notes:
            self._add(_notes(table.notes))

    def cards(self) -> list[QWidget]:
        """Return what is shown."""
        return list(self._cards)

    def _add(self, card: QWidget) -> None:
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _suggestions(self, found: Sequence[Suggestion]) -> Card:
        card = Card(_("What to do"))
        for number, one in enumerate(found[:MOST_SUGGESTIONS]):
            if number:
                card.add(Hairline())
            self._put_suggestion(card, one)
        if any(one.rule for one in found):
            card.add(LinkButton(_("What refusals teach…"), clicked=self._open_learning))
        more = len(found) - MOST_SUGGESTIONS
        if more > 0:
            text = ngettext_("{n} more on paper", "{n} more on paper", more)
            card.add(Words(text, token="ink2", delta=-1))
        return card

    def _put_suggestion(self, card: Card, one: Suggestion) -> None:
        card.add(_Headline(Mark.WARN if one.rule or one.saves_fen else Mark.INFO, one.title))
        if one.why:
            card.add(Words(one.why, token="ink2", wrap=True))
        if one.saves_fen:
            saved = _("Would have saved ¥{amount}", amount=yuan(one.saves_fen))
            card.add(Words(saved, bold=True, wrap=True))
        if one.rule:
            text = _("Look at check {rule}…", rule=one.rule)
            _add_button(card, text, one.title, partial(self._open_rule, one.rule))
        if one.leads_to is not None:
            go = partial(self._open_thing, *one.leads_to)
            _add_button(card, _("See to it"), one.title, go)


def _add_button(card: Card, text: str, why: str, clicked: Callable[[], object]) -> None:
    """Add a button; many stand below each other, so what it is for is told with it."""
    row = QHBoxLayout()
    button = Button(text, clicked=clicked)
    button.setAccessibleDescription(why)
    row.addWidget(button)
    row.addStretch(1)
    card.content.addLayout(row)


def _figures(figures: Sequence[Figure]) -> Card:
    card = Card(_("In figures"))
    for number, figure in enumerate(figures):
        if number:
            card.add(Hairline())
        card.add(Words(figure.title, token="ink2", wrap=True))
        shown = figure_text(figure)
        card.add(Words(shown, delta=8 if number == 0 else 4, bold=True).selectable())
        if figure.note:
            token = "ink2" if figure.better is None else "ok" if figure.better else "danger"
            card.add(Words(figure.note, token=token, wrap=True))
    return card


def _notes(notes: Sequence[str]) -> Card:
    card = Card(_("How it was counted"))
    for note in notes:
        card.add(Words(note, token="ink2", delta=-0.5, wrap=True).selectable())
    return card
