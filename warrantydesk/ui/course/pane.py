"""The pane of the course: ten tasks at the right of the work, the one in hand with its steps."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QDockWidget,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from warrantydesk.domain.course import CourseStanding, Given, Progress, TaskStanding
from warrantydesk.i18n import _, minute_text
from warrantydesk.ui.course.words import TOLD
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import Note, NoteList
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import tried

NAME = "course"
NARROW = 55
"""Line heights of the window below which the pane begins folded: the work needs the room."""
OPEN, FOLDED = 15, 6
"""Widths of the pane in line heights."""
NARROW_HEAD = 12
"""Up to this width the way to fold stands below the count."""
_MARKS = {Progress.DONE: Mark.OK, Progress.RUNNING: Mark.RUNNING, Progress.TODO: Mark.TODO}


class CoursePane(QDockWidget):
    """Shows how far the course is after every change; it writes nothing itself."""

    HELP = "first-day"

    def __init__(self, window: Any) -> None:
        """Stand at the right of ``window``, folded where the window is narrow."""
        super().__init__(_("First day"), window)
        self.setObjectName(NAME)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self._window = window
        self._used: list[Given] = []
        self.standing = CourseStanding()
        self._lay_out()
        for keys, act in (("F11", self.give_next), ("Shift+F11", self.fold)):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WindowShortcut)
            key.activated.connect(act)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._enter_dialog)
        window.desk.listen(self._changed)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.refresh()
        if window.width() < theme.h(NARROW):
            self.fold()

    def _lay_out(self) -> None:
        self.count = Words("", bold=True)
        self.folding = LinkButton(_("Fold (Shift+F11)"), clicked=self.fold)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.count)
        self._head.addStretch(1)
        self._head.addWidget(self.folding)
        self.tasks = NoteList(_("Tasks of the first day"))
        self.title = Words("", delta=0.5, bold=True, wrap=True)
        self.why = Words("", token="ink2", wrap=True)
        self.steps = Words("", wrap=True)
        self.hint = Words("", token="warn", wrap=True)
        self.values = QVBoxLayout()
        self.values.setSpacing(2)
        self.show_me = Button(_("Show me &where"), clicked=self._show_where)
        self.end = Button(_("Leave the course"), clicked=self._leave)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tasks)
        column.addWidget(Hairline())
        for part in (self.title, self.why, self.steps, self.hint):
            column.addWidget(part)
        column.addLayout(self.values)
        column.addWidget(self.show_me)
        column.addStretch(1)
        column.addWidget(self.end)
        self.body = Scroll(inner)
        ground = Surface("window", "l")
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(10, 8, 8, 8)
        whole.addLayout(self._head)
        whole.addWidget(self.body, 1)
        self.setWidget(ground)
        self.restyle()

    def restyle(self) -> None:
        """Take the width anew when letters grow or shrink."""
        work = self._window.centralWidget().minimumSizeHint().width()
        room = max(self._window.width() - work, theme.h(FOLDED))
        width = min(theme.h(OPEN), room) if self.is_open() else theme.h(FOLDED)
        self.setFixedWidth(width)
        beside = width > theme.h(NARROW_HEAD)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(way)
        self._say_folding(width)

    def _say_folding(self, width: int) -> None:
        """Say how the pane folds or opens, with the key where there is room for it."""
        words, short = _("Open (Shift+F11)"), _("Unfold")
        if self.is_open():
            words, short = _("Fold (Shift+F11)"), _("Fold")
        fits = paint.width_of(words) + theme.h(1.4) <= width
        self.folding.setText(words if fits else short)
        self.folding.setToolTip("" if fits else words)

    def is_open(self) -> bool:
        """Tell whether the tasks are shown, not only how many are done."""
        return not self.body.isHidden()

    def fold(self) -> None:
        """Leave only the count beside the work, or show everything again."""
        self.body.setVisible(not self.is_open())
        self.restyle()

    def put_away(self) -> None:
        """Hear of no more changes and go."""
        self._window.desk.forget(self._changed)
        self._window.removeDockWidget(self)
        self.setParent(None)
        self.deleteLater()

    def _changed(self, _change: object) -> None:
        if isValid(self) and self._window.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read again how far the course is."""
        former = self.standing.current
        self.standing = self._window.desk.course.standing()
        current = self.standing.current
        if former is None or current is None or former.task is not current.task:
            self._used.clear()
        n, of = self.standing.done, len(self.standing.tasks)
        self.count.setText(_("{n} of {of} done", n=n, of=of))
        self.tasks.show_notes([_note(one) for one in self.standing.tasks])
        self.tasks.fit(theme.h(14))
        self._show_task(current)

    def _show_task(self, current: TaskStanding | None) -> None:
        self.show_me.setVisible(current is not None)
        for part in (self.why, self.steps, self.hint):
            part.setVisible(current is not None)
        if current is None:
            self.title.setText(_("All ten are done. This is the whole day of a claim."))
            self._show_values(())
            return
        told = TOLD[current.task]
        self.title.setText(_(told.title))
        self.why.setText(_(told.why))
        self.steps.setText(_(told.steps))
        words = _(current.hint, **current.values) if current.hint else ""
        self.hint.setText(_("Still missing: {what}", what=words) if words else "")
        self.hint.setVisible(bool(words))
        self._show_values(current.given)

    def _show_values(self, given: tuple[Given, ...]) -> None:
        while (item := self.values.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if given:
            said = _("F11 gives the next value: codes are scanned, words go where you type.")
            self.values.addWidget(Words(said, token="ink2", delta=-1, wrap=True))
        due = self._due(given)
        for one in given:
            shown = Words(f"{_(one.what)}: {_(one.text)}", wrap=True, bold=one is due)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.values.addWidget(shown)

    @property
    def given_last(self) -> Given | None:
        """What F11 gave last; None before the first value of a task."""
        return self._used[-1] if self._used else None

    def _due(self, given: tuple[Given, ...]) -> Given | None:
        """Return the first value that was not given yet; after the last one the first again."""
        if given and all(one in self._used for one in given):
            self._used.clear()
        return next((one for one in given if one not in self._used), None)

    def _enter_dialog(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Give a dialog that the keyboard came into its own key: those of the window stop there."""
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or not self._is_over(dialog):
            return
        if dialog.findChild(QShortcut, NAME) is not None:
            return
        key = QShortcut(QKeySequence("F11"), dialog)
        key.setObjectName(NAME)
        key.activated.connect(self.give_next)

    def _is_over(self, dialog: QDialog) -> bool:
        """Tell whether a dialog stands over the pane's own window, perhaps over another dialog."""
        above = dialog.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None

    def give_next(self) -> None:
        """Scan the next code of the task in hand, or type its words where the keyboard is."""
        current = self.standing.current
        if current is None or not current.given or self._window.is_locked():
            return
        one = self._due(current.given) or current.given[0]
        self._used.append(one)
        self._show_values(current.given)
        if one.is_code and QApplication.activeModalWidget() is None:
            self._window.take_scan(one.text)
            return
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.insert(_(one.text))
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(_(one.text))
        else:
            QGuiApplication.clipboard().setText(_(one.text))
            self._window.show_toast(_("“{text}” is on the clipboard.", text=_(one.text)), None)

    def _show_where(self) -> None:
        if (current := self.standing.current) is not None:
            self._window.open_tab(*current.place)

    def _leave(self) -> None:
        window = self._window
        if tried(window.shell, lambda: window.desk.course.leave() or True):
            self.put_away()


def _note(one: TaskStanding) -> Note:
    at = minute_text(one.at)[-5:] if one.at is not None else ""
    return Note(_MARKS[one.progress], _(TOLD[one.task].title), end=at)


def pane_of(window: Any) -> CoursePane | None:
    """Return the pane that stands in a window, None without one."""
    return next(iter(window.findChildren(CoursePane)), None)
