"""What is asked of a label job and what comes of it; drawing labels without the database."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import N_
from warrantydesk.printing.languages import LANGUAGES

if TYPE_CHECKING:
    from warrantydesk.documents.labels.examine import Examined
    from warrantydesk.documents.labels.layout import Label
    from warrantydesk.documents.labels.stock import Stock
    from warrantydesk.printing.printer import Printer

    AnyLabel = Label

PRINTER_LANGUAGES = tuple(LANGUAGES)
LANGUAGE_NAMES = {code: language.name for code, language in LANGUAGES.items()}
LANGUAGE_LABELS = {code: language.label for code, language in LANGUAGES.items()}
"""Names of printer languages, and the same with who speaks them."""
FORMS = ("png", *PRINTER_LANGUAGES, "pdf")
DRIVER = "driver"
"""The form of a job that the system's own printer driver draws."""
DEFAULT_STOCK, DEFAULT_DPI = "60x40", 203
MOST_COPIES = 99
TAGS, PLACES, TEST = "label", "place", "test"
BOXES, MODES, SCANNER = "box", "mode", "scanner"
LABEL_KINDS = (TAGS, PLACES, BOXES, MODES, TEST, SCANNER)
"""Kinds of label jobs in the print journal: tags, places, boxes, mode cards, test labels."""
MARKED = (TAGS, BOXES)
"""Kinds whose second label carries R1 and a reason."""


@dataclass(frozen=True)
class LabelOrder:
    """How labels are wanted: the form of the bytes, stock, resolution, start place, copies.

    ``ladder`` None leaves the turning of the bars to the printer's profile.
    """

    form: str = "zpl"
    stock: str = DEFAULT_STOCK
    dpi: int = DEFAULT_DPI
    start: int = 1
    copies: int = 1
    reason: str = ""
    kind: str = TAGS
    ladder: bool | None = None


@dataclass(frozen=True)
class LabelBytes:
    """The bytes of one job and the tags (or places) they carry; a driver takes the raster."""

    tags: tuple[str, ...]
    data: bytes
    raster: Raster | None = None

    @property
    def sums(self) -> "LabelSums":
        """What the print journal keeps of the bytes."""
        return LabelSums(self.tags, hashlib.sha256(self.data).hexdigest(), len(self.data))


@dataclass(frozen=True)
class LabelSums:
    """The bytes of one job without the bytes: what they carry, their sum and size."""

    tags: tuple[str, ...]
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class JobReport:
    """What became of one job; ``job`` is None for a preview."""

    tags: tuple[str, ...]
    job: int | None
    language: str
    copies: int
    sha256: str
    bytes: int
    state: str
    error: str = ""


def drawn(labels: Sequence["AnyLabel"], order: LabelOrder, printer: "Printer") -> list[LabelBytes]:
    """Draw labels: PDF is one job for all, every other form one job a label.

    Raises Refused(INVALID) for a form, stock or start place that does not exist, and for no
    label or a number of copies outside 1 to 99.
    """
    return list(drawn_each(labels, order, printer))


def drawn_each(
    labels: Sequence["AnyLabel"], order: LabelOrder, printer: "Printer"
) -> Iterator[LabelBytes]:
    """Draw labels one after the other, as ``drawn``: a thousand need the memory of one."""
    if not labels:
        raise refused(INVALID, N_("Name the tags, and either a file or a printer."), "tags")
    if not 1 <= order.copies <= MOST_COPIES:
        raise refused(
            INVALID, N_("{n} copies are not possible: 1 to 99."), "copies", n=order.copies
        )
    if order.form not in (*FORMS, DRIVER):
        raise refused(INVALID, N_("“{form}” is not a form of labels."), "as", form=order.form)
    return _each(labels, order, printer)


def _each(
    labels: Sequence["AnyLabel"], order: LabelOrder, printer: "Printer"
) -> Iterator[LabelBytes]:
    ladder = printer.ladder if order.ladder is None else order.ladder
    try:
        if order.form == "pdf":
            yield LabelBytes(tuple(map(subject_of, labels)), _pdf(labels, order))
            return
        for label in labels:
            yield _job(label, order, printer, ladder)
    except ValueError as error:
        raise refused(
            INVALID, N_("The label cannot be drawn: {reason}."), "stock", reason=error
        ) from error


def _pdf(labels: Sequence["AnyLabel"], order: LabelOrder) -> bytes:
    from warrantydesk.documents.labels import sheet, stock

    if stock.is_sheet(order.stock):
        return sheet.sheet_pdf(labels, stock.sheet(order.stock), order.start, order.copies)
    return sheet.label_pdf(labels, stock.stock(order.stock), order.dpi, order.copies)


def _job(label: "AnyLabel", order: LabelOrder, printer: "Printer", ladder: bool) -> LabelBytes:
    from warrantydesk.documents.labels.png import png

    raster = raster_of(label, order.stock, order.dpi, ladder)
    if order.form == DRIVER:
        return LabelBytes((subject_of(label),), raster.bits, raster)
    data = (
        png(raster, order.dpi)
        if order.form == "png"
        else LANGUAGES[order.form].encode(raster, printer, order.copies)
    )
    return LabelBytes((subject_of(label),), data)


def raster_of(label: "AnyLabel", stock: str, dpi: int, ladder: bool = False) -> Raster:
    """Return the very raster of a label; of a sheet, one of its labels."""
    from warrantydesk.documents.labels.draw import draw

    return draw(label, _one_label(stock), dpi, ladder)


def examined(label: "AnyLabel", stock: str, dpi: int, ladder: bool = False) -> "Examined":
    """Return what a label comes to: the dots of its bars, and letters that the font lacks."""
    from warrantydesk.documents.labels import examine

    return examine.examined(label, _one_label(stock), dpi, ladder)


def _one_label(stock: str) -> "Stock":
    from warrantydesk.documents.labels import stock as stocks

    return stocks.sheet(stock).label if stocks.is_sheet(stock) else stocks.stock(stock)


def subject_of(label: "AnyLabel") -> str:
    """Return what the print journal calls a label: its tag, its code, or a kind of test."""
    from warrantydesk.documents.labels.layout import code_of

    return code_of(label)
