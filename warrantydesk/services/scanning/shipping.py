"""Ship: the list, its boxes at the door, the waybill; the list once more sends it off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.scan import (
    BOX,
    SHIPMENT,
    TAG,
    TAG_WRONG_CHECK,
    UNKNOWN,
    VIN,
    is_ean,
    is_waybill,
)
from warrantydesk.domain.shipment import Box, Carriage, Shipment
from warrantydesk.domain.shipment_facts import Check
from warrantydesk.i18n import N_
from warrantydesk.services.scanning.hands import Hands, done, out_of_place, told, warned
from warrantydesk.services.scanning.lookup import Seen
from warrantydesk.services.scanning.packing import box_of, must_be_open
from warrantydesk.services.scanning.result import ScanResult, Sound, Taken, Tone
from warrantydesk.services.scanning.session import Session

_DOUBTFUL = (TAG, TAG_WRONG_CHECK, VIN)
"""Texts with the shape of another code: a waybill only when they are scanned once more."""
FREIGHT, WAYBILL = "freight", "waybill"
"""Names of the checks that scans settle."""


class Shipping:
    """Nothing leaves by one scan: list, every box, waybill, and the list once more."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Choose a list, tick a box off, take the waybill, or send the list off."""
        if seen.kind == SHIPMENT:
            return self._list(seen, session)
        if seen.kind == BOX:
            return self._box(seen, session)
        if self._may_be_waybill(seen, session):
            return self._waybill(seen, session)
        return out_of_place(seen, session)

    def _may_be_waybill(self, seen: Seen, session: Session) -> bool:
        if not session.shipment_id or not is_waybill(seen.text):
            return False
        if seen.kind == TAG:
            return self._hands.bench.stores.parts.by_tag(seen.text) is None
        return seen.kind in (UNKNOWN, *_DOUBTFUL)

    def _list(self, seen: Seen, session: Session) -> Taken:
        shipment: Shipment = self._hands.shipments.by_number(seen.text)
        must_be_open(shipment)
        if session.shipment_id != shipment.id:
            session = replace(session, shipment_id=shipment.id, box="", ticked=())
        elif self._left(shipment, session) == []:
            return self._send_off(shipment, seen, session)
        return Taken(self._looked_at(shipment, session), session)

    def _looked_at(self, shipment: Shipment, session: Session) -> ScanResult:
        """Say how far a list is: what stands in its way, else what is to be scanned next."""
        others = self._others(shipment)
        if others:
            values = {**others[0].values, "list": shipment.number, "count": len(others)}
            head = N_("{list} · in the way: {count}")
            return warned(head, others[0].title, values, shipment_id=shipment.id)
        values = {"list": shipment.number, "n": len(self._boxes(shipment))}
        chosen = told(N_("{list} · boxes: {n}"), "", values, shipment_id=shipment.id)
        return self._with_next(chosen, shipment, session)

    def _boxes(self, shipment: Shipment) -> list[Box]:
        return self._hands.bench.stores.boxes.of(shipment.id)

    def _left(self, shipment: Shipment, session: Session) -> list[str] | None:
        """Return the numbers of the boxes not ticked off yet; None where there is no box."""
        boxes = self._boxes(shipment)
        if not boxes:
            return None
        return [f"{box.number:02}" for box in boxes if box.code not in session.ticked]

    def _box(self, seen: Seen, session: Session) -> Taken:
        box = box_of(self._hands, seen.text)
        shipment: Shipment = self._hands.shipments.get(box.shipment_id)
        must_be_open(shipment)
        if session.shipment_id not in (0, shipment.id):
            held = self._hands.shipments.get(session.shipment_id)
            raise refused(
                STATE,
                N_("Box {box} belongs to {list}, not to {held}."),
                "box",
                box=f"{box.number:02}",
                list=shipment.number,
                held=held.number,
            )
        session = replace(session, shipment_id=shipment.id)
        values: dict[str, object] = {"box": f"{box.number:02}", "list": shipment.number}
        shows = {"shipment_id": shipment.id, "box": box.code}
        if box.code in session.ticked:
            again = warned(N_("Box {box} is ticked off already"), "", values, **shows)
            return Taken(self._with_next(again, shipment, session), session)
        if not box.is_sealed and not seen.again:
            open_still = warned(
                N_("Box {box} is not sealed"),
                N_("Seal it and scan its code once more; then it is sealed and ticked off"),
                values,
                **shows,
            )
            return Taken(open_still, replace(session, doubt=seen.text))
        head = N_("Box {box} ticked off")
        if not box.is_sealed:
            self._hands.shipments.seal(box.code)
            head = N_("Box {box} sealed and ticked off")
        session = replace(session, ticked=(*session.ticked, box.code))
        ticked = done(head, "", values, **shows)
        return Taken(self._with_next(ticked, shipment, session), session)

    def _waybill(self, seen: Seen, session: Session) -> Taken:
        shipment: Shipment = self._hands.shipments.get(session.shipment_id)
        must_be_open(shipment)
        number = "".join(seen.text.split())
        values: dict[str, object] = {"waybill": number, "old": shipment.waybill}
        shows = {"shipment_id": shipment.id}
        if shipment.waybill == number:
            there = told(N_("Waybill {waybill} is on the list"), "", values, **shows)
            return Taken(self._with_next(there, shipment, session), session)
        if not seen.again and (question := self._question(seen, shipment)):
            asked = warned(N_("Is this the waybill?"), question, values, **shows)
            return Taken(asked, replace(session, doubt=seen.text))
        self._hands.shipments.save(shipment.id, {"waybill": number})
        shipment = self._hands.shipments.get(shipment.id)
        kept = done(N_("Waybill {waybill}"), "", values, **shows)
        return Taken(self._with_next(kept, shipment, session), session)

    @staticmethod
    def _question(seen: Seen, shipment: Shipment) -> str:
        """Return why a waybill is asked for once more, empty where it is plain."""
        if shipment.waybill:
            return N_("The list has {old}. Scan {waybill} once more to replace it")
        if seen.kind in _DOUBTFUL or is_ean(seen.text):
            return N_("{waybill} looks like another code. Scan it once more to take it")
        return ""

    def _send_off(self, shipment: Shipment, seen: Seen, session: Session) -> Taken:
        against = self._in_the_way(shipment)
        freight_only = bool(against) and {one.name for one in against} == {FREIGHT}
        values: dict[str, object] = {"list": shipment.number, "waybill": shipment.waybill or "—"}
        if freight_only and shipment.freight_fen is None and not seen.again:
            asked = warned(
                N_("Freight 0: is that right?"),
                N_("Scan {list} once more to ship it with freight 0, or enter the freight first"),
                values,
                shipment_id=shipment.id,
            )
            return Taken(asked, replace(session, doubt=seen.text))
        terms: dict[str, Any] = {}
        if freight_only and seen.again:
            terms = {"freight_fen": 0, "freight_confirmed": True}
        boxes = len(self._boxes(shipment))
        lines = self._hands.bench.stores.shipment_lines.of(shipment.id)
        self._hands.shipments.close(shipment.id, **terms)
        result = ScanResult(
            Tone.OK,
            Sound.OK,
            N_("Shipped: {list}"),
            N_("Boxes: {boxes} · pieces: {pieces} · waybill {waybill}"),
            {**values, "boxes": boxes, "pieces": len(lines)},
            shipment_id=shipment.id,
        )
        return Taken(result, replace(session, shipment_id=0, box="", ticked=()), is_final=True)

    def _in_the_way(self, shipment: Shipment) -> list[Check]:
        return [one for one in self._hands.shipments.checks(shipment.id) if one.in_the_way]

    def _others(self, shipment: Shipment) -> list[Check]:
        """Return what stands in the way and no scan settles."""
        return [one for one in self._in_the_way(shipment) if one.name not in (FREIGHT, WAYBILL)]

    def _with_next(self, result: ScanResult, shipment: Shipment, session: Session) -> ScanResult:
        """Add what is to be scanned next, or what stands in the way."""
        detail, values = self._next(shipment, session)
        return replace(result, detail=detail, values={**values, **result.values})

    def _next(self, shipment: Shipment, session: Session) -> tuple[str, Mapping[str, object]]:
        left = self._left(shipment, session)
        values = {"list": shipment.number}
        if left is None:
            return N_("{list} has no box yet: pack first"), values
        if left:
            return N_("{list} · boxes still to scan: {left}"), {**values, "left": tuple(left)}
        if not shipment.waybill and shipment.carriage is not Carriage.SELF:
            return N_("{list} · now scan the waybill"), values
        others = self._others(shipment)
        if others:
            return others[0].title, {**others[0].values, **values}
        return N_("{list} · scan it once more to ship it"), values
