"""What a cell says, however it was written: amounts, whole numbers, days, texts, yes and no."""

import re
from datetime import date, datetime
from decimal import Decimal

from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.amounts import DIGITS_LOST, amount, amount_fen, whole
from warrantydesk.domain.sheet.days import day
from warrantydesk.domain.sheet.plain import EMPTY, NotWritten, as_meant, plain, shown
from warrantydesk.i18n import N_

__all__ = ["NotWritten", "amount", "amount_fen", "day", "text", "whole", "yes_no"]

_SAFE_DIGITS = 15
"""A number of a sheet holds 15 digits; an id with more has lost the others."""
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}", re.I)
_HASHES = re.compile(r"#{3,}")
_YES = frozenset(
    {"是", "有", "对", "√", "✓", "✔", "☑", "需", "需要", "已", "已完成", "完成", "停售"}
    | {"yes", "y", "true", "t", "1", "ok", "on", "done"}
)
_NO = frozenset(
    {"否", "无", "不", "没有", "×", "✗", "✘", "☐", "不需", "不需要", "未", "未完成"}
    | {"no", "n", "false", "f", "0", "-", "—", "–", "none", "off"}
)


def text(cell: Cell) -> str:
    """Return a one-line text or an id; an empty cell is an empty text.

    A number is written with its digits alone (123.0 is 123), a text keeps its leading zeros.
    Raises NotWritten for an id whose last digits a sheet has lost.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    number = Decimal(cell)
    if not number.is_finite() or number.adjusted() >= _SAFE_DIGITS:
        raise NotWritten(DIGITS_LOST, {"cell": shown(cell)})
    number = number.normalize()
    return f"{number:f}" if number else "0"


def _text(cell: str) -> str:
    meant = " ".join(as_meant(cell).split())
    if _SHORTENED.fullmatch(meant) or _HASHES.fullmatch(meant):
        raise NotWritten(DIGITS_LOST, {"cell": shown(cell)})
    return meant


def yes_no(cell: Cell) -> bool:
    """Return yes or no; an empty cell is neither. Raises NotWritten."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | Decimal) and Decimal(cell).is_finite() and cell in (0, 1):
        return cell == 1
    said = plain(cell).casefold() if isinstance(cell, str) else ""
    if said in _YES:
        return True
    if said in _NO:
        return False
    if cell is None or (isinstance(cell, str) and not said):
        raise NotWritten(EMPTY, {"cell": ""})
    raise NotWritten(N_("“{cell}” is neither yes nor no."), {"cell": shown(cell)})
