"""The label of a box the moment it is sealed: printed at once where that can be done unasked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services.label_order import BOXES
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell


class BoxLabels(QObject):
    """Prints on the label printer that was used last; without one the label dialog opens."""

    def __init__(self, shell: Shell, desk: Any, parent: QObject | None = None) -> None:
        """The desk knows the printers."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk

    def ask(self, codes: Sequence[str]) -> None:
        """Open the label dialog for boxes."""
        if codes:
            open_labels(self._shell, self._desk, codes, BOXES)

    def print(self, code: str) -> None:
        """Print the label of a box; sheets are printed together, so they are asked for."""
        printers = self._desk.labels.printers
        if not printers.is_chosen():
            self.ask([code])
            return
        printer = printers.kept()
        order = printers.order(printer, BOXES)
        if order.form == "pdf":
            self.ask([code])
            return
        run = PrintRun(self._shell, self._desk, printer, self)
        run.ended.connect(lambda: self._take_end(run, code))
        try:
            run.start([code], order)
        except (Refused, Unavailable) as error:
            run.error = sentence(error)
            self._take_end(run, code)

    def _take_end(self, run: PrintRun, code: str) -> None:
        if run.error:
            self._say(code, run.error)
        run.deleteLater()

    def _say(self, code: str, why: str) -> None:
        words = _("The label of box {code} is not printed. {why}", code=code, why=why)
        self._shell.toast(words, warn=True)
