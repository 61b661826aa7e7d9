"""The right side: figures, what to do about it, how it was counted."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import Figure, ReportTable, Shows, Suggestion
from warrantydesk.domain.report_numbers import NOTHING, cell_text
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll

MOST_SUGGESTIONS = 6


class ReportSide(QWidget):
    """Cards beside a report; ``open_rule`` is called with a suggestion's check."""

    def __init__(self, open_rule: Callable[[str], object], parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._open_rule = open_rule
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
            mark = Mark.WARN if one.rule or one.saves_fen else Mark.INFO
            card.add(MarkLabel(mark, one.title, bold=True))
            if one.why:
                card.add(Words(one.why, token="ink2", wrap=True))
            if one.saves_fen:
                saved = _("Would have saved ¥{amount}", amount=yuan(one.saves_fen))
                card.add(Words(saved, bold=True, wrap=True))
            if one.rule:
                row = QHBoxLayout()
                text = _("&Look at check {rule}…", rule=one.rule)
                row.addWidget(Button(text, clicked=lambda rule=one.rule: self._open_rule(rule)))
                row.addStretch(1)
                card.content.addLayout(row)
        more = len(found) - MOST_SUGGESTIONS
        if more > 0:
            text = ngettext_("{n} more on paper", "{n} more on paper", more)
            card.add(Words(text, token="ink2", delta=-1))
        return card


def _figures(figures: Sequence[Figure]) -> Card:
    card = Card(_("In figures"))
    for number, figure in enumerate(figures):
        if number:
            card.add(Hairline())
        card.add(Words(figure.title, token="ink2", wrap=True))
        shown = cell_text(figure.value, figure.shows) or NOTHING
        unit = "¥" if figure.shows is Shows.MONEY else ""
        card.add(Words(f"{unit}{shown}", delta=8 if number == 0 else 4, bold=True).selectable())
        if figure.note:
            token = "ink2" if figure.better is None else "ok" if figure.better else "danger"
            card.add(Words(figure.note, token=token, wrap=True))
    return card


def _notes(notes: Sequence[str]) -> Card:
    card = Card(_("How it was counted"))
    for note in notes:
        card.add(Words(note, token="ink2", delta=-0.5, wrap=True).selectable())
    return card
