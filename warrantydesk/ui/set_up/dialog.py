"""The first day: the steps at the left, one page at the right, the way on in the foot."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.set_up import FIRST, LAST, STEPS, StepState, after, before
from warrantydesk.i18n import _
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import MARGIN
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.captions import TITLES, caption_of
from warrantydesk.ui.set_up.pages import page_of
from warrantydesk.ui.set_up.step_list import StepList, StepRow

WIDE, HIGH = 55.8, 34.0
RAIL_BELOW = 44
"""Line heights of the dialog's width below which the steps give way to their marks."""
_MARKS = {StepState.DONE: Mark.DONE, StepState.LEFT_OUT: Mark.NA}


class SetUpDialog(QDialog):
    """Asks a new desk for what it needs; every step is saved when it is left."""

    HELP = "first-run"

    def __init__(self, window: Any, step: str = "") -> None:
        """Open at ``step``, at the one in hand, or at the first."""
        super().__init__(window)
        self._window, self._desk, self._shell = window, window.desk, window.shell
        self._pages: dict[str, Any] = {}
        self.step = ""
        self.steps = StepList()
        self.steps.chosen.connect(self.jump)
        self.stack = QStackedWidget()
        self.demo = Button(_("&Look at the demo shop first"), clicked=self._open_demo)
        self.hint = MarkLabel(delta=-0.5)
        self.back = Button(_("&Back"), clicked=self._go_back)
        self.skip = Button(_("&Skip"), clicked=self._leave_out)
        self.next = Button(_("&Next"), primary=True, clicked=self.accept)
        self.demo.setVisible(not self._desk.settings.site.demo)
        self._lay_out()
        self.next.setDefault(True)
        self._place()
        self._show(step or self._desk.set_up.step or FIRST)

    def _lay_out(self) -> None:
        ground, foot = Surface("base"), Surface("window", "t")
        body = QHBoxLayout(ground)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.steps)
        body.addWidget(self.stack, 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.demo)
        row.addSpacing(theme.h(0.5))
        row.addWidget(self.hint, 1)
        for button in (self.back, self.skip, self.next):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)

    def _place(self) -> None:
        """Be as large as drawn, never larger than the window around."""
        above = self.parentWidget()
        wanted_wide, wanted_high = theme.h(WIDE), theme.h(HIGH)
        if above is not None:
            room = above.window().size()
            wanted_wide = min(wanted_wide, room.width() - MARGIN)
            wanted_high = min(wanted_high, room.height() - MARGIN)
        self.resize(wanted_wide, wanted_high)

    def restyle(self) -> None:
        """Take the size anew when letters grow or shrink."""
        QTimer.singleShot(0, self, self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words of the steps give way."""
        super().resizeEvent(event)
        self.steps.set_rail(self.width() < RAIL_BELOW * theme.unit())

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin at the first field of the page."""
        super().showEvent(event)
        self._place()
        self._take_keyboard()

    def page(self) -> Any:
        """Return the page in front."""
        return self._pages[self.step]

    def jump(self, step: str) -> None:
        """Go to a step, after the one in hand is saved."""
        if step != self.step and self._kept(StepState.DONE, step):
            self._show(step)

    def accept(self) -> None:
        """Save the page and go on; on the last one the desk is set up."""
        if not self._kept(StepState.DONE, after(self.step)):
            return
        if self.step != LAST:
            self._show(after(self.step))
        elif self.finish():
            super().accept()

    def finish(self) -> bool:
        """Say that the desk is set up; False where that is refused."""
        done = tried(self._shell, lambda: self._desk.set_up.finish() or True)
        if done:
            self._shell.toast(_("The desk is set up. Tools › Set up the desk… shows it again."))
        return bool(done)

    def _go_back(self) -> None:
        if self._kept(StepState.DONE, before(self.step)):
            self._show(before(self.step))

    def _leave_out(self) -> None:
        """Go on without saving what stands here."""
        following, step = after(self.step), self.step
        verb = self._desk.set_up.leave
        if tried(self._shell, lambda: verb(step, StepState.LEFT_OUT, following) or True):
            self._show(following)

    def _kept(self, state: StepState, following: str) -> bool:
        if not self.page().keep():
            return False
        step = self.step
        if not caption_of(step, self._window) and step not in (FIRST, LAST):
            state = StepState.LEFT_OUT  # nothing stands there yet
        verb = self._desk.set_up.leave
        return bool(tried(self._shell, lambda: verb(step, state, following) or True))

    def _show(self, step: str) -> None:
        self.step = step
        if step not in self._pages:
            page = self._pages[step] = page_of(step)(self._window)
            page.changed.connect(self.read)
            page.told.connect(self.hint.show_mark)
            if step == LAST:
                page.leaving.connect(self._begin_course)
                page.wanted.connect(self.jump)
            self.stack.addWidget(page)
        page = self._pages[step]
        page.arrive()
        self.stack.setCurrentWidget(page)
        place = STEPS.index(step)
        self.setWindowTitle(_("First use: step {n} of {m}", n=place + 1, m=len(STEPS)))
        self.back.setEnabled(place > 0)
        self.skip.setVisible(step != LAST)
        self.next.setText(_("Begin to &work") if step == LAST else _("&Next"))
        self.next.updateGeometry()
        self.hint.show_mark(Mark.INFO, _("Nothing here must be done now: everything can follow"))
        self.read()
        if self.isVisible():
            self._take_keyboard()

    def read(self) -> None:
        """Show anew what stands in the steps."""
        states = self._desk.set_up.states
        rows = []
        for step in STEPS:
            mark = _MARKS.get(states.get(step), Mark.TODO)
            if step == self.step:
                mark = Mark.RUNNING
            rows.append(StepRow(step, _(TITLES[step]), caption_of(step, self._window), mark))
        self.steps.show_rows(tuple(rows), STEPS.index(self.step))

    def _take_keyboard(self) -> None:
        """Walk the page first, then the foot, then the steps; begin at the first field."""
        page = self.page()
        found = list(page.fields())
        foot = [self.next, self.skip, self.back, self.demo, self.steps]
        order = [*found, *(one for one in foot if one.isVisibleTo(self))]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        (page.first_field() or self.next).setFocus(Qt.FocusReason.TabFocusReason)

    def _open_demo(self) -> None:
        from warrantydesk.ui.set_up.demo_door import open_demo

        if self._may_go():
            window = self._window
            self.done(0)
            open_demo(window)

    def _begin_course(self) -> None:
        from warrantydesk.ui import course_verbs

        if self.finish():
            window = self._window
            self.done(1)
            course_verbs.course(window)

    def _may_go(self) -> bool:
        """Ask before what was typed and not saved is lost."""
        if not self.page().has_unsaved():
            return True
        question = _("Close without saving what you wrote?")
        return messages.ask(self, question, _("Close"), danger=True)

    def reject(self) -> None:
        """Close in the middle; the next start comes back to this step."""
        if not self._may_go():
            return
        if self._desk.set_up.is_under_way:
            step = self.step
            tried(self._shell, lambda: self._desk.set_up.go(step))
            self._shell.toast(
                _("Setting up goes on at the next start, or with Tools › Set up the desk.")
            )
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Esc does: the step is kept."""
        event.ignore()
        self.reject()
