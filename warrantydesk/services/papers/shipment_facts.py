"""A return shipment with its boxes and pieces, read once for all its papers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.old_part import HAZARDS, PART_STATE_NAMES, OldPart, PartState
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.shipment import Shipment, ShipmentLine, Verdict
from warrantydesk.i18n import _, named, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import logo, name_of

if TYPE_CHECKING:
    from warrantydesk.documents.shipments.desk_paper import DeskPaper
    from warrantydesk.documents.shipments.facts import (
        ListedBox,
        ListedPiece,
        PieceFamily,
        ShipmentPaper,
    )

_RUNS = re.compile(r"([0-9]+)")


def desk_paper(bench: Bench, subject: str = "", paper: str = "") -> "DeskPaper":
    """Return what stands around a paper; one printed before as ``paper`` is marked a reprint."""
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

    jobs = bench.stores.print_jobs.of(subject) if subject else []
    before = [
        job for job in jobs if (job.kind, job.language, job.subject) == ("paper", paper, subject)
    ]
    return DeskPaper(
        site=bench.site,
        clerk=bench.person.name,
        clerk_phone=bench.person.phone or bench.site.phone,
        anchor=bench.stores.journal.anchor,
        drawn_at=bench.now,
        reprint=len(before),
        demo=bench.site.demo,
        logo=logo(bench),
    )


class PieceWords:
    """Turns pieces into what papers show; their claims are read at once, without their lines."""

    def __init__(self, bench: Bench, pieces: Iterable[OldPart]) -> None:
        self._bench = bench
        self._profiles: dict[str, BrandProfile] = {}
        heads = bench.stores.claims.heads(piece.claim_id for piece in pieces)
        self._claims = {claim.id: claim for claim in heads}

    def claim(self, claim_id: int) -> Claim:
        """Return the claim of a piece, without its visit and lines."""
        return self._claims[claim_id]

    def profile(self, brand: str) -> BrandProfile:
        """Return the tables of a brand, those in force today."""
        if brand not in self._profiles:
            self._profiles[brand] = self._bench.profile(brand)
        return self._profiles[brand]

    def listed(self, piece: OldPart, number: int = 0, box: int = 0) -> "ListedPiece":
        """Return a piece with all its codes turned into names."""
        from warrantydesk.documents.shipments.facts import ListedPiece

        claim = self.claim(piece.claim_id)
        profile = self.profile(claim.brand)
        model = profile.models.get(claim.vehicle.model_code)
        fault = profile.faults.get(claim.codes.fault_code)
        supplier = profile.suppliers.get(piece.supplier_code)
        said = named(fault) if fault else claim.narrative.complaint
        return ListedPiece(
            number=number,
            claim_number=claim.claim_number,
            maker_claim_number=claim.codes.maker_claim_number,
            model=pick(model.name_zh, model.name_en) if model else claim.vehicle.model_code,
            vin=claim.vehicle.vin,
            part_no=piece.part_no,
            part_name=piece.part_name,
            serial=piece.serial,
            supplier_code=piece.supplier_code,
            supplier_name=named(supplier) if supplier else "",
            causal=piece.causal,
            fault=" ".join(filter(None, (claim.codes.fault_code, said[:60]))),
            tag=piece.tag,
            maker_tag=piece.maker_tag,
            box=box,
            place=piece.place,
            state=_(PART_STATE_NAMES[piece.state]),
            hazard=_(HAZARDS.get(piece.hazard, piece.hazard)),
            amount_fen=piece.amount_fen,
            reason=piece.reason,
        )


def shipment_paper(bench: Bench, shipment_id: int, paper: str = "") -> "ShipmentPaper":
    """Return the facts of a shipment's papers, in the language in use."""
    from warrantydesk.documents.shipments.facts import ShipmentPaper

    shipment = bench.stores.shipments.get(shipment_id)
    content = _Content(bench, shipment_id)
    return ShipmentPaper(
        desk=desk_paper(bench, shipment.number, paper),
        shipment=_with_period(shipment, content.filed_on),
        maker=bench.maker_name(shipment.brand),
        boxes=content.boxes,
        waiting=content.waiting,
        families=content.families,
        no_parts=content.no_parts,
        handed_by=name_of(bench, shipment.shipped_by) or bench.person.name,
    )


def _with_period(shipment: Shipment, filed_on: list[date]) -> Shipment:
    """Return a list with the days of its claims, where nobody has said which it is for (B.4)."""
    if shipment.period_from or shipment.period_to or not filed_on:
        return shipment
    return replace(shipment, period_from=min(filed_on), period_to=max(filed_on))


def claims_of(bench: Bench, shipment_id: int) -> list[int]:
    """Return the claims of a shipment in the order of its list."""
    return _Content(bench, shipment_id).claim_ids


class _Content:
    """The lines of one shipment: numbered by box, then what waits in the order of the shelf."""

    def __init__(self, bench: Bench, shipment_id: int) -> None:
        self._bench = bench
        stores = bench.stores
        self._boxes = stores.boxes.of(shipment_id)
        self._places = place_order(bench)
        lines = stores.shipment_lines.of(shipment_id)
        found = stores.parts.several(line.part_id for line in lines)
        self._pieces = {piece.id: piece for piece in found}
        self._words = PieceWords(bench, found)
        order = {box.id: index for index, box in enumerate(self._boxes)}
        packed = [line for line in lines if line.box_id in order]
        packed.sort(
            key=lambda line: (order[line.box_id or 0], line.packed_at or bench.now, line.id)
        )
        rest = [line for line in lines if line.box_id not in order]
        rest.sort(key=lambda line: self._on_shelf(self._pieces[line.part_id]))
        self._lines = [*packed, *rest]

    def _on_shelf(self, piece: OldPart) -> tuple[object, ...]:
        return (*shelf_key(self._places, piece.place), piece.part_no, piece.tag)

    @property
    def claim_ids(self) -> list[int]:
        """Claims in the order of the list, each once."""
        return list(dict.fromkeys(self._pieces[line.part_id].claim_id for line in self._lines))

    @property
    def filed_on(self) -> list[date]:
        """The days on which the claims of the list were filed."""
        zone = self._bench.clock.zone
        days = (
            local_date(self._words.claim(claim_id).submitted_at, zone)
            for claim_id in self.claim_ids
        )
        return [day for day in days if day is not None]

    @cached_property
    def _listed(self) -> "list[tuple[ShipmentLine, ListedPiece]]":
        boxes = {box.id: box.number for box in self._boxes}
        made = []
        for number, line in enumerate(self._lines, 1):
            box = boxes.get(line.box_id or 0, 0)
            piece = self._words.listed(self._pieces[line.part_id], number, box)
            if line.verdict is not None:
                piece = replace(piece, accepted=int(line.verdict is Verdict.ACCEPTED))
            made.append((line, piece))
        return made

    @property
    def boxes(self) -> "tuple[ListedBox, ...]":
        """The boxes that stand, with their pieces."""
        from warrantydesk.documents.shipments.facts import ListedBox

        inside: dict[int, list[ListedPiece]] = {box.id: [] for box in self._boxes}
        for line, piece in self._listed:
            if line.box_id in inside:
                inside[line.box_id].append(piece)
        return tuple(
            ListedBox(box.number, box.code, box.weight_g, box.is_sealed, tuple(inside[box.id]))
            for box in self._boxes
        )

    @property
    def waiting(self) -> "tuple[ListedPiece, ...]":
        """What is in no box, in the order of the shelf."""
        known = {box.id for box in self._boxes}
        return tuple(piece for line, piece in self._listed if line.box_id not in known)

    @cached_property
    def _of_claims(self) -> list[list[OldPart]]:
        by_claim: dict[int, list[OldPart]] = {claim_id: [] for claim_id in self.claim_ids}
        for piece in self._bench.stores.parts.several(by_claim, "claim_id"):
            by_claim[piece.claim_id].append(piece)
        return [
            sorted(pieces, key=lambda piece: (piece.line, piece.piece))
            for pieces in by_claim.values()
        ]

    @property
    def families(self) -> "tuple[PieceFamily, ...]":
        """Causal pieces with their related ones, of which at least one is on the list."""
        on_list = {line.part_id: piece for line, piece in self._listed}
        return tuple(
            family for pieces in self._of_claims for family in self._families(pieces, on_list)
        )

    def _families(
        self, pieces: Iterable[OldPart], on_list: "dict[int, ListedPiece]"
    ) -> "Iterator[PieceFamily]":
        from warrantydesk.documents.shipments.facts import PieceFamily

        standing = [piece for piece in pieces if piece.state is not PartState.VOID]
        # A claim holds one fault: what names no causal line belongs to its first causal part.
        first = next((piece.line for piece in standing if piece.causal), 0)
        by_line: dict[int, list[OldPart]] = {}
        for piece in standing:
            line = piece.line if piece.causal else piece.causal_line or first
            by_line.setdefault(line, []).append(piece)
        for together in by_line.values():
            causal = [piece for piece in together if piece.causal]
            related = [piece for piece in together if not piece.causal]
            if not related or not any(piece.id in on_list for piece in (*causal, *related)):
                continue
            yield PieceFamily(
                self._words.claim(standing[0].claim_id).claim_number,
                tuple(on_list.get(piece.id) or self._words.listed(piece) for piece in causal),
                tuple(on_list.get(piece.id) or self._words.listed(piece) for piece in related),
            )

    @property
    def no_parts(self) -> "tuple[ListedPiece, ...]":
        """What the same claims have no old part of."""
        return tuple(
            self._words.listed(piece)
            for pieces in self._of_claims
            for piece in pieces
            if piece.state in (PartState.NO_PART, PartState.WRITTEN_OFF)
        )


def place_order(bench: Bench) -> dict[str, tuple[object, ...]]:
    """Return the order of the places by code, as they stand on the map."""
    return {
        place.code: (place.position, _natural(place.code)) for place in bench.stores.places.find()
    }


def shelf_key(places: dict[str, tuple[object, ...]], place: str) -> tuple[object, ...]:
    """Return where a piece comes on a way along the shelf; one without a place comes last."""
    known = places.get(place)
    return (0, *known) if known else (1 if place else 2, 0, _natural(place))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (int(part), "") if part.isdigit() else (-1, part) for part in _RUNS.split(text) if part
    )
