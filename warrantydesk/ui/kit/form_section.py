"""A section of a form: head, grid of cells, blocks over the full width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.outline import Field
from warrantydesk.ui.kit.sections import SectionHeader

COLUMNS = 12


class FormSection(QWidget):
    """Lays its cells in rows of twelve columns, in the order they come."""

    def __init__(self, key: str, title: str, note: str, reading: bool) -> None:
        """``reading`` is how its cells stand at first."""
        super().__init__()
        self.key, self.title, self.reading = key, title, reading
        self.header = SectionHeader(title, note)
        self.blocks: dict[str, Field] = {}
        self._cells: list[FieldCell] = []
        self._as_text: list[FieldCell] = []
        self._spans: dict[FieldCell, int] = {}
        self._row, self._filled = 0, 0
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 10, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for index in range(COLUMNS):
            self._grid.setColumnStretch(index, 1)
            self._grid.setColumnMinimumWidth(index, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body)
        self.header.toggled.connect(self._fold)

    def place(self, cell: FieldCell, span: int) -> None:
        """Lay a cell beside the last one, or in the next row when it does not fit."""
        self._lay(cell, span)
        self._spans[cell] = span
        self._cells.append(cell)
        if cell.is_reading():
            self._as_text.append(cell)

    def _lay(self, cell: FieldCell, span: int) -> None:
        if self._filled + span > COLUMNS:
            self.break_row()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(cell, self._row, self._filled, 1, span, top)
        self._filled += span

    def relay(self) -> None:
        """Lay the cells that are not hidden without gaps; for a section of cells only."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
        self._row, self._filled = 0, 0
        for cell in self._cells:
            if not cell.isHidden():
                self._lay(cell, self._spans[cell])

    def place_block(self, widget: QWidget) -> None:
        """Lay a widget over the full width."""
        self.break_row()
        self._grid.addWidget(widget, self._row, 0, 1, COLUMNS)
        self._row += 1

    def break_row(self) -> None:
        """Let the next cell begin a new row."""
        if self._filled:
            self._row, self._filled = self._row + 1, 0

    def paths(self) -> list[str]:
        """Return the paths of cells and blocks."""
        return [cell.path for cell in self._cells] + list(self.blocks)

    def cells(self) -> list[FieldCell]:
        """Return the cells in order."""
        return list(self._cells)

    def show_reading(self, reading: bool) -> None:
        """Show the cells that may stand as text as text, or as editors."""
        for cell in self._as_text:
            if not reading or cell.field.problem() is None:
                cell.show_reading(reading)

    def is_opened(self) -> bool:
        """Say whether cells that may stand as text are open for editing."""
        return any(not cell.is_reading() for cell in self._as_text)

    def is_complete(self) -> bool:
        """Say whether every required cell holds something."""
        return all(cell.field.value() not in (None, "") for cell in self._cells if cell.required)

    def open(self) -> None:
        """Show the body."""
        self._body.setVisible(True)

    def _fold(self) -> None:
        self._body.setVisible(self._body.isHidden())
