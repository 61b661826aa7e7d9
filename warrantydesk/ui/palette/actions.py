"""Every action as a hit: the menus of the window, what each tab can do, the buttons in sight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.shortcuts import plain_words
from warrantydesk.ui.palette.fitting import fitting
from warrantydesk.ui.palette.hits import Finder, Group, Hit
from warrantydesk.ui.tabs import TABS

_WALKS = frozenset({"F6", "Shift+F6", "Esc"})
"""Keys of moving about in a tab: of use only in the tab in front."""
_MENU = "menu"


@dataclass(frozen=True)
class Entry:
    """An action as menus show it, with the titles of the menus it stands in."""

    action: QAction
    title: str
    keys: str
    path: tuple[str, ...]


def actions(window: Any) -> Finder:
    """Return what finds the actions: those of the tab in front first, then the menus, then all."""
    hits = list(_all(window))
    return lambda asked: fitting(hits, asked) if asked else hits


def entries(found: Iterable[QAction], path: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield the actions of a menu and of the menus below it."""
    for one in found:
        below = one.menu()
        if isinstance(below, QMenu):
            # Some menus are filled when they open.
            below.aboutToShow.emit()
            yield from entries(below.actions(), (*path, plain_words(one.text())))
        elif not one.isSeparator() and one.text() and one.isVisible():
            words, _tab, keys = one.text().partition("\t")
            native = one.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield Entry(one, plain_words(words), native or keys, path)


def _all(window: Any) -> Iterator[Hit]:
    front = window.front()
    seen: set[str] = set()
    if front is not None:
        yield from _of_tab(window, front.KEY, seen)
        yield from _of_buttons(front, seen)
    for entry in entries(window.menus.own_menus()):
        if entry.title not in seen and not _is_own(entry):
            seen.add(entry.title)
            yield _of_menu(window, entry)
    for tab in TABS:
        if front is None or tab.key != front.KEY:
            yield from _of_tab(window, tab.key, seen)


def _is_own(entry: Entry) -> bool:
    """Tell whether an entry opens the palette itself."""
    return str(entry.action.data() or "") == "palette_verbs:open_palette"


def _of_menu(window: Any, entry: Entry) -> Hit:
    action = entry.action
    second = " › ".join(entry.path)
    return Hit(
        Group.ACTIONS,
        _icon(str(action.data() or "")),
        entry.title,
        lambda: action.trigger() if isValid(action) else None,
        second,
        entry.keys,
        key=f"{_MENU}/{entry.title}",
        words=second,
        closed=_why(action),
    )


def _of_tab(window: Any, key: str, seen: set[str]) -> Iterator[Hit]:
    """Yield what a tab can do; ``seen`` holds the titles of what the window can do itself."""
    tab = window.tab(key)
    known = next(one for one in TABS if one.key == key)
    name, is_front = _(known.title), tab is window.front()
    menu = QMenu(tab)
    tab.fill_menu(menu)
    offered = menu.actions() or tab.actions()
    here = set[str]()
    for entry in entries(offered):
        moves = entry.keys in _WALKS and not is_front
        if entry.title in here or moves or (not is_front and entry.title in seen):
            continue
        here.add(entry.title)
        second = " › ".join((name, *entry.path))
        closed = "" if tab.can_make_way(entry.action) else _why(entry.action)
        title, path = entry.title, entry.path
        yield Hit(
            Group.ACTIONS,
            _ICONS_OF_TABS.get(key, "right"),
            title,
            partial(_do_there, window, key, title, path),
            second,
            entry.keys,
            key=f"{key}/{title}",
            words=second,
            closed=closed,
        )
    if is_front:
        seen |= here
    menu.deleteLater()


def _of_buttons(front: Any, seen: set[str]) -> Iterator[Hit]:
    """Yield the buttons of the page in front that no action of its tab stands for."""
    for button in front.findChildren(Button):
        title = plain_words(button.text())
        if not title or title in seen or not button.isVisible():
            continue
        seen.add(title)
        yield Hit(
            Group.ACTIONS,
            _ICONS_OF_TABS.get(front.KEY, "right"),
            title,
            partial(_press, button),
            front.title(),
            key=f"{front.KEY}/{title}",
            words=front.title(),
            closed="" if button.isEnabled() else button.toolTip() or _("Not possible now"),
        )


def _press(button: Button) -> None:
    """Press a button, which opens its menu where it has one."""
    if not isValid(button):
        return
    if button.menu() is not None:
        button.setFocus()
        button.showMenu()
    else:
        button.click()


def _do_there(window: Any, key: str, title: str, path: tuple[str, ...]) -> None:
    """Go to a tab and do what stands there under a title.

    The tab is asked anew: it may have been read again, and what can be done with it may differ.
    """
    tab = window.tab(key)
    if tab is not window.front():
        window.open_tab(key, "", None)
    menu = QMenu(tab)
    tab.fill_menu(menu)
    found = [one for one in entries(menu.actions() or tab.actions()) if one.title == title]
    entry = next((one for one in found if one.path == path), next(iter(found), None))
    if entry is None:
        window.show_toast(_("“{action}” cannot be done now.", action=title), None, True)
    else:
        tab.make_way(entry.action)
        if entry.action.isEnabled():
            entry.action.trigger()
        else:
            window.show_toast(_why(entry.action), None, True)
    if isValid(menu):
        menu.deleteLater()


def _why(action: QAction) -> str:
    """Return why an action is closed, empty where it is open."""
    if action.isEnabled():
        return ""
    told = action.toolTip()
    is_reason = told and plain_words(told) != plain_words(action.text()) and "(" not in told[-3:]
    return told if is_reason and not _says_keys(action, told) else _("Not possible now")


def _says_keys(action: QAction, told: str) -> bool:
    """Tell whether a tooltip only repeats the words with their keys."""
    return told.startswith(plain_words(action.text().partition("\t")[0]))


_ICONS_OF_TABS = {
    "today": "calendar",
    "intake": "car",
    "inspection": "shield",
    "shelf": "box",
    "settlement": "money",
    "archive": "archive",
    "policies": "book",
    "reports": "chart",
}
_ICONS = {
    "new_claim": "add",
    "ledgers": "table",
    "keeping_verbs:backups": "database",
    "keeping_verbs:back_up": "save",
    "backup_verbs:restore": "history",
    "switching:switch_person": "person",
    "switching:lock": "lock",
    "undo": "undo",
    "find": "search",
    "export_list": "export",
    "appointments": "calendar",
    "refresh": "refresh",
    "dealer": "home",
    "people": "person",
    "take_over_verbs:take_over": "import",
    "journal_verbs:journal": "history",
    "set_up_verbs:set_up": "settings",
    "switch_sounds": "sound",
    "scanner_test": "scan",
}


def _icon(verb: str) -> str:
    return _ICONS.get(verb, "help" if verb.startswith("help") else "right")
