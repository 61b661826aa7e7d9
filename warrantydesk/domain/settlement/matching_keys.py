"""Numbers as a payer writes them: one key for every way of writing, several numbers in a cell."""

import re
from typing import NamedTuple

from warrantydesk.domain.text import code

_GAPS = re.compile(r"[\s\-./·•_‐‑–—]")
_EXCEL = re.compile(r"([0-9]+)\.0+")
"""A number that a sheet took for an amount."""
_BETWEEN = re.compile(r"[\s、,;/+&和与及]+")
_OWN = re.compile(r"C([0-9]{4})([0-9]{6,})")
_TYPED = str.maketrans("OQI", "001")
"""Letters that no VIN has, as they are typed for the digits they look like."""
VIN_LENGTH, VIN_END = 17, 8


def number_key(text: str) -> str:
    """Return a number without blanks, hyphens, dots, slashes and leading zeros, upper case.

    Only a purely numeric number loses its zeros; the ``.0`` of a sheet goes before.
    """
    plain = code(text)
    if (amount := _EXCEL.fullmatch(plain)) is not None:
        plain = amount[1]
    if not plain.isalnum():
        plain = _GAPS.sub("", plain)
    return plain.lstrip("0") if plain.isdecimal() else plain


def own_number(key: str) -> str:
    """Return a key in the form of the desk's own claim numbers, empty where it is none."""
    found = _OWN.fullmatch(key)
    return f"C{found[1]}-{found[2]}" if found else ""


def vin_key(text: str) -> str:
    """Return a VIN or the end of one: upper case, without gaps, digits where letters cannot be."""
    if not (text.isascii() and text.isalnum()):
        text = _GAPS.sub("", code(text))
    return text.upper().translate(_TYPED)


class Token(NamedTuple):
    """One of several numbers in a cell, by every key it may stand for."""

    keys: tuple[str, ...]


def tokens(cell: str) -> tuple[Token, ...]:
    """Return the numbers of a cell that names several, none where it names one.

    A short one after a long one may be its other end: ``QC260123/124`` names ``QC260124`` too.
    """
    if cell.isascii() and cell.isalnum():
        return ()
    words = [word for part in _BETWEEN.split(code(cell)) if (word := number_key(part))]
    if len(words) < 2:
        return ()
    found, long = [], ""
    for word in words:
        if long and word.isdecimal() and len(word) < len(long):
            found.append(Token((word, long[: -len(word)] + word)))
        else:
            long = word
            found.append(Token((word,)))
    return tuple(found)
