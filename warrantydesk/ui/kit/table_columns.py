"""How the columns of a table are arranged: widths, order, sorting, which are put away."""

from typing import Any

from PySide6.QtCore import QObject, QTimer

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table_menu import keeper_of
from warrantydesk.ui.kit.table_model import GridModel


class TableColumns(QObject):
    """Keeps them for a table, under a name.

    A column that the clerk put away stays away, whatever room there is; one that only gives way
    in a narrow window comes back with the room.
    """

    def __init__(self, view: Any, grid: GridModel) -> None:
        """``view`` is the table; its columns are those of ``grid``."""
        super().__init__(view)
        self._view, self._grid = view, grid
        self._memory: tuple[Memory, str] | None = None
        self._away = self._first_away()
        self._saver = QTimer(self, singleShot=True, interval=400)
        self._saver.timeout.connect(self._save)

    def _first_away(self) -> set[str]:
        return {column.key for column in self._grid.columns if column.hidden}

    def is_away(self, section: int) -> bool:
        """Tell whether the clerk put a column away."""
        return self._grid.columns[section].key in self._away

    def show(self, section: int, on: bool) -> None:
        """Take a column out again, or put it away."""
        key = self._grid.columns[section].key
        if on:
            self._away.discard(key)
        else:
            self._away.add(key)
        self._view.setColumnHidden(section, not on)
        self.keep()

    def reset(self) -> None:
        """Give the columns back their first widths and order."""
        self._away = self._first_away()
        head = self._view.horizontalHeader()
        for index, column in enumerate(self._grid.columns):
            head.moveSection(head.visualIndex(index), index)
            head.setSectionHidden(index, column.hidden)
            self._view.setColumnWidth(index, round(column.width * theme.unit() / 19))
        self.keep()

    def remember(self, memory: Memory, name: str) -> None:
        """Keep the arrangement under ``name``, and take what is kept there."""
        self._memory = None
        kept = memory.value(f"table/{name}/columns")
        if kept:
            self._view.horizontalHeader().restoreState(kept)
            away = memory.value(f"table/{name}/away")
            self._away = self._first_away() if away is None else set(str(away).split(","))
            for section in range(len(self._grid.columns)):
                self._view.setColumnHidden(section, self.is_away(section))
        order = memory.value(f"table/{name}/order")
        if order and any(column.key == order[0] for column in self._grid.columns):
            self._grid.sort_by((str(order[0]), str(order[1]).lower() in ("1", "true")))
        self._memory = (memory, name)

    def remember_by_itself(self) -> None:
        """Keep the arrangement of a table that nobody named, under its columns."""
        keeper = keeper_of(self._view) if self._memory is None else None
        if keeper is not None and self._grid.columns:
            self.remember(keeper.memory, "-".join(column.key for column in self._grid.columns))

    def keep(self) -> None:
        """Save in a moment."""
        if self._memory is not None:
            self._saver.start()

    def _save(self) -> None:
        if self._memory is None:
            return
        memory, name = self._memory
        memory.setValue(f"table/{name}/columns", self._view.horizontalHeader().saveState())
        memory.setValue(f"table/{name}/away", ",".join(sorted(self._away)))
        memory.setValue(f"table/{name}/order", list(self._grid.order or ()))
