"""What the cards at the right of the ledgers of money share: their frame, links and menus."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card, KeyValue, KeyValues
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.shell import Shell

Offer = tuple[str, str, bool]
"""A verb, its words in the menu, and whether it may be done now."""


class MoneyCard(QWidget):
    """Shows a row of a ledger; ``asked`` tells what is to be done with it."""

    asked = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        """Make what every card has; ``wrap`` lets a long number take a second line."""
        super().__init__(parent)
        self._shell = shell
        self.number = Words("", delta=0.5, bold=True, wrap=wrap)
        self.chip = StatusChip()
        self.amount = Words("", delta=4, bold=True)
        self.facts = KeyValues()

    def lay(
        self, above: Sequence[QLayout | QWidget], below: Iterable[QWidget], none: EmptyState
    ) -> None:
        """Lay the card: its head and buttons, then its parts; ``none`` stands where no row is."""
        card = Card()
        for part in above:
            if isinstance(part, QLayout):
                card.content.addLayout(part)
            else:
                card.content.addWidget(part)
        for widget in below:
            card.add(widget)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(card)
        inner.addStretch(1)
        self._scroll, self._none = Scroll(holder), none
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)

    def show_whether(self, there: bool) -> None:
        """Show the card, or that no row is chosen."""
        self._scroll.setVisible(there)
        self._none.setVisible(not there)

    def offer(self, menu: QMenu, offers: Iterable[Offer]) -> None:
        """Fill a menu with verbs that ``asked`` tells of."""
        for verb, words, offered in offers:
            entry = menu.addAction(words)
            entry.setEnabled(offered)
            entry.triggered.connect(lambda _on=False, verb=verb: self.asked.emit(verb))

    def show_statements(self, links: QLayout, statements: Iterable[tuple[str, int]]) -> None:
        """Show links to statements, each with its words and its id, instead of those before."""
        while (item := links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words, statement_id in statements:
            links.addWidget(LinkButton(words, clicked=self._opener(statement_id)))

    def _opener(self, statement_id: int) -> Any:
        return lambda: self._shell.open("settlement", "statement", statement_id)


def side_by_side(*widgets: QWidget, spacing: int = 6) -> QHBoxLayout:
    """Return widgets in a row that leaves the rest of the width empty."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def told(facts: Iterable[tuple[str, str]]) -> list[KeyValue]:
    """Return the facts that say something."""
    return [KeyValue(label, value) for label, value in facts if value]
