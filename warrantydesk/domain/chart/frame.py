"""What all charts share: the axis with its grid, the slots of points, their labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.domain.chart.scale import ticks
from warrantydesk.domain.chart.shapes import (
    PARTS,
    Area,
    Bar,
    Ink,
    Measure,
    Picture,
    Slot,
    Stroke,
    Text,
)
from warrantydesk.domain.chart.wrapping import cut, wrapped
from warrantydesk.domain.report import ReportChart, ReportPoint, Shows
from warrantydesk.domain.report_numbers import axis_text, short_text

GAP = 6.0
MOST_LINES = 2
FEWEST_SLOTS = 4
"""One bar alone would be as wide as the chart."""


@dataclass(frozen=True)
class Frame:
    """The room of the points between the axes; values from the lowest to the highest tick."""

    plot: Area
    marks: tuple[int, ...]
    shows: Shows
    measure: Measure
    room: Area
    """All that the chart may take."""

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        low, high = self.marks[0], self.marks[-1]
        return self.plot.bottom - self.plot.height * (value - low) / (high - low)

    def kept(self, left: float, wide: float) -> float:
        """Return where something must begin to end within the room."""
        return max(min(left, self.room.right - wide), self.room.left)

    @property
    def ground(self) -> float:
        """Where bars begin: at nothing, else at the lower end of the axis."""
        return self.y(min(max(0, self.marks[0]), self.marks[-1]))

    def slots(self, count: int, fewest: int = FEWEST_SLOTS) -> list[Area]:
        """Return a slot for each of ``count`` points, side by side in the middle."""
        wide = self.plot.width / max(count, fewest)
        start = self.plot.left + (self.plot.width - wide * count) / 2
        return [
            Area(start + wide * number, self.plot.top, wide, self.plot.height)
            for number in range(count)
        ]


def framed(
    picture: Picture,
    chart: ReportChart,
    room: Area,
    measure: Measure,
    span: tuple[int, int],
    right: float = 0.0,
) -> Frame:
    """Draw axis and grid into ``room``, and keep ``right`` free at its right."""
    marks = ticks(*span, chart.shows)
    names = [axis_text(mark, chart.shows) for mark in marks]
    if max(map(measure.width, names)) > room.width * 0.12:
        names = [short_text(mark, chart.shows) for mark in marks]
    left = max(map(measure.width, names)) + GAP + 2
    top = _legend(picture, chart, room, measure) + measure.line * 1.15
    below = measure.line * _label_lines(chart, room, measure) + GAP
    plot = Area(room.left + left, top, max(room.width - left - right, 1), room.bottom - below - top)
    frame = Frame(plot, marks, chart.shows, measure, room)
    for mark, name in zip(marks, names, strict=True):
        y = frame.y(mark)
        ink = Ink.AXIS if mark == max(0, marks[0]) else Ink.GRID
        picture.strokes.append(Stroke(((plot.left, y), (plot.right, y)), ink))
        spot = Area(room.left, y - measure.line / 2, left - GAP, measure.line)
        picture.texts.append(Text(spot, name, align="right"))
    return frame


def _legend(picture: Picture, chart: ReportChart, room: Area, measure: Measure) -> float:
    """Name the series at the upper right where there are several; return where the plot begins."""
    if len(chart.series) < 2:
        return room.top
    right, side = room.right, measure.line * 0.55
    for number in reversed(range(len(chart.series))):
        name = chart.series[number]
        wide = measure.width(name)
        spot = Area(right - wide, room.top, wide + 1, measure.line)
        picture.texts.append(Text(spot, name, align="left"))
        key = Area(spot.left - side - 4, room.top + (measure.line - side) / 2, side, side)
        picture.bars.append(Bar(key, PARTS[number % len(PARTS)]))
        right = key.left - 2 * GAP
    return room.top + measure.line * 1.2


def _label_lines(chart: ReportChart, room: Area, measure: Measure) -> int:
    if is_time(chart):
        return 1
    wide = room.width * 0.92 / max(len(chart.points), FEWEST_SLOTS) - GAP
    points = chart.points
    widest = max((measure.width(point.label, point.matters) for point in points), default=0.0)
    return 1 if widest <= wide else MOST_LINES


def is_time(chart: ReportChart) -> bool:
    """Tell whether the points are days, months or years: then a label may stand for several."""
    return all(point.label.replace("-", "").isdigit() for point in chart.points)


def label(picture: Picture, chart: ReportChart, slots: Sequence[Area], frame: Frame) -> None:
    """Write the labels below the points: in lines; of months every second, third… one."""
    measure, points = frame.measure, chart.points
    wide = slots[0].width - GAP
    widest = max(measure.width(point.label, point.matters) for point in points)
    rare = is_time(chart) and widest > wide
    room, end = widest if rare else wide, frame.room.right + GAP
    for point, slot in reversed(list(zip(points, slots, strict=True))):
        left = frame.kept(slot.middle - room / 2, room)
        if left + room > end - GAP:
            continue
        end = left if rare else end
        rows = (
            [cut(point.label, room, measure, point.matters)]
            if rare
            else wrapped(point.label, room, measure, MOST_LINES, point.matters)
        )
        ink = Ink.WORDS if point.matters else Ink.QUIET
        for row, text in enumerate(rows):
            top = frame.plot.bottom + GAP - 2 + row * measure.line
            spot = Area(left, top, room, measure.line)
            picture.texts.append(Text(spot, text, ink, bold=point.matters))


def slot_of(
    picture: Picture, points: Sequence[ReportPoint], slots: Sequence[Area], room: Area
) -> None:
    """Note where each point is meant by the pointer."""
    for number, (point, slot) in enumerate(zip(points, slots, strict=True)):
        area = Area(slot.left, room.top, slot.width, room.height)
        picture.slots.append(Slot(point.key, area, number))
