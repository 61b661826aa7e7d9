"""Lines that are edited in a table: what a column is, and the rows as dictionaries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from warrantydesk.ui.kit.inputs import (
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    Field,
    MoneyField,
    NumberField,
    SuggestField,
    Suggestion,
    TextField,
)
from warrantydesk.ui.kit.table_model import NO_PARENT, Index
from warrantydesk.ui.kit.tokens import Tone

Row = dict[str, Any]
Choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class LineColumn:
    """One column: a key of the row and how it is edited.

    ``kind``: text, code, number, money, date, choice, check, suggest, or "" for a value that is
    only shown. ``under`` are further keys, edited in the second line of the same cell.
    ``width`` in pixels at 100 %, ``decimals`` as in ``NumberField``.
    """

    key: str
    title: str
    kind: str = "text"
    align: str = "left"
    width: int = 90
    decimals: int = 0
    choices: Choices | Callable[[Row], Choices] = ()
    suggest: Callable[[str], Sequence[Suggestion]] | None = None
    under: tuple["LineColumn", ...] = ()
    text: Callable[[Row], str] | None = None
    second: Callable[[Row], str] | None = None
    chip: Callable[[Row], tuple[str, Tone] | None] | None = None
    tone: Callable[[Row], Tone] | None = None
    locked: Callable[[Row], bool] | None = None
    bold: bool = False
    stretch: bool = False

    def offered(self, row: Row) -> Choices:
        """Return the choices for a row."""
        return self.choices(row) if callable(self.choices) else self.choices

    def is_editable(self, row: Row) -> bool:
        """Say whether the clerk may change the value in this row."""
        return bool(self.kind) and not (self.locked is not None and self.locked(row))

    def say(self, row: Row) -> str:
        """Return the value as it is shown."""
        if self.text is not None:
            return self.text(row)
        value = row.get(self.key)
        if value is None or value == "":
            return ""
        if self.kind == "choice":
            return next((text for one, text in self.offered(row) if one == value), str(value))
        return self.written(value)

    def written(self, value: Any) -> str:
        """Return a value of this kind as text."""
        if self.kind in ("number", "money") and isinstance(value, int):
            decimals = 2 if self.kind == "money" else self.decimals
            whole = f"{abs(value) / 10**decimals:,.{decimals}f}"
            return f"−{whole}" if value < 0 else whole
        return str(value)

    def editor(self, row: Row) -> Field:
        """Return a fresh field of this kind; ValueError for a value that is only shown."""
        makers: dict[str, Callable[[], Field]] = {
            "text": lambda: TextField(self.title),
            "code": lambda: CodeField(self.title),
            "number": lambda: NumberField(decimals=self.decimals),
            "money": lambda: MoneyField(least=None),
            "date": DateField,
            "check": CheckField,
            "choice": lambda: ChoiceField(self.offered(row)),
            "suggest": lambda: SuggestField(self.suggest or (lambda text: ()), self.title),
        }
        if self.kind not in makers:
            raise ValueError(self.kind)
        return makers[self.kind]()


class LinesModel(QAbstractTableModel):
    """Rows of dictionaries; every change of the clerk goes through ``put``."""

    def __init__(self, columns: Sequence[LineColumn], parent: QObject | None = None) -> None:
        """``columns`` from left to right."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show other rows; with as many rows as before the open editor survives."""
        fresh = [dict(row) for row in rows]
        if len(fresh) != len(self.rows):
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
            return
        for number, row in enumerate(fresh):
            if row != self.rows[number]:
                self.rows[number] = row
                self.touch(number)

    def touch(self, number: int) -> None:
        """Repaint a row."""
        last = len(self.columns) - 1
        self.dataChanged.emit(self.index(number, 0), self.index(number, last))

    def put(self, number: int, key: str, value: Any) -> bool:
        """Change one value; False when it is the same."""
        held = self.rows[number].get(key)
        if held == value or (held in (None, "") and value in (None, "")):
            return False
        self.rows[number] = {**self.rows[number], key: value}
        self.touch(number)
        return True

    def insert(self, number: int, row: Row) -> None:
        """Put a row before ``number``."""
        self.beginInsertRows(NO_PARENT, number, number)
        self.rows.insert(number, dict(row))
        self.endInsertRows()

    def remove(self, number: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(NO_PARENT, number, number)
        del self.rows[number]
        self.endRemoveRows()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell for screen readers."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self.columns[index.column()].say(self.rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells with an editable key can be edited."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row, column = self.rows[index.row()], self.columns[index.column()]
        parts = (column, *column.under)
        if any(part.is_editable(row) for part in parts):
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def stops(self, number: int) -> list[tuple[int, LineColumn]]:
        """Return where the clerk stops when going through a row: column number and part."""
        row = self.rows[number]
        return [
            (place, part)
            for place, column in enumerate(self.columns)
            for part in (column, *column.under)
            if part.is_editable(row)
        ]
