"""Any list on the screen, saved as Excel, CSV or PDF: as it stands, written by a worker."""

from pathlib import Path
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.kit.table_feed import TableFeed
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import KINDS, file_name, write


def export_shown(shell: Shell, desk: Any, table: Any) -> None:
    """Ask for a place and write the rows of a table there; its ending says which kind of file."""
    if tried(shell, lambda: (desk.bench.allow("ledger.export"), True)) is None:
        return
    if not table.model().rowCount():
        shell.toast(_("There is nothing in this list to export."), warn=True)
        return
    title = table.accessibleName() or table.window().windowTitle()
    name = file_name(f"{title} {desk.bench.today.isoformat()}.xlsx")
    chosen = shell.pick_save(_("Export this list"), name, KINDS)
    if not chosen:
        return
    file, feed = Path(chosen), TableFeed(table, shell)
    writing = tried(
        shell, lambda: desk.ledger.exporting_shown(title, feed.columns, feed.rows, file)
    )
    if writing is None:
        feed.deleteLater()
        return
    job = write(shell, writing, file, title)
    job.ended.connect(feed.deleteLater)
    feed.start()
