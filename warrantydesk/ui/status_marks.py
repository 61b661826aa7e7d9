"""The status bar of a low window: marks with a word each, at the end of the line of the tabs."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.jobs import Jobs
from warrantydesk.ui.kit.marks import Mark, MarkLabel, paint_mark, tone_of

_ALARM = 7
"""Lines of text that a word beside a red mark may be wide without giving way."""
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MarkLink(MarkLabel):
    """A mark and its words that open something, by the mouse and by the keyboard."""

    def __init__(self, mark: Mark, text: str, clicked: Callable[[], object]) -> None:
        """``clicked`` is called without arguments."""
        super().__init__(mark, text, delta=-1)
        self._clicked = clicked
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if self.rect().contains(event.position().toPoint()):
            self._clicked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it by Enter or Space."""
        if event.key() in _PRESSES:
            self._clicked()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring where the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            paint.focus_ring(QPainter(self), QRectF(self.rect()), 3)


class StatusMark(QWidget):
    """One mark and its word; the whole sentence is the tooltip."""

    def __init__(
        self, mark: Mark, word: str, told: str = "", clicked: Callable[[], object] | None = None
    ) -> None:
        """Without ``told`` the word is all there is to say; ``clicked`` opens something."""
        super().__init__()
        self._word, self._clicked = word, clicked
        if clicked is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state(mark, told or word)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what the mark speaks of."""
        if self._clicked is not None and self.rect().contains(event.position().toPoint()):
            self._clicked()

    def show_state(self, mark: Mark, told: str, alarm: str = "") -> None:
        """Change the mark, and what it says under the mouse; ``alarm`` is its word while red."""
        self._mark, self._alarm = mark, alarm or told
        self.setToolTip(told)
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def mark(self) -> Mark:
        """Return the mark shown."""
        return self._mark

    def show_word(self, word: str) -> None:
        """Change the word."""
        self._word = word

    def word(self) -> str:
        """Return the word beside the mark: what went wrong is said at once."""
        return self._alarm if self._mark is Mark.BLOCK else self._word

    def sizeHint(self) -> QSize:
        """Mark, gap and word."""
        return QSize(theme.h(0.63) + 5 + paint.width_of(self.word(), -1) + 1, theme.h(1))

    def minimumSizeHint(self) -> QSize:
        """The mark alone; a short word of what went wrong stays whole."""
        whole = self.sizeHint()
        if self._mark is Mark.BLOCK and whole.width() <= theme.h(_ALARM):
            return whole
        return QSize(theme.h(0.63), theme.h(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, and the word where there is room."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        side = theme.h(0.63)
        spot = QRectF(0, (area.height() - side) / 2, side, side)
        paint_mark(painter, spot, self._mark, hole="window")
        area.setLeft(spot.right() + 5)
        if area.width() > theme.h(1):
            ink = look.ink_of(tone_of(self._mark)) if self._mark is Mark.BLOCK else look.ink2
            paint.words(painter, area, self.word(), ink, theme.font(-1))


class StatusMarks(QWidget):
    """Soundness, backup and work as marks, and who acts; as narrow as the room asks."""

    def __init__(
        self,
        jobs: Jobs,
        demo: bool,
        choose: Callable[[], object],
        backups: Callable[[], object],
    ) -> None:
        """``choose`` lets another person act, ``backups`` shows how the backups stand."""
        super().__init__()
        self._jobs = jobs
        self._states = {
            "sound": StatusMark(Mark.TODO, _("Data")),
            "backup": StatusMark(Mark.TODO, _("Backup"), clicked=backups),
        }
        self._work = StatusMark(Mark.RUNNING, "")
        self._person = LinkButton("", delta=-1, clicked=choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if demo:
            row.addWidget(StatusMark(Mark.INFO, _("DEMO"), _("Demo shop: nothing here is real")))
        for widget in (*self._states.values(), self._work, self._person):
            row.addWidget(widget)
        jobs.changed.connect(self._show_work)
        self._show_work()

    def show_state(self, name: str, mark: Mark, told: str, alarm: str = "") -> None:
        """Show how "sound" or "backup" stands; ``told`` is what the status bar says of it."""
        self._states[name].show_state(mark, told, alarm)

    def state(self, name: str) -> StatusMark:
        """Return the mark of "sound" or "backup"."""
        return self._states[name]

    def show_person(self, name: str, told: str) -> None:
        """Name who acts; ``told`` says the roles too."""
        self._person.setText(name)
        self._person.setToolTip(told)
        self._person.updateGeometry()

    def _show_work(self) -> None:
        shown = self._jobs.shown()
        self._work.setVisible(bool(shown))
        if shown:
            self._work.show_word(str(len(shown)))
            self._work.show_state(Mark.RUNNING, shown[0].text or shown[0].label)
