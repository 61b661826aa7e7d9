"""A model over any number of rows: ids in memory, rows fetched in pages as they are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject

from warrantydesk.ui.kit.table_model import NO_PARENT, Column, GridModel, Index, Order

PAGE = 128
PAGES_KEPT = 64


class Source(Protocol):
    """Where rows come from; all three are asked on the window's thread."""

    def count(self) -> int:
        """Return how many rows there are."""

    def ids(self, order: Order | None) -> Sequence[int]:
        """Return all ids in order."""

    def rows(self, ids: Sequence[int]) -> list[Any]:
        """Return the rows of these ids, in their order."""


class WindowedModel(GridModel):
    """Pages of 128 rows, the 64 last used are kept: a million rows cost a million ids."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: Source | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Without a source the table is empty."""
        super().__init__(columns, parent)
        self._source: Source | None = None
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        if source is not None:
            self.set_source(source)

    def set_source(self, source: Source) -> None:
        """Show other rows in the order in use."""
        self._source = source
        self.set_ids(source.ids(self.order))

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these ids of the source; for orders that were made in a worker."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def reload(self) -> None:
        """Ask the source again."""
        if self._source is not None:
            self.set_source(self._source)

    def sort_by(self, order: Order | None) -> None:
        """Ask the source for another order."""
        self.order = order
        self.reload()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, row: int) -> int:
        """Return the id of a row; IndexError outside."""
        return self._ids[row]

    def row_of(self, row_id: int) -> int:
        """Return where an id stands, -1 when it is not among the rows."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> Any:
        """Return the row object, fetching its page when it is not at hand; None outside."""
        if not 0 <= row < len(self._ids):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number)
        else:
            self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def held(self) -> "Held":
        """Return the rows as they stand now, whatever is shown later."""
        return Held(self._source, self._ids)

    def pages_held(self) -> int:
        """Return how many pages are in memory."""
        return len(self._pages)

    def _fetch(self, number: int) -> list[Any]:
        start = number * PAGE
        wanted = self._ids[start : start + PAGE]
        self._pages[number] = []  # a page that cannot be read is asked for once, not at each look
        page = self._source.rows(wanted) if self._source is not None else []
        self._pages[number] = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page


class Held:
    """Rows of a source in the order of their ids; read without the pages that are shown."""

    def __init__(self, source: Source | None, ids: Sequence[int]) -> None:
        self._source, self._ids = source, ids

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ids) if self._source is not None else 0

    def rows(self, start: int, end: int) -> list[Any]:
        """Return the rows from one number to before another."""
        return self._source.rows(self._ids[start:end]) if self._source is not None else []
