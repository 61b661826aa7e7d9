"""The rows of a table on their way into a file: read here, a page at a time, written by a worker.

What a column says may ask the desk, and the desk answers on the window's thread alone. So the
rows are made here in the pauses of the window, and the worker that writes them waits for them.
"""

from collections.abc import Callable, Iterator
from queue import Empty, Queue
from typing import Any

from PySide6.QtCore import QObject, QTimer

from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.table_model import Column, GridModel, Group
from warrantydesk.ui.kit.table_window import WindowedModel

PAGE, PAGES_AHEAD = 128, 8
WAIT_S = 0.1
"""How long a worker waits for a page before it looks whether it was cancelled."""
PAUSE_MS = 5
"""How long the window waits before it looks whether a worker has taken a page."""
LETTER = 7
"""Pixels of a letter at 100 %."""
Row = tuple[Cell, ...]
Read = Callable[[int, int], list[Any]]


class TableFeed(QObject):
    """The rows of a table as they stand now, in pages; groups stand in a column of their own."""

    def __init__(self, table: Any, parent: QObject) -> None:
        """``table`` may be shown other rows, or die, while these are still written."""
        super().__init__(parent)
        model: GridModel = table.model()
        self._read, self.count, self._grouped = _reader(model)
        columns = model.columns
        self._columns = [columns[s] for s in table.sections_shown() if _leaves(columns[s])]
        self.columns = tuple(self._heads(table))
        self._group = ""
        self._next = 0
        self._pages: Queue[list[Row] | Exception | None] = Queue(PAGES_AHEAD)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._make)

    def _heads(self, table: Any) -> Iterator[ListColumn]:
        if self._grouped:
            yield ListColumn(_("Group"), width=24)
        every = list(table.columns())
        for column in self._columns:
            pixels = table.columnWidth(every.index(column)) * 19 / theme.unit()
            letters = max(8, min(60, round(pixels / LETTER)))
            yield ListColumn(column.title, column.holds, letters)
            if column.second is not None:
                title = _("{column} (second line)", column=column.title)
                yield ListColumn(title, Holds.TEXT, letters)

    def start(self) -> None:
        """Begin to make pages; what is not taken in time waits."""
        self._timer.start()

    def stop(self) -> None:
        """Make no more pages."""
        self._timer.stop()

    def rows(self, tick: Callable[[int, int], object]) -> Iterator[Row]:
        """Yield the rows, in a worker; ``tick`` is also called while they are waited for."""
        done = 0
        while True:
            tick(done, self.count)
            try:
                page = self._pages.get(timeout=WAIT_S)
            except Empty:
                continue
            if page is None:
                return
            if isinstance(page, Exception):
                raise page
            done += len(page)
            yield from page

    def _make(self) -> None:
        full = self._pages.full()
        self._timer.setInterval(PAUSE_MS if full else 0)
        if full:
            return
        page: list[Row] | Exception | None = None
        if self._next < self.count:
            try:
                page = self._page()
            except Exception as error:  # noqa: BLE001 - told where the file was asked for
                page = error
        self._pages.put(page)  # there is room: nobody else puts
        if not isinstance(page, list):
            self.stop()

    def _page(self) -> list[Row]:
        rows = self._read(self._next, min(self._next + PAGE, self.count))
        self._next += PAGE
        page: list[Row] = []
        for row in rows:
            if isinstance(row, Group):
                self._group = row.title
            elif row is not None:
                page.append(self._cells(row))
        return page

    def _cells(self, row: Any) -> Row:
        cells: list[Cell] = [self._group] if self._grouped else []
        for column in self._columns:
            cells.append(column.exported(row))
            if column.second is not None:
                cells.append(column.exported_second(row))
        return tuple(cells)


def _leaves(column: Column) -> bool:
    """Tell whether a column says something: one that only paints or acts does not."""
    says = column.title or column.text is not None or column.value is not None
    return bool(says) and not column.action


def _reader(model: GridModel) -> tuple[Read, int, bool]:
    """Return what reads rows by their numbers as the model stands now, how many, and whether
    there are groups among them.
    """
    if isinstance(model, WindowedModel):
        held = model.held()
        return held.rows, held.count, isinstance(next(iter(held.rows(0, 1)), None), Group)
    rows = [model.row_at(number) for number in range(model.rowCount())]
    grouped = any(isinstance(row, Group) for row in rows)
    return lambda start, end: rows[start:end], len(rows), grouped
