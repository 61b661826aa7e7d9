"""What every list offers: its columns to choose from, copies, a file of it."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.shortcuts import keys_text

COPY, COPY_WITH_HEADS, SAVE = "Ctrl+C", "Ctrl+Shift+C", "Ctrl+Shift+E"
COLUMNS = "Ctrl+Shift+L"


@runtime_checkable
class ListKeeper(Protocol):
    """The window: it writes lists to files and remembers how they were arranged."""

    memory: Memory

    def save_list(self, table: Any) -> None:
        """Ask for a place and write a list there."""


def keeper_of(widget: QWidget | None) -> ListKeeper | None:
    """Return the window that a list belongs to, through the dialogs between; None without one."""
    while widget is not None:
        if isinstance(widget, ListKeeper):
            return widget
        widget = widget.parentWidget()
    return None


def save_list(table: Any) -> None:
    """Let the window write a list to a file."""
    if (keeper := keeper_of(table)) is not None:
        keeper.save_list(table)


def _with(words: str, keys: str) -> str:
    return f"{words}\t{keys_text(keys)}"


def fill_columns(table: Any, menu: QMenu) -> None:
    """Put the columns of a list into a menu, with their ticks, and what else its head offers."""
    ticks: list[QAction] = []

    def show(section: int, on: bool) -> None:
        table.show_column(section, on)
        left = [one for one in ticks if one.isChecked()]
        for one in ticks:  # the last one stays
            one.setEnabled(len(left) > 1 or one not in left)

    for section, column in enumerate(table.columns()):
        if not column.title:
            continue
        tick = menu.addAction(column.title)
        tick.setCheckable(True)
        tick.setChecked(not table.isColumnHidden(section))
        tick.toggled.connect(lambda on, one=section: show(one, on))
        ticks.append(tick)
    left = [one for one in ticks if one.isChecked()]
    if len(left) == 1:
        left[0].setEnabled(False)
    menu.addSeparator()
    menu.addAction(_("Reset columns"), table.reset_columns)
    if keeper_of(table) is not None:
        menu.addAction(_with(_("&Export this list…"), SAVE), lambda: save_list(table))


def list_menu(table: Any) -> QMenu:
    """Return the menu of a list whose rows have none of their own."""
    menu = QMenu(table)
    menu.addAction(_with(_("&Copy"), COPY), table.copy)
    menu.addAction(_with(_("Copy with &heads"), COPY_WITH_HEADS), lambda: table.copy(headers=True))
    menu.addSeparator()
    if keeper_of(table) is not None:
        menu.addAction(_with(_("&Export this list…"), SAVE), lambda: save_list(table))
    menu.addAction(_with(_("C&olumns…"), COLUMNS), lambda: open_columns(table))
    return menu


def open_columns(table: Any) -> None:
    """Let the columns of a list be chosen, by the keyboard too."""
    head: QWidget = table.horizontalHeader()
    menu = table.horizontalHeader().chooser()
    menu.popup(head.mapToGlobal(QPoint(0, head.height())))
    first = next((one for one in menu.actions() if one.isEnabled()), None)
    if first is not None:
        menu.setActiveAction(first)


def list_at(widget: QWidget | None) -> Any:
    """Return the list that a widget is, or is part of; None where it is none."""
    from warrantydesk.ui.kit.table import TableView

    while widget is not None and not isinstance(widget, TableView):
        widget = widget.parentWidget()
    return widget


def lists_in(widget: QWidget) -> list[Any]:
    """Return the lists in sight within a widget, the largest first."""
    from warrantydesk.ui.kit.table import TableView

    found = [one for one in widget.findChildren(QTableView) if isinstance(one, TableView)]
    shown = [one for one in found if one.isVisible()]
    return sorted(shown, key=lambda one: -one.width() * one.height())
