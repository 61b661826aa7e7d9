"""The card beside the scanner: one large barcode a mode, and one to undo the last scan."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, TEXT
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.labels.code128 import runs
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style, fitted, lines, width
from warrantydesk.i18n import _

NAME = Style(19, bold=True)
KEY = Style(11, gray=0.33)
CARD_HEIGHT, GAP = 158.0, 12.0
BARS_HEIGHT = 66.0
MODULE = 2.4
"""Points of one module: read from an arm's length, whole dots at 150, 300 and 600 a inch."""


@dataclass(frozen=True)
class ModeEntry:
    """A field of the card: the code in its bars, its name, the key that does the same, a hint."""

    code: str
    name: str
    key: str = ""
    hint: str = ""


@dataclass(frozen=True)
class ModeCard:
    """The modes in their order, and the undo."""

    desk: DeskPaper
    modes: tuple[ModeEntry, ...]
    undo: ModeEntry


def render(facts: ModeCard, step: Step | None = None) -> bytes:
    """Return the card as one page of A4, to be laminated."""
    frame = facts.desk.frame(
        _("Scanner card"), foot=_("Scan a field: the desk changes to this mode at once.")
    )
    flow = Flow(frame.top)
    for start in range(0, len(facts.modes), 2):
        row = facts.modes[start : start + 2]

        def paint(strip: Strip, row: tuple[ModeEntry, ...] = row) -> None:
            wide = (SPAN - GAP) / 2
            for index, entry in enumerate(row):
                _paint(strip, LEFT + index * (wide + GAP), wide, entry)

        flow.row(1, CARD_HEIGHT, 0.0, paint)
        flow.gap(GAP)
    flow.row(1, CARD_HEIGHT, 0.0, lambda strip: _paint(strip, LEFT, SPAN, facts.undo))
    return pdf(frame, flow.sheets, step)


def _paint(strip: Strip, left: float, wide: float, entry: ModeEntry) -> None:
    sheet, top = strip.sheet, strip.top
    sheet.frame(left, top, wide, strip.height, 1.3)
    key = fitted(entry.key, KEY, wide / 2)
    sheet.text(left + 12, top + 28, fitted(entry.name, NAME, wide - width(key, KEY) - 36), NAME)
    sheet.text_right(left + wide - 12, top + 27, key, KEY)
    found = runs(entry.code)
    x = left + (wide - sum(found) * MODULE) / 2
    for index, run in enumerate(found):
        if index % 2 == 0:
            sheet.block(x, top + 40, run * MODULE, BARS_HEIGHT)
        x += run * MODULE
    middle = left + wide / 2
    sheet.text(middle - width(entry.code, TEXT) / 2, top + 40 + BARS_HEIGHT + 12, entry.code, TEXT)
    for row, text in enumerate(lines(entry.hint, SMALL, wide - 24)[:2]):
        at = middle - width(text, SMALL) / 2
        sheet.text(at, top + 40 + BARS_HEIGHT + 26 + row * 10, text, SMALL)
