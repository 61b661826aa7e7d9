"""Saving a ledger of money: the place is chosen, a worker draws and writes it."""

from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell

KINDS = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"


def export_ledger(shell: Shell, desk: Any, name: str) -> None:
    """Ask for a place and write a list there; the ending says which kind of file."""
    title = _(next(one.title for one in desk.ledger.lists() if one.code == name))
    stem = f"{title} {desk.bench.today.isoformat()}"
    chosen = shell.pick_save(title, f"{stem}.xlsx", KINDS)
    if not chosen:
        return
    file = Path(chosen)
    writing = tried(shell, lambda: desk.ledger.exporting(name, file))
    if writing is None:
        return

    def told(done: Any) -> None:
        rows = ngettext_("{n:,} row", "{n:,} rows", done.rows)
        shell.toast(_("Saved as {file}, {rows}", file=file.name, rows=rows))

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
