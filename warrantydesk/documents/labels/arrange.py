"""Words into marks: rows on the left, plate and notes on the right, a foot line below."""

from dataclasses import dataclass, replace

from warrantydesk.documents.labels.content import NAME, NOTE, NUMBER, SMALL, Content, Note, Row
from warrantydesk.documents.labels.lettering import fitted, width, wrapped
from warrantydesk.documents.labels.marks import Block, Mark, Tick, Words
from warrantydesk.documents.labels.page import Page
from warrantydesk.documents.labels.stock import Stock

PLATE_SIZE, PLATE_WIDTH, PLATE_HEIGHT = 46, 119, 67
SIDE_SHARE = 0.4
LEADING = 6
BETWEEN, DOT = "  ", " · "


@dataclass(frozen=True)
class Side:
    """The right column: where it begins and ends, and the notes that it has room for."""

    x: int
    bottom: int
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Line:
    """A line of text that is ready to be set; the tail follows in the regular face."""

    text: str
    row: Row
    tail: str = ""


def arrange(content: Content, stock: Stock, dpi: int, ladder: bool = False) -> tuple[Mark, ...]:
    """Return the marks of a label; raises LabelTooLong when its bars have no room.

    What there is no room for is left out from the end of the rows; text that is too long for
    its line ends in … and stays left of the right column.
    """
    page = Page(stock, dpi, ladder)
    side_top = page.top
    side_x = _side_left(page, content)
    at_bars = stock.side_at_bars and not ladder
    page.head(content, side_x - page.scaled(8) if at_bars else page.right)
    if not at_bars:
        side_top = page.top + page.scaled(6)
    floor = _foot(page, content) if stock.foot else page.bottom
    side = _side(page, content, Block(side_x, side_top, page.right - side_x, floor - side_top))
    _rows(page, content, side, floor)
    return tuple(page.marks)


def _side_left(page: Page, content: Content) -> int:
    if not page.stock.side or not (content.plate or content.notes):
        return page.right
    need = page.scaled(PLATE_WIDTH) if content.plate else 0
    for note in content.notes:
        need = max(need, _note_width(page, note))
    return page.right - min(need, int((page.right - page.left) * SIDE_SHARE))


def _note_width(page: Page, note: Note) -> int:
    box = page.scaled(NOTE + 8) if note.ticked is not None else 0
    return box + width(note.text, _note_size(page, note), note.bold)


def _note_size(page: Page, note: Note) -> int:
    return page.scaled(SMALL if note.ticked is None else NOTE)


def _side(page: Page, content: Content, room: Block) -> Side:
    """Add plate and notes; the room's width is 0 where there is no right column."""
    if not room.width:
        return Side(page.right, room.y, ())
    y, notes = room.y, content.notes
    if content.plate:
        box = Block(room.x, y, room.width, page.scaled(PLATE_HEIGHT))
        page.plate(content.plate, box, page.scaled(PLATE_SIZE))
        y += box.height + page.scaled(2)
    pitch = page.scaled(NOTE + LEADING - 1)
    floor = room.y + room.height - page.scaled(4)
    while notes and y + pitch * len(notes) > floor:
        worst = max(note.rank for note in notes)
        notes = tuple(note for note in notes if note.rank != worst)
    spare = floor - y - pitch * len(notes)
    pitch += min(page.scaled(4), spare // (len(notes) + 1)) if notes else 0
    for note in notes:
        y += pitch
        _note(page, note, room, y)
    return Side(room.x - page.scaled(8), y + page.scaled(4), notes)


def _note(page: Page, note: Note, room: Block, baseline: int) -> None:
    x, size = room.x, _note_size(page, note)
    if note.ticked is not None:
        box = page.scaled(NOTE)
        up = round(size * 0.733 / 2 + box / 2)
        page.marks.append(Tick(x, baseline - up, box, page.line, note.ticked))
        x += box + page.scaled(8)
    text = fitted(note.text, size, note.bold, room.x + room.width - x)
    page.words(text, x, baseline, size, note.bold)


def _foot(page: Page, content: Content) -> int:
    """Add the foot line; return where the rows must end."""
    if not (content.foot or content.foot_code or content.foot_end):
        return page.bottom
    top = page.bottom - page.scaled(SMALL + 9)
    page.rule(top, page.right)
    baseline, size = top + page.scaled(SMALL + 5), page.scaled(SMALL)
    room = page.right - page.left
    end = _joined(content.foot_end, size, room * 2 // 3 if content.foot else room)
    end_x = page.right - width(end, size)
    page.words(end, end_x, baseline, size)
    room = end_x - (page.scaled(14) if end else 0) - page.left
    code = fitted(content.foot_code, size, False, room)
    room -= width(code + " ", size) if code else 0
    name = fitted(content.foot, size, False, room)
    page.words(" ".join(filter(None, (name, code))), page.left, baseline, size)
    return top


def _joined(parts: tuple[str, ...], size: int, room: int) -> str:
    """Join the parts, hazards first; the last ones are left out where the room ends."""
    kept = parts
    while len(kept) > 1 and width(DOT.join(kept), size) > room:
        kept = kept[:-1]
    return fitted(DOT.join(kept), size, False, room)


def _rows(page: Page, content: Content, side: Side, floor: int) -> None:
    tight = _lines(page, content, side, floor, 0)
    used = sum(page.scaled(line.row.size + LEADING) for line in tight)
    spare = max(0, floor - page.top - used - page.scaled(4))
    gap = min(page.scaled(8), spare // len(tight)) if tight else 0
    y = page.top + gap // 2
    for line in _lines(page, content, side, floor, gap):
        size = page.scaled(line.row.size)
        baseline = y + page.scaled(line.row.size + LEADING - 4)
        page.words(line.text, page.left, baseline, size, line.row.bold)
        if line.tail:
            x = page.left
            if line.text:
                x += width(line.text, size, line.row.bold) + page.scaled(16)
            page.marks.append(Words(x, baseline, line.tail, size))
        y += page.scaled(line.row.size + LEADING) + gap


def _lines(page: Page, content: Content, side: Side, floor: int, gap: int) -> list[Line]:
    """Return the lines that fit between top and floor, ``gap`` apart."""
    lines: list[Line] = []
    y = page.top + gap // 2
    # Beside turned bars there is more height than the stock's rows need.
    most = 2 * page.stock.rows if page.ladder else page.stock.rows
    slack = 4 if floor < page.bottom else 1
    for row in content.rows:
        high = page.scaled(row.size + LEADING)
        left = min(most - len(lines), (floor + page.scaled(slack) - y + gap) // (high + gap))
        if left < 1:
            break
        rooms = [_room(page, side, y + n * (high + gap)) for n in range(left)]
        for line in _flow(page, row, rooms):
            lines.append(line)
            y += page.scaled(line.row.size + LEADING) + gap
    return lines


def _room(page: Page, side: Side, y: int) -> int:
    return (side.x if y < side.bottom else page.right) - page.left


def _flow(page: Page, row: Row, rooms: list[int]) -> list[Line]:
    """Set one row into lines: long text is wrapped, parts that do not fit go to the next line."""
    size = page.scaled(row.size)
    if row.size == NAME and width(BETWEEN.join(row.parts), size, row.bold) > rooms[0]:
        row, size = replace(row, size=NUMBER), page.scaled(NUMBER)
    if row.lines > 1:
        text = BETWEEN.join(row.parts)
        return [
            Line(part, row) for part in wrapped(text, size, row.bold, rooms[: row.lines]) if part
        ]
    if row.tail:
        tail = width(row.tail, size) + page.scaled(16)
        text = fitted(BETWEEN.join(row.parts), size, row.bold, rooms[0] - tail)
        return [Line(text, row, row.tail)]
    return [
        Line(fitted(text, size, row.bold, room), row)
        for text, room in zip(_packed(row, size, rooms), rooms, strict=False)
    ]


def _packed(row: Row, size: int, rooms: list[int]) -> list[str]:
    """Fill the lines with whole parts; one that has no room is left out, half a number lies."""
    texts = [row.parts[0]]
    for part in row.parts[1:]:
        joined = BETWEEN.join((texts[-1], part))
        if width(joined, size, row.bold) <= rooms[len(texts) - 1]:
            texts[-1] = joined
        elif len(texts) < len(rooms):
            texts.append(part)
        else:
            break
    return texts
