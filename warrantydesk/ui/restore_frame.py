"""The frame of the restore dialog: the list at the left, the backup in front, the foot."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import ElidedWords, Surface
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.restore_list import BackupList
from warrantydesk.ui.restore_page import BackupPage
from warrantydesk.ui.shell import Shell

WIDE, HIGH, LEFT = 55.8, 31.6, 23
"""Line heights: 1060 × 600 pixels at 100 %, the list 440."""
_LEFT_PART = 0.42


class RestoreFrame(QDialog):
    """What can be seen and pressed; the dialog says what each of them does."""

    def __init__(self, shell: Shell) -> None:
        """Build it empty, as large as its window allows."""
        super().__init__(shell.widget())
        self.shell = shell
        self.setWindowTitle(_("Restore from a backup"))
        self.places = ChoiceField()
        self.places.setAccessibleName(_("Places of backups"))
        self.elsewhere = Button(_("Elsewhere…"), clicked=self.pick_file)
        self.list = BackupList()
        self.list.setAccessibleName(_("Backups"))
        self.page = BackupPage(shell, self.show_sheet)
        self.nothing = EmptyState(_("Looking for backups…"))
        self.front = FrontStack()
        self.front.addWidget(Scroll(self.page))
        self.front.addWidget(self.nothing)
        self.front.setCurrentWidget(self.nothing)
        self._left = self._left_side()
        right = Surface("base")
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.front)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left)
        middle.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self._foot())
        self.resize(theme.h(WIDE), theme.h(HIGH))
        keep_inside(self)

    def _left_side(self) -> QWidget:
        left = Surface("alt", "r")
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(6)
        top.addWidget(self.places, 1)
        top.addWidget(self.elsewhere)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        return left

    def _foot(self) -> QWidget:
        self.note = ElidedWords("", token="ink2")
        self.other = Button(_("Restore to another folder…"), clicked=self.restore_elsewhere)
        self.no = Button(_("Cancel"), clicked=self.reject)
        self.yes = Button(_("Restore"), primary=True, clicked=self.restore_here)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for button in (self.other, self.no, self.yes):
            row.addWidget(button)
        return foot

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list: the arrows choose, Enter is the button."""
        super().showEvent(event)
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list give way in a small window."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(theme.h(LEFT), round(self.width() * _LEFT_PART)))

    def pick_file(self) -> None:
        """Take a backup from elsewhere."""
        raise NotImplementedError

    def show_sheet(self) -> None:
        """Show the sheet of what is to be entered again."""
        raise NotImplementedError

    def restore_here(self) -> None:
        """Let the backup in front take the place of the data in use."""
        raise NotImplementedError

    def restore_elsewhere(self) -> None:
        """Restore the backup in front beside the data in use."""
        raise NotImplementedError
