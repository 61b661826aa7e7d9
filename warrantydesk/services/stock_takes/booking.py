"""What the end of a stock-take books: what is missing, and what stands where it was seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warrantydesk.domain.old_part import STANDING, OldPart, PartState, TagState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.stock_take import CountedPiece
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import moved
from warrantydesk.services.shelf.steps import Steps

_NOT_FOUND = N_("not found in a stock-take")
_ACTIONS = {PartState.RECEIVED: "shelve", PartState.SHELVED: "move", PartState.MISSING: "find"}
"""What being seen on a place means for a piece, by its state."""


@dataclass(frozen=True)
class Booked:
    """A piece before and after the end of a stock-take."""

    before: OldPart
    after: OldPart


class Bookings:
    """Judges what is booked before anything is written, then writes it inside one change."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stores, self._steps = bench.stores, Steps(bench)

    def of_missing(self, lines: Sequence[CountedPiece], number: str) -> list[Booked]:
        """Return what was not found as missing; what may be scrapped anyway stays as it is."""
        made: list[Booked] = []
        for line in lines:
            piece = self._stores.parts.get(line.part_id or 0)
            if piece.state is not PartState.SCRAP_OK:
                request = MoveRequest(reason=number)
                made.append(Booked(piece, moved(self._bench, piece, "miss", request)))
        return made

    def of_seen(self, lines: Sequence[CountedPiece]) -> list[Booked]:
        """Return what was seen as standing where it was seen, with its tag confirmed."""
        made: list[Booked] = []
        for line in lines:
            piece = self._stores.parts.get(line.part_id or 0)
            if (piece.place, str(piece.state)) != (line.kept_at, line.kept_as):
                continue  # it has gone on since it was counted
            after = self._where_found(piece, line.place)
            if after != piece:
                made.append(Booked(piece, after))
        return made

    def _where_found(self, piece: OldPart, place: str) -> OldPart:
        action = _ACTIONS.get(piece.state)
        if action is not None:
            request = MoveRequest(place=place, scanned=True)
            piece = moved(self._bench, piece, action, request)
        elif piece.state in STANDING - {PartState.PACKED}:
            piece = replace(piece, place=place)
        else:
            return piece  # sent, lent or gone: it is listed, and somebody looks into it
        return replace(piece, tag_state=TagState.CONFIRMED)

    def write(self, one: Booked) -> None:
        """Write one piece; inside an open change."""
        if one.after.state is PartState.MISSING and one.before.state is PartState.PACKED:
            self._steps.out_of_its_box(one.before, _NOT_FOUND)
        kept = self._stores.parts.save(one.after)
        if kept.tag_state is TagState.CONFIRMED is not one.before.tag_state:
            self._steps.confirm(kept)
