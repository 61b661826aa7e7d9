"""Setting up the desk, as the menu opens it again."""

from typing import Any


def set_up(window: Any) -> None:
    """Open the steps of the first day on what is set."""
    from warrantydesk.ui.set_up.opening import open_set_up

    open_set_up(window)
