"""Money is booked: how much came in, for which statements; beside it what that does."""

from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_, _
from warrantydesk.services.settlement.allocating import ClaimPart, StatementPart
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import DateField, MoneyField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import said
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.invoice_dialog import (
    fill_amounts,
    statement_column,
    statement_of,
)
from warrantydesk.ui.tabs.settlement.receipt_words import preview_words
from warrantydesk.ui.tabs.settlement.statement_dialogs import claim_of

SHARES, CLAIMS = "shares", "claims"
_LARGEST_FEN = 99_999_999_99


class ReceiptDialog(FormDialog):
    """What came in includes tax; claims that the payer names are net."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        statement_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with all that is left of a statement."""
        super().__init__(shell, _("Book a receipt"), _("&Book it"))
        self._desk = desk
        self._waiting = {one.name: one for one in desk.receipts.waiting()}
        self.preview = Words("", token="ink2", wrap=True)
        self._declare()
        self._fill(statement_id)
        self.form.changed.connect(self._take_change)
        self._show_preview()
        self.setMinimumWidth(theme.h(38))

    def _declare(self) -> None:
        form = self.form
        form.section("receipt", _("On the account"))
        amount = MoneyField(least=-_LARGEST_FEN)
        form.add("amount_fen", _("Amount with tax ¥"), amount, required=True, span=4)
        form.add("received_on", _("Arrived on"), DateField(), required=True, span=4)
        form.add("bank_ref", _("Bank reference"), TextField(), span=4)
        form.add("account", _("Account"), TextField(), span=4)
        form.add("text", _("Text of the transfer"), TextField(), span=8)
        form.section(SHARES, _("For which statements"), _("without any it waits"))
        self.shares = self._table(
            statement_column(self._waiting.values()),
            LineColumn("amount_fen", _("With tax ¥"), "money", align="right", width=150),
        )
        self.shares.setAccessibleName(_("For which statements"))
        form.add_block(self.shares, SHARES)
        form.add_block(self.preview)
        form.section(CLAIMS, _("Claims that it names"), _("else they are paid in order"))
        self.claims = self._table(
            LineColumn("number", _("Our number"), "code", width=220, stretch=True),
            LineColumn("amount_fen", _("Net ¥"), "money", align="right", width=150),
        )
        self.claims.setAccessibleName(_("Claims that it names"))
        form.add_block(self.claims, CLAIMS)

    def _table(self, *columns: LineColumn) -> LineTable:
        return LineTable(columns, {"number": "", "amount_fen": None})

    def _fill(self, statement_id: int | None) -> None:
        found = [one for one in self._waiting.values() if one.id == statement_id]
        rows: list[Row] = [{"number": one.name, "amount_fen": one.left_fen} for one in found]
        blank: Row = {"number": "", "amount_fen": None}
        self.form.fill(
            {
                "amount_fen": found[0].left_fen if found else None,
                "received_on": self._desk.bench.today,
                "bank_ref": found[0].statement.remittance if found else "",
                SHARES: [*rows, dict(blank)],
                CLAIMS: [dict(blank)],
            }
        )

    def _take_change(self, path: str) -> None:
        if path == SHARES:
            fill_amounts(self.shares, self._waiting, lambda one: one.left_fen)
        elif path == "amount_fen":
            self._follow_amount()
        self._show_preview()

    def _follow_amount(self) -> None:
        """Let the one statement follow the amount, as far as it is owed so much."""
        amount = self.form.field("amount_fen").value()
        named = [(n, row) for n, row in enumerate(self.shares.value()) if row["number"]]
        if amount is None or len(named) != 1:
            return
        number, row = named[0]
        waits = self._waiting.get(line(row["number"]))
        if waits is not None and waits.left_fen > 0:
            self.shares.put(number, {**row, "amount_fen": min(amount, waits.left_fen)})

    def _parts(self) -> tuple[StatementPart, ...]:
        rows = [row for row in self.shares.value() if row["number"] or row["amount_fen"]]
        claims = self._claims()
        if claims and len(rows) != 1:
            raise refused(INVALID, N_("Claims are named for one statement at a time."), CLAIMS)
        return tuple(
            StatementPart(
                statement_of(self._desk, row["number"], SHARES),
                int(row["amount_fen"] or 0),
                claims,
            )
            for row in rows
        )

    def _claims(self) -> tuple[ClaimPart, ...]:
        return tuple(
            ClaimPart(claim_of(self._desk, row["number"], CLAIMS), int(row["amount_fen"] or 0))
            for row in self.claims.value()
            if row["number"] or row["amount_fen"]
        )

    def _show_preview(self) -> None:
        amount = self.form.field("amount_fen").value() or 0
        try:
            parts = self._parts()
            expected = self._desk.receipts.expected(amount, shares=parts)
        except Refused as no:
            self.preview.setText("")
            self.note.show_mark(Mark.WARN, said(no.findings[0]))
            return
        over = amount - sum(one.amount_fen or 0 for one in parts)
        self.preview.setText(preview_words(expected, over))
        if over < 0:
            words = _("The statements get {amount} more than came in.", amount=yuan(-over))
            self.note.show_mark(Mark.WARN, words)
        else:
            self.note.show_mark(None, "")

    def keep(self, values: dict[str, Any]) -> None:
        """Book the receipt."""
        booked = self._desk.receipts.book(
            values["amount_fen"],
            received_on=values["received_on"],
            bank_ref=values["bank_ref"] or "",
            account=values["account"] or "",
            text=values["text"] or "",
            shares=self._parts(),
        )
        words = said(booked.finding) if booked.finding is not None else ""
        self.shell.toast(words or _("Receipt {number} booked", number=booked.number))
