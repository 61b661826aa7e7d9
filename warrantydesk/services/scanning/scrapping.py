"""Scrap: the pieces that are to be destroyed together; the destruction is confirmed by hand."""

from dataclasses import replace

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.part_guards import may_be_destroyed
from warrantydesk.domain.scan import TAG
from warrantydesk.i18n import N_
from warrantydesk.services.scanning.hands import Hands, done, out_of_place, values_of, warned
from warrantydesk.services.scanning.lookup import Seen
from warrantydesk.services.scanning.result import Taken
from warrantydesk.services.scanning.session import Session
from warrantydesk.services.shelf.life import facts_of_piece


class Scrapping:
    """Puts pieces on the scrap list of the session; those on the shelf are released first."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Put a piece on the list, or say from which day it may go there."""
        if seen.kind != TAG:
            return out_of_place(seen, session)
        shelf = self._hands.shelf
        piece = shelf.by_tag(seen.text)
        values = values_of(piece)
        if piece.tag in session.scrap and piece.state is PartState.SCRAP_OK:
            said = N_("{piece} · {tag}")
            there = warned(N_("Is on the list already"), said, values, piece_id=piece.id)
            return Taken(there, session)
        head = N_("On the scrap list: {n}")
        if piece.state is PartState.SHELVED:
            shelf.release_scrap(piece.tag)
            head = N_("Released, on the scrap list: {n}")
        elif piece.state is not PartState.SCRAP_OK:
            raise refused(STATE, N_("Not to be scrapped: {piece} is “{state}”."), "tag", **values)
        else:
            may_be_destroyed(facts_of_piece(self._hands.bench, piece))
        listed = (*(tag for tag in session.scrap if tag != piece.tag), piece.tag)
        result = done(
            head,
            N_("{piece} · {tag} · {place}"),
            {**values, "n": len(listed)},
            piece_id=piece.id,
            claim_id=piece.claim_id,
        )
        return Taken(result, replace(session, scrap=listed))
