"""A list of the desk is saved: the place is chosen, a worker draws and writes it."""

from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.ledger.account import ALL, Only
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell

KINDS = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"
Days = tuple[date | None, date | None]


def export_list(
    shell: Shell, desk: Any, name: str, days: Days = (None, None), only: Only = ALL
) -> None:
    """Ask for a place and write the list there; its ending says which kind of file."""
    title = _(next(one.title for one in desk.ledger.lists() if one.code == name))
    chosen = shell.pick_save(title, f"{title} {desk.bench.today.isoformat()}.xlsx", KINDS)
    if not chosen:
        return
    file = Path(chosen)
    writing = tried(shell, lambda: desk.ledger.exporting(name, file, *days, only))
    if writing is None:
        return

    def refuse(error: BaseException) -> None:
        if isinstance(error, Refused | Unavailable):
            tell_refusal(shell, error)
        else:
            shell.failed.emit(error)

    shell.run(
        lambda step: writing(lambda done, total: step(done, total)),
        lambda done: tell_rows(shell, file, done.rows),
        _("Writing {what}", what=title),
        refuse,
    )


def tell_rows(shell: Shell, file: Path, count: int) -> None:
    """Say where a list was saved, and how many rows it has."""
    rows = ngettext_("{n:,} row", "{n:,} rows", count)
    shell.toast(_("Saved as {file}, {rows}", file=file.name, rows=rows))
