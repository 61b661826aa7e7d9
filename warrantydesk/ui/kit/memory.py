"""What the window remembers of its own arrangement: widths, order, sizes."""

from typing import Any, Protocol


class Memory(Protocol):
    """The part of QSettings that the kit uses; tests give a dictionary."""

    def value(self, key: str, defaultValue: Any = None) -> Any:  # noqa: N803 - QSettings' name
        """Return what was kept under ``key``, else the default."""

    def setValue(self, key: str, value: Any) -> None:
        """Keep ``value`` under ``key``."""


class Forgetful:
    """A memory that lasts as long as the program."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: dict[str, Any] = {}

    def value(self, key: str, defaultValue: Any = None) -> Any:  # noqa: N803 - QSettings' name
        """Return what was kept under ``key``, else the default."""
        return self._kept.get(key, defaultValue)

    def setValue(self, key: str, value: Any) -> None:
        """Keep ``value`` under ``key``."""
        self._kept[key] = value


def numbers(kept: Any) -> list[int]:
    """Return a remembered list of whole numbers; anything unreadable is an empty list."""
    if not isinstance(kept, (list, tuple)):
        return []
    try:
        return [int(one) for one in kept]
    except (TypeError, ValueError):
        return []
