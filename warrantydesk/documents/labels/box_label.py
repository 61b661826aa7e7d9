"""The label of a shipping box: who sends it, what is in it, which box of how many."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.documents.labels.content import NAME, NUMBER, Content, row
from warrantydesk.documents.labels.lettering import plain
from warrantydesk.i18n import _, ngettext_


@dataclass(frozen=True)
class BoxLabel:
    """One box of a return shipment; ``box`` is its scannable id, as in B0126-0031-02."""

    box: str
    number: int
    boxes: int
    consignor: str = ""
    consignee: str = ""
    handler: str = ""
    month: date | None = None
    pieces: int = 0
    weight_g: int | None = None
    shipment: str = ""
    waybill: str = ""
    reprint: int = 0
    demo: bool = False


def box_content(label: BoxLabel, has_plate: bool = True) -> Content:
    """Return the label in words; without room for the plate the box number stands in a row."""
    weight = "" if label.weight_g is None else f"{label.weight_g / 1000:,.1f}"
    return Content(
        code=label.box,
        readable=label.box,
        rows=tuple(
            one
            for one in (
                row(plain(label.consignor), size=NAME, bold=True),
                row(
                    ngettext_("{n} piece", "{n} pieces", label.pieces),
                    _("{weight} kg", weight=weight) if weight else "",
                    "" if has_plate else f"{label.number}/{label.boxes}",
                    size=NUMBER,
                    bold=True,
                ),
                row(
                    _("parts of {month}", month=f"{label.month:%Y-%m}") if label.month else "",
                    _("packed by {name}", name=plain(label.handler)) if label.handler else "",
                ),
                row(_("to {name}", name=plain(label.consignee)) if label.consignee else ""),
                row(_("waybill {number}", number=plain(label.waybill)) if label.waybill else ""),
            )
            if one.parts
        ),
        plate=f"{label.number}/{label.boxes}",
        foot=_("return shipment {number}", number=plain(label.shipment)) if label.shipment else "",
        corner=_("DEMO") if label.demo else "",
        reprint=f"R{label.reprint}" if label.reprint else "",
    )
