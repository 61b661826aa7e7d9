"""The left column: which claim, how far its inspection is, and the sections to jump to."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_choice import ChoiceField
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.labels import ElidedWords, KeyCap, Surface, Words
from warrantydesk.ui.kit.marks import paint_mark
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.segments import ANSWERS
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.inspection.rows import HeadRow

RAIL = 6.5


class _SectionDelegate(QStyledItemDelegate):
    """Draws mark, number, name and count; on a rail only mark and number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(2), theme.h(1.68))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HeadRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        on = paint.row_ground(painter, area, option.state)
        side = theme.h(0.74)
        on_rail = area.width() < theme.h(RAIL)
        before = 5 if on_rail else 12
        spot = QRectF(area.left() + before, area.center().y() - side / 2, side, side)
        paint_mark(painter, spot, row.mark, hole="accent_tint" if on else "alt")
        number = QRectF(spot.right(), area.top(), theme.h(1.2), area.height())
        paint.words(painter, number, str(row.number), look.ink2, theme.font(), paint.RIGHT)
        if on_rail:
            return
        room = area.adjusted(number.right() - area.left() + 8, 0, -11, 0)
        width = paint.words(painter, room, row.count, look.ink2, theme.font(-0.5), paint.RIGHT)
        room.setRight(room.right() - width - 6)
        paint.words(painter, room, row.title, look.ink, theme.font(0, on))


class _Sections(ItemList):
    """The sections; a click goes there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_SectionDelegate())
        self.setAccessibleName(_("Sections"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_current(self, section: str) -> None:
        for number, row in enumerate(self.items()):
            if row.section == section:
                self.setCurrentIndex(self._items.index(number))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.tokens().alt)
        painter.end()
        super().paintEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        row = self.item_at(index)
        if row is not None:
            self.chosen.emit(row.section)


class SectionColumn(QWidget):
    """Chooser of the claim on top, progress, sections, and what the keys do."""

    claim_chosen = Signal(object)
    section_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without claims."""
        super().__init__(parent)
        self.claims = ChoiceField(placeholder=_("Choose a claim…"))
        self.claims.setAccessibleName(_("Claim to inspect"))
        self.claims.setObjectName("claim")
        self.claims.edited.connect(lambda: self.claim_chosen.emit(self.claims.value()))
        self._title = ElidedWords(bold=True)
        self._progress = ElidedWords(token="ink2", delta=-1)
        self._bar = Bar(0, Tone.ACCENT)
        self.sections = _Sections()
        self.sections.chosen.connect(self.section_chosen)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(12, 8, 12, 10)
        head.setSpacing(4)
        for widget in (self.claims, self._title, self._progress, self._bar):
            head.addWidget(widget)
        head.insertSpacing(1, 4)
        self._keys = _keys()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.sections, 1)
        column.addWidget(self._keys)

    def take_back_claims(self) -> None:
        """Take the chooser of the claim back from where it stood in a narrow window."""
        layout = self._head.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.claims)

    def show_claims(self, claims: Sequence[tuple[int, str]], current: int | None) -> None:
        """Offer claims by id and words."""
        held = [
            (self.claims.itemData(i), self.claims.itemText(i)) for i in range(self.claims.count())
        ]
        if held != list(claims):
            self.claims.set_choices(claims)
            widest = max((paint.width_of(text) for _id, text in claims), default=0)
            self.claims.view().setMinimumWidth(widest + theme.h(1.5))
        self.claims.set_value(current)

    def show_progress(self, title: str, note: str, heads: Sequence[HeadRow]) -> None:
        """Show how far the inspection is; without heads only the words."""
        self._title.setText(title)
        answered, total = sum(h.answered for h in heads), sum(h.total for h in heads)
        self._progress.setText(note)
        self._bar.show_part(answered / total if total else 0, Tone.ACCENT)
        self._bar.setVisible(bool(total))
        self.sections.show_items(heads)

    def show_current(self, section: str) -> None:
        """Mark the section in which the current item lies."""
        self.sections.show_current(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a rail only the sections stay."""
        super().resizeEvent(event)
        wide = self.width() >= theme.h(RAIL)
        self._head.setVisible(wide)
        self._keys.setVisible(wide)
        self.sections.scheduleDelayedItemsLayout()


def _keys() -> Surface:
    """Return the legend of the three keys."""
    foot = Surface("alt", "t")
    row = QHBoxLayout(foot)
    row.setContentsMargins(8, 9, 6, 9)
    row.setSpacing(4)
    for number, (_mark, text) in enumerate(ANSWERS, 1):
        row.addWidget(KeyCap(str(number)))
        row.addWidget(Words(_(text), token="ink2", delta=-1))
        row.addSpacing(2)
    row.addStretch(1)
    return foot
