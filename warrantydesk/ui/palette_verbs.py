"""The palette, as the menu opens it."""

from typing import Any


def open_palette(window: Any) -> None:
    """Find any action, record or page by a few letters."""
