"""Sending what is left of a batch, label by label, so that a crash leaves at most one in doubt."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from warrantydesk.domain.print_job import PrintBatch, PrintJob
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.label_journal import LabelJournal, is_doubtful, words_of
from warrantydesk.services.label_open_batch import newest
from warrantydesk.services.label_order import JobReport, LabelBytes


class Sending:
    """Goes through the waiting jobs of a batch in order.

    ``next`` gives the label whose bytes may leave now; its job says so already. The one before
    is entered as sent in the same change: one disk flush a label. Whoever sends calls ``fail``
    where the printer did not take it, and ``stop`` where no more is to be sent.
    """

    def __init__(
        self,
        bench: Bench,
        batch: PrintBatch,
        waiting: list[PrintJob],
        draw: Callable[[PrintJob], LabelBytes],
    ) -> None:
        """``draw`` returns the bytes of a job."""
        self._bench, self._journal, self._draw = bench, LabelJournal(bench), draw
        self.batch = batch
        self._waiting = list(waiting)
        self._leaving: list[PrintJob] = []
        self.reports: list[JobReport] = []
        self.error = ""

    @property
    def waiting(self) -> list[str]:
        """What still waits, in the words of the print journal."""
        return [job.subject for job in self._waiting]

    @property
    def left(self) -> int:
        """How many labels still wait."""
        return len(self._waiting)

    def next(self) -> LabelBytes | None:
        """Enter the former label as sent and the next one as on its way; None at the end."""
        return next(iter(self._leave(1)), None)

    def all(self) -> list[LabelBytes]:
        """Enter all that waits as on its way: it leaves together, and comes to one end."""
        return self._leave(len(self._waiting))

    def _leave(self, count: int) -> list[LabelBytes]:
        jobs = self._waiting[:count]
        drawn = [self._draw(job) for job in jobs]
        with self._change():
            self._settle_sent()
            self._leaving = [
                self._bench.stores.print_jobs.save(
                    replace(
                        job,
                        sending_at=self._bench.now,
                        sha256=each.sums.sha256,
                        size_bytes=len(each.data),
                        error="",
                    )
                )
                for job, each in zip(jobs, drawn, strict=True)
            ]
            del self._waiting[:count]
            self._end_where_done()
        return drawn

    def fail(self, error: BaseException, doubtful: bool = False) -> list[JobReport]:
        """Enter that what is on its way was not taken; what follows it stays queued.

        ``doubtful`` says that it may have been taken all the same.
        """
        self.error = words_of(error)
        doubtful = doubtful or is_doubtful(error)
        jobs, self._leaving = self._leaving, []
        if not jobs:
            return []
        with self._change():
            reports = self._journal.settle_all(jobs, self.error, doubtful)
        self.reports += reports
        return reports

    def take_back(self) -> None:
        """Enter that what ``next`` gave last did not leave: it waits again."""
        jobs, self._leaving = self._leaving, []
        with self._change():
            self._waiting[:0] = [
                self._bench.stores.print_jobs.save(replace(job, sending_at=None)) for job in jobs
            ]

    def stop(self) -> None:
        """Enter what was taken last; send no more."""
        if self._leaving:
            with self._change():
                self._settle_sent()
                self._end_where_done()

    def _change(self) -> AbstractContextManager[list[int]]:
        return self._bench.change(N_("print labels"), Kind.PRINT_JOBS, Kind.PARTS)

    def _settle_sent(self) -> None:
        jobs, self._leaving = self._leaving, []
        if jobs:
            self.reports += self._journal.settle_all(jobs)

    def _end_where_done(self) -> None:
        batches = self._bench.stores.print_batches
        if self._leaving or self._waiting:
            return
        batch = batches.get(self.batch.id)
        if batch.ended_at is None and not any(
            job.is_left for job in newest(self._bench.stores.print_jobs.of_batch(batch.id))
        ):
            self.batch = batches.save(replace(batch, ended_at=self._bench.now))
