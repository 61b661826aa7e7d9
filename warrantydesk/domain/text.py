"""The one normaliser for all text that enters the desk."""

import re
import unicodedata

REPLACEMENT = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text that a database, a PDF and a sheet accept: NFC, no controls, no surrogates.

    Line feeds and tabs stay; a lone surrogate becomes U+FFFD, which the checks point out.
    """
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
