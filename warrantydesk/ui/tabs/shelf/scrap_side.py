"""The right side of the scrap page: witness, photograph, remark, the verb, earlier batches."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import Person
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import SuggestField, Suggestion, TextField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.photo_strip import Photo, PhotoStrip
from warrantydesk.ui.kit.scrolls import Scroll, show_in_area
from warrantydesk.ui.kit.table import ListModel, TableView
from warrantydesk.ui.tabs.shelf.scrap_rows import batch_columns

Picture = str | bytes | Path
LEAST_ROWS = 2


class ScrapSide(Surface):
    """What the destruction needs; ``asked`` says that it is to be done."""

    asked = Signal()
    batch_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("window", "l", parent)
        self._people: list[str] = []
        self._names: dict[str, str] = {}
        self.picture: Picture | None = None
        self.witness = SuggestField(self._fitting, _("Who saw it destroyed"))
        self.note = TextField(_("Crushed by …, collected by …"))
        self.witness_cell = FieldCell("witness", _("Witness"), self.witness, required=True)
        self.note_cell = FieldCell("note", _("Remark"), self.note)
        self.photo = PhotoStrip()
        self.photo_note = MarkLabel(delta=-1)
        self.button = Button(_("Destroy"), primary=True, clicked=self.asked.emit)
        self.stands = MarkLabel(delta=-0.5)
        self.batches = ListModel(batch_columns(self._names))
        self.table = TableView(self.batches)
        self.table.setAccessibleName(_("Destroyed before"))
        self.table.set_empty(_("Nothing was destroyed yet."))
        self._lay()
        self.photo.added.connect(self.take_pictures)
        self.witness.edited.connect(lambda: self.say(None, ""))
        self.table.opened.connect(lambda batch: self.batch_opened.emit(batch.id))
        self.table.selectionModel().currentChanged.connect(
            lambda now, _before: show_in_area(self.table, self.table.visualRect(now))
        )

    def _lay(self) -> None:
        card = Card(_("Destruction"), _("before a witness and a camera"))
        card.add(self.witness_cell)
        caption = QHBoxLayout()
        caption.setSpacing(3)
        caption.addWidget(Words(_("Photograph of the pieces"), token="ink2", delta=-1))
        caption.addWidget(Words("*", token="danger", delta=-1, bold=True))
        caption.addStretch(1)
        card.content.addLayout(caption)
        card.add(self.photo)
        card.content.setAlignment(self.photo, Qt.AlignmentFlag.AlignTop)
        card.add(self.photo_note)
        card.add(self.note_cell)
        card.add(self.stands)
        card.add(self.button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card)
        column.addWidget(Words(_("Destroyed before"), delta=0.5, bold=True))
        # The side scrolls as a whole: a bar of its own would stand beside that of the side.
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(Scroll(inner))
        self.say_photo("")

    def show_people(self, people: list[Person], but: str) -> None:
        """Offer everybody as witness but the one who destroys."""
        self._people = [one.name for one in people if one.active and one.login != but]
        self._names.update({one.login: one.name for one in people})

    def show_batches(self, batches: tuple[ScrapBatch, ...]) -> None:
        """Show what was destroyed before."""
        self.batches.show(batches)
        head = self.table.horizontalHeader()
        rows = max(len(batches), LEAST_ROWS) * self.table.row_height()
        self.table.setMinimumHeight(max(head.height(), head.sizeHint().height()) + rows + 2)

    def show_count(self, count: int) -> None:
        """Say how many pieces the verb destroys."""
        words = ngettext_("Destroy {n:,} piece", "Destroy {n:,} pieces", count)
        self.button.setText(words if count else _("Destroy"))
        self.button.setEnabled(bool(count))

    def take_pictures(self, pictures: list[Picture]) -> None:
        """Keep the newest picture in hand; it is stored with the destruction."""
        if pictures:
            self.picture = pictures[-1]
            self.photo.show_photos([Photo(self.picture)])
            self.say_photo("")

    def say_photo(self, words: str) -> None:
        """Say at the photograph what is wrong with it."""
        hint = _("Drop, paste (Ctrl+V) or choose one.") if self.picture is None else ""
        self.photo_note.show_mark(Mark.BLOCK if words else None, words or hint)
        self.photo_note.setVisible(bool(words or hint))

    def say(self, mark: Mark | None, words: str) -> None:
        """Say above the verb what stands in its way."""
        self.stands.show_mark(mark, words)
        self.stands.setVisible(bool(words))
        self.witness_cell.show_finding(None, "")

    def clear(self) -> None:
        """Forget what was typed once it is done."""
        self.picture = None
        self.photo.show_photos([])
        self.note.set_value("")
        self.say(None, "")
        self.say_photo("")

    def picture_file(self, folder: str) -> Path | None:
        """Return the picture as a file; one that was pasted is written into ``folder``."""
        if self.picture is None:
            return None
        if not isinstance(self.picture, bytes):
            return Path(self.picture)
        file = Path(folder) / "scrap.png"
        file.write_bytes(self.picture)
        return file

    def _fitting(self, text: str) -> list[Suggestion]:
        wanted = text.strip().lower()
        return [Suggestion(name) for name in self._people if wanted in name.lower()]
