"""A measured value against its tolerance: green band, round marker inside, red diamond outside."""

import re
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.typed import decimal_of

_LIMIT = re.compile(r"\s*(<=|>=|≤|≥|<|>)\s*(\S+)\s*")
_RANGE = re.compile(r"\s*(-?[\d.]+)\s*(?:\.\.|…|–|~)\s*(-?[\d.]+)\s*")


@dataclass(frozen=True)
class Tolerance:
    """Limits of a reading; None is open."""

    low: Decimal | None = None
    high: Decimal | None = None

    @staticmethod
    def parse(text: str) -> "Tolerance":
        """Read ``>=x``, ``<=x`` or ``a..b``; anything else has no limits."""
        if (found := _LIMIT.fullmatch(text)) is not None:
            limit = decimal_of(found[2])
            below = found[1] in ("<=", "≤", "<")
            return Tolerance(None, limit) if below else Tolerance(limit, None)
        if (found := _RANGE.fullmatch(text)) is not None:
            return Tolerance(decimal_of(found[1]), decimal_of(found[2]))
        return Tolerance()

    def text(self) -> str:
        """Return the limits as they are written on screen."""
        if self.low is not None and self.high is not None:
            return f"{self.low}–{self.high}"
        if self.high is not None:
            return f"≤ {self.high}"
        return f"≥ {self.low}" if self.low is not None else ""

    def excess(self, value: Decimal) -> Decimal:
        """Return by how much a value is above (positive) or below (negative) its limits."""
        if self.high is not None and value > self.high:
            return value - self.high
        if self.low is not None and value < self.low:
            return value - self.low
        return Decimal(0)

    def verdict(self, value: Decimal | None) -> str:
        """Return the words for a value outside, empty inside or without a value."""
        excess = self.excess(value) if value is not None else Decimal(0)
        if excess > 0:
            return _("above the limit +{n}", n=excess)
        if excess < 0:
            return _("below the limit −{n}", n=-excess)
        return ""

    def span(self, value: Decimal | None) -> tuple[float, float]:
        """Return the scale of the track: the limits in its middle, the value inside it."""
        low, high = self.low, self.high
        if low is not None and high is not None:
            wide = float(high - low) or 1.0
            start, end = float(low) - wide * 0.6, float(high) + wide * 0.6
        elif high is not None:
            start, end = min(0.0, float(high)), float(high) * 2.4 if high > 0 else 1.0
        else:
            limit = float(low or 0)
            start, end = min(0.0, limit), limit * 1.8 if limit > 0 else 1.0
        if value is not None:
            reach = (end - start) * 0.08
            start, end = min(start, float(value) - reach), max(end, float(value) + reach)
        return start, end


def paint_gauge(
    painter: QPainter, rect: QRectF, tolerance: Tolerance, value: Decimal | None
) -> None:
    """Draw track, band, marker, limits and verdict into ``rect`` (about two lines high)."""
    look = theme.tokens()
    thick = theme.h(0.32)
    track = QRectF(rect.left(), rect.top() + theme.h(0.3), rect.width(), thick)
    paint.box(painter, track, look.track, None, thick / 2)
    start, end = tolerance.span(value)

    def at(number: Decimal | float) -> float:
        return track.left() + track.width() * (float(number) - start) / ((end - start) or 1)

    left = at(tolerance.low if tolerance.low is not None else start)
    right = at(tolerance.high if tolerance.high is not None else end)
    paint.box(painter, QRectF(left, track.top(), right - left, thick), look.ok, None, thick / 2)
    if value is not None:
        center = QPointF(at(value), track.center().y())
        _paint_marker(painter, center, bool(tolerance.excess(value)))
    below = QRectF(rect.left(), track.bottom() + 2, rect.width(), theme.h(0.95))
    verdict = tolerance.verdict(value)
    taken = paint.width_of(verdict, -1, True) + 8 if verdict else 0
    paint.words(painter, below, verdict, look.danger, theme.font(-1, True), paint.RIGHT)
    limits = below.adjusted(0, 0, -taken, 0)
    # A limit cut to an ellipsis says nothing; the verdict counts more.
    if not verdict or paint.width_of(tolerance.text(), -1) <= limits.width():
        paint.words(painter, limits, tolerance.text(), look.ink2, theme.font(-1))


def _paint_marker(painter: QPainter, center: QPointF, outside: bool) -> None:
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.base, 1.5))
    reach = theme.h(0.29)
    if outside:
        painter.setBrush(look.danger)
        points = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        painter.drawPolygon(QPolygonF([center + point for point in points]))
    else:
        painter.setBrush(look.ink)
        painter.drawEllipse(center, reach, reach)
    painter.restore()


class Gauge(QWidget):
    """The gauge as a widget."""

    def __init__(self, tolerance: str = "", parent: QWidget | None = None) -> None:
        """``tolerance`` as text, see ``Tolerance.parse``."""
        super().__init__(parent)
        self._tolerance = Tolerance.parse(tolerance)
        self._value: Decimal | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_value(self, value: Decimal | None, tolerance: str | None = None) -> None:
        """Show a reading, with another tolerance where given."""
        self._value = value
        if tolerance is not None:
            self._tolerance = Tolerance.parse(tolerance)
        self.setAccessibleName(f"{self._tolerance.text()} {self._tolerance.verdict(value)}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Track and one caption."""
        return QSize(theme.h(7), theme.h(1.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the gauge."""
        area = QRectF(self.rect()).adjusted(4, 0, -4, 0)
        paint_gauge(QPainter(self), area, self._tolerance, self._value)
