"""Reads a repair order that was copied as text from another system, Chinese or English.

It understands ``label: value`` pairs, several on a line, and tables of parts and operations
whose cells lie between tabs, bars or wide gaps. It never fails: what it does not understand it
gives back.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.pasted_order import PastedLabour, PastedOrder, PastedPart
from warrantydesk.domain.text import clean, line
from warrantydesk.reading.repair_order_words import COLUMNS, LABELS, SECTIONS, TOTALS

LONG = frozenset({"complaint", "cause", "correction", "address"})
"""Fields whose text may go on in the lines below."""
MOST_LINES, MOST_ROWS, MOST_UNREAD, MOST_SIGNS = 4_000, 200, 200, 4_000
_CELLS = re.compile(r"[\t|｜]|[ \u3000]{2,}")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9./_-]{3,39}", re.IGNORECASE)
_NUMBER = re.compile(r"[¥￥]?[0-9][0-9,]{0,11}(\.[0-9]{1,4})?[a-z件个只台支hH]?")
_ENUMERATION = re.compile(r"[0-9]{1,3}[.、)]?")
_RULE = re.compile(r"[\s=\-_*─━·.]+")
_WORDS = {word: key for key, words in LABELS.items() for word in words}
_LABEL = re.compile(
    r"(?<![\w])(" + "|".join(re.escape(one) for one in sorted(_WORDS, key=len, reverse=True)) + ")"
    r"[ \u3000]{0,4}(?:[:：=\t]|$)",
    re.IGNORECASE,
)


def read_order(text: str) -> PastedOrder:
    """Return what a text says of a repair order."""
    reader = _Reader()
    for one in clean(text).split("\n")[:MOST_LINES]:
        reader.take(unicodedata.normalize("NFC", one.rstrip()))
    return reader.order()


@dataclass
class _Reader:
    """Goes through the lines and remembers which table or long field it is in."""

    fields: dict[str, str] = field(default_factory=dict)
    parts: list[PastedPart] = field(default_factory=list)
    labour: list[PastedLabour] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    section: str = ""
    columns: tuple[str, ...] = ()
    going_on: str = ""

    def order(self) -> PastedOrder:
        """Return what was read so far."""
        return PastedOrder(
            {key: self.fields[key] for key in LABELS if self.fields.get(key)},
            tuple(self.parts),
            tuple(self.labour),
            tuple(self.unread[:MOST_UNREAD]),
        )

    def take(self, text: str) -> None:
        """Read one line."""
        if not text.strip() or _RULE.fullmatch(text):
            self.going_on = ""
            return
        cells = [line(cell) for cell in _CELLS.split(text.strip())]
        if self._is_heading(text) or self._is_head(cells) or self._pairs(text):
            return
        if self._is_row(cells):
            return
        if self.going_on:
            self._add(self.going_on, text)
        else:
            self.unread.append(line(text)[:200])

    def _is_heading(self, text: str) -> bool:
        """Take the title of a table of parts or operations."""
        words = line(text).strip("【】[]（）():： ").casefold()
        if words not in SECTIONS:
            return False
        self.section, self.columns, self.going_on = SECTIONS[words], (), ""
        return True

    def _is_head(self, cells: Sequence[str]) -> bool:
        """Take the head of a table: at least two of its cells are known as columns."""
        if len(cells) < 2:
            return False
        for section, known in COLUMNS.items():
            found = tuple(known.get(_plain(cell), "") for cell in cells)
            if "code" in found and sum(map(bool, found)) >= 2:
                self.section, self.columns, self.going_on = section, found, ""
                return True
        return False

    def _pairs(self, text: str) -> bool:
        """Take every ``label: value`` of a line; what stands before the first is left."""
        found = list(_LABEL.finditer(text))
        if not found:
            return False
        if before := line(text[: found[0].start()]).strip("·,，;； "):
            self.unread.append(before[:200])
        ends = [*(one.start() for one in found[1:]), len(text)]
        for match, end in zip(found, ends, strict=True):
            key = _WORDS[match[1].casefold()]
            value = line(text[match.end() : end]).strip("|｜ ")
            value = value if key in LONG else value.strip(",，;； ")
            self.going_on = key if key in LONG else ""
            if key not in self.fields:
                self._add(key, value)
            elif value and value != self.fields[key]:
                self.unread.append(line(match[0] + value)[:200])
        self.section, self.columns = "", ()
        return True

    def _add(self, key: str, value: str) -> None:
        text = "\n".join(filter(None, (self.fields.get(key, ""), value.strip())))
        self.fields[key] = text[:MOST_SIGNS]

    def _is_row(self, cells: Sequence[str]) -> bool:
        """Take a row of a table; a line of totals belongs to it and says nothing."""
        if not self.section:
            return False
        if _plain(cells[0]) in TOTALS or any(_plain(cell) in TOTALS for cell in cells[:2]):
            return True
        row = self._by_columns(cells) if self.columns else _by_shape(cells)
        code = row.get("code", "")
        if not _CODE.fullmatch(code) or not any(map(str.isdigit, code)):
            return False
        self.going_on = ""
        if self.section == "parts" and len(self.parts) < MOST_ROWS:
            self.parts.append(
                PastedPart(code, row.get("name", ""), row.get("count", ""), row.get("price", ""))
            )
        elif self.section == "labour" and len(self.labour) < MOST_ROWS:
            self.labour.append(PastedLabour(code, row.get("name", ""), row.get("count", "")))
        return True

    def _by_columns(self, cells: Sequence[str]) -> dict[str, str]:
        pairs = zip(self.columns, cells, strict=False)
        return {name: cell for name, cell in pairs if name}


def _by_shape(cells: Sequence[str]) -> dict[str, str]:
    """Tell the cells of a row without a head apart by their looks: code, name, numbers."""
    rest = list(cells)
    if len(rest) > 1 and _ENUMERATION.fullmatch(rest[0]):
        rest = rest[1:]
    row = {"code": rest[0]}
    numbers = [cell for cell in rest[1:] if _NUMBER.fullmatch(cell)]
    names = [cell for cell in rest[1:] if cell and not _NUMBER.fullmatch(cell)]
    row |= dict(zip(("count", "price"), numbers, strict=False))
    return row | {"name": names[0] if names else ""}


def _plain(cell: str) -> str:
    """Return the title of a column as it is looked up: no unit, no blanks, no capitals."""
    bare = re.sub(r"[(（\[].{0,8}$", "", cell)
    return "".join(_signs(bare)).casefold()


def _signs(text: str) -> Iterator[str]:
    return (sign for sign in text if not sign.isspace() and sign not in ".:：")
