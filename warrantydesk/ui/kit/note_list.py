"""Short notes below each other: mark, words, a link at the right; as high as their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.kit.wrapping import wrapped

MOST_LINES = 3


@dataclass(frozen=True)
class Note:
    """One note; ``answer`` stands coloured behind the words, ``end`` grey at the right.

    A ``link`` at the right asks for ``key``; a ``bold`` note wears the tone of its mark.
    """

    mark: Mark
    text: str
    answer: str = ""
    end: str = ""
    link: str = ""
    key: str = ""
    bold: bool = False
    hint: str = ""

    def spoken(self) -> str:
        """Return the note as one sentence, with what its tooltip adds."""
        told = " ".join(word for word in (self.text, self.answer, self.end) if word)
        return f"{told}\n{self.hint}" if self.hint else told


class _NoteDelegate(QStyledItemDelegate):
    """Draws a note; words that are alone in their line may wrap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = cast(QAbstractScrollArea, self.parent())
        lines = len(self.lines(index.data(ITEM), view.viewport().width()))
        return QSize(theme.h(6), lines * theme.h(0.95) + theme.h(0.11))

    def lines(self, note: Note, width: int) -> list[str]:
        """Return the words in the lines they are drawn in."""
        if note.answer or note.end:
            return [note.text]
        room = max(width - _indent(), theme.h(4))
        first = room - (paint.width_of(note.link, -1) + 8 if note.link else 0)
        face = theme.font(0 if note.bold else -0.5, note.bold)
        return wrapped(note.text, face, room, MOST_LINES, first) or [""]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        note: Note = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver and note.key:
            painter.fillRect(area, look.hover)
        line, side = theme.h(0.95), theme.h(0.68)
        top = QRectF(area.left(), area.top() + 1, area.width(), line)
        spot = QRectF(top.left(), top.center().y() - side / 2, side, side)
        paint_mark(painter, spot, note.mark)
        top.setLeft(top.left() + _indent())
        if note.link:
            paint.words(painter, top, note.link, look.accent, theme.font(-1), paint.RIGHT)
        if note.answer or note.end:
            self._paint_answer(painter, top, note)
        else:
            tone = tone_of(note.mark)
            ink = look.ink_of(tone) if note.bold and tone is not Tone.NEUTRAL else look.ink
            face = theme.font(0 if note.bold else -0.5, note.bold)
            for text in self.lines(note, round(area.width())):
                paint.words(painter, top, text, ink, face)
                top.translate(0, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area.adjusted(-2, 0, 2, 0), 3)

    def _paint_answer(self, painter: QPainter, line: QRectF, note: Note) -> None:
        """Draw words, coloured answer and grey end in one line; the words give way first."""
        look = theme.tokens()
        face, end = theme.font(-0.5), theme.font(-1)
        wide = paint.width_of(note.end, -1)
        paint.words(painter, line, note.end, look.ink2, end, paint.RIGHT)
        room = line.adjusted(0, 0, -(wide + 8 if wide else 0), 0)
        answer = paint.width_of(note.answer, -0.5)
        text = QRectF(room)
        text.setWidth(max(room.width() - answer - 8, room.width() / 3))
        drawn = paint.words(painter, text, note.text, look.ink, face)
        room.setLeft(room.left() + drawn + 8)
        paint.words(painter, room, note.answer, look.ink_of(tone_of(note.mark)), face)


def _indent() -> int:
    return theme.h(0.68) + 6


class NoteList(ItemList):
    """Notes as a list: arrows walk it, Enter or a click asks for what a note leads to."""

    asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is what a screen reader calls the list."""
        super().__init__(_NoteDelegate(), parent)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes; the list is gone where there are none."""
        if list(notes) != self.items():
            self.show_items(notes)
            self.setVisible(bool(notes))
            self.fit()

    def notes(self) -> list[Note]:
        """Return the notes shown."""
        return list(self.items())

    def height_for(self, width: int) -> int:
        """Return how high the list is at a width."""
        delegate = cast(_NoteDelegate, self.itemDelegate())
        each = (len(delegate.lines(note, width)) for note in self._items.items)
        return sum(lines * theme.h(0.95) + theme.h(0.11) for lines in each)

    def fit(self, width: int = 0) -> None:
        """Be as high as the notes at a width, the present one where none is given."""
        wanted = max(self.height_for(width or self.viewport().width()), 1)
        if wanted != self.height():
            self.setFixedHeight(wanted)
            self.updateGeometry()

    def restyle(self) -> None:
        """Take the heights anew."""
        super().restyle()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the words out for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.fit()

    def _ask(self, index: QModelIndex) -> None:
        note = self.item_at(index)
        if note is not None and note.key:
            self.asked.emit(note.key)
