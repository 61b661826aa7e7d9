"""Slim scroll bars and plain scroll areas."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QTableView,
    QWidget,
)

from warrantydesk.ui.kit import paint, theme

THICK = 10


class SlimBar(QScrollBar):
    """A scroll bar that is only its handle; keys, wheel and clicks stay native."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        """Upright or lying."""
        super().__init__(orientation, parent)

    def sizeHint(self) -> QSize:
        """Ten pixels thick."""
        return QSize(THICK, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle while there is something to scroll."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        handle = QRectF(self.style().subControlRect(control, option, part, self))
        if self.orientation() == Qt.Orientation.Vertical:
            handle = handle.adjusted(2, 0, -2, 0)
        else:
            handle = handle.adjusted(0, 2, 0, -2)
        look = theme.tokens()
        lit = self.isSliderDown() or self.underMouse()
        paint.box(QPainter(self), handle, look.bar if lit else look.line2, None, 3)


def slim(area: QAbstractScrollArea) -> None:
    """Give a scroll area slim bars and take its frame away."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
    area.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))


class Scroll(QScrollArea):
    """A scroll area without frame and ground, only for scrolling up and down."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        """Hold ``inner``, as wide as the view."""
        super().__init__(parent)
        slim(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)


def area_of(widget: QWidget) -> QScrollArea | None:
    """Return the scroll area that a widget lies in, None where there is none."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def show_in_area(view: QAbstractItemView, place: QRect) -> None:
    """Scroll what holds a view so that a place in it is seen, with a row below it."""
    area = area_of(view)
    content = area.widget() if area is not None else None
    if area is not None and content is not None:
        bottom = view.viewport().mapTo(content, place.bottomLeft())
        area.ensureVisible(0, bottom.y(), 0, 2 * place.height())


def stretch(view: QTableView, greedy: int, least: int) -> None:
    """Give a column the width that the others leave, ``least`` pixels at least."""
    places = range(view.horizontalHeader().count())
    others = sum(view.columnWidth(place) for place in places if place != greedy)
    view.setColumnWidth(greedy, max(least, view.viewport().width() - others))
