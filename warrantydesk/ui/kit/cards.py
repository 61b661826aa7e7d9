"""Cards for side information: a head, a body, key over value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel, tone_of
from warrantydesk.ui.kit.tokens import Tone


class Card(QWidget):
    """A box on ``base`` with a hairline: title, chips, note, link, content."""

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        link: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without a title the card is only the box; ``link`` stands at the right of the head."""
        super().__init__(parent)
        self._chips: list[StatusChip] = []
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(12, 8, 12, 10)
        self.content.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._title = Words(title, delta=0.5, bold=True)
        self._note = ElidedWords(note, token="ink2", delta=-1)
        if title:
            self._head.addWidget(self._title)
            self._head.addWidget(self._note, 1)
            self.content.addLayout(self._head)
        if link:
            self.add_link(link, clicked or (lambda: None))

    def add_link(self, text: str, clicked: Callable[[], object], *, icon: str = "") -> LinkButton:
        """Add a link at the right of the head."""
        link = LinkButton(text, icon=icon, clicked=clicked)
        self._head.addWidget(link)
        return link

    def set_title(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self._title.setText(title)
        self._note.setText(note)

    def set_chips(self, chips: Sequence[tuple[str, Tone]]) -> None:
        """Show words on tints beside the title."""
        while len(self._chips) < len(chips):
            chip = StatusChip()
            self._chips.append(chip)
            self._head.insertWidget(len(self._chips), chip)
        for index, chip in enumerate(self._chips):
            chip.show_state(*(chips[index] if index < len(chips) else ("", Tone.NEUTRAL)))

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Add a widget below what is there; return it."""
        self.content.addWidget(widget, stretch)
        return widget

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        look = theme.tokens()
        paint.box(QPainter(self), QRectF(self.rect()), look.base, look.line, 6)


class Hairline(QWidget):
    """A line between two parts of a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """One pixel high."""
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.tokens().line)


@dataclass(frozen=True)
class KeyValue:
    """One row of a key-value card; a mark colours the value."""

    label: str
    value: str
    mark: Mark | None = None
    bold: bool = False


class KeyValues(QWidget):
    """Rows of label and selectable value; for cards and for panes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._shown: list[KeyValue] = []

    def show_rows(self, rows: Sequence[KeyValue]) -> None:
        """Show other rows; equal ones are left alone."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            label = Words(row.label, token="ink2")
            self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_value_widget(row), number, 1)

    def rows(self) -> list[KeyValue]:
        """Return the rows shown."""
        return list(self._shown)


def _value_widget(row: KeyValue) -> QWidget:
    if row.mark is not None and tone_of(row.mark) is not Tone.NEUTRAL:
        return MarkLabel(row.mark, row.value, bold=row.bold)
    value = Words(row.value or "—", bold=row.bold, wrap=True).selectable()
    value.setAccessibleName(f"{row.label}: {row.value}")
    return value


class KeyValueCard(Card):
    """A card whose body is label and value."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(title, note, parent=parent)
        self.body = KeyValues()
        self.add(self.body)

    def show_rows(self, rows: Sequence[KeyValue]) -> None:
        """Show other rows."""
        self.body.show_rows(rows)
