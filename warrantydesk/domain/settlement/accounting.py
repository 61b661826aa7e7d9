"""What an accounting system is given of invoices, in the layout that the profile describes. Pure.

A layout is a row of ``accounting_layouts``; its columns are rows of ``accounting``. A cell is text
in which ``{invoice.number}`` and its like stand for values; amounts are fen until written.

A posting layout makes a debit line to the customer, a credit line to revenue and one for the tax of
each invoice: debits are above 0, credits below, so that the lines of an invoice come to 0.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warrantydesk.domain.maker_fields import value_at
from warrantydesk.domain.profile import Row
from warrantydesk.domain.profile_entries import listed
from warrantydesk.domain.settlement.invoice import Invoice

POSTING, INVOICE = "posting", "invoice"
CUSTOMER, REVENUE, TAX = "customer", "revenue", "tax"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
ENCODINGS = ("utf-8-sig", "utf-8", "gb18030", "utf-16")
DATES = {
    "date_dash": "%Y-%m-%d",
    "date_slash": "%Y/%m/%d",
    "date_dot": "%d.%m.%Y",
    "date_plain": "%Y%m%d",
}
BY_SIGN, TAIL, AMOUNT, UNSIGNED = "by_sign", "tail", "amount", "unsigned"
FORMATS = ("as_is", AMOUNT, UNSIGNED, *DATES, BY_SIGN, TAIL)
"""``by_sign`` takes what stands before ``|`` on a debit and what stands after it on a credit;
``unsigned`` leaves the sign to such a key; ``tail`` keeps the last signs where there are too
many, the others keep the first.
"""
_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")
_ANY = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?-?")


@dataclass(frozen=True)
class AccountingColumn:
    """A column: its title, its cell on each kind of line, how that is written."""

    title: str
    cells: Mapping[str, str]
    form: str = "as_is"
    max_len: int | None = None


@dataclass(frozen=True)
class AccountingLayout:
    """How a file for the accounting system looks."""

    code: str
    name_zh: str
    name_en: str
    lines: str
    """``posting`` or ``invoice``: lines of a voucher, or one line an invoice."""
    encoding: str
    separator: str
    line_end: str
    has_header: bool
    quotes_all: bool
    decimal: str
    minus_behind: bool
    customers: Mapping[str, str]
    """Customer number by payer; the maker by its brand code."""
    tax_codes: Mapping[str, str]
    """Tax code by rate, as ``13``."""
    columns: tuple[AccountingColumn, ...]


@dataclass(frozen=True)
class Posting:
    """One line of a voucher, or an invoice as a whole; ``amount_fen`` is signed."""

    line: str
    document: int
    amount_fen: int
    net_fen: int
    tax_fen: int
    gross_fen: int
    customer: str = ""
    tax_code: str = ""
    statements: str = ""
    maker_numbers: str = ""
    period: str = ""
    posted_on: date | None = None


def layouts_of(layouts: Iterable[Row], columns: Sequence[Row]) -> tuple[AccountingLayout, ...]:
    """Return the layouts of a profile in their order."""
    return tuple(_layout(row, columns) for row in layouts)


def _layout(row: Row, columns: Sequence[Row]) -> AccountingLayout:
    own = [one for one in columns if one["layout"] == row["code"]]
    return AccountingLayout(
        row["code"],
        row["name_zh"],
        row["name_en"],
        row["lines"],
        row["encoding"],
        SEPARATORS[row["separator"]],
        LINE_ENDS[row["line_end"]],
        row["header"] == "yes",
        row["quotes"] == "all",
        "," if row["decimal"] == "comma" else ".",
        row["minus"] == "behind",
        _pairs(row["customers"]),
        _pairs(row["tax_codes"]),
        tuple(_column(one) for one in sorted(own, key=lambda one: int(one["position"]))),
    )


def _column(row: Row) -> AccountingColumn:
    cells = {CUSTOMER: row["value"], REVENUE: row["revenue"], TAX: row["tax"]}
    most = row.get("max_len", "")
    return AccountingColumn(row["title"], cells, row["format"], int(most) if most else None)


def _pairs(text: str) -> Mapping[str, str]:
    found = (pair.partition("=") for pair in listed(text))
    return {key.strip(): value.strip() for key, _, value in found}


def postings(
    layout: AccountingLayout, invoice: Invoice, document: int, around: Mapping[str, Any]
) -> tuple[Posting, ...]:
    """Return the lines of one invoice; ``around`` gives the fields that follow from elsewhere."""
    gross = invoice.total_fen
    amounts = {CUSTOMER: gross}
    if layout.lines == POSTING:
        amounts |= {REVENUE: -invoice.amount_fen}
        amounts |= {TAX: -invoice.tax_fen} if invoice.tax_fen else {}
    return tuple(
        Posting(line, document, fen, invoice.amount_fen, invoice.tax_fen, gross, **around)
        for line, fen in amounts.items()
    )


def places_of(cell: str) -> tuple[str, ...]:
    """Return the names in braces of a cell."""
    return tuple(_ANY.findall(cell))


def unknown_places(layout: AccountingLayout, sources: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names in braces for which there is no value anywhere."""
    for column in layout.columns:
        for cell in column.cells.values():
            for path in places_of(cell):
                head, _, name = path.partition(".")
                if head not in sources or not hasattr(sources[head], name):
                    yield path


def cells_of(layout: AccountingLayout, sources: Mapping[str, Any]) -> list[str]:
    """Return the cells of a line; ``sources`` hold ``posting``, ``invoice``, ``site``, …"""
    posting: Posting = sources["posting"]
    return [_cell(layout, column, posting, sources) for column in layout.columns]


def _cell(
    layout: AccountingLayout,
    column: AccountingColumn,
    posting: Posting,
    sources: Mapping[str, Any],
) -> str:
    text = column.cells[posting.line]
    if column.form == BY_SIGN:
        debit, _, credit = text.partition("|")
        text = debit if posting.amount_fen >= 0 else credit
    filled = _PLACE.sub(lambda at: _written(layout, column, value_at(sources, at[1])), text)
    if column.max_len is None or len(filled) <= column.max_len:
        return filled
    return filled[-column.max_len :] if column.form == TAIL else filled[: column.max_len]


def _written(layout: AccountingLayout, column: AccountingColumn, value: Any) -> str:
    if value is None:
        return ""
    if column.form in (AMOUNT, UNSIGNED) and isinstance(value, int):
        return amount_text(layout, value if column.form == AMOUNT else abs(value))
    if isinstance(value, date):
        return format(value, DATES.get(column.form, "%Y-%m-%d"))
    return str(value)


def amount_text(layout: AccountingLayout, fen: int) -> str:
    """Write an amount with two decimals, without thousands: ``-1238.00``, ``1238,00-``."""
    text = f"{abs(fen) // 100}{layout.decimal}{abs(fen) % 100:02d}"
    if fen >= 0:
        return text
    return f"{text}-" if layout.minus_behind else f"-{text}"


def is_number(text: str) -> bool:
    """Tell whether a cell is a plain number, which no spreadsheet takes for a formula."""
    return _NUMBER.fullmatch(text) is not None
