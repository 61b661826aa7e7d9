"""All photographs of the claim: which item each belongs to, and how many are still to take."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.attachment import Attachment
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.photo_strip import Photo, PhotoStrip
from warrantydesk.ui.kit.photo_window import PhotoWindow
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.inspection.thumbs import Thumbs

NEWEST = 2
"""How many stand in the card, so that it keeps to one row with the place to add."""


class _Strip(PhotoStrip):
    """Shows small pictures and opens the originals."""

    def __init__(self, path_of: Callable[[int], Path]) -> None:
        super().__init__()
        self._path_of = path_of
        self.files: list[tuple[Attachment, str]] = []

    def shown(self) -> list[tuple[Attachment, str]]:
        return self.files[-NEWEST:]

    def view(self, number: int) -> PhotoWindow:
        originals = [(self._path_of(file.id), caption) for file, caption in self.files]
        window = PhotoWindow(originals, len(self.files) - len(self.shown()) + number, self)
        window.open()
        return window


class PhotoCard(Card):
    """The photographs at the right; what is added here belongs to the current item."""

    added = Signal(list)

    def __init__(
        self, thumbs: Thumbs, path_of: Callable[[int], Path], parent: QWidget | None = None
    ) -> None:
        """``path_of`` says where the original of an attachment lies."""
        super().__init__(_("Photos"), parent=parent)
        self._thumbs = thumbs
        self.strip = _Strip(path_of)
        self.strip.added.connect(self.added)
        self._all = self.add_link("", self._view_all)
        self._paste = self.add_link(_("Paste"), self.strip.paste)
        self.add(self.strip)
        self._thumbs.loaded.connect(self._show)

    def show_photos(
        self, files: Sequence[tuple[Attachment, str]], lacking: int, frozen: bool
    ) -> None:
        """Show photographs with their captions; ``lacking`` are still to be taken."""
        self.strip.files = list(files)
        chip = ngettext_("{n} missing", "{n} missing", lacking) if lacking else ""
        self.set_chips([(chip, Tone.DANGER)] if chip else [])
        self.strip.set_addable(not frozen)
        self._all.setText(_("All {n}", n=len(files)))
        self._all.setVisible(len(files) > NEWEST)
        self._all.updateGeometry()
        self._paste.setVisible(not frozen)
        self._show()

    def open(self, attachment_id: int) -> None:
        """Show one photograph large."""
        numbers = [file.id for file, _caption in self.strip.files]
        if attachment_id in numbers:
            self.strip.view(numbers.index(attachment_id) - len(numbers) + len(self.strip.shown()))

    def _view_all(self) -> None:
        self.open(self.strip.files[0][0].id)

    def _show(self) -> None:
        photos = [Photo(self._thumbs.small(file), text) for file, text in self.strip.shown()]
        if photos != self.strip.photos():
            self.strip.show_photos(photos)
