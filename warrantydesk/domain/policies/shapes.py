"""The tables that the desk knows: their keys, their columns, and what a cell may hold.

A shape is written as one line of columns. ``!`` must be filled in, ``?`` may be missing as a
column; after a colon stands the kind: ``whole``, ``whole<1200``, ``decimal``, ``day``, ``yes_no``,
``one(a|b)``, ``many(a|b)`` several of these or ``*`` for all, ``of(table)`` a code of that table,
``some(table)`` several of them, ``any(table)`` the same or ``*`` for all, ``list`` several words,
``pattern`` one over the signs of a VIN, ``tolerance`` limits of a reading, ``params`` what a claim
check is told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from warrantydesk.domain.policies.shapes_of_law import LAW_SHAPES
from warrantydesk.domain.policies.shapes_of_makers import MAKER_SHAPES
from warrantydesk.domain.policies.views import Group

_TOKEN = re.compile(r"(\??)([a-z0-9_]+)(!?)(?::([a-z_]+)(?:<([0-9]+))?(?:\(([^)]*)\))?)?")


@dataclass(frozen=True)
class ColumnShape:
    """What the cells of a column hold."""

    name: str
    kind: str = "text"
    needed: bool = False
    """The cell may not be empty."""
    optional: bool = False
    """The column may be missing."""
    most: int | None = None
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True)
class TableShape:
    """A table that the desk knows."""

    name: str
    title: str
    group: Group
    keys: tuple[str, ...]
    columns: Mapping[str, ColumnShape]


@cache
def shape_of(table: str) -> TableShape | None:
    """Return the shape of a table, None where the desk does not know it."""
    line = LAW_SHAPES.get(table) or MAKER_SHAPES.get(table)
    if line is None:
        return None
    title, group, keys, columns = line
    shapes = [_column(token) for token in columns.split()]
    return TableShape(
        table, title, Group(group), tuple(keys.split()), {one.name: one for one in shapes}
    )


def keys_of(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that name a row: those of the shape, else the first column."""
    shape = shape_of(table)
    keys = shape.keys if shape else ()
    return keys if keys and set(keys) <= set(columns) else columns[:1]


def _column(token: str) -> ColumnShape:
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        raise ValueError(token)
    optional, name, needed, kind, most, inside = parts.groups()
    refers = kind in ("of", "some", "any")
    return ColumnShape(
        name,
        kind or "text",
        bool(needed),
        bool(optional),
        int(most) if most else None,
        tuple((inside or "").split("|")) if kind in ("one", "many") else (),
        inside if refers and inside else "",
    )
