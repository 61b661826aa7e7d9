"""Calendar days, however they are written; what can be read in two ways is not guessed."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.plain import EMPTY, NotWritten, plain, shown
from warrantydesk.i18n import N_

_SERIAL_ZERO = date(1899, 12, 30)
_QUIRK = 61
"""Serials below count a 29 February 1900 that never was: Excel keeps the error of Lotus 1-2-3."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = "(" + "|".join(_MONTHS) + r")[a-z]*\.?"
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_IN_ONE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_NAME = re.compile(rf"([0-9]{{1,2}})[-/. ]?\s*{_NAME}[-/., ]*\s*([0-9]{{4}})", re.I)
_NAME_DAY = re.compile(rf"{_NAME}[-/. ]*([0-9]{{1,2}})(?:st|nd|rd|th)?[-/., ]+([0-9]{{4}})", re.I)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_SHORT_NAMED = re.compile(rf"([0-9]{{1,2}})[-/. ]?{_NAME}[-/. ]?([0-9]{{2}})", re.I)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_TIME = re.compile(
    r"(?:T|\s+|\s*(?=[上下]午))(?:[上下]午\s*)?[0-9]{1,2}[:时][0-9]{1,2}(?:[:分][0-9]{0,2})?"
    r"(?:\.[0-9]+)?\s*秒?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+|\s*\(?(?:星期|周)[一二三四五六日天]\)?", re.I
)
_MOST_SIGNS = 50

NO_DAY = N_("“{cell}” is not a date.")


def day(cell: Cell, *, day_first: bool = False) -> date:
    """Return the calendar day of a cell; a time behind it is cut off.

    ``day_first`` settles 03/04/2026. Raises NotWritten for what is no day between 1970 and 2099
    and for what could be two.
    """
    if isinstance(cell, datetime):
        return _possible(cell.date(), cell)
    if isinstance(cell, date):
        return _possible(cell, cell)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _of_number(Decimal(cell), cell)
    text = plain(cell) if isinstance(cell, str) else ""
    if cell is None or (isinstance(cell, str) and not text):
        raise NotWritten(EMPTY, {"cell": ""})
    if not text or len(text) > _MOST_SIGNS:
        raise NotWritten(NO_DAY, {"cell": shown(cell)})
    return _of_text(_WEEKDAY.sub("", _TIME.sub("", text)).strip(), cell, day_first)


def _of_number(number: Decimal, cell: Cell) -> date:
    """Read a number: 20261124 as it looks, else the day count of a sheet (1900 system)."""
    if not number.is_finite() or number < 1 or number >= 10**8:
        raise NotWritten(NO_DAY, {"cell": shown(cell)})
    days = int(number)
    if days >= 10**7:
        found = _IN_ONE.fullmatch(str(days))
        return _made(found.groups() if found else (), cell)
    if days >= 10**6:
        raise NotWritten(NO_DAY, {"cell": shown(cell)})
    return _possible(_SERIAL_ZERO + timedelta(days + (days < _QUIRK)), cell)


def _of_text(text: str, cell: Cell, day_first: bool) -> date:
    if found := _YEAR_FIRST.fullmatch(text) or _IN_ONE.fullmatch(text):
        return _made(found.groups(), cell)
    if found := _DAY_NAME.fullmatch(text):
        number, name, year = found.groups()
        return _made((year, _month(name), number), cell)
    if found := _NAME_DAY.fullmatch(text):
        name, number, year = found.groups()
        return _made((year, _month(name), number), cell)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found.groups(), cell, day_first)
    if _SERIAL.fullmatch(text):
        return _of_number(Decimal(text), cell)
    raise NotWritten(NO_DAY, {"cell": shown(cell)}, _suggested(text))


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _year_last(parts: tuple[str, ...], cell: Cell, day_first: bool) -> date:
    """Read 24/11/2026 or 11/24/2026: only where one reading is a day, both the same, or told."""
    first, second, year = parts
    as_day_first, as_month_first = _try(year, second, first), _try(year, first, second)
    if day_first and as_day_first:
        return _possible(as_day_first, cell)
    if as_day_first and as_month_first and as_day_first != as_month_first:
        raise NotWritten(
            N_("“{cell}” may be {one} or {other}. Write the year first, or say which comes first."),
            {
                "cell": shown(cell),
                "one": as_month_first.isoformat(),
                "other": as_day_first.isoformat(),
            },
        )
    found = as_day_first or as_month_first
    if found is None:
        raise NotWritten(NO_DAY, {"cell": shown(cell)})
    return _possible(found, cell)


def _try(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def _made(parts: tuple[str, ...], cell: Cell) -> date:
    found = _try(*parts) if len(parts) == 3 else None
    if found is None:
        raise NotWritten(N_("There is no such day as “{cell}”."), {"cell": shown(cell)})
    return _possible(found, cell)


def _possible(found: date, cell: Cell) -> date:
    if not EARLIEST <= found <= LATEST:
        raise NotWritten(
            N_("“{cell}” would be {day}: such a day is not taken."),
            {"cell": shown(cell), "day": found.isoformat()},
        )
    return found


def _suggested(text: str) -> str | None:
    """Return the day that a short year probably means: 26-11-24 and 24-Nov-26."""
    if found := _SHORT_NAMED.fullmatch(text):
        number, name, year = found.groups()
        orders: tuple[tuple[str, str, str], ...] = ((year, _month(name), number),)
    elif found := _SHORT_YEAR.fullmatch(text):
        one, two, three = found.groups()
        orders = ((one, two, three), (three, one, two), (three, two, one))
    else:
        return None
    meant = (_try(f"20{int(year):02d}", month, number) for year, month, number in orders)
    return next((found.isoformat() for found in meant if found), None)
