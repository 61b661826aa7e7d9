"""The deadlines of the law over all cars: what the day's list shows."""

from datetime import date, timedelta

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage.calendar import plus_months
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage import deadlines
from warrantydesk.services.coverage.card import LawDeadline
from warrantydesk.services.coverage.context import book_of, context_of
from warrantydesk.services.coverage.look import card_of
from warrantydesk.services.coverage.remedies import order_of

GOES_ON = (State.DRAFT, State.APPRAISING, State.PREAUTH_WAIT, State.REPAIRING)
"""States in which the car may still be waiting for its repair."""
_MOST = 2_000
_SOON = timedelta(days=30)
"""How long before its end the keeping of a record is told."""


def open_deadlines(bench: Bench, today: date) -> tuple[LawDeadline, ...]:
    """Return the open deadlines of demands, loan cars and records, the nearest first."""
    clocks = [*demand_deadlines(bench, today), *_of_records(bench, today)]
    found = [*clocks, *_of_loaners(bench)]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.code, one.vehicle_id)))


def demand_deadlines(bench: Bench, today: date) -> list[LawDeadline]:
    """Return the deadlines of demands alone: they need no look at single cars."""
    stores = bench.stores
    found: list[LawDeadline] = []
    for one in stores.demands.find(finished_on=None, void_reason=""):
        law, order = order_of(bench, stores.vehicles.get(one.vehicle_id))
        found += deadlines.deadlines_of((one,), law, order, today)
    return found


def _of_loaners(bench: Bench) -> list[LawDeadline]:
    """Return the clocks of repairs that go on, from the warning of their order on."""
    stores, law = bench.stores, book_of(bench, bench.site.brand).law
    hours = min(order.maybe("loaner_warning_hours") or 0 for order in law.rule_sets)
    found: dict[int, LawDeadline] = {}
    for summary in stores.lists.claims_in(GOES_ON, _MOST):
        since = summary.arrived_at
        if since is None or bench.latest - since < timedelta(hours=hours):
            continue
        claim = stores.claims.get(summary.id)
        card = card_of(context_of(bench, claim), claim)
        clock = next((one for one in card.deadlines if one.code == "loaner"), None)
        if clock is not None:
            found.setdefault(claim.visit.id, clock)
    return list(found.values())


def _of_records(bench: Bench, today: date) -> list[LawDeadline]:
    """Return the records whose keeping ends soon."""
    order = book_of(bench, bench.site.brand).law.newest
    months = 12 * deadlines.record_years(order)
    first, last = plus_months(today, -months), plus_months(today + _SOON, -months)
    found = []
    for visit in bench.stores.visits.finished_between(first, last):
        if visit.finished_at is not None and visit.vehicle_id is not None:
            on = visit.finished_at.astimezone(bench.clock.zone).date()
            found.append(deadlines.record_deadline(on, order, today, visit.vehicle_id, None))
    return found


def keep_until(bench: Bench, visit_id: int) -> date | None:
    """Return the last day on which a visit's record must be kept, None while it goes on."""
    stores = bench.stores
    visit = stores.visits.get(visit_id)
    if visit.finished_at is None:
        return None
    on = visit.finished_at.astimezone(bench.clock.zone).date()
    law = book_of(bench, bench.site.brand, on).law
    car = stores.vehicles.get(visit.vehicle_id) if visit.vehicle_id else None
    sold_on = (car.invoiced_on or car.delivered_on) if car else None
    return deadlines.keep_until(on, law.order_of(sold_on))
