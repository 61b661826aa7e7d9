"""Tables of a paper: a tinted head, repeated on every page, and rows with thin lines."""

from dataclasses import dataclass
from functools import partial

from warrantydesk.documents.blocks import SIDE, SMALL, STRONG, TEXT, TICK, drop
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.sheet import LEFT, RULE, Mark, Sheet
from warrantydesk.documents.typesetting import Style, lines, width

DOT = 6.4
PADDING = 5.2
"""Space above and below the lines of a row in sum."""


@dataclass(frozen=True)
class Column:
    """A column: its title, its part of the width, where its text stands (left, right, centre)."""

    title: str
    share: float
    align: str = "left"


Entry = str | Mark | tuple[tuple[str, Style], ...]
"""What stands in a field: text, a mark, or several texts with their looks."""
Line = tuple[str, Style] | Mark


class Table:
    """A table on a flow: rows may be added as long as nothing else is put below it."""

    def __init__(self, flow: Flow, *columns: Column) -> None:
        """Take a place on the flow; the head is put with the first row."""
        self._flow, self._columns = flow, columns
        total = sum(column.share for column in columns)
        self._wides = [SPAN * column.share / total for column in columns]
        self._titles = [
            lines(column.title, SMALL, wide - 2 * SIDE)
            for column, wide in zip(columns, self._wides, strict=True)
        ]
        self._begun = False
        self._group: tuple[str, str] | None = None

    def add(self, *entries: Entry) -> None:
        """Add a row with one entry a column."""
        fields = [_set(entry, wide) for entry, wide in zip(entries, self._wides, strict=True)]
        count = max(map(len, fields))
        if self._group:
            (text, note), self._group = self._group, None
            self.band(text, note, min(count, 12) * TEXT.leading + PADDING)
        self._begin(min(count, 3) * TEXT.leading)
        paint = partial(self._paint_row, fields)
        self._flow.row(count, TEXT.leading, PADDING, paint, self._head)

    def group(self, text: str, note: str = "") -> None:
        """Name the rows that follow by a tinted row, which stays with the first of them."""
        self._group = (text, note)

    def band(self, text: str, note: str = "", room: float = 2 * TEXT.leading) -> None:
        """Add a tinted row over the whole width, with ``room`` points below it on its page."""

        def paint(strip: Strip) -> None:
            strip.sheet.tint(LEFT, strip.top, SPAN, strip.height)
            strip.sheet.frame(LEFT, strip.top, SPAN, strip.height)
            baseline = strip.top + drop(STRONG, strip.height)
            strip.sheet.text(LEFT + SIDE, baseline, text, STRONG)
            strip.sheet.text_right(LEFT + SPAN - SIDE, baseline, note, SMALL)

        self._begin(15.5)
        if self._flow.need(15.5 + room):
            self._head()
        self._flow.row(1, 15.5, 0.0, paint, self._head)

    def _begin(self, height: float) -> None:
        if not self._begun:
            self._begun = True
            self._flow.need(20 + height)
            self._head()

    def _head(self) -> None:
        self._flow.row(max(map(len, self._titles)), SMALL.leading, 5.0, self._paint_head)

    def _paint_head(self, strip: Strip) -> None:
        strip.sheet.tint(LEFT, strip.top, SPAN, strip.height)
        strip.sheet.frame(LEFT, strip.top, SPAN, strip.height, RULE)
        left = LEFT
        for column, wide, title in zip(self._columns, self._wides, self._titles, strict=True):
            top = strip.top + (strip.height - len(title) * SMALL.leading) / 2
            for index, line in enumerate(title):
                baseline = top + index * SMALL.leading + drop(SMALL, SMALL.leading)
                x = _start(column.align, left, wide, width(line, SMALL))
                strip.sheet.text(x, baseline, line, SMALL)
            left += wide

    def _paint_row(self, fields: list[list[Line]], strip: Strip) -> None:
        strip.sheet.frame(LEFT, strip.top, SPAN, strip.height)
        left = LEFT
        for column, wide, found in zip(self._columns, self._wides, fields, strict=True):
            for index, line in enumerate(found[strip.first : strip.last]):
                y = strip.top + 2.6 + index * TEXT.leading
                _put(strip.sheet, (left, wide, y), line, column.align)
            left += wide


def _put(sheet: Sheet, place: tuple[float, float, float], line: Line, align: str) -> None:
    left, wide, y = place
    if isinstance(line, Mark):
        size = DOT if line is Mark.DOT else TICK
        sheet.mark(left + (wide - size) / 2, y + (TEXT.leading - size) / 2, size, line)
    else:
        text, style = line
        x = _start(align, left, wide, width(text, style))
        sheet.text(x, y + drop(TEXT, TEXT.leading), text, style)


def _start(align: str, left: float, wide: float, text_width: float) -> float:
    """Return where a text begins in its field."""
    if align == "right":
        return left + wide - SIDE - text_width
    if align == "centre":
        return left + (wide - text_width) / 2
    return left + SIDE


def _set(entry: Entry, wide: float) -> list[Line]:
    """Break what stands in a field into its lines."""
    if isinstance(entry, Mark):
        return [entry]
    texts = ((entry, TEXT),) if isinstance(entry, str) else entry
    return [
        (line, style)
        for text, style in texts
        if text
        for line in lines(text, style, wide - 2 * SIDE)
    ] or [("", TEXT)]
