"""One invoice at the right: how it went, for which statements, what can be done with it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES, InvoiceState
from warrantydesk.i18n import _
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Hairline, KeyValue
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lifeline import LifeLine
from warrantydesk.ui.kit.marks import tone_of
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.invoice_words import (
    MARKS,
    STANDING,
    life_of,
    state_word,
    way_words,
)
from warrantydesk.ui.tabs.settlement.money_card import MoneyCard, side_by_side, told

SEND, ACCEPT, BOUNCE, CREDIT, VOID, EDIT = "send", "accept", "bounce", "credit", "void", "edit"
RECEIVE, NOTICE = "receive", "notice"
_MAIN = {
    InvoiceState.ISSUED: SEND,
    InvoiceState.BOUNCED: SEND,
    InvoiceState.SENT: ACCEPT,
    InvoiceState.ACCEPTED: RECEIVE,
}


class InvoiceCard(MoneyCard):
    """Shows a row of the register; ``asked`` tells what is to be done with it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        """Start without a row."""
        super().__init__(shell, parent, wrap=True)
        self.view: InvoiceView | None = None
        self.parts = Words("", token="ink2", wrap=True)
        self.links = QVBoxLayout()
        self.life = LifeLine(upright=True)
        self.main = Button("", primary=True, clicked=lambda: self.asked.emit(self.main_verb()))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = Button(_("More"), menu=self._menu)
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        self.links.setSpacing(2)
        chip, buttons = side_by_side(self.chip), side_by_side(self.main, self.more)
        self.lay(
            (self.number, chip, self.amount, self.parts, self.links, buttons),
            (Hairline(), self.life, Hairline(), self.facts),
            EmptyState(
                _("No invoice chosen"), _("Choose a row, or enter an invoice."), parent=self
            ),
        )

    def show_row(self, view: InvoiceView | None) -> None:
        """Show an invoice, or that none is chosen."""
        self.view = view
        self.show_whether(view is not None)
        if view is None:
            return
        one = view.invoice
        self.number.setText(one.number)
        self.chip.show_state(state_word(view), tone_of(MARKS[view.state]))
        self.amount.setText(_("¥{amount}", amount=yuan(one.total_fen)))
        net, tax = yuan(one.amount_fen), yuan(one.tax_fen)
        rate = format(one.tax_percent.normalize(), "f") if one.tax_percent is not None else "—"
        self.parts.setText(_("net {net}, tax {rate} % {tax}", net=net, rate=rate, tax=tax))
        self.show_statements(self.links, _statements(view))
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
        self.offer(self._menu, offers)


def _statements(view: InvoiceView) -> Iterator[tuple[str, int]]:
    for share in view.statements:
        words = _("Statement {number}", number=share.maker_number or share.number)
        if len(view.statements) > 1:
            words = _("{statement} · {net}", statement=words, net=yuan(share.amount_fen))
        yield words, share.statement_id


def _facts(view: InvoiceView) -> list[KeyValue]:
    one = view.invoice
    facts = [
        (_("Kind"), _(INVOICE_KIND_NAMES[one.kind])),
        (_("Buyer"), one.buyer),
        (_("Courier"), way_words(one)),
        (_("Recipient"), " ".join(filter(None, (one.recipient, one.recipient_phone)))),
        (_("Address"), one.recipient_address),
        (_("Reason"), one.return_reason),
        (_("Corrects"), one.corrects),
        (_("Void because"), one.void_reason),
    ]
    return told(facts)
