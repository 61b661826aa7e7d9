"""Values by path like ``visit.mileage_km``, out of mappings, functions and objects."""

from collections.abc import Callable, Mapping
from typing import Any

Getter = Callable[[str], Any]


def getter_of(source: Mapping[str, Any] | Getter | object) -> Getter:
    """Return a function from path to value; a missing name or None on the way gives None."""
    if isinstance(source, Mapping):
        return lambda path: source.get(path)
    if callable(source):
        return source
    return lambda path: _walk(source, path)


def _walk(thing: object, path: str) -> Any:
    for name in path.split("."):
        thing = getattr(thing, name, None)
        if thing is None:
            return None
    return thing
