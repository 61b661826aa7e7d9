"""How a ledger of money is laid out: head with figures, pills, one table, its foot, a card."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.panes import NARROW
from warrantydesk.ui.kit.splitter import Splitter
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.statement_figures import Figures

PAUSE_MS = 250
SIDE, TIGHT = 14.5, 13.0
"""Width of the card, in line heights."""


class MoneyLedger(Surface):
    """The widgets of a ledger; its page fills them."""

    asked_again = Signal()
    """Pill or search has changed: read the rows again."""
    chosen = Signal(object)
    """The row in hand, None without one."""
    opened = Signal(object)
    """Enter or a double click on a row."""

    def __init__(self, shell: Shell, name: str, title: str, hint: str) -> None:
        """``name`` is that of the remembered widths, ``hint`` says what the search finds."""
        super().__init__("base")
        self._shell, self._name = shell, name
        self._given_way: tuple[str, ...] = ()
        self.title = Words(title, delta=2, bold=True)
        self.search = TextField(hint)
        self.search.setAccessibleName(hint)
        self.search.setClearButtonEnabled(True)
        self.figures = Figures()
        self.pills = ChipRow()
        self.stack = QStackedWidget()
        self.said = ElidedWords(token="ink2")
        self.side = QVBoxLayout()
        self._tables: dict[str, TableView] = {}
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.asked_again)
        self.search.edited.connect(self._pause.start)
        self.pills.chosen.connect(lambda _key: self.asked_again.emit())
        self._lay()

    def _lay(self) -> None:
        main = Surface("base")
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        self._head.setContentsMargins(16, 0, 16, 0)
        self._head.setSpacing(8)
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self.search.setFixedWidth(theme.h(13))
        self._head.addWidget(self.search)
        column.addLayout(self._head)
        for widget in (self.figures, self.pills):
            line = QHBoxLayout()
            line.setContentsMargins(16, 0, 16, 0)
            line.addWidget(widget)
            column.addLayout(line)
        column.addWidget(self.stack, 1)
        foot = Surface("window", "t")
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(16, 8, 16, 8)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.said, 1)
        column.addWidget(foot)
        right = Surface("window")
        right.setLayout(self.side)
        self.side.setContentsMargins(0, 0, 0, 0)
        panes = self.panes = Splitter(Qt.Orientation.Horizontal)
        for pane, least in ((main, 24), (right, 14)):
            pane.setMinimumWidth(theme.h(least))
            panes.addWidget(pane)
        panes.setStretchFactor(0, 1)
        panes.setStretchFactor(1, 0)
        panes.setSizes([theme.h(46), theme.h(SIDE)])
        panes.remember(self._shell.memory, self._name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)

    def add_card(self, card: QWidget) -> None:
        """Put the card of the row in hand at the right."""
        self.side.addWidget(card)

    def add_filter(self, field: QWidget) -> None:
        """Put a field before the search."""
        self._head.insertWidget(self._head.count() - 1, field)

    def add_button(self, button: Button) -> Button:
        """Put a button at the right of the foot."""
        self._foot.addWidget(button)
        return button

    def add_table(self, key: str, columns: Sequence[Column], empty: str) -> TableView:
        """Add a table; the first one is shown."""
        table = TableView(ListModel(columns))
        table.setAccessibleName(self.title.text())
        table.set_empty(empty)
        table.opened.connect(self.opened)
        table.chosen.connect(self._tell_row)
        table.remember(self._shell.memory, f"{self._name}_{key}")
        self._tables[key] = table
        self.stack.addWidget(table)
        hand_on(self, self.table())
        return table

    def give_way(self, *keys: str) -> None:
        """Name the columns that are hidden in a narrow window."""
        self._given_way = keys

    def table(self) -> TableView:
        """Return the table in front."""
        shown = self.stack.currentWidget()
        return next(table for table in self._tables.values() if table is shown)

    def row(self) -> Any:
        """Return the row in hand, None without one."""
        return self.table().row() if self._tables else None

    def show_pills(self, pills: Sequence[tuple[str, str, int | None]]) -> None:
        """Show key, words and count of each pill."""
        self.pills.set_chips([Chip(*one) for one in pills])

    def show_rows(self, key: str, rows: Sequence[Any], kept: Any = None) -> None:
        """Show rows in a table; ``kept`` tells which row stays in hand, else it is the first."""
        table = self._tables[key]
        self.stack.setCurrentWidget(table)
        hand_on(self, table)
        model = table.model()
        assert isinstance(model, ListModel)
        model.show(rows)
        if rows and not (kept is not None and table.select_where(kept)):
            table.select_row(0)
        self._tell_row()

    def _tell_row(self, *_row: object) -> None:
        self.chosen.emit(self.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table the room in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.h(NARROW - 8)
        for table in self._tables.values():
            model = table.model()
            keys = [column.key for column in model.columns] if isinstance(model, ListModel) else []
            for key in self._given_way:
                if key in keys:
                    table.setColumnHidden(keys.index(key), narrow)
        side = theme.h(TIGHT if narrow else SIDE)
        self.panes.setSizes([max(self.width() - side, 1), side])
        if not narrow:
            self.panes.recall()
        self.figures.set_short(self.height() < theme.h(24))
