"""Receipts: what came in, what it is for, what waits to be allocated."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.services.settlement.waiting import WaitingStatement
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.money_ledger import MoneyLedger
from warrantydesk.ui.tabs.settlement.receipt_card import ALLOCATE, REVERSE, ReceiptCard
from warrantydesk.ui.tabs.settlement.receipt_columns import (
    ACCOUNT,
    receipt_columns,
    statement_words,
)
from warrantydesk.ui.tabs.settlement.receipt_dialog import ReceiptDialog
from warrantydesk.ui.tabs.settlement.receipt_dialogs import AllocateDialog, ReverseDialog
from warrantydesk.ui.tabs.settlement.statement_figures import Figure

TABLE, ALL = "receipts", "all"
_PILLS: tuple[tuple[str, str, Callable[[ReceiptView], bool]], ...] = (
    (ALL, N_("All"), lambda _row: True),
    ("waits", N_("To be allocated"), lambda row: bool(row.unallocated_fen)),
    ("stands", N_("Standing"), lambda row: row.stands),
    ("back", N_("Taken back"), lambda row: not row.stands),
)


class ReceiptPage(QWidget):
    """Reads receipts and does what its rows are asked."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        hint = _("Number, statement, bank reference")
        self.ledger = MoneyLedger(shell, "receipts", _("Receipts"), hint)
        self.card = ReceiptCard(shell, desk)
        self.ledger.add_card(self.card)
        empty = _("No receipt here. Book what the bank reports.")
        self.table = self.ledger.add_table(TABLE, receipt_columns(), empty)
        self.ledger.give_way(ACCOUNT)
        self.book = self.ledger.add_button(
            Button(_("Boo&k a receipt…"), primary=True, clicked=self.ask_receipt)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ledger)
        hand_on(self, self.ledger)
        self._views: tuple[ReceiptView, ...] = ()
        self._waiting: tuple[WaitingStatement, ...] = ()
        self.ledger.asked_again.connect(self.show_rows)
        self.ledger.chosen.connect(self.card.show_row)
        self.ledger.opened.connect(self._open_row)
        self.card.asked.connect(self._do)

    def refresh(self) -> None:
        """Read the receipts again."""
        self._views = self.desk.receipts.all()
        self._waiting = self.desk.receipts.waiting()
        today = self.desk.bench.today
        self.ledger.figures.show_figures(figures_of(self._views, self._waiting, today))
        self.ledger.show_pills(
            [(key, _(words), sum(map(fits, self._views))) for key, words, fits in _PILLS]
        )
        self.show_rows()
        said = ""
        if self._waiting:
            few = ", ".join(one.name for one in self._waiting[:3])
            said = _("Money still to come for {statements}", statements=few)
        self.ledger.said.setText(said)

    def show_rows(self, kept: Callable[[Any], bool] | None = None) -> None:
        """Show the rows that pill and search leave."""
        chosen = self.ledger.row()
        key = self.ledger.pills.value() or ALL
        fits = next(test for name, _words, test in _PILLS if name == key)
        wanted = str(self.ledger.search.value() or "").strip().lower()
        rows = [one for one in self._views if fits(one) and _says(one, wanted)]
        same = kept or (lambda row: chosen is not None and row.id == chosen.id)
        self.ledger.show_rows(TABLE, rows, same)

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a receipt by id or number, or the newest one of a statement."""
        self.ledger.search.clear()
        self.ledger.pills.set_value(ALL)
        if kind == "receipt":
            self.show_rows(lambda row: key in (row.id, row.receipt.number))
        elif key:
            self.show_rows(lambda row: any(one.statement_id == key for one in row.statements))
        self.table.setFocus()

    def take_scan(self, text: str) -> bool:
        """Take the number of a receipt or a bank reference."""
        wanted = text.strip()
        found = [x for x in self._views if wanted in (x.receipt.number, x.receipt.bank_ref)]
        if found and wanted:
            self.open_thing("receipt", found[0].id)
        return bool(found and wanted)

    def ask_receipt(self) -> None:
        """Book a receipt, for the statement that has waited longest."""
        first = self._waiting[0].id if self._waiting else None
        self._open(ReceiptDialog(self.shell, self.desk, first))

    def _open_row(self, row: ReceiptView) -> None:
        if row.unallocated_fen:
            self._do(ALLOCATE)
        elif row.statements:
            self.shell.open("settlement", "statement", row.statements[0].statement_id)

    def _do(self, what: str) -> None:
        view = self.card.view
        kinds: dict[str, Any] = {ALLOCATE: AllocateDialog, REVERSE: ReverseDialog}
        if view is not None and what in kinds:
            self._open(kinds[what](self.shell, self.desk, view))

    def _open(self, dialog: Any) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def figures_of(
    views: Sequence[ReceiptView], waiting: Sequence[WaitingStatement], today: date
) -> list[Figure]:
    """Return the figures of receipts: still to come, late, come this month, not allocated."""
    asked = [one for one in waiting if one.statement.state is not StatementState.CONFIRMED]
    late = [one for one in asked if one.statement.due_on and one.statement.due_on < today]
    month = [one for one in views if f"{one.receipt.received_on:%Y-%m}" == f"{today:%Y-%m}"]
    loose = [one for one in views if one.unallocated_fen]
    return [
        Figure(
            _("Still to come ¥"),
            yuan(sum(one.left_fen for one in waiting)),
            ngettext_("{n} statement", "{n} statements", len(waiting)),
        ),
        Figure(
            _("Late ¥"),
            yuan(sum(one.left_fen for one in late)),
            ngettext_("{n} statement", "{n} statements", len(late)),
            Tone.DANGER if late else Tone.NEUTRAL,
        ),
        Figure(
            _("Came this month ¥"),
            yuan(sum(one.receipt.amount_fen for one in month)),
            ngettext_("{n} receipt", "{n} receipts", len(month)),
        ),
        Figure(
            _("To be allocated ¥"),
            yuan(sum(one.unallocated_fen for one in loose)),
            ngettext_("{n} receipt", "{n} receipts", len(loose)),
            Tone.WARN if loose else Tone.NEUTRAL,
        ),
    ]


def _says(one: ReceiptView, wanted: str) -> bool:
    words = (
        one.receipt.number,
        one.receipt.bank_ref,
        one.receipt.text,
        statement_words(one),
        *(share.number for share in one.statements),
    )
    return not wanted or any(wanted in word.lower() for word in words)
