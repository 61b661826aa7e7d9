"""Setting up the desk, as the menu opens it again."""

from typing import Any


def set_up(window: Any) -> None:
    """Open the steps of the first day."""
