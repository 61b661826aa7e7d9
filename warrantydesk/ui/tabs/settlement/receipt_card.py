"""One receipt at the right: what it is for, what waits, what can be done with it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Hairline, KeyValue
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import tone_of
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.money_card import MoneyCard, side_by_side, told
from warrantydesk.ui.tabs.settlement.receipt_columns import mark_of, state_word

ALLOCATE, REVERSE = "allocate", "reverse"


class ReceiptCard(MoneyCard):
    """Shows a receipt; ``asked`` tells what is to be done with it."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a receipt."""
        super().__init__(shell, parent)
        self._desk = desk
        self.view: ReceiptView | None = None
        self.links = QVBoxLayout()
        self.waits = Words("", token="ink2", wrap=True)
        self.allocate = Button(
            _("A&llocate…"), primary=True, clicked=lambda: self.asked.emit(ALLOCATE)
        )
        self.reverse = Button(_("Take &back…"), clicked=lambda: self.asked.emit(REVERSE))
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        self.links.setSpacing(2)
        head = side_by_side(self.number, self.chip, spacing=8)
        buttons = side_by_side(self.allocate, self.reverse)
        self.lay(
            (head, self.amount, self.links, self.waits, buttons),
            (Hairline(), self.facts),
            EmptyState(
                _("No receipt chosen"), _("Choose a row, or book what came in."), parent=self
            ),
        )

    def show_row(self, row: ReceiptView | None) -> None:
        """Show a receipt with the amounts of its shares, or that none is chosen."""
        self.show_whether(row is not None)
        self.view = self._desk.receipts.look(row.id) if row is not None else None
        view = self.view
        if view is None:
            return
        self.number.setText(view.receipt.number)
        self.chip.show_state(state_word(view), tone_of(mark_of(view)))
        self.amount.setText(_("¥{amount}", amount=yuan(view.receipt.amount_fen)))
        self.show_statements(self.links, _statements(view))
        waits = yuan(view.unallocated_fen)
        words = _("{amount} is for no statement yet", amount=waits) if view.unallocated_fen else ""
        self.waits.setText(words)
        self.waits.setVisible(bool(words))
        self.allocate.setVisible(bool(view.unallocated_fen))
        self.reverse.setVisible(view.stands)
        self.facts.show_rows(_facts(view))


def _statements(view: ReceiptView) -> Iterator[tuple[str, int]]:
    for share in view.statements:
        number, amount = share.maker_number or share.number, yuan(share.amount_fen)
        words = _("Statement {number} · {amount}", number=number, amount=amount)
        yield words, share.statement_id


def _facts(view: ReceiptView) -> list[KeyValue]:
    one = view.receipt
    facts = [
        (_("Arrived on"), date_text(one.received_on)),
        (_("Bank reference"), one.bank_ref),
        (_("Account"), one.account),
        (_("Text of the transfer"), one.text),
        (_("Taken back by"), view.taken_back_by),
        (_("Reason"), one.reason),
        (_("Corrects"), one.corrects),
    ]
    return told(facts)
