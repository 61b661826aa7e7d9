"""Work in the background: progress after half a second, cancel, result back on the main thread."""

from collections.abc import Callable
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

Step = Callable[..., None]
Work = Callable[[Step], Any]
Then = Callable[[Any], object]
OnError = Callable[[BaseException], object]

SHOW_AFTER_MS = 500
PROGRESS, SUCCESS, FAILURE = "progress", "success", "failure"


class Cancelled(Exception):  # noqa: N818 - a decision of the clerk, not an error
    """Raised inside the work when the clerk has cancelled it."""


class _Wish:
    """Whether the clerk wants a work to stop; read by its worker."""

    cancelled = False


class Job(QObject):
    """One piece of work as the main thread sees it."""

    progressed = Signal(int, int, str)
    took_long = Signal()
    ended = Signal()

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        """``label`` says what is being done."""
        super().__init__(parent)
        self.label = label
        self.done, self.total, self.text = 0, 0, ""
        self.shown = False
        self.wish = _Wish()
        # The timer knows the job alone: what it held besides would die inside the job's own end.
        QTimer.singleShot(SHOW_AFTER_MS, self, self._show)

    def _show(self) -> None:
        self.shown = True
        self.took_long.emit()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.wish.cancelled = True

    def is_cancelled(self) -> bool:
        """Say whether the clerk has cancelled."""
        return self.wish.cancelled


class _Bell(QObject):
    """Calls the main thread to look at the news; it outlives every worker that rings it."""

    rung = Signal()


@cache
def _bell() -> _Bell:
    return _Bell()


class Jobs(QObject):
    """All background work of the window.

    A worker holds nothing of the window: it leaves its news, and the work itself, in a queue and
    rings. So whatever a work was the last to know is made, told and thrown away on the main
    thread only.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Own a thread pool."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: dict[int, _Task] = {}
        self._count = 0
        self._news: SimpleQueue[_News] = SimpleQueue()
        _bell().rung.connect(self._take_news, Qt.ConnectionType.QueuedConnection)

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
        self._count += 1
        number, job = self._count, Job(label, self)
        self._running[number] = _Task(job, then, on_error)
        job.took_long.connect(self.changed)
        self._pool.start(_carrying_out(work, number, job.wish, self._news))
        return job

    def _take_news(self) -> None:
        while True:
            try:
                number, what, news, _work = self._news.get_nowait()
            except Empty:
                return
            task = self._running.get(number)
            if task is None:
                continue
            if what == PROGRESS:
                self._take_progress(task.job, *news)
                continue
            self._end(number)
            if what == SUCCESS:
                self._succeed(task, news)
            else:
                self._fail(task, news)

    def running(self) -> list[Job]:
        """Return the jobs under way, oldest first."""
        return [task.job for task in self._running.values()]

    def shown(self) -> list[Job]:
        """Return the jobs that have taken long enough to be shown."""
        return [job for job in self.running() if job.shown]

    def idle(self) -> bool:
        """Say whether nothing is under way."""
        return not self._running

    def cancel_all(self) -> None:
        """Ask every job to stop and wait for the threads."""
        for job in self.running():
            job.cancel()
        self._pool.waitForDone(5000)

    def _take_progress(self, job: Job, done: int, total: int, text: str) -> None:
        job.done, job.total, job.text = done, total, text
        job.progressed.emit(done, total, text)
        if job.shown:
            self.changed.emit()

    def _succeed(self, task: "_Task", result: Any) -> None:
        if task.then is not None and not task.job.is_cancelled() and _is_awaited(task.then):
            task.then(result)

    def _fail(self, task: "_Task", error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if task.on_error is None:
            self.failed.emit(error)
        elif _is_awaited(task.on_error):
            task.on_error(error)

    def _end(self, number: int) -> None:
        job = self._running.pop(number).job
        job.ended.emit()
        job.deleteLater()
        self.changed.emit()


class _Task(NamedTuple):
    """A job under way, and whom its outcome is for."""

    job: Job
    then: Then | None
    on_error: OnError | None


class _News(NamedTuple):
    """What a worker tells; at the end it gives the work back with it."""

    number: int
    what: str
    news: Any
    work: Work | None = None


def _carrying_out(
    work: Work, number: int, wish: _Wish, news: "SimpleQueue[_News]"
) -> Callable[[], None]:
    """Return what a worker does with a work."""
    bell, held = _bell(), [work]

    def step(done: int = 0, total: int = 0, text: str = "") -> None:
        if wish.cancelled:
            raise Cancelled
        news.put(_News(number, PROGRESS, (done, total, text)))
        bell.rung.emit()

    def carry_out() -> None:
        try:
            what, result = SUCCESS, held[0](step)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread as it is
            what, result = FAILURE, error
        news.put(_News(number, what, result, held.pop()))
        del result
        bell.rung.emit()

    return carry_out


def _is_awaited(callback: Callable[..., object]) -> bool:
    """Tell whether every window part that a callback belongs to still exists.

    A result may arrive after its dialog was closed; then nobody waits for it any more.
    """
    cells = getattr(callback, "__closure__", None) or ()
    owners = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells)]
    return all(isValid(owner) for owner in owners if isinstance(owner, QObject))
