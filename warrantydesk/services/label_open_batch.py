"""A batch of labels that did not come to its end."""

from dataclasses import dataclass

from warrantydesk.domain.print_job import JobState, PrintBatch, PrintJob
from warrantydesk.services.label_subjects import subject_of_journal


@dataclass(frozen=True)
class OpenBatch:
    """A batch that did not come to its end; ``jobs`` is the last attempt at each label."""

    batch: PrintBatch
    jobs: tuple[PrintJob, ...]

    @property
    def sent(self) -> int:
        """How many labels went to the printer."""
        return sum(job.state in (JobState.SENT, JobState.CONFIRMED) for job in self.jobs)

    @property
    def left(self) -> tuple[PrintJob, ...]:
        """The labels that did not go, those in doubt among them."""
        return tuple(job for job in self.jobs if job.is_left)

    @property
    def doubtful(self) -> tuple[PrintJob, ...]:
        """The labels of which nobody knows whether they came out."""
        return tuple(job for job in self.jobs if job.in_doubt)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What is left, in the words of ``labels_of``."""
        kind = self.batch.kind
        return tuple(one for job in self.left for one in subject_of_journal(kind, job.subject))


def newest(jobs: list[PrintJob]) -> list[PrintJob]:
    """Return the last attempt at each place of a batch."""
    return list({job.position: job for job in jobs}.values())
