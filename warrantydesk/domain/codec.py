"""Dataclass ⇄ JSON, once: command line, journal, snapshots and backup speak the same form.

Objects become JSON objects with the same names, tuples lists, dates and instants ISO text,
decimals text. Reading checks every type and cleans every text; a mismatch raises
:class:`MismatchError` with the path of the field.
"""

import re
import types
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from warrantydesk.domain import text
from warrantydesk.domain.dates import EARLIEST, utc_text
from warrantydesk.i18n import N_

BIGGEST = 2**53
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MismatchError(ValueError):
    """A value that does not fit its field."""

    def __init__(self, path: str, message: str, **values: object) -> None:
        self.path, self.message, self.values = path, message, values
        super().__init__(f"{path}: {message}")


_KNOWN: dict[Any, dict[str, Any]] = {}


def hints(kind: Any) -> dict[str, Any]:
    """Return the resolved field types of a dataclass by name, in order."""
    if kind not in _KNOWN:
        known = get_type_hints(kind)
        _KNOWN[kind] = {field.name: known[field.name] for field in fields(kind)}
    return _KNOWN[kind]


def to_json(value: Any) -> Any:
    """Return plain JSON values for any domain object."""
    if is_dataclass(value):
        return {name: to_json(getattr(value, name)) for name in hints(type(value))}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_json(item) for item in value]
    writer = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
    return writer(value) if writer else value


def from_json(kind: Any, data: Any, path: str = "") -> Any:
    """Read JSON values as ``kind``: a dataclass, an enumeration, a plain type or a union of it."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = [arg for arg in get_args(kind) if arg is not type(None)]
        return None if data is None else from_json(inner[0], data, path)
    if get_origin(kind) is tuple:
        if not isinstance(data, list | tuple):
            raise MismatchError(path, N_("A list is expected here."))
        inside = get_args(kind)[0]
        return tuple(from_json(inside, item, f"{path}[{i}]") for i, item in enumerate(data))
    if get_origin(kind) is Mapping:
        keys, inside = get_args(kind)
        return _mapping(keys, inside, data, path)
    if is_dataclass(kind):
        return _object(kind, data, path)
    return _plain(kind, data, path)


def merged(value: Any, changes: Any, path: str = "") -> Any:
    """Return a copy of a dataclass with JSON ``changes``: objects merged, lists replaced."""
    kind = type(value)
    known = hints(kind)
    if not isinstance(changes, Mapping):
        raise MismatchError(path, N_("An object is expected here."))
    new: dict[str, Any] = {}
    for name, data in changes.items():
        where = f"{path}.{name}" if path else str(name)
        if name not in known:
            raise MismatchError(where, N_("There is no such field."))
        old = getattr(value, name)
        if is_dataclass(old) and isinstance(data, Mapping):
            new[name] = merged(old, data, where)
        else:
            new[name] = from_json(known[name], data, where)
    return replace(value, **new)


def _object(kind: Any, data: Any, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise MismatchError(path, N_("An object is expected here."))
    known = hints(kind)
    if unknown := [name for name in data if name not in known]:
        raise MismatchError(f"{path}.{unknown[0]}".lstrip("."), N_("There is no such field."))
    given = {
        name: from_json(known[name], item, f"{path}.{name}".lstrip("."))
        for name, item in data.items()
    }
    for field in fields(kind):
        if field.name not in given and _is_required(field):
            raise MismatchError(f"{path}.{field.name}".lstrip("."), N_("This must be filled in."))
    return kind(**given)


def _mapping(keys: Any, inside: Any, data: Any, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise MismatchError(path, N_("An object is expected here."))
    return {
        (int(key) if keys is int else text.clean(str(key))): from_json(
            inside, item, f"{path}.{key}"
        )
        for key, item in data.items()
    }


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _plain(kind: Any, data: Any, path: str) -> Any:
    if kind is Any or get_origin(kind) is dict:
        return data
    if kind is bool:
        return _checked(bool, data, path, N_("True or false is expected here."))
    if kind is int:
        return _integer(data, path)
    if kind is str:
        return text.clean(_checked(str, data, path, N_("A text is expected here.")))
    if not isinstance(data, str | int | float) or isinstance(data, bool):
        raise MismatchError(path, N_("A text is expected here."))
    return _READERS[kind](str(data), path) if kind in _READERS else _code(kind, str(data), path)


def _checked(kind: type, data: Any, path: str, message: str) -> Any:
    if not isinstance(data, kind):
        raise MismatchError(path, message)
    return data


def _integer(data: Any, path: str) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise MismatchError(path, N_("A whole number is expected here."))
    if abs(data) > BIGGEST:
        raise MismatchError(path, N_("This number is too large."))
    return data


def _code(kind: Any, data: str, path: str) -> Any:
    try:
        return kind(data)
    except ValueError:
        codes = ", ".join(kind)
        raise MismatchError(
            path, N_("“{value}” is not one of: {codes}."), value=data[:40], codes=codes
        ) from None


def _date(data: str, path: str) -> date:
    try:
        if _DAY.fullmatch(data) is None:  # the library also takes weeks and signs after the day
            raise ValueError
        return date.fromisoformat(data)
    except ValueError:
        raise MismatchError(
            path, N_("“{value}” is not a date like 2026-11-24."), value=data[:40]
        ) from None


def _instant(data: str, path: str) -> datetime:
    try:
        value = datetime.fromisoformat(data)
    except ValueError:
        raise MismatchError(
            path, N_("“{value}” is not an instant like 2026-11-24T08:30+08:00."), value=data[:40]
        ) from None
    if value.tzinfo is None:
        raise MismatchError(path, N_("The instant needs its offset, as in 2026-11-24T08:30+08:00."))
    if not EARLIEST.year - 20 < value.year < 2200:
        raise MismatchError(path, N_("The year {year} is out of range."), year=value.year)
    return value


def _decimal(data: str, path: str) -> Decimal:
    try:
        return text.number(data)
    except ValueError:
        raise MismatchError(
            path, N_("“{value}” is not a number like 1.6."), value=data[:40]
        ) from None


_READERS: dict[Any, Any] = {
    date: _date,
    datetime: _instant,
    Decimal: _decimal,
    float: lambda data, path: float(_decimal(data, path)),
    bytes: lambda data, path: b64decode(data),
}
_WRITERS: tuple[tuple[type, Any], ...] = (
    (datetime, utc_text),
    (date, date.isoformat),
    (Decimal, str),
    (StrEnum, lambda value: value.value),
    (bytes, lambda value: b64encode(value).decode("ascii")),
)
