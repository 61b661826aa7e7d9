"""What labels say: from a tag, place, box or mode to the facts that are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import Shipment
from warrantydesk.domain.wedge_test import LINES
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.label_journal import LabelJournal
from warrantydesk.services.label_order import BOXES, MODES, PLACES, SCANNER, TAGS

if TYPE_CHECKING:
    from warrantydesk.documents.labels.box_label import BoxLabel
    from warrantydesk.documents.labels.part_label import PartLabel
    from warrantydesk.services.label_order import AnyLabel
    from warrantydesk.storage.label_facts import TagFacts


class LabelSubjects:
    """Reads what a label shows."""

    def __init__(self, bench: Bench, journal: LabelJournal) -> None:
        self._bench, self._journal = bench, journal

    def labels_of(self, kind: str, subjects: Sequence[str]) -> "list[AnyLabel]":
        """Return the labels of tags, places (``R2-3``), boxes (``B0126-0031-02``), modes (``M1``).

        The scanner test has one label a line whatever is asked; any other kind is one calibration
        label for each name. Refused(NOT_FOUND) for an unknown tag or box.
        """
        from warrantydesk.documents.labels.calibration import CalibrationLabel
        from warrantydesk.documents.labels.wedge_label import WedgeLabel

        match kind:
            case "label":
                return [*self.parts(subjects)]
            case "place":
                return [self._place(code) for code in subjects]
            case "box":
                return [self.box(code) for code in subjects]
            case "mode":
                return [self._mode(code) for code in subjects]
            case "scanner":
                return [WedgeLabel(text, n, len(LINES)) for n, text in enumerate(LINES, 1)]
        return [CalibrationLabel(name) for name in subjects]

    def _place(self, code: str) -> "AnyLabel":
        from warrantydesk.documents.labels.place_label import PlaceLabel

        place = self._bench.stores.places.by_code(code)
        note = ""
        if place is not None and place.hazards:
            note = _("hazardous pieces only")
        elif place is not None and place.outbound:
            note = _("outbound area")
        return PlaceLabel(code, note, demo=self._bench.site.demo)

    def _mode(self, code: str) -> "AnyLabel":
        from warrantydesk.documents.labels.mode_label import MODE_NAMES, ModeLabel

        if code not in MODE_NAMES:
            raise refused(INVALID, N_("“{mode}” is no mode of the shelf."), "subjects", mode=code)
        return ModeLabel(code, demo=self._bench.site.demo)

    def box(self, code: str, reprint: int | None = None) -> "BoxLabel":
        """Return everything the label of a box shows; Refused(NOT_FOUND)."""
        from warrantydesk.documents.labels.box_label import BoxLabel

        stores, site = self._bench.stores, self._bench.site
        box = stores.boxes.by_code(code) if code else None
        if box is None or box.void_reason:
            raise refused(NOT_FOUND, N_("No box has the code {box}."), "subjects", box=code)
        shipment = stores.shipments.get(box.shipment_id)
        lines = stores.shipment_lines.of(shipment.id)
        printed = self._journal.times_printed(code) if reprint is None else reprint
        return BoxLabel(
            box=box.code,
            number=box.number,
            boxes=len(stores.boxes.of(shipment.id)),
            consignor=" ".join((pick(site.name_zh, site.name_en), site.dealer_code)).strip(),
            consignee=self._bench.maker_name(shipment.brand),
            handler=self._name(box.sealed_by or shipment.opened_by),
            month=self._month(shipment),
            pieces=sum(line.box_id == box.id for line in lines),
            weight_g=box.weight_g,
            shipment=shipment.number,
            waybill=shipment.waybill,
            reprint=printed,
            demo=site.demo,
        )

    def _month(self, shipment: Shipment) -> date | None:
        return shipment.period_to or self._day(shipment.shipped_at or shipment.opened_at)

    def part(self, tag: str, reprint: int | None = None) -> "PartLabel":
        """Return everything the label of a tag shows; Refused(NOT_FOUND)."""
        (label,) = self.parts([tag])
        return label if reprint is None else replace(label, reprint=reprint)

    def parts(self, tags: Sequence[str]) -> "list[PartLabel]":
        """Return everything the labels of many tags show; Refused(NOT_FOUND)."""
        stores = self._bench.stores
        found = stores.label_facts.of_tags(tags)
        for tag in tags:
            if tag not in found:  # the maker's own tag, or none at all
                (found[tag],) = stores.label_facts.of_pieces([self._journal.piece(tag)]).values()
        printed = self._journal.jobs_of([facts.piece.tag for facts in found.values()])
        names = {person.login: person.name for person in stores.people.find()}
        return [
            self._part(found[tag], names, sum(job.was_on_paper for job in printed[ours]))
            for tag in tags
            for ours in (found[tag].piece.tag,)
        ]

    def _part(self, facts: "TagFacts", names: Mapping[str, str], printed: int) -> "PartLabel":
        from warrantydesk.documents.labels.part_label import PartLabel

        piece, claim, visit, site = facts.piece, facts.claim, facts.visit, self._bench.site
        return PartLabel(
            tag=piece.tag,
            part_name=piece.part_name or piece.part_no,
            part_no=piece.part_no,
            piece=piece.piece,
            pieces=facts.pieces,
            vin=claim.vehicle.vin,
            claim_number=claim.claim_number,
            repair_order=visit.repair_order,
            fitted_on=claim.codes.purchased_on
            or claim.vehicle.delivered_on
            or claim.vehicle.invoiced_on,
            replaced_on=self._day(visit.finished_at or piece.received_at),
            mileage_km=visit.mileage_km,
            fault=claim.narrative.cause or claim.narrative.complaint,
            return_required=piece.return_required,
            return_by=piece.return_by,
            causal=piece.causal,
            related_to="" if piece.causal else facts.causal_name,
            place=piece.place,
            hazards=_hazards(piece),
            dealer_name=pick(site.name_zh, site.name_en),
            dealer_code=site.dealer_code,
            technician=names.get(visit.technician, visit.technician),
            reprint=printed,
            demo=site.demo,
        )

    def _name(self, login: str) -> str:
        person = self._bench.stores.people.by_login(login) if login else None
        return person.name if person else login

    def _day(self, instant: datetime | None) -> date | None:
        return instant.astimezone(self._bench.clock.zone).date() if instant else None


def subject_of_journal(kind: str, subject: str) -> tuple[str, ...]:
    """Return what ``labels_of`` calls the subjects that a job of the print journal carried."""
    if kind == PLACES:
        return tuple(one.removeprefix("P-") for one in subject.split())
    return tuple(subject.split()) if kind in (TAGS, BOXES, MODES, SCANNER) else (subject,)


def _hazards(piece: OldPart) -> tuple[str, ...]:
    fluids = "drained" if piece.drained else "wet"
    known = {
        "fluid": fluids,
        "fuel": fluids,
        "refrigerant": fluids,
        "airbag": "airbag",
        "pyrotechnic": "airbag",
        "hv_battery": "battery",
        "lithium": "battery",
        "lead_acid": "battery",
    }
    return (known.get(piece.hazard, piece.hazard),) if piece.hazard else ()
