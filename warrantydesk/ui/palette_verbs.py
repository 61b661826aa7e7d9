"""The palette, as the menu opens it."""

from typing import Any


def open_palette(window: Any) -> None:
    """Find any action, record or page by a few letters; nothing while the desk is locked."""
    if window.desk is None or window.is_locked():
        return
    from warrantydesk.ui.palette.card import Palette

    window.flush()
    Palette(window)
