"""The invoice register: what is to be invoiced, what is on its way, what came back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import InvoiceState
from warrantydesk.i18n import N_, _, date_text, ngettext_
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.invoice_card import (
    ACCEPT,
    BOUNCE,
    CREDIT,
    EDIT,
    NOTICE,
    RECEIVE,
    SEND,
    VOID,
    InvoiceCard,
)
from warrantydesk.ui.tabs.settlement.invoice_columns import BUYER, NET, WAY, invoice_columns
from warrantydesk.ui.tabs.settlement.invoice_dialog import InvoiceDialog
from warrantydesk.ui.tabs.settlement.invoice_dialogs import (
    AcceptDialog,
    BounceDialog,
    CreditDialog,
    SendDialog,
    VoidInvoiceDialog,
)
from warrantydesk.ui.tabs.settlement.invoice_words import STANDING, state_word, statement_words
from warrantydesk.ui.tabs.settlement.money_ledger import MoneyLedger
from warrantydesk.ui.tabs.settlement.statement_figures import Figure

TABLE = "invoices"
ALL = "all"
_PILLS: tuple[tuple[str, str, tuple[InvoiceState, ...]], ...] = (
    (ALL, N_("All"), tuple(InvoiceState)),
    ("issued", N_("To be sent"), (InvoiceState.ISSUED,)),
    ("sent", N_("On the way"), (InvoiceState.SENT,)),
    ("accepted", N_("Accepted by the payer"), (InvoiceState.ACCEPTED,)),
    ("bounced", N_("Sent back"), (InvoiceState.BOUNCED,)),
    ("gone", N_("Taken back, void"), (InvoiceState.CREDITED, InvoiceState.RED, InvoiceState.VOID)),
)


class InvoicePage(QWidget):
    """Reads the register and does what its rows are asked."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.ledger = MoneyLedger(shell, "invoices", _("Invoices"), _("Number, statement, waybill"))
        self.card = InvoiceCard(shell)
        self.ledger.add_card(self.card)
        empty = _("No invoice here. Enter one for a confirmed statement.")
        self.table = self.ledger.add_table(TABLE, invoice_columns(), empty)
        self.ledger.give_way(WAY, NET, BUYER)
        self.files = QMenu(self)
        self.files.addAction(_("Invoices for &accounting…")).triggered.connect(self.ask_export)
        self.files.addAction(_("&Ledger as workbook…")).triggered.connect(self.write_ledger)
        self.ledger.add_button(Button(_("Save as fi&le"), menu=self.files))
        self.enter = self.ledger.add_button(
            Button(_("E&nter an invoice…"), primary=True, clicked=self.ask_invoice)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ledger)
        hand_on(self, self.ledger)
        self._views: tuple[InvoiceView, ...] = ()
        self._statement: int | None = None
        self.ledger.asked_again.connect(self.show_rows)
        self.ledger.chosen.connect(self.card.show_row)
        self.ledger.opened.connect(lambda _row: self._do(self.card.main_verb() or EDIT))
        self.card.asked.connect(self._do)

    def refresh(self) -> None:
        """Read the register again."""
        self._views = self.desk.invoices.all()
        waiting = self.desk.invoices.waiting()
        self.ledger.figures.show_figures(figures_of(self._views, waiting))
        pills = [
            (key, _(words), sum(one.state in states for one in self._views))
            for key, words, states in _PILLS
        ]
        self.ledger.show_pills(pills)
        self.show_rows()
        said = ""
        if waiting:
            few = ", ".join(one.name for one in waiting[:3])
            said = _("Not invoiced yet: {statements}", statements=few)
        self.ledger.said.setText(said)

    def show_rows(self, kept: Callable[[Any], bool] | None = None) -> None:
        """Show the rows that pill and search leave."""
        chosen = self.ledger.row()
        states = next(s for key, _w, s in _PILLS if key == (self.ledger.pills.value() or ALL))
        wanted = str(self.ledger.search.value() or "").strip().lower()
        rows = [one for one in self._views if one.state in states and _fits(one, wanted)]
        same = kept or (lambda row: chosen is not None and row.id == chosen.id)
        self.ledger.show_rows(TABLE, rows, same)

    def open_thing(self, kind: str, key: Any) -> None:
        """Show an invoice by id or number, or the first one of a statement."""
        self.ledger.search.clear()
        self.ledger.pills.set_value(ALL)
        if kind == "invoice":
            self.show_rows(lambda row: key in (row.id, row.invoice.number))
        elif key:
            self.show_rows(lambda row: any(x.statement_id == key for x in row.statements))
        self.table.setFocus()

    def take_scan(self, text: str) -> bool:
        """Take the number of an invoice or of a waybill."""
        wanted = text.strip()
        found = [x for x in self._views if wanted in (x.invoice.number, x.invoice.waybill)]
        if found and wanted:
            self.open_thing("invoice", found[0].id)
        return bool(found and wanted)

    def ask_invoice(self) -> None:
        """Enter an invoice."""
        self._open(InvoiceDialog(self.shell, self.desk, None))

    def ask_export(self, _on: bool = False) -> None:
        """Write the file for the accounting system."""
        from warrantydesk.ui.tabs.settlement.invoice_export import ExportDialog

        self._open(ExportDialog(self.shell, self.desk))

    def write_ledger(self, _on: bool = False) -> None:
        """Write invoices and receipts as one account."""
        title = _("Invoices and receipts")
        name = f"{title} {self.desk.bench.today.isoformat()}.xlsx"
        chosen = self.shell.pick_save(title, name, "Excel (*.xlsx)")
        if chosen:
            made = tried(self.shell, lambda: self.desk.invoices.ledger(Path(chosen)))
            if made is not None:
                self.shell.toast(_("Saved as {file}", file=Path(chosen).name))

    def _do(self, what: str) -> None:
        view = self.card.view
        if view is None or not what:
            return
        one = view.invoice
        if what in (RECEIVE, NOTICE):
            self._of_statement(what, view)
            return
        kinds: dict[str, Any] = {
            SEND: SendDialog,
            ACCEPT: AcceptDialog,
            BOUNCE: BounceDialog,
            CREDIT: CreditDialog,
            VOID: VoidInvoiceDialog,
        }
        if what in kinds:
            self._open(kinds[what](self.shell, self.desk, one))
        elif what == EDIT and view.state in STANDING:
            self._open(InvoiceDialog(self.shell, self.desk, None, None, one))

    def _of_statement(self, what: str, view: InvoiceView) -> None:
        """Book the money of its first statement, or show the notice of that."""
        from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog

        first = view.statements[0].statement_id
        if what == NOTICE:
            open_paper(self.shell, self.desk, "invoice_notice", first)
        else:
            self._open(ReceiptDialog(self.shell, self.desk, first))

    def _open(self, dialog: Any) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def figures_of(views: Sequence[InvoiceView], waiting: Sequence[Any]) -> list[Figure]:
    """Return the figures of the register: to invoice, to send, on the way, new."""

    def of(*states: InvoiceState) -> tuple[int, int]:
        found = [one.invoice.total_fen for one in views if one.state in states]
        return len(found), sum(found)

    days = [one.statement.due_on for one in waiting if one.statement.due_on is not None]
    note = _("by {day}", day=date_text(min(days))) if days else ""
    left = sum(one.to_invoice_fen for one in waiting)
    made = [Figure(_("To be invoiced ¥"), yuan(left), note, Tone.WARN if left else Tone.NEUTRAL)]
    back, _fen = of(InvoiceState.BOUNCED)
    for title, states in (
        (_("To be sent ¥"), (InvoiceState.ISSUED, InvoiceState.BOUNCED)),
        (_("On the way ¥"), (InvoiceState.SENT,)),
    ):
        count, fen = of(*states)
        note = ngettext_("{n} invoice", "{n} invoices", count)
        tone = Tone.DANGER if back and InvoiceState.BOUNCED in states else Tone.NEUTRAL
        made.append(Figure(title, yuan(fen), note, tone))
    fresh = [one for one in views if _is_new(one)]
    made.append(
        Figure(
            _("Not in accounting ¥"),
            yuan(sum(one.invoice.total_fen for one in fresh)),
            ngettext_("{n} invoice", "{n} invoices", len(fresh)),
        )
    )
    return made


def _is_new(one: InvoiceView) -> bool:
    return one.invoice.exported_on is None and one.state is not InvoiceState.VOID


def _fits(one: InvoiceView, wanted: str) -> bool:
    words = (
        one.invoice.number,
        statement_words(one),
        one.invoice.waybill,
        one.invoice.buyer,
        state_word(one),
        *(share.number for share in one.statements),
    )
    return not wanted or any(wanted in word.lower() for word in words)
