"""The foot of a page: what decides, and the verbs of the version that is looked at."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class FootLine(Surface):
    """A note at the left, buttons at the right."""

    def __init__(self, note: str, parent: QWidget | None = None) -> None:
        """Show ``note``."""
        super().__init__("window", "t", parent)
        self.note = MarkLabel(Mark.INFO, note)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.note, 1)
        self._tall = True
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.45 if self._tall else 2))

    def set_tall(self, tall: bool) -> None:
        """Give way in a low window."""
        self._tall = tall
        self.restyle()

    def add_button(self, text: str, clicked: Callable[[], object]) -> Button:
        """Add a verb."""
        button = Button(text, clicked=clicked)
        self._row.addWidget(button)
        return button


def note_of(version: TableVersion | None) -> tuple[Mark, str]:
    """Say why a version is withdrawn, else what picks the version."""
    if version is not None and version.void_reason:
        return Mark.WARN, _("Withdrawn: {reason}", reason=_(version.void_reason))
    return Mark.INFO, visit_date_note()


def visit_date_note() -> str:
    """Say what picks the version."""
    return _("The visit's date picks the version; old claims stay as they are.")
