"""The printer for papers: chosen, tried with a test page, and asked whether it came out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services import targets
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.fields_choice import ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.papers import images
from warrantydesk.ui.print_dialog import MEMORY, SCALE
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.set_up.page import PartHead

TRIED = "printer/tried"
"""The printer that printed the test page, as this computer remembers it."""


def chosen_printer(memory: Any) -> str:
    """Return the printer that this computer prints papers with, empty where it has none."""
    names = driver_print.printer_names()
    kept = str(memory.value(MEMORY, "") or driver_print.default_printer())
    return kept if kept in names else ""


class PaperPrinter(QWidget):
    """The first part of the page of the printers."""

    changed = Signal()
    told = Signal(object, str)

    def __init__(self, shell: Any, desk: Any) -> None:
        """Choose what was chosen before, else the printer of the system."""
        super().__init__()
        self._shell, self._desk = shell, desk
        self.head = PartHead(1, _("Papers on A4"))
        self.printer = ChoiceField((), _("no printer on this computer"))
        self.printer.setAccessibleName(_("Printer for papers"))
        self.test = Button(_("Print &test page"), icon="print", clicked=self.print_test)
        self.asked = Words(_("Did it print?"), bold=True)
        self.said = Words("", token="ink2", delta=-1, wrap=True)
        self.yes = Button(_("&It did"), clicked=lambda: self._answer(came_out=True))
        self.no = Button(_("It did n&ot"), clicked=lambda: self._answer(came_out=False))
        self.printer.edited.connect(self._choose)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.asked)
        words.addWidget(self.said)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.addWidget(self.printer, 0, 0)
        grid.addWidget(self.test, 0, 1)
        grid.addLayout(words, 0, 2)
        grid.addWidget(self.yes, 0, 3)
        grid.addWidget(self.no, 0, 4)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(2, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(grid)
        self.read()

    def read(self) -> None:
        """Look which printers the system has."""
        names = driver_print.printer_names()
        self.printer.set_choices([(name, name) for name in names])
        self.printer.set_value(chosen_printer(self._shell.memory) or None)
        self.printer.setEnabled(bool(names))
        self._ask(asked=False)
        if not names:
            self.test.setText(_("Save &test page…"))
            self.head.note.setText(_("Papers are saved as PDF and printed elsewhere."))
            self.said.setText("")
            return
        self.test.setText(_("Print &test page"))
        name = self.printer.value()
        is_tried = bool(name) and self._shell.memory.value(TRIED, "") == name
        self.head.chips[0].show_state(_("tried") if is_tried else "", Tone.OK)

    def _ask(self, *, asked: bool) -> None:
        for widget in (self.asked, self.yes, self.no):
            widget.setVisible(asked)
        self.said.setText(_("the frame is 8 mm from the edge") if asked else "")

    def _choose(self) -> None:
        self._shell.memory.setValue(MEMORY, self.printer.value())
        self.read()
        self.changed.emit()

    def print_test(self) -> None:
        """Send the test page; without a printer it is saved as PDF."""
        data = tried(self._shell, self._desk.set_up.printer_page)
        if data is None:
            return
        if self.printer.value():
            send_page(self._shell, self._desk, data, self.printer.value(), self._sent)
        elif save_page(self._shell, self._desk, data, _("printer-test.pdf")):
            self.told.emit(Mark.DONE, _("Saved. Print it on another computer."))

    def _sent(self, problem: str) -> None:
        if problem:
            self.told.emit(Mark.BLOCK, problem)
            return
        self._shell.memory.setValue(MEMORY, self.printer.value())
        self._ask(asked=True)
        self.yes.setFocus()
        self.changed.emit()

    def _answer(self, *, came_out: bool) -> None:
        self._shell.memory.setValue(TRIED, self.printer.value() if came_out else "")
        self.read()
        self.test.setFocus()
        if not came_out:
            self.said.setText(
                _("Is it on, with paper, and the right one? Look at its queue, then print again.")
            )


def send_page(shell: Any, desk: Any, data: bytes, name: str, then: Any) -> None:
    """Print a PDF of one page; ``then`` hears why it was not taken, or an empty text."""

    def sent(pages: list[tuple[int, int, bytes]]) -> None:
        try:
            driver_print.print_pages(driver_print.page_printer(name), images(pages))
        except (driver_print.PrinterMissing, OSError) as error:
            then(
                _(
                    "The printer {name} did not take the paper: {reason}. Look at it "
                    "and try again.",
                    name=name,
                    reason=error,
                )
            )
        else:
            then("")

    shell.run(lambda _step: desk.papers.pages(data, SCALE), sent, _("Printing"))


def save_page(shell: Any, desk: Any, data: bytes, name: str) -> bool:
    """Save a PDF where the clerk says; False where he did not."""
    place = shell.pick_save(_("Save as PDF"), name, "PDF (*.pdf)")
    if place is None:
        return False
    try:
        targets.write(Path(place), data, desk.folder.path)
    except (Refused, Unavailable) as error:
        tell_refusal(shell, error)
        return False
    return True
