"""The invoice register, and what the accounting system is given of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from warrantydesk.domain.settlement.accounting import AccountingLayout
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceKind, InvoiceShare, tax_of
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.accounting import (
    AccountingRows,
    Asked,
    Exported,
    export,
    layouts,
    rows_of,
)
from warrantydesk.services.settlement.accounting_ledger import LedgerFile, write_ledger
from warrantydesk.services.settlement.invoice_steps import InvoiceSteps
from warrantydesk.services.settlement.invoice_views import InvoiceView, listed, view_of
from warrantydesk.services.settlement.invoicing import left_to_invoice
from warrantydesk.services.settlement.invoicing_way import Told
from warrantydesk.services.settlement.waiting import WaitingStatement, waiting


class InvoiceService:
    """The invoice register, and what the accounting system is given of it."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._steps = InvoiceSteps(bench)

    def save(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        number: str = "",
        id: int | None = None,
        brand: str = "",
        statement_id: int | None = None,
        shares: tuple[InvoiceShare, ...] = (),
        kind: InvoiceKind | None = None,
        issued_on: date | None = None,
        amount_fen: int | None = None,
        tax_percent: Decimal | None = None,
        tax_fen: int | None = None,
        buyer: str | None = None,
        sent_on: date | None = None,
        courier: str | None = None,
        waybill: str | None = None,
        recipient: str | None = None,
        recipient_phone: str | None = None,
        recipient_address: str | None = None,
        accepted_on: date | None = None,
        corrects: str | None = None,
        version: int | None = None,
    ) -> Invoice:
        """Enter an invoice for one statement or for shares of several, or change it with ``id``.

        Amounts are net; the tax is the rate of the net sum, rounded half up once, unless it is
        given. Refused where statements are not confirmed, or would be invoiced above their sum.
        """
        told = Told(
            number,
            brand,
            statement_id,
            shares,
            kind,
            issued_on,
            amount_fen,
            tax_percent,
            tax_fen,
            buyer,
            sent_on,
            courier,
            waybill,
            recipient,
            recipient_phone,
            recipient_address,
            accepted_on,
            corrects,
        )
        return self._steps.save(told, id, version)

    def send(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        invoice_id: int,
        on: date | None = None,
        courier: str | None = None,
        waybill: str | None = None,
        recipient: str | None = None,
        recipient_phone: str | None = None,
        recipient_address: str | None = None,
    ) -> Invoice:
        """Note that an invoice went out, again where it came back, and by whom."""
        told = Told(
            "",
            courier=courier,
            waybill=waybill,
            recipient=recipient,
            recipient_phone=recipient_phone,
            recipient_address=recipient_address,
        )
        return self._steps.send(invoice_id, on, told)

    def accept(self, invoice_id: int, on: date | None = None) -> Invoice:
        """Note that the payer verified an invoice and took it."""
        return self._steps.accept(invoice_id, on)

    def bounce(self, invoice_id: int, reason: str, on: date | None = None) -> Invoice:
        """Note that the payer sent an invoice back; it is sent again, voided or credited then."""
        return self._steps.bounce(invoice_id, reason, on)

    def credit(
        self, invoice_id: int, number: str, reason: str, issued_on: date | None = None
    ) -> Invoice:
        """Enter the red invoice that takes another one back: its amounts, below 0."""
        return self._steps.credit(invoice_id, number, reason, issued_on)

    def void(self, invoice_id: int, reason: str) -> Invoice:
        """Void an invoice of an open month for which no money came."""
        return self._steps.void(invoice_id, reason)

    def export(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        file: Path,
        layout: str = "",
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        form: str = "",
        again: bool = False,
    ) -> Exported:
        """Write invoices for the accounting system in a layout of the profile, and mark them.

        Those issued in the days, without days those not given yet; ``form`` is csv, txt or xlsx,
        else the ending of the file says it. ``again`` gives what was given already.
        """
        return export(self._bench, Asked(layout, first, last, brand, again), file, form)

    def ledger(
        self, file: Path, first: date | None = None, last: date | None = None, brand: str = ""
    ) -> LedgerFile:
        """Write invoices and receipts as one account, with what is still to come, to a workbook."""
        return write_ledger(self._bench, file, first, last, brand)

    def preview(
        self,
        layout: str = "",
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        again: bool = False,
    ) -> AccountingRows:
        """Return what a file for the accounting system would hold; nothing is written."""
        return rows_of(self._bench, Asked(layout, first, last, brand, again))

    def layouts(self, brand: str = "") -> tuple[AccountingLayout, ...]:
        """Return the layouts that the brand's profile describes."""
        return layouts(self._bench, brand or self._bench.site.brand)

    def get(self, invoice_id: int) -> Invoice:
        """Return an invoice; Refused(NOT_FOUND)."""
        return self._bench.stores.invoices.get(invoice_id)

    def look(self, invoice_id: int) -> InvoiceView:
        """Return an invoice with its state and statements; Refused(NOT_FOUND)."""
        return view_of(self._bench, self.get(invoice_id))

    def all(self, brand: str = "") -> tuple[InvoiceView, ...]:
        """Return the register, the newest first."""
        return listed(self._bench, brand)

    def waiting(self, brand: str = "") -> tuple[WaitingStatement, ...]:
        """Return the confirmed statements of which something is not invoiced yet."""
        return tuple(one for one in waiting(self._bench, brand) if one.to_invoice_fen)

    def left(self, statement_id: int) -> int:
        """Return what of a statement is not invoiced yet, net fen."""
        return left_to_invoice(self._bench, self._statement(statement_id))

    def proposed(self, statement_id: int) -> Invoice:
        """Return an invoice over what is left of a statement, as it would be; nothing is written.

        Buyer and recipient are those of the payer's newest invoice.
        """
        statement = self._statement(statement_id)
        rate = self._bench.profile(statement.brand).rates.tax
        amount = max(left_to_invoice(self._bench, statement), 0)
        former = self._bench.stores.invoices.find(brand=statement.brand, payer=statement.payer)
        last = former[-1] if former else Invoice("", statement.brand)
        return replace(
            Invoice("", statement.brand, statement.payer),
            issued_on=self._bench.today,
            amount_fen=amount,
            tax_percent=rate,
            tax_fen=tax_of(amount, rate),
            shares=(InvoiceShare(statement.id, amount),),
            kind=last.kind,
            buyer=last.buyer or self._payer_name(statement),
            courier=last.courier,
            recipient=last.recipient,
            recipient_phone=last.recipient_phone,
            recipient_address=last.recipient_address,
        )

    def _payer_name(self, statement: Statement) -> str:
        if not statement.payer:
            return self._bench.maker_name(statement.brand)
        supplier = self._bench.profile(statement.brand).suppliers.get(statement.payer)
        return pick(supplier["name_zh"], supplier["name_en"]) if supplier else statement.payer

    def _statement(self, statement_id: int) -> Statement:
        return self._bench.stores.statements.get(statement_id)
