"""Prints the tag of a piece the moment it is received, without asking."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.old_part import TagState
from warrantydesk.i18n import _
from warrantydesk.services.label_order import TAGS
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.shell import Shell

KEPT = "shelf.print_at_once"


class AtOnce(QObject):
    """A queue of tags to the label printer that was used last; a failure never asks."""

    failed = Signal(str)

    def __init__(self, shell: Shell, desk: Any, parent: QObject | None = None) -> None:
        """Begin with nothing to print."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self._waiting: list[str] = []
        self._run: PrintRun | None = None

    def is_on(self) -> bool:
        """Tell whether tags are printed at once."""
        return bool(self._desk.settings.get(KEPT, True))

    def switch(self, on: bool) -> None:
        """Remember whether tags are printed at once."""
        tried(self._shell, lambda: self._desk.settings.save(KEPT, on))

    def print(self, tag: str) -> str:
        """Print a tag where that is wanted; return what is said about it."""
        if self._desk.shelf.by_tag(tag).tag_state is not TagState.NONE:
            return _("Its tag was printed before")
        if not self.is_on():
            return _("Tag not printed: Ctrl+P")
        printers = self._desk.labels.printers
        if not printers.is_chosen():
            return _("No label printer chosen yet: Ctrl+P")
        if printers.order(printers.kept(), TAGS).form == "pdf":
            return _("Tags go on sheets: print them together, Ctrl+P")
        self._waiting.append(tag)
        self._next()
        return _("Printing its tag")

    def _next(self) -> None:
        if self._run is not None or not self._waiting:
            return
        tag = self._waiting.pop(0)
        printer = self._desk.labels.printers.kept()
        order = self._desk.labels.printers.order(printer, TAGS)
        run = PrintRun(self._shell, self._desk, printer, self)
        run.ended.connect(lambda: self._take_end(run))
        self._run = run
        try:
            run.start([tag], order)
        except (Refused, Unavailable) as error:
            run.error = sentence(error)
            self._take_end(run)

    def _take_end(self, run: PrintRun) -> None:
        self._run = None
        if run.error:
            self._waiting.clear()
            self.failed.emit(run.error)
        run.deleteLater()
        self._next()
