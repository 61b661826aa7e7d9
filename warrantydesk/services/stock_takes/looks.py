"""What stock-takes found: counts and lines, of one that runs and of those that are finished."""

from collections.abc import Sequence

from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.shelf_layout import in_map_order
from warrantydesk.domain.stock_take import (
    CountedPiece,
    Found,
    PlaceProgress,
    StockTake,
    StockTakeCounts,
    StockTakeResult,
    StockTakeScan,
)
from warrantydesk.domain.text import code as as_code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench


class StockTakeLooks:
    """Reads stock-takes; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stores = bench.stores

    def running(self) -> StockTake | None:
        """Return the stock-take that is not finished yet."""
        return self._stores.stock_takes.running()

    def get(self, stock_take_id: int) -> StockTake:
        """Return a stock-take; Refused(NOT_FOUND)."""
        return self._stores.stock_takes.get(stock_take_id)

    def every(self) -> list[StockTake]:
        """Return all stock-takes, newest first."""
        return list(reversed(self._stores.stock_takes.find()))

    def by_number(self, number: str) -> StockTake:
        """Return a stock-take by its number; Refused(NOT_FOUND)."""
        found = next(iter(self._stores.stock_takes.find(number=as_code(number))), None)
        if found is None:
            raise refused(NOT_FOUND, N_("There is no stock-take {number}."), number=number)
        return found

    def newest(self, stock_take_id: int) -> StockTakeScan | None:
        """Return the newest scan that stands, None without any."""
        return self._stores.stock_take_lists.newest(stock_take_id)

    def counts(self, stock_take_id: int) -> StockTakeCounts:
        """Return how far a stock-take is, or what it came to."""
        return self._stores.stock_take_lists.counts(self.get(stock_take_id))

    def progress(self, stock_take_id: int) -> list[PlaceProgress]:
        """Return how far each place of a stock-take is, in the order of the map."""
        take = self.get(stock_take_id)
        found = self._stores.stock_take_lists.progress(take)
        places = in_map_order(self._stores.places.find())
        wanted = [p.code for p in places if p.code in take.places or (not take.places and p.active)]
        codes = dict.fromkeys([*wanted, *found])
        return [found.get(code, PlaceProgress(code)) for code in codes]

    def ids(self, stock_take_id: int, found: Found) -> Sequence[int]:
        """Return what ``lines`` takes: one id for each line of a kind, by place and tag."""
        take, lists = self.get(stock_take_id), self._stores.stock_take_lists
        if found is Found.MISSING and take.finished_at is None:
            return lists.awaited_ids(take)
        return lists.scan_ids(take, found)

    def lines(self, stock_take_id: int, found: Found, ids: Sequence[int]) -> list[CountedPiece]:
        """Return lines of one kind by their ids."""
        take, lists = self.get(stock_take_id), self._stores.stock_take_lists
        if found is Found.MISSING and take.finished_at is None:
            return lists.awaited(ids)
        return lists.scanned(ids)

    def amount_fen(self, stock_take_id: int, found: Found) -> int:
        """Return what the pieces of a kind of lines are worth."""
        return self._stores.stock_take_lists.amount_fen(self.get(stock_take_id), found)

    def every_line(self, take: StockTake, found: Found) -> list[CountedPiece]:
        """Return all lines of a kind."""
        return self.lines(take.id, found, self.ids(take.id, found))

    def result(self, stock_take_id: int) -> StockTakeResult:
        """Return a stock-take with all its lines, for its list and its paper."""
        take = self.get(stock_take_id)
        right, elsewhere, missing, unexpected, unknown = (
            tuple(self.every_line(take, found))
            for found in (
                Found.RIGHT,
                Found.ELSEWHERE,
                Found.MISSING,
                Found.UNEXPECTED,
                Found.UNKNOWN,
            )
        )
        counts = self.counts(take.id)
        return StockTakeResult(take, counts, right, elsewhere, missing, unexpected, unknown)
