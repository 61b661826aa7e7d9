"""Amounts and whole numbers, however people and programs write them."""

import re
from decimal import Decimal

from warrantydesk.domain.money import half_up
from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.plain import EMPTY, NotWritten, plain, shown
from warrantydesk.i18n import N_

MOST = Decimal(10) ** 12
"""A trillion yuan is no price: something else stands in the column."""
_MOST_SIGNS = 60
_CURRENCY = re.compile(r"(?:CNY|RMB|人民币|¥|￥|元整?|圆)", re.IGNORECASE)
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "%": Decimal("0.01")}
_UNIT = re.compile(r"(万|亿|%)$")
_COUNTED = re.compile(
    r"(?<=[0-9万 ])\s*(?:km|公里|千米|件|个|只|套|条|支|台|块|根|片|pcs?|sets?)\.?$", re.IGNORECASE
)
"""What is counted, behind the number."""
_MINUS = "-−–—―‐‑﹣"
_BRACKETS = re.compile(r"\((.*)\)")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_TEN_THOUSANDS = re.compile(r"[1-9][0-9]{0,3}(?:,[0-9]{4})+(?:\.[0-9]*)?")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_APOSTROPHES = re.compile(r"[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]*)?")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*\.[0-9]{3},[0-9]{1,2}")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}|0,[0-9]+")
_SCIENTIFIC = re.compile(r"([0-9](?:\.([0-9]+))?)[eE]\+?([0-9]{1,3})")
_TWO_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)\.([0-9]{1,2})")
_BESIDE = re.compile(r"大?约|左右|上下|(?<=[0-9元])\s*[(（][^()（）]*[)）]$")
"""Words beside an amount."""
_SUM = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: *\+ *[0-9]+(?:\.[0-9]+)?)+")
_LOOKALIKES = str.maketrans("OoQlI|S", "0001115")

NO_AMOUNT = N_("“{cell}” is not an amount.")
DIGITS_LOST = N_(
    "“{cell}” was shortened by the table program and its last digits are lost. Format the column "
    "as text in the source and export it again."
)


def amount(cell: Cell) -> Decimal:
    """Return an amount in yuan; percent signs divide by a hundred, 万 multiplies.

    Raises NotWritten for what is none, with what it probably means.
    """
    if isinstance(cell, bool) or cell is None or cell == "":
        raise NotWritten(EMPTY if cell in (None, "") else NO_AMOUNT, {"cell": shown(cell)})
    if isinstance(cell, int | Decimal):
        return _possible(Decimal(cell), cell)
    if not isinstance(cell, str):
        raise NotWritten(NO_AMOUNT, {"cell": shown(cell)})
    text = plain(cell)
    if not text:
        raise NotWritten(EMPTY, {"cell": ""})
    if len(text) > _MOST_SIGNS:
        raise NotWritten(NO_AMOUNT, {"cell": shown(cell)})
    read = _read(text)
    if read is None:
        raise NotWritten(NO_AMOUNT, {"cell": shown(cell)}, _suggested(text))
    return _possible(read, cell)


def amount_fen(cell: Cell) -> int:
    """Return an amount in yuan as whole fen, halves away from zero; raises NotWritten."""
    return half_up(amount(cell).scaleb(2))


def whole(cell: Cell) -> int:
    """Return a whole number, with or without the word for what is counted.

    Raises NotWritten for a fraction and for what is no number.
    """
    if isinstance(cell, str) and len(cell) <= _MOST_SIGNS:
        cell = _COUNTED.sub("", plain(cell))
    try:
        read = amount(cell)
    except NotWritten as error:
        message = N_("“{cell}” is not a whole number.") if error.message == NO_AMOUNT else ""
        raise NotWritten(message or error.message, error.values, error.suggestion) from None
    if read != read.to_integral_value():
        raise NotWritten(
            N_("“{cell}” is not a whole number."), {"cell": shown(cell)}, str(half_up(read))
        )
    return int(read)


def _possible(read: Decimal, cell: Cell) -> Decimal:
    if not read.is_finite():
        raise NotWritten(NO_AMOUNT, {"cell": shown(cell)})
    if abs(read) >= MOST:
        raise NotWritten(N_("“{cell}” is too large for an amount."), {"cell": shown(cell)})
    return read if read else Decimal(0)


def _read(text: str) -> Decimal | None:
    """Return the number of a half-width text, None where it is none."""
    bare = _CURRENCY.sub("", text).strip()
    sign, bare = _signed(bare)
    times = Decimal(1)
    if found := _UNIT.search(bare):
        times, bare = _TIMES[found.group(1)], bare[: found.start()].strip()
    digits = _digits(bare)
    return None if digits is None else sign * times * digits


def _signed(bare: str) -> tuple[int, str]:
    """Take the sign off: before, behind, or as brackets, as bookkeepers write."""
    if found := _BRACKETS.fullmatch(bare):
        inner = found.group(1).strip()
        return (-1, inner) if inner[:1] not in tuple(_MINUS) else (-1, inner[1:].strip())
    if bare[-2:-1] == "." and bare[-1] in _MINUS:  # 1200.- is a whole amount
        return 1, bare[:-2]
    for minus in _MINUS:
        if bare.startswith(minus):
            return -1, bare[1:].strip()
        if bare.endswith(minus):
            return -1, bare[:-1].strip()
    return 1, bare.removeprefix("+").strip()


def _digits(bare: str) -> Decimal | None:
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if _GROUPED.fullmatch(bare) or _TEN_THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if _APOSTROPHES.fullmatch(bare):
        return Decimal(re.sub("['’]", "", bare))
    if _SPACED.fullmatch(bare):
        return Decimal(bare.replace(" ", "").replace(",", "."))
    if _POINTS.fullmatch(bare):  # 1.234,50: written where the comma is the point
        return Decimal(bare.replace(".", "").replace(",", "."))
    if found := _SCIENTIFIC.fullmatch(bare):
        if int(found.group(3)) > len(found.group(2) or ""):
            raise NotWritten(DIGITS_LOST, {"cell": bare})
        return Decimal(bare)
    return None


def _suggested(text: str) -> str | None:
    """Return what an amount that cannot be read probably is, as it should be written."""
    bare = _BESIDE.sub("", _CURRENCY.sub("", text)).strip()
    sign, bare = _signed(bare)
    if _SUM.fullmatch(bare):
        return f"{sum(map(Decimal, bare.split('+'))):,}"
    if found := _TWO_POINTS.fullmatch(bare):
        meant: Decimal | None = Decimal(found.group(1).replace(".", "") + "." + found.group(2))
    elif _COMMA_DECIMAL.fullmatch(bare):
        meant = Decimal(bare.replace(",", "."))
    else:
        meant = _digits(bare.translate(_LOOKALIKES)) or _digits(re.sub(r"[ ,]", "", bare))
    if meant is None or meant >= MOST:
        return None
    return f"{sign * meant:,}"
