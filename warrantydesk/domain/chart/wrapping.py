"""Labels of charts broken into lines: at blanks, after hyphens, and between Chinese signs."""

import re

from warrantydesk.domain.chart.shapes import Measure

ELLIPSIS = "…"
_OPENING, _CLOSING = "（《「『【“‘", "）》」』】”’，。、；：！？％…"
_UNIT = re.compile(rf"[{_OPENING}]*(?:[^\s\u2e80-\U0010ffff-]+-?|\S)[{_CLOSING}]*\s*|\S\s*")
"""What stays on one line: a word, a part of a number or one Chinese sign, with its marks."""


def wrapped(text: str, room: float, measure: Measure, most: int, bold: bool = False) -> list[str]:
    """Return at most ``most`` lines no wider than ``room``; what is cut ends with …."""
    rows = [""]
    for unit in _UNIT.findall(text.strip()):
        joined = rows[-1] + unit
        if rows[-1] and measure.width(joined.rstrip(), bold) > room:
            rows.append(unit)
        else:
            rows[-1] = joined
    rows = [row.rstrip() for row in rows]
    if len(rows) > most:
        rows = [*rows[: most - 1], rows[most - 1] + ELLIPSIS]
    return [cut(row, room, measure, bold) for row in rows]


def cut(text: str, room: float, measure: Measure, bold: bool = False) -> str:
    """Return a text that fits into ``room``, shortened with … where it must be."""
    if measure.width(text, bold) <= room:
        return text
    short = text.rstrip(ELLIPSIS)
    while short and measure.width(short + ELLIPSIS, bold) > room:
        short = short[:-1]
    return short.rstrip() + ELLIPSIS
