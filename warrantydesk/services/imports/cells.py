"""Cells as fields want them, and as they are shown."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from warrantydesk.domain import text as normal
from warrantydesk.domain.money import half_up
from warrantydesk.domain.sheet import Cell, written
from warrantydesk.domain.sheet.written import NotWritten
from warrantydesk.i18n import N_
from warrantydesk.services.imports.target import Field, Value, Want

Reader = Callable[[Cell], Value | NotWritten]
_FEN = re.compile(r"(_fen$|[(（\[]\s*(fen|分)\s*[)）\]])", re.IGNORECASE)
_TEN_THOUSANDS = re.compile(r"万元")
_OWN_UNIT = re.compile(r"[元圆万亿]")
"""A cell that says itself in what its amount is."""


def shown(cell: Cell) -> str:
    """Return a cell as the clerk sees it in a spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f") if cell.is_finite() else str(cell)
    return str(cell)


def reader_of(field: Field, header: str = "") -> Reader:
    """Return what reads the cells of a field; it gives back a NotWritten, it does not raise it.

    The header may say the unit of an amount: fen, or ten thousands of yuan.
    """
    read = _amount(header) if field.kind is Want.AMOUNT else _READ[field.kind]
    return _safe(read, field.blanks)


def is_in_fen(header: str) -> bool:
    """Tell whether a header says that its amounts are fen."""
    return _FEN.search(header) is not None


def has_unit(header: str) -> bool:
    """Tell whether a header says itself in what its amounts are."""
    return is_in_fen(header) or "元" in header


def _safe(read: Callable[[Cell], Value], blanks: frozenset[str]) -> Reader:
    def reader(cell: Cell) -> Value | NotWritten:
        if cell is None or cell == "":
            return None
        if blanks and isinstance(cell, str) and normal.line(cell).casefold() in blanks:
            return None
        try:
            return read(cell)
        except NotWritten as what:
            return what

    return reader


def _amount(header: str) -> Callable[[Cell], Value]:
    if is_in_fen(header):
        return written.whole
    if _TEN_THOUSANDS.search(header):
        return _from_ten_thousands
    return written.amount_fen


def _from_ten_thousands(cell: Cell) -> Value:
    if isinstance(cell, str) and _OWN_UNIT.search(cell):
        return written.amount_fen(cell)
    return half_up(written.amount(cell) * 1_000_000)


def _code(cell: Cell) -> Value:
    return normal.code(written.text(cell)) or None


def _text(cell: Cell) -> Value:
    return normal.line(written.text(cell)) or None


def _raw(cell: Cell) -> Value:
    return normal.line(shown(cell)) or None


def _decimal(cell: Cell) -> Value:
    number = written.amount(cell)
    if abs(number) >= 10**9:
        raise NotWritten(N_("This number is too large."), {})
    return number


_READ: dict[Want, Callable[[Cell], Value]] = {
    Want.TEXT: _text,
    Want.CODE: _code,
    Want.WHOLE: written.whole,
    Want.DECIMAL: _decimal,
    Want.DAY: written.day,
    Want.YES_NO: written.yes_no,
    Want.RAW: _raw,
}
