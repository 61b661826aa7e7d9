"""Printing labels: the batch, each label dot for dot, the printer, and what became of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.label_files import write_all
from warrantydesk.services.label_order import PLACES, PRINTER_LANGUAGES, TAGS, TEST, LabelOrder
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.shortcuts import shortcut
from warrantydesk.ui.label_dialog_batch import row_of
from warrantydesk.ui.label_dialog_frame import LabelFrame
from warrantydesk.ui.label_dialog_preview import PreviewPane
from warrantydesk.ui.label_dialog_printer import PrinterForm
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.refusals import sentence, tell_refusal, tried
from warrantydesk.ui.shell import Shell


def open_labels(
    shell: Shell, desk: Any, subjects: Sequence[str], kind: str = TAGS
) -> "LabelDialog | None":
    """Open the dialog for tags or places; where a tag is unknown, say so."""
    dialog = tried(shell, lambda: LabelDialog(shell, desk, subjects, kind))
    if dialog is not None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
    return dialog


class LabelDialog(LabelFrame):
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
        rows = [row_of(desk, kind, one) for one in dict.fromkeys(subjects)]
        super().__init__(PreviewPane(desk), PrinterForm(desk), parent or shell.widget())
        self._shell, self._desk, self._kind = shell, desk, kind
        self._asked = 0
        self._closed = False
        self._run: PrintRun | None = None
        titles = {TAGS: _("Print labels of old parts"), PLACES: _("Print labels of places")}
        self.setWindowTitle(titles.get(kind, _("Calibration label")))
        self._connect()
        self._recall_start()
        self.batch.show_rows(rows)
        self._refresh()
        self._show_current()

    def _connect(self) -> None:
        self.batch.chosen.connect(lambda _subject: self._show_current())
        self.batch.ticked.connect(self._refresh)
        self.form.stock.edited.connect(self._recall_start)
        self.form.edited.connect(self._refresh)
        self.form.edited.connect(self._show_current)
        self.preview.back.clicked.connect(lambda: self.batch.walk(-1))
        self.preview.ahead.clicked.connect(lambda: self.batch.walk(1))
        shortcut(self, "Ctrl+P", self._print_ticked)
        for button, clicked in (
            (self.add_link, self._add_unsent),
            (self.only_link, self._tick_unsent),
            (self.sort_link, self._sort_by_place),
            (self.rest_button, self._print_rest),
            (self.test_button, self._print_test),
            (self.close_button, self.reject),
            (self.print_button, self._print_ticked),
        ):
            button.clicked.connect(lambda _on=False, verb=clicked: verb())
        for form in ("pdf", "png", *PRINTER_LANGUAGES):
            name = _("PNG, one picture each") if form == "png" else form.upper()
            entry = self.save_button.menu().addAction(name)
            entry.triggered.connect(lambda _on=False, one=form: self._save_as(one))

    def order(self, kind: str = "") -> LabelOrder:
        """Return the order as the fields stand."""
        printers = self._desk.labels.printers
        copies, start = self.form.copies.value() or 1, self.form.sheet.start()
        found: LabelOrder = printers.order(self.form.printer(), kind or self._kind, copies, start)
        return found

    def problem(self) -> str:
        """Return what stands in the way of printing, empty when nothing does."""
        rows = self.batch.ticked_rows()
        if not rows:
            return _("Nothing is ticked")
        return self.form.problem(sum(1 for row in rows if row.printed))

    def _running(self) -> bool:
        return self._run is not None and self._run.running

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
        journal = row.subject if self._kind == TAGS else f"P-{row.subject}"
        self.preview.show_jobs(row.second, self._desk.labels.jobs(journal))
        labels = self._desk.labels.labels_of(self._kind, [row.subject])
        order = self.order()
        self._asked += 1
        number, picture = self._asked, self._desk.labels.picture
        self._shell.run(
            lambda _step: picture(labels[0], order),
            lambda raster: self._take_raster(number, raster, order, row.printed),
            _("Drawing labels"),
            lambda error: self._take_problem(number, error),
        )

    def _take_raster(self, number: int, raster: Raster, order: LabelOrder, printed: int) -> None:
        if number == self._asked and not self._closed:
            self.preview.show_raster(raster, order, printed)

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

    def _print_ticked(self) -> None:
        if self.print_button.isEnabled():
            self._start([row.subject for row in self.batch.ticked_rows()], self.order())

    def _print_test(self) -> None:
        name = self.form.way.shown()
        self._start([name], self.order(TEST))

    def _start(self, subjects: list[str], order: LabelOrder) -> None:
        printer = self.form.printer()
        if not self._done(lambda: self._desk.labels.printers.save(printer)):
            return
        self.banner.hide()
        run = PrintRun(self._shell, self._desk, printer, self._shell)
        run.advanced.connect(self._take_report)
        run.ended.connect(lambda: self._take_end(run, order))
        again = [row.subject for row in self.batch.rows() if row.printed]
        reason = self.form.reason()
        self._run = run
        if not self._done(lambda: run.start(subjects, order, dict.fromkeys(again, reason))):
            self._run = None
        self._refresh()

    def _done(self, verb: Callable[[], object]) -> bool:
        """Do something; where it is refused say why."""
        try:
            verb()
        except (Refused, Unavailable) as error:
            tell_refusal(self._shell, error)
            return False
        return True

    def _take_report(self, report: Any) -> None:
        if self._closed:
            return
        for subject in report.tags:
            known = {row.subject: row for row in self.batch.rows()}
            name = subject if subject in known else subject.removeprefix("P-")
            if name in known:
                self.batch.change(row_of(self._desk, self._kind, name))

    def _take_end(self, run: PrintRun, order: LabelOrder) -> None:
        run.deleteLater()
        if self._closed:
            return
        self._remember_start(len(run.sent) * order.copies)
        if run.rest:
            self._show_failure(run)
        elif order.kind != TEST:
            self._shell.toast(ngettext_("{n} label sent", "{n} labels sent", len(run.sent)))
            self.reject()
            return
        self._refresh()
        self._show_current()

    def _start_key(self) -> str:
        return f"labels/start/{self.form.stock_size().key}"

    def _recall_start(self) -> None:
        """Begin where the last batch left this kind of sheet."""
        size = self.form.stock_size()
        if size.is_sheet:
            kept = int(self._shell.memory.value(self._start_key(), 1) or 1)
            self.form.sheet.show_sheet(size.columns, size.rows)
            self.form.sheet.set_start(kept)

    def _remember_start(self, printed: int) -> None:
        if self.form.stock_size().is_sheet and printed:
            self.form.sheet.set_start(self.form.sheet.after(printed))
            self._shell.memory.setValue(self._start_key(), self.form.sheet.start())

    def _show_failure(self, run: PrintRun) -> None:
        done, whole = len(run.sent), len(run.sent) + len(run.rest)
        said = _("{done} of {all} sent. {why}", done=done, all=whole, why=run.error)
        self.banner_text.show_mark(Mark.WARN, said)
        self.banner_text.setToolTip(said)
        self.rest_button.setText(_("Print the rest ({n})", n=len(run.rest)))
        self.rest_button.setVisible(self._kind in (TAGS, PLACES))
        self.banner.show()

    def _print_rest(self) -> None:
        run = self._run
        if run is not None and run.rest:
            names = [one.removeprefix("P-") if self._kind == PLACES else one for one in run.rest]
            self.batch.tick(names)
            self._print_ticked()

    def _save_as(self, form: str) -> None:
        place = self._shell.pick_save(_("Save labels"), f"labels.{form}", f"{form} (*.{form})")
        if place:
            self._done(lambda: self._write(form, Path(place)))
            self._take_written()

    def _write(self, form: str, file: Path) -> None:
        order = replace(self.order(), form=form, reason=self.form.reason())
        subjects = [row.subject for row in self.batch.ticked_rows()]
        drawn = self._desk.labels.draw(self._desk.labels.labels_of(self._kind, subjects), order)
        write_all(self._desk.labels, drawn, file, order)
        self._shell.toast(_("Saved as {file}", file=file.name))

    def _take_written(self) -> None:
        for row in self.batch.rows():
            self.batch.change(row_of(self._desk, self._kind, row.subject))
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
