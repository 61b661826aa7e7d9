"""The tag of one old part: every field a label may carry, and the words it says them in."""

from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.documents.labels.content import NAME, NUMBER, Content, Note, Row, row
from warrantydesk.documents.labels.lettering import plain
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import N_, _

HAZARDS = {
    "drained": N_("fluids drained"),
    "wet": N_("drain fluids"),
    "airbag": N_("airbag"),
    "battery": N_("battery"),
    "gas_strut": N_("gas strut"),
}
VIN_SHOWN = 8
FAULT_LINES = 3


@dataclass(frozen=True)
class PartLabel:
    """One physical piece as its tag shows it; an empty field takes no room.

    ``hazards`` are keys of HAZARDS or the clerk's own words; ``related_to`` names the causal
    part of a related one; ``reprint`` counts the prints after the first.
    """

    tag: str
    part_name: str = ""
    part_no: str = ""
    piece: int = 1
    pieces: int = 1
    vin: str = ""
    claim_number: str = ""
    repair_order: str = ""
    fitted_on: date | None = None
    replaced_on: date | None = None
    mileage_km: int | None = None
    fault: str = ""
    return_required: bool = True
    return_by: date | None = None
    keep_until: date | None = None
    causal: bool = True
    related_to: str = ""
    place: str = ""
    hazards: tuple[str, ...] = ()
    brand: str = ""
    dealer_name: str = ""
    dealer_code: str = ""
    technician: str = ""
    reprint: int = 0
    demo: bool = False


def part_content(label: PartLabel, short: bool = False) -> Content:
    """Return the label in words of the language in use; ``short`` shows the VIN's last eight."""
    return Content(
        code=label.tag,
        readable=spoken(label.tag) if has_tag_shape(label.tag) else label.tag,
        rows=_rows(label, short),
        plate=plain(label.place),
        notes=_notes(label),
        foot=_joined(label.brand, label.dealer_name),
        foot_code=plain(label.dealer_code),
        foot_end=tuple(
            part for part in (*map(_hazard, label.hazards), plain(label.technician)) if part
        ),
        corner=_("DEMO") if label.demo else "",
        reprint=f"R{label.reprint}" if label.reprint else "",
    )


def _rows(label: PartLabel, short: bool) -> tuple[Row, ...]:
    vin = plain(label.vin)
    vehicle = "VIN …" + vin[-VIN_SHOWN:] if short and len(vin) > VIN_SHOWN else f"VIN {vin}"
    papers = (
        plain(label.claim_number),
        _("RO {number}", number=plain(label.repair_order)) if label.repair_order else "",
    )
    life = (
        _("in {day}", day=_day(label.fitted_on)) if label.fitted_on else "",
        _("out {day}", day=_day(label.replaced_on)) if label.replaced_on else "",
        _("{km} km", km=f"{label.mileage_km:,}") if label.mileage_km is not None else "",
    )
    rows = [
        row(plain(label.part_name), size=NAME, bold=True),
        replace(
            row(plain(label.part_no), size=NUMBER, bold=True), tail=f"{label.piece}/{label.pieces}"
        ),
        *_vehicle_rows(vehicle if vin else "", papers, short),
        row(*life),
        row(plain(label.fault), lines=FAULT_LINES),
    ]
    return tuple(one for one in rows if one.parts or one.tail)


def _vehicle_rows(vehicle: str, papers: tuple[str, ...], short: bool) -> tuple[Row, ...]:
    return (row(vehicle, *papers),) if short else (row(vehicle), row(*papers))


def _notes(label: PartLabel) -> tuple[Note, ...]:
    """Return the right column as it is shown; the ranks are the order of labels in the trade."""
    notes = [
        Note(
            _("return") if label.return_required else _("no return"),
            rank=2,
            bold=True,
            ticked=label.return_required,
        ),
        Note(_causal(label), rank=3),
    ]
    if label.return_required and label.return_by:
        notes.append(Note(_("back by {day}", day=f"{label.return_by:%m-%d}"), rank=1, bold=True))
    if not label.return_required and label.keep_until:
        notes.append(Note(_("keep to {day}", day=_day(label.keep_until)), rank=1, bold=True))
    return tuple(notes)


def _causal(label: PartLabel) -> str:
    if label.causal:
        return _("causal part")
    if label.related_to:
        return _("goes with {part}", part=plain(label.related_to))
    return _("related part")


def _hazard(hazard: str) -> str:
    return _(HAZARDS[hazard]) if hazard in HAZARDS else plain(hazard)


def _day(day: date) -> str:
    return f"{day:%y-%m-%d}"


def _joined(*parts: str) -> str:
    return " ".join(text for text in map(plain, parts) if text)
