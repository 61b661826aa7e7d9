"""Background work in the status bar: what is being done, how far, cancel."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressDialog, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.jobs import Job, Jobs
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.tokens import Tone


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


class JobDialog(QProgressDialog):
    """Holds the window while a job must not be disturbed, such as a restore."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        """Close by itself when ``job`` ends; Cancel asks it to stop."""
        super().__init__(job.label, _("Cancel"), 0, 0, parent)
        self.setModal(True)
        self.setMinimumDuration(0)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.canceled.connect(job.cancel)
        job.progressed.connect(self._take_progress)
        job.ended.connect(self.reset)

    def _take_progress(self, done: int, total: int, text: str) -> None:
        self.setMaximum(total)
        self.setValue(done)
        if text:
            self.setLabelText(text)
