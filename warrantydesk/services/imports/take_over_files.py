"""Sheets of customers and of cars: what becomes of each row."""

from collections.abc import Sequence

from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_cars import car_of, person_of, with_its_car
from warrantydesk.services.imports.take_over_line import DAYS, Line
from warrantydesk.services.imports.take_over_plan import Plan
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Outcome


def customers(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of customers; a car beside one is taken with its owner."""
    for line in (with_its_car(plan, one) for one in lines):
        if not line.text(of_car.NAME):
            plan.block(line, Remark(of_car.NAME, N_("The name is missing.")))
            continue
        owner, told, is_new = person_of(plan, line)
        _number, told, is_car = car_of(plan, told, owner)
        if is_new and not (line.phone or line.vin or line.plate or line.text(of_car.ADDRESS)):
            words = N_("Only a name stands in this row: is it a customer?")
            told = told.with_warning(Remark(of_car.NAME, words))
        if is_new or is_car:
            plan.say(told, Outcome.NEW)
        else:
            plan.say(told, Outcome.SAME, N_("The desk has this customer already."))


def vehicles(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of cars with their owners."""
    for line in (with_its_car(plan, one) for one in lines):
        if not line.vin:
            words = N_("The VIN is missing: a file of a car begins with it.")
            plan.block(line, Remark(of_car.VIN, words))
            continue
        owner, told, is_owner = person_of(plan, line)
        before = _learned(plan, line)
        number, told, is_new = car_of(plan, told, owner)
        changed = _learned(plan, line) > before or is_owner
        if is_new:
            plan.say(told, Outcome.NEW)
        elif number > 0 and changed:
            plan.took(Taken.VEHICLE, number, told)
            plan.say(told, Outcome.CHANGED, N_("What the desk did not know of this car is added."))
        elif any(one.field not in DAYS for one in told.warned):
            plan.say(told, Outcome.CHANGED)
        else:
            plan.say(told, Outcome.SAME, N_("The desk has this car already."))


def _learned(plan: Plan, line: Line) -> int:
    """Count what known cars have learned so far, that of the row above all."""
    car = plan.cars.by_vin.get(line.vin, 0)
    return len(plan.owned) + len(plan.plated) + len(plan.filled.get(car, ()))
