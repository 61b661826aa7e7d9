"""A toast: what happened, with undo, for eight seconds; it stays while looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.tokens import DARK, LIGHT

STAY_MS = 8000


ABOVE = 4.9
"""Line heights left free below: status bar and the foot of a page stay readable."""


class Toast(QAbstractButton):
    """An inverted bar at the bottom of its parent; a click anywhere takes it back."""

    def __init__(self, parent: QWidget) -> None:
        """Lie over ``parent``, hidden until ``show_text``."""
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        self._mark = Mark.OK
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self._leave)
        self.clicked.connect(self._take_back)
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: str, undo: Callable[[], object] | None = None, mark: Mark = Mark.OK
    ) -> None:
        """Say what happened; ``undo`` is called at most once."""
        self.setText(text)
        self._undo, self._mark = undo, mark
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def undo_words(self) -> str:
        """Return the words of the link, empty without undo."""
        if self._undo is None:
            return ""
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        return _("Undo {keys}", keys=keys.toString(QKeySequence.SequenceFormat.NativeText))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar in the colours of the other look."""
        painter = QPainter(self)
        inverted = LIGHT if theme.tokens().dark else DARK
        ground = inverted.window if theme.tokens().dark else theme.tokens().ink
        area = QRectF(self.rect())
        paint.box(painter, area, ground, None, 6)
        side = theme.h(0.84)
        spot = QRectF(theme.h(0.74), (area.height() - side) / 2, side, side)
        paint_mark(painter, spot, self._mark, inverted.ok if self._mark is Mark.OK else None)
        room = area.adjusted(spot.right() + 8, 0, -theme.h(0.74), 0)
        face = theme.font(0, True)
        words = self.undo_words()
        paint.words(painter, room, words, inverted.accent, face, paint.RIGHT)
        room.setRight(room.right() - paint.width_of(words, 0, True) - 16)
        paint.words(painter, room, self.text(), inverted.ink)
        if self.hasFocus():
            paint.box(painter, area, None, inverted.accent, 6, 2)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        wanted = paint.width_of(self.text()) + paint.width_of(self.undo_words(), 0, True)
        width = min(max(wanted + theme.h(5), theme.h(17)), parent.width() - 32)
        height = theme.h(2.1)
        left = (parent.width() - width) // 2
        self.setGeometry(left, parent.height() - height - theme.h(ABOVE), width, height)

    def _leave(self) -> None:
        if self.underMouse() or self.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self._timer.stop()
        self.hide()
        if undo is not None:
            undo()
