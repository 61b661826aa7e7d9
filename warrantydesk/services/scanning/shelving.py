"""Shelve: a tag and its place, or a place and then its pieces."""

from dataclasses import replace

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.scan import CLAIM, PLACE, TAG
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

_COMES_BACK = (PartState.LENT, PartState.REFUSED, PartState.REFUSED_FINAL)
_MAY_STAND = (PartState.RECEIVED, PartState.SHELVED, PartState.MISSING, *_COMES_BACK)


class Shelving:
    """Puts pieces on their places; a place that was scanned first stays in use."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Shelve, move or bring back a piece, or keep the half that was scanned."""
        if seen.kind == PLACE:
            return self._place(seen, session)
        if seen.kind == TAG:
            return self._tag(seen, session)
        if seen.kind == CLAIM:
            return self._claim(self._hands.claims.by_number(seen.text).id, session)
        return out_of_place(seen, session)

    def _place(self, seen: Seen, session: Session) -> Taken:
        place = self._hands.shelf.place(seen.text)
        if session.waiting:
            piece = self._hands.shelf.by_tag(session.waiting)
            return self._put(piece, place.code, seen, session)
        if not place.active:
            raise refused(STATE, N_("{place} is not in use."), "place", place=place.code)
        said = told(
            N_("Place {place}"),
            N_("It stays the place in use: scan the pieces that go there"),
            {"place": place.code},
            place=place.code,
        )
        return Taken(said, replace(session, place=place.code))

    def _tag(self, seen: Seen, session: Session) -> Taken:
        piece = self._hands.shelf.by_tag(seen.text)
        if session.place:
            return self._put(piece, session.place, seen, session)
        self._must_stand(piece)
        values = values_of(piece)
        free = self._hands.shelf.suggested_place(piece)
        said = N_("{piece}")
        if piece.place:
            said = N_("{piece} · now at {place}")
        elif free is not None:
            said, values = N_("{piece} · free: {place}"), {**values, "place": free.code}
        result = told(N_("Now scan its place"), said, values, piece_id=piece.id)
        return Taken(result, replace(session, waiting=piece.tag))

    @staticmethod
    def _must_stand(piece: OldPart) -> None:
        if piece.state not in _MAY_STAND:
            raise refused(
                STATE, N_("Not to be shelved: {piece} is “{state}”."), "tag", **values_of(piece)
            )

    def _put(self, piece: OldPart, place: str, seen: Seen, session: Session) -> Taken:
        self._must_stand(piece)
        after = replace(session, waiting="")
        if self._stands_there(piece, place):
            said = N_("{piece} · {tag}")
            result = warned(
                N_("Is at {place} already"), said, values_of(piece), piece_id=piece.id, place=place
            )
            return Taken(result, after)
        target = self._hands.shelf.place(place)
        against = self._hands.shelf.place_objection(piece, target)
        if against is not None and not seen.again:
            result = warned(
                N_("Wrong place for this piece"),
                against.message,
                against.values,
                piece_id=piece.id,
            )
            return Taken(result, replace(session, doubt=seen.text))
        return Taken(self.put(piece, place), after)

    @staticmethod
    def _stands_there(piece: OldPart, place: str) -> bool:
        seen = piece.tag_state is TagState.CONFIRMED
        return piece.state is PartState.SHELVED and piece.place == place and seen

    def put(self, piece: OldPart, place: str, *, scanned: bool = True) -> ScanResult:
        """Put a piece on a place; by hand its label was not ``scanned``."""
        shelf = self._hands.shelf
        head = N_("Shelved at {place}")
        if piece.state is PartState.MISSING:
            saved, head = shelf.find(piece.tag, place), N_("Found, at {place}")
        elif piece.state in _COMES_BACK:
            saved, head = shelf.come_back(piece.tag, place), N_("Back at {place}")
        else:
            if piece.state is PartState.SHELVED:
                head = N_("Moved to {place}")
            saved = shelf.put(piece.tag, place, scanned)
        return done(
            head,
            N_("{piece} · {tag}"),
            values_of(saved),
            piece_id=saved.id,
            claim_id=saved.claim_id,
            place=saved.place,
        )

    def _claim(self, claim_id: int, session: Session) -> Taken:
        """Say which pieces of a claim wait for their place."""
        pieces = self._hands.shelf.pieces_of(claim_id)
        waiting = [one for one in pieces if one.state is PartState.RECEIVED]
        number = self._hands.claims.get(claim_id).claim_number
        after = replace(session, claim_id=claim_id, waiting="")
        if not waiting:
            said = N_("{claim}: no piece is waiting for this step")
            nothing = warned(N_("Nothing to do"), said, {"claim": number}, claim_id=claim_id)
            return Taken(nothing, after)
        result = told(
            N_("Pieces to shelve: {n}"),
            N_("{claim} · scan the tag of {piece}"),
            {"n": len(waiting), "claim": number, "piece": named(waiting[0])},
            piece_id=waiting[0].id,
            claim_id=claim_id,
        )
        return Taken(result, after)
