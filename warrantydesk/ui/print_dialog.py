"""Prints pages of a PDF: ten at a time, whole sets one after the other."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import driver_print, theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.inputs import ChoiceField, NumberField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import images
from warrantydesk.ui.shell import Shell

SCALE = 300 / 72
A_JOB = 10
"""Pages drawn at once for the printer, each of 26 MB."""
MEMORY = "printer/dossier"


class PrintDialog(AskDialog):
    """Asks for printer and copies, then sends the pages; closing it sends no more."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        paper: tuple[str, bytes],
        span: range,
        printed: Callable[[str], object] = lambda _printer: None,
    ) -> None:
        """``paper`` is a name and a PDF, ``span`` its pages from 1; ``printed`` comes last."""
        name, self._data = paper
        super().__init__(_("Print {what}", what=name), _("&Print"), shell.widget())
        self._shell, self._desk = shell, desk
        self._span, self._printed = span, printed
        names = driver_print.printer_names()
        self.printer = ChoiceField([(name, name) for name in names])
        self.printer.set_value(shell.memory.value(MEMORY, driver_print.default_printer()))
        self.copies = NumberField(least=1, most=20)
        self.copies.set_value(1)
        self.copies.setFixedWidth(theme.h(3))
        self.printer.setAccessibleName(_("Printer"))
        self.copies.setAccessibleName(_("Copies"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (Words(_("Printer")), self.printer, Words(_("Copies")), self.copies):
            row.addWidget(widget)
        row.addStretch(1)
        self.content.addWidget(
            Words(ngettext_("{n} page of A4", "{n} pages of A4", len(span)), bold=True)
        )
        self.content.addLayout(row)
        if not names:
            self.setMinimumWidth(theme.h(42))  # room for the sentence that says what to do
            self.hold(
                _("No printer is installed on this computer: save the PDF and print it elsewhere.")
            )

    def accept(self) -> None:
        """Send the pages."""
        self.yes.setEnabled(False)
        sets = self.copies.value() or 1
        starts = range(self._span.start, self._span.stop, A_JOB)
        self._send_from(iter([start for _set in range(sets) for start in starts]))

    def _send_from(self, starts: Iterator[int]) -> None:
        start = next(starts, None)
        if start is None:
            self._shell.memory.setValue(MEMORY, self.printer.value())
            self._shell.toast(_("Sent to {name}", name=self.printer.value()))
            self._printed(self.printer.value())
            self.done(1)
            return
        stop = min(start + A_JOB, self._span.stop)
        data = self._data
        self.note.show_mark(Mark.RUNNING, _("Printing"))
        self._shell.run(
            lambda step: self._desk.papers.pages(data, SCALE, range(start - 1, stop - 1)),
            lambda pages: self._sent(pages, starts),
            _("Printing"),
        )

    def _sent(self, pages: list[tuple[int, int, bytes]], starts: Iterator[int]) -> None:
        if self.isHidden():
            return
        name = self.printer.value()
        try:
            driver_print.print_pages(driver_print.page_printer(name), images(pages))
        except (driver_print.PrinterMissing, OSError) as error:
            self.note.show_mark(
                Mark.BLOCK,
                _(
                    "The printer {name} did not take the paper: {reason}. Look at it "
                    "and try again.",
                    name=name,
                    reason=error,
                ),
            )
            self.yes.setEnabled(True)
            return
        self._send_from(starts)
