"""Where an entry stands in the menus, in the words of the language in use."""

from functools import cache
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warrantydesk.i18n import _, language
from warrantydesk.ui.kit.shortcuts import plain_words
from warrantydesk.ui.menus import MenuBar
from warrantydesk.ui.tabs import TABS

STEP = " › "


def path_of(verb: str) -> str:
    """Return "Menu › Entry" of a verb of the menus; empty where no menu has it."""
    return _paths(language().code).get(verb, "")


def tab_name(key: str) -> str:
    """Return the title of a tab with its key; empty where there is no such tab."""
    for entry in TABS:
        if entry.key == key:
            return f"{_(entry.title)} (Ctrl+{entry.number})"
    return ""


def entry_of(window: Any, verb: str) -> QAction | None:
    """Return the entry of a window's menus that does ``verb``."""
    return next((one for one, _way in _entries(window.menus) if one.data() == verb), None)


@cache
def _paths(_speech: str) -> dict[str, str]:
    bar = MenuBar(None)
    bar.fill()
    found = {
        str(one.data()): STEP.join((*way, plain_words(one.text())))
        for one, way in _entries(bar)
        if one.data()
    }
    bar.deleteLater()
    return found


def _entries(bar: Any) -> list[tuple[QAction, tuple[str, ...]]]:
    found: list[tuple[QAction, tuple[str, ...]]] = []
    waiting: list[tuple[list[QAction], tuple[str, ...]]] = [(bar.actions(), ())]
    while waiting:
        actions, way = waiting.pop(0)
        for one in actions:
            below = one.menu()
            if isinstance(below, QMenu):
                waiting.append((below.actions(), (*way, plain_words(one.text()))))
            else:
                found.append((one, way))
    return found
