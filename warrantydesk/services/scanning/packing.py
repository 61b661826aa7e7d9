"""Pack: pieces into the box in use; the code of a box or a list changes it."""

from dataclasses import replace

from warrantydesk.domain.errors import NOT_FOUND, STATE, Refused, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.part_guards import missing_companion
from warrantydesk.domain.scan import BOX, CLAIM, SHIPMENT, TAG
from warrantydesk.domain.shipment import Box, Shipment, ShipmentLine, ShipmentState
from warrantydesk.i18n import N_
from warrantydesk.services.scanning.hands import (
    Hands,
    done,
    named,
    out_of_place,
    told,
    values_of,
    warned,
)
from warrantydesk.services.scanning.lookup import Seen
from warrantydesk.services.scanning.result import ScanResult, Taken
from warrantydesk.services.scanning.session import Session
from warrantydesk.services.shelf.life import facts_of_piece


class Packing:
    """Packs piece by piece; what stands on the shelf is asked back in the same breath."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Pack a piece, or change the box or the list."""
        if seen.kind == TAG:
            return self._piece(self._hands.shelf.by_tag(seen.text), session)
        if seen.kind == BOX:
            return self._box(seen, session)
        if seen.kind == SHIPMENT:
            return self._list(self._hands.shipments.by_number(seen.text), session)
        if seen.kind == CLAIM:
            return self._claim(self._hands.claims.by_number(seen.text).id, session)
        return out_of_place(seen, session)

    def _list(self, shipment: Shipment, session: Session) -> Taken:
        must_be_open(shipment)
        result = told(
            N_("Return list {list}"),
            N_("Scan the pieces that go onto it"),
            {"list": shipment.number},
            shipment_id=shipment.id,
        )
        return Taken(result, replace(session, shipment_id=shipment.id, box=""))

    def _box(self, seen: Seen, session: Session) -> Taken:
        box = box_of(self._hands, seen.text)
        shipment = self._hands.shipments.get(box.shipment_id)
        must_be_open(shipment)
        values = {"box": f"{box.number:02}", "list": shipment.number, "n": self._pieces_in(box)}
        if box.is_sealed:
            raise refused(
                STATE, N_("Box {box} of {list} is sealed: open it again first."), "box", **values
            )
        after = replace(session, shipment_id=shipment.id, box=box.code)
        shows = {"shipment_id": shipment.id, "box": box.code}
        if session.box != box.code or not values["n"]:
            said = N_("{list} · pieces in it: {n}")
            return Taken(told(N_("Box {box}"), said, values, **shows), after)
        if not seen.again:
            said = N_("F8 seals it and prints its label; its code once more seals it")
            asked = told(N_("Box {box}: {n} in it"), said, values, **shows)
            return Taken(asked, replace(after, doubt=seen.text))
        self._hands.shipments.seal(box.code)
        sealed = done(N_("Box {box} sealed"), N_("{list} · pieces in it: {n}"), values, **shows)
        return Taken(sealed, replace(after, box=""))

    def _pieces_in(self, box: Box) -> int:
        lines = self._hands.bench.stores.shipment_lines.of(box.shipment_id)
        return sum(line.box_id == box.id for line in lines)

    def _piece(self, piece: OldPart, session: Session) -> Taken:
        if piece.state is PartState.PACKED:
            return Taken(self._lies_in(piece, session), session)
        self._must_go_back(piece)
        shipment_id = self._list_in_use(session)
        line = self._packed(piece, self._box_in_use(session, shipment_id), shipment_id)
        box = self._hands.bench.stores.boxes.get(line.box_id or 0)
        shipment = self._hands.shipments.get(line.shipment_id)
        asked = piece.state is PartState.SHELVED
        result = done(
            N_("Asked back, in box {box}") if asked else N_("In box {box}"),
            N_("{piece} · {tag} · {list}"),
            {**values_of(piece), "box": f"{box.number:02}", "list": shipment.number},
            piece_id=piece.id,
            claim_id=piece.claim_id,
            shipment_id=shipment.id,
            box=box.code,
        )
        return Taken(result, replace(session, shipment_id=shipment.id, box=box.code))

    def _packed(self, piece: OldPart, box: str, shipment_id: int) -> ShipmentLine:
        """Pack a piece; its label, printed and never seen, is seen by this very scan."""
        shipments = self._hands.shipments
        try:
            return shipments.pack_scanned(piece.tag, box, shipment_id)
        except Refused as error:
            if error.codes != ("V78",) or piece.tag_state is not TagState.SENT:
                raise
        history = self._hands.bench.history
        newest = history.newest
        self._hands.shelf.see_label(piece.tag)
        history.pop_since(newest)  # a label that was seen stays seen
        return shipments.pack_scanned(piece.tag, box, shipment_id)

    def _list_in_use(self, session: Session) -> int:
        """Return the list in hand where it is still being packed, else 0: the maker's own."""
        if not session.shipment_id:
            return 0
        held = self._hands.shipments.get(session.shipment_id)
        return held.id if held.state is ShipmentState.PACKING else 0

    def _lies_in(self, piece: OldPart, session: Session) -> ScanResult:
        of_list, _dash, number = piece.box.rpartition("-")
        values = values_of(piece) | {"box": number, "list": f"R{of_list[1:]}"}
        head = N_("Is in box {box} already")
        if session.box and piece.box != session.box:
            head = N_("Is in another box: {box}")
        said = N_("{piece} · {tag} · {list}")
        return warned(head, said, values, piece_id=piece.id, box=piece.box)

    @staticmethod
    def _must_go_back(piece: OldPart) -> None:
        values = values_of(piece)
        if piece.state is PartState.RECEIVED:
            raise refused(STATE, N_("{piece} is not on the shelf yet: shelve it."), "tag", **values)
        if piece.state not in (PartState.SHELVED, PartState.RETURN_DUE):
            raise refused(STATE, N_("Not to be packed: {piece} is “{state}”."), "tag", **values)
        kept = not piece.return_required or bool(piece.refusal_code)
        if piece.state is PartState.SHELVED and kept:
            raise refused(
                STATE, N_("{piece} need not go back: it stays at {place}."), "tag", **values
            )

    def _box_in_use(self, session: Session, shipment_id: int) -> str:
        """Return the box in hand where it is open and of this list, else the newest open one."""
        box = self._hands.bench.stores.boxes.by_code(session.box) if session.box else None
        if box is None or box.shipment_id != shipment_id or box.is_sealed:
            return ""
        return box.code if not box.void_reason else ""

    def _claim(self, claim_id: int, session: Session) -> Taken:
        """Say which pieces of a claim are to go back and not packed yet."""
        pieces = [
            one
            for one in self._hands.shelf.pieces_of(claim_id)
            if one.state is PartState.RETURN_DUE
            or (one.state is PartState.SHELVED and one.return_required)
        ]
        values = {"claim": self._hands.claims.get(claim_id).claim_number, "n": len(pieces)}
        if not pieces:
            said = N_("{claim}: no piece is waiting for this step")
            return Taken(warned(N_("Nothing to do"), said, values, claim_id=claim_id), session)
        result = told(
            N_("Pieces to pack: {n}"),
            N_("{claim} · scan the tag of {piece} at {place}"),
            {**values, "piece": named(pieces[0]), "place": pieces[0].place or "—"},
            piece_id=pieces[0].id,
            claim_id=claim_id,
        )
        return Taken(result, session)


def missing_beside(hands: Hands, piece: OldPart) -> int:
    """Return the id of the related piece without which a piece is not packed, 0 for none."""
    other = missing_companion(facts_of_piece(hands.bench, piece))
    return other.id if other is not None else 0


def must_be_open(shipment: Shipment) -> None:
    """Refuse a list that is not being packed any more."""
    if shipment.state is not ShipmentState.PACKING:
        raise refused(
            STATE,
            N_("Return list {list} is “{state}”: nothing can be changed on it."),
            "shipment",
            list=shipment.number,
            state=shipment.state,
        )


def box_of(hands: Hands, code: str) -> Box:
    """Return the box of a code; Refused(NOT_FOUND), Refused(STATE) for a void one."""
    box = hands.bench.stores.boxes.by_code(code)
    if box is None:
        raise refused(NOT_FOUND, N_("{scanned}: nothing was written"), "box", scanned=code)
    if box.void_reason:
        raise refused(
            STATE, N_("Box {box} is void: {reason}"), "box", box=code, reason=box.void_reason
        )
    return box
