"""Background work in the status bar: what is being done, how far, cancel."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressDialog, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.jobs import Job, Jobs
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.tokens import Tone

WAIT_MS = 300
"""How long the window stands still without a word."""


class _Progress(QWidget):
    """A short bar; without a known total it is only track."""

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme.h(5), theme.h(0.32))

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        color = theme.tokens().mark_of(Tone.ACCENT)
        paint.bar(QPainter(self), QRectF(self.rect()), self.part, color)


class JobBar(QWidget):
    """Shows the oldest job that takes longer than half a second; hidden while there is none."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Watch ``jobs``."""
        super().__init__(parent)
        self._jobs = jobs
        self._words = MarkLabel(Mark.RUNNING, "", delta=-1)
        self._bar = _Progress()
        self._cancel = LinkButton(_("Cancel"), delta=-1, clicked=self._cancel_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        jobs.changed.connect(self._show)
        self._show()

    def words(self) -> str:
        """Return what is said of the work."""
        return self._words.text()

    def _show(self) -> None:
        shown = self._jobs.shown()
        self.setVisible(bool(shown))
        if not shown:
            return
        first = shown[0]
        text = first.text or first.label
        if len(shown) > 1:
            text = _("{what} · {n} more", what=text, n=len(shown) - 1)
        self._words.show_mark(Mark.RUNNING, text)
        self._bar.part = first.done / first.total if first.total else 0.0
        self._bar.update()

    def _cancel_first(self) -> None:
        for job in self._jobs.shown()[:1]:
            job.cancel()


def wait_for(
    jobs: Jobs, work: Callable[[], None], label: str, parent: QWidget | None = None
) -> None:
    """Carry out ``work`` beside a window that lives on; raises what it raised.

    A dialog says ``label`` where it takes longer than a moment; it cannot be cancelled.
    """
    outcome: list[BaseException | None] = []
    job = jobs.run(
        lambda step: work(), lambda result: outcome.append(None), label, on_error=outcome.append
    )
    dialog = JobDialog(job, parent, may_cancel=False)
    late = QTimer(dialog)
    late.setSingleShot(True)
    late.timeout.connect(dialog.show)
    late.start(WAIT_MS)
    while not outcome:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    dialog.hide()
    dialog.deleteLater()
    if outcome[0] is not None:
        raise outcome[0]


class JobDialog(QProgressDialog):
    """Holds the window while a job must not be disturbed, such as a restore."""

    def __init__(self, job: Job, parent: QWidget | None = None, *, may_cancel: bool = True) -> None:
        """Close by itself when ``job`` ends; Cancel asks it to stop."""
        super().__init__(job.label, _("Cancel"), 0, 0, parent)
        self._may_cancel = may_cancel
        self.setCancelButton(Button(_("Cancel")) if may_cancel else None)
        self.setModal(True)
        self.setMinimumDuration(WAIT_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.canceled.connect(job.cancel)
        job.progressed.connect(self._take_progress)
        job.ended.connect(self.reset)

    def reject(self) -> None:
        """Let Esc cancel only what may be cancelled."""
        if self._may_cancel:
            super().reject()

    def _take_progress(self, done: int, total: int, text: str) -> None:
        self.setMaximum(total)
        self.setValue(done)
        if text:
            self.setLabelText(text)
