"""How the numbers of reports are written: in cells, above bars, beside an axis."""

from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import Figure, ReportCell, Shows
from warrantydesk.i18n import N_, _, date_text, language

MINUS, NOTHING = "−", "—"
_LARGE = {
    "zh_CN": ((100_000_000, N_("{n} hundred million")), (10_000, N_("{n} ten thousand"))),
    "en": ((1_000_000, N_("{n} M")), (1_000, N_("{n} k"))),
}
"""From which number on the short form counts in which unit."""


def cell_text(value: ReportCell, shows: Shows) -> str:
    """Write a cell: yuan with two decimals, percent and tenths with one; empty where unknown."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, str):
        return value
    if shows is Shows.MONEY:
        return yuan(value)
    return bar_text(value, shows)


def figure_text(figure: Figure) -> str:
    """Write a headline figure: money with the sign of the yuan, a dash where it is unknown."""
    shown = cell_text(figure.value, figure.shows)
    if not shown:
        return NOTHING
    return f"¥{shown}" if figure.shows is Shows.MONEY else shown


def bar_text(value: int, shows: Shows) -> str:
    """Write a value of a chart: whole yuan, percent and tenths with one decimal."""
    if shows is Shows.PERMILLE:
        return f"{_tenths(value)} %"
    if shows is Shows.TENTHS:
        return _tenths(value)
    return _whole(_in_units(value, shows))


def short_text(value: int, shows: Shows) -> str:
    """Write a value where there is little room: 12.3 k."""
    if shows in (Shows.PERMILLE, Shows.TENTHS):
        return bar_text(value, shows)
    number = _in_units(value, shows)
    for least, unit in _LARGE.get(language().code, _LARGE["en"]):
        if abs(number) >= least:
            tenths = (abs(number) * 10 + least // 2) // least
            shown = _tenths(tenths) if tenths % 10 and tenths < 1000 else f"{tenths // 10:,}"
            return _(unit, n=f"{MINUS}{shown}" if number < 0 else shown)
    return _whole(number)


def axis_text(value: int, shows: Shows) -> str:
    """Write a number beside an axis: without decimals where it has none."""
    if shows is Shows.PERMILLE and value % 10 == 0:
        return f"{_whole(value // 10)} %"
    if shows is Shows.TENTHS and value % 10 == 0:
        return _whole(value // 10)
    return bar_text(value, shows)


def bars_of(value: ReportCell) -> tuple[int, ...]:
    """Return the values of a row of small bars; what cannot be read is none."""
    if not isinstance(value, str) or not value:
        return ()
    parts = value.split(",")
    plain = all(part.strip().lstrip("-").isdigit() for part in parts)
    return tuple(int(part) for part in parts) if plain else ()


def _in_units(value: int, shows: Shows) -> int:
    if shows is not Shows.MONEY:
        return value
    yuan_only = (abs(value) + 50) // 100
    return -yuan_only if value < 0 else yuan_only


def _whole(value: int) -> str:
    return f"{MINUS}{-value:,}" if value < 0 else f"{value:,}"


def _tenths(value: int) -> str:
    text = f"{abs(value) // 10:,}.{abs(value) % 10}"
    return f"{MINUS}{text}" if value < 0 else text
