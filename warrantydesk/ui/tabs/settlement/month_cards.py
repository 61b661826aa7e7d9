"""A card of amounts: what it is at the left, how much at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from warrantydesk.ui.kit.cards import Card, KeyValue
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import tone_of
from warrantydesk.ui.kit.tokens import Tone

_TOKENS = {Tone.WARN: "warn", Tone.DANGER: "danger", Tone.OK: "ok"}


class AmountCard(Card):
    """Rows of label and amount, the amounts below each other."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(title, note, parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.content.addLayout(self._grid)
        self._shown: list[KeyValue] = []

    def show_rows(self, rows: Sequence[KeyValue]) -> None:
        """Show other rows; equal ones are left alone."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            self._grid.addWidget(ElidedWords(row.label, token="ink2"), number, 0)
            tone = tone_of(row.mark) if row.mark is not None else Tone.NEUTRAL
            value = Words(row.value, token=_TOKENS.get(tone, "ink"), bold=row.bold).selectable()
            value.setAccessibleName(f"{row.label}: {row.value}")
            self._grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignRight)

    def rows(self) -> list[KeyValue]:
        """Return the rows shown."""
        return list(self._shown)
