"""How much room a window gives: what all of its parts decide alike."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import theme

SHORT = 30
MARGIN = 32
"""What is left free of the window around a dialog, in pixels."""


def is_short(widget: QWidget) -> bool:
    """Say whether the window around ``widget`` is lower than 30 lines of text.

    Then what stands above and below the work is folded: 728 pixels at 150 % are such a window.
    """
    return widget.window().height() < SHORT * theme.unit()


def keep_inside(dialog: QWidget) -> None:
    """Make a dialog no larger than the window that it stands over, less a margin."""
    above = dialog.parentWidget()
    if above is not None:
        room = above.window().size() - QSize(MARGIN, MARGIN)
        dialog.resize(dialog.size().boundedTo(room))
