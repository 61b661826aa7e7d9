"""The list of the archive, or the folder of a claim in its place."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.archive.folder import FolderPage


class FolderDoor(FrontStack):
    """Opens folders and comes back; the list stays as it was left."""

    left = Signal()

    def __init__(self, shell: Shell, desk: Any, panes: QWidget) -> None:
        """Show ``panes``, the list; the folder is built when it is first opened."""
        super().__init__()
        self._shell, self._desk, self._panes = shell, desk, panes
        self.page: FolderPage | None = None
        self.addWidget(panes)

    def open(self, claim_id: int) -> None:
        """Show the folder of a claim; one that is refused leaves the list."""
        if self.page is None:
            from warrantydesk.ui.tabs.archive.folder import FolderPage

            self.page = FolderPage(self._shell, self._desk)
            self.page.left.connect(self._come_back)
            self.addWidget(self.page)
        self.page.show_claim(claim_id)
        if self.page.is_shown():
            self.setCurrentWidget(self.page)
            self.take_keyboard()

    def close_folder(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._panes)
        if self.page is not None:
            self.page.leave()

    def is_open(self) -> bool:
        """Say whether a folder stands in front."""
        return self.page is not None and self.currentWidget() is self.page

    def next_pane(self) -> bool:
        """Walk the panes of the folder in front; False where there is none."""
        if self.page is None or not self.is_open():
            return False
        self.page.next_pane()
        return True

    def refresh(self) -> None:
        """Read the folder in front again."""
        if self.page is not None and self.is_open():
            self.page.refresh()

    def take_keyboard(self) -> None:
        """Put the keyboard into the papers of the folder in front."""
        if self.page is not None:
            self.page.papers.rows.setFocus()

    def verbs(self) -> list[QAction]:
        """Return what can be done with the folder in front, for the menu."""
        return self.page.actions() if self.page is not None and self.is_open() else []

    def _come_back(self) -> None:
        self.close_folder()
        self.left.emit()
