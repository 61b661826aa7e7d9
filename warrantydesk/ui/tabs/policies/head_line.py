"""The head of a page: title, what is in force and what is coming, and the page's verbs."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.tokens import Tone


class HeadLine(QWidget):
    """One line; the note gives way first, the buttons never."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a title."""
        super().__init__(parent)
        self._title = ElidedWords(delta=3, bold=True)
        self._note = ElidedWords(token="ink2")
        self._chips: list[StatusChip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addWidget(self._note, 1)

    def add_button(
        self, text: str, clicked: Callable[[], object], *, icon: str = "", primary: bool = False
    ) -> Button:
        """Add a verb at the right."""
        button = Button(text, icon=icon, primary=primary, clicked=clicked)
        self._row.addWidget(button)
        return button

    def add_menu(self, menu: QMenu) -> Button:
        """Add the button that opens everything else."""
        button = Button("⋯", menu=menu)
        button.setAccessibleName(_("More"))
        self._row.addWidget(button)
        return button

    def show_title(
        self, title: str, note: str = "", chips: Sequence[tuple[str, Tone]] = ()
    ) -> None:
        """Show what the page is about."""
        self._title.setText(title)
        self._note.setText(note)
        while len(self._chips) < len(chips):
            chip = StatusChip()
            self._chips.append(chip)
            self._row.insertWidget(len(self._chips), chip)
        for number, chip in enumerate(self._chips):
            chip.show_state(*(chips[number] if number < len(chips) else ("", Tone.NEUTRAL)))

    def title(self) -> str:
        """Return the title shown."""
        return self._title.text()

    def note(self) -> str:
        """Return the note shown."""
        return self._note.text()

    def chips(self) -> list[str]:
        """Return the words of the chips shown."""
        return [chip.text() for chip in self._chips if chip.text()]
