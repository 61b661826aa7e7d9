"""Stock-take: where one stands, and what stands there."""

from dataclasses import replace

from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.scan import BOX, PLACE, TAG, UNKNOWN
from warrantydesk.domain.stock_take import Found, Resolve, StockTake, StockTakeScan
from warrantydesk.i18n import N_
from warrantydesk.services.scanning.hands import (
    Hands,
    out_of_place,
    shortened,
    told,
    values_of,
    warned,
)
from warrantydesk.services.scanning.lookup import Seen
from warrantydesk.services.scanning.result import ScanResult, Sound, Taken, Tone
from warrantydesk.services.scanning.session import Session

_LOOKS = {
    Found.RIGHT: (Tone.OK, Sound.OK, N_("Right, at {here}")),
    Found.ELSEWHERE: (Tone.WARN, Sound.WARN, N_("Belongs to {place}")),
    Found.UNEXPECTED: (Tone.DANGER, Sound.WRONG, N_("Should not be here")),
    Found.UNKNOWN: (Tone.WARN, Sound.UNKNOWN, N_("Unknown, noted")),
}
_DETAILS = {
    Found.RIGHT: N_("{piece} · {tag}"),
    Found.ELSEWHERE: N_("{piece} · {tag} · found at {here}"),
    Found.UNEXPECTED: N_("{piece} · {tag} is “{state}”"),
    Found.UNKNOWN: N_("{code} · found at {here}"),
}


class Counting:
    """Counts into the stock-take that is running."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def take(self, seen: Seen, session: Session) -> Taken:
        """Change the place, or note what was found on it."""
        if seen.kind == PLACE:
            return self._place(seen, session)
        if seen.kind in (TAG, BOX, UNKNOWN):
            return self._found(seen, session)
        return out_of_place(seen, session)

    def _place(self, seen: Seen, session: Session) -> Taken:
        place = self._hands.shelf.place(seen.text)
        running = self._hands.stock_takes.running()
        if running is None and not seen.again:
            said = warned(
                N_("No stock-take is running"),
                N_("Scan {place} once more to count the whole shelf, or start one on the page"),
                {"place": place.code},
                place=place.code,
            )
            return Taken(said, replace(session, doubt=seen.text))
        if running is None:
            running = self._hands.stock_takes.start()
        if running.places and place.code not in running.places:
            raise refused(
                STATE,
                N_("{place} is not part of stock-take {number}."),
                "place",
                place=place.code,
                number=running.number,
            )
        result = told(
            N_("Place {place}"),
            N_("{number} · scan every piece that stands here"),
            {"place": place.code, "number": running.number},
            place=place.code,
            stock_take_id=running.id,
        )
        return Taken(result, replace(session, place=place.code, stock_take_id=running.id))

    def _found(self, seen: Seen, session: Session) -> Taken:
        running = self._running()
        if not session.place or session.stock_take_id != running.id:
            raise refused(INVALID, N_("Scan the place where you stand first."), "place")
        try:
            found = self._hands.stock_takes.scan(running.id, seen.text, session.place)
        except Refused as error:
            if error.codes != (STATE,) or error.findings[0].field != "code":
                raise
            again = warned(
                N_("Counted already"),
                N_("{code} · {place}"),
                {"code": shortened(seen.shown), "place": session.place},
                stock_take_id=running.id,
                place=session.place,
            )
            return Taken(again, session)
        return Taken(self._said(found, seen, running), session)

    def _said(self, found: StockTakeScan, seen: Seen, running: StockTake) -> ScanResult:
        values: dict[str, object] = {"code": shortened(seen.shown), "here": found.place}
        piece_id = found.part_id or 0
        if piece_id:
            values |= values_of(self._hands.bench.stores.parts.get(piece_id))
        return ScanResult(
            *_LOOKS[found.found],
            _DETAILS[found.found],
            values,
            piece_id=piece_id,
            place=found.place,
            stock_take_id=running.id,
            undoable=True,
        )

    def end(self, seen: Seen, session: Session) -> Taken:
        """End the stock-take when its card is scanned twice; missing pieces are only listed."""
        running = self._hands.stock_takes.running()
        if running is None:
            head = N_("No stock-take is running")
            hint = N_("Scan the place where you stand, then every piece on it")
            return Taken(told(head, hint, {}), session)
        counts = self._hands.stock_takes.counts(running.id)
        values = {"number": running.number, "n": counts.missing, "expected": counts.expected}
        if not seen.again:
            said = warned(
                N_("Not found yet: {n} of {expected}"),
                N_("Scan the card once more to end {number}; what is missing is only listed"),
                values,
                stock_take_id=running.id,
            )
            return Taken(said, replace(session, doubt=seen.text))
        self._hands.stock_takes.finish(running.id, Resolve.LIST)
        ended = ScanResult(
            Tone.OK,
            Sound.OK,
            N_("Stock-take {number} ended"),
            N_("Not found: {n} of {expected}"),
            values,
            stock_take_id=running.id,
        )
        return Taken(ended, replace(session, place="", stock_take_id=0), is_final=True)

    def _running(self) -> StockTake:
        running: StockTake | None = self._hands.stock_takes.running()
        if running is None:
            raise refused(STATE, N_("No stock-take is running: scan the place first."), "code")
        return running
