"""Invoices and receipts as one account of the payer, in a workbook: what stands after each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.domain.settlement.invoice import INVOICE_STATE_NAMES, InvoiceState
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_, _
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.services.settlement.invoice_views import listed as invoices
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.services.settlement.receipt_views import listed as receipts

_COLUMNS = (
    (N_("Day"), Holds.DAY, 12),
    (N_("Entry"), Holds.TEXT, 14),
    (N_("Number"), Holds.TEXT, 24),
    (N_("State"), Holds.TEXT, 14),
    (N_("Payer code"), Holds.TEXT, 10),
    (N_("Statements"), Holds.TEXT, 24),
    (N_("Net ¥"), Holds.MONEY, 14),
    (N_("Tax ¥"), Holds.MONEY, 12),
    (N_("Invoiced ¥"), Holds.MONEY, 14),
    (N_("Received ¥"), Holds.MONEY, 14),
    (N_("Still to come ¥"), Holds.MONEY, 14),
    (N_("Bank reference"), Holds.TEXT, 20),
    (N_("Remark"), Holds.TEXT, 30),
)
_BEFORE = N_("brought forward")


@dataclass(frozen=True)
class LedgerFile:
    """What was written: entries of the days, and what is still to come at their end; fen."""

    file: str
    rows: int
    invoiced_fen: int
    received_fen: int
    balance_fen: int


@dataclass(frozen=True)
class Entry:
    """One line of the account; ``invoiced`` and ``received`` include tax, fen."""

    day: date
    cells: tuple[Cell, ...]
    invoiced_fen: int = 0
    received_fen: int = 0
    tail: tuple[str, str] = ("", "")


def write_ledger(
    bench: Bench, file: Path, first: date | None, last: date | None, brand: str
) -> LedgerFile:
    """Write the account of a brand to a workbook; what was before its days is brought forward."""
    from warrantydesk.documents import excel

    bench.allow("invoices.export")
    if first and last and first > last:
        raise refused(INVALID, N_("The first day is after the last one."), "first")
    if file.suffix.lower() != ".xlsx":
        raise refused(INVALID, N_("Name a file that ends in .xlsx."), "file")
    entries = sorted(_entries(bench, code(brand)), key=lambda one: one.day)
    before = [one for one in entries if first and one.day < first]
    within = [
        one
        for one in entries
        if (first is None or one.day >= first) and (last is None or one.day <= last)
    ]
    balance = sum(one.invoiced_fen - one.received_fen for one in before)
    rows: list[tuple[Cell, ...]] = []
    if first is not None:
        rows.append((first, _(_BEFORE), *[None] * 8, balance, "", ""))
    for one in within:
        balance += one.invoiced_fen - one.received_fen
        amounts = (one.invoiced_fen or None, one.received_fen or None, balance)
        rows.append((one.day, *one.cells, *amounts, *one.tail))
    columns = [ListColumn(_(title), holds, width) for title, holds, width in _COLUMNS]
    data = excel.render(_("Invoices and receipts"), columns, rows)
    targets.write(file, data, bench.stores.db.folder.path)
    invoiced = sum(one.invoiced_fen for one in within)
    received = sum(one.received_fen for one in within)
    return LedgerFile(str(file), len(within), invoiced, received, balance)


def _entries(bench: Bench, brand: str) -> Iterator[Entry]:
    for invoice in invoices(bench, brand):
        if invoice.state is not InvoiceState.VOID and invoice.invoice.issued_on is not None:
            yield _of_invoice(invoice, invoice.invoice.issued_on)
    for receipt in receipts(bench, brand):
        yield _of_receipt(receipt)


def _of_invoice(view: InvoiceView, day: date) -> Entry:
    one = view.invoice
    what = _("Red invoice") if one.credits is not None else _("Invoice")
    cells = (
        what,
        one.number,
        _(INVOICE_STATE_NAMES[view.state]),
        one.payer or one.brand,
        _numbers(view),
        one.amount_fen,
        one.tax_fen,
    )
    return Entry(day, cells, invoiced_fen=one.total_fen, tail=("", one.return_reason))


def _of_receipt(view: ReceiptView) -> Entry:
    one = view.receipt
    what = _("Reversal") if one.reverses is not None else _("Receipt")
    state = _("taken back") if view.taken_back_by else ""
    cells = (what, one.number, state, one.payer or one.brand, _numbers(view), None, None)
    return Entry(
        one.received_on,
        cells,
        received_fen=one.amount_fen,
        tail=(one.bank_ref, one.reason or one.text),
    )


def _numbers(view: InvoiceView | ReceiptView) -> str:
    return ", ".join(share.maker_number or share.number for share in view.statements)
