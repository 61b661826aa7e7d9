"""Lines of the law: counters near their limit on cars in the shop, loan cars, demands, records.

A car costs some milliseconds, so what was found is kept until the car's claim changes or the
day ends; the window looks at a few cars at a time.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.coverage.answer import Light
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.disposal import DisposalState
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.coverage.card import CounterLine, CoverageCard, LawDeadline

_SINCE = timedelta(days=90)
_MOST = 300
_OLDEST = 200
"""So many ended claims are looked at for one whose record may go."""
_FLUSHES = {Kind.COVERAGE, Kind.VEHICLES, Kind.PROFILES, Kind.CAMPAIGNS}
_COUNTERS = {
    "days": N_("Statutory repair days {n} of {limit}"),
    "same": N_("Same quality problem {n} of {limit}"),
    "serious": N_("Serious safety repairs {n} of {limit}"),
    "assembly": N_("Same assembly replaced {n} of {limit}"),
    "part": N_("Same main part replaced {n} of {limit}"),
}
_LISTS = {
    DisposalState.PROPOSED: (
        N_("Disposal of records, list {number}: waits for approval"),
        N_("Approve"),
    ),
    DisposalState.APPROVED: (
        N_("Disposal of records, list {number}: approved, to be carried out"),
        N_("Carry out"),
    ),
}
_CLOCKS = {
    "answer": (N_("Answer the demand to replace or return the car"), N_("Answer")),
    "finish": (N_("Replace the car or pay the money back"), N_("Carry out")),
    "loaner": (N_("A loan car or travel money is due"), N_("Give")),
}


class LawLines:
    """What the law asks for, car by car."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: dict[int, tuple[tuple[date, int], tuple[TodayItem, ...]]] = {}
        bench.listen(self._forget)

    def _forget(self, change: Change) -> None:
        if change.kinds & _FLUSHES:
            self._known.clear()

    def _cars(self) -> list[tuple[int, int]]:
        """Return claim and version for each visit whose car is in the shop, the newest first."""
        since = utc_text(self._bench.latest - _SINCE)
        return self._bench.stores.today.in_shop(since, _MOST)

    def look(self, most: int | None = None) -> bool:
        """Look at cars in the shop that are not known yet, all or some; tell whether any is left.

        Some milliseconds a car.
        """
        unknown = [car for car in self._cars() if self._kept(*car) is None]
        for claim_id, version in unknown[:most]:
            stamp = (self._bench.today, version)
            self._known[claim_id] = stamp, tuple(self._look(claim_id))
        return most is not None and len(unknown) > most

    def known(self) -> Iterator[TodayItem]:
        """Yield the lines of the cars in the shop that were looked at."""
        for car in self._cars():
            yield from self._kept(*car) or ()

    def standing(self) -> Iterator[TodayItem]:
        """Yield the clocks of demands, and that records may go; they cost nothing."""
        from warrantydesk.services.coverage.open_clocks import demand_deadlines

        stores = self._bench.stores
        clocks = demand_deadlines(self._bench, self._bench.today)
        heads = stores.claims.heads({one.claim_id for one in clocks if one.claim_id})
        claims = {one.id: one for one in heads}
        files = stores.vehicles.several({one.vehicle_id for one in clocks if one.vehicle_id})
        cars = {one.id: one for one in files}
        for clock in clocks:
            yield _clock(clock, claims.get(clock.claim_id or 0), cars.get(clock.vehicle_id))
        yield from self._records()

    def _records(self) -> Iterator[TodayItem]:
        """Yield one line when records may go: they are disposed of once a year.

        What something keeps, or what stands on a list already, is no reason to look.
        """
        from warrantydesk.services.keeping.retention import due_records

        today, end = self._bench.today, date(self._bench.today.year, 12, 31)
        for state, (title, action) in _LISTS.items():
            for one in self._bench.stores.disposals.find(state=state):
                yield TodayItem(
                    key=f"law_disposal:{one.id}",
                    code="law_disposal",
                    area=Area.LAW,
                    title=title,
                    target=Target("archive", "disposals", one.id),
                    action=action,
                    due_on=end,
                    values={"number": one.number},
                    law=True,
                )
        due = due_records(self._bench, today, _OLDEST)
        oldest = next((one for one in due if not one.against and not one.disposal_id), None)
        if oldest is None:
            return
        yield TodayItem(
            key=f"law_records:{today.year}",
            code="law_records",
            area=Area.LAW,
            title=N_("Repair records were kept as long as the law asks: they may be disposed of"),
            target=Target("archive", "disposals", 0),
            action=N_("Look"),
            due_on=end,
            note=N_("{number} · its time ended on {day}"),
            values={"number": oldest.claim_number, "day": oldest.keep_until},
            law=True,
        )

    def _kept(self, claim_id: int, version: int) -> tuple[TodayItem, ...] | None:
        """Return the lines of a car as it is now, None where nobody looked."""
        stamp, lines = self._known.get(claim_id, (None, ()))
        return lines if stamp == (self._bench.today, version) else None

    def _look(self, claim_id: int) -> Iterator[TodayItem]:
        from warrantydesk.services.coverage.context import context_of
        from warrantydesk.services.coverage.look import card_of

        claim = self._bench.stores.claims.get(claim_id)
        card = card_of(context_of(self._bench, claim), claim)
        for line in card.counters:
            if line.light in (Light.AMBER, Light.RED):
                yield self._counter(line, claim, card)
        for clock in card.deadlines:
            if clock.code == "loaner":
                car = self._bench.stores.vehicles.get(clock.vehicle_id)
                yield _clock(clock, claim, car)

    def _counter(self, line: CounterLine, claim: Claim, card: CoverageCard) -> TodayItem:
        return TodayItem(
            key=f"counter_{line.code}:claim:{claim.id}",
            code=f"counter_{line.code}",
            area=Area.LAW,
            title=_COUNTERS[line.code],
            target=Target("intake", "claim", claim.id),
            action=N_("Look"),
            due_on=self._bench.today,
            brand=claim.brand,
            note=N_("{number} · the limit is reached")
            if line.light is Light.RED
            else N_("{number} · near the limit for replacement or return"),
            values={
                "n": line.count + line.today,
                "limit": line.limit,
                "number": claim.claim_number,
            },
            plate=claim.vehicle.plate,
            vin=claim.vehicle.vin,
            model=claim.vehicle.model_code,
            owner=claim.clerk,
            amount_fen=claim.total_fen,
            law=True,
        )


def _clock(clock: LawDeadline, claim: Claim | None, car: Vehicle | None) -> TodayItem:
    title, action = _CLOCKS[clock.code]
    subject = f"vehicle:{clock.vehicle_id}:{clock.due_on}"
    vin = car.vin if car else ""
    return TodayItem(
        key=f"law_{clock.code}:{subject}",
        code=f"law_{clock.code}",
        area=Area.LAW,
        title=title,
        target=Target("intake", "claim", claim.id) if claim else Target("intake", "vin", vin),
        action=action,
        due_on=clock.due_on,
        due_at=clock.due_at,
        brand=car.brand if car else "",
        note="{number}",
        values={"number": claim.claim_number if claim else clock.clause},
        plate=claim.vehicle.plate if claim else "",
        vin=vin,
        model=car.model_code if car else "",
        owner=claim.clerk if claim else "",
        amount_fen=claim.total_fen if claim else 0,
        working=clock.code in ("answer", "finish"),
        law=True,
    )
