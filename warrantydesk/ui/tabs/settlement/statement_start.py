"""What the page shows while the desk has no statement."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.empty_state import EmptyState


class StatementStart(QWidget):
    """Says what statements are for, and how the first one comes."""

    import_asked = Signal()
    key_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """One sentence, one button, one link."""
        super().__init__(parent)
        self.empty = EmptyState(
            _("No statement yet"),
            _(
                "Import the payer's statement of the month: its lines are laid beside your claims, "
                "and every difference gets a name."
            ),
            button=_("Import a statement… (Ctrl+Shift+I)"),
            clicked=self.import_asked.emit,
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.empty)
        link = LinkButton(_("Key in a statement that came on paper…"), clicked=self.key_asked.emit)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
