"""What every reader of a cell begins with: half-width signs, no blanks around, no export tricks."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""``="00123"``: how some portals keep leading zeros in a CSV."""
_GUARDED = re.compile(r"\A'(?=[=+\-@0-9\t])")
"""``'-5``: how a careful program keeps a sheet from calculating."""
_FIRST = ("=", "'")
_LONGEST_SHOWN = 40
EMPTY = N_("This cell is empty.")


class NotWritten(Exception):  # noqa: N818 - what the cell is, not a fault of the program
    """A cell that says nothing of the kind; ``suggestion`` is what it probably means."""

    def __init__(
        self, message: str, values: Mapping[str, object], suggestion: str | None = None
    ) -> None:
        self.message, self.values, self.suggestion = message, values, suggestion
        super().__init__(message)


def plain(cell: str) -> str:
    """Return a text as it was meant: half-width, one blank between words, tricks undone."""
    return " ".join(unicodedata.normalize("NFKC", as_meant(cell)).split())


def as_meant(cell: str) -> str:
    """Return a text without the marks that only keep a sheet from reading it as a number."""
    # Most cells are plain ASCII, and a list has a million of them.
    text = (cell if cell.isascii() and cell.isprintable() else clean(cell)).strip()
    if text[:1] not in _FIRST:
        return text
    if found := _AS_TEXT.fullmatch(text):
        text = found.group(1).replace('""', '"')
    return _GUARDED.sub("", text, count=1)


def shown(cell: Cell) -> str:
    """Return a cell as a sentence quotes it: on one line, not too long."""
    if isinstance(cell, Decimal):
        return f"{cell:f}" if -20 < cell.adjusted() < 30 else str(cell)
    text = " ".join(clean(str(cell)).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
