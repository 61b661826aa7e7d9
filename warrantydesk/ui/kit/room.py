"""How much room a window gives: what all of its parts decide alike."""

from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import theme

SHORT = 30


def is_short(widget: QWidget) -> bool:
    """Say whether the window around ``widget`` is lower than 30 lines of text.

    Then what stands above and below the work is folded: 728 pixels at 150 % are such a window.
    """
    return widget.window().height() < SHORT * theme.unit()
