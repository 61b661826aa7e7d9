"""The label of a shelf place: its code as bars, its name as large as the label allows."""

from dataclasses import dataclass, replace

from warrantydesk.documents.labels.content import NAME, Content
from warrantydesk.documents.labels.lettering import fitted, plain
from warrantydesk.documents.labels.marks import Block, Mark
from warrantydesk.documents.labels.page import Page
from warrantydesk.documents.labels.stock import Stock
from warrantydesk.i18n import _


@dataclass(frozen=True)
class PlaceLabel:
    """One place on the shelf, as in R2-3, with a word about what lies there."""

    place: str
    note: str = ""
    demo: bool = False


def place_code(place: str) -> str:
    """Return what the bars of a place say: P-R2-3."""
    return f"P-{place}"


def place_marks(
    label: PlaceLabel, stock: Stock, dpi: int, ladder: bool = False
) -> tuple[Mark, ...]:
    """Return bars above and a plate over the rest; raises LabelTooLong as every label does."""
    code = place_code(plain(label.place))
    page = Page(replace(stock, qr=False), dpi, ladder)
    page.head(Content(code, code, (), corner=_("DEMO") if label.demo else ""), page.right)
    top, floor = page.top + page.scaled(8), page.bottom
    if label.note:
        size = page.scaled(NAME)
        baseline = floor - page.scaled(8)
        text = fitted(plain(label.note), size, False, page.right - page.left)
        page.words(text, page.left, baseline, size)
        floor = baseline - size - page.scaled(2)
    page.plate(
        plain(label.place), Block(page.left, top, page.right - page.left, floor - top), floor - top
    )
    return tuple(page.marks)
