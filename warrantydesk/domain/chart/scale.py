"""Axes: where their numbers stand."""

from collections.abc import Sequence

from warrantydesk.domain.report import Shows

PIECES = 5
WHOLE = 1000
"""All of it, in thousandths."""
_NICE = (1, 2, 5, 10)
_UNIT = {Shows.MONEY: 100, Shows.PERMILLE: 10}


def ticks(low: int, high: int, shows: Shows, pieces: int = PIECES) -> tuple[int, ...]:
    """Return round numbers from at most ``low`` to at least ``high``, evenly apart.

    Shares stay within 0 and 100 % where their values do.
    """
    unit = _UNIT.get(shows, 1)
    step = _step(max(high - low, unit), unit, pieces)
    first = low // step * step
    last = -(-high // step) * step
    if last == first:
        last += step
    found = tuple(range(first, last + 1, step))
    if shows is Shows.PERMILLE and high <= WHOLE < found[-1]:
        return tuple(tick for tick in found if tick <= WHOLE)
    return found


def _step(span: int, unit: int, pieces: int) -> int:
    scale = unit
    while True:
        for nice in _NICE:
            if scale * nice * pieces >= span:
                return scale * nice
        scale *= 10


def bounds(values: Sequence[int], target: int | None, from_nothing: bool) -> tuple[int, int]:
    """Return the lowest and the highest value that must be seen.

    Bars begin at nothing; a line may begin higher, where its values lie close together.
    """
    known = [*values, *(() if target is None else (target,))]
    low, high = min(known, default=0), max(known, default=0)
    if from_nothing or low < 0 or low * 2 < high:
        low = min(low, 0)
    return low, max(high, 0)
