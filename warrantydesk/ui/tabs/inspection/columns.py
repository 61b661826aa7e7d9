"""Where the columns of the checklist stand, and what lies under the mouse in a row."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.scrolls import THICK
from warrantydesk.ui.kit.segments import tristate_at, tristate_width
from warrantydesk.ui.tabs.inspection.rows import CheckRow

GAP = 14
INSET = 8


@dataclass(frozen=True)
class Columns:
    """Left ends and widths in pixels of one row; photographs become a count when ``few``."""

    item: float
    item_width: float
    answer: float
    reading: float
    box_width: float
    gauge: float
    gauge_width: float
    photos: float
    photos_width: float
    few: bool


@lru_cache(maxsize=8)
def _columns(width: int, unit: int) -> Columns:
    answer, box, unit_room = tristate_width(), theme.h(3.4), theme.h(2.9)
    gauge, photos = theme.h(6.6), theme.h(6.1)
    few = False
    fixed = INSET * 2 + answer + box + unit_room + GAP * 4
    if width - fixed - gauge - photos < theme.h(9):
        photos, few = theme.h(2.4), True
    if width - fixed - gauge - photos < theme.h(9):
        gauge = theme.h(4.4)
    item = max(theme.h(5), width - fixed - gauge - photos)
    at_answer = INSET + item + GAP
    at_reading = at_answer + answer + GAP
    at_gauge = at_reading + box + unit_room + GAP
    at_photos = at_gauge + gauge + GAP
    return Columns(INSET, item, at_answer, at_reading, box, at_gauge, gauge, at_photos, photos, few)


def columns(width: float) -> Columns:
    """Return the columns of a row of this width."""
    return _columns(round(width), theme.unit())


def answer_rect(area: QRectF, at: Columns) -> QRectF:
    """Return where the three cells of an answer stand."""
    return QRectF(area.left() + at.answer, area.top(), tristate_width(), area.height() - 1)


def reading_rect(area: QRectF, at: Columns) -> QRectF:
    """Return the box of a reading."""
    height = theme.h(1.42)
    top = area.center().y() - height / 2
    return QRectF(area.left() + at.reading, top, at.box_width, height)


def note_rect(area: QRectF, at: Columns) -> QRectF:
    """Return the second line of an item, where its note stands."""
    left = area.left() + at.item + number_width()
    return QRectF(left, area.center().y(), at.item_width - number_width(), theme.h(1))


def number_width() -> int:
    """Return the room that the number of an item takes."""
    return theme.h(1.85)


def choice_areas(row: CheckRow, area: QRectF, at: Columns) -> list[QRectF]:
    """Return a cell for each choice, or one box to open where they do not fit side by side."""
    room = at.photos - at.answer - GAP
    height = theme.h(1.42)
    top = area.center().y() - height / 2
    left = area.left() + at.answer
    widths = [
        paint.width_of(f"{number} {word}", -0.5, True) + theme.h(0.84)
        for number, (_code, word) in enumerate(row.choices, 1)
    ]
    if sum(widths) > room:
        return [QRectF(left, top, min(room, theme.h(14)), height)]
    areas = []
    for width in widths:
        areas.append(QRectF(left, top, width, height))
        left += width
    return areas


def photo_areas(row: CheckRow, area: QRectF, at: Columns) -> list[QRectF]:
    """Return the places of thumbnails, the last one being the place to add more."""
    wide, high = theme.h(1.8), theme.h(1.37)
    fits = max(1, int((at.photos_width + 4) // (wide + 4)))
    shown = min(len(row.photos) + 1, fits)
    top = area.center().y() - high / 2
    left = area.left() + at.photos
    return [QRectF(left + i * (wide + 4), top, wide, high) for i in range(shown)]


@dataclass(frozen=True)
class Hit:
    """A part of a row: answer, choice, choices, reading, photo, add, note; and which one."""

    part: str
    number: int = 0


def hit(row: CheckRow, area: QRectF, point: QPointF) -> Hit | None:
    """Return what lies under a point of a row, None where nothing can be done."""
    at = columns(area.width())
    found = _answer_hit(row, area, at, point) or _photo_hit(row, area, at, point)
    if found is not None:
        return found
    if row.kind == "measure" and reading_rect(area, at).contains(point):
        return Hit("reading")
    return Hit("note") if note_rect(area, at).contains(point) else None


def _answer_hit(row: CheckRow, area: QRectF, at: Columns, point: QPointF) -> Hit | None:
    if row.kind != "choice":
        key = tristate_at(answer_rect(area, at), point)
        return Hit("answer", key) if key is not None else None
    cells = choice_areas(row, area, at)
    found = next((number for number, cell in enumerate(cells, 1) if cell.contains(point)), 0)
    if not found:
        return None
    return Hit("choice", found) if len(cells) == len(row.choices) else Hit("choices")


def _photo_hit(row: CheckRow, area: QRectF, at: Columns, point: QPointF) -> Hit | None:
    spots = photo_areas(row, area, at)
    number = next((number for number, spot in enumerate(spots) if spot.contains(point)), -1)
    if number < 0:
        return None
    return Hit("add") if number == len(spots) - 1 else Hit("photo", number)


class ColumnHead(QWidget):
    """The names of the columns above the checklist and its scroll bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stand above the list, as wide as its rows."""
        super().__init__(parent)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.47))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the names and the line below."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        painter.fillRect(area, look.alt)
        paint.hairline(painter, 0, area.width(), area.height() - 1, look.line)
        at = columns(area.width() - THICK)
        names = (
            (at.item, _("Item")),
            (at.answer, _("Judgement")),
            (at.reading, _("Reading · tolerance")),
            (at.photos, _("Photos")),
        )
        for left, name in names:
            room = QRectF(left, 0, area.width() - left, area.height())
            paint.words(painter, room, name, look.ink2, theme.font(-1))
