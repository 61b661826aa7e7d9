"""The one door to the window of the help."""

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from warrantydesk.ui.help.pages import INDEX


class _Shown:
    """The window of the help; there is never more than one."""

    window: Any = None


def open_help(parent: QWidget | None, code: str = INDEX, anchor: str = "") -> None:
    """Show a page of the help beside the work; ``code`` may be "code#anchor".

    Over a dialog that holds the program the window belongs to that dialog, so that it can be
    read and clicked while the dialog waits.
    """
    page, _hash, place = code.partition("#")
    window = _window_over(parent)
    window.show_page(page, anchor or place)
    window.show()
    window.raise_()
    window.activateWindow()


def _window_over(parent: QWidget | None) -> Any:
    from warrantydesk.ui.help.window import HelpWindow

    above = QApplication.activeModalWidget() or (parent.window() if parent is not None else None)
    if isinstance(above, HelpWindow):
        above = above.parentWidget()
    shown = _Shown.window if _Shown.window is not None and isValid(_Shown.window) else None
    if shown is not None and shown.parentWidget() is above:
        return shown
    made = HelpWindow(main_window_of(parent), above)
    if shown is not None:
        made.take_course_of(shown)
        shown.close()
    _Shown.window = made
    return made


def main_window_of(widget: QWidget | None) -> Any:
    """Return the window of the program that a widget stands in or over; None without one."""
    while widget is not None:
        if hasattr(widget, "menus") and hasattr(widget, "desk"):
            return widget
        widget = widget.parentWidget()
    return None
