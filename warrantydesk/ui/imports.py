"""Importing a table: the one door of the tabs to the import dialog, and undoing a batch."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import VERSION, Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.sheet import Book
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.imports import Draft, Preview, Subject
from warrantydesk.services.imports.statement_target import AGAIN, here_already, payer_named
from warrantydesk.services.imports.target import SubjectName
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.kit.import_dialog import ImportDialog
from warrantydesk.ui.kit.import_work import Took
from warrantydesk.ui.refusals import tell_error, tried
from warrantydesk.ui.shell import Shell

KINDS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.tsv *.txt *.html *.htm"
Applied = Callable[[ImportBatch], object]


def import_into(  # noqa: PLR0913 - the tabs' contract
    shell: Shell,
    desk: Any,
    target: str,
    profile: str,
    subject: str = "",
    *,
    file: Path | None = None,
    pasted: str | None = None,
    applied: Applied | None = None,
) -> None:
    """Read a file (or a pasted block, or let the clerk choose a file) and open the dialog.

    ``applied`` hears the batch once its rows are written. Nothing opens where the table cannot
    be read: then the reason is said.
    """
    work = DeskImports(shell, desk, applied)
    start = Subject(profile, subject)
    if pasted is not None:
        book = tried(shell, lambda: desk.imports.read_pasted(pasted))
        if book is not None:
            work.open(book, target, start, None)
        return
    place = file if file is not None else work.pick()
    if place is not None:
        work.read_book(place, None, lambda book: work.open(book, target, start, place))


def undo_import(
    shell: Shell, desk: Any, batch: ImportBatch, then: Callable[[], object] | None = None
) -> None:
    """Ask why, and take a batch back as a whole."""
    why = shell.ask_text(_("Why is the import of {file} undone?", file=batch.file_name))
    if why is None:
        return

    def told(found: Any) -> None:
        shell.toast(_("The import of {file} is undone", file=found.file_name))
        if then is not None:
            then()

    Borrowed(shell, desk).run(
        lambda _step: desk.imports.undo(batch.id, why), _("Undoing the import"), told, None
    )


class DeskImports:
    """What the dialog lets the desk do."""

    def __init__(self, shell: Shell, desk: Any, applied: Applied | None) -> None:
        """``applied`` hears each batch that was written."""
        self._shell, self._desk, self._applied = shell, desk, applied

    def open(self, book: Book, target: str, subject: Subject, file: Path | None) -> None:
        """Open the dialog over a book."""
        draft = self._drafted(target, book, subject, file)
        if draft is None:
            return
        title = _("Import · {what}", what=_(self.traits(draft).title))
        dialog = ImportDialog(title, draft, self, self._shell.widget())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_book(
        self,
        file: Path,
        encoding: str | None,
        then: Callable[[Book], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Read a file in the background."""
        imports = self._desk.imports

        def work(step: Any) -> Any:
            return imports.read(
                file, encoding, lambda text, done, total: step(done, total, _(text))
            )

        def refuse(error: BaseException) -> None:
            failed()
            tell_error(self._shell, error)

        self._shell.run(work, then, _("Reading the table"), refuse)

    def judge(
        self, draft: Draft, before: Preview | None, then: Callable[[Preview], object]
    ) -> None:
        """Find out in the background what becomes of each row."""
        imports = self._desk.imports
        self._shell.run(
            lambda step: imports.preview(draft, before, lambda done, total: step(done, total)),
            then,
            _("Looking at the rows"),
        )

    def read(
        self,
        draft: Draft,
        source: tuple[Path, str | None],
        then: Took,
        failed: Callable[[], object],
    ) -> None:
        """Read a file for the subject of a draft."""
        file, encoding = source
        self.read_book(
            file, encoding, lambda book: self._again(draft, book, file, (then, failed)), failed
        )

    def paste(self, draft: Draft, text: str, then: Took) -> None:
        """Read a block from the clipboard for the subject of a draft."""
        book = tried(self._shell, lambda: self._desk.imports.read_pasted(text))
        if book is not None:
            self._again(draft, book, None, (then, lambda: None))

    def change_subject(self, draft: Draft, profile: str, name: str, then: Took) -> None:
        """Open the book of a draft for another subject."""
        subject = Subject(profile, name, draft.subject.effective_from, draft.subject.replaces)
        made = self._drafted(draft.target, draft.book, subject, draft.file, named=True)
        if made is not None:
            then(made)

    def _again(
        self,
        draft: Draft,
        book: Book,
        file: Path | None,
        then: tuple[Took, Callable[[], object]],
    ) -> None:
        made = self._drafted(draft.target, book, replace(draft.subject, told={}), file)
        took, failed = then
        if made is not None:
            took(made)
        else:
            failed()

    def _drafted(
        self,
        target: str,
        book: Book,
        subject: Subject,
        file: Path | None,
        *,
        named: bool = False,
    ) -> Draft | None:
        """Return a draft; a payer that the file names counts until the clerk ``named`` one."""
        made = tried(self._shell, lambda: self._desk.imports.draft(book, target, subject, file))
        if made is None or not made.keeps_all:
            return made
        payer = "" if named or subject.name else payer_named(self._desk.bench, made)
        if payer:
            subject = replace(subject, name=payer)
            made = self._desk.imports.draft(book, target, subject, file)
        return self._told_again(made)

    def _told_again(self, draft: Draft) -> Draft | None:
        """Ask why a statement that is here already is read once more; None where it is not."""
        problem = here_already(draft)
        if problem is None:
            return draft
        told = _(problem.message, **problem.values)
        question = _("Why is it read once more?")
        why = self._shell.ask_text(f"{told}\n{question}")
        return draft.with_told({AGAIN: why}) if why and why.strip() else None

    def pick(self) -> Path | None:
        """Let the clerk choose a file."""
        kinds = _("Tables ({endings})", endings=KINDS)
        found = self._shell.pick_files(_("Import a table"), kinds, many=False)
        return Path(found[0]) if found else None

    def export(self, draft: Draft, preview: Preview) -> None:
        """Save the list of problems where the clerk says."""
        problems = _("problems")
        name = f"{Path(draft.book.file_name).stem}-{problems}.csv"
        place = self._shell.pick_save(_("Save problem list"), name, "CSV (*.csv)")
        if place and tried(
            self._shell,
            lambda: self._desk.imports.save_problems(draft, preview, Path(place)) or True,
        ):
            self._shell.toast(_("Saved as {file}", file=Path(place).name))

    def remember(self, draft: Draft, then: Took) -> None:
        """Remember what the columns mean."""
        kept = tried(self._shell, lambda: self._desk.imports.remember(draft))
        if kept is not None:
            self._shell.toast(_("These columns are remembered"))
            then(kept)

    def take(
        self,
        draft: Draft,
        preview: Preview,
        progress: Callable[[int, int], object],
        ended: Callable[[Draft | None], object],
    ) -> Callable[[], object]:
        """Write all rows in a worker."""
        imports = self._desk.imports

        def write(step: Any) -> Any:
            return imports.apply(draft, preview, lambda done, total: step(done, total))

        def then(batch: ImportBatch) -> None:
            ended(None)
            rows = ngettext_("{n:,} row applied", "{n:,} rows applied", batch.row_count)
            again = self._desk.imports.target(batch.target).may_undo
            undo = (lambda: undo_import(self._shell, self._desk, batch)) if again else None
            self._shell.toast(rows, undo)
            if self._applied is not None:
                self._applied(batch)

        job = Borrowed(self._shell, self._desk).run(
            write, _("Writing the import"), then, lambda error: ended(self._left(draft, error))
        )
        if job is None:
            return lambda: None
        job.progressed.connect(lambda done, total, _text: progress(done, total))
        return job.cancel

    def _left(self, draft: Draft, error: BaseException | None) -> Draft:
        """Return the draft to go on with: with what the desk knows now where that was the fault."""
        if not (isinstance(error, Refused) and VERSION in error.codes):
            return draft
        return tried(self._shell, lambda: self._desk.imports.refreshed(draft)) or draft

    def subjects(self, draft: Draft) -> tuple[SubjectName, ...]:
        """Return what else the file could be taken into."""
        found: tuple[SubjectName, ...] = self._desk.imports.subjects(
            draft.target, draft.subject.profile
        )
        return found

    def traits(self, draft: Draft) -> Any:
        """Return the target of a draft."""
        return self._desk.imports.target(draft.target)
