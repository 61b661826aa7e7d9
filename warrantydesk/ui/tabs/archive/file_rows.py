"""The papers that a claim's type asks for, and under each the files that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.domain.attachment import Attachment
from warrantydesk.i18n import N_, _, local, ngettext_, pick
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

MADE_HERE = N_("kept here")
SEEN = N_("seen")
MISSING = N_("missing")


@dataclass(frozen=True)
class FileRow:
    """A paper of the type, or (with ``attachment_id``) a file under it."""

    mark: Mark
    text: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    attachment_id: int = 0

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return ", ".join(part for part in (self.text, self.note) if part)


def rows_of(documents: Sequence[Any], files: Sequence[Attachment]) -> list[FileRow]:
    """Return papers in the maker's order with their files, files of no paper last."""
    rows: list[FileRow] = []
    known = {document.code for document in documents}
    for document in documents:
        rows.append(_paper(document))
        rows += [_file(file) for file in files if file.document_code == document.code]
    return rows + [_file(file) for file in files if file.document_code not in known]


def size_text(size_bytes: int) -> str:
    """Write the size of a file in kB or MB."""
    if size_bytes >= 999_500:
        return f"{size_bytes / 1_000_000:.1f} MB"
    return f"{max(1, round(size_bytes / 1000))} kB"


def _paper(document: Any) -> FileRow:
    name = pick(document.name_zh, document.name_en)
    if document.present:
        files = ngettext_("{n} file", "{n} files", document.files)
        note = files if document.files else _(MADE_HERE if document.by_program else SEEN)
        return FileRow(Mark.DONE, name, note)
    if document.mandatory:
        return FileRow(Mark.WARN, name, _(MISSING), Tone.WARN)
    return FileRow(Mark.TODO, name, pick(document.condition_zh, document.condition_en))


def _file(file: Attachment) -> FileRow:
    day = local(file.added_at).strftime("%m-%d") if file.added_at else ""
    note = " · ".join(part for part in (size_text(file.size_bytes), day) if part)
    return FileRow(Mark.NA, file.caption or file.file_name, note, attachment_id=file.id)


class _FileDelegate(QStyledItemDelegate):
    """Draws mark, name, note; files stand below their paper as links."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(8), theme.h(1.16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FileRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        side = theme.h(0.63)
        spot = QRectF(area.left(), area.center().y() - side / 2, side, side)
        is_file = bool(row.attachment_id)
        if not is_file:
            paint_mark(painter, spot, row.mark)
        room = area.adjusted(side + 7 + (theme.h(0.6) if is_file else 0), 0, 0, 0)
        note = theme.font(-1)
        most = room.width() * 0.5
        tail = QRectF(room.right() - most, room.top(), most, room.height())
        paint.words(painter, tail, row.note, look.ink_of(row.tone), note, paint.RIGHT)
        taken = min(paint.width_of(row.note, -1), most)
        head = room.adjusted(0, 0, -taken - 8, 0)
        ink = look.accent if is_file else look.ink
        paint.words(painter, head, row.text, ink, theme.font(-0.5))
        if is_file and option.state & QStyle.StateFlag.State_MouseOver:
            width = min(paint.width_of(row.text, -0.5), head.width())
            bottom = head.center().y() + theme.h(0.42)
            paint.hairline(painter, head.left(), head.left() + width, bottom, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area, 3)


class FileRows(ItemList):
    """As high as its rows; a click or Enter on a file opens it."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_FileDelegate(), parent)
        self.setAccessibleName(_("Papers and files"))
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Show other rows and take their height."""
        self.show_items(rows)
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        super().restyle()
        self.setFixedHeight(max(1, len(self.items()) * theme.h(1.16)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current file; nothing is typed here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self.item_at(index)
        if row is not None and row.attachment_id:
            self.opened.emit(row.attachment_id)
