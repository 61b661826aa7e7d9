"""Which customer and which car a row means, and what the desk's own files learn of it."""

from dataclasses import replace
from typing import Any

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.taken_over import Taken
from warrantydesk.domain.text import squeezed
from warrantydesk.domain.vehicle import Use, Vehicle
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_known import FreshCar, folded
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_plan import Plan
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.storage.taking import CarKey


def person_of(plan: Plan, line: Line) -> tuple[int, Line, bool]:
    """Return the customer of a row (0 for none), the row with what is worth a look, and whether
    the customer is new. A phone or a name that is known already merges nothing silently."""
    name, phone, people = line.text(of_car.NAME), line.phone, plan.people
    if not name:
        return (people.by_phone.get(phone, [0])[0] if phone else 0), line, False
    same_name = people.by_name.get(folded(name), [])
    same_phone = people.by_phone.get(phone, []) if phone else []
    both = [one for one in same_name if one in same_phone]
    if both:
        return both[0], line, False
    if not phone and len(same_name) == 1:
        return same_name[0], line, False
    if same_phone:
        words = N_("The phone {phone} is that of {name} already: a second customer is made.")
        values = {"phone": phone, "name": people.names[same_phone[0]]}
        line = line.with_warning(Remark(of_car.PHONE, words, values))
    elif same_name and phone:
        words = N_("There is a customer {name} with another phone: a second one is made.")
        line = line.with_warning(Remark(of_car.NAME, words, {"name": name}))
    elif len(same_name) > 1:
        words = N_("Several customers are called {name}: a further one is made.")
        line = line.with_warning(Remark(of_car.NAME, words, {"name": name}))
    made = people.add(Customer(name, phone, line.kind, line.text(of_car.ADDRESS)))
    plan.took(Taken.CUSTOMER, made, line)
    return made, line, True


def car_of(plan: Plan, line: Line, owner: int) -> tuple[int, Line, bool]:
    """Return the car of a row (0 for none): by VIN, then by plate; a new one only by its VIN."""
    cars, known = plan.cars, plan.known
    if line.vin and (number := cars.by_vin.get(line.vin)) is not None:
        return number, _known_car(plan, line, number, owner), False
    if not line.vin:
        found = cars.by_plate.get(line.plate, []) if line.plate else []
        return (found[0] if len(found) == 1 else 0), line, False
    if line.plate and (others := cars.by_plate.get(line.plate)):
        words = N_("The plate {plate} is that of the car {vin} already: both carry it now.")
        values = {"plate": line.plate, "vin": cars.keys[others[0]].vin}
        line = line.with_warning(Remark(of_car.PLATE, words, values))
    word, facts = line.text(of_car.MODEL), _facts(plan, line)
    if word and not facts["model_code"]:
        words = N_("“{word}” is no model of the tables: the model stays empty.")
        line = line.with_warning(Remark(of_car.MODEL, words, {"word": word}))
    brand = known.brands.get(folded(line.text(of_car.BRAND)), known.brand)
    vehicle = Vehicle(line.vin, brand, use=line.use or Use.HOUSEHOLD, **facts)
    since = line.day(of_car.DELIVERED_ON, of_car.INVOICED_ON, "opened_on") or known.today
    made = cars.add(FreshCar(vehicle, line.plate, owner, since, line.number))
    plan.took(Taken.VEHICLE, made, line)
    return made, line, True


def _known_car(plan: Plan, line: Line, number: int, owner: int) -> Line:
    """Fill what the file of a known car lacks; what differs is said and stays."""
    key = plan.cars.keys[number]
    _learn(plan, line, number)
    if owner and not key.owner:
        plan.cars.keys[number] = replace_key(plan, number, owner=owner)
    elif owner and key.owner != owner:
        words = N_("The car {vin} belongs to {name} here: the desk's owner stays.")
        values = {"vin": key.vin, "name": plan.people.names.get(key.owner, "")}
        line = line.with_warning(Remark(of_car.NAME, words, values))
    if line.plate and not key.plate:
        plan.cars.keys[number] = replace_key(plan, number, plate=line.plate)
        plan.cars.by_plate.setdefault(line.plate, []).append(number)
    elif line.plate and squeezed(key.plate) != line.plate:
        words = N_("The car {vin} carries {plate} here: the desk's plate stays.")
        values = {"vin": key.vin, "plate": key.plate}
        line = line.with_warning(Remark(of_car.PLATE, words, values))
    return line


def _learn(plan: Plan, line: Line, number: int) -> None:
    """Note what a row tells of a car that its file lacks."""
    key, facts = plan.cars.keys[number], _facts(plan, line)
    gained = {name: value for name, value in facts.items() if value and name in key.lacks}
    if not gained:
        return
    plan.cars.keys[number] = key._replace(lacks=key.lacks - gained.keys())
    if number < 0:
        fresh = plan.cars.fresh[-number - 1]
        fresh.vehicle = replace(fresh.vehicle, **gained)
    else:
        plan.filled.setdefault(number, {}).update(gained)


def _facts(plan: Plan, line: Line) -> dict[str, Any]:
    """Return what a row tells of a car, as its file holds it."""
    return {
        "model_code": plan.known.model_of(line.text(of_car.MODEL), line.vin),
        "engine_no": line.text(of_car.ENGINE),
        "motor_no": line.text(of_car.MOTOR),
        "gearbox_no": line.text(of_car.GEARBOX),
        "produced_on": line.day(of_car.PRODUCED_ON),
        "invoiced_on": line.day(of_car.INVOICED_ON),
        "delivered_on": line.day(of_car.DELIVERED_ON),
    }


def with_its_car(plan: Plan, line: Line) -> Line:
    """Return a row with the VIN of the one car that carries its plate.

    That is where the row has no VIN, and where its VIN is a slip of that car's.
    """
    found = plan.cars.by_plate.get(line.plate, []) if line.plate else []
    if len(found) != 1 or line.vin in plan.cars.by_vin:
        return line
    meant = plan.cars.keys[found[0]].vin
    if not line.vin:
        return replace(line, vin=meant)
    if not numbers.is_slip(line.vin, meant):
        return line
    words = N_("The VIN {vin} is a slip: it is taken as that of the car {plate}, {meant}.")
    values = {"vin": line.vin, "plate": line.plate, "meant": meant}
    others = tuple(one for one in line.warned if one.field != of_car.VIN)
    return replace(line, vin=meant, warned=(Remark(of_car.VIN, words, values), *others))


def replace_key(plan: Plan, number: int, *, owner: int = 0, plate: str = "") -> CarKey:
    """Give a car without owner or plate the one of the sheet; returns its key."""
    key = plan.cars.keys[number]
    if number < 0:
        fresh = plan.cars.fresh[-number - 1]
        fresh.owner, fresh.plate = owner or fresh.owner, plate or fresh.plate
    elif owner:
        plan.owned[number] = owner
    elif plate:
        plan.plated[number] = plate
    return key._replace(owner=owner or key.owner, plate=plate or key.plate)
