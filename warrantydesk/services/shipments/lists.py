"""Return lists: opened, edited, filled with what is due, emptied again, voided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from warrantydesk.domain.codec import MismatchError, merged
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, VERSION, Refused, refused
from warrantydesk.domain.finding import Finding, Problem
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.shipment import Shipment, ShipmentKind, ShipmentLine, ShipmentState
from warrantydesk.domain.shipment_due import why_not
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.shipments.guards import must_be_open, must_fit, pieces_of, short
from warrantydesk.services.shipments.moves import Judge, former_place, off_list
from warrantydesk.services.shipments.undoing import Former, undoable
from warrantydesk.storage.numbers import SHIPMENT

KINDS = (Kind.SHIPMENTS, Kind.PARTS)
MOST_DUE = 2000
MOST_FEN = 10**9
_TEXTS = ("title", "request_no", "contact", "contact_phone", "carrier", "waybill", "handed_to")
_WHILE_PACKING = frozenset(
    {
        *_TEXTS,
        "required_by",
        "expected_on",
        "period_from",
        "period_to",
        "carriage",
        "freight_fen",
        "freight_confirmed",
    }
)
_AFTERWARDS = frozenset({"title", "expected_on", "contact", "contact_phone"})
"""What may still change once the list has left."""


@dataclass(frozen=True)
class Opening:
    """What a new list is for: maker, kind, title, the day by which the maker wants it."""

    brand: str = ""
    kind: ShipmentKind = ShipmentKind.ORDINARY
    title: str = ""
    required_by: date | None = None


def open_list(
    bench: Bench, asked: Opening, tags: Sequence[str], due_within_days: int | None
) -> Shipment:
    """Open a list with some pieces, and with what is due back within some days."""
    pieces = pieces_of(bench, tags)
    bench.allow("shipments.open")
    brand = code(asked.brand) or _brand_of(bench, pieces)
    _must_be_known(bench, brand)
    fresh = Shipment(
        number="",
        brand=brand,
        kind=asked.kind,
        title=short(asked.title, "title"),
        required_by=asked.required_by,
    )
    if due_within_days is not None:
        pieces += _due(bench, fresh, due_within_days, {piece.id for piece in pieces})
    fresh = replace(fresh, request_no=_one_request(pieces))
    after = _requested(bench, fresh, pieces)
    former = Former(pieces=list(pieces), is_new_list=True)
    with bench.change(N_("open return shipment"), *KINDS) as touched:
        shipment = new_list(bench, fresh)
        lines = _listed(bench, shipment, after)
        touched += [piece.claim_id for piece in pieces]
    former.new_lines = [line.id for line in lines]
    undoable(bench, N_("open return shipment"), shipment.id, former)
    return shipment


def new_list(bench: Bench, fresh: Shipment) -> Shipment:
    """Write a new list with its number; inside an open change."""
    stores = bench.stores
    number = stores.numbers.short(SHIPMENT, bench.site_number, bench.today.year)
    login = bench.person.login
    return stores.shipments.add(replace(fresh, number=number, opened_by=login, opened_at=bench.now))


def _brand_of(bench: Bench, pieces: Sequence[OldPart]) -> str:
    return bench.stores.shipment_lists.brand_of(pieces[0].claim_id) if pieces else bench.site.brand


def _must_be_known(bench: Bench, brand: str) -> None:
    """Refuse with INVALID a brand that neither a table nor a claim of the desk knows."""
    known = {bench.site.brand, *(row["brand"] for row in bench.law().rows("wmi"))}
    if (
        brand in known
        or bench.tables.tables(brand)
        or bench.stores.shipment_lists.has_claims(brand)
    ):
        return
    raise refused(INVALID, N_("There is no maker {maker}."), "brand", maker=brand[:40])


def _one_request(pieces: Sequence[OldPart]) -> str:
    numbers = {piece.request_no for piece in pieces}
    return numbers.pop() if len(numbers) == 1 else ""


def _due(bench: Bench, fresh: Shipment, days: int, but: set[int]) -> list[OldPart]:
    if not 0 <= days <= 3660:
        raise refused(INVALID, N_("Give a number of days from 0 to 3660."), "due_within_days")
    until = bench.today + timedelta(days=days)
    hazards = bench.profile(fresh.brand).hazards
    return [
        bench.stores.parts.get(one.id)
        for one in bench.stores.shipment_lists.due(fresh.brand, until, MOST_DUE)
        if one.id not in but and not why_not(one.claim_state, one.hazard, fresh.kind, hazards)
    ]


def _requested(bench: Bench, shipment: Shipment, pieces: Sequence[OldPart]) -> list[OldPart]:
    """Return pieces as they stand on a list; Refused with a finding per piece that cannot."""
    judge, after, against = Judge(bench), [], list[Finding]()
    for piece in pieces:
        try:
            must_fit(bench, piece, shipment)
            _must_be_free(bench, piece, shipment.id)
            due = piece.state is PartState.RETURN_DUE
            after.append(piece if due else judge.moved(piece, "request"))
        except Refused as no:
            against += no.findings
    if against:
        raise Refused(against)
    return after


def _must_be_free(bench: Bench, piece: OldPart, shipment_id: int) -> None:
    stands = bench.stores.shipment_lists.open_line(piece.id)
    if stands is None:
        return
    number = bench.stores.shipments.get(stands[1]).number
    message = N_("{part} {tag} stands on this list already.")
    if stands[1] != shipment_id:
        message = N_("{part} {tag} stands on list {number}: take it off there first.")
    name = piece.part_name or piece.part_no
    raise refused(STATE, message, "tags", part=name, tag=piece.tag, number=number)


def _listed(bench: Bench, shipment: Shipment, after: Sequence[OldPart]) -> list[ShipmentLine]:
    """Write pieces and their lines; inside an open change."""
    lines = []
    for piece in after:
        bench.stores.parts.save(replace(piece, shipment_id=shipment.id, box=""))
        lines.append(bench.stores.shipment_lines.add(ShipmentLine(shipment.id, piece.id)))
    return lines


def add(bench: Bench, shipment_id: int, tags: Sequence[str]) -> tuple[ShipmentLine, ...]:
    """Put pieces on a list, all or none; those on the shelf are requested in the same change."""
    shipment = bench.stores.shipments.get(shipment_id)
    pieces = pieces_of(bench, tags)
    bench.allow("shipments.add")
    must_be_open(shipment)
    after = _requested(bench, shipment, pieces)
    with bench.change(N_("put on return list"), *KINDS) as touched:
        lines = _listed(bench, shipment, after)
        touched += [piece.claim_id for piece in pieces]
    former = Former(pieces=pieces, new_lines=[line.id for line in lines])
    undoable(bench, N_("put on return list"), shipment_id, former)
    return tuple(lines)


def take_off(
    bench: Bench, shipment_id: int, tags: Sequence[str], reason: str
) -> tuple[ShipmentLine, ...]:
    """Take pieces off a list, all or none; packed ones leave their open box."""
    shipment = bench.stores.shipments.get(shipment_id)
    pieces = pieces_of(bench, tags)
    bench.allow("shipments.take_off")
    must_be_open(shipment)
    lines = [_line_of(bench, shipment, piece) for piece in pieces]
    why = short(needs(reason, "reason", N_("Give the reason.")), "reason")
    with bench.change(N_("take off return list"), *KINDS) as touched:
        gone = taken_off(bench, lines, why)
        touched += [piece.claim_id for piece in pieces]
    undoable(bench, N_("take off return list"), shipment_id, Former(pieces=pieces, lines=lines))
    return tuple(gone)


def _line_of(bench: Bench, shipment: Shipment, piece: OldPart) -> ShipmentLine:
    found = bench.stores.shipment_lines.find(
        shipment_id=shipment.id, part_id=piece.id, void_reason=""
    )
    if not found:
        raise refused(
            NOT_FOUND,
            N_("{part} {tag} does not stand on list {number}."),
            "tags",
            part=piece.part_name or piece.part_no,
            tag=piece.tag,
            number=shipment.number,
        )
    box_id = found[0].box_id
    if box_id is not None and bench.stores.boxes.get(box_id).is_sealed:
        raise refused(
            STATE,
            N_("Box {box} is sealed: open it again first."),
            "tags",
            box=bench.stores.boxes.get(box_id).code,
        )
    return found[0]


def taken_off(bench: Bench, lines: Sequence[ShipmentLine], why: str) -> list[ShipmentLine]:
    """Void lines, packed pieces unpacked first; inside an open change."""
    stores, judge = bench.stores, Judge(bench)
    gone = []
    for line in lines:
        piece = stores.parts.get(line.part_id)
        if piece.state is PartState.PACKED:
            place = former_place(bench, piece)
            piece = stores.parts.save(judge.moved(piece, "unpack", MoveRequest(place=place)))
        off_list(bench, [piece])
        gone.append(stores.shipment_lines.save(replace(line, box_id=None, void_reason=why)))
    return gone


def save(
    bench: Bench, shipment_id: int, changes: Mapping[str, Any], version: int | None
) -> Shipment:
    """Save what the head of a list says."""
    old = bench.stores.shipments.get(shipment_id)
    bench.allow("shipments.save")
    if old.state is ShipmentState.VOID or not set(changes) <= _AFTERWARDS:
        must_be_open(old)
    if version is not None and version != old.version:
        raise refused(
            VERSION,
            N_("Somebody else changed this in the meantime: look at the new state and try again."),
        )
    new = edited(bench, old, changes)
    if new == old:
        return old
    with bench.change(N_("edit return shipment"), Kind.SHIPMENTS, ids=(shipment_id,)):
        saved = bench.stores.shipments.save(new)
    if old.state is ShipmentState.PACKING:
        key = f"shipment {shipment_id} {' '.join(sorted(changes))}"
        undoable(bench, N_("edit return shipment"), shipment_id, Former(shipment=old), key)
    return saved


def edited(bench: Bench, old: Shipment, changes: Mapping[str, Any]) -> Shipment:
    """Return a list with JSON changes; Refused(INVALID) with every problem at its field."""
    for name in changes:
        if name not in _WHILE_PACKING:
            raise refused(INVALID, N_("There is no such field."), str(name))
    try:
        new: Shipment = merged(old, changes)
    except MismatchError as error:
        raise refused(INVALID, error.message, error.path, **error.values) from error
    texts: dict[str, Any] = {name: short(getattr(new, name), name) for name in _TEXTS}
    new = replace(new, **texts)
    if "freight_fen" in changes and new.freight_fen and not changes.get("freight_confirmed"):
        new = replace(new, freight_confirmed=False)
    problems = []
    if new.freight_fen is not None and not 0 <= new.freight_fen <= MOST_FEN:
        problems.append(Problem("freight_fen", N_("An amount is 0 or more.")))
    if new.period_from and new.period_to and new.period_to < new.period_from:
        problems.append(Problem("period_to", N_("The period ends before it begins.")))
    if problems:
        raise refused_by(INVALID, problems)
    return new


def void(bench: Bench, shipment_id: int, reason: str) -> Shipment:
    """Void a list that has not left; its pieces are due back as before."""
    shipment = bench.stores.shipments.get(shipment_id)
    bench.allow("shipments.void")
    must_be_open(shipment)
    why = short(needs(reason, "reason", N_("Give the reason.")), "reason")
    stores = bench.stores
    with bench.change(N_("void return shipment"), *KINDS) as touched:
        lines = stores.shipment_lines.of(shipment_id)
        taken_off(bench, lines, why)
        touched += {stores.parts.get(line.part_id).claim_id for line in lines}
        gone = stores.shipments.save(replace(shipment, state=ShipmentState.VOID, void_reason=why))
    bench.history.clear()
    return gone
