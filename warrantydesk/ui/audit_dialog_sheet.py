"""The sheet of missing papers out of an audit pack: shown, then printed."""

import zipfile
from pathlib import PurePosixPath
from typing import Any

from warrantydesk.domain.dossier import PackResult
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.page_view import PageView
from warrantydesk.ui.papers import images
from warrantydesk.ui.print_dialog import PrintDialog
from warrantydesk.ui.shell import Shell

MANIFEST = "manifest.pdf"
SCALE, MOST = 1.6, 40


class SheetDialog(AskDialog):
    """The sheet as it lies in the pack."""

    def __init__(self, shell: Shell, desk: Any, data: bytes) -> None:
        """Draw the pages in a worker."""
        super().__init__(_("Missing papers"), _("&Print…"), shell.widget())
        self._shell, self._desk, self._data = shell, desk, data
        self.pages = PageView()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.pages, 1)
        self.no.setText(_("Close"))
        self.resize(theme.h(46), theme.h(32))
        shell.run(
            lambda step: desk.papers.pages(data, SCALE, range(MOST)),
            lambda pages: self.pages.show_pages(images(pages)),
            _("Drawing the paper"),
        )

    def accept(self) -> None:
        """Print the sheet."""
        span = range(1, self._desk.papers.page_count(self._data) + 1)
        dialog = PrintDialog(self._shell, self._desk, (_("Missing papers"), self._data), span)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def sheet_of(result: PackResult) -> bytes:
    """Return the bytes of the sheet; OSError or LookupError where it is not there any more."""
    own = {one.file for one in result.claims} | {MANIFEST}

    def is_sheet(name: str) -> bool:
        path = PurePosixPath(name)
        return path.suffix == ".pdf" and name not in own and len(path.parts) == 1

    if result.place.is_dir():
        found = next(path for path in sorted(result.place.iterdir()) if is_sheet(path.name))
        return found.read_bytes()
    with zipfile.ZipFile(result.place) as pack:
        return pack.read(next(name for name in pack.namelist() if is_sheet(name)))


def show_sheet(shell: Shell, desk: Any, result: PackResult) -> SheetDialog | None:
    """Show the sheet of a pack; where the pack was moved away, say so."""
    try:
        data = sheet_of(result)
    except (OSError, LookupError, StopIteration, zipfile.BadZipFile):
        place = result.place
        shell.tell(_("The sheet is not in {place} any more.", place=place), warn=True)
        return None
    dialog = SheetDialog(shell, desk, data)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
