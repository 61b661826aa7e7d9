"""An invoice is entered, or changed: number, day, what of which statement, tax, its way."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import (
    INVOICE_KIND_NAMES,
    Invoice,
    InvoiceKind,
    InvoiceShare,
    is_usual_number,
    tax_of,
)
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_, _
from warrantydesk.services.settlement.waiting import WaitingStatement
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    NumberField,
    Suggestion,
    TextField,
)
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import at_field
from warrantydesk.ui.shell import Shell

SHARES = "shares"
_WAY = ("buyer", "courier", "waybill", "recipient", "recipient_phone", "recipient_address")


class InvoiceDialog(FormDialog):
    """Fields of one invoice; amounts of statements are net."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        statement_id: int | None = None,
        parent: QWidget | None = None,
        invoice: Invoice | None = None,
    ) -> None:
        """Begin with what is left of a statement, or with an invoice that is there."""
        title = _("Change the invoice") if invoice else _("Enter an invoice")
        super().__init__(shell, title, _("&Save"))
        self._desk, self._old = desk, invoice
        self._waiting = {one.name: one for one in desk.invoices.waiting()}
        self._tax_by_hand = False
        self._declare()
        self._fill(statement_id)
        self.form.changed.connect(self._take_change)
        self._reckon()
        self.setMinimumWidth(theme.h(38))

    def _declare(self) -> None:
        form = self.form
        form.section("invoice", _("Invoice"))
        form.add("number", _("Number"), CodeField(), required=True, span=5)
        kinds = [(kind, _(name)) for kind, name in INVOICE_KIND_NAMES.items()]
        form.add("kind", _("Kind"), ChoiceField(kinds), required=True, span=4)
        form.add("issued_on", _("Day of issue"), DateField(), required=True, span=3)
        form.section(SHARES, _("For which statements"), _("Insert adds a row"))
        self.table = LineTable(
            [
                statement_column(self._waiting.values()),
                LineColumn("amount_fen", _("Net ¥"), "money", align="right", width=150),
            ],
            {"number": "", "amount_fen": None},
        )
        self.table.setAccessibleName(_("For which statements"))
        form.add_block(self.table, SHARES)
        form.add("tax_percent", _("Tax %"), NumberField(decimals=2, most=9_999), span=3)
        form.add("tax_fen", _("Tax ¥"), MoneyField(), span=4)
        form.section("way", _("Buyer and way"))
        form.add("buyer", _("Buyer"), TextField(), span=12)
        form.add("courier", _("Courier"), TextField(), span=4)
        form.add("waybill", _("Waybill number"), CodeField(), span=4)
        form.add("recipient", _("Recipient"), TextField(), span=4)
        form.add("recipient_phone", _("Phone"), TextField(), span=4)
        form.add("recipient_address", _("Address"), TextField(), span=8)

    def _fill(self, statement_id: int | None) -> None:
        first = next(iter(self._waiting.values()), None)
        start = statement_id or (first.id if first is not None else None)
        one = self._old
        if one is None and start is not None:
            one = self._desk.invoices.proposed(start)
        if one is None:
            one = Invoice("", "", kind=InvoiceKind.SPECIAL, issued_on=self._desk.bench.today)
        rate = None if one.tax_percent is None else int(one.tax_percent * 100)
        self.form.fill(
            {
                "number": one.number,
                "kind": one.kind,
                "issued_on": one.issued_on,
                SHARES: self._rows(one),
                "tax_percent": rate,
                "tax_fen": one.tax_fen,
                **{name: getattr(one, name) for name in _WAY},
            }
        )

    def _rows(self, one: Invoice) -> list[Row]:
        rows: list[Row] = []
        for share in one.shares:
            statement = self._desk.statements.get(share.statement_id)
            name = statement.maker_number or statement.number
            rows.append({"number": name, "amount_fen": share.amount_fen})
        return [*rows, {"number": "", "amount_fen": None}]

    def amount_fen(self) -> int:
        """Return what the rows come to."""
        return sum(int(row["amount_fen"] or 0) for row in self.table.value() if row["number"])

    def _take_change(self, path: str) -> None:
        if path == "tax_fen":
            self._tax_by_hand = True
        elif path in (SHARES, "tax_percent"):
            fill_amounts(self.table, self._waiting, lambda one: one.to_invoice_fen)
            self._tax_by_hand = False
        self._reckon()
        if path == "number":
            self._say_number()

    def _reckon(self) -> None:
        amount, rate = self.amount_fen(), self.form.field("tax_percent").value()
        if not self._tax_by_hand and rate is not None:
            field = self.form.field("tax_fen")
            field.set_value(tax_of(amount, Decimal(rate) / 100))
        tax = self.form.field("tax_fen").value() or 0
        words = _(
            "Net {net} and tax {tax} make {total}.",
            net=yuan(amount),
            tax=yuan(tax),
            total=yuan(amount + tax),
        )
        self.say(words)

    def _say_number(self) -> None:
        number = line(self.form.field("number").value() or "")
        if number and not is_usual_number(number):
            words = _("VAT invoices have a number of 8 or 20 digits: look once more.")
            self.note.show_mark(Mark.WARN, words)

    def keep(self, values: dict[str, Any]) -> None:
        """Save the invoice."""
        rate = values["tax_percent"]
        shares = tuple(
            InvoiceShare(self._statement(row["number"]), int(row["amount_fen"] or 0))
            for row in self.table.value()
            if row["number"] or row["amount_fen"]
        )
        if not shares:
            raise refused(INVALID, N_("Say which statement it is for."), SHARES)
        self.kept = self._desk.invoices.save(
            values["number"] or "",
            id=self._old.id if self._old else None,
            shares=shares,
            kind=InvoiceKind(values["kind"]),
            issued_on=values["issued_on"],
            tax_percent=None if rate is None else Decimal(rate) / 100,
            tax_fen=values["tax_fen"],
            version=self._old.version if self._old else None,
            **{name: values[name] or "" for name in _WAY},
        )
        self.shell.toast(_("Invoice {number} saved", number=self.kept.number))

    def _statement(self, number: str) -> int:
        return statement_of(self._desk, number, SHARES)


def statement_column(waiting: Iterable[WaitingStatement]) -> LineColumn:
    """Return the column in which a statement is named; those that wait are offered."""
    known = list(waiting)

    def offered(text: str) -> list[Suggestion]:
        wanted = line(text).upper()
        return [
            Suggestion(one.name, yuan(one.left_fen), one.id)
            for one in known
            if wanted in one.name.upper() or wanted in one.statement.number
        ]

    return LineColumn("number", _("Statement"), "suggest", width=220, suggest=offered, stretch=True)


def fill_amounts(
    table: LineTable,
    waiting: Mapping[str, WaitingStatement],
    left: Callable[[WaitingStatement], int],
) -> None:
    """Give each statement that was just named what is left of it; fen."""
    for number, row in enumerate(table.value()):
        waits = waiting.get(line(row["number"] or ""))
        if waits is not None and row["amount_fen"] is None:
            table.put(number, {**row, "amount_fen": left(waits)})


def statement_of(desk: Any, number: str, field: str) -> int:
    """Return the statement of a number, the payer's or ours; Refused at ``field``."""
    return int(at_field(field, lambda: desk.statements.by_number(number or "")).id)
