"""What the Help menu opens."""

from typing import Any

from PySide6.QtWidgets import QApplication


def help_here(window: Any) -> None:
    """Open the help at the page of what has the keyboard."""
    from warrantydesk.ui.help.open import open_help
    from warrantydesk.ui.help.pages import page_of

    open_help(window, page_of(QApplication.focusWidget() or window.front()))


def contents(window: Any) -> None:
    """Open the help at its contents."""
    from warrantydesk.ui.help.open import open_help

    open_help(window)


def log(window: Any) -> None:
    """Show what the program wrote down of its own work."""
    from warrantydesk.ui.log_dialog import open_log

    open_log(window.shell, window.desk)


def licences(window: Any) -> None:
    """Show the licences of everything that ships."""
    from warrantydesk.ui.licences_dialog import open_licences

    open_licences(window)


def about(window: Any) -> None:
    """Say which program this is, with what a helper asks for."""
    from warrantydesk.ui.about_dialog import open_about

    open_about(window.shell, window.desk, float(str(window.memory.value("scale", 1.0))))


def shortcuts(window: Any) -> None:
    """Show the keys of the window and of the tab in front."""
    from warrantydesk.ui.shortcuts_dialog import ShortcutsDialog

    ShortcutsDialog(window).open()
