"""Printing labels: the batch, each label dot for dot, the printer, and what became of each."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.label_files import write_all
from warrantydesk.services.label_order import LANGUAGE_NAMES, TAGS
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.shortcuts import shortcut
from warrantydesk.ui.label_dialog_batch import journal_name, row_of
from warrantydesk.ui.label_dialog_printer import ASK_FOR_SCAN
from warrantydesk.ui.label_dialog_sending import SendingFrame
from warrantydesk.ui.label_dialog_words import title_of
from warrantydesk.ui.label_printers_dialog import open_label_printers
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.shell import Shell


def open_labels(
    shell: Shell, desk: Any, subjects: Sequence[str], kind: str = TAGS
) -> "LabelDialog | None":
    """Open the dialog for tags, places (R2-3), boxes or modes; where one is unknown, say so.

    Without subjects it shows what is left of the last batch that broke off.
    """
    dialog = tried(shell, lambda: LabelDialog(shell, desk, subjects, kind))
    if dialog is not None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
    return dialog


class LabelDialog(SendingFrame):
    """Prints ticked labels one by one; what fails can be printed later, once."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        subjects: Sequence[str],
        kind: str = TAGS,
        parent: QWidget | None = None,
    ) -> None:
        """``subjects`` are tags, or places as ``R2-3``; Refused when a tag is unknown."""
        left = [] if subjects else desk.labels.batches.unfinished()[:1]
        kind = left[0].batch.kind if left else kind
        wanted = subjects or (left[0].subjects if left else ())
        rows = [row_of(desk, kind, one) for one in dict.fromkeys(wanted)]
        super().__init__(shell, desk, kind, parent or shell.widget())
        self._asked = 0
        self.setWindowTitle(title_of(kind))
        self._connect()
        self._recall_start()
        self.batch.show_rows(rows)
        self._refresh()
        self._show_current()
        self._show_banner()
        self.batch.setFocus()

    def _connect(self) -> None:
        self.batch.chosen.connect(lambda _subject: self._show_current())
        self.batch.ticked.connect(self._refresh)
        self.form.stock.edited.connect(self._recall_start)
        self.form.edited.connect(self._refresh)
        self.form.edited.connect(self._show_current)
        self.form.setup_asked.connect(self._set_printers_up)
        self.form.ask_for_scan.edited.connect(self._keep_asking)
        self.preview.back.clicked.connect(lambda: self.batch.walk(-1))
        self.preview.ahead.clicked.connect(lambda: self.batch.walk(1))
        shortcut(self, "Ctrl+P", self._print_ticked)
        for button, clicked in (
            (self.add_link, self._add_unsent),
            (self.only_link, self._tick_unsent),
            (self.sort_link, self._sort_by_place),
            (self.rest_button, self._print_rest),
            (self.banner.drop, self._drop_rest),
            (self.preview.spoilt, self._void_label),
            (self.test_button, self._print_test),
            (self.close_button, self.reject),
            (self.print_button, self._print_ticked),
        ):
            button.clicked.connect(lambda _on=False, verb=clicked: verb())
        forms = {"pdf": "PDF", "png": _("PNG, one picture each"), **LANGUAGE_NAMES}
        for form, name in forms.items():
            entry = self.save_button.menu().addAction(name)
            entry.triggered.connect(lambda _on=False, one=form: self._save_as(one))

    def problem(self) -> str:
        """Return what stands in the way of printing, empty when nothing does."""
        rows = self.batch.ticked_rows()
        if not rows:
            return _("Nothing is ticked")
        return self.form.problem(sum(1 for row in rows if row.printed))

    def _refresh(self) -> None:
        rows, ticked = self.batch.rows(), self.batch.ticked_rows()
        again = sum(1 for row in ticked if row.printed)
        counts = ngettext_("{n} label", "{n} labels", len(rows))
        chosen = _("{n} chosen", n=len(ticked))
        self.counts.setText(counts if len(rows) == 1 else f"{counts} · {chosen}")
        self.form.show_again(again)
        self.form.sheet.set_wanted(len(ticked) * (self.form.copies.value() or 1))
        problem = _("Printing…") if self._running() else self.problem()
        mark = Mark.RUNNING if self._running() else Mark.BLOCK if problem else None
        self.problem_mark.show_mark(mark, problem)
        self.print_button.setText(ngettext_("Print {n} label", "Print {n} labels", len(ticked)))
        self.print_button.setEnabled(not problem)
        self.print_button.updateGeometry()
        self.test_button.setEnabled(not self._running() and not self.form.problem(0))
        self.save_button.setEnabled(bool(ticked) and not self._running())
        self._show_links()
        self._show_rest()

    def _show_links(self) -> None:
        known = {row.subject for row in self.batch.rows()}
        more = [tag for tag in self._unsent() if tag not in known]
        self.add_link.setText(_("{n} not printed yet", n=len(more)))
        self.add_link.setVisible(bool(more))
        self.add_link.updateGeometry()
        several = len(known) > 1
        self.only_link.setVisible(several)
        self.sort_link.setVisible(several and self._kind == TAGS)

    def _unsent(self) -> list[str]:
        found: list[str] = self._desk.labels.unsent() if self._kind == TAGS else []
        return found

    def _show_current(self) -> None:
        row = self.batch.current()
        if row is None:
            return
        subjects = [one.subject for one in self.batch.rows()]
        self.preview.show_place(subjects.index(row.subject) + 1, len(subjects))
        journal = journal_name(self._kind, row.subject)
        self.preview.show_jobs(row.second, self._desk.labels.jobs(journal))
        labels = self._desk.labels.labels_of(self._kind, [row.subject])
        order = self.order()
        self._asked += 1
        number, service = self._asked, self._desk.labels
        self._shell.run(
            lambda _step: (service.picture(labels[0], order), service.examined(labels[0], order)),
            lambda drawn: self._take_raster(number, drawn[0], drawn[1], row.printed),
            _("Drawing labels"),
            lambda error: self._take_problem(number, error),
        )

    def _take_raster(self, number: int, raster: Raster, found: Any, printed: int) -> None:
        if number == self._asked and not self._closed:
            self.preview.show_raster(raster, found, printed)

    def _take_problem(self, number: int, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        if number == self._asked and not self._closed:
            self.preview.show_problem(sentence(error))

    def _add_unsent(self) -> None:
        known = [row.subject for row in self.batch.rows()]
        more = [tag for tag in self._unsent() if tag not in known]
        rows = self.batch.rows() + [row_of(self._desk, self._kind, tag) for tag in more]
        self.batch.show_rows(rows)
        self._refresh()

    def _tick_unsent(self) -> None:
        self.batch.tick([row.subject for row in self.batch.rows() if not row.printed])

    def _sort_by_place(self) -> None:
        def place(row: Any) -> tuple[str, str]:
            return self._desk.shelf.by_tag(row.subject).place, row.subject

        self.batch.show_rows(sorted(self.batch.rows(), key=place))

    def _set_printers_up(self) -> None:
        dialog = open_label_printers(self._shell, self._desk)
        dialog.finished.connect(lambda _result: self._take_printers())

    def _take_printers(self) -> None:
        if not self._closed:
            self.form.show_printers()

    def _keep_asking(self) -> None:
        asked = bool(self.form.ask_for_scan.value())
        self._done(lambda: self._desk.settings.save(ASK_FOR_SCAN, asked))

    def _save_as(self, form: str) -> None:
        place = self._shell.pick_save(_("Save labels"), f"labels.{form}", f"{form} (*.{form})")
        if place:
            self._done(lambda: self._write(form, Path(place)))
            self.reread()

    def _write(self, form: str, file: Path) -> None:
        order = replace(self.order(), form=form, reason=self.form.reason())
        subjects = [row.subject for row in self.batch.ticked_rows()]
        drawn = self._desk.labels.draw(self._desk.labels.labels_of(self._kind, subjects), order)
        write_all(self._desk.labels, drawn, file, order)
        self._shell.toast(_("Saved as {file}", file=file.name))

    def show_state(self) -> None:
        """Bring counts, buttons and the current label up to date."""
        self._refresh()
        self._show_current()

    def reject(self) -> None:
        """Close; while a label is on its way only stop after it."""
        if self._running() and self._run is not None:
            self._run.stop()
        else:
            self._closed = True
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Escape does."""
        event.ignore()
        self.reject()
