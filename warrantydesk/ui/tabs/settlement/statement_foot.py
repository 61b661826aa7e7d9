"""The foot of a statement: what stands in the way in one sentence, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class StatementFoot(Surface):
    """Sentence, difference sheet, invoice, and the next step as the primary button."""

    sheet_asked = Signal()
    invoice_asked = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        super().__init__("alt", "t", parent)
        self.sentence = MarkLabel()
        self.sheet = Button(_("Difference sheet"), icon="print", clicked=self.sheet_asked.emit)
        self.invoice = Button(_("Invoice…"), clicked=self.invoice_asked.emit)
        self.next = Button(_("Confirm…"), primary=True, clicked=self.next_asked.emit)
        self.next.setToolTip("Ctrl+Enter")
        row: QHBoxLayout = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        for button in (self.sheet, self.invoice, self.next):
            row.addWidget(button)

    def show_next(self, mark: Mark | None, sentence: str, words: str, ready: bool) -> None:
        """Say what stands in the way, and name the next step; it can be asked once ``ready``."""
        self.sentence.show_mark(mark, sentence)
        self.next.setText(words)
        self.next.setVisible(bool(words))
        self.next.setEnabled(ready)
        self.next.updateGeometry()
