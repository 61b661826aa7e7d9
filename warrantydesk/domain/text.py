"""The one normaliser for all text that enters the desk."""

import re
import unicodedata
from decimal import Decimal

REPLACEMENT = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Signs that count as letters or marks and yet show nothing."""
_NUMBER = re.compile(r"[+-]?([0-9]{1,9}(\.[0-9]{0,9})?|\.[0-9]{1,9})")
_WIDE = {ord("０") + n: str(n) for n in range(10)} | {
    ord("．"): ".",
    ord("－"): "-",
    ord("−"): "-",
    ord("＋"): "+",
}
_COUNT = re.compile(r"[0-9]{1,15}")


def clean(text: str) -> str:
    """Return text that a database, a PDF and a sheet accept: NFC, no controls, no surrogates.

    Line feeds and tabs stay; a lone surrogate becomes U+FFFD, which the checks point out.
    """
    if text.isascii() and text.isprintable():
        return text  # most cells of a long table
    text = _SURROGATE.sub(REPLACEMENT, text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def code(text: str) -> str:
    """Return a code as typed on any keyboard: half-width, upper case, no blanks around."""
    upper = unicodedata.normalize("NFKC", clean(text)).strip().upper()
    return unicodedata.normalize("NFC", upper)  # capitals may come in pieces


def line(text: str) -> str:
    """Return a one-line text: blanks folded, ends trimmed."""
    return " ".join(clean(text).split())


def digits(text: str) -> str:
    """Return a phone number in half-width signs without blanks around it."""
    return unicodedata.normalize("NFKC", clean(text)).strip()


def squeezed(text: str) -> str:
    """Return an identifier without blanks, hyphens and middle dots, upper case, half-width."""
    return re.sub(r"[\s\-·•.]", "", code(text))


def is_visible(text: str) -> bool:
    """Tell whether a text shows anything: spaces, controls, marks of direction do not."""
    return any(unicodedata.category(one)[0] not in "CZ" and one not in _BLANK for one in text)


def number(text: str) -> Decimal:
    """Read a number as it is typed or sent: at most nine digits before the point and nine after.

    Full-width signs count as plain ones; digits of other scripts, fractions, exponents and marks
    between digits do not. Raises ValueError.
    """
    plain = text.strip().translate(_WIDE)
    if _NUMBER.fullmatch(plain) is None:
        raise ValueError(f"no number: {text}")
    return Decimal(plain)


def whole(text: str) -> int:
    """Read an id or a count of at most fifteen digits, without sign; raises ValueError."""
    plain = text.strip().translate(_WIDE)
    if _COUNT.fullmatch(plain) is None:
        raise ValueError(f"no number: {text}")
    return int(plain)
