"""Which characters the fonts of the papers have: a table of ranges, without reading a font."""

from bisect import bisect_right
from functools import cache

from warrantydesk.resources import find

TABLE = "fonts/coverage.txt"


def can_print(char: str) -> bool:
    """Tell whether both fonts have a glyph for one character."""
    if len(char) != 1:
        return False
    starts, ends = _ranges()
    at = bisect_right(starts, ord(char)) - 1
    return at >= 0 and ord(char) <= ends[at]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    pairs = [line.split("-") for line in find(TABLE).read_text("ascii").split()]
    return [int(pair[0], 16) for pair in pairs], [int(pair[1], 16) for pair in pairs]
