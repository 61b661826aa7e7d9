"""The drawings of states: a claim, an old part, a statement; drawn from the tables themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from warrantydesk.domain.old_part import (
    PART_ACTION_NAMES,
    PART_STATE_NAMES,
    PART_TRANSITIONS,
    TERMINAL,
    PartState,
)
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.domain.settlement.statement import STATEMENT_STATE_NAMES, StatementState
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.tokens import Tokens
from warrantydesk.ui.kit.wrapping import wrapped

CLAIM, PART, STATEMENT = "claim", "part", "statement"
NAMES = (CLAIM, PART, STATEMENT)
WIDE, TALL = 7.6, 3.6
"""A cell of the grid in lines of text."""
BOX_WIDE, BOX_TALL = 5.8, 2.2
RATIO = 2.0

_PART_PLACES = {
    PartState.EXPECTED: (0, 0),
    PartState.RECEIVED: (1, 0),
    PartState.SHELVED: (2, 0),
    PartState.RETURN_DUE: (3, 0),
    PartState.PACKED: (4, 0),
    PartState.NO_PART: (0, 1),
    PartState.LENT: (1, 1),
    PartState.SCRAP_OK: (2, 1),
    PartState.MISSING: (3, 1),
    PartState.SHIPPED: (4, 1),
    PartState.VOID: (0, 2),
    PartState.SCRAPPED: (2, 2),
    PartState.WRITTEN_OFF: (3, 2),
    PartState.OEM_RECEIVED: (4, 2),
    PartState.REFUSED_FINAL: (1, 3),
    PartState.DISPUTED: (2, 3),
    PartState.REFUSED: (3, 3),
    PartState.ACCEPTED: (4, 3),
}
_ROW = 5
"""Boxes in a row of the statement's drawing, which runs back in the second."""


@dataclass(frozen=True)
class Chart:
    """Boxes on a grid, by column and row, and the ways between neighbours."""

    places: Mapping[Any, tuple[int, int]]
    names: Mapping[Any, str]
    ways: frozenset[tuple[StrEnum, StrEnum]]
    ends: frozenset[StrEnum] = frozenset()
    """States in which nothing is left to be done."""


def drawn(name: str, look: Tokens) -> QImage:
    """Return a drawing in the language in use; a null picture for an unknown name."""
    if name == CLAIM:
        from warrantydesk.ui.help.document import picture_file
        from warrantydesk.ui.kit.pictures import read_picture
        from warrantydesk.ui.states_chart import picture

        on_paper = look is not theme.tokens() and picture_file("states")
        return read_picture(on_paper) if on_paper else picture()
    if name in (PART, STATEMENT):
        return _drawn(_part_chart() if name == PART else _statement_chart(), look)
    return QImage()


def part_rows() -> Iterable[tuple[str, str, str, str]]:
    """Yield from, action, to and who of every step in the life of a piece, in words."""
    for row in PART_TRANSITIONS:
        sources = [state for state in PartState if state in row.sources]
        roles = [role for role in ROLE_NAMES if role in row.roles]
        yield (
            list_text(_(PART_STATE_NAMES[one]) for one in sources),
            _(PART_ACTION_NAMES[row.action]),
            _(PART_STATE_NAMES[row.to]),
            list_text(_(ROLE_NAMES[one]) for one in roles),
        )


def part_table() -> str:
    """Return the steps in the life of a piece as a table in Markdown."""
    head = (_("From"), _("Action"), _("To"), _("Who"))
    rows = [head, ("---",) * len(head), *part_rows()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _part_chart() -> Chart:
    ways = {(start, row.to) for row in PART_TRANSITIONS for start in row.sources}
    near = frozenset(way for way in ways if _is_near(*way))
    return Chart(_PART_PLACES, PART_STATE_NAMES, near, frozenset(TERMINAL))


def _is_near(start: PartState, end: PartState) -> bool:
    """Say whether a straight arrow between two boxes crosses no third one."""
    (left, top), (right, bottom) = _PART_PLACES[start], _PART_PLACES[end]
    return start is not end and abs(left - right) <= 1 and abs(top - bottom) <= 1


def _statement_chart() -> Chart:
    states = [state for state in StatementState if state is not StatementState.VOID]
    places: dict[StrEnum, tuple[int, int]] = {}
    for number, state in enumerate(states):
        row, column = divmod(number, _ROW)
        places[state] = (column if row % 2 == 0 else _ROW - 1 - column, row)
    ways = frozenset(pairwise(states))
    return Chart(places, STATEMENT_STATE_NAMES, ways, frozenset({StatementState.CLOSED}))


def _drawn(chart: Chart, look: Tokens) -> QImage:
    columns = 1 + max(column for column, _row in chart.places.values())
    rows = 1 + max(row for _column, row in chart.places.values())
    wide = theme.h(WIDE * (columns - 1) + BOX_WIDE + 0.8)
    size = QSize(wide, theme.h(TALL * (rows - 1) + BOX_TALL + 0.8))
    image = QImage(size * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    image.fill(look.base)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for start, end in chart.ways:
        _draw_way(painter, chart, (start, end), look.bar)
    for state in chart.places:
        _draw_box(painter, chart, state, look)
    painter.end()
    return image


def _box(chart: Chart, state: StrEnum) -> QRectF:
    column, row = chart.places[state]
    return QRectF(
        theme.h(1) * (0.4 + column * WIDE),
        theme.h(1) * (0.4 + row * TALL),
        theme.h(BOX_WIDE),
        theme.h(BOX_TALL),
    )


def _draw_box(painter: QPainter, chart: Chart, state: StrEnum, look: Tokens) -> None:
    area = _box(chart, state)
    ended = state in chart.ends
    paint.box(painter, area, look.alt if ended else look.accent_tint, look.line2, 6)
    face = theme.font(0, not ended)
    lines = wrapped(_(chart.names[state]), face, area.width() - 10, 2)
    high = theme.h(1)
    top = area.center().y() - high * len(lines) / 2
    for number, text in enumerate(lines):
        line = QRectF(area.left(), top + number * high, area.width(), high)
        paint.words(painter, line, text, look.ink, face, paint.CENTER)


def _draw_way(painter: QPainter, chart: Chart, way: tuple[StrEnum, StrEnum], color: QColor) -> None:
    start, end = (_box(chart, state) for state in way)
    both = (way[1], way[0]) in chart.ways
    line = QLineF(_edge(start, end.center()), _edge(end, start.center()))
    if both:  # there and back run beside each other
        line = line.translated(_aside(line) * theme.h(0.35))
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(line)
    one = _along(line)
    foot = line.p2() - one * theme.h(0.45)
    side = _aside(line) * theme.h(0.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([line.p2(), foot + side, foot - side]))


def _along(line: QLineF) -> QPointF:
    """Return the way of a line, one pixel long."""
    return QPointF(line.dx(), line.dy()) / max(line.length(), 1.0)


def _aside(line: QLineF) -> QPointF:
    one = _along(line)
    return QPointF(-one.y(), one.x())


def _edge(area: QRectF, toward: QPointF) -> QPointF:
    """Return where the straight way from the middle of a box to a point leaves the box."""
    way = toward - area.center()
    parts = [
        half / abs(length)
        for half, length in ((area.width() / 2, way.x()), (area.height() / 2, way.y()))
        if abs(length) > 1e-6
    ]
    return area.center() + way * min(parts, default=0.0)
