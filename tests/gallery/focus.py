"""Whether the keyboard can be seen: what it stands on must look other than when it is elsewhere."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.gallery.looks import named, seen

_AROUND = 4
"""Pixels beside a widget where its ring may be drawn by what holds it."""


def reached(top: QWidget) -> list[QWidget]:
    """Return what Tab reaches in a window."""
    return [
        one
        for one in seen(top)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.focusProxy() is None
    ]


def unseen(top: QWidget) -> Iterator[str]:
    """Yield where the keyboard stands without a trace of it."""
    top.activateWindow()
    for one in reached(top):
        one.setFocus(Qt.FocusReason.TabFocusReason)
        _scroll_to(one)
        QApplication.processEvents()
        held = QApplication.focusWidget()
        if held is None or held is not one or not one.isVisible():
            continue  # it hands the keyboard on, and what it hands it to is reached too
        with_it = _look(one, top)
        one.clearFocus()
        QApplication.processEvents()
        if with_it == _look(one, top):
            yield f"{named(one)} “{one.accessibleName()}” does not show the keyboard"


def _scroll_to(one: QWidget) -> None:
    """Bring a widget into sight, as Tab does."""
    above = one.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(one)
        above = above.parentWidget()


def _look(one: QWidget, top: QWidget) -> QImage:
    place = QRect(one.mapTo(top, QPoint(0, 0)), one.size())
    around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return top.grab(around & top.rect()).toImage()
