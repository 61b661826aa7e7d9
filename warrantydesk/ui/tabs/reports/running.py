"""Reading a report in a worker: the newest question counts, an older one is stopped."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from shiboken6 import isValid

from warrantydesk.domain.report import Asked, ReportTable
from warrantydesk.i18n import _
from warrantydesk.services.reports import Report
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.reports.page import Veil

Take = Callable[[ReportTable], object]
Refuse = Callable[[BaseException], object]


class Reading:
    """One question at a time; a veil says so where it takes longer than a moment."""

    def __init__(self, shell: Shell, desk: Any, veil: Veil) -> None:
        self._shell, self._desk, self._veil = shell, desk, veil
        self._job: Job | None = None
        self._began = 0.0
        self.asked: Asked | None = None
        """What the report that is shown answers."""
        self.took_s = 0.0
        """How long it took."""

    def read(self, report: Report, asked: Asked, take: Take, refuse: Refuse) -> None:
        """Let a worker build the report, then ``take`` it; what is under way stops."""
        self.stop()
        building = tried(self._shell, lambda: self._desk.reports.building(report.code, asked))
        if building is None:
            return
        name = _(report.title)

        def work(step: Callable[..., None]) -> ReportTable:
            made: ReportTable = building(lambda done, total: step(done, total, name))
            return made

        job = self._shell.run(
            work,
            lambda table: self._take(job, asked, take, table),
            _("Reading “{report}”…", report=name),
            lambda error: self._fail(job, refuse, error),
        )
        self._job, self._began = job, monotonic()
        job.took_long.connect(lambda: self._say(job))
        job.progressed.connect(lambda *_news: self._say(job))

    def is_reading(self) -> bool:
        """Say whether a report is under way."""
        return self._job is not None

    def stop(self) -> bool:
        """Stop what is under way; False where nothing is."""
        job, self._job = self._job, None
        self._veil.hide()
        if job is None:
            return False
        job.cancel()
        return True

    def _say(self, job: Job) -> None:
        if self._is_awaited(job) and job.shown:
            part = job.done / job.total if job.total else 0.0
            self._veil.say(job.label, part)

    def _take(self, job: Job, asked: Asked, take: Take, table: ReportTable) -> None:
        if not self._is_awaited(job):
            return
        self._job, self.asked, self.took_s = None, asked, monotonic() - self._began
        self._veil.hide()
        take(table)

    def _fail(self, job: Job, refuse: Refuse, error: BaseException) -> None:
        if self._is_awaited(job):
            self._job = None
            self._veil.hide()
            refuse(error)

    def _is_awaited(self, job: Job) -> bool:
        """Tell whether it is the newest question, and its page was not taken apart by a lock."""
        return job is self._job and isValid(self._veil)
