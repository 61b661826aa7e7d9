"""A drawn signature as lines on a paper; it keeps its shape and stays sharp at any size."""

from itertools import pairwise

from warrantydesk.documents.sheet import Sheet
from warrantydesk.domain.drawing import ASPECT, SIDE, strokes

PEN = 0.9
"""Thickness of the line in points."""
_LEAST = 12.0
"""A lower field shows no signature: it would be a stain."""


def draw_signature(sheet: Sheet, box: tuple[float, float, float, float], drawing: str) -> None:
    """Draw strokes into a box (left, top, width, height in points), at its left, whole.

    A drawing that cannot be read is left out: the name below it says who signed.
    """
    left, top, wide, high = box
    if not drawing or high < _LEAST:
        return
    try:
        drawn = strokes(drawing)
    except ValueError:
        return
    width = min(wide, high * ASPECT)
    height = width / ASPECT
    top += (high - height) / 2
    for stroke in drawn:
        points = [(left + x * width / SIDE, top + y * height / SIDE) for x, y in stroke]
        if len(points) == 1:
            points.append((points[0][0] + PEN, points[0][1]))
        for (x, y), (end_x, end_y) in pairwise(points):
            sheet.rule(x, y, end_x, end_y, PEN)
