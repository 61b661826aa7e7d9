"""Where the keyboard stands in what has no mark of its own: a frame inside texts and empty lists.

Fields, buttons and rows draw theirs; a page of help, a text that scrolls, a table without a row
would take the keyboard without a trace.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from warrantydesk.ui.kit import paint

NAME = "focus_mark"


def watch_focus() -> None:
    """Let the frame follow the keyboard through the whole program from now on; once is enough."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(FocusMark, NAME) is None:
        app.focusChanged.connect(FocusMark(app).follow)


class FocusMark(QObject):
    """Follows the keyboard and frames what it stands on where nothing else would show it."""

    def __init__(self, parent: QObject) -> None:
        """Frame nothing yet."""
        super().__init__(parent)
        self.setObjectName(NAME)
        self._frame: _Frame | None = None

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Take the frame away from where the keyboard was, and put it where it is."""
        if self._frame is not None and isValid(self._frame):
            self._frame.leave()
        self._frame = None
        if isinstance(now, QAbstractScrollArea) and not _shows_itself(now):
            self._frame = _Frame(now)


def _shows_itself(area: QAbstractScrollArea) -> bool:
    """Tell whether an area marks the keyboard itself: a field of text, a list of choices."""
    is_field = isinstance(area, QPlainTextEdit) and not area.isReadOnly()
    return is_field or isinstance(area.parentWidget(), QComboBox)


class _Frame(QWidget):
    """Lies over an area and lets everything through; drawn while the area has no current row."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(area.rect())
        area.installEventFilter(self)
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Go away."""
        if isValid(self._area):  # one that is going away takes the frame with it
            self._area.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the area."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, unless a row of the area shows where the keyboard is."""
        area = self._area
        current = area.currentIndex() if isinstance(area, QAbstractItemView) else QModelIndex()
        if not current.isValid():
            paint.focus_ring(QPainter(self), QRectF(self.rect()), 0)
