"""Work in the background: progress after half a second, cancel, result back on the main thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

Step = Callable[..., None]
Work = Callable[[Step], Any]
Then = Callable[[Any], object]
OnError = Callable[[BaseException], object]

SHOW_AFTER_MS = 500


class Cancelled(Exception):  # noqa: N818 - a decision of the clerk, not an error
    """Raised inside the work when the clerk has cancelled it."""


class Job(QObject):
    """One piece of work; its signals arrive on the thread that made it."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        """``label`` says what is being done."""
        super().__init__(parent)
        self.label = label
        self.done, self.total, self.text = 0, 0, ""
        self.shown = False
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        """Say whether the clerk has cancelled."""
        return self._cancelled

    def step(self, done: int = 0, total: int = 0, text: str = "") -> None:
        """Report progress from the work; raises Cancelled when it should stop."""
        if self._cancelled:
            raise Cancelled
        self.progressed.emit(done, total, text)


class _Runner(QRunnable):
    """Runs the work on a pool thread and hands back what came of it."""

    def __init__(self, work: Work, job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work, self._job = work, job

    def run(self) -> None:
        try:
            result = self._work(self._job.step)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread as it is
            self._job.failed.emit(error)
        else:
            self._job.succeeded.emit(result)


class Jobs(QObject):
    """All background work of the window."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Own a thread pool."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: dict[Job, _Runner] = {}

    def run(
        self,
        work: Work,
        then: Then | None = None,
        label: str = "",
        on_error: OnError | None = None,
    ) -> Job:
        """Run ``work(step)`` in the background, then ``then(result)`` on the main thread.

        ``step(done, total, text)`` reports progress and raises Cancelled. Without ``on_error``
        an exception is emitted as ``failed``; a cancelled job calls nothing.
        """
        job = Job(label, self)
        queued = Qt.ConnectionType.QueuedConnection
        job.progressed.connect(lambda *news: self._take_progress(job, *news), queued)
        job.succeeded.connect(lambda result: self._succeed(job, then, result), queued)
        job.failed.connect(lambda error: self._fail(job, on_error, error), queued)
        runner = _Runner(work, job)
        self._running[job] = runner
        QTimer.singleShot(SHOW_AFTER_MS, job, lambda: self._show(job))
        self._pool.start(runner)
        return job

    def running(self) -> list[Job]:
        """Return the jobs under way, oldest first."""
        return list(self._running)

    def shown(self) -> list[Job]:
        """Return the jobs that have taken long enough to be shown."""
        return [job for job in self._running if job.shown]

    def idle(self) -> bool:
        """Say whether nothing is under way."""
        return not self._running

    def cancel_all(self) -> None:
        """Ask every job to stop and wait for the threads."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone(5000)

    def _show(self, job: Job) -> None:
        if job in self._running:
            job.shown = True
            self.changed.emit()

    def _take_progress(self, job: Job, done: int, total: int, text: str) -> None:
        job.done, job.total, job.text = done, total, text
        if job.shown:
            self.changed.emit()

    def _succeed(self, job: Job, then: Then | None, result: Any) -> None:
        self._end(job)
        if then is not None and not job.is_cancelled() and _is_awaited(then):
            then(result)

    def _fail(self, job: Job, on_error: OnError | None, error: BaseException) -> None:
        self._end(job)
        if isinstance(error, Cancelled):
            return
        if on_error is not None:
            if _is_awaited(on_error):
                on_error(error)
        else:
            self.failed.emit(error)

    def _end(self, job: Job) -> None:
        self._running.pop(job, None)
        job.ended.emit()
        job.deleteLater()
        self.changed.emit()


def _is_awaited(callback: Callable[..., object]) -> bool:
    """Tell whether every window part that a callback belongs to still exists.

    A result may arrive after its dialog was closed; then nobody waits for it any more.
    """
    cells = getattr(callback, "__closure__", None) or ()
    owners = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells)]
    return all(isValid(owner) for owner in owners if isinstance(owner, QObject))
