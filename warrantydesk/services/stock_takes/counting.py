"""What a scan of a stock-take is: a piece on its place or on another, a box, a stranger."""

from collections.abc import Sequence

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.old_part import STANDING, OldPart, PartState
from warrantydesk.domain.scan import BOX, TAG, TAG_WRONG_CHECK, recognise
from warrantydesk.domain.stock_take import Found, StockTake, StockTakeScan
from warrantydesk.domain.text import code as as_code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

_MOST_SIGNS = 80


class Counting:
    """Reads what stands behind a scanned code; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stores = bench.stores

    def seen(self, take: StockTake, text: str, place: str) -> Sequence[StockTakeScan]:
        """Return what a scan on a place counts: one piece, those of a box, or an unknown code.

        Raises Refused(STATE) for what was counted there already, INVALID for wrong check digits.
        """
        read = recognise(text)
        if not read.text:
            raise refused(INVALID, N_("Scan a tag."), "code")
        if read.kind == TAG_WRONG_CHECK:
            raise refused(
                INVALID, N_("The check digits of {tag} are wrong: scan again."), "code", tag=text
            )
        if read.kind == BOX and (packed := self._packed_in(read.text)):
            fresh = [one for one in packed if not self._counted_at(take, one, place)]
            if not fresh:
                raise self._counted_already(read.text, place)
            return [self._of_piece(take, one, read.text, place) for one in fresh]
        found = self._stores.parts.by_tag(read.text if read.kind == TAG else as_code(text))
        if found is None:
            return [self._of_stranger(take, read.text[:_MOST_SIGNS], place)]
        if self._counted_at(take, found, place):
            raise self._counted_already(found.tag, place)
        return [self._of_piece(take, found, found.tag, place)]

    def _packed_in(self, box: str) -> list[OldPart]:
        return self._stores.parts.find(box=box, state=str(PartState.PACKED))

    def _counted_at(self, take: StockTake, piece: OldPart, place: str) -> bool:
        before = self._stores.stock_take_lists.scan_of(take.id, piece.id)
        return before is not None and before.place == place

    @staticmethod
    def _counted_already(code: str, place: str) -> Exception:
        return refused(
            STATE, N_("{tag} was counted on {place} already."), "code", tag=code, place=place
        )

    def _of_piece(self, take: StockTake, piece: OldPart, code: str, place: str) -> StockTakeScan:
        found = _found(piece, place)
        bench = self._bench
        return StockTakeScan(
            take.id,
            code,
            place,
            found,
            piece.id,
            piece.place,
            str(piece.state),
            bench.person.login,
            bench.now,
        )

    def _of_stranger(self, take: StockTake, code: str, place: str) -> StockTakeScan:
        if self._stores.stock_take_lists.scan_of_code(take.id, code, place) is not None:
            raise self._counted_already(code, place)
        bench = self._bench
        return StockTakeScan(
            take.id, code, place, Found.UNKNOWN, by=bench.person.login, at=bench.now
        )


def _found(piece: OldPart, place: str) -> Found:
    """Return what it means that a piece was scanned on a place."""
    if piece.state is PartState.RECEIVED:
        return Found.ELSEWHERE
    if piece.state not in STANDING:
        return Found.UNEXPECTED
    return Found.RIGHT if piece.place == place else Found.ELSEWHERE
