"""Sections of a long form: the head of each, and the ribbon that is their table of contents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

LEAST_GAP = 8
"""Pixels between two sections of the ribbon where room is short."""


class SectionHeader(QWidget):
    """Title, finding chips, a note, links at the right, a hairline; a click folds."""

    toggled = Signal()

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        """``note`` is a caption beside the title."""
        super().__init__(parent)
        self._title = Words(title, delta=0.5, bold=True)
        self._note = ElidedWords(note, token="ink2", delta=-1)
        self._star = Words("*", token="danger", delta=-1, bold=True)
        self._star.setToolTip(_("Required"))
        self._star.hide()
        self._chips: list[StatusChip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addWidget(self._star)
        self._row.addWidget(self._note, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.74))

    def set_chips(self, chips: Sequence[tuple[str, Tone]]) -> None:
        """Show counts in words; their sentence is also the accessible name."""
        while len(self._chips) < len(chips):
            chip = StatusChip()
            self._chips.append(chip)
            self._row.insertWidget(1 + len(self._chips), chip)
        for index, chip in enumerate(self._chips):
            text, tone = chips[index] if index < len(chips) else ("", Tone.NEUTRAL)
            chip.show_state(text, tone)
        self.setAccessibleName(" ".join([self._title.text(), *(text for text, _tone in chips)]))

    def set_note(self, note: str) -> None:
        """Change the caption."""
        self._note.setText(note)

    def mark_required(self, required: bool) -> None:
        """Show the star of a section whose one field has no label of its own."""
        self._star.setVisible(required)

    def add_link(
        self, text: str, clicked: Callable[[], object], *, icon: str = "", bold: bool = False
    ) -> LinkButton:
        """Add a link at the right end."""
        link = LinkButton(text, icon=icon, bold=bold, clicked=clicked)
        self._row.addWidget(link)
        return link

    def add_widget(self, widget: QWidget) -> None:
        """Add any small widget at the right end."""
        self._row.addWidget(widget)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the head folds or opens the section."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        painter = QPainter(self)
        paint.hairline(painter, 0, self.width(), self.height() - 1, theme.tokens().line)


@dataclass(frozen=True)
class RibbonItem:
    """One section in the ribbon; a count stands beside the name in the tone of the mark."""

    key: str
    title: str
    mark: Mark = Mark.TODO
    count: int = 0


class SectionRibbon(QWidget):
    """Mark, name and count per section in one row; the underline follows the scroll."""

    clicked = Signal(str)

    def __init__(self, items: Sequence[RibbonItem] = (), parent: QWidget | None = None) -> None:
        """Show ``items`` in order."""
        super().__init__(parent)
        self._items: list[RibbonItem] = []
        self._current = ""
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.set_items(items)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.74))

    def set_items(self, items: Sequence[RibbonItem]) -> None:
        """Show other sections."""
        self._items = list(items)
        self._name()
        self.update()

    def set_state(self, key: str, mark: Mark, count: int = 0) -> None:
        """Change mark and count of one section."""
        self._items = [
            replace(one, mark=mark, count=count) if one.key == key else one for one in self._items
        ]
        self._name()
        self.update()

    def set_current(self, key: str) -> None:
        """Move the underline."""
        if key != self._current:
            self._current = key
            self.update()

    def current(self) -> str:
        """Return the key that is underlined."""
        return self._current

    def items(self) -> list[RibbonItem]:
        """Return the sections as shown."""
        return list(self._items)

    def sizeHint(self) -> QSize:
        """All sections with their words."""
        widths = [self._width(one, True) for one in self._items]
        return QSize(round(sum(widths) + (LEAST_GAP + 2) * len(widths)), theme.h(1.74))

    def minimumSizeHint(self) -> QSize:
        """Marks alone."""
        return QSize(theme.h(1.2) * max(1, len(self._items)), theme.h(1.74))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sections and the line below them."""
        painter = QPainter(self)
        look = theme.tokens()
        paint.hairline(painter, 0, self.width(), self.height() - 1, look.line)
        for index, (item, area, worded) in enumerate(self._places()):
            self._paint_item(painter, item, area, worded)
            if self.hasFocus() and index == self._cursor:
                paint.focus_ring(painter, area.adjusted(-4, 3, 4, -4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the section."""
        for index, (item, area, _worded) in enumerate(self._places()):
            if area.adjusted(-6, 0, 6, 0).contains(event.position()):
                self._cursor = index
                self.clicked.emit(item.key)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the section under the mouse."""
        for item, area, _worded in self._places():
            if area.adjusted(-6, 0, 6, 0).contains(event.position()):
                self.setToolTip(_spoken(item))
                self.setCursor(Qt.CursorShape.PointingHandCursor)
                return
        self.setToolTip("")
        self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter or Space goes; nothing is typed here."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._cursor = min(max(self._cursor + step, 0), len(self._items) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and self._items:
            self.clicked.emit(self._items[self._cursor].key)
        else:
            super().keyPressEvent(event)

    def _places(self) -> list[tuple[RibbonItem, QRectF, bool]]:
        worded = self._worded()
        widths = [self._width(one, words) for one, words in zip(self._items, worded, strict=True)]
        slack = (self.width() - sum(widths) - 12) / max(1, len(widths) - 1)
        gap = min(max(slack, LEAST_GAP), theme.h(1.55))
        left, places = 6.0, []
        for item, width, words in zip(self._items, widths, worded, strict=True):
            places.append((item, QRectF(left, 0, width, self.height()), words))
            left += width + gap
        return places

    def _worded(self) -> list[bool]:
        """Say which sections show their words: as many as fit, the current and loud ones first."""
        items = self._items
        free = self.width() - 12 - LEAST_GAP * max(0, len(items) - 1)
        free -= round(sum(self._width(one, False) for one in items))
        first = {place: self._rank(one) for place, one in enumerate(items)}
        worded = [False] * len(items)
        for place in sorted(first, key=lambda each: first[each]):
            more = self._width(items[place], True) - self._width(items[place], False)
            if more <= free:
                worded[place] = True
                free -= round(more)
        return worded

    def _rank(self, item: RibbonItem) -> int:
        if item.key == self._current:
            return 0
        return 1 if item.count else 2

    def _width(self, item: RibbonItem, worded: bool) -> float:
        width = theme.h(0.68)
        if worded:
            width += 5 + paint.width_of(item.title, 0, self._bold(item))
        if item.count:
            width += 4 + paint.width_of(str(item.count), -0.5, True)
        return width

    def _bold(self, item: RibbonItem) -> bool:
        return bool(item.count) or item.key == self._current

    def _paint_item(self, painter: QPainter, item: RibbonItem, area: QRectF, worded: bool) -> None:
        look = theme.tokens()
        side = theme.h(0.68)
        middle = area.center().y() - 1
        paint_mark(painter, QRectF(area.left(), middle - side / 2, side, side), item.mark)
        at = QPointF(area.left() + side, area.top())
        strong = self._bold(item)
        if worded:
            room = QRectF(at.x() + 5, 0, area.right() - at.x(), area.height() - 2)
            face = theme.font(0, strong)
            ink = look.ink if strong else look.ink2
            at.setX(room.left() + paint.words(painter, room, item.title, ink, face))
        if item.count:
            room = QRectF(at.x() + 4, 0, 40, area.height() - 2)
            ink = look.ink_of(tone_of(item.mark))
            paint.words(painter, room, str(item.count), ink, theme.font(-0.5, True))
        if item.key == self._current:
            line = QRectF(area.left() - 3, self.height() - 3, area.width() + 6, 3)
            painter.fillRect(line, look.accent)

    def _name(self) -> None:
        self.setAccessibleName("; ".join(_spoken(one) for one in self._items))


def _spoken(item: RibbonItem) -> str:
    return f"{item.title} {item.count}" if item.count else item.title
