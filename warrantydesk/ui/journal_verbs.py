"""What the menus do about the journal: show it, and have everything compared with it."""

from typing import Any


def journal(window: Any) -> None:
    """Show who did what, and when."""
    from warrantydesk.ui.journal_dialog import open_journal

    window.flush()
    open_journal(window.shell, window.desk)


def verify(window: Any) -> None:
    """Offer to compare everything with the journal."""
    from warrantydesk.ui.verify_dialog import open_verify

    window.flush()
    open_verify(window.shell, window.desk)
