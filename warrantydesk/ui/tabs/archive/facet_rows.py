"""What the facets are made of: a head that folds, and ticks with their counts."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark


class FacetHead(QAbstractButton):
    """The title of a facet; checked means folded."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Start open."""
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """A line of the title with room above."""
        return QSize(theme.h(6), theme.h(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title and, at the right, which way it folds."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(12, 0, -12, 0)
        paint.words(painter, area, self.text(), look.ink, theme.font(0, True))
        if self.isChecked() or self.underMouse() or self.hasFocus():
            at = QPointF(area.right() - 4, area.center().y())
            paint.triangle(painter, at, theme.h(0.42), not self.isChecked(), look.ink2)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(4, 1, -4, -1))


class FacetMore(QAbstractButton):
    """Shows the rare values of a long facet while checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start folded."""
        super().__init__(parent)
        self.setText(_("More"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: int) -> None:
        """Say how many values are folded away."""
        self.setAccessibleName(f"{self.text()} {count}")

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(theme.h(6), theme.h(1.16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word as a link, and which way it folds."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(12 + theme.h(1.16), 0, -12, 0)
        width = paint.words(painter, area, self.text(), look.accent, theme.font(-0.5))
        at = QPointF(area.left() + width + 9, area.center().y() + 1)
        paint.triangle(painter, at, theme.h(0.37), self.isChecked(), look.accent)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(5, 0, -5, 0))


class FacetTick(QAbstractButton):
    """A value to tick, with the number of claims that have it."""

    def __init__(self, text: str, indent: int = 0, parent: QWidget | None = None) -> None:
        """``indent`` counts the levels below the facet itself."""
        super().__init__(parent)
        self._indent = indent
        self._count = 0
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int) -> None:
        """Show how many claims have the value."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count:,}")
        self.update()

    def count(self) -> int:
        """Return the number shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Box, words and count."""
        return QSize(theme.h(6), theme.h(1.16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, words and count."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(12 + self._indent * theme.h(0.9), 0, -12, 0)
        if self.underMouse():
            paint.box(painter, QRectF(self.rect()).adjusted(6, 0, -6, 0), look.hover, None, 4)
        side = theme.h(0.74)
        spot = QRectF(area.left(), area.center().y() - side / 2, side, side)
        if self.isChecked():
            paint.box(painter, spot, look.accent_fill, None, 4)
            paint_mark(painter, spot.adjusted(2, 2, -2, -2), Mark.DONE, look.on_accent)
        else:
            paint.box(painter, spot, look.field, look.fline, 4)
        count = f"{self._count:,}"
        face = theme.font(-1)
        paint.words(painter, area, count, look.ink2, face, paint.RIGHT)
        room = area.adjusted(side + theme.h(0.42), 0, -paint.width_of(count, -1) - 6, 0)
        bold = self.isChecked()
        ink = look.ink if self._count or bold else look.ink2
        paint.words(painter, room, self.text(), ink, theme.font(-0.5, bold))
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(5, 0, -5, 0))
