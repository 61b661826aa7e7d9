"""Packing: a scanned piece goes into a box, out of it, or into another one."""

from dataclasses import dataclass, replace
from typing import Any

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.scan import BOX, recognise
from warrantydesk.domain.shipment import Box, Shipment, ShipmentKind, ShipmentLine
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments.boxes import named_box, new_box
from warrantydesk.services.shipments.guards import (
    box_of,
    kind_for,
    must_be_open,
    must_be_unsealed,
    must_fit,
    must_stand,
    next_list,
    piece_of,
)
from warrantydesk.services.shipments.lists import KINDS, new_list
from warrantydesk.services.shipments.moves import Judge, former_place
from warrantydesk.services.shipments.undoing import Former, undoable

_LATER = "B"
"""Stands for the box that packing will make, while the piece is judged."""


@dataclass(frozen=True)
class Target:
    """Where a piece is to go: its list, None where one is opened; its box, None for a new one."""

    shipment: Shipment | None
    box: Box | None = None
    is_named: bool = False
    """The box was asked for, not chosen."""


def pack(bench: Bench, tag: str, box: str, shipment_id: int, *, at_once: bool) -> ShipmentLine:
    """Pack a piece; with ``at_once`` it is requested, and a list opened, where that is missing."""
    piece = piece_of(bench, tag)
    scanned = box_of(bench, box) if recognise(box).kind == BOX else None
    asked = scanned.shipment_id if scanned and not shipment_id else shipment_id
    shipment = bench.stores.shipments.get(asked) if asked else None
    bench.allow("shipments.pack")
    brand = bench.stores.shipment_lists.brand_of(piece.claim_id)
    target = _target(bench, piece, shipment, box)
    _must_not_lie_elsewhere(bench, piece, target)
    if target.shipment is None and not at_once:
        raise refused(
            STATE,
            N_("No return shipment of {maker} is open: open one first."),
            "shipment_id",
            maker=bench.maker_name(brand),
        )
    steps = _judged(bench, piece, target, at_once)
    former = Former(pieces=[piece], is_new_list=target.shipment is None)
    with bench.change(N_("pack old part"), *KINDS) as touched:
        touched.append(piece.claim_id)
        kind = kind_for(bench, brand, piece.hazard)
        fresh = Shipment("", brand, kind=kind, request_no=piece.request_no)
        into = target.shipment or new_list(bench, fresh)
        container = target.box or _made(bench, into, former)
        for step in steps[:-1]:
            bench.stores.parts.save(step)
        version = bench.stores.parts.get(piece.id).version
        line = _packed(bench, replace(steps[-1], version=version), container, former)
    undoable(bench, N_("pack old part"), into.id, former)
    return line


def _target(bench: Bench, piece: OldPart, shipment: Shipment | None, box: str) -> Target:
    """Return where a piece goes: the list that is named, else its own, else the maker's."""
    if shipment is None:
        stands = bench.stores.shipment_lists.open_line(piece.id)
        brand = bench.stores.shipment_lists.brand_of(piece.claim_id)
        shipment = (
            bench.stores.shipments.get(stands[1])
            if stands
            else next_list(bench, brand, piece.hazard)
        )
    if shipment is None:
        if box.strip():
            raise refused(INVALID, N_("Say which return shipment the box belongs to."), "box")
        return Target(None)
    must_be_open(shipment)
    if box.strip():
        named = named_box(bench, shipment, box)
        must_stand(named)
        return Target(shipment, named, is_named=True)
    unsealed = [one for one in bench.stores.boxes.of(shipment.id) if not one.is_sealed]
    return Target(shipment, unsealed[-1] if unsealed else None)


def _must_not_lie_elsewhere(bench: Bench, piece: OldPart, target: Target) -> None:
    stands = bench.stores.shipment_lists.open_line(piece.id)
    if stands is None:
        return
    line = bench.stores.shipment_lines.get(stands[0])
    own = bench.stores.shipments.get(stands[1])
    lies = bench.stores.boxes.get(line.box_id) if line.box_id is not None else None
    if lies is not None:
        elsewhere = target.is_named and target.box is not None and target.box.id != lies.id
        raise refused(
            STATE,
            N_("It lies in box {box}: take it out there first.")
            if elsewhere
            else N_("It lies in box {box} already."),
            "tag",
            box=lies.code,
        )
    if target.shipment is None or target.shipment.id != own.id:
        raise refused(
            STATE,
            N_("It stands on list {number}: take it off there first."),
            "tag",
            number=own.number,
        )


def _judged(bench: Bench, piece: OldPart, target: Target, at_once: bool) -> list[OldPart]:
    """Return the piece after each step, packed at last, its box still to be written; Refused."""
    brand = bench.stores.shipment_lists.brand_of(piece.claim_id)
    kind = target.shipment.kind if target.shipment else kind_for(bench, brand, piece.hazard)
    if target.box is not None:
        must_be_unsealed(target.box)
    judge, asked, steps = Judge(bench), piece, list[OldPart]()
    if at_once and piece.state is PartState.SHELVED:
        if not piece.return_required:
            raise refused(
                INVALID,
                N_("{part} need not go back. If the maker asks for it, request it first."),
                "tag",
                part=piece.part_name or piece.part_no,
            )
        asked = judge.moved(piece, "request")
        steps.append(asked)
    request = MoveRequest(box=_LATER, hazard_list=kind is ShipmentKind.HAZARD)
    if asked.state is PartState.RETURN_DUE and target.shipment is not None:
        must_fit(bench, piece, target.shipment)
    return [*steps, judge.moved(asked, "pack", request)]


def _made(bench: Bench, shipment: Shipment, former: Former) -> Box:
    box = new_box(bench, shipment)
    former.new_boxes.append(box.id)
    return box


def _packed(bench: Bench, after: OldPart, box: Box, former: Former) -> ShipmentLine:
    """Write a packed piece and its line; inside an open change."""
    stores = bench.stores
    stores.parts.save(replace(after, shipment_id=box.shipment_id, box=box.code))
    found = stores.shipment_lines.find(
        shipment_id=box.shipment_id, part_id=after.id, void_reason=""
    )
    stamped: dict[str, Any] = {
        "box_id": box.id,
        "packed_by": bench.person.login,
        "packed_at": bench.now,
    }
    if found:
        former.lines.append(found[0])
        return stores.shipment_lines.save(replace(found[0], **stamped))
    fresh = ShipmentLine(box.shipment_id, after.id, **stamped)
    line = stores.shipment_lines.add(fresh)
    former.new_lines.append(line.id)
    return line


def _in_open_box(bench: Bench, piece: OldPart, judge: Judge) -> tuple[OldPart, ShipmentLine]:
    """Return a piece as taken out of its box, and its line; Refused."""
    out = judge.moved(piece, "unpack", MoveRequest(place=former_place(bench, piece)))
    stands = bench.stores.shipment_lists.open_line(piece.id)
    line = bench.stores.shipment_lines.get(stands[0]) if stands else None
    if line is None or line.box_id is None:
        raise refused(STATE, N_("It lies in no box of an open list."), "tag")
    must_be_unsealed(bench.stores.boxes.get(line.box_id))
    return out, line


def unpack(bench: Bench, tag: str) -> ShipmentLine:
    """Take a piece out of its open box; it stays on the list and waits."""
    piece = piece_of(bench, tag)
    bench.allow("shipments.unpack")
    out, line = _in_open_box(bench, piece, Judge(bench))
    with bench.change(N_("unpack old part"), *KINDS) as touched:
        touched.append(piece.claim_id)
        bench.stores.parts.save(out)
        waiting = bench.stores.shipment_lines.save(
            replace(line, box_id=None, packed_by="", packed_at=None)
        )
    former = Former(pieces=[piece], lines=[line])
    undoable(bench, N_("unpack old part"), line.shipment_id, former)
    return waiting


def repack(bench: Bench, tag: str, box: str) -> ShipmentLine:
    """Move a packed piece into another open box of its list."""
    piece = piece_of(bench, tag)
    bench.allow("shipments.repack")
    judge = Judge(bench)
    out, line = _in_open_box(bench, piece, judge)
    shipment = bench.stores.shipments.get(line.shipment_id)
    into = named_box(bench, shipment, box)
    must_stand(into)
    must_be_unsealed(into)
    if into.id == line.box_id:
        raise refused(STATE, N_("It lies in box {box} already."), "box", box=into.code)
    hazards = shipment.kind is ShipmentKind.HAZARD
    judge.moved(out, "pack", MoveRequest(box=into.code, hazard_list=hazards))
    former = Former(pieces=[piece])
    with bench.change(N_("move to another box"), *KINDS) as touched:
        touched.append(piece.claim_id)
        moved = _packed(bench, piece, into, former)
    undoable(bench, N_("move to another box"), shipment.id, former)
    return moved
