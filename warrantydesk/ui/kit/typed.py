"""Reading what people type: full-width digits, thousands, short dates."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

from warrantydesk.domain.text import number

_DATE = re.compile(r"(?:(\d{4}|\d{2})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})[:.时]?(\d{2})分?")
_SOLID = re.compile(r"\d{8}")
_FIRST_YEAR = 1000
_BETWEEN = frozenset(",，¥￥")
"""What is written into a number only to be read more easily."""


def narrow(text: str) -> str:
    """Return text with full-width letters and digits made plain, without control characters."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(one for one in folded if unicodedata.category(one)[0] != "C").strip()


def decimal_of(text: str) -> Decimal:
    """Read a number with optional thousands marks; ValueError when it is none."""
    return number("".join(one for one in text if one not in _BETWEEN and _shows(one)))


def _shows(one: str) -> bool:
    return unicodedata.category(one)[0] not in "CZ"


def date_of(text: str, today: date) -> date:
    """Read ``2026-11-24``, ``20261124``, ``26-11-24`` or ``11-24``; ValueError when it is none.

    Without a year the date is the one nearest to ``today``.
    """
    plain = narrow(text).replace(" ", "")
    if _SOLID.fullmatch(plain):
        return _written_in_full(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    found = _DATE.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    year, month, day = found.groups()
    if year is None:
        return _nearest(int(month), int(day), today)
    return _written_in_full(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _written_in_full(year: int, month: int, day: int) -> date:
    """Return a day whose year has four digits everywhere; ValueError for another."""
    if year < _FIRST_YEAR:
        raise ValueError(f"{year}-{month}-{day}")
    return date(year, month, day)


def _nearest(month: int, day: int, today: date) -> date:
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        # A 29 February is a day in some of these years only.
        with suppress(ValueError):
            near.append(date(year, month, day))
    if not near:
        raise ValueError(f"{month}-{day}")
    return min(near, key=lambda one: abs((one - today).days))


def moment_of(text: str, today: date) -> datetime:
    """Read a date and a time, or a time alone (then today); ValueError when it is none."""
    parts = narrow(text).replace("T", " ").split()
    if len(parts) == 1 and ":" in parts[0]:
        parts.insert(0, today.isoformat())
    if len(parts) != 2:
        raise ValueError(text)
    found = _TIME.fullmatch(parts[1])
    if found is None:
        raise ValueError(text)
    clock = time(int(found[1]), int(found[2]))
    return datetime.combine(date_of(parts[0], today), clock)
