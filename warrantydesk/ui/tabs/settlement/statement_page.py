"""The page of one statement: its lines beside its claims, and how far it is."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.ui.shell import Shell


class StatementPage(QWidget):
    """One statement."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        QVBoxLayout(self)

    def refresh(self) -> None:
        """Read the statement again."""

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a statement, or a line of one."""

    def take_scan(self, text: str) -> bool:
        """Go to the line that a number names."""
        return False
