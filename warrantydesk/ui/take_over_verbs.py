"""Taking over what a desk has in Excel, as the menu opens it."""

from typing import Any


def take_over(window: Any) -> None:
    """Show the sheets that can be taken over, in their order."""
    from warrantydesk.ui.take_over_dialog import TakeOverDialog

    dialog = TakeOverDialog(window.shell, window.desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
