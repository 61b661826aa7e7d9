"""The batch of a label dialog: what is to be printed, ticked or not, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, local
from warrantydesk.services.label_order import BOXES, MODES, PLACES, SCANNER, TAGS, TEST
from warrantydesk.services.scanning import MODE_CODES, MODE_NAMES
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.chips import chip_width, paint_chip
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

BOX = 0.84


@dataclass(frozen=True)
class BatchRow:
    """One label: what it is for, whether it is ticked, whether it was printed before.

    ``brief`` is the status where the room is narrow: the number is never cut for it.
    """

    subject: str
    name: str
    second: str
    mark: Mark = Mark.TODO
    status: str = ""
    brief: str = ""
    printed: int = 0
    ticked: bool = True

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return ", ".join(part for part in (self.name, self.second, self.status) if part)


def row_of(desk: Any, kind: str, subject: str) -> BatchRow:
    """Read one row; Refused when the tag is unknown."""
    labels = desk.labels
    if kind == TAGS:
        piece = desk.shelf.by_tag(subject)
        jobs, name, second = labels.jobs(piece.tag), piece.part_name or piece.part_no, piece.tag
        far = how_far(jobs[-1] if jobs else None)
        printed = sum(job.was_on_paper for job in jobs)
        return BatchRow(piece.tag, name, spoken(second), *far, printed)
    jobs = labels.jobs(journal_name(kind, subject))
    far = how_far(jobs[-1] if jobs else None)
    if kind == PLACES:
        return BatchRow(subject, subject, f"P-{subject}", *far)
    if kind == BOXES:
        (label,) = labels.labels_of(kind, [subject])
        name = _("Box {n} of {all}", n=label.number, all=label.boxes)
        return BatchRow(subject, name, subject, *far, sum(job.was_on_paper for job in jobs))
    if kind == MODES:
        return BatchRow(subject, _mode_name(subject), subject, *far)
    name = _("Scanner test") if kind == SCANNER else _("Calibration label")
    return BatchRow(subject, name, subject, *far)


def _mode_name(code: str) -> str:
    """Return what a card is for, in the words that stand on it."""
    mode = MODE_CODES.get(code)
    return _("Undo the last scan") if mode is None else _(MODE_NAMES[mode])


def journal_name(kind: str, subject: str) -> str:
    """Return what the print journal calls a label of the batch."""
    if kind in (TEST, SCANNER):
        return kind
    return f"P-{subject}" if kind == PLACES else subject


def how_far(job: PrintJob | None) -> tuple[Mark, str, str]:
    """Return mark, words and brief words of the newest job of a label."""
    if job is None:
        return Mark.TODO, _("not sent"), _("not sent")
    at = f"{local(job.at):%m-%d %H:%M}" if job.at else ""
    match job.state:
        case JobState.CONFIRMED:
            return Mark.DONE, _("confirmed by scan"), _("confirmed")
        case JobState.SENT:
            return Mark.RUNNING, _("sent {time}, not scanned", time=at), _("not scanned")
        case JobState.FAILED:
            return Mark.OVERDUE, _("failed {time}", time=at), _("failed")
        case JobState.QUEUED if not job.in_doubt:
            return Mark.TODO, _("not sent"), _("not sent")
        case JobState.QUEUED:
            return Mark.WARN, _("unclear {time}: look", time=at), _("unclear")
        case _:
            return Mark.NA, _("void"), _("void")


class _BatchDelegate(QStyledItemDelegate):
    """Draws tick box, name, number, and how far the label is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(8), theme.h(2.63))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BatchRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        paint.row_ground(painter, area, option.state)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side = theme.h(BOX)
        box = QRectF(area.left() + 14, area.center().y() - side / 2, side, side)
        fill = look.accent_fill if row.ticked else look.field
        paint.box(painter, box, fill, look.accent_fill if row.ticked else look.fline, 4)
        if row.ticked:
            paint_mark(painter, box.adjusted(2, 2, -2, -2), Mark.DONE, look.on_accent)
        self._paint_words(painter, area.adjusted(side + 24, 0, -12, 0), row)

    @staticmethod
    def _paint_words(painter: QPainter, area: QRectF, row: BatchRow) -> None:
        look = theme.tokens()
        half = theme.h(1)
        top = QRectF(area.left(), area.center().y() - half, area.width(), half)
        low = QRectF(area.left(), area.center().y() + 1, area.width(), half)
        right = 0.0
        if row.printed and row.ticked:
            text = _("reprint")
            right = chip_width(text) + 8
            chip = QRectF(area.right() - right + 8, top.top(), right - 8, theme.h(0.95))
            paint_chip(painter, chip, text, Tone.WARN)
        face = theme.font(0, True)
        paint.words(painter, top.adjusted(0, 0, -right, 0), row.name, look.ink, face)
        side = theme.h(0.63)
        number = paint.words(painter, low, row.second, look.ink2, theme.font(-1))
        rest = low.adjusted(number + side + 12, 0, 0, 0)
        tone = tone_of(row.mark)
        ink = look.ink_of(tone) if tone in (Tone.DANGER, Tone.WARN) else look.ink2
        status = row.status if paint.width_of(row.status, -1) <= rest.width() else row.brief
        taken = paint.words(painter, rest, status, ink, theme.font(-1), paint.RIGHT)
        spot = QRectF(low.right() - taken - side - 4, 0, side, side)
        spot.moveTop(low.center().y() - side / 2)
        paint_mark(painter, spot, row.mark, hole="alt")


class BatchList(ItemList):
    """Rows with tick boxes; Space or a click on the box ticks."""

    chosen = Signal(str)
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(_BatchDelegate(), parent)
        self.setAccessibleName(_("This batch"))

    def rows(self) -> list[BatchRow]:
        """Return all rows."""
        return self.items()

    def ticked_rows(self) -> list[BatchRow]:
        """Return the rows to print."""
        return [row for row in self.rows() if row.ticked]

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Show rows and keep the current one; never emits."""
        held = self.current()
        self.blockSignals(True)
        self.show_items(rows)
        number = next((i for i, row in enumerate(rows) if held and row.subject == held.subject), 0)
        self.setCurrentIndex(self.model().index(number, 0))
        self.blockSignals(False)

    def change(self, row: BatchRow) -> None:
        """Show how far one row is now; its tick stays."""
        self.show_rows(
            [
                replace(row, ticked=old.ticked) if old.subject == row.subject else old
                for old in self.rows()
            ]
        )

    def tick(self, subjects: Sequence[str]) -> None:
        """Tick exactly these."""
        self.show_rows([replace(row, ticked=row.subject in subjects) for row in self.rows()])
        self.ticked.emit()

    def current(self) -> BatchRow | None:
        """Return the current row."""
        found: BatchRow | None = self.item_at(self.currentIndex())
        return found

    def walk(self, step: int) -> None:
        """Go to the next or the former row."""
        number = min(max(self.currentIndex().row() + step, 0), self.model().rowCount() - 1)
        self.setCurrentIndex(self.model().index(number, 0))

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which row is now the current one."""
        super().currentChanged(current, previous)
        row = self.current()
        if row is not None:
            self.chosen.emit(row.subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; arrows left and right walk too."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif step:
            self.walk(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < theme.h(BOX) + 22:
            self._toggle(index)

    def _toggle(self, index: Index) -> None:
        row: BatchRow | None = self.item_at(index)
        if row is not None:
            wanted = {one.subject for one in self.ticked_rows()} ^ {row.subject}
            self.tick(list(wanted))
