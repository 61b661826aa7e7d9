"""Work for which window and desk are closed, and the dialog that shows its stages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.shell import Shell

Said = Callable[[str], None]
"""Hears the stages of a work, English sentences in words of ``N_``."""


@dataclass(frozen=True)
class Outcome:
    """Whether a work was done, and what is told of it in the window that has its desk again."""

    is_done: bool
    tell: Callable[[Any], object]
    is_stopped: bool = False


@dataclass(frozen=True)
class Between:
    """A work in stages: ``work(said)`` in the background, then ``then(window, result)``.

    ``then`` is called in the window that has its desk again.
    """

    title: str
    work: Callable[[Said], Any]
    then: Callable[[Any, Any], object]

    def carry_out(self, window: QWidget, shell: Shell) -> Outcome:
        """Do it before a window that waits.

        A work that was stopped, or did not succeed, left everything as it was.
        """
        done: list[Any] = []
        failed: list[BaseException] = []
        job = shell.run(
            lambda step: self.work(lambda what: step(0, 0, _(what))),
            done.append,
            self.title,
            failed.append,
        )
        over: list[bool] = []
        job.ended.connect(lambda: over.append(True))
        dialog = StagesDialog(job, window)
        dialog.show()
        while not over:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        dialog.leave()
        if failed:
            error = failed[0]
            return Outcome(False, lambda _there: _tell(error, shell, window))
        if not done:
            stopped = _("Stopped. Everything is as it was.")
            return Outcome(False, lambda there: there.show_toast(stopped, None), is_stopped=True)
        return Outcome(True, lambda there: self.then(there, done[0]))


def _tell(error: BaseException, shell: Shell, window: QWidget) -> None:
    """Say why it was not done; what is a bug goes where bugs are told."""
    if isinstance(error, Refused | Unavailable):
        messages.tell(window, _("Nothing was changed."), sentence(error), warn=True)
    else:
        shell.failed.emit(error)


class StagesDialog(QDialog):
    """The stages of a work one below the other, the one under way last, and a way to stop it."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        """Hear the stages of ``job``."""
        super().__init__(parent)
        self._job = job
        self.setWindowTitle(job.label)
        self.setModal(True)
        self._lines: list[MarkLabel] = []
        ground = Surface("base")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        self._column.addWidget(Words(job.label, delta=1.5, bold=True))
        self._column.addStretch(1)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(Words(_("Stopping is as if it had not been begun."), token="ink2"), 1)
        self.stop = Button(_("Stop"), clicked=self.reject)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        self.resize(theme.h(26), theme.h(15))
        keep_inside(self)
        job.progressed.connect(self._take_stage)

    def stages(self) -> list[str]:
        """Return the stages said so far."""
        return [line.text() for line in self._lines]

    def reject(self) -> None:
        """Ask the work to stop; the dialog stays until it has."""
        self._job.cancel()
        self.stop.setEnabled(False)
        self.stop.setText(_("Stopping…"))

    def leave(self) -> None:
        """Close for good: the work is over."""
        self.hide()
        self.deleteLater()

    def _take_stage(self, _done: int, _total: int, text: str) -> None:
        if not text or (self._lines and self._lines[-1].text() == text):
            return
        if self._lines:
            self._lines[-1].show_mark(Mark.DONE, self._lines[-1].text())
        line = MarkLabel(Mark.RUNNING, text)
        self._lines.append(line)
        self._column.insertWidget(len(self._lines), line, 0, Qt.AlignmentFlag.AlignTop)
