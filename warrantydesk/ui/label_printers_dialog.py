"""The label printers of the desk: add, name, adjust, try out; and the test of the scanner."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.wedge_test import judged
from warrantydesk.i18n import _
from warrantydesk.services.label_order import SCANNER, TEST
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.inputs import ChoiceField, CodeField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.label_printer_fields import PrinterFields
from warrantydesk.ui.refusals import sentence, tell_refusal
from warrantydesk.ui.shell import Shell

NEW = ""
"""Stands in the list for a printer that is not kept yet."""


def open_label_printers(shell: Shell, desk: Any) -> "LabelPrintersDialog":
    """Open the printers of the desk; the one in use is shown first."""
    dialog = LabelPrintersDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class _TestField(CodeField):
    """Takes what the scanner types; its Enter is not that of the dialog."""

    scanned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a scan."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.scanned.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class LabelPrintersDialog(AskDialog):
    """Edits one profile at a time; what is kept is used from then on."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Begin with the printer in use, or with a new one."""
        super().__init__(_("Label printers"), _("Keep and use"), parent or shell.widget())
        self._shell, self._desk = shell, desk
        self._printers = desk.labels.printers
        self._run: PrintRun | None = None
        self.which = ChoiceField()
        self.add = LinkButton(_("Add"), icon="add", clicked=self._add)
        self.remove = LinkButton(_("Remove"), clicked=self._remove)
        self.fields = PrinterFields(self._printers.stocks())
        self.test = Button(_("Calibration label"), clicked=lambda: self._print(TEST))
        self.scanner = Button(_("Labels of the scanner test"), clicked=lambda: self._print(SCANNER))
        self.typed = _TestField(_("scan a test label here"))
        self.which.setAccessibleName(_("Label printer"))
        self.typed.setAccessibleName(_("scan a test label here"))
        self.verdict = MarkLabel(delta=-1)
        self._lay()
        self.which.edited.connect(self._show_chosen)
        self.fields.edited.connect(self._judge)
        self.typed.scanned.connect(self._judge_scan)
        self._fill(self._printers.kept().name if self._printers.is_chosen() else NEW)
        self.setMinimumWidth(theme.h(32))

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.which, 1)
        head.addWidget(self.add)
        head.addWidget(self.remove)
        self.content.addLayout(head)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, theme.h(0.5), 0)
        row.addWidget(self.fields)
        self.content.addWidget(Scroll(inner), 1)
        self.content.addWidget(Hairline())
        tests = QHBoxLayout()
        tests.setSpacing(8)
        tests.addWidget(self.test)
        tests.addWidget(self.scanner)
        tests.addWidget(self.typed, 1)
        self.content.addWidget(Words(_("Try out"), token="ink2", delta=-1))
        self.content.addLayout(tests)
        self.content.addWidget(self.verdict)
        self.verdict.show_mark(
            Mark.INFO,
            _("Each test label names a line; the scanner must type it exactly into the field."),
        )
        room = self.screen().availableGeometry()
        self.resize(theme.h(38), min(theme.h(35), room.height() - 32))

    def _fill(self, name: str) -> None:
        kept = [(one.name, one.name) for one in self._printers.all() if one.transport]
        self.which.set_choices(
            [*kept, (NEW, _("new printer"))] if name == NEW or not kept else kept
        )
        self.which.setCurrentIndex(
            next(
                (i for i in range(self.which.count()) if self.which.itemData(i) == name),
                self.which.count() - 1,
            )
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        name = self.which.value()
        known = {one.name: one for one in self._printers.all()}
        blank = replace(self._printers.kept(), name="", transport="")
        self.fields.show_printer(known.get(name, blank) if name else blank)
        self.remove.setVisible(bool(name) and len(known) > 1)
        self._judge()

    def _judge(self) -> None:
        problem = self.fields.problem()
        self.hold(problem)
        for button in (self.test, self.scanner):
            button.setEnabled(not problem and self._run is None)

    def _add(self) -> None:
        self._fill(NEW)
        self.fields.name.setFocus()

    def _remove(self) -> None:
        name = self.which.value()
        question = _("Take the printer {name} off the list?", name=name)
        if self._shell.ask(question, _("Remove")) and self._done(
            lambda: self._printers.remove(name)
        ):
            self._fill(self._printers.kept().name)

    def _done(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except (Refused, Unavailable) as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
            return False
        return True

    def _keep(self) -> bool:
        name, printer = self.which.value() or NEW, self.fields.printer()
        if (
            name
            and name != printer.name
            and not self._done(lambda: self._printers.rename(name, printer.name))
        ):
            return False
        taken = name == NEW and any(one.name == printer.name for one in self._printers.all())
        if taken and self._printers.is_chosen():
            self.hold(_("There is a printer of this name already"))
            return False
        return self._done(lambda: self._printers.save(printer))

    def accept(self) -> None:
        """Keep the printer and use it; where it is refused the dialog stays."""
        if not self.fields.problem() and self._keep():
            super().accept()

    def _print(self, kind: str) -> None:
        """Keep the printer and send a test to it."""
        if not self._keep():
            return
        printer = self._printers.kept()
        self._fill(printer.name)
        run = PrintRun(self._shell, self._desk, printer, self._shell)
        run.ended.connect(lambda: self._take_end(run))
        self._run = run
        try:
            run.start([printer.name], self._printers.order(printer, kind))
        except (Refused, Unavailable) as error:
            self._run = None
            tell_refusal(self._shell, error)
        self._judge()

    def _take_end(self, run: PrintRun) -> None:
        self._run = None
        self._judge()
        if run.error:
            self.note.show_mark(Mark.BLOCK, run.error)
        else:
            self.note.show_mark(Mark.DONE, _("Sent: look at the label"))
        run.deleteLater()

    def _judge_scan(self) -> None:
        """Say whether the scanner typed what the label says."""
        found = judged(self.typed.text())
        said = _(found.message)
        expected = _("{verdict} Expected: {line}", verdict=said, line=found.line)
        tone = Mark.DONE if found.right else Mark.BLOCK
        self.verdict.show_mark(tone, said if found.right or not found.line else expected)
        self.typed.selectAll()
