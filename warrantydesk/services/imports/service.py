"""Every table that comes from outside: looked at row by row, taken whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from warrantydesk.domain.import_batch import ColumnMap, ImportBatch
from warrantydesk.domain.sheet import Book
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports import applying
from warrantydesk.services.imports.books import book_of, book_of_text, must_be_there
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.opening import (
    maps_of,
    opened,
    refreshed,
    remembered,
    target_of,
)
from warrantydesk.services.imports.preview import Preview, judged
from warrantydesk.services.imports.problems import problem_list
from warrantydesk.services.imports.target import Step, Subject, SubjectName, Target, no_step

T = TypeVar("T")


class Loan:
    """The one writing connection on its way to a worker; begun and ended on the desk's thread."""

    def __init__(self, bench: Bench) -> None:
        """Close the connection here; until the end this thread only reads."""
        self._bench = bench
        bench.lend()

    def work(self, work: Callable[[], T]) -> T:
        """Do a long write in the worker; call it once."""
        with self._bench.stores.db.taken():
            return work()

    def end(self) -> None:
        """Write here again and announce what was changed; the worker must have ended."""
        self._bench.take_back()


class ImportService:
    """Opens files, says what would become of each row, applies and takes back."""

    def __init__(self, bench: Bench, targets: tuple[Target, ...]) -> None:
        """``targets`` are the places that rows can be taken into."""
        self._bench = bench
        self._targets: Mapping[str, Target] = {one.code: one for one in targets}

    def targets(self) -> tuple[Target, ...]:
        """Return every place that rows can be taken into."""
        return tuple(self._targets.values())

    def target(self, code: str) -> Target:
        """Return a target; Refused(NOT_FOUND) where there is none of this code."""
        return target_of(self._targets, code)

    def subjects(self, target: str, profile: str) -> tuple[SubjectName, ...]:
        """Return what a target can be opened for in a profile."""
        return tuple(self.target(target).subjects(self._bench, profile))

    def read(
        self,
        file: Path,
        encoding: str | None = None,
        progress: Callable[[str, int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Book:
        """Read a file without the database, in any thread.

        Refused(INVALID) says at the field ``file`` why it cannot be read; Unavailable what the
        computer lacks.
        """
        return book_of(file, encoding, progress, cancelled)

    def read_pasted(self, text: str) -> Book:
        """Read a block from the clipboard; Refused(INVALID) says why it is no table."""
        return book_of_text(text)

    def draft(self, book: Book, target: str, subject: Subject, file: Path | None = None) -> Draft:
        """Return a book as the draft of an import into a subject."""
        return opened(self._bench, self.target(target), subject, book, file)

    def refreshed(self, draft: Draft) -> Draft:
        """Return a draft with what the desk knows now, after a refusal with VERSION."""
        return refreshed(self._bench, self.target(draft.target), draft)

    def open_file(self, file: Path, target: str, subject: Subject) -> Draft:
        """Read a file and return it as a draft."""
        return self.draft(self.read(file), target, subject, file)

    def open_pasted(self, text: str, target: str, subject: Subject) -> Draft:
        """Read a block from the clipboard and return it as a draft."""
        return self.draft(self.read_pasted(text), target, subject)

    def preview(self, draft: Draft, before: Preview | None = None, step: Step = no_step) -> Preview:
        """Return what would become of each row; needs no database and may run in a worker."""
        return judged(self.target(draft.target), draft, before, step)

    def apply(
        self, draft: Draft, preview: Preview | None = None, step: Step = no_step
    ) -> ImportBatch:
        """Write all rows of a draft, or none; Refused names what stands in the way."""
        return applying.apply(self._bench, self.target(draft.target), draft, preview, step)

    def apply_file(
        self,
        target: str,
        profile: str,
        subject: str,
        file: Path,
        effective_from: date | None = None,
        replaces: bool = False,
    ) -> ImportBatch:
        """Read a file with the columns as they are recognised, and write all its rows or none."""
        self._bench.allow(self.target(target).verb)
        must_be_there(file)
        draft = self.open_file(file, target, Subject(profile, subject, effective_from, replaces))
        return self.apply(draft)

    def remember(self, draft: Draft) -> Draft:
        """Remember what the columns of a draft mean, and return it with the maps there are."""
        self._bench.allow(self.target(draft.target).verb)
        with self._bench.change(N_("remember the columns of a file"), Kind.IMPORTS):
            remembered(self._bench, draft)
        kept = maps_of(self._bench, draft.target, draft.map_key)
        return replace(draft, remembered=kept)

    def maps(self, target: str, profile: str) -> tuple[ColumnMap, ...]:
        """Return the column maps that are remembered, the one used last first."""
        return maps_of(self._bench, target, profile)

    def lend(self) -> Loan:
        """Lend the writing connection for an ``apply`` or ``undo`` in a worker."""
        return Loan(self._bench)

    def undo(self, batch_id: int, reason: str) -> ImportBatch:
        """Take a batch back as a whole; Refused(STATE) where that cannot be any more."""
        batch = self._bench.stores.import_batches.get(batch_id)
        return applying.undo(self._bench, self.target(batch.target), batch, reason)

    def batches(
        self, target: str = "", profile: str = "", subject: str = ""
    ) -> tuple[ImportBatch, ...]:
        """Return what was applied, newest first; an empty word asks for all."""
        asked = {"target": target, "profile": profile, "subject": subject}
        found = self._bench.stores.import_batches.find(
            **{name: value for name, value in asked.items() if value}
        )
        return tuple(reversed(found))

    def save_problems(self, draft: Draft, preview: Preview, file: Path) -> None:
        """Write the rows that are blocked or worth a look as a CSV file."""
        from warrantydesk.services.targets import write

        write(file, problem_list(draft, preview), self._bench.stores.db.folder.path)
