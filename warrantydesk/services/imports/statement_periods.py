"""The months and spans that a statement settles, however they are written."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.written import NotWritten, day
from warrantydesk.services.imports.statement_words import plain

_DAY = re.compile(r"(20[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_TO = r"\s*(?:至|到|[-–—~～]+|to)\s*"
_SHORT = re.compile(
    rf"{_DAY.pattern}{_TO}(?:([0-9]{{1,2}})\s*[-/.月]\s*)?([0-9]{{1,2}})\s*日?(?![0-9年])"
)
_MONTH = re.compile(r"(20[0-9]{2})\s*(?:年|[-/.])\s*([0-9]{1,2})(?![0-9])\s*月?")
_SOLID = re.compile(r"(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(?![0-9])")
_NAMED = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s,-]+(20[0-9]{2})", re.I
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Span:
    """A month as ``2026-10``, and the days where they are said."""

    month: str = ""
    first_on: date | None = None
    last_on: date | None = None


def span_of(cell: Cell) -> Span:
    """Return the month or the days that a cell names; empty where it names none."""
    if isinstance(cell, date | datetime):
        return Span(f"{cell:%Y-%m}")
    text = plain(str(cell)) if cell is not None else ""
    days = _days(text)
    if len(days) >= 2:
        first, last = min(days), max(days)
        return Span(f"{last:%Y-%m}", first, last)
    if days:
        return Span(f"{days[0]:%Y-%m}")
    return Span(month_in(text))


def month_in(text: str) -> str:
    """Return the month that stands in a text, as ``2026-10``; empty where none does."""
    for pattern in (_MONTH, _SOLID):
        if (found := pattern.search(text)) and 1 <= int(found.group(2)) <= 12:
            return f"{found.group(1)}-{int(found.group(2)):02d}"
    if found := _NAMED.search(text):
        return f"{found.group(2)}-{_NAMES.index(found.group(1).lower()) + 1:02d}"
    return ""


def day_of(cell: Cell) -> date | None:
    """Return the day that a cell says, None where it says none."""
    try:
        return day(cell)
    except NotWritten:
        found = _days(plain(cell)) if isinstance(cell, str) else []
        return found[0] if found else None


def _days(text: str) -> list[date]:
    found = [_made(*one.groups()) for one in _DAY.finditer(text)]
    if len(found) == 1 and (short := _SHORT.search(text)):
        year, month, _first, other, last = short.groups()
        found.append(_made(year, other or month, last))
    return [one for one in found if one is not None]


def _made(year: str, month: str, number: str) -> date | None:
    try:
        made = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return made if EARLIEST <= made <= LATEST else None
