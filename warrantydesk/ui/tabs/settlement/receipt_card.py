"""One receipt at the right: what it is for, what waits, what can be done with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValues
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import tone_of
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receipt_columns import mark_of, state_word

ALLOCATE, REVERSE = "allocate", "reverse"


class ReceiptCardOfOne(QWidget):
    """Shows a receipt; ``asked`` tells what is to be done with it."""

    asked = Signal(str)

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a receipt."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self.view: ReceiptView | None = None
        self.number = Words("", delta=0.5, bold=True)
        self.chip = StatusChip()
        self.amount = Words("", delta=4, bold=True)
        self.links = QVBoxLayout()
        self.waits = Words("", token="ink2", wrap=True)
        self.facts = KeyValues()
        self.allocate = Button(
            _("A&llocate…"), primary=True, clicked=lambda: self.asked.emit(ALLOCATE)
        )
        self.reverse = Button(_("Take &back…"), clicked=lambda: self.asked.emit(REVERSE))
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number)
        head.addWidget(self.chip)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.allocate, self.reverse):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.links.setSpacing(2)
        card.content.addLayout(head)
        card.content.addWidget(self.amount)
        card.content.addLayout(self.links)
        card.content.addWidget(self.waits)
        card.content.addLayout(buttons)
        card.add(Hairline())
        card.add(self.facts)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(card)
        inner.addStretch(1)
        self._scroll = Scroll(holder)
        self._none = EmptyState(
            _("No receipt chosen"), _("Choose a row, or book what came in."), parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)

    def show_row(self, row: ReceiptView | None) -> None:
        """Show a receipt with the amounts of its shares, or that none is chosen."""
        self._scroll.setVisible(row is not None)
        self._none.setVisible(row is None)
        self.view = self._desk.receipts.look(row.id) if row is not None else None
        view = self.view
        if view is None:
            return
        self.number.setText(view.receipt.number)
        self.chip.show_state(state_word(view), tone_of(mark_of(view)))
        self.amount.setText(_("¥{amount}", amount=yuan(view.receipt.amount_fen)))
        self._show_statements(view)
        waits = yuan(view.unallocated_fen)
        words = _("{amount} is for no statement yet", amount=waits) if view.unallocated_fen else ""
        self.waits.setText(words)
        self.waits.setVisible(bool(words))
        self.allocate.setVisible(bool(view.unallocated_fen))
        self.reverse.setVisible(view.stands)
        self.facts.show_rows(_facts(view))

    def _show_statements(self, view: ReceiptView) -> None:
        while (item := self.links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for share in view.statements:
            number, amount = share.maker_number or share.number, yuan(share.amount_fen)
            words = _("Statement {number} · {amount}", number=number, amount=amount)
            opener = self._opener(share.statement_id)
            self.links.addWidget(LinkButton(words, clicked=opener))

    def _opener(self, statement_id: int) -> Any:
        return lambda: self._shell.open("settlement", "statement", statement_id)


def _facts(view: ReceiptView) -> list[KeyValue]:
    one = view.receipt
    found = [
        (_("Arrived on"), date_text(one.received_on)),
        (_("Bank reference"), one.bank_ref),
        (_("Account"), one.account),
        (_("Text of the transfer"), one.text),
        (_("Taken back by"), view.taken_back_by),
        (_("Reason"), one.reason),
        (_("Corrects"), one.corrects),
    ]
    return [KeyValue(label, value) for label, value in found if value]
