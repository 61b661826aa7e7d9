"""Stock-takes: beginning, counting, finishing; one runs at a time."""

from collections.abc import Callable
from dataclasses import replace

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.scan import BOX, recognise
from warrantydesk.domain.stock_take import (
    CountedPiece,
    Found,
    Resolve,
    StockTake,
    StockTakeScan,
)
from warrantydesk.domain.text import code as as_code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf_places import ShelfPlaces
from warrantydesk.services.stock_takes.booking import Booked, Bookings
from warrantydesk.services.stock_takes.counting import Counting
from warrantydesk.services.stock_takes.looks import StockTakeLooks
from warrantydesk.storage.numbers import STOCK_TAKE

_SCAN = N_("count old part")
_UNDONE = N_("taken back")


class StockTakeService(StockTakeLooks):
    """Counts what stands on the shelf."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._places = ShelfPlaces(bench)
        self._counting = Counting(bench)
        self._bookings = Bookings(bench)

    def start(self, places: tuple[str, ...] = ()) -> StockTake:
        """Begin a stock-take of some places or racks, or without any of the whole shelf.

        Raises Refused(STATE) while another runs, NOT_FOUND for a place that is not there.
        """
        codes = tuple(dict.fromkeys(code for text in places for code in self._named(text)))
        bench = self._bench
        bench.allow("stock_takes.start")
        if (other := self.running()) is not None:
            raise refused(
                STATE, N_("Stock-take {number} runs: finish it first."), number=other.number
            )
        if not self._places.places():
            raise refused(STATE, N_("The shelf has no places yet: add them on the shelf map."))
        with bench.change(N_("start stock-take"), Kind.STOCK_TAKES):
            year = bench.today.year
            number = self._stores.numbers.short(STOCK_TAKE, bench.site_number, year)
            take = StockTake(number, codes, bench.person.login, bench.now)
            return self._stores.stock_takes.add(take)

    def _named(self, text: str) -> list[str]:
        """Return the places of a code, or of a whole rack."""
        rack = as_code(text)
        of_rack = [one.code for one in self._places.places() if one.rack == rack and one.layer]
        if of_rack:
            return of_rack
        place = self._places.place(text)
        if not place.active:
            raise refused(STATE, N_("{place} is not in use."), "places", place=place.code)
        return [place.code]

    def scan(self, stock_take_id: int, code: str, place: str) -> StockTakeScan:
        """Count a tag on a place; the code of a box counts every piece that is packed in it.

        A piece that was counted elsewhere counts where it is scanned last. Raises Refused(STATE)
        for what was counted there already and for a place that is not part of the stock-take,
        INVALID for a tag whose check digits are wrong.
        """
        take = self.get(stock_take_id)
        target = self._places.place(place)
        self._bench.allow("stock_takes.scan")
        self._must_run(take)
        if take.places and target.code not in take.places:
            raise refused(
                STATE,
                N_("{place} is not part of stock-take {number}."),
                "place",
                place=target.code,
                number=take.number,
            )
        seen = self._counting.seen(take, code, target.code)
        with self._bench.change(_SCAN, Kind.STOCK_TAKES):
            scans = [self._stores.stock_take_scans.add(one) for one in seen]
        newest = scans[-1]
        self._bench.undoable(_SCAN, "", self._restoring(newest))
        return newest

    def _restoring(self, scan: StockTakeScan) -> Callable[[], None]:
        def restore() -> None:
            self._take_back(scan)

        return restore

    def undo_scan(self, scan_id: int) -> StockTakeScan:
        """Take a scan back; a box with all its pieces. Refused(STATE) once it is finished."""
        scan = self._stores.stock_take_scans.get(scan_id)
        self._bench.allow("stock_takes.undo_scan")
        return self._take_back(scan)

    def _take_back(self, scan: StockTakeScan) -> StockTakeScan:
        scans = self._stores.stock_take_scans
        now = scans.get(scan.id)
        self._must_run(self.get(scan.stock_take_id))
        if now.void_reason:
            raise refused(STATE, N_("This scan was taken back already."))
        together = [now]
        if recognise(now.code).kind == BOX:
            every = scans.find(stock_take_id=now.stock_take_id, code=now.code, void_reason="")
            together = [one for one in every if (one.at, one.place) == (now.at, now.place)]
        with self._bench.change(N_("take back count"), Kind.STOCK_TAKES):
            voided = [scans.save(replace(one, void_reason=_UNDONE)) for one in together]
        return next(one for one in voided if one.id == scan.id)

    def finish(self, stock_take_id: int, resolve: Resolve) -> StockTake:
        """Finish a stock-take: keep its list, and with ``miss`` book every difference, all or none.

        Booked is: what was not found is missing; what stood on another place, was never shelved
        or was missing stands where it was found; a tag that was scanned is confirmed.
        """
        take = self.get(stock_take_id)
        self._bench.allow("stock_takes.finish")
        self._must_run(take)
        if resolve is Resolve.MISS:
            self._bench.allow("shelf.miss")
        counts = self.counts(take.id)
        awaited = self.every_line(take, Found.MISSING)
        bookings = self._booked(take, awaited) if resolve is Resolve.MISS else []
        bench = self._bench
        kinds = (Kind.STOCK_TAKES, Kind.PARTS, Kind.PRINT_JOBS, Kind.SHIPMENTS)
        with bench.change(N_("finish stock-take"), *kinds) as touched:
            for piece in awaited:
                self._stores.stock_take_scans.add(self._missed(take, piece))
            for one in bookings:
                self._bookings.write(one)
                touched.append(one.before.claim_id)
            finished = self._stores.stock_takes.save(
                replace(
                    take,
                    finished_by=bench.person.login,
                    finished_at=bench.now,
                    expected=counts.expected,
                    missing=counts.missing,
                )
            )
        bench.history.clear()
        return finished

    def _missed(self, take: StockTake, piece: CountedPiece) -> StockTakeScan:
        bench = self._bench
        return StockTakeScan(
            take.id,
            piece.code,
            "",
            Found.MISSING,
            piece.part_id,
            piece.kept_at,
            piece.kept_as,
            bench.person.login,
            bench.now,
        )

    def _booked(self, take: StockTake, awaited: list[CountedPiece]) -> list[Booked]:
        made = self._bookings.of_missing(awaited, take.number)
        for kind in (Found.RIGHT, Found.ELSEWHERE, Found.UNEXPECTED):
            made += self._bookings.of_seen(self.every_line(take, kind))
        return made

    def void(self, stock_take_id: int, reason: str) -> StockTake:
        """Give a running stock-take up, with a reason; nothing is booked."""
        take = self.get(stock_take_id)
        self._bench.allow("stock_takes.void")
        self._must_run(take)
        why = needs(reason, "reason", N_("Give the reason."))
        with self._bench.change(N_("void stock-take"), Kind.STOCK_TAKES):
            given_up = self._stores.stock_takes.save(replace(take, void_reason=why))
        self._bench.history.clear()
        return given_up

    def _must_run(self, take: StockTake) -> None:
        if take.void_reason or take.finished_at is not None:
            raise refused(STATE, N_("Stock-take {number} is closed."), number=take.number)
