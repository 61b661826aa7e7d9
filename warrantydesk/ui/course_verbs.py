"""The first day: ten tasks on the demo shop."""

from typing import Any


def course(window: Any) -> None:
    """Show the tasks of the first day."""
