"""The file for the accounting system: chosen invoices, drawn, put at its place, marked as given."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.listing import ListColumn
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.settlement.accounting import (
    AccountingLayout,
    cells_of,
    is_number,
    layouts_of,
    postings,
    unknown_places,
)
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind

SAP = "sap_customer_invoice"
_WIDTH = 18
_ENDINGS = (".csv", ".txt", ".xlsx")


@dataclass(frozen=True)
class Asked:
    """Which invoices are wanted: those issued in the days, else those not given yet."""

    layout: str = ""
    first: date | None = None
    last: date | None = None
    brand: str = ""
    again: bool = False
    """Invoices that were given already are given once more."""


@dataclass(frozen=True)
class AccountingRows:
    """What a file holds: titles, rows, and the invoices they are of."""

    layout: AccountingLayout
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    invoices: tuple[Invoice, ...]
    given_before: int = 0
    """How many of the invoices were given already."""


@dataclass(frozen=True)
class Exported:
    """What was written; ``total_fen`` is net and tax of its invoices."""

    file: str
    layout: str
    invoices: int
    rows: int
    total_fen: int
    bytes: int


def layouts(bench: Bench, brand: str) -> tuple[AccountingLayout, ...]:
    """Return the layouts of a brand's profile."""
    profile = bench.profile(brand)
    return layouts_of(profile.rows("accounting_layouts"), profile.rows("accounting"))


def rows_of(bench: Bench, asked: Asked) -> AccountingRows:
    """Return what a file would hold; Refused(STATE, INVALID) where that cannot be said."""
    brand = code(asked.brand) or bench.site.brand
    layout = _layout(bench, brand, asked.layout or SAP)
    if asked.first and asked.last and asked.first > asked.last:
        raise refused(INVALID, N_("The first day is after the last one."), "first")
    invoices = _chosen(bench, brand, asked)
    around = [_around(bench, layout, one) for one in invoices]
    lines: list[tuple[str, ...]] = []
    for number, (invoice, beside) in enumerate(zip(invoices, around, strict=True), 1):
        for posting in postings(layout, invoice, number, beside):
            sources = {"posting": posting, "invoice": invoice, "site": bench.site}
            _must_be_known(layout, sources)
            lines.append(tuple(cells_of(layout, sources)))
    titles = tuple(column.title for column in layout.columns)
    before = sum(one.exported_on is not None for one in invoices)
    return AccountingRows(layout, titles, tuple(lines), tuple(invoices), before)


def export(bench: Bench, asked: Asked, file: Path, form: str) -> Exported:
    """Write the file and mark its invoices, both or neither.

    Refused(STATE) where nothing is to be given, or was given already and ``again`` is not said.
    """
    bench.allow("invoices.export")
    found = rows_of(bench, asked)
    if not found.invoices:
        raise refused(STATE, N_("No invoice of these days waits for the accounting system."))
    if found.given_before and not asked.again:
        raise refused(
            STATE,
            N_("{n} of these invoices were given to accounting already. Say that they go again."),
            "again",
            n=found.given_before,
        )
    ending = f".{form.lower()}" if form else file.suffix.lower()
    if ending not in _ENDINGS:
        words = N_("Name a file that ends in .csv, .txt or .xlsx.")
        raise refused(INVALID, words, "file", file=file)
    data = data_of(found, ending)
    with bench.change(N_("give invoices to accounting"), Kind.MONEY, Kind.PRINT_JOBS):
        for invoice in found.invoices:
            bench.stores.invoices.save(replace(invoice, exported_on=bench.today))
        bench.stores.print_jobs.add(_entry(bench, found, file, data))
        # Inside: what cannot be written leaves no mark of something that never went out.
        targets.write(file, data, bench.stores.db.folder.path)
    total = sum(one.total_fen for one in found.invoices)
    name = found.layout.code
    return Exported(str(file), name, len(found.invoices), len(found.rows), total, len(data))


def data_of(found: AccountingRows, ending: str) -> bytes:
    """Return the file's bytes in the layout's separator, quotes, line ends and encoding."""
    layout = found.layout
    if ending == ".xlsx":
        from warrantydesk.documents import excel

        columns = [ListColumn(title, width=_WIDTH) for title in found.titles]
        return excel.render(layout.code, columns, found.rows)
    out = io.StringIO()
    quoting: Any = csv.QUOTE_ALL if layout.quotes_all else csv.QUOTE_MINIMAL
    writer = csv.writer(
        out, delimiter=layout.separator, quoting=quoting, lineterminator=layout.line_end
    )
    if layout.has_header:
        writer.writerow(map(_safe, found.titles))
    writer.writerows([_safe(cell) for cell in row] for row in found.rows)
    return out.getvalue().encode(layout.encoding, "replace")


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs; numbers stay as the layout writes them."""
    from warrantydesk.documents.csv_list import harmless

    return cell if is_number(cell) else harmless(cell)


def _layout(bench: Bench, brand: str, name: str) -> AccountingLayout:
    known = layouts(bench, brand)
    found = next((one for one in known if one.code == name and one.columns), None)
    if found is None:
        raise refused(
            INVALID,
            N_("The brand's tables know no layout {name} for accounting. There are: {names}."),
            "layout",
            name=name,
            names=", ".join(one.code for one in known) or "—",
        )
    return found


def _chosen(bench: Bench, brand: str, asked: Asked) -> list[Invoice]:
    found = bench.stores.invoices.find(brand=brand, void_reason="")
    if asked.first is None and asked.last is None:
        found = [one for one in found if one.exported_on is None or asked.again]
    days = ((one, one.issued_on) for one in found)
    chosen = [
        one
        for one, day in days
        if day is not None
        and (asked.first is None or day >= asked.first)
        and (asked.last is None or day <= asked.last)
    ]
    return sorted(chosen, key=lambda one: (str(one.issued_on), one.id))


def _around(bench: Bench, layout: AccountingLayout, invoice: Invoice) -> dict[str, Any]:
    """Return what a line needs beside the invoice; Refused(INVALID) where the layout lacks it."""
    payer = invoice.payer or invoice.brand
    customer = layout.customers.get(payer, "")
    uses = {cell for column in layout.columns for cell in column.cells.values()}
    if not customer and any("{posting.customer}" in cell for cell in uses):
        words = N_("The layout {layout} names no customer number for {payer}: enter it there.")
        raise refused(INVALID, words, "layout", layout=layout.code, payer=payer)
    rate = format((invoice.tax_percent or Decimal(0)).normalize(), "f")
    tax_code = layout.tax_codes.get(rate, "")
    if not tax_code and any("{posting.tax_code}" in cell for cell in uses):
        words = N_("The layout {layout} names no tax code for {rate} %: enter it there.")
        raise refused(INVALID, words, "layout", layout=layout.code, rate=rate)
    statements = bench.stores.statements.several(one.statement_id for one in invoice.shares)
    return {
        "customer": customer,
        "tax_code": tax_code,
        "statements": _joined(one.number for one in statements),
        "maker_numbers": _joined(one.maker_number or one.number for one in statements),
        "period": _joined(one.period for one in statements),
        "posted_on": invoice.issued_on,
    }


def _joined(words: Iterable[str]) -> str:
    return "/".join(dict.fromkeys(word for word in words if word))


def _must_be_known(layout: AccountingLayout, sources: dict[str, Any]) -> None:
    unknown = next(unknown_places(layout, sources), None)
    if unknown is not None:
        raise refused(
            INVALID,
            N_("The layout {layout} asks for {field}, which the desk does not know."),
            "layout",
            layout=layout.code,
            field=unknown,
        )


def _entry(bench: Bench, found: AccountingRows, file: Path, data: bytes) -> PrintJob:
    numbers: Sequence[str] = [one.number for one in found.invoices]
    more = f" +{len(numbers) - 1}" if len(numbers) > 1 else ""
    return PrintJob(
        kind="paper",
        subject=f"{numbers[0]}{more}",
        printer=file.name,
        language="accounting",
        copies=len(numbers),
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        state=JobState.SENT,
        by=bench.person.login,
        at=bench.now,
    )
