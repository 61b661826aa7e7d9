"""Points over months, with the line that is to be reached."""

from collections.abc import Sequence

from warrantydesk.domain.chart.bars import put_target
from warrantydesk.domain.chart.frame import Frame, framed, label, slot_of
from warrantydesk.domain.chart.scale import bounds
from warrantydesk.domain.chart.shapes import (
    PARTS,
    Area,
    Dot,
    Ink,
    Measure,
    Picture,
    Stroke,
    Text,
)
from warrantydesk.domain.report import ReportChart
from warrantydesk.domain.report_numbers import bar_text

APART = 10.0
"""How far points must be from each other to have a dot each."""


def put_lines(picture: Picture, chart: ReportChart, room: Area, measure: Measure) -> None:
    """Draw a line for every series; the last point of the first is the news."""
    values = [value for point in chart.points for value in point.values]
    frame = framed(picture, chart, room, measure, bounds(values, chart.target, False))
    slots = frame.slots(len(chart.points), 1)
    series = max((len(point.values) for point in chart.points), default=0)
    if chart.target is not None:
        put_target(picture, chart, frame)
    for number in range(series):
        _put_line(picture, chart, number, slots, frame)
    if series:
        _put_values(picture, chart, slots, frame)
    label(picture, chart, slots, frame)
    slot_of(picture, chart.points, slots, room)


def _put_line(
    picture: Picture, chart: ReportChart, number: int, slots: Sequence[Area], frame: Frame
) -> None:
    ink = PARTS[number % len(PARTS)] if len(chart.series) > 1 else Ink.MATTERS
    points = [
        (slot.middle, frame.y(point.values[number]))
        for point, slot in zip(chart.points, slots, strict=True)
        if number < len(point.values)
    ]
    picture.lines.append(Stroke(tuple(points), ink))
    last = len(points) - 1
    apart = slots[0].width >= APART
    picture.dots.extend(
        Dot(x, y, ink, at != last) for at, (x, y) in enumerate(points) if apart or at == last
    )


def _put_values(picture: Picture, chart: ReportChart, slots: Sequence[Area], frame: Frame) -> None:
    """Write the values of the first series; where they are many those of the ends and the lowest.

    A value stands above its point, below it where the line goes up steeply to both sides.
    """
    measure = frame.measure
    firsts = [point.values[0] for point in chart.points if point.values]
    every = all(
        measure.width(bar_text(value, chart.shows), True) < slot.width - 2
        for value, slot in zip(firsts, slots, strict=False)
    )
    told = {0, len(firsts) - 1, firsts.index(min(firsts)), firsts.index(max(firsts))}
    for number, slot in enumerate(slots[: len(firsts)]):
        if every or number in told:
            beside = firsts[max(number - 1, 0) : number + 2]
            last = number == len(firsts) - 1
            _put_value(picture, firsts[number], beside, slot, frame, last)


def _put_value(
    picture: Picture,
    value: int,
    beside: Sequence[int],
    slot: Area,
    frame: Frame,
    last: bool,
) -> None:
    """Write a value where the line to the values ``beside`` it does not pass."""
    measure, y = frame.measure, frame.y(value)
    text = bar_text(value, frame.shows)
    wide = measure.width(text, last) + 4
    low = value == min(beside) and value < max(beside)
    if low and y + 5 + measure.line < frame.plot.bottom:
        left, top = slot.middle - wide / 2, y + 5
    else:
        steep = len(beside) > 2 and abs(frame.y(beside[0]) - frame.y(beside[-1])) > measure.line * 2
        falls = beside[0] > value >= beside[-1]
        rises = beside[0] <= value < beside[-1]
        aside = wide / 2 - 2 if steep and falls else 2 - wide / 2 if steep and rises else 0.0
        left, top = slot.middle - wide / 2 + aside, y - measure.line - 5
    spot = Area(frame.kept(left, wide), top, wide, measure.line)
    picture.texts.append(Text(spot, text, Ink.WORDS, bold=last, over=True))
