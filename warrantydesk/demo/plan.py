"""Which car comes when with what: the plan of three years, and of this morning."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from warrantydesk.demo.calendar import DAY, MINUTE, NOW, arrivals, day_of, instant, working
from warrantydesk.demo.cases import Case, Casebook
from warrantydesk.demo.fleet import TOUR, Car
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.profile import BrandProfile

_REST_DAYS, _TRIES = 21, 12
_SECOND_FAULT, _SERVICE, _CAMPAIGN, _VOID = 0.05, 0.5, 0.5, 0.025
_VEHICLE, _COVER_MONTHS, _COVER_KM = "QC-VEH", 36, 100_000
"""The policy for the whole vehicle; beyond it, a part is claimed that the customer had bought."""
_SERVICE_DAYS, _SERVICE_KM = 180, 5_000
"""The window of the first service (policy QC-1ST)."""
_Fits = Callable[[Case], bool]


class Fixed(NamedTuple):
    """A claim that stands on this morning whatever the dice say.

    A ``bare`` one has only just come to its state: nothing is written, answered or received yet.
    """

    days_ago: int
    hour: int
    minute: int
    state: State
    bare: bool = False
    short: bool = False
    """Approved, but not all of it."""


_MORNING = (
    Fixed(0, 7, 34, State.DRAFT),
    Fixed(20, 10, 30, State.RETURNED),
    Fixed(1, 16, 40, State.APPRAISING, bare=True),
    Fixed(1, 10, 5, State.REPAIRING, bare=True),
    Fixed(3, 9, 40, State.TO_SUBMIT),
    Fixed(6, 8, 50, State.SUBMITTED),
    Fixed(3, 14, 10, State.PREAUTH_WAIT),
    Fixed(1, 11, 25, State.NOT_COVERED),
    Fixed(24, 9, 10, State.REJECTED),
    Fixed(36, 8, 20, State.APPEALED),
    Fixed(62, 13, 45, State.REJECTED_FINAL),
    Fixed(27, 15, 5, State.APPROVED),
    Fixed(12, 9, 0, State.VOID),
    Fixed(0, 8, 2, State.DRAFT),
    Fixed(2, 13, 40, State.REPAIRING),
    Fixed(1, 15, 20, State.APPRAISING),
    Fixed(5, 9, 15, State.TO_SUBMIT),
    Fixed(27, 11, 20, State.RETURNED),
    Fixed(0, 7, 52, State.DRAFT, bare=True),
    Fixed(9, 14, 25, State.SUBMITTED),
    Fixed(4, 10, 35, State.REPAIRING),
    Fixed(33, 9, 55, State.APPROVED),
    Fixed(18, 14, 30, State.APPROVED, short=True),
    Fixed(70, 9, 25, State.APPROVED),
    Fixed(22, 10, 15, State.SUBMITTED),
)


@dataclass(slots=True)
class Visit:
    """A planned claim: who comes when with what, and where it must stand now."""

    at: int
    car: Car
    case: Case
    stop: State | None = None
    void: bool = False
    bare: bool = False
    short: bool = False
    former: "Visit | None" = None
    """The claim whose visit this one shares: another fault of the same car."""
    has_second: bool = False


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
        asked: list[tuple[int, Fixed | None]] = [(_instant(one), one) for one in fixed]
        asked += [(at, None) for at in arrivals(self._random, max(count - len(fixed) - 1, 0))]
        visits = [self._tour_visit()]
        for at, one in sorted(asked, key=lambda pair: pair[0]):
            if one is None and self._is_second(visits[-1], at):
                visits.append(self._second(visits[-1]))
            else:
                visits.append(self._visit(at, one))
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
            and former.former is None
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
        former.has_second = True
        former.car.had.add(case.id)
        return Visit(former.at + 12 * MINUTE, former.car, case, former=former)

    def _visit(self, at: int, fixed: Fixed | None) -> Visit:
        car, stop = self._car(at), fixed.state if fixed else None
        if fixed is not None:
            car = self._covered_car(at)
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
        bare, short = (fixed.bare, fixed.short) if fixed else (False, False)
        return Visit(at, car, case, stop, void, bare=bare, short=short)

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

    def _covered_car(self, at: int) -> Car:
        """Return a car of this morning that the maker still covers as a whole."""
        for _ in range(_TRIES):
            car = self._car(at)
            months = _months(car, at)
            if months < _COVER_MONTHS and car.mileage_km(months * 30) < _COVER_KM:
                return car
        return car

    def _case(self, car: Car, at: int) -> Case:
        months = _months(car, at)
        if self._may_be_serviced(car, at) and self._random.random() < _SERVICE:
            car.had.add("FREE")
            return self._book.services[car.model]
        for code, begins_on in self._campaigns.get(car.vin, ()):
            due = begins_on <= day_of(at) and code not in car.had
            if due and self._random.random() < _CAMPAIGN:
                return self._book.campaigns[code]
        case = self._repair(car, at, lambda c: True)
        is_over = months > _COVER_MONTHS or car.mileage_km(months * 30) > _COVER_KM
        return self._book.spare(case) if is_over and case.policy == _VEHICLE else case

    def _may_be_serviced(self, car: Car, at: int) -> bool:
        """Tell whether the first service is still free: not done yet, by date and by km."""
        days = (date.fromisoformat(day_of(at)) - car.delivered_on).days
        young = days < _SERVICE_DAYS and car.mileage_km(days + 1) < _SERVICE_KM
        return young and "FREE" not in car.had

    def _repair(self, car: Car, at: int, fits: _Fits) -> Case:
        """Return a fault of this model, near the age at which the narrative has it."""
        months = _months(car, at)
        cases = [case for case in self._book.repairs[car.model] if fits(case)]
        fresh = [case for case in cases if case.id not in car.had] or cases
        near = sorted(fresh, key=lambda case: abs(case.months - months))[:6]
        return self._random.choice(near)


def _months(car: Car, at: int) -> int:
    return (date.fromisoformat(day_of(at)) - car.delivered_on).days // 30


def _instant(fixed: Fixed) -> int:
    day = date.fromisoformat(day_of(NOW)) - timedelta(days=fixed.days_ago)
    return instant(day, fixed.hour, fixed.minute)


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
