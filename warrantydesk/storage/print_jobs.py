"""Store of the print journal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from peewee import SQL

from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import PrintJobRow

_AT_ONCE = 500
"""Subjects of one query."""


class PrintJobStore(Store[PrintJob]):
    """The print journal."""

    TABLE, KIND = PrintJobRow, PrintJob

    def of(self, subject: str) -> list[PrintJob]:
        """Return the jobs that carried a tag, alone or among others, oldest first."""
        return self.of_all([subject])[subject]

    def of_all(self, subjects: Sequence[str]) -> dict[str, list[PrintJob]]:
        """Return the jobs of each subject, alone or among others, oldest first."""
        found: dict[str, list[PrintJob]] = {subject: [] for subject in subjects}
        # Sheets carry many tags; they are few and have an index of their own.
        many = PrintJobRow.select().where(SQL("instr(subject, ' ') > 0"))
        if len(subjects) == 1:
            many = many.where(PrintJobRow.subject.contains(subjects[0]))
        jobs = [self._built(row) for row in self._db.rows(many)]
        for at in range(0, len(subjects), _AT_ONCE):
            some = list(subjects[at : at + _AT_ONCE])
            alone = PrintJobRow.select().where(PrintJobRow.subject.in_(some))
            jobs += [self._built(row) for row in self._db.rows(alone)]
        for job in sorted({job.id: job for job in jobs}.values(), key=lambda one: one.id):
            for subject in dict.fromkeys((job.subject, *job.subject.split())):
                if subject in found:
                    found[subject].append(job)
        return found

    def of_batch(self, batch_id: int) -> list[PrintJob]:
        """Return the jobs of a batch by their place in it, each with its later attempts."""
        return sorted(self.find(batch_id=batch_id), key=lambda job: (job.position, job.id))

    def add_all(self, jobs: Iterable[PrintJob]) -> list[PrintJob]:
        """Insert new jobs, in order, with consecutive ids."""
        ((first,),) = self._db.query("SELECT coalesce(max(id), 0) + 1 FROM print_job")
        added = [replace(job, id=first + n, version=1) for n, job in enumerate(jobs)]
        self.table.bulk([{**self.mapping.row(job), "id": job.id} for job in added])
        return added

    def settle_all(self, jobs: Sequence[PrintJob], state: JobState, error: str) -> list[PrintJob]:
        """Enter what became of jobs; each must still be at the version that it has here."""
        if len(jobs) == 1:
            return [self.save(replace(jobs[0], state=state, error=error))]
        settled = [replace(job, state=state, error=error, version=job.version + 1) for job in jobs]
        self._db.execute_many(
            "UPDATE print_job SET state = ?, error = ?, version = ? WHERE id = ?",
            [(str(job.state), job.error, job.version, job.id) for job in settled],
        )
        for before, job in zip(jobs, settled, strict=True):
            old, new = self.mapping.row(before), self.mapping.row(job)
            after = {name: value for name, value in new.items() if old[name] != value}
            self._journal.append(self.table.name, job.id, after)
        return settled
