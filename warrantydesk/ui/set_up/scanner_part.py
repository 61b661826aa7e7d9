"""The scanner with its test page: table, advice and the link that prints the page."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.page import PartHead
from warrantydesk.ui.set_up.paper_printer import chosen_printer, save_page, send_page
from warrantydesk.ui.set_up.scanner_trial import ScannerAdvice, ScannerTrial, shown_counts


class ScannerPart(QWidget):
    """The third part of the page of the printers; also alone in a dialog of its own."""

    told = Signal(object, str)

    def __init__(
        self, shell: Any, desk: Any, number: int = 3, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``number`` counts the parts of the page; ``clock`` gives the seconds of the keys."""
        super().__init__()
        self._shell, self._desk = shell, desk
        self.head = PartHead(number, _("Scanner"), _("scan each of the four codes once"))
        words = _("P&rint the scanner test page") if self._printer() else _("S&ave the test page…")
        self.page = LinkButton(words, icon="print", clicked=self.print_page)
        self.head.add_link(self.page)
        self.trial = ScannerTrial(desk.set_up.codes(), clock)
        self.advice = ScannerAdvice(self.trial)
        self.again = LinkButton(_("Begin anew"), icon="refresh", clicked=self._forget)
        self.hint = LinkButton(_("How a scanner is set…"), icon="help", clicked=self._explain)
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.trial)
        column.addWidget(self.advice)
        column.addLayout(foot)
        self.trial.judged.connect(self._count)
        self._count()

    def _printer(self) -> str:
        return chosen_printer(self._shell.memory)

    def _count(self) -> None:
        for chip, (words, tone) in zip(self.head.chips, shown_counts(self.trial), strict=True):
            chip.show_state(words, tone)

    def _forget(self) -> None:
        self.trial.forget()
        self.trial.field.setFocus()

    def print_page(self) -> None:
        """Print the page with the four codes; without a printer it is saved as PDF."""
        data = tried(self._shell, self._desk.set_up.scanner_page)
        if data is None:
            return
        if name := self._printer():
            send_page(self._shell, self._desk, data, name, self._sent)
        elif save_page(self._shell, self._desk, data, _("scanner-test.pdf")):
            self.told.emit(Mark.DONE, _("Saved. The codes can also be scanned from the screen."))
        self.trial.field.setFocus()

    def _sent(self, problem: str) -> None:
        mark = Mark.BLOCK if problem else Mark.DONE
        self.told.emit(mark, problem or _("Sent: scan the codes from the paper"))

    def _explain(self) -> None:
        messages.tell(
            self.window(),
            _("A scanner is set by scanning the codes in its own manual."),
            _(
                "Every maker has other codes, but the words are the same everywhere:\n"
                "• Keyboard type, country: USA (US English)\n"
                "• Suffix, terminator: Enter (CR); Tab does as well\n"
                "• Letter case: as it is (no conversion)\n"
                "• Inter-character delay: 0 ms, 5 to 10 ms where signs get lost\n"
                "• Prefix, code ID (AIM): off\n"
                "• Interface: USB keyboard (HID), not a serial port\n"
                "Where nothing helps, scan “factory defaults” and test again."
            ),
        )
