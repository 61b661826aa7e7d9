"""Rows of an account as a table over any number of them."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from warrantydesk.ui.kit.table import Column, Source
from warrantydesk.ui.kit.table_model import Order


class LedgerRows(Source):
    """Rows that are held already; only the order is made anew."""

    def __init__(self, rows: Sequence[Any], columns: Sequence[Column]) -> None:
        """``columns`` say how a row is sorted."""
        self._rows = rows
        self._columns: Mapping[str, Column] = {column.key: column for column in columns}

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def ids(self, order: Order | None) -> "array[int]":
        """Return the places of all rows in order; rows that say nothing stand last."""
        places = list(range(len(self._rows)))
        column = self._columns.get(order[0]) if order else None
        if column is not None and order is not None:
            keys = [column.sort_key(row) for row in self._rows]
            said = [place for place in places if keys[place] not in (None, "")]
            said.sort(key=keys.__getitem__, reverse=order[1])
            places = said + [place for place in places if keys[place] in (None, "")]
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> list[Any]:
        """Return the rows of these places."""
        return [self._rows[place] for place in ids]
