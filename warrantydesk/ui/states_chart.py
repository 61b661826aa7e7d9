"""How a claim goes, drawn from the table of transitions itself: boxes, arrows, who may do it.

Only where a box stands and how an arrow runs is written here; what is an arrow is not.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim.states import ACTION_NAMES, TRANSITIONS, Action, State, Transition
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import paint_mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.kit.wrapping import wrapped
from warrantydesk.ui.words import claim_mark, claim_tone, claim_word

WIDE, TALL = 10.3, 7.2
"""A cell of the grid in lines of text."""
BOX_WIDE, BOX_TALL = 5.9, 2.5
MARGIN = 0.6
COLUMNS, ROWS = 7, 4.7

PLACES: dict[State, tuple[float, float]] = {
    State.DRAFT: (0, 1),
    State.APPRAISING: (1, 1),
    State.PREAUTH_WAIT: (1, 0),
    State.NOT_COVERED: (1, 2),
    State.REPAIRING: (2, 1),
    State.TO_SUBMIT: (3, 1),
    State.SUBMITTED: (4, 1),
    State.RETURNED: (4, 0),
    State.REJECTED: (4, 2),
    State.APPROVED: (5, 1),
    State.APPEALED: (5, 2),
    State.REJECTED_FINAL: (5, 3),
    State.CLOSED: (6, 1),
    State.VOID: (0, 3),
}
"""Column and row of each state."""


@dataclass(frozen=True)
class Arrow:
    """One way from a state to another: the action, and its row of the table."""

    start: State | None
    end: State
    row: Transition


@dataclass(frozen=True)
class Route:
    """How an arrow runs, in cells, and where its words begin; ``left`` of that point or right."""

    points: tuple[tuple[float, float], ...]
    words: tuple[float, float]
    align: str = "center"
    wide: float = 4.7
    """Room for the words in lines of text."""


_X, _Y = BOX_WIDE / WIDE / 2, BOX_TALL / TALL / 2
"""Half a box, in cells."""


def _across(column: float, row: float, shift: float = 0.0) -> Route:
    """From a box to its right neighbour; ``shift`` moves the arrow down."""
    y = row + shift
    return Route(((column + _X, y), (column + 1 - _X, y)), (column + 0.5, y - 0.02))


def _down(column: float, row: float, shift: float = 0.0, wide: float = 4.7) -> Route:
    """From a box to the one below, with words at the right."""
    x = column + shift
    return Route(((x, row + _Y), (x, row + 1 - _Y)), (x + 0.03, row + 0.42), "right", wide)


def _up(column: float, row: float, shift: float = 0.0) -> Route:
    """From a box to the one above, with words at the left."""
    x = column + shift
    return Route(((x, row - _Y), (x, row - 1 + _Y)), (x - 0.03, row - 0.58), "left")


ROUTES: dict[tuple[State | None, State], Route] = {
    (None, State.DRAFT): Route(((0, 0.28), (0, 1 - _Y)), (0.03, 0.42), "right"),
    (State.DRAFT, State.APPRAISING): _across(0, 1),
    (State.APPRAISING, State.NOT_COVERED): _down(1, 1, 0.04, 4.0),
    (State.NOT_COVERED, State.APPRAISING): _up(1, 2, -0.04),
    (State.APPRAISING, State.PREAUTH_WAIT): _up(1, 1, -0.04),
    (State.PREAUTH_WAIT, State.APPRAISING): _down(1, 0, 0.04, 4.0),
    (State.PREAUTH_WAIT, State.NOT_COVERED): Route(
        ((1 + _X, 0), (1.48, 0), (1.48, 2), (1 + _X, 2)), (1.51, 1.84), "right"
    ),
    (State.APPRAISING, State.REPAIRING): _across(1, 1),
    (State.REPAIRING, State.TO_SUBMIT): _across(2, 1),
    (State.TO_SUBMIT, State.SUBMITTED): _across(3, 1, -0.06),
    (State.SUBMITTED, State.TO_SUBMIT): Route(
        ((4 - _X, 1.1), (3 + _X, 1.1)), (3.5, 1.36), "center"
    ),
    (State.SUBMITTED, State.RETURNED): _up(4, 1, -0.06),
    (State.RETURNED, State.SUBMITTED): _down(4, 0, 0.06),
    (State.SUBMITTED, State.REJECTED): _down(4, 1, 0, 4.2),
    (State.SUBMITTED, State.APPROVED): _across(4, 1),
    (State.REJECTED, State.APPEALED): _across(4, 2),
    (State.APPROVED, State.APPEALED): _down(5, 1, 0.06),
    (State.APPEALED, State.APPROVED): _up(5, 2, -0.06),
    (State.APPEALED, State.REJECTED_FINAL): _down(5, 2),
    (State.RETURNED, State.REJECTED_FINAL): Route(
        ((4 - _X, 0), (3.45, 0), (3.45, 3.1), (5 - _X, 3.1)), (3.48, 2.45), "right"
    ),
    (State.REJECTED, State.REJECTED_FINAL): Route(
        ((4, 2 + _Y), (4, 2.92), (5 - _X, 2.92)), (4.03, 2.6), "right"
    ),
    (State.APPROVED, State.CLOSED): _across(5, 1),
    (State.REJECTED_FINAL, State.CLOSED): Route(
        ((5 + _X, 3), (6.06, 3), (6.06, 1 + _Y)), (5.68, 2.98), "center"
    ),
    (State.NOT_COVERED, State.CLOSED): Route(
        ((1, 2 + _Y), (1, 3.68), (6.16, 3.68), (6.16, 1 + _Y)), (1.03, 2.62), "right"
    ),
}
"""How the arrows run; those to ``VOID`` are told in words, six lines would hide the rest."""


def arrows() -> list[Arrow]:
    """Return every way of the table."""
    return [
        Arrow(start, end, row)
        for row in TRANSITIONS
        for start in sorted(row.sources, key=str)
        for end in row.to
    ]


class StatesChart(QWidget):
    """The drawing; the state of the claim in hand wears the accent."""

    def __init__(self, current: State | None = None, parent: QWidget | None = None) -> None:
        """``current`` is the state to be marked."""
        super().__init__(parent)
        self._current = current
        self.setAccessibleName(spoken())
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setMinimumSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """The whole drawing."""
        return size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw boxes and arrows."""
        draw(QPainter(self), self._current)


def size() -> QSize:
    """Return how large the drawing is in the present look."""
    wide = (COLUMNS - 1) * WIDE + BOX_WIDE + 2 * MARGIN
    return QSize(theme.h(wide), theme.h((ROWS - 1) * TALL + 2.6 + MARGIN))


def picture(current: State | None = None, ratio: float = 2.0) -> QImage:
    """Return the drawing as a picture in the present language and look."""
    wanted = size()
    image = QImage(wanted * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.tokens().base)
    painter = QPainter(image)
    draw(painter, current)
    painter.end()
    return image


def spoken() -> str:
    """Return the table in words, for a screen reader."""
    return "; ".join(
        f"{claim_word(one.start) if one.start else '—'} → {claim_word(one.end)}: "
        f"{_(ACTION_NAMES[one.row.action])} ({_who(one.row)})"
        for one in arrows()
    )


def draw(painter: QPainter, current: State | None) -> None:
    """Draw the table from the upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    known = [(arrow, ROUTES.get((arrow.start, arrow.end))) for arrow in arrows()]
    drawn = [(arrow, route) for arrow, route in known if route is not None]
    for _arrow, route in drawn:
        _draw_line(painter, route)
    for arrow, route in drawn:
        action = _(ACTION_NAMES[arrow.row.action])
        _draw_words(painter, _at(*route.words), route, action, _who(arrow.row))
    for state in PLACES:
        _draw_box(painter, state, state is current)
    _draw_void(painter)


def _at(column: float, row: float) -> QPointF:
    left = MARGIN + BOX_WIDE / 2 + column * WIDE
    top = MARGIN + BOX_TALL / 2 + row * TALL
    return QPointF(theme.h(1) * left, theme.h(1) * top)


def _draw_box(painter: QPainter, state: State, here: bool) -> None:
    look = theme.tokens()
    area = QRectF(0, 0, theme.h(BOX_WIDE), theme.h(BOX_TALL))
    area.moveCenter(_at(*PLACES[state]))
    tone = claim_tone(state)
    fill = look.alt if tone is Tone.NEUTRAL else look.tint_of(tone)
    edge = look.accent if here else look.line2
    paint.box(painter, area, fill, edge, 6, 3 if here else 1)
    side = theme.h(0.74)
    spot = QRectF(area.left() + 6, area.center().y() - side / 2, side, side)
    paint_mark(painter, spot, claim_mark(state))
    room = QRectF(spot.right() + 5, area.top(), area.right() - spot.right() - 7, area.height())
    face = theme.font(0, here)
    lines = wrapped(claim_word(state), face, room.width(), 2)
    high = theme.h(1)
    top = area.center().y() - high * len(lines) / 2
    for number, text in enumerate(lines):
        line = QRectF(room.left(), top + number * high, room.width(), high)
        paint.words(painter, line, text, look.ink, face)


def _draw_line(painter: QPainter, route: Route) -> None:
    look = theme.tokens()
    points = [_at(*point) for point in route.points]
    painter.setPen(QPen(look.bar, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    _draw_head(painter, points[-2], points[-1], look.bar)


def _draw_head(painter: QPainter, before: QPointF, tip: QPointF, color: QColor) -> None:
    way = tip - before
    length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1.0)
    one = way / length
    side = QPointF(-one.y(), one.x())
    back = theme.h(0.45)
    foot = tip - one * back
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([tip, foot + side * back * 0.45, foot - side * back * 0.45]))


def _draw_words(painter: QPainter, at: QPointF, route: Route, action: str, who: str) -> None:
    """Write the action and who may do it beside or above an arrow, on clear ground."""
    look = theme.tokens()
    align = route.align
    wide = theme.h(WIDE - BOX_WIDE - 0.3 if align == "center" else route.wide)
    bold, small = theme.font(-1, True), theme.font(-1.5)
    lines = [(text, bold, look.ink) for text in wrapped(action, bold, wide, 2)]
    lines += [(text, small, look.ink2) for text in wrapped(who, small, wide, 2)]
    high = theme.h(0.84)
    drawn = max(QFontMetricsF(face).horizontalAdvance(text) for text, face, _ink in lines) + 4
    area = QRectF(0, 0, drawn, high * len(lines))
    area.moveCenter(at)
    if align == "center":
        area.moveBottom(at.y())
    elif align == "left":
        area.moveRight(at.x())
    else:
        area.moveLeft(at.x())
    painter.fillRect(area, look.base)
    flag = {"left": paint.RIGHT, "right": paint.LEFT}.get(align, paint.CENTER)
    for number, (text, face, ink) in enumerate(lines):
        line = QRectF(area.left(), area.top() + number * high, drawn, high)
        paint.words(painter, line, text, ink, face, flag)


def _draw_void(painter: QPainter) -> None:
    """Say from where a claim may be made void, and by whom."""
    look = theme.tokens()
    row = next(one for one in TRANSITIONS if one.action is Action.VOID)
    sources = [state for state in State if state in row.sources]
    words = _(
        "{action} ({who}) from: {states}",
        action=_(ACTION_NAMES[row.action]),
        who=_who(row),
        states=list_text(claim_word(one) for one in sources),
    )
    middle = _at(*PLACES[State.VOID])
    area = QRectF(theme.h(MARGIN), middle.y() + theme.h(BOX_TALL / 2 + 0.2), 0, theme.h(0.9))
    face = theme.font(-1)
    for text in wrapped(words, face, theme.h(WIDE - 0.4), 4):
        area.setWidth(theme.h(WIDE - 0.4))
        paint.words(painter, area, text, look.ink2, face)
        area.translate(0, theme.h(0.9))


def _who(row: Transition) -> str:
    roles = [role for role in ROLE_NAMES if role in row.roles]
    return list_text(_(ROLE_NAMES[role]) for role in roles)
