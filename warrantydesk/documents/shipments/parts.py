"""What papers of old parts share: fields of a piece, tick boxes beside a label, photos."""

from collections.abc import Sequence

from warrantydesk.documents.blocks import (
    LABEL,
    SIDE,
    SMALL,
    STRONG,
    TEXT,
    TICK,
    Cell,
    cells,
    drop,
)
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.sheet import LEFT, RULE, Mark
from warrantydesk.documents.shipments.facts import ListedPiece, ShipmentPaper
from warrantydesk.documents.table import Entry
from warrantydesk.documents.typesetting import Style, fitted, lines, unbroken, width
from warrantydesk.domain.shipment import CARRIAGE_NAMES
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _

CODE = Style(7.6)
"""Numbers that must stay on one line in a narrow field."""
CHOICE_LABEL = 66.0
CHOICE_LEADING = 14.2
PICTURE_HEIGHT = 190.0
NUMBER_BIG = Style(26, bold=True)
NUMBER_HEIGHT = 52.0


def tag_entry(piece: ListedPiece) -> Entry:
    """Return our tag in its printed groups, the maker's own below it."""
    tag = unbroken(spoken(piece.tag) if has_tag_shape(piece.tag) else piece.tag)
    return ((tag or "—", CODE), (piece.maker_tag, SMALL))


def part_entry(piece: ListedPiece) -> Entry:
    """Return number and name of the part, with its hazard below."""
    hazard = _("Hazard: {hazard}", hazard=piece.hazard) if piece.hazard else ""
    return ((piece.part_no, STRONG), (piece.part_name, TEXT), (hazard, SMALL))


def claim_entry(piece: ListedPiece) -> Entry:
    """Return our claim number, the maker's number and the model below it."""
    return (
        (unbroken(piece.claim_number), CODE),
        (piece.maker_claim_number, SMALL),
        (piece.model, SMALL),
    )


def role_of(piece: ListedPiece) -> str:
    """Return whether the piece is the causal part or came off with it."""
    return _("causal part") if piece.causal else _("related part")


def part_text(piece: ListedPiece) -> str:
    """Return number and name of the part on one line."""
    return " ".join(filter(None, (piece.part_no, piece.part_name)))


def shipment_cells(flow: Flow, paper: ShipmentPaper, *last: Cell) -> None:
    """Put the row by which every companion of the return list is known."""
    shipment = paper.shipment
    carriage = _(CARRIAGE_NAMES[shipment.carriage]) if shipment.carriage else ""
    cells(
        flow,
        [
            Cell(_("Return list no."), shipment.number),
            Cell(_("Maker"), paper.maker, 1.2),
            Cell(_("Waybill no."), shipment.waybill, 1.4),
            Cell(_("Carriage"), carriage),
            *last,
        ],
    )


def choices(flow: Flow, label: str, items: Sequence[tuple[str, bool]]) -> None:
    """Put tick boxes beside a tinted label, as many on a line as there is room for."""
    room = SPAN - CHOICE_LABEL
    rows: list[list[tuple[float, str, bool]]] = [[]]
    x = 0.0
    for text, ticked in items:
        wide = TICK + 5 + width(text, TEXT) + 14
        if rows[-1] and x + wide > room - 2 * SIDE:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, ticked))
        x += wide

    def paint(strip: Strip) -> None:
        sheet = strip.sheet
        sheet.tint(LEFT, strip.top, CHOICE_LABEL, strip.height)
        sheet.frame(LEFT, strip.top, CHOICE_LABEL, strip.height, RULE)
        sheet.frame(LEFT + CHOICE_LABEL, strip.top, room, strip.height, RULE)
        said = lines(label, STRONG, CHOICE_LABEL - 2 * SIDE)
        top = strip.top + (strip.height - len(said) * TEXT.leading) / 2
        for index, line in enumerate(said):
            baseline = top + index * TEXT.leading + drop(STRONG, TEXT.leading)
            sheet.text(LEFT + SIDE + 1, baseline, line, STRONG)
        for index, row in enumerate(rows):
            top = strip.top + 3 + index * CHOICE_LEADING
            for at, text, ticked in row:
                left = LEFT + CHOICE_LABEL + SIDE + 2 + at
                mark = Mark.TICKED if ticked else Mark.EMPTY
                sheet.mark(left, top + (CHOICE_LEADING - TICK) / 2, TICK, mark)
                sheet.text(left + TICK + 5, top + drop(TEXT, CHOICE_LEADING), text, TEXT)

    flow.row(1, len(rows) * CHOICE_LEADING + 6, 0.0, paint)


def big_number(flow: Flow, text: str, note: str) -> None:
    """Put a number that is read from two metres, with a line of facts beside it."""

    def paint(strip: Strip) -> None:
        sheet = strip.sheet
        sheet.frame(LEFT, strip.top, SPAN, strip.height, 1.3)
        baseline = strip.top + drop(NUMBER_BIG, strip.height)
        sheet.text(LEFT + 12, baseline, text, NUMBER_BIG)
        room = SPAN - width(text, NUMBER_BIG) - 36
        sheet.text_right(LEFT + SPAN - 12, baseline - 2, fitted(note, TEXT, room), TEXT)

    flow.row(1, NUMBER_HEIGHT, 0.0, paint)


def pictures(flow: Flow, items: Sequence[tuple[str, bytes, float]]) -> None:
    """Put photos side by side, two in a row: caption, JPEG bytes, height by width."""
    wide = (SPAN - 8) / 2 if len(items) > 1 else SPAN
    for start in range(0, len(items), 2):
        row = items[start : start + 2]

        def paint(strip: Strip, row: Sequence[tuple[str, bytes, float]] = row) -> None:
            for index, (caption, jpeg, ratio) in enumerate(row):
                left = LEFT + index * (wide + 8)
                high = min(PICTURE_HEIGHT, wide * ratio)
                across = high / ratio
                strip.sheet.frame(left, strip.top, wide, PICTURE_HEIGHT + 14)
                x = left + (wide - across) / 2
                strip.sheet.picture(x, strip.top + (PICTURE_HEIGHT - high) / 2, across, high, jpeg)
                said = fitted(caption, LABEL, wide - 2 * SIDE)
                strip.sheet.text(left + SIDE, strip.top + PICTURE_HEIGHT + 9, said, LABEL)

        flow.row(1, PICTURE_HEIGHT + 14, 6.0, paint)
