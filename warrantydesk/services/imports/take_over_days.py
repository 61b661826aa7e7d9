"""Days as old sheets write them: without a year, of a month alone, with words beside them."""

import re
from datetime import UTC, date, datetime, time

from warrantydesk.domain.sheet import written
from warrantydesk.domain.sheet.written import NotWritten
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Repair

_MONTH_DAY = re.compile(r"([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?")
_BESIDE = re.compile(
    r"[上下]午|[早晚]上|中午|左右|前后|大?约|\(.*\)|（.*）|星期.|周[一二三四五六日天]"
)
_STOPS = re.compile(r"(?<=[0-9])\s*[,，。·、]\s*(?=[0-9])")
_SPAN = re.compile(
    r"([0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?)\s*[-~～至到—]+"
    r"\s*[0-9]{1,2}[-/.月][0-9]{1,2}[日号]?"
)
_SHORT_YEAR = re.compile(r"([0-9]{2})年([0-9]{1,2})月([0-9]{1,2})[日号]?")
_SIX = re.compile(r"([0-9]{2})([01][0-9])([0-3][0-9])")
_MONTH = re.compile(
    r"(?:19|20)?[0-9]{2}年(?:[0-9]{1,2}月份?)?|(?:19|20)[0-9]{2}(?:[-/.][0-9]{1,2})?|[0-9]{1,2}月份?"
)
"""A month or a year without a day."""
_MONTHS, _CENTURY = 12, 100
_MAY_LACK = (of_car.PRODUCED_ON, of_car.INVOICED_ON, of_car.DELIVERED_ON)
"""Days without which a row is taken all the same, and that nobody guesses."""
_YEARS = {"前年": 2, "去年": 1, "上年": 1, "今年": 0, "本年": 0}


def day_of(
    name: str, said: str, today: date, *, may_come: bool
) -> tuple[date | None, Remark | None]:
    """Return the day of a cell and what is said of it; without a day the row cannot be taken.

    A day without a year is the last such day; it is said. ``may_come`` lets it lie ahead.
    """
    plain = _plainly(said, today)
    if _MONTH.fullmatch(plain):
        if name not in _MAY_LACK and (first := _first_of(plain)) is not None and first <= today:
            words = N_("“{cell}” is taken as {day}.")
            return first, Remark(name, words, {"cell": said, "day": first.isoformat()})
        words = N_("“{cell}” names no day: it stays empty.")
        return None, Remark(name, words, {"cell": said}, skips=True)
    try:
        read = written.day(plain)
    except NotWritten as no:
        short = _MONTH_DAY.fullmatch(code(plain))
        found = _last_such(int(short[1]), int(short[2]), today) if short else None
        if found is None and no.suggestion:
            return _as_suggested(name, said, no.suggestion, today, may_come=may_come)
        if found is None:
            empty = Repair(N_("Leave the day empty"), {}, name, "-", alike=True)
            return None, Remark(name, no.message, dict(no.values), (empty,))
        words = N_("“{cell}” names no year: {day} is taken.")
        return found, Remark(name, words, {"cell": said, "day": found.isoformat()})
    if read > today and not may_come:
        values = {"day": read.isoformat()}
        return None, Remark(name, N_("The day {day} lies in the future."), values)
    return read, None


def _as_suggested(
    name: str, said: str, meant: str, today: date, *, may_come: bool
) -> tuple[date | None, Remark | None]:
    """Return the day that a cell most likely means, with the words that it is taken so."""
    found, what = day_of(name, meant, today, may_come=may_come)
    if found is None:
        return None, what
    words = N_("“{cell}” is taken as {day}.")
    return found, Remark(name, words, {"cell": said, "day": found.isoformat()})


def _first_of(plain: str) -> date | None:
    """Return the first day of a month with its year, None where there is none."""
    found = re.fullmatch(r"((?:19|20)?[0-9]{2})[年./-]([0-9]{1,2})(?:月份?)?", plain)
    if found is None or not 1 <= int(found[2]) <= _MONTHS:
        return None
    year = int(found[1])
    return date(year if year > _CENTURY else 2000 + year, int(found[2]), 1)


def instant(day: date) -> datetime:
    """Return an instant of a day of which nobody knows the hour: nine in the morning in China."""
    return datetime.combine(day, time(1), tzinfo=UTC)


def _last_such(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, today.year - 5, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _plainly(said: str, today: date) -> str:
    """Return a day without what stands beside it, in the usual order of its parts."""
    plain = _STOPS.sub(".", _BESIDE.sub("", code(said))).strip()
    if span := _SPAN.fullmatch(plain):
        plain = span[1]
    for word, before in _YEARS.items():
        plain = plain.replace(word, f"{today.year - before}年")
    if parts := _SHORT_YEAR.fullmatch(plain) or _SIX.fullmatch(plain):
        return f"20{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"
    return re.sub(r"(?<=[0-9])[日号]$", "日" if "月" in plain else "", plain)
