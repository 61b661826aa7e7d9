"""A page of the help on paper: a PDF in the light colours, printed or saved like any other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.services.targets import write
from warrantydesk.ui.help.document import PageDocument, Room
from warrantydesk.ui.help.pages import title_of
from warrantydesk.ui.kit.tokens import LIGHT
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.writing import file_name

_DPI = 96
_MARGIN_MM = 15.0


@dataclass(frozen=True)
class Sheet:
    """What goes on paper: its title, and what lays it out as wide as the page (in pixels)."""

    title: str
    document: Callable[[int], QTextDocument]

    def pdf(self) -> bytes:
        """Return the bytes of an A4 PDF."""
        store = QBuffer()
        store.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(store)
        writer.setResolution(_DPI)
        writer.setTitle(self.title)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
        area = writer.pageLayout().paintRectPixels(_DPI)
        document = self.document(area.width())
        document.setDocumentMargin(0)
        document.setPageSize(QSizeF(area.width(), area.height()))
        document.print_(writer)
        store.close()
        return bytes(store.data().data())


def page_sheet(code: str) -> Sheet:
    """Return a page of the help as a sheet."""
    return Sheet(title_of(code), lambda width: PageDocument(code, LIGHT, Room(width, 2.0)))


def print_sheet(window: QWidget, main: Any, sheet: Sheet) -> None:
    """Ask for the printer and print a sheet; before there is a desk it can only be saved."""
    if main is None or main.desk is None or main.is_locked():
        save_sheet(window, main, sheet)
        return
    from warrantydesk.ui.print_dialog import PrintDialog

    data = sheet.pdf()
    span = range(1, main.desk.papers.page_count(data) + 1)
    dialog = PrintDialog(main.shell, main.desk, (sheet.title, data), span)
    dialog.exec()
    dialog.deleteLater()


def save_sheet(window: QWidget, main: Any, sheet: Sheet) -> None:
    """Ask for a place and save a sheet there as a PDF."""
    from warrantydesk.ui.kit import messages

    name = file_name(f"{sheet.title}.pdf")
    chosen = messages.pick_save(window, _("Save as PDF"), name, "PDF (*.pdf)")
    if not chosen or main is None or main.shell is None:
        return
    own = main.desk.folder.path if main.desk is not None else Path(chosen) / "-"
    tried(main.shell, lambda: write(Path(chosen), sheet.pdf(), own))
