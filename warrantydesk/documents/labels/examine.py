"""What a label came to on its stock: the dots of its bars, and letters that the font lacks."""

from dataclasses import dataclass

from warrantydesk.documents.labels.code128 import QUIET_MODULES
from warrantydesk.documents.labels.layout import Label, layout
from warrantydesk.documents.labels.lettering import is_missing
from warrantydesk.documents.labels.marks import Bars, Words
from warrantydesk.documents.labels.stock import Stock

AIM_MM = 0.37
"""Three dots at 203 dpi: finer bars are read by fewer scanners."""


@dataclass(frozen=True)
class Examined:
    """The module in dots, the length with both quiet zones, letters shown as a box."""

    module: int
    bars_mm: float
    is_fine: bool
    missing: tuple[str, ...]


def examined(label: Label, stock: Stock, dpi: int, ladder: bool = False) -> Examined:
    """Return what a label came to; LabelTooLong when its bars have no room."""
    marks = layout(label, stock, dpi, ladder)
    bars = max((one for one in marks if isinstance(one, Bars)), key=lambda one: len(one.runs))
    signs = dict.fromkeys("".join(one.text for one in marks if isinstance(one, Words)))
    long = (sum(bars.runs) + 2 * QUIET_MODULES) * bars.module
    return Examined(
        bars.module,
        long * 25.4 / dpi,
        bars.module * 25.4 / dpi < AIM_MM - 0.04,
        tuple(sign for sign in signs if is_missing(sign)),
    )
