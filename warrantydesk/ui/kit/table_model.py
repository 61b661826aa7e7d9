"""Columns and rows of tables: what a cell says, and models over rows held in a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from warrantydesk.domain.listing import Cell, Holds
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
Order = tuple[str, bool]
NO_PARENT = QModelIndex()
_SAID = frozenset(map(int, (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)))
Say = Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """How one column reads a row; ``width`` in pixels at 100 %.

    ``align`` is left, right or center. ``bold`` may depend on the row. ``action`` cells are links
    that become a button in the current row. ``stretch`` takes the room that is left. Rows whose
    ``sort`` is None say nothing there: they stand last, up or down. In a file the column has
    ``value``, which is what ``holds`` says: fen, a date, an instant, a number; without it the
    words that the clipboard gets. The second line has ``second_filed`` there, where it differs.
    """

    key: str
    title: str
    align: str = "left"
    width: int = 100
    text: Say | None = None
    second: Say | None = None
    second_filed: Say | None = None
    mark: Callable[[Any], Mark | None] | None = None
    tone: Callable[[Any], Tone] | None = None
    bold: bool | Callable[[Any], bool] = False
    chip: Callable[[Any], tuple[str, Tone] | None] | None = None
    corner: Callable[[Any], Mark | None] | None = None
    copy: Say | None = None
    sort: Callable[[Any], Any] | None = None
    second_tone: Callable[[Any], Tone] | None = None
    action: bool = False
    sortable: bool = True
    stretch: bool = False
    weak: bool = False
    highlight: bool = False
    hidden: bool = False
    value: Callable[[Any], Cell] | None = None
    holds: Holds = Holds.TEXT

    def say(self, row: Any) -> str:
        """Return the first line of the cell."""
        if self.text is not None:
            return self.text(row)
        found = row.get(self.key) if isinstance(row, Mapping) else getattr(row, self.key, None)
        return "" if found is None else str(found)

    def is_bold(self, row: Any) -> bool:
        """Say whether the first line is bold."""
        return self.bold(row) if callable(self.bold) else self.bold

    def copied(self, row: Any) -> str:
        """Return what the clipboard gets."""
        return self.copy(row) if self.copy is not None else self.say(row)

    def exported(self, row: Any) -> Cell:
        """Return what a file gets."""
        if self.value is not None:
            return self.value(row)
        said = self.copied(row)
        chip = self.chip(row) if self.chip is not None and not said else None
        return chip[0] if chip else said

    def exported_second(self, row: Any) -> str:
        """Return what a file gets of the second line."""
        say = self.second_filed or self.second
        return say(row) if say is not None else ""

    def sort_key(self, row: Any) -> Any:
        """Return what a list sorts by."""
        return self.sort(row) if self.sort is not None else self.say(row)


@dataclass(frozen=True)
class Group:
    """A row over the whole width that heads the rows below it; ``key`` names it when clicked."""

    title: str
    note: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    tone: Tone = Tone.NEUTRAL
    key: Any = None
    folded: bool | None = None
    link: str = ""


class GridModel(QAbstractTableModel):
    """Any rows under columns; painters ask ``row_at`` and the column, not the roles."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        """``columns`` in their first order."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.order: Order | None = None

    def row_at(self, row: int) -> Any:
        """Return the row object, None outside."""
        raise NotImplementedError

    def sort_by(self, order: Order | None) -> None:
        """Order the rows by a column key, descending when the second is True."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell for screen readers and searches."""
        if role not in _SAID:  # Qt asks for a dozen others of every cell that it paints
            return None
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if isinstance(row, Group):
            return row.title if index.column() == 0 else ""
        if row is None:
            return ""
        column = self.columns[index.column()]
        first = column.say(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and column.second is not None:
            return f"{first}, {column.second(row)}"
        return first

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole and across and section < len(self.columns):
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected; group rows only be clicked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.row_at(index.row()), Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ListModel(GridModel):
    """Rows held in a list, with group rows among them."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(columns, parent)
        self._rows: list[Any] = []
        self._given: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows, in the order in use when they have no groups."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._ordered()
        self.endResetModel()

    def rows(self) -> list[Any]:
        """Return the rows in the order shown."""
        return list(self._rows)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows, groups included."""
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, row: int) -> Any:
        """Return the row object, None outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def sort_by(self, order: Order | None) -> None:
        """Order the rows; groups keep their place and sort within."""
        self.order = order
        self.beginResetModel()
        self._rows = self._ordered()
        self.endResetModel()

    def _ordered(self) -> list[Any]:
        column = self._order_column()
        if column is None or self.order is None:
            return list(self._given)
        blocks: list[list[Any]] = [[]]
        for row in self._given:
            if isinstance(row, Group):
                blocks.append([row])
            else:
                blocks[-1].append(row)
        ordered: list[Any] = []
        for block in blocks:
            head = [row for row in block if isinstance(row, Group)]
            body = [row for row in block if not isinstance(row, Group)]
            keyed = [(column.sort_key(row), row) for row in body]
            said = [pair for pair in keyed if pair[0] is not None]
            said.sort(key=lambda pair: pair[0], reverse=self.order[1])
            ordered += head + [row for _key, row in said]
            ordered += [row for key, row in keyed if key is None]
        return ordered

    def _order_column(self) -> Column | None:
        if self.order is None:
            return None
        return next((one for one in self.columns if one.key == self.order[0]), None)
