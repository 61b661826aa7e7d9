"""The table of the archive: a selection is a set of ranges, read only where it is used."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.tabs.archive.claims_model import ClaimsModel

MOST_SELECTED = 5000
"""Ctrl+A selects so many rows at most: what follows is meant to be looked at."""


class ClaimsTable(TableView):
    """Any number of claims, of which several may be selected."""

    cut = Signal(int)
    """Not all rows were selected: so many were."""

    def __init__(self, model: ClaimsModel, parent: QWidget | None = None) -> None:
        """Show the rows of ``model``."""
        super().__init__(model, multi=True, parent=parent)
        self._claims = model

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(last - first + 1 for first, last in self._ranges())

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected claims, from top to bottom."""
        rows = (row for first, last in self._ranges() for row in range(first, last + 1))
        return list(dict.fromkeys(self._claims.id_at(row) for row in rows))

    def selectAll(self) -> None:
        """Select all rows, the first ``MOST_SELECTED`` of more."""
        count = self._claims.rowCount()
        last = min(count, MOST_SELECTED) - 1
        if last < 0:
            return
        whole = QItemSelection(
            self._claims.index(0, 0), self._claims.index(last, self._claims.columnCount() - 1)
        )
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if count > MOST_SELECTED:
            self.cut.emit(MOST_SELECTED)

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return sorted((one.top(), one.bottom()) for one in ranges)
