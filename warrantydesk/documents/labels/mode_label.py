"""A mode card of the shelf: scanned, it says what the next scans mean."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from warrantydesk.documents.labels.content import Content
from warrantydesk.documents.labels.marks import Block, Mark
from warrantydesk.documents.labels.page import Page
from warrantydesk.documents.labels.stock import Stock
from warrantydesk.i18n import N_, _

MODE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "M1": N_("Receive"),
        "M2": N_("Shelve"),
        "M3": N_("Pack"),
        "M4": N_("Ship"),
        "M5": N_("Stock-take"),
        "M6": N_("Scrap"),
        "MU": N_("Undo the last scan"),
    }
)
"""What each card is for, in the order in which they hang at the shelf."""


@dataclass(frozen=True)
class ModeLabel:
    """One mode card; ``code`` is a key of MODE_NAMES."""

    code: str
    demo: bool = False


def mode_marks(label: ModeLabel, stock: Stock, dpi: int, ladder: bool = False) -> tuple[Mark, ...]:
    """Return bars above and the mode's name over the rest; LabelTooLong as every label."""
    page = Page(replace(stock, qr=False), dpi, ladder)
    corner = _("DEMO") if label.demo else ""
    page.head(Content(label.code, label.code, (), corner=corner), page.right)
    top = page.top + page.scaled(8)
    room = Block(page.left, top, page.right - page.left, page.bottom - top)
    page.plate(_(MODE_NAMES[label.code]), room, room.height * 3 // 5)
    return tuple(page.marks)
