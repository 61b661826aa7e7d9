"""The parts that every paper is made of: cells, narratives, sentences, ticks, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.sheet import LEFT, RULE, Mark
from warrantydesk.documents.signature import draw_signature
from warrantydesk.documents.typesetting import Style, fitted, lines, width

LABEL = Style(6.5, gray=0.33)
VALUE = Style(8.8)
TEXT = Style(8.2)
STRONG = Style(8.2, bold=True)
SMALL = Style(7.0, gray=0.33)
SIDE = 3.6
TICK = 7.6
VALUE_LEADING = 11.4
SIGNATURE_HEIGHT, SIGNATURE_LEAST = 65.0, 45.0
NARRATIVE_LABEL = 66.0
TICK_LEADING = 14.2
INDENT, BULLET = 10.0, 2.6


@dataclass(frozen=True)
class Cell:
    """A small label over its value; ``share`` is its part of the row's width."""

    label: str
    value: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Sign:
    """A field for a signature, with name and time where they are known."""

    label: str
    name: str = ""
    when: str = ""
    drawing: str = ""
    """Strokes of a signature that was drawn at the desk."""


def cells(flow: Flow, *rows: Sequence[Cell], least: int = 1) -> None:
    """Put rows of framed cells of ``least`` lines; a long value makes its row higher."""
    for row in rows:
        laid = _Cells(row)
        flow.row(max(least, laid.count), VALUE_LEADING, 12.0, laid.paint)


def narrative(flow: Flow, *pairs: tuple[str, str], least: int = 1) -> None:
    """Put texts beside their tinted labels; ``least`` lines are kept for writing by hand."""
    for label, text in pairs:
        laid = _Narrative(label, text, least)
        flow.row(laid.count, TEXT.leading, 7.6, laid.paint)


def sentence(flow: Flow, text: str, style: Style = TEXT) -> None:
    """Put a text over the whole width, without a frame."""
    texts = lines(text, style, SPAN)

    def paint(strip: Strip) -> None:
        at = strip.top + 2 + drop(style, style.leading)
        for index, line in enumerate(texts[strip.first : strip.last]):
            strip.sheet.text(LEFT, at + index * style.leading, line, style)

    flow.row(len(texts), style.leading, 4.0, paint)


def sentences(flow: Flow, texts: Sequence[str], style: Style = TEXT) -> None:
    """Put texts one below the other without a frame, each with a dot and indented below it."""
    rows = [
        (index == 0, line)
        for text in texts
        for index, line in enumerate(lines(text, style, SPAN - INDENT))
    ]

    def paint(strip: Strip) -> None:
        at = strip.top + 2 + drop(style, style.leading)
        for index, (first, line) in enumerate(rows[strip.first : strip.last]):
            top = strip.top + 2 + index * style.leading
            if first:
                strip.sheet.mark(LEFT + 2, top + (style.leading - BULLET) / 2, BULLET, Mark.DOT)
            strip.sheet.text(LEFT + INDENT, at + index * style.leading, line, style)

    flow.row(len(rows), style.leading, 4.0, paint)


def ticks(flow: Flow, items: Sequence[tuple[str, bool]]) -> None:
    """Put named tick boxes into one frame, in as many columns as the names allow."""
    if not items:
        return
    widest = max(width(text, TEXT) for text, _ in items) + TICK + 20
    columns = max(2, min(5, int(SPAN // widest)))
    room = SPAN / columns
    rows = [
        line
        for start in range(0, len(items), columns)
        for line in _tick_lines(items[start : start + columns], room - TICK - 16)
    ]

    def paint(strip: Strip) -> None:
        strip.sheet.frame(LEFT, strip.top, SPAN, strip.height, RULE)
        for index, row in enumerate(rows[strip.first : strip.last]):
            top = strip.top + 3 + index * TICK_LEADING
            for column, (text, mark) in enumerate(row):
                left = LEFT + 7 + column * room
                if mark:
                    strip.sheet.mark(left, top + (TICK_LEADING - TICK) / 2, TICK, mark)
                strip.sheet.text(left + TICK + 5, top + drop(TEXT, TICK_LEADING), text, TEXT)

    flow.row(len(rows), TICK_LEADING, 6.0, paint)


def signatures(flow: Flow, *signs: Sign) -> None:
    """Put fields for signatures and stamps, side by side: 23 mm high, 16 to stay on a page."""
    wide = SPAN / len(signs)

    def paint(strip: Strip) -> None:
        for index, sign in enumerate(signs):
            left = LEFT + index * wide
            strip.sheet.frame(left, strip.top, wide, strip.height, RULE)
            for row, text in enumerate(lines(sign.label, SMALL, wide - 2 * SIDE)[:2]):
                strip.sheet.text(left + SIDE, strip.top + 10 + row * 9, text, SMALL)
            said = "  ".join(part for part in (sign.name, sign.when) if part)
            rows = lines(said, SMALL, wide - 2 * SIDE)[:2]
            for row, text in enumerate(reversed(rows)):
                baseline = strip.top + strip.height - 6 - row * 9
                strip.sheet.text(left + SIDE, baseline, text, SMALL)
            below = strip.height - 26 - 9 * max(0, len(rows) - 1)
            draw_signature(
                strip.sheet, (left + SIDE, strip.top + 14, wide - 2 * SIDE, below), sign.drawing
            )

    flow.row(1, flow.squeezed(SIGNATURE_HEIGHT, SIGNATURE_LEAST), 0.0, paint)


def drop(style: Style, leading: float) -> float:
    """Return how far below the top of its line a baseline stands: capitals are 0.733 em high."""
    return (leading + 0.733 * style.size) / 2


class _Cells:
    """A row of cells, broken into lines."""

    def __init__(self, row: Sequence[Cell]) -> None:
        total = sum(cell.share for cell in row)
        self.wides = [SPAN * cell.share / total for cell in row]
        rooms = [wide - 2 * SIDE for wide in self.wides]
        self.labels = [
            fitted(cell.label, LABEL, room + 2) for cell, room in zip(row, rooms, strict=True)
        ]
        self.texts = [lines(cell.value, VALUE, room) for cell, room in zip(row, rooms, strict=True)]
        self.count = max(map(len, self.texts))

    def paint(self, strip: Strip) -> None:
        left = LEFT
        for label, text, wide in zip(self.labels, self.texts, self.wides, strict=True):
            strip.sheet.frame(left, strip.top, wide, strip.height, RULE)
            if strip.first == 0:
                strip.sheet.text(left + SIDE, strip.top + 8.3, label, LABEL)
            for index, line in enumerate(text[strip.first : strip.last]):
                baseline = strip.top + 18.9 + index * VALUE_LEADING
                strip.sheet.text(left + SIDE, baseline, line, VALUE)
            left += wide


class _Narrative:
    """A label and a long text, broken into lines."""

    def __init__(self, label: str, text: str, least: int) -> None:
        self.labels = lines(label, STRONG, NARRATIVE_LABEL - 2 * SIDE)
        self.texts = lines(text, TEXT, SPAN - NARRATIVE_LABEL - 2 * SIDE - 2)
        self.count = max(len(self.texts), len(self.labels), least)

    def paint(self, strip: Strip) -> None:
        sheet, leading = strip.sheet, TEXT.leading
        sheet.tint(LEFT, strip.top, NARRATIVE_LABEL, strip.height)
        sheet.frame(LEFT, strip.top, NARRATIVE_LABEL, strip.height, RULE)
        sheet.frame(LEFT + NARRATIVE_LABEL, strip.top, SPAN - NARRATIVE_LABEL, strip.height, RULE)
        labels = self.labels[: strip.last - strip.first]
        # Beside a long text the label stands at its beginning, where reading starts.
        free = strip.height - len(labels) * leading
        at = strip.top + (free / 2 if free < 4 * leading else 3.8) + drop(STRONG, leading)
        for index, line in enumerate(labels):
            sheet.text(LEFT + SIDE + 1, at + index * leading, line, STRONG)
        at = strip.top + 3.8 + drop(TEXT, leading)
        for index, line in enumerate(self.texts[strip.first : strip.last]):
            sheet.text(LEFT + NARRATIVE_LABEL + SIDE + 2, at + index * leading, line, TEXT)


def _tick_lines(
    items: Sequence[tuple[str, bool]], room: float
) -> Iterator[list[tuple[str, Mark | None]]]:
    """Break one row of items into its lines; only the first line has the boxes."""
    texts = [lines(text, TEXT, room) for text, _ in items]
    for index in range(max(map(len, texts))):
        row: list[tuple[str, Mark | None]] = []
        for (_, ticked), text in zip(items, texts, strict=True):
            mark = None if index else Mark.TICKED if ticked else Mark.EMPTY
            row.append((text[index] if index < len(text) else "", mark))
        yield row
