"""A signature as it was drawn: strokes of points, each 0 to 1000 across and down."""

import json
from typing import Any

SIDE = 1000
"""Points lie on a field of this width and height, whatever the size it was drawn in."""
ASPECT = 3.0
"""Width of the field by its height, wherever it is drawn and shown."""
MOST_BYTES = 20_000
LEAST_POINTS = 3
"""Fewer are a slip of the mouse, no signature."""

Stroke = tuple[tuple[int, int], ...]
Strokes = tuple[Stroke, ...]


def strokes(drawing: str) -> Strokes:
    """Read a drawing; empty text has no strokes.

    Raises ValueError for what is no drawing: not JSON, points outside, too large, a mere dot.
    """
    if not drawing:
        return ()
    if len(drawing.encode("utf-8", "replace")) > MOST_BYTES:
        raise ValueError("too large")
    try:
        read = json.loads(drawing)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    found = tuple(_stroke(one) for one in _list(read))
    if sum(map(len, found)) < LEAST_POINTS:
        raise ValueError("a dot")
    return found


def written(drawn: Strokes) -> str:
    """Write strokes as JSON, the same for the same strokes; no strokes are empty text."""
    if not drawn:
        return ""
    return json.dumps(
        [[list(point) for point in stroke] for stroke in drawn], separators=(",", ":")
    )


def _stroke(value: Any) -> Stroke:
    return tuple(_point(one) for one in _list(value))


def _point(value: Any) -> tuple[int, int]:
    pair = _list(value)
    if len(pair) != 2 or not all(type(one) is int and 0 <= one <= SIDE for one in pair):
        raise ValueError("no point")
    return pair[0], pair[1]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value
