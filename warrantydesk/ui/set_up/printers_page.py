"""Printers and scanner: three parts, each tried at once."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import N_
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.label_printer import LabelPrinter
from warrantydesk.ui.set_up.page import Page
from warrantydesk.ui.set_up.paper_printer import PaperPrinter
from warrantydesk.ui.set_up.scanner_part import ScannerPart


class PrintersPage(Page):
    """The printer for papers, the label printer, the scanner."""

    KEY = "printers"
    TITLE = TITLES["printers"]
    INTRO = N_(
        "All three can be left out and done later under Tools. Without a label printer the labels "
        "go on A4 sheets."
    )

    def build(self) -> None:
        """Lay the three parts one below the other."""
        self.papers = PaperPrinter(self.shell, self.desk)
        self.labels = LabelPrinter(self.shell, self.desk)
        self.scanner = ScannerPart(self.shell, self.desk)
        for part in (self.papers, self.labels, self.scanner):
            part.told.connect(self.told)
            self.content.addWidget(part)
        self.papers.changed.connect(self.changed)
        self.labels.changed.connect(self.changed)
        self.content.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the picture of the label give way to its fields."""
        super().resizeEvent(event)
        self.labels.fit(self.width())

    def arrive(self) -> None:
        """Look for the printers anew."""
        self.papers.read()
        self.labels.read()

    def keep(self) -> bool:
        """Save the label printer as it stands."""
        return self.labels.keep()

    def first_field(self) -> QWidget | None:
        """Begin at the printer; without one, where the scanner types."""
        has = self.papers.printer.isEnabled()
        return self.papers.printer if has else self.scanner.trial.field
