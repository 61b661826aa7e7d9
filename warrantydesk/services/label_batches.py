"""Batches of labels: ordered together, and after a crash or an empty roll the rest goes on once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import STATE, Refused, Unavailable, refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.print_job import JobState, PrintBatch, PrintJob
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.label_journal import LabelJournal, report_of
from warrantydesk.services.label_open_batch import OpenBatch, newest
from warrantydesk.services.label_order import (
    DRIVER,
    SCANNER,
    TAGS,
    JobReport,
    LabelBytes,
    LabelOrder,
    LabelSums,
)
from warrantydesk.services.label_printers import must_be_connection
from warrantydesk.services.label_sending import Sending
from warrantydesk.services.label_subjects import LabelSubjects, subject_of_journal
from warrantydesk.storage.numbers import PRINT_BATCH

if TYPE_CHECKING:
    from warrantydesk.services.label_order import AnyLabel

DOUBTFUL = N_("It is not certain that this label came out.")
AFTER_DOUBT = N_("not certain that it came out")
_ELSEWHERE = N_("This label was printed otherwise in the meantime.")
_GONE = N_("This piece is void.")
_ENDED = N_("Batch {number} is at its end: nothing of it is left to print.")
_KEPT = 200
"""Labels of a batch whose bytes are kept until they leave; more are drawn once more."""
_DRIVEN = N_("Batch {number} goes through the system's printer driver: print its rest there.")


class LabelBatches:
    """Keeps and sends batches of labels."""

    def __init__(
        self,
        bench: Bench,
        subjects: LabelSubjects,
        draw: Callable[[Sequence["AnyLabel"], LabelOrder, str], Iterator[LabelBytes]],
        deliver: Callable[[LabelBytes, str], None],
    ) -> None:
        """``draw`` makes bytes of labels, ``deliver`` hands them to a transport."""
        self._bench, self._journal = bench, LabelJournal(bench)
        self._subjects, self._draw, self._deliver = subjects, draw, deliver
        self._drawn: dict[int, LabelBytes] = {}
        """Bytes of jobs that were queued here; all others are drawn when they leave."""

    def begin(self, labels: Sequence["AnyLabel | str"], order: LabelOrder, to: str) -> PrintBatch:
        """Order labels, or their subjects, for a printer: every job is queued before any leaves."""
        subjects = [one for one in labels if isinstance(one, str)]
        whole = self._subjects.labels_of(order.kind, subjects) if subjects else []
        whole += [one for one in labels if not isinstance(one, str)]
        self._bench.allow("labels.print")
        must_be_connection(to, "to")
        return self.begin_drawn(self._draw(whole, order, to), order, to)

    def begin_drawn(self, drawn: Iterable[LabelBytes], order: LabelOrder, to: str) -> PrintBatch:
        """Order labels that are drawn already, as ``begin``."""
        sums: list[LabelSums] = []
        kept: list[LabelBytes] = []
        for each in drawn:
            sums.append(each.sums)
            kept = [*kept, each][:_KEPT]
        batch, jobs = self._queued(sums, order, to)
        self._drawn = {job.id: each for job, each in zip(jobs, kept, strict=False)}
        return batch

    def _queued(
        self, sums: Sequence[LabelSums], order: LabelOrder, to: str
    ) -> tuple[PrintBatch, list[PrintJob]]:
        bench = self._bench
        bench.allow("labels.print")
        with bench.change(N_("queue labels"), Kind.PRINT_JOBS):
            batch = bench.stores.print_batches.add(
                PrintBatch(
                    number=bench.stores.numbers.short(
                        PRINT_BATCH, bench.site_number, bench.today.year
                    ),
                    kind=order.kind,
                    printer=clean(to),
                    form=order.form,
                    stock=order.stock,
                    dpi=order.dpi,
                    copies=order.copies,
                    start=order.start,
                    reason=clean(order.reason).strip(),
                    made_by=bench.person.login,
                    made_at=bench.now,
                )
            )
            return batch, self._journal.queue(sums, to, order, batch.id, sending=False)

    def sending(self, batch: PrintBatch) -> Sending:
        """Return the jobs of a batch that wait for their turn, to be sent one after the other."""
        self._bench.allow("labels.print")
        found = newest(self._bench.stores.print_jobs.of_batch(batch.id))
        waiting = [job for job in found if job.state is JobState.QUEUED and not job.in_doubt]
        return Sending(self._bench, batch, waiting, self._bytes_of)

    def run(
        self,
        batch: PrintBatch,
        progress: Callable[[JobReport], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[JobReport]:
        """Send what waits, up to the first label that is not taken; one report a job sent."""
        if batch.form == DRIVER or batch.printer.startswith(f"{DRIVER}:"):
            raise refused(STATE, _DRIVEN, number=batch.number)
        if batch.printer.startswith("file:"):
            return self._run_file(batch, progress)
        sending, told = self.sending(batch), 0
        while (drawn := None if cancelled and cancelled() else sending.next()) is not None:
            try:
                self._deliver(drawn, batch.printer)
            except (Refused, Unavailable, OSError) as error:
                sending.fail(error)
                break
            told = _tell(sending.reports, told, progress)
        sending.stop()
        _tell(sending.reports, told, progress)
        return sending.reports

    def _run_file(
        self, batch: PrintBatch, progress: Callable[[JobReport], None] | None
    ) -> list[JobReport]:
        """Write all labels as one file: one after the other each would replace the former."""
        sending = self.sending(batch)
        whole = sending.all()
        try:
            if whole:
                self._deliver(LabelBytes((), b"".join(each.data for each in whole)), batch.printer)
        except (Refused, Unavailable, OSError) as error:
            sending.fail(error)
        sending.stop()
        _tell(sending.reports, 0, progress)
        return sending.reports

    def _bytes_of(self, job: PrintJob) -> LabelBytes:
        kept = self._drawn.pop(job.id, None)
        if kept is not None:
            return kept
        batch = self._bench.stores.print_batches.get(job.batch_id or 0)
        order = order_of(batch)
        labels = self._subjects.labels_of(batch.kind, subject_of_journal(batch.kind, job.subject))
        if batch.kind == SCANNER and order.form != "pdf":  # its labels share one name
            labels = labels[job.position - 1 : job.position]
        (drawn,) = self._draw(labels, order, batch.printer)
        return drawn

    def left(self, batch: PrintBatch) -> list[JobReport]:
        """Return the jobs of a batch that still wait for their turn, as reports."""
        found = newest(self._bench.stores.print_jobs.of_batch(batch.id))
        return [
            report_of(job) for job in found if job.state is JobState.QUEUED and not job.in_doubt
        ]

    def close(self, batch: PrintBatch) -> PrintBatch:
        """End a batch as it is: a single label that failed is seen where it was asked for."""
        stores = self._bench.stores
        batch = stores.print_batches.get(batch.id)
        self._bench.allow("labels.print")
        if batch.ended_at is not None:
            return batch
        with self._bench.change(N_("queue labels"), Kind.PRINT_JOBS):
            return stores.print_batches.save(replace(batch, ended_at=self._bench.now))

    def unfinished(self) -> list[OpenBatch]:
        """Return the batches that broke off, the newest first."""
        stores = self._bench.stores
        found = sorted(stores.print_batches.find(ended_at=None), key=lambda batch: -batch.id)
        return [
            OpenBatch(batch, tuple(newest(stores.print_jobs.of_batch(batch.id)))) for batch in found
        ]

    def resume(self, batch: PrintBatch, came_out: Iterable[int] = ()) -> PrintBatch:
        """Queue the rest of a batch once more; ``run`` or ``sending`` then sends it.

        Jobs in doubt whose ids are in ``came_out`` count as sent; the other ones are printed
        again, marked as reprints. What was printed otherwise in the meantime is left out.
        """
        stores = self._bench.stores
        batch = stores.print_batches.get(batch.id)
        self._bench.allow("labels.print")
        if batch.ended_at is not None:
            raise refused(STATE, _ENDED, number=batch.number)
        lucky = frozenset(came_out)
        jobs = [job for job in newest(stores.print_jobs.of_batch(batch.id)) if job.is_left]
        with self._bench.change(N_("resume labels"), Kind.PRINT_JOBS, Kind.PARTS):
            for job in jobs:
                if job.in_doubt and job.id in lucky:
                    self._journal.settle(job)
                else:
                    self._requeue(job)
            if not any(job.is_left for job in newest(stores.print_jobs.of_batch(batch.id))):
                batch = stores.print_batches.save(replace(batch, ended_at=self._bench.now))
        return batch

    def _requeue(self, job: PrintJob) -> None:
        jobs = self._bench.stores.print_jobs
        if why := self._obsolete(job):
            jobs.save(replace(job, state=JobState.VOID, error=why))
            return
        if job.state is JobState.QUEUED and not job.in_doubt:
            return
        if job.in_doubt:
            jobs.save(replace(job, state=JobState.VOID, error=DOUBTFUL))
        jobs.add(
            replace(
                job,
                id=0,
                version=0,
                state=JobState.QUEUED,
                reprint_of=job.id if job.in_doubt else job.reprint_of,
                reason=AFTER_DOUBT if job.in_doubt else job.reason,
                by=self._bench.person.login,
                at=self._bench.now,
                sha256="",
                size_bytes=0,
                sending_at=None,
                error="",
            )
        )

    def _obsolete(self, job: PrintJob) -> str:
        """Return why a label of the rest is not printed any more, empty when it is."""
        if job.kind != TAGS or " " in job.subject:
            return ""
        if self._journal.piece(job.subject).state is PartState.VOID:
            return _GONE
        later = (one for one in self._journal.jobs(job.subject) if one.id > job.id)
        done = (JobState.SENT, JobState.CONFIRMED)
        return _ELSEWHERE if any(one.state in done for one in later) else ""

    def drop(self, batch: PrintBatch, reason: str) -> PrintBatch:
        """Let the rest of a batch go, with a reason; what was sent stays sent."""
        stores = self._bench.stores
        batch = stores.print_batches.get(batch.id)
        self._bench.allow("labels.print")
        if batch.ended_at is not None:
            raise refused(STATE, _ENDED, number=batch.number)
        why = needs(reason, "reason", N_("Say why the rest is not printed."))
        with self._bench.change(N_("drop labels"), Kind.PRINT_JOBS):
            for job in newest(stores.print_jobs.of_batch(batch.id)):
                if job.is_left:
                    # A failed job never was on paper: what is left out must not look as if.
                    sending_at = job.sending_at if job.in_doubt else None
                    stores.print_jobs.save(
                        replace(job, state=JobState.VOID, error=why, sending_at=sending_at)
                    )
            return stores.print_batches.save(replace(batch, ended_at=self._bench.now))


def order_of(batch: PrintBatch) -> LabelOrder:
    """Return the order that a batch was made by."""
    return LabelOrder(
        form=batch.form,
        stock=batch.stock,
        dpi=batch.dpi,
        start=batch.start,
        copies=batch.copies,
        reason=batch.reason,
        kind=batch.kind,
    )


def _tell(reports: list[JobReport], told: int, progress: Callable[[JobReport], None] | None) -> int:
    """Report what is new since ``told`` reports."""
    for report in reports[told:] if progress else ():
        if progress:
            progress(report)
    return len(reports)
