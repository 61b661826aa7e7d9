"""Domain object ⇄ table row: nested parts become columns with their name in front.

``claim.vehicle.vin`` lies in the column ``vehicle_vin``; dates and instants are ISO text,
decimals text, truth 0 or 1, tuples JSON text.
"""

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from warrantydesk.domain.codec import from_json, hints, to_json
from warrantydesk.domain.dates import from_utc_text, utc_text

T = TypeVar("T")
Value = str | int | None


@dataclass(frozen=True)
class _Column:
    """One column: where its value lies in the object, how it is written and read."""

    name: str
    path: tuple[str, ...]
    write: Callable[[Any], Value]
    read: Callable[[Any], Any]


class RowMapping(Generic[T]):
    """How one dataclass lies in one table."""

    def __init__(self, kind: type[T], skip: frozenset[str] = frozenset()) -> None:
        self.kind = kind
        self._skip = skip
        self._columns = tuple(_columns(kind, (), skip))
        self.names = tuple(column.name for column in self._columns)

    def row(self, value: T) -> dict[str, Value]:
        """Return the columns of an object."""
        row: dict[str, Value] = {}
        for column in self._columns:
            part: Any = value
            for name in column.path:
                part = getattr(part, name)
            row[column.name] = None if part is None else column.write(part)
        return row

    def flat(self, values: Sequence[Any]) -> T:
        """Return the object of ``names`` in order; for a dataclass without others within."""
        read = zip(self._columns, values, strict=True)
        return self.kind(*[None if raw is None else column.read(raw) for column, raw in read])

    def value(self, row: Mapping[str, Any], **extra: Any) -> T:
        """Return the object of a row; ``extra`` gives the skipped fields."""
        tree: dict[str, Any] = {}
        for column in self._columns:
            raw = row[column.name]
            branch = tree
            for name in column.path[:-1]:
                branch = branch.setdefault(name, {})
            branch[column.path[-1]] = None if raw is None else column.read(raw)
        built = {
            name: hints(self.kind)[name](**part) if isinstance(part, dict) else part
            for name, part in tree.items()
        }
        return self.kind(**built, **extra)


def _columns(kind: Any, path: tuple[str, ...], skip: frozenset[str]) -> list[_Column]:
    columns: list[_Column] = []
    for name, hint in hints(kind).items():
        if not path and name in skip:
            continue
        where = (*path, name)
        if is_dataclass(hint):
            columns += _columns(hint, where, skip)
        else:
            write, read = _codec(_inner(hint))
            columns.append(_Column("_".join(where), where, write, read))
    return columns


def _inner(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def _codec(hint: Any) -> tuple[Callable[[Any], Value], Callable[[Any], Any]]:
    if get_origin(hint) is tuple:
        return (
            lambda value: json.dumps(to_json(value), ensure_ascii=False),
            lambda raw: from_json(hint, json.loads(raw)),
        )
    if hint is datetime:
        return utc_text, from_utc_text
    if hint is date:
        return date.isoformat, date.fromisoformat
    if hint is Decimal:
        return str, Decimal
    if hint is bool:
        return int, bool
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    return (lambda value: value), (lambda raw: raw)
