"""F1 in dialogs: the menus of the window do not reach them, so each gets the key when entered."""

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

NAME = "help_key"


def watch_dialogs() -> None:
    """Let F1 work in every dialog of the program from now on; once is enough."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and not app.property(NAME):
        app.setProperty(NAME, True)
        app.focusChanged.connect(_entered)


def _entered(_before: QWidget | None, now: QWidget | None) -> None:
    """Give the dialog that the keyboard came into its key."""
    dialog: Any = now.window() if now is not None else None
    if not isinstance(dialog, QDialog):
        return
    if dialog.findChild(QShortcut, NAME, Qt.FindChildOption.FindDirectChildrenOnly) is None:
        key = QShortcut(QKeySequence("F1"), dialog)
        key.setObjectName(NAME)
        key.activated.connect(lambda: help_for(dialog))


def help_for(dialog: QWidget) -> None:
    """Open the help at the page of what has the keyboard in a dialog."""
    from warrantydesk.ui.help.pages import page_of

    # By name, as the menus find their verbs: a tab's dialogs must not draw in the other tabs.
    door = import_module("warrantydesk.ui.help.open")
    focus = QApplication.focusWidget()
    inside = focus if focus is not None and dialog.isAncestorOf(focus) else dialog
    door.open_help(dialog, page_of(inside))
