"""Two links below the shelf map: to the ledger, and to the calendar of what is due."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.shell import Shell


class LedgerLinks(QWidget):
    """Opens either over the window; both are loaded when they are first asked for."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Lay the links side by side."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self.ledger = LinkButton(_("Ledger…"), icon="table", delta=-0.5, clicked=self._open_ledger)
        self.calendar = LinkButton(
            _("Due-back calendar…"), icon="calendar", delta=-0.5, clicked=self._open_calendar
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.ledger)
        line.addStretch(1)
        line.addWidget(self.calendar)

    def _open_ledger(self) -> None:
        from warrantydesk.ui.tabs.shelf.ledger_page import open_ledger

        open_ledger(self._shell, self._desk)

    def _open_calendar(self) -> None:
        from warrantydesk.ui.tabs.shelf.calendar_dialog import open_calendar

        open_calendar(self._shell, self._desk)
