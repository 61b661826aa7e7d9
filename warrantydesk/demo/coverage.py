"""Cars of the shop whose counters are amber or red, with what people entered about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from warrantydesk.demo.fleet import TOUR
from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage import PeriodState
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.repair_history import DemandAnswer, LoanerKind, Wish
from warrantydesk.services.coverage import CoverageCard
from warrantydesk.services.desk import Desk

_IN_THE_SHOP = (State.APPRAISING, State.PREAUTH_WAIT, State.REPAIRING, State.TO_SUBMIT)
_FILED = (State.SUBMITTED, State.RETURNED, State.APPROVED)
_WORKSHOPS = ("启程 江南服务站", "启程 滨湖服务站", "启程 城东服务站")
_MOST_LOOKED_AT = 120
_ROOM = timedelta(days=150)
"""How long a car must have been driven to have a past elsewhere."""
_N_PERMILLE = "5"
_LOAN_FEN = 30_000


@dataclass(frozen=True)
class _Here:
    """A car with an open claim, and how long it has been driven."""

    claim: Claim
    card: CoverageCard
    vehicle_id: int
    from_at: datetime
    until: datetime


def enter_coverage(desk: Desk) -> None:
    """Enter what people know of some cars with open claims; a small shop has fewer of them."""
    clerk = _of_role(desk, Role.CLERK)
    before = desk.bench.person
    desk.bench.person = clerk
    try:
        stories = (_thirty_days_are_near, _car_goes_back, _four_times_the_same, _one_serious_fault)
        for story, here in zip(stories, _cars_here(desk, len(stories)), strict=False):
            story(desk, here)
        _loan_cars(desk)
    finally:
        desk.bench.person = before
        desk.bench.history.clear()


def _of_role(desk: Desk, role: Role) -> Person:
    return next(person for person in desk.stores.people.find() if role in person.roles)


def _cars_here(desk: Desk, most: int) -> Iterator[_Here]:
    """Yield cars within their replace/return period, one claim a car, those in the shop first."""
    taken: set[int] = set()
    here = desk.claims.in_states(_IN_THE_SHOP, _MOST_LOOKED_AT)
    for summary in [*here, *desk.claims.in_states(_FILED, _MOST_LOOKED_AT)]:
        if len(taken) == most:
            return
        context = desk.coverage.context(summary.id)
        claim, file = context.claim, context.vehicle
        if claim.type is not ClaimType.REPAIR or file is None or _is_tours(desk, file.vin):
            continue
        card, arrived = desk.coverage.card(context, claim), claim.visit.arrived_at
        sold_on = card.facts.delivered_on or card.facts.invoiced_on
        if card.answer.replace_period is not PeriodState.IN or arrived is None or sold_on is None:
            continue
        start = datetime(sold_on.year, sold_on.month, sold_on.day, 9, tzinfo=desk.bench.clock.zone)
        if arrived - start < _ROOM or file.id in taken:
            continue
        taken.add(file.id)
        yield _Here(claim, card, file.id, start, arrived)


def _is_tours(desk: Desk, vin: str) -> bool:
    rows = desk.bench.profile("QC").rows("names")
    return any(row["code"] == TOUR and row["vin"] == vin for row in rows)


def _elsewhere(desk: Desk, here: _Here, hours: tuple[int, ...], serious: int = 0) -> list[int]:
    """Enter repairs by other workshops, spread over the car's time on the road."""
    step = (here.until - here.from_at) / (len(hours) + 1)
    km = here.claim.visit.mileage_km or 0
    found = []
    for number, length in enumerate(hours, 1):
        begun = (here.from_at + step * number).replace(minute=0, second=0, microsecond=0)
        repair = desk.coverage.add_elsewhere(
            here.vehicle_id,
            _WORKSHOPS[number % len(_WORKSHOPS)],
            begun,
            begun + timedelta(hours=length),
            km * number // (len(hours) + 1),
            here.claim.narrative.complaint or here.claim.visit.complaint,
            serious=number <= serious,
        )
        found.append(repair.id)
    return found


def _problem(desk: Desk, here: _Here, elsewhere: list[int]) -> None:
    """Link the present repair and those elsewhere to one problem, named after the fault."""
    fault = desk.bench.profile(here.claim.brand).faults.get(here.claim.codes.fault_code, {})
    title = fault.get("name_zh") or here.claim.narrative.complaint[:20] or "同一故障"
    problem = desk.coverage.open_problem(here.vehicle_id, title, here.claim.id)
    for number in elsewhere:
        desk.coverage.link(problem.id, elsewhere_id=number)


def _terms(desk: Desk, here: _Here) -> None:
    models = desk.bench.profile(here.claim.brand).rows("models")
    code = here.claim.vehicle.model_code
    price = next((row["list_price_fen"] for row in models if row["code"] == code), "")
    desk.coverage.save_terms(
        here.vehicle_id,
        {"price_fen": int(Decimal(price or "12880000")), "n_permille": _N_PERMILLE},
    )


def _thirty_days_are_near(desk: Desk, here: _Here) -> None:
    """Bring the repair days to the last ones before the limit."""
    _elsewhere(desk, here, (9 * 24 + 3, 8 * 24 + 5, 7 * 24 + 2))
    _terms(desk, here)


def _car_goes_back(desk: Desk, here: _Here) -> None:
    """Bring a car over the limit; its customer wants the money back, and the clocks run."""
    _problem(desk, here, _elsewhere(desk, here, (11 * 24, 10 * 24 + 7, 12 * 24 + 1)))
    _terms(desk, here)
    asked_on = desk.bench.today - timedelta(days=6)
    demand = desk.coverage.demand(
        here.vehicle_id, asked_on, Wish.RETURN, here.claim.id, "CN43.24.4-days"
    )
    if here.card.facts.household_use:
        text = "同意按第24条退车，补偿费用按三包凭证计算。"
        answered_on = asked_on + timedelta(days=3)
        desk.coverage.answer_demand(demand.id, answered_on, DemandAnswer.AGREED, text)


def _four_times_the_same(desk: Desk, here: _Here) -> None:
    """Repair one problem for the fourth time."""
    _problem(desk, here, _elsewhere(desk, here, (26, 50, 30)))


def _one_serious_fault(desk: Desk, here: _Here) -> None:
    """Judge one former repair and the present fault serious; the first answer is still due."""
    _elsewhere(desk, here, (52,), serious=1)
    desk.coverage.flag_serious(here.claim.id, "行驶中突然失去转向助力，无法安全行驶")
    desk.coverage.demand(
        here.vehicle_id, desk.bench.today - timedelta(days=11), Wish.REPLACE, here.claim.id
    )


def _loan_cars(desk: Desk) -> None:
    """Lend a car to whoever has waited longest, and pay some of those who wait too long."""
    for number, clock in enumerate(desk.coverage.deadlines()):
        if clock.code == "loaner" and clock.claim_id is not None and number % 2:
            visit = desk.claims.get(clock.claim_id).visit
            note = "每日 ¥100，共 3 日"
            desk.coverage.save_loaner(
                visit.id, LoanerKind.MONEY, desk.bench.today, None, _LOAN_FEN, note
            )
    waiting = [
        claim.visit
        for claim in map(desk.claims.get, _ids(desk))
        if claim.visit.arrived_at is not None and claim.visit.finished_at is None
    ]
    if waiting:
        longest = min(waiting, key=lambda visit: (visit.arrived_at, visit.id))
        desk.coverage.save_loaner(
            longest.id, LoanerKind.CAR, desk.bench.today, note="启程 初途 苏B·D0126"
        )


def _ids(desk: Desk) -> list[int]:
    return [one.id for one in desk.claims.in_states(_IN_THE_SHOP, _MOST_LOOKED_AT)]
