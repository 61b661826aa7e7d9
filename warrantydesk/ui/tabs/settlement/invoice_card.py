"""One invoice at the right: how it went, for which statements, what can be done with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES, InvoiceState
from warrantydesk.i18n import _
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValues
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lifeline import LifeLine
from warrantydesk.ui.kit.marks import tone_of
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.invoice_words import (
    MARKS,
    STANDING,
    life_of,
    state_word,
    way_words,
)

SEND, ACCEPT, BOUNCE, CREDIT, VOID, EDIT = "send", "accept", "bounce", "credit", "void", "edit"
RECEIVE, NOTICE = "receive", "notice"
_MAIN = {
    InvoiceState.ISSUED: SEND,
    InvoiceState.BOUNCED: SEND,
    InvoiceState.SENT: ACCEPT,
    InvoiceState.ACCEPTED: RECEIVE,
}


class InvoiceCard(QWidget):
    """Shows a row of the register; ``asked`` tells what is to be done with it."""

    asked = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        """Start without a row."""
        super().__init__(parent)
        self._shell = shell
        self.view: InvoiceView | None = None
        self.number = Words("", delta=0.5, bold=True, wrap=True)
        self.chip = StatusChip()
        self.amount = Words("", delta=4, bold=True)
        self.parts = Words("", token="ink2", wrap=True)
        self.links = QVBoxLayout()
        self.life = LifeLine(upright=True)
        self.facts = KeyValues()
        self.main = Button("", primary=True, clicked=lambda: self.asked.emit(self.main_verb()))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = Button(_("More"), menu=self._menu)
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(self.chip)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.main, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.links.setSpacing(2)
        card.content.addWidget(self.number)
        card.content.addLayout(head)
        card.content.addWidget(self.amount)
        card.content.addWidget(self.parts)
        card.content.addLayout(self.links)
        card.content.addLayout(buttons)
        for part in (Hairline(), self.life, Hairline(), self.facts):
            card.add(part)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(card)
        inner.addStretch(1)
        self._scroll = Scroll(holder)
        self._none = EmptyState(
            _("No invoice chosen"), _("Choose a row, or enter an invoice."), parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)

    def show_row(self, view: InvoiceView | None) -> None:
        """Show an invoice, or that none is chosen."""
        self.view = view
        self._scroll.setVisible(view is not None)
        self._none.setVisible(view is None)
        if view is None:
            return
        one = view.invoice
        self.number.setText(one.number)
        self.chip.show_state(state_word(view), tone_of(MARKS[view.state]))
        self.amount.setText(_("¥{amount}", amount=yuan(one.total_fen)))
        net, tax = yuan(one.amount_fen), yuan(one.tax_fen)
        rate = format(one.tax_percent.normalize(), "f") if one.tax_percent is not None else "—"
        self.parts.setText(_("net {net}, tax {rate} % {tax}", net=net, rate=rate, tax=tax))
        self._show_statements(view)
        self.life.show_steps(life_of(view))
        self.facts.show_rows(_facts(view))
        verb = self.main_verb()
        words = {SEND: _("&Sent…"), ACCEPT: _("&Accepted…"), RECEIVE: _("Book the m&oney…")}
        self.main.setVisible(bool(verb))
        self.main.setText(words.get(verb, ""))
        self.main.updateGeometry()

    def main_verb(self) -> str:
        """Return what the primary button does with the row; empty where it does nothing."""
        return _MAIN.get(self.view.state, "") if self.view is not None else ""

    def _show_statements(self, view: InvoiceView) -> None:
        while (item := self.links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for share in view.statements:
            number = share.maker_number or share.number
            words = _("Statement {number}", number=number)
            if len(view.statements) > 1:
                words = _("{statement} · {net}", statement=words, net=yuan(share.amount_fen))
            opener = self._opener(share.statement_id)
            self.links.addWidget(LinkButton(words, clicked=opener))

    def _opener(self, statement_id: int) -> Any:
        return lambda: self._shell.open("settlement", "statement", statement_id)

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self.view is None:
            return
        state = self.view.state
        gone = state in (InvoiceState.SENT, InvoiceState.ACCEPTED)
        offers = (
            (EDIT, _("&Change…"), state in STANDING),
            (BOUNCE, _("It came &back…"), gone),
            (CREDIT, _("&Red invoice…"), state in STANDING),
            (NOTICE, _("Invoice &notice…"), bool(self.view.statements)),
            (VOID, _("&Void…"), state in STANDING or state is InvoiceState.RED),
        )
        for verb, words, offered in offers:
            entry = self._menu.addAction(words)
            entry.setEnabled(offered)
            entry.triggered.connect(lambda _on=False, verb=verb: self.asked.emit(verb))


def _facts(view: InvoiceView) -> list[KeyValue]:
    one = view.invoice
    found = [
        (_("Kind"), _(INVOICE_KIND_NAMES[one.kind])),
        (_("Buyer"), one.buyer),
        (_("Courier"), way_words(one)),
        (_("Recipient"), " ".join(filter(None, (one.recipient, one.recipient_phone)))),
        (_("Address"), one.recipient_address),
        (_("Reason"), one.return_reason),
        (_("Corrects"), one.corrects),
        (_("Void because"), one.void_reason),
    ]
    return [KeyValue(label, value) for label, value in found if value]
