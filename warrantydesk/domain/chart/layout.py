"""A chart of a report laid out in the room that it has."""

from dataclasses import replace

from warrantydesk.domain.chart.bars import put_bars, put_stack
from warrantydesk.domain.chart.frame import is_time
from warrantydesk.domain.chart.lines import put_lines
from warrantydesk.domain.chart.shapes import Area, Measure, Picture, Slot
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint, Shows
from warrantydesk.i18n import ngettext_

NARROWEST = 3.3
"""Lines of words that a bar with its label needs beside the others."""


def laid_out(chart: ReportChart, room: Area, measure: Measure) -> Picture:
    """Return everything that is painted of ``chart`` in ``room``; empty without points."""
    picture = Picture()
    if not chart.points or room.width <= 1 or room.height <= measure.line * 4:
        return picture
    fits = max(int(room.width / (measure.line * NARROWEST)), 3)
    if chart.kind is ChartKind.LINE:
        put_lines(picture, chart, room, measure)
    elif chart.kind is ChartKind.STACK:
        put_stack(picture, chart, room, measure)
    else:
        few = few_enough(chart, fits)
        put_bars(picture, few, room, measure)
        if few.points[-1].key == "" and few is not chart:  # it stands for all that follow
            picture.slots[-1] = Slot("", picture.slots[-1].area, -1)
    return picture


def few_enough(chart: ReportChart, most: int) -> ReportChart:
    """Return the chart with at most ``most`` bars: the last one adds up the rest.

    Shares and averages cannot be added up: of them the first ones are shown. Months and years
    are all shown.
    """
    if len(chart.points) <= most or is_time(chart):
        return chart
    if chart.shows in (Shows.PERMILLE, Shows.TENTHS):
        return replace(chart, points=chart.points[:most])
    kept, rest = chart.points[: most - 1], chart.points[most - 1 :]
    width = max(len(point.values) for point in rest)
    sums = tuple(
        sum(point.values[place] for point in rest if place < len(point.values))
        for place in range(width)
    )
    name = ngettext_("{n} other", "{n} others", len(rest))
    return replace(chart, points=(*kept, ReportPoint("", name, sums)))
