"""What the Help menu opens."""

from typing import Any


def help_here(window: Any) -> None:
    """Open the help at the page of what has the keyboard."""


def contents(window: Any) -> None:
    """Open the help at its contents."""


def log(window: Any) -> None:
    """Show what the program wrote down of its own work."""


def licences(window: Any) -> None:
    """Show the licences of everything that ships."""


def about(window: Any) -> None:
    """Say which program this is, with what a helper asks for."""
