"""The calibration label: edge, ruler and bars of two, three and four dots to judge a printer."""

from dataclasses import dataclass

from warrantydesk.documents.labels.code128 import QUIET_MODULES, modules, runs
from warrantydesk.documents.labels.content import SMALL
from warrantydesk.documents.labels.lettering import fitted, plain, width
from warrantydesk.documents.labels.marks import Bars, Block, Mark, frame
from warrantydesk.documents.labels.page import Page
from warrantydesk.documents.labels.stock import Stock, whole_dots
from warrantydesk.i18n import _

MODULES = (2, 3, 4)
LONG_MM, MIDDLE_MM, SHORT_MM = 4.0, 3.0, 1.8


@dataclass(frozen=True)
class CalibrationLabel:
    """What to print for adjusting a printer; the name tells which one it was."""

    printer: str = ""


def calibration_marks(label: CalibrationLabel, stock: Stock, dpi: int) -> tuple[Mark, ...]:
    """Return a frame on the outermost dots, a ruler in millimetres and bars that fit."""
    page = Page(stock, dpi, ladder=False)
    page.marks.extend(frame(0, 0, page.width, page.height, page.line))
    _ruler(page, across=True)
    _ruler(page, across=False)
    _bars(page)
    size = page.scaled(SMALL)
    left = whole_dots(LONG_MM + 2, dpi)
    text = " · ".join(
        part for part in (plain(label.printer), stock.key, _("{n} dpi", n=dpi)) if part
    )
    page.words(
        fitted(text, size, False, page.right - left), left, page.bottom - page.scaled(8), size
    )
    return tuple(page.marks)


def _ruler(page: Page, across: bool) -> None:
    """Add strokes each millimetre from the corner, longer at five and ten, figures at ten."""
    length = page.stock.width_mm if across else page.stock.height_mm
    size = page.scaled(SMALL)
    for mm in range(1, int(length)):
        at = whole_dots(mm, page.dpi)
        long = LONG_MM if mm % 10 == 0 else MIDDLE_MM if mm % 5 == 0 else SHORT_MM
        dots = whole_dots(long, page.dpi)
        stroke = Block(at, 0, 1, dots) if across else Block(0, at, dots, 1)
        page.marks.append(stroke)
        if mm % 10 == 0:
            text = str(mm)
            if across:
                x, baseline = at - width(text, size) // 2, dots + size
            else:
                x, baseline = dots + page.scaled(3), at + size // 3
            page.words(text, x, baseline, size)


def _bars(page: Page) -> None:
    """Add short symbols whose text names their module, one below the other."""
    top = whole_dots(LONG_MM, page.dpi) + page.scaled(SMALL + 10)
    left = whole_dots(LONG_MM, page.dpi) + page.scaled(SMALL + 16)
    floor = page.bottom - page.scaled(SMALL + 14)
    gap = page.scaled(8)
    high = (floor - top) // len(MODULES) - gap
    size = page.scaled(SMALL)
    for index, module in enumerate(MODULES):
        text = f"X{module}"
        y = top + index * (high + gap)
        x = left + QUIET_MODULES * module
        if left + modules(text) * module > page.right:
            continue
        page.marks.append(Bars(x, y, high, module, runs(text)))
        caption = _("{n} dots", n=module)
        after = left + modules(text) * module
        if after + width(caption, size) <= page.right:
            page.words(caption, after, y + (high + size) // 2, size)
