"""The print journal of labels: queued before the bytes leave, settled when they left."""

from collections.abc import Sequence
from dataclasses import replace

from warrantydesk.domain.errors import NOT_FOUND, STATE, Refused, Unavailable, refused
from warrantydesk.domain.old_part import OldPart, TagState
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.label_order import (
    BOXES,
    LABEL_KINDS,
    MARKED,
    TAGS,
    JobReport,
    LabelOrder,
    LabelSums,
)
from warrantydesk.services.sentences import sentence

AGAIN = N_("printed again")
_STATE = N_("This label did not go to a printer, so it cannot be spoilt.")


class LabelJournal:
    """Keeps what was sent to which printer."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def piece(self, tag: str) -> OldPart:
        """Return the piece of a tag; Refused(NOT_FOUND)."""
        piece = self._bench.stores.parts.by_tag(tag) if tag else None
        if piece is None:
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tags", tag=tag)
        return piece

    def jobs(self, subject: str) -> list[PrintJob]:
        """Return the print journal of a tag, place, box or mode, oldest first."""
        return self.jobs_of([subject])[subject]

    def jobs_of(self, subjects: Sequence[str]) -> dict[str, list[PrintJob]]:
        """Return the print journal of many subjects, each oldest first."""
        found = self._bench.stores.print_jobs.of_all(subjects)
        return {
            subject: [job for job in jobs if job.kind in LABEL_KINDS]
            for subject, jobs in found.items()
        }

    def times_printed(self, subject: str) -> int:
        """Return how often a label went to a printer or a file, or may have."""
        return sum(job.was_on_paper for job in self.jobs(subject))

    def queue(
        self,
        drawn: Sequence[LabelSums],
        to: str,
        order: LabelOrder,
        batch_id: int | None = None,
        sending: bool = True,
    ) -> list[PrintJob]:
        """Enter jobs inside an open change; ``sending`` when their bytes leave right after.

        A label printed before is a reprint; without a reason in the order it says so itself.
        """
        known = self.jobs_of([tag for each in drawn for tag in each.tags])
        return self._bench.stores.print_jobs.add_all(
            replace(
                self._job(each, order, [job for tag in each.tags for job in known[tag]]),
                printer=clean(to),
                batch_id=batch_id,
                position=position if batch_id else 0,
                sending_at=self._bench.now if sending else None,
            )
            for position, each in enumerate(drawn, 1)
        )

    def _job(self, drawn: LabelSums, order: LabelOrder, known: list[PrintJob]) -> PrintJob:
        before = [job for job in known if job.was_on_paper] if order.kind in MARKED else []
        reason = order.reason if before or order.kind not in MARKED else ""
        if before:
            reason = needs(reason or AGAIN, "reason", N_("Give the reason."))
        return PrintJob(
            kind=order.kind,
            subject=" ".join(drawn.tags),
            printer="",
            language=order.form,
            copies=order.copies,
            sha256=drawn.sha256,
            size_bytes=drawn.size_bytes,
            reprint_of=before[-1].id if before else None,
            reason=reason,
            by=self._bench.person.login,
            at=self._bench.now,
        )

    def settle(self, job: PrintJob, error: str = "", doubtful: bool = False) -> JobReport:
        """Enter inside an open change what became of a job: sent, failed or, ``doubtful``, open.

        What a printer did not confirm stays queued and in doubt, with what was said about it.
        """
        return self.settle_all([job], error, doubtful)[0]

    def settle_all(
        self, jobs: Sequence[PrintJob], error: str = "", doubtful: bool = False
    ) -> list[JobReport]:
        """Enter inside an open change what became of jobs that left together, as ``settle``."""
        stores = self._bench.stores
        state = JobState.SENT if not error else JobState.QUEUED if doubtful else JobState.FAILED
        settled = stores.print_jobs.settle_all(jobs, state, error)
        if state is JobState.SENT:
            tags = [tag for job in jobs if job.kind == TAGS for tag in job.subject.split()]
            stores.label_facts.mark_sent(tags)
        return [report_of(job) for job in settled]

    def void(self, job_id: int, reason: str) -> PrintJob:
        """Record that a label was spoilt and thrown away; its tag then waits for another one."""
        jobs, parts = self._bench.stores.print_jobs, self._bench.stores.parts
        job = jobs.get(job_id)
        self._bench.allow("labels.void_job")
        if job.kind not in LABEL_KINDS or not job.was_on_paper or job.state is JobState.VOID:
            raise refused(STATE, _STATE)
        why = needs(reason, "reason", N_("Say why the label was thrown away."))
        sending_at = job.sending_at or job.at or self._bench.now
        with self._bench.change(N_("void a label"), Kind.PRINT_JOBS, Kind.PARTS) as touched:
            saved = jobs.save(replace(job, state=JobState.VOID, error=why, sending_at=sending_at))
            for tag in job.subject.split() if job.kind == TAGS else ():
                others = (JobState.SENT, JobState.CONFIRMED)
                if not any(one.state in others for one in self.jobs(tag)):
                    piece = parts.save(replace(self.piece(tag), tag_state=TagState.NONE))
                    touched.append(piece.claim_id)
        return saved


def report_of(job: PrintJob) -> JobReport:
    """Return what is said of a job of the journal."""
    return JobReport(
        tuple(job.subject.split()),
        job.id,
        job.language,
        job.copies,
        job.sha256,
        job.size_bytes,
        str(job.state),
        job.error,
    )


def words_of(error: BaseException) -> str:
    """Return what a printer or a file had to say, as a sentence."""
    return sentence(error) if isinstance(error, Refused | Unavailable) else str(error)


def is_doubtful(error: BaseException) -> bool:
    """Tell whether the label may have come out all the same."""
    from warrantydesk.printing.errors import SILENT

    return isinstance(error, Unavailable) and error.code == SILENT


__all__ = ["AGAIN", "BOXES", "LabelJournal", "is_doubtful", "report_of", "words_of"]
