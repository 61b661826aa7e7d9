"""A dialog that asks: content above, a foot with what stands in the way, Cancel, one verb."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside


class AskDialog(QDialog):
    """The keyboard begins at the first field; Enter there is the primary button, Esc is Cancel."""

    def __init__(self, title: str, yes: str, parent: QWidget | None = None) -> None:
        """``yes`` is the verb of the primary button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(16, 14, 16, 14)
        self.content.setSpacing(10)
        self._ground = Surface("base")
        self._ground.setLayout(self.content)
        self.note = MarkLabel(delta=-0.5)
        self.yes = Button(yes, primary=True, clicked=self.accept)
        self.no = Button(_("Cancel"), clicked=self.reject)
        foot = Surface("window", "t")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(16, 8, 16, 8)
        self.foot.addWidget(self.note, 1)
        self.foot.addWidget(self.no)
        self.foot.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ground, 1)
        column.addWidget(foot)
        self.yes.setDefault(True)  # only a button inside its dialog becomes the default for good
        self.setMinimumWidth(theme.h(26))

    def hold(self, words: str) -> None:
        """Say what stands in the way; nothing frees the primary button."""
        self.note.show_mark(Mark.BLOCK if words else None, words)
        self.yes.setEnabled(not words)

    def may_lose(self) -> bool:
        """Ask before what was typed is lost."""
        question = _("Close without saving what you wrote?")
        return messages.ask(self, question, _("Close"), danger=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the fields before the buttons for Tab, and the keyboard into the first field.

        The dialog is never larger than its window: its foot would be out of reach.
        """
        super().showEvent(event)
        keep_inside(self)
        fields = [
            one
            for one in self._ground.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
            and one.window() is self  # the list of a choice is a window of its own
        ]
        order = [*fields, self.yes, self.no]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        first = next((one for one in fields if one.isVisibleTo(self) and one.isEnabled()), self.yes)
        first.setFocus()
