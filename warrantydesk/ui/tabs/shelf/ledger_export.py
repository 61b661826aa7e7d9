"""Saving a list of the desk: the place is chosen, a worker draws and writes it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.ledger.account import ALL, Only
from warrantydesk.ui.kit.jobs import Then
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell

KINDS = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"
Days = tuple[date | None, date | None]


def export_list(
    shell: Shell, desk: Any, name: str, days: Days = (None, None), only: Only = ALL
) -> None:
    """Ask for a place and write the list there; its ending says which kind of file."""
    plain = next(one for one in desk.ledger.lists() if one.code == name)
    stem = f"{_(plain.title)} {desk.bench.today.isoformat()}"
    chosen = shell.pick_save(_(plain.title), f"{stem}.xlsx", KINDS)
    if not chosen:
        return
    file = Path(chosen)
    writing = tried(shell, lambda: desk.ledger.exporting(name, file, *days, only))
    if writing is None:
        return

    def told(done: Any) -> None:
        rows = ngettext_("{n:,} row", "{n:,} rows", done.rows)
        shell.toast(_("Saved as {file}, {rows}", file=file.name, rows=rows))

    _write(shell, writing, told, _(plain.title))


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


def _write(shell: Shell, writing: Any, told: Then, title: str) -> None:
    """Let a worker write; what is refused is said."""

    def refuse(error: BaseException) -> None:
        if isinstance(error, Refused | Unavailable):
            tell_refusal(shell, error)
        else:
            shell.failed.emit(error)

    shell.run(
        lambda step: writing(lambda done, total: step(done, total)),
        told,
        _("Writing {what}", what=title),
        refuse,
    )


def lists_menu(shell: Shell, desk: Any, menu: QMenu) -> QMenu:
    """Fill a menu with every list that can be saved."""
    for plain in desk.ledger.lists():
        one = QAction(_("{list}…", list=_(plain.title)), menu)
        one.triggered.connect(lambda _on=False, name=plain.code: export_list(shell, desk, name))
        menu.addAction(one)
    return menu
