"""A page of the help on paper: a PDF in the light colours, printed or saved like any other."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
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


def pdf_of(code: str) -> bytes:
    """Return a page of the help as the bytes of an A4 PDF."""
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(store)
    writer.setResolution(_DPI)
    writer.setTitle(title_of(code))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    area = writer.pageLayout().paintRectPixels(_DPI)
    document = PageDocument(code, LIGHT, Room(area.width(), 2.0))
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(area.width(), area.height()))
    document.print_(writer)
    store.close()
    return bytes(store.data().data())


def print_page(window: QWidget, main: Any, code: str) -> None:
    """Ask for the printer and print a page; before there is a desk it can only be saved."""
    if main is None or main.desk is None or main.is_locked():
        save_page(window, main, code)
        return
    from warrantydesk.ui.print_dialog import PrintDialog

    data = pdf_of(code)
    span = range(1, main.desk.papers.page_count(data) + 1)
    dialog = PrintDialog(main.shell, main.desk, (title_of(code), data), span)
    dialog.exec()
    dialog.deleteLater()


def save_page(window: QWidget, main: Any, code: str) -> None:
    """Ask for a place and save a page there as a PDF."""
    from warrantydesk.ui.kit import messages

    name = file_name(f"{title_of(code)}.pdf")
    chosen = messages.pick_save(window, _("Save as PDF"), name, "PDF (*.pdf)")
    if not chosen or main is None or main.shell is None:
        return
    own = main.desk.folder.path if main.desk is not None else Path(chosen) / "-"
    tried(main.shell, lambda: write(Path(chosen), pdf_of(code), own))
