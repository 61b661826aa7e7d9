"""Bars by weight, with the line of their summed shares where it is asked for; bars in parts."""

from collections.abc import Sequence

from warrantydesk.domain.chart.frame import GAP, Frame, framed, label, slot_of
from warrantydesk.domain.chart.scale import WHOLE, bounds
from warrantydesk.domain.chart.shapes import (
    PARTS,
    Area,
    Bar,
    Dot,
    Ink,
    Measure,
    Picture,
    Stroke,
    Text,
)
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint
from warrantydesk.domain.report_numbers import bar_text, short_text

THICK, THICKEST = 0.62, 3.6
"""How much of its slot a bar takes, and how many lines of words at most."""
LEAST = 1.0
SHARES = (0, 200, 400, 600, 800, 1000)


def put_bars(picture: Picture, chart: ReportChart, room: Area, measure: Measure) -> None:
    """Draw the first value of every point as a bar, several as bars beside each other."""
    pareto = chart.kind is ChartKind.PARETO and sum(_firsts(chart)) > 0
    right = measure.width("100 %") + GAP + 2 if pareto else 0.0
    values = [value for point in chart.points for value in point.values]
    frame = framed(picture, chart, room, measure, bounds(values, chart.target, True), right)
    slots = frame.slots(len(chart.points))
    for point, slot in zip(chart.points, slots, strict=True):
        _put_point(picture, chart, point, slot, frame)
    label(picture, chart, slots, frame)
    slot_of(picture, chart.points, slots, room)
    if pareto:
        _put_shares(picture, chart, slots, frame)
    if chart.target is not None:
        put_target(picture, chart, frame)


def put_stack(picture: Picture, chart: ReportChart, room: Area, measure: Measure) -> None:
    """Draw every point as one bar in parts, the whole above it."""
    wholes = [sum(max(value, 0) for value in point.values) for point in chart.points]
    below = [sum(min(value, 0) for value in point.values) for point in chart.points]
    frame = framed(picture, chart, room, measure, bounds([*wholes, *below], chart.target, True))
    slots = frame.slots(len(chart.points))
    for point, slot, whole in zip(chart.points, slots, wholes, strict=True):
        up = down = 0
        for number, value in enumerate(point.values):
            start = up if value >= 0 else down
            top, bottom = frame.y(max(start, start + value)), frame.y(min(start, start + value))
            if value:
                body = _body(slot, frame, top, bottom)
                picture.bars.append(Bar(body, PARTS[number % len(PARTS)]))
            up, down = (up + value, down) if value >= 0 else (up, down + value)
        _put_value(picture, whole, point.matters, slot, frame.y(whole), frame)
    label(picture, chart, slots, frame)
    slot_of(picture, chart.points, slots, room)
    if chart.target is not None:
        put_target(picture, chart, frame)


def put_target(picture: Picture, chart: ReportChart, frame: Frame) -> None:
    """Draw the line that is to be reached, with its value at its right end."""
    target, measure = chart.target or 0, frame.measure
    y = frame.y(target)
    picture.lines.append(
        Stroke(((frame.plot.left, y), (frame.plot.right, y)), Ink.TARGET, dashed=True)
    )
    text = bar_text(target, chart.shows)
    wide = measure.width(text) + 4
    spot = Area(frame.plot.right - wide, y - measure.line - 1, wide, measure.line)
    picture.texts.append(Text(spot, text, align="right", over=True))


def _firsts(chart: ReportChart) -> list[int]:
    return [max(point.values[0], 0) if point.values else 0 for point in chart.points]


def _put_point(
    picture: Picture,
    chart: ReportChart,
    point: ReportPoint,
    slot: Area,
    frame: Frame,
) -> None:
    several = len(chart.series) > 1
    count = max(len(point.values), 1)
    part = slot.width * 0.8 / count if several else slot.width
    start = slot.middle - part * count / 2
    told = not several or _fit(chart, part, frame)
    for number, value in enumerate(point.values if several else point.values[:1]):
        lane = Area(start + part * number, slot.top, part, slot.height)
        top, bottom = sorted((frame.y(value), frame.ground))
        ink = PARTS[number % len(PARTS)] if several else _ink(point)
        picture.bars.append(Bar(_body(lane, frame, top, bottom), ink))
        if told:
            end = bottom if value < 0 else top
            _put_value(picture, value, point.matters, lane, end, frame)


def _fit(chart: ReportChart, wide: float, frame: Frame) -> bool:
    """Tell whether every value stands whole above its bar; of several beside each other all do,
    or none."""
    texts = (bar_text(value, chart.shows) for point in chart.points for value in point.values)
    return all(frame.measure.width(text, True) <= wide for text in texts)


def _ink(point: ReportPoint) -> Ink:
    return Ink.MATTERS if point.matters else Ink.BAR


def _body(slot: Area, frame: Frame, top: float, bottom: float) -> Area:
    thick = min(slot.width * THICK, frame.measure.line * THICKEST)
    return Area(slot.middle - thick / 2, top, thick, max(bottom - top, LEAST))


def _put_value(
    picture: Picture,
    value: int,
    matters: bool,
    slot: Area,
    end: float,
    frame: Frame,
) -> None:
    """Write a value at the end of its bar: short where there is little room, else not at all."""
    measure = frame.measure
    text = bar_text(value, frame.shows)
    if measure.width(text, matters) > slot.width - 2:
        text = short_text(value, frame.shows)
    if measure.width(text, matters) > slot.width:
        return
    top = end + 1 if value < 0 else end - measure.line - 1
    spot = Area(slot.left, top, slot.width, measure.line)
    picture.texts.append(Text(spot, text, Ink.WORDS, bold=matters, over=True))


def _put_shares(
    picture: Picture,
    chart: ReportChart,
    slots: Sequence[Area],
    frame: Frame,
) -> None:
    """Draw what the bars make up together, read at the right axis."""
    whole = max(chart.whole, sum(_firsts(chart)))
    plot, measure = frame.plot, frame.measure
    top, ground = frame.y(frame.marks[-1]), frame.ground
    for share in SHARES:
        y = ground - (ground - top) * share / WHOLE
        spot = Area(plot.right + GAP, y - measure.line / 2, plot.width, measure.line)
        picture.texts.append(Text(spot, f"{share // 10} %", align="left"))
    points, summed, told = [], 0, -1
    parts = []
    for number, (slot, value) in enumerate(zip(slots, _firsts(chart), strict=True)):
        summed += value
        parts.append(summed)
        points.append((slot.middle, ground - (ground - top) * summed / whole))
        told = number if chart.points[number].matters else told
    picture.lines.append(Stroke(tuple(points), Ink.LINE))
    picture.dots.extend(Dot(x, y, Ink.LINE) for x, y in points)
    _clear_dots(picture, points, measure)
    if told >= 0 and parts[told] < whole and points[told][1] < frame.y(_firsts(chart)[told]):
        text = f"{(parts[told] * 100 + whole // 2) // whole} %"
        before = frame.y(_firsts(chart)[told - 1]) - measure.line if told else frame.plot.bottom
        spot = _beside(points[told], measure, measure.width(text, True) + 4, before)
        picture.texts.append(Text(spot, text, Ink.LINE, "left", bold=True, over=True))


def _clear_dots(picture: Picture, points: Sequence[tuple[float, float]], measure: Measure) -> None:
    """Move values that a point of the line would cover to above it."""
    for place, text in enumerate(picture.texts):
        area = text.area
        for x, y in points if text.over else ():
            if area.left <= x <= area.right and area.top - 4 < y < area.bottom + 3:
                moved = area._replace(top=y - measure.line - 4)
                picture.texts[place] = text._replace(area=moved)


def _beside(at: tuple[float, float], measure: Measure, wide: float, clear: float) -> Area:
    """Return where words stand at a point of a rising line: above it at the left, where that is
    clear, else higher above it."""
    x, y = at
    if y - 3 < clear:
        return Area(x - wide - GAP, y - measure.line - 2, wide, measure.line)
    return Area(x - wide / 2, y - measure.line * 2.1, wide, measure.line)
