"""The report that is shown saved as a file: the place is chosen, a worker draws and writes it."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.report import ReportTable
from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class FileKind(NamedTuple):
    """A kind of file: its ending, and how it is named in the dialog that asks for a place."""

    ending: str
    kinds: str


PDF = FileKind(".pdf", "PDF (*.pdf)")
BOOK = FileKind(".xlsx", "Excel (*.xlsx)")


def save_report(shell: Shell, desk: Any, table: ReportTable, kind: FileKind) -> None:
    """Ask for a place and save the report there; it counts as printed."""
    name = _NO_NAME.sub(" ", f"{table.title} {table.period}").strip()
    chosen = shell.pick_save(table.title, f"{name}{kind.ending}", kind.kinds)
    if not chosen:
        return
    file = Path(chosen)
    writing = tried(shell, lambda: desk.reports.writing(table, file))
    if writing is None:
        return

    def done(saved: Any) -> None:
        if tried(shell, lambda: desk.reports.enter(saved)) is not None:
            shell.toast(_("Saved as {file}", file=file.name))

    def refuse(error: BaseException) -> None:
        if isinstance(error, Refused | Unavailable):
            tell_refusal(shell, error)
        else:
            shell.failed.emit(error)

    shell.run(
        lambda step: writing(lambda done, total: step(done, total)),
        done,
        _("Writing {what}", what=table.title),
        refuse,
    )
