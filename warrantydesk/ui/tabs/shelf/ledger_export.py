"""Saving the calendar of old parts, and the menu of every list that can be saved."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import export_list

__all__ = ["export_calendar", "export_list", "lists_menu"]


def export_calendar(shell: Shell, desk: Any, month: date) -> None:
    """Ask for a place and write two months of the due-back calendar there as PDF."""
    title = _("Due-back calendar")
    chosen = shell.pick_save(title, f"{title} {month.year}-{month.month:02}.pdf", "PDF (*.pdf)")
    if not chosen:
        return
    file, first = Path(chosen), month.replace(day=1)
    last = (first + timedelta(days=62)).replace(day=1) - timedelta(days=1)
    if tried(shell, lambda: desk.papers.draw_calendar(first, last, file)) is not None:
        shell.toast(_("Saved as {file}", file=file.name))


def lists_menu(shell: Shell, desk: Any, menu: QMenu) -> QMenu:
    """Fill a menu with every list that can be saved."""
    for plain in desk.ledger.lists():
        one = QAction(_("{list}…", list=_(plain.title)), menu)
        one.triggered.connect(lambda _on=False, name=plain.code: export_list(shell, desk, name))
        menu.addAction(one)
    return menu
