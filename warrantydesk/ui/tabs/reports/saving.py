"""The report that is shown saved as a file: the place is chosen, a worker draws and writes it."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from warrantydesk.domain.report import ReportTable
from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tell_error, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import file_name


class FileKind(NamedTuple):
    """A kind of file: its ending, and how it is named in the dialog that asks for a place."""

    ending: str
    kinds: str


PDF = FileKind(".pdf", "PDF (*.pdf)")
BOOK = FileKind(".xlsx", "Excel (*.xlsx)")


def save_report(shell: Shell, desk: Any, table: ReportTable, kind: FileKind) -> None:
    """Ask for a place and save the report there; it counts as printed."""
    name = file_name(f"{table.title} {table.period}{kind.ending}")
    chosen = shell.pick_save(table.title, name, kind.kinds)
    if not chosen:
        return
    file = Path(chosen)
    writing = tried(shell, lambda: desk.reports.writing(table, file))
    if writing is None:
        return

    def done(saved: Any) -> None:
        if tried(shell, lambda: desk.reports.enter(saved)) is not None:
            shell.toast(_("Saved as {file}", file=file.name))

    shell.run(
        lambda step: writing(lambda done, total: step(done, total)),
        done,
        _("Writing {what}", what=table.title),
        partial(tell_error, shell),
    )
