"""Where somebody worked when the desk locked: tab, thing, and the widget with the keyboard."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

Step = tuple[str, int]
"""A class of widgets and the place among its kind below one parent."""


class Place(NamedTuple):
    """The tab's key, the thing it showed, and the way down to what had the keyboard."""

    tab: str
    kind: str = ""
    key: Any = None
    way: tuple[Step, ...] = ()


def place_of(tab: Any) -> Place:
    """Return where somebody works in a tab."""
    kind, key = _IN_HAND.get(tab.KEY, _nothing)(tab)
    focus = QApplication.focusWidget()
    way = _way(tab, focus) if focus is not None and tab.isAncestorOf(focus) else ()
    return Place(tab.KEY, kind, key, way)


def take_keyboard(tab: QWidget, place: Place) -> None:
    """Put the keyboard where it was, else into the tab."""
    found: QWidget | None = tab
    for step in place.way:
        found = _below(found, step) if found is not None else None
    if found is not None and found is not tab and found.isVisibleTo(tab):
        found.setFocus()
    elif not tab.isAncestorOf(QApplication.focusWidget() or tab):
        tab.setFocus()


def _way(root: QWidget, widget: QWidget) -> tuple[Step, ...]:
    steps: list[Step] = []
    below: QWidget | None = widget
    while below is not None and below is not root:
        above, name = below.parentWidget(), type(below).__name__
        if above is not None:
            steps.append((name, _children(above, name).index(below)))
        below = above
    return tuple(reversed(steps))


def _below(parent: QWidget, step: Step) -> QWidget | None:
    name, place = step
    found = _children(parent, name)
    return found[place] if place < len(found) else None


def _children(parent: QObject, name: str) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = parent.findChildren(QWidget, options=direct)
    return [one for one in found if type(one).__name__ == name]


def _nothing(_tab: Any) -> tuple[str, Any]:
    return "", None


def _of_today(tab: Any) -> tuple[str, Any]:
    row = tab.list.table.row()
    return ("line", row.key) if row is not None else ("", None)


def _of_intake(tab: Any) -> tuple[str, Any]:
    claim = tab.page.claim if hasattr(tab, "page") else None
    return ("claim", claim.id) if claim is not None else ("", None)


def _of_inspection(tab: Any) -> tuple[str, Any]:
    return ("claim", tab.case.claim.id) if tab.case.claim is not None else ("", None)


def _of_shelf(tab: Any) -> tuple[str, Any]:
    row = tab.list.row()
    return ("tag", row.tag) if row is not None and row.tag else ("", None)


def _of_settlement(tab: Any) -> tuple[str, Any]:
    page = tab.page()
    shown = page.shown_id() if hasattr(page, "shown_id") else None
    return tab.front_key(), shown


def _of_archive(tab: Any) -> tuple[str, Any]:
    if tab.door.is_open():
        return "folder", tab.door.page.claim.id
    shown = tab.asking.current()
    return ("claim", shown) if shown is not None else ("", None)


def _of_reports(tab: Any) -> tuple[str, Any]:
    report = tab.report()
    return ("report", report.code) if report is not None else ("", None)


_IN_HAND: dict[str, Callable[[Any], tuple[str, Any]]] = {
    "today": _of_today,
    "intake": _of_intake,
    "inspection": _of_inspection,
    "shelf": _of_shelf,
    "settlement": _of_settlement,
    "archive": _of_archive,
    "reports": _of_reports,
}
