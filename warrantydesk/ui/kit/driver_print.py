"""Printing through the system's driver: rasters dot for dot, pages at their true size."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from warrantydesk.i18n import _
from warrantydesk.ui.kit.raster_view import raster_image

MM_PER_INCH = 25.4


class PrinterMissing(Exception):  # noqa: N818 - a sentence for the clerk, not a bug
    """The named printer is not known to the system."""


def printer_names() -> list[str]:
    """Return the printers of the system."""
    return QPrinterInfo.availablePrinterNames()


def default_printer() -> str:
    """Return the system's default printer, empty when there is none."""
    return QPrinterInfo.defaultPrinterName()


def raster_printer(
    name: str, width_mm: float, height_mm: float, dpi: int, *, to_file: str = ""
) -> QPrinter:
    """Return a printer for a label stock at its own resolution; PrinterMissing when unknown."""
    printer = _printer(name, to_file)
    printer.setResolution(dpi)
    printer.setFullPage(True)
    size = QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter)
    printer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    return printer


def print_raster(printer: QPrinter, width: int, height: int, bits: bytes, copies: int = 1) -> None:
    """Print a one-bit raster 1:1 on a printer made by ``raster_printer``; OSError if it fails."""
    image = raster_image(width, height, bits)
    painter = _begin(printer)
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # A driver may refuse the resolution asked for; then the dots are mapped by true size.
        times = painter.device().logicalDpiX() / printer.resolution()
        spot = QRectF(0, 0, width * times, height * times)
        for number in range(copies):
            if number:
                printer.newPage()
            painter.drawImage(spot, image)
    finally:
        painter.end()


def page_printer(name: str, *, to_file: str = "") -> QPrinter:
    """Return a printer for A4 pages; PrinterMissing when unknown."""
    printer = _printer(name, to_file)
    printer.setFullPage(True)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    return printer


def print_pages(
    printer: QPrinter,
    pages: Sequence[QImage],
    *,
    copies: int = 1,
    x_mm: float = 0.0,
    y_mm: float = 0.0,
) -> None:
    """Print A4 pages at their true size, moved by an offset; OSError when the printer fails."""
    painter = _begin(printer)
    try:
        dots_per_mm = printer.resolution() / MM_PER_INCH
        shift = QPointF(x_mm * dots_per_mm, y_mm * dots_per_mm)
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, page in enumerate([page for _copy in range(copies) for page in pages]):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(paper).translated(shift), page)
    finally:
        painter.end()


def _printer(name: str, to_file: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if to_file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(to_file)
        return printer
    if name not in QPrinterInfo.availablePrinterNames():
        raise PrinterMissing(_("The printer {name} is not there", name=name))
    printer.setPrinterName(name)
    return printer


def _begin(printer: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(_("The printer {name} does not answer", name=printer.printerName()))
    return painter
