"""Text tables: separated by commas, semicolons, tabs, bars or wide blanks; quotes as they come."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from warrantydesk.i18n import N_
from warrantydesk.reading.archive import check_size
from warrantydesk.reading.kinds import no_table
from warrantydesk.reading.limits import MOST_LETTERS

if TYPE_CHECKING:
    import _csv

Lines = Callable[[], Iterator[str]]

TAB, BLANKS = "\t", "  "
_SEPARATORS = (TAB, ";", ",", "|", "，", "；")
_PREFERRED = {TAB: 0.3, ";": 0.1}
_SAMPLE = 300
_ENOUGH = 0.35
"""A separator cuts at least so many of the lines alike."""
_NEVER = "\x1f"
_BLANK_AFTER = ",;，；"
_LONGEST_LINE = 1_000_000
_MOST_JOINED = 50
"""So many lines may lie in one quoted cell before its quote counts as a plain sign."""
_WIDE = re.compile(r"[ \u3000]{2,}|\t")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_RULE = re.compile(r"[|+:=\- \t]*-{2,}[|+:=\- \t]*")


def table_of(text_lines: Lines, file: str, *, pasted: bool = False) -> tuple[list[list[str]], str]:
    """Return the rows of a text and the sign between its columns, empty for a single column.

    ``text_lines`` begins the lines anew, with their ends. Raises Unavailable for what is no text
    and for more than may be read.
    """
    sample = [line for line, _ in zip(text_lines(), range(_SAMPLE), strict=False)]
    told = re.fullmatch(r"sep=(.)\s*", sample[0]) if sample else None
    separator = told.group(1) if told else separator_of(sample, pasted)
    rows = _read(text_lines, separator, file)
    return (rows[1:] if told else rows), separator


def separator_of(sample: list[str], pasted: bool = False) -> str:
    """Return the sign that cuts most lines into the same number of columns."""
    scored = [(_score(sample, sign), sign) for sign in _SEPARATORS]
    if pasted:
        scored.append((_score(sample, BLANKS), BLANKS))
    best, sign = max(scored, key=lambda one: one[0])
    return sign if best > 0 else ""


def _score(sample: list[str], separator: str) -> float:
    widths = Counter(len(row) for row in _loose(sample, separator) if any(map(str.strip, row)))
    many = {width: count for width, count in widths.items() if width > 1}
    if not many:
        return 0.0
    width = max(many, key=lambda one: (many[one], one))
    rows = sum(widths.values())
    share = max(many[width] / rows, sum(many.values()) / rows / 2)  # ragged counts half
    if share < _ENOUGH:
        return 0.0
    return share + _PREFERRED.get(separator, 0.0) + min(width, 20) / 100


def _read(text_lines: Lines, separator: str, file: str) -> list[list[str]]:
    csv.field_size_limit(MOST_LETTERS)
    try:
        if len(separator) < 2 and separator != "|":
            return _kept(_strict(_checked(text_lines, file), separator), file)
    except csv.Error:
        pass  # a lone quote, or one within a cell: line by line, where it counts as a sign
    return _kept(_loose(_checked(text_lines, file), separator), file)


def _strict(lines: Iterable[str], separator: str) -> "_csv.Reader":
    """Read as Excel writes; raises csv.Error at a quote that does not fit."""
    sign = separator or _NEVER
    return csv.reader(lines, delimiter=sign, strict=True, skipinitialspace=sign in _BLANK_AFTER)


def _loose(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """Read line by line; a quoted cell may reach over some lines, a lone quote is a sign."""
    held = list(lines)
    at = 0
    while at < len(held):
        row, taken = _record(held, at, separator)
        at += taken
        if row is not None:
            yield row


def _record(lines: list[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """Return the row that begins in a line, None for a drawn rule, and how many lines it takes."""
    line = lines[at].rstrip("\r\n")
    if separator == BLANKS:
        return _WIDE.split(line.strip()), 1
    if separator == "|":
        if _RULE.fullmatch(line):
            return None, 1
        line = line.strip()
        line = line[1:].removesuffix("|") if line.startswith("|") else line
    if '"' in line and (found := _quoted(lines, at, line, separator)):
        return found
    return (line.split(separator) if separator else [line]), 1


def _quoted(lines: list[str], at: int, line: str, separator: str) -> tuple[list[str], int] | None:
    """Return a row with quoted cells, over as many lines as it needs; None where quotes fail."""
    reader = _strict([line + "\n", *lines[at + 1 : at + _MOST_JOINED]], separator)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None


def _checked(text_lines: Lines, file: str) -> Iterator[str]:
    """Yield lines; raises Unavailable with the row for what is no text or too long for a row."""
    for number, line in enumerate(text_lines(), 1):
        if _BINARY.search(line):
            raise no_table(
                N_(
                    "{file} is not a table: row {row} holds characters that no text has. Ask for "
                    "the list as an Excel or CSV file."
                ),
                file,
                row=number,
            )
        if len(line) > _LONGEST_LINE:
            raise no_table(
                N_("Row {row} of {file} is too long for a row of a table. Look into the file."),
                file,
                row=number,
            )
        yield line.removeprefix("\ufeff").removesuffix("\x1a")


def _kept(rows: Iterator[list[str]], file: str) -> list[list[str]]:
    kept: list[list[str]] = []
    cells = 0
    for row in rows:
        kept.append(row)
        cells += len(row)
        if not len(kept) % 1000 or len(row) > 200:
            check_size(len(kept), max(len(row), cells // len(kept)), file)
    while kept and not any(map(str.strip, kept[-1])):
        kept.pop()
    check_size(len(kept), max(map(len, kept), default=0), file)
    return kept
