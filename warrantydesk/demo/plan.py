"""Which car comes when with what: the plan of three years, and of this morning."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from warrantydesk.demo.calendar import DAY, MINUTE, NOW, arrivals, day_of, instant, working
from warrantydesk.demo.cases import Case, Casebook
from warrantydesk.demo.fleet import TOUR, Car
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.profile import BrandProfile

_REST_DAYS, _TRIES = 21, 12
_SECOND_FAULT, _SERVICE, _CAMPAIGN, _VOID = 0.05, 0.5, 0.5, 0.025
_COVER_MONTHS = 36
_Fits = Callable[[Case], bool]

_MORNING: tuple[tuple[int, int, int, State | None], ...] = (
    (0, 7, 34, State.DRAFT),
    (20, 10, 30, State.RETURNED),
    (1, 16, 40, State.APPRAISING),
    (1, 10, 5, State.REPAIRING),
    (3, 9, 40, State.TO_SUBMIT),
    (6, 8, 50, State.SUBMITTED),
    (3, 14, 10, State.PREAUTH_WAIT),
    (1, 11, 25, State.NOT_COVERED),
    (24, 9, 10, State.REJECTED),
    (36, 8, 20, State.APPEALED),
    (62, 13, 45, State.REJECTED_FINAL),
    (27, 15, 5, State.APPROVED),
    (12, 9, 0, State.VOID),
    (0, 8, 2, State.DRAFT),
    (2, 13, 40, State.REPAIRING),
    (1, 15, 20, State.APPRAISING),
    (5, 9, 15, State.TO_SUBMIT),
    (27, 11, 20, State.RETURNED),
    (0, 7, 52, State.DRAFT),
    (9, 14, 25, State.SUBMITTED),
    (4, 10, 35, State.REPAIRING),
    (33, 9, 55, State.APPROVED),
)
"""Days ago, time and state of the claims that stand on this morning whatever the dice say."""


@dataclass(slots=True)
class Visit:
    """A planned claim: who comes when with what, and where it must stand now."""

    at: int
    car: Car
    case: Case
    stop: State | None = None
    void: bool = False
    with_former: bool = False
    """Another fault of the visit planned just before."""


class Planner:
    """Plans visits in the order of time."""

    def __init__(
        self, random: Random, book: Casebook, cars: list[Car], profile: BrandProfile
    ) -> None:
        self._random, self._book = random, book
        self._campaigns = _campaigns(profile, cars)
        self._cars = [car for car in cars if car.code != TOUR]
        self._tour = next((car for car in cars if car.code == TOUR), None)
        self._delivered = [car.delivered_on for car in self._cars]

    def plan(self, count: int) -> list[Visit]:
        """Return ``count`` claims in the order of their acceptance."""
        fixed = _MORNING[: max(count - 1, 0) if count <= len(_MORNING) else len(_MORNING)]
        wanted = [(at, None) for at in arrivals(self._random, max(count - len(fixed) - 1, 0))]
        asked = sorted([*wanted, *_instants(fixed)], key=lambda pair: pair[0])
        visits = [self._tour_visit()] if count else []
        for at, stop in asked:
            former = visits[-1] if visits else None
            again = stop is None and former is not None and self._is_second(former, at)
            if again and former is not None:
                visits.append(self._second(former))
            else:
                visits.append(self._visit(at, stop))
        return sorted(visits, key=lambda visit: visit.at)

    def _tour_visit(self) -> Visit:
        """Return the one visit that the customer of the tour has behind her."""
        car = self._tour or self._cars[0]
        day = car.delivered_on + timedelta(days=104)
        case = self._book.services[car.model]
        return Visit(working(instant(day, 9, 20)), car, case, State.CLOSED)

    def _is_second(self, former: Visit, at: int) -> bool:
        return (
            former.stop is None
            and not former.void
            and not former.with_former
            and former.case.type is ClaimType.REPAIR
            and former.case.covered
            and not former.case.needs_authorisation
            and at - former.at > 20 * MINUTE
            and self._random.random() < _SECOND_FAULT
        )

    def _second(self, former: Visit) -> Visit:
        case = self._repair(
            former.car, former.at, lambda c: c.covered and not c.needs_authorisation
        )
        return Visit(former.at + 12 * MINUTE, former.car, case, None, False, True)

    def _visit(self, at: int, stop: State | None) -> Visit:
        car = self._car(at)
        if stop is None:
            case = self._case(car, at)
        elif stop is State.PREAUTH_WAIT:
            case = self._repair(car, at, lambda c: c.needs_authorisation)
        elif stop is State.NOT_COVERED:
            case = self._repair(car, at, lambda c: not c.covered)
        else:
            case = self._repair(car, at, lambda c: c.covered and not c.needs_authorisation)
        car.had.add(case.id)
        car.last_day = at // DAY
        void = stop is State.VOID or (stop is None and self._random.random() < _VOID)
        return Visit(at, car, case, stop, void)

    def _car(self, at: int) -> Car:
        """Return a car that was delivered a while ago and has not just been here."""
        day = date.fromisoformat(day_of(at))
        known = max(bisect_right(self._delivered, day - timedelta(days=_REST_DAYS)), 1)
        best = self._cars[self._random.randrange(known)]
        for _ in range(_TRIES):
            if at // DAY - best.last_day >= _REST_DAYS:
                break
            other = self._cars[self._random.randrange(known)]
            best = min(best, other, key=lambda car: car.last_day)
        return best

    def _case(self, car: Car, at: int) -> Case:
        months = _months(car, at)
        if months < 8 and "FREE" not in car.had and self._random.random() < _SERVICE:
            car.had.add("FREE")
            return self._book.services[car.model]
        for code, begins_on in self._campaigns.get(car.vin, ()):
            due = begins_on <= day_of(at) and code not in car.had
            if due and self._random.random() < _CAMPAIGN:
                return self._book.campaigns[code]
        case = self._repair(car, at, lambda c: True)
        if months > _COVER_MONTHS and case.covered and self._random.random() < _SERVICE:
            return self._book.spare(case)
        return case

    def _repair(self, car: Car, at: int, fits: _Fits) -> Case:
        """Return a fault of this model, near the age at which the narrative has it."""
        months = _months(car, at)
        cases = [case for case in self._book.repairs[car.model] if fits(case)]
        fresh = [case for case in cases if case.id not in car.had] or cases
        near = sorted(fresh, key=lambda case: abs(case.months - months))[:6]
        return self._random.choice(near)


def _months(car: Car, at: int) -> int:
    return (date.fromisoformat(day_of(at)) - car.delivered_on).days // 30


def _instants(
    fixed: tuple[tuple[int, int, int, State | None], ...],
) -> list[tuple[int, State | None]]:
    today = date.fromisoformat(day_of(NOW))
    return [
        (instant(today - timedelta(days=ago), hour, minute), state)
        for ago, hour, minute, state in fixed
    ]


def _campaigns(profile: BrandProfile, cars: list[Car]) -> Mapping[str, list[tuple[str, str]]]:
    """Return code and first day of the campaigns of each VIN."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in profile.rows("campaigns"):
        shape = re.compile(row["vin_1_11_pattern"])
        for car in cars:
            inside = row["serial_from"] <= car.vin[11:] <= row["serial_to"]
            if inside and shape.fullmatch(car.vin[:11]):
                found.setdefault(car.vin, []).append((row["code"], row["valid_from"]))
    return found
