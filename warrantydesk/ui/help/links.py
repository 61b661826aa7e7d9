"""What the links of the pages mean: other pages, places of the program, and their words.

A link without words gets them here, so that a page can never name a menu that is called
otherwise: ``[](desk:menu/backup_verbs:restore)``, ``[](desk:tab/shelf)``, ``[](help:packing)``.
"""

import re
from typing import Any

from warrantydesk.ui.help import menu_paths
from warrantydesk.ui.help.pages import title_of

HELP, MENU, TAB = "help:", "desk:menu/", "desk:tab/"
CHECK = "desk:check/"
EMPTY = re.compile(r"(?<!!)\[\]\(([^)\s]+)\)")
"""A link whose words are made: its target is the first group."""


def with_words(text: str) -> str:
    """Give every link without words its words."""
    return EMPTY.sub(lambda found: f"[{_escaped(words_of(found[1]))}]({found[1]})", text)


def words_of(target: str) -> str:
    """Return what stands on a link without words; the target itself where it leads nowhere."""
    if target.startswith(MENU):
        return menu_paths.path_of(target.removeprefix(MENU)) or target
    if target.startswith(TAB):
        return menu_paths.tab_name(target.removeprefix(TAB)) or target
    if target.startswith(HELP):
        return title_of(target.removeprefix(HELP).partition("#")[0])
    return target


def _escaped(words: str) -> str:
    return words.replace("[", "\\[").replace("]", "\\]")


def follow(window: Any, target: str) -> bool:
    """Do what a link into the program means; False where it cannot be done now.

    ``window`` is the program's; without one, or while it is locked, nothing is done.
    """
    if window is None or window.desk is None or window.is_locked():
        return False
    if target.startswith(TAB):
        window.open_tab(target.removeprefix(TAB), "", None)
        return True
    if target.startswith(CHECK):
        from warrantydesk.ui.check_help import open_check_help

        return open_check_help(window.shell, window.desk, target.removeprefix(CHECK)) is not None
    entry = menu_paths.entry_of(window, target.removeprefix(MENU))
    if entry is None:
        return False
    entry.trigger()
    return True
