"""The papers of a folder: one row each in the maker's order, what is missing among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.dossier import (
    PAPER_STATE_NAMES,
    Bound,
    DossierContents,
    DossierPaper,
    PaperState,
)
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

HEIGHT = 1.42
RAIL = 4.6
_MARKS = {
    PaperState.PRESENT: Mark.DONE,
    PaperState.SEEN: Mark.DONE,
    PaperState.MISSING: Mark.WARN,
    PaperState.CONDITIONAL: Mark.NA,
}


@dataclass(frozen=True)
class PaperRow:
    """A paper of the dossier, one that is missing, or (``voided``) a file that was voided."""

    mark: Mark
    name: str
    number: str = ""
    """Its place in the dossier, two digits; empty where it has no pages."""
    tail: str = ""
    """How many pages it has, or why it has none."""
    day: str = ""
    told: str = ""
    tone: Tone = Tone.NEUTRAL
    paper: DossierPaper | None = None
    voided: Attachment | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What the row is of, in whatever state it is."""
        paper, file = self.paper, self.voided
        if paper is None:
            return ("void", file.id if file is not None else 0)
        return paper.document_code, paper.paper, paper.version, paper.attachment_ids, paper.name

    @property
    def has_pages(self) -> bool:
        """Tell whether the dossier has pages of it."""
        return self.paper is not None and bool(self.paper.position or self.paper.first_page)

    def spoken(self) -> str:
        """Return the row as one sentence."""
        parts = (self.number, self.name, self.tail, self.day, self.told)
        return ", ".join(part for part in parts if part)


def rows_of(contents: DossierContents, voided: Iterable[Attachment] = ()) -> list[PaperRow]:
    """Return the rows of a dossier in its order, voided files last."""
    return [*map(_row, contents.papers), *map(_voided, voided)]


def bound_rows(dossier: Bound, voided: Iterable[Attachment] = ()) -> list[PaperRow]:
    """Return the rows of a bound dossier: with what it has before and after the papers."""
    begins = [paper.first_page for paper in dossier.contents.papers if paper.first_page]
    ends = [
        paper.first_page + (paper.pages or 0)
        for paper in dossier.contents.papers
        if paper.first_page
    ]
    first, after = min(begins, default=dossier.pages + 1), max(ends, default=dossier.pages + 1)
    papers: list[PaperRow] = rows_of(dossier.contents, voided)
    if first > 1:
        cover = DossierPaper(0, "", _("Cover and course"), pages=first - 1, first_page=1)
        papers.insert(0, _row(cover))
    if after <= dossier.pages:
        rest = dossier.pages - after + 1
        manifest = DossierPaper(0, "", _("List of hashes"), pages=rest, first_page=after)
        papers.insert(len(papers) - sum(row.voided is not None for row in papers), _row(manifest))
    return papers


def _row(paper: DossierPaper) -> PaperRow:
    tail = _(PAPER_STATE_NAMES[paper.state])
    if paper.position or paper.first_page:
        tail = ngettext_("{n} page", "{n} pages", paper.pages) if paper.pages else ""
    told = " · ".join(part for part in (paper.detail, paper.who) if part)
    missing = paper.state is PaperState.MISSING
    return PaperRow(
        _MARKS[paper.state],
        paper.name,
        f"{paper.position:02}" if paper.position else "",
        tail,
        paper.day.strftime("%m-%d") if paper.day else "",
        told,
        Tone.WARN if missing else Tone.NEUTRAL,
        paper,
    )


def _voided(file: Attachment) -> PaperRow:
    day = local(file.voided_at).strftime("%m-%d") if file.voided_at else ""
    told = " · ".join(part for part in (file.void_reason, file.voided_by) if part)
    name = file.caption or file.file_name or file.document_code
    return PaperRow(Mark.NA, name, "", _("void"), day, told, voided=file)


class _PaperDelegate(QStyledItemDelegate):
    """Draws mark, number, name, pages and day; on a rail only mark and number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(3), theme.h(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PaperRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        chosen = paint.row_ground(painter, area, option.state)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side = theme.h(0.74)
        rail = area.width() < theme.h(RAIL)
        spot = QRectF(area.left() + (6 if rail else 13), 0, side, side)
        spot.moveTop(area.center().y() - side / 2)
        paint_mark(painter, spot, row.mark, hole="alt")
        place = QRectF(spot.right() + (4 if rail else 8), area.top(), theme.h(1.05), area.height())
        paint.words(painter, place, row.number, look.ink2, theme.font(-1))
        if not rail:
            room = area.adjusted(place.right() - area.left() + 4, 0, -12, 0)
            self._paint_words(painter, room, row, bold=chosen)

    def _paint_words(self, painter: QPainter, room: QRectF, row: PaperRow, bold: bool) -> None:
        look = theme.tokens()
        small = theme.font(-1)
        day = paint.words(painter, room, row.day, look.ink2, small, paint.RIGHT)
        most = room.width() * 0.42
        wide = min(paint.width_of(row.tail, -1), most)
        right = max(day, theme.h(1.9)) + 10 if row.day or row.number else 0
        tail = QRectF(room.right() - right - wide, room.top(), wide + 1, room.height())
        paint.words(painter, tail, row.tail, look.ink_of(row.tone), small, paint.RIGHT)
        name = QRectF(room.left(), room.top(), tail.left() - 8 - room.left(), room.height())
        face = QFont(theme.font(0, bold))
        quiet = not row.has_pages
        face.setStrikeOut(row.voided is not None)
        ink = look.ink2 if quiet and row.tone is Tone.NEUTRAL else look.ink
        paint.words(painter, name, row.name, ink, face)


class PaperRows(ItemList):
    """The left list: arrows choose a paper, Enter goes to its pages."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_PaperDelegate(), parent)
        self.setAccessibleName(_("Papers of the folder"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Show other rows; the paper in hand stays so, the place where it is gone."""
        held, place = self.row(), self.currentIndex().row()
        self.blockSignals(True)
        self.show_items(rows)
        if held is not None:
            same = (i for i, row in enumerate(rows) if row.key == held.key)
            self.select(next(same, min(place, len(rows) - 1)))
        self.blockSignals(False)

    def row(self) -> PaperRow | None:
        """Return the current row."""
        found: PaperRow | None = self.item_at(self.currentIndex())
        return found

    def select(self, place: int) -> None:
        """Make a row the current one, as if it were chosen."""
        index = self.model().index(place, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def clear_choice(self) -> None:
        """Let no row be the current one."""
        self.setCurrentIndex(QModelIndex())

    def select_first(self) -> None:
        """Make the first paper that has pages the current one, the cover where there is none."""
        rows = self.items()
        places = [place for place, row in enumerate(rows) if row.number]
        places += [place for place, row in enumerate(rows) if row.has_pages]
        if places:
            self.select(places[0])

    def step(self, by: int) -> None:
        """Go to the next paper that has pages, forward (1) or back (-1)."""
        rows, place = self.items(), self.currentIndex().row() + by
        while 0 <= place < len(rows):
            if rows[place].has_pages:
                self.select(place)
                return
            place += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the pages."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Any, previous: Any) -> None:
        """Tell which row is the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(self.row())
