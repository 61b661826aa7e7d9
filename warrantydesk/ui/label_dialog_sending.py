"""What a label dialog does with a printer: send, go on where a batch broke off, let it go."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.label_order import TAGS, TEST, LabelOrder
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.label_dialog_banner import came_out
from warrantydesk.ui.label_dialog_batch import journal_name, row_of
from warrantydesk.ui.label_dialog_frame import LabelFrame
from warrantydesk.ui.label_dialog_preview import PreviewPane
from warrantydesk.ui.label_dialog_printer import PrinterForm
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.label_dialog_words import said_sent
from warrantydesk.ui.refusals import tell_refusal
from warrantydesk.ui.shell import Shell


class SendingFrame(LabelFrame):
    """The panes of the dialog with a run of the printer behind them."""

    def __init__(self, shell: Shell, desk: Any, kind: str, parent: QWidget | None) -> None:
        """``kind`` is what is printed."""
        super().__init__(PreviewPane(desk), PrinterForm(desk), parent)
        self._shell, self._desk, self._kind = shell, desk, kind
        self._closed = False
        self._run: PrintRun | None = None

    def show_state(self) -> None:
        """Bring counts, buttons and the current label up to date."""
        raise NotImplementedError

    def order(self, kind: str = "") -> LabelOrder:
        """Return the order as the fields stand."""
        printers = self._desk.labels.printers
        copies, start = self.form.copies.value() or 1, self.form.sheet.start()
        found: LabelOrder = printers.order(self.form.printer(), kind or self._kind, copies, start)
        return found

    def _running(self) -> bool:
        return self._run is not None and self._run.running

    def _print_ticked(self) -> None:
        if self.print_button.isEnabled():
            self._start([row.subject for row in self.batch.ticked_rows()], self.order())

    def _print_test(self) -> None:
        self._start([self.form.printer().name], self.order(TEST))

    def _start(self, subjects: list[str], order: LabelOrder) -> None:
        again = [row.subject for row in self.batch.rows() if row.printed]
        reasons = dict.fromkeys(again, self.form.reason())
        self._go(order.kind, lambda run: run.start(subjects, order, reasons))

    def _go(self, kind: str, begin: Callable[[PrintRun], None]) -> None:
        """Keep the printer and let a run begin."""
        printer = self.form.printer()
        if not self._done(lambda: self._desk.labels.printers.save(printer)):
            return
        self.banner.show_batch(None)
        run = PrintRun(self._shell, self._desk, printer, self._shell)
        run.advanced.connect(self._take_report)
        run.ended.connect(lambda: self._take_end(run, kind))
        self._run = run
        if not self._done(lambda: begin(run)):
            self._run = None
        self.show_state()

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
        names = {journal_name(self._kind, row.subject): row.subject for row in self.batch.rows()}
        for subject in report.tags:
            if subject in names:
                self.batch.change(row_of(self._desk, self._kind, names[subject]))

    def _take_end(self, run: PrintRun, kind: str) -> None:
        run.deleteLater()
        if self._closed:
            return
        self._remember_start(len(run.sent) * (self.form.copies.value() or 1))
        if run.error or run.rest:
            self._show_banner(run.error)
        elif kind != TEST:
            asked = kind == TAGS and bool(self.form.ask_for_scan.value())
            self._shell.toast(said_sent(len(run.sent), asked))
            self.reject()
            return
        self.show_state()

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

    def _show_banner(self, error: str = "") -> None:
        """Show the newest batch of this kind that broke off, and why."""
        found = (
            one for one in self._desk.labels.batches.unfinished() if one.batch.kind == self._kind
        )
        open_batch = next(found, None)
        self.banner.show_batch(open_batch, error)
        if open_batch is None and error:
            self.problem_mark.show_mark(Mark.BLOCK, error)
        self._show_rest()

    def _show_rest(self) -> None:
        open_batch = None if self._running() else self.banner.open_batch
        self.rest_button.setVisible(open_batch is not None)
        if open_batch is not None:
            words = ngettext_("Only the {n} unsent", "Only the {n} unsent", len(open_batch.left))
            self.rest_button.setText(words)

    def _print_rest(self) -> None:
        open_batch = self.banner.open_batch
        if open_batch is None:
            return
        lucky = came_out(self._shell, open_batch)
        if lucky is not None:
            self._go(self._kind, lambda run: run.resume(open_batch.batch, lucky))

    def _drop_rest(self) -> None:
        open_batch = self.banner.open_batch
        reason = self._shell.ask_text(_("Why is the rest not printed?"))
        if open_batch is not None and reason is not None:
            self._done(lambda: self._desk.labels.batches.drop(open_batch.batch, reason))
            self.reread()
            if not self._closed:
                self._show_banner()

    def _void_label(self) -> None:
        job = self.preview.spoilt_job()
        reason = self._shell.ask_text(_("Why was the label thrown away?")) if job else None
        if job is not None and reason is not None:
            self._done(lambda: self._desk.labels.void_job(job.id, reason))
            self.reread()

    def reread(self) -> None:
        """Show how far each label is now; a run may have closed the dialog behind a question."""
        if self._closed:
            return
        for row in self.batch.rows():
            self.batch.change(row_of(self._desk, self._kind, row.subject))
        self.show_state()
