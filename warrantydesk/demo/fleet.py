"""The shop's customers and their cars: the made-up list of the brand, and more of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import FOUNDED, HOUR, LAST, instant
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.vin import check_digit
from warrantydesk.i18n import N_

_YEARS, _FIRST_YEAR = "56789ABCDEFGHJKLMNPRST", 2005
"""Signs of the model years 2005 to 2026 in a VIN."""
PLATE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_STREETS = ("梧桐", "荷塘", "青石", "云栖", "稻香", "望湖", "松间", "运河", "紫藤", "长桥")
_DRIVERS = ("李师傅", "周师傅", "赵师傅", "孙师傅", "吴师傅")
TOUR = "C0042"
"""The customer kept for the tour: she has been here once."""
SELLS = "S03"


@dataclass(slots=True)
class Car:
    """A car with its owner, and what the story has done with it so far."""

    code: str
    model: str
    model_class: str
    vin: str
    plate: str
    use: str
    engine_no: str
    motor_no: str
    gearbox_no: str
    produced_on: str
    invoiced_on: str
    delivered_on: date
    km_per_day: float
    owner: str
    phone: str
    kind: str
    address: str
    contact: str
    id: int = 0
    customer_id: int = 0
    last_day: int = 0
    had: set[str] = field(default_factory=set)

    def mileage_km(self, days: int) -> int:
        """Return the reading some days after delivery; it never falls."""
        return max(int(days * self.km_per_day), 3)


@dataclass(frozen=True)
class _Model:
    """A model of the brand with what its cars share."""

    code: str
    model_class: str
    energy: str
    engine: str
    motor: str
    gearboxes: tuple[str, ...]
    plants: tuple[str, ...]
    heads: tuple[str, ...]


def fleet(profile: BrandProfile, random: Random, count: int) -> list[Car]:
    """Return at least the cars of the brand's list, in all ``count``, by day of delivery."""
    names = profile.rows("names")
    models = models_of(profile)
    cars = [_listed(row, models[row["model_code"]]) for row in names]
    taken = {car.plate for car in cars}
    people = [row for row in names if row["kind"] == "person" and row["name_note"] == ""]
    weights = [row["model_code"] for row in names]
    for number in range(count - len(cars)):
        model = models[random.choice(weights)]
        cars.append(_invented(random, number, model, people, taken))
    return sorted(cars, key=lambda car: (car.delivered_on, car.code))


def models_of(profile: BrandProfile) -> dict[str, _Model]:
    """Return the brand's models by code."""
    names = profile.rows("names")
    return {row["code"]: _model(row, names) for row in profile.rows("models")}


def _model(row: Mapping[str, str], names: list[Mapping[str, str]]) -> _Model:
    heads = {name["vin"][:8] for name in names if name["model_code"] == row["code"]}
    return _Model(
        row["code"],
        row["model_class"],
        row["energy"],
        row["engine_code"],
        row["motor_zh"].partition("（")[0].partition("+")[0],
        tuple(row["gearbox_codes"].split("|")),
        tuple(row["plant_codes"].split("|")),
        tuple(sorted(heads)),
    )


def _numbers(model: _Model, vin: str) -> tuple[str, str, str]:
    """Return engine, motor and gearbox number of a car; they hang on its VIN alone."""
    year, serial = f"{(_YEARS.index(vin[9]) + _FIRST_YEAR) % 100:02}", vin[11:]
    engine = f"{model.engine}{year}{serial}" if model.engine else ""
    motor = f"{model.motor}{year}{serial}" if model.motor else ""
    gearbox = model.gearboxes[int(serial) % len(model.gearboxes)]
    return engine, motor, f"{gearbox}{year}{serial}"


def _listed(row: Mapping[str, str], model: _Model) -> Car:
    delivered = date.fromisoformat(row["delivered_on"])
    number = int(row["code"][1:])
    company = row["kind"] == "company"
    return Car(
        row["code"],
        model.code,
        model.model_class,
        row["vin"],
        row["plate"],
        row["vehicle_use"],
        *_numbers(model, row["vin"]),
        row["produced_on"],
        row["invoiced_on"],
        delivered,
        int(row["mileage_km"]) / max((LAST - delivered).days, 1),
        row["name"],
        row["phone"],
        row["kind"],
        _address(row["city_zh"], number),
        _DRIVERS[number % len(_DRIVERS)] if company else row["name"],
    )


def _address(city: str, number: int) -> str:
    street = _STREETS[number % len(_STREETS)]
    return f"{city}市{street}路 {number * 7 % 290 + 1} 号（演示）"


def _invented(
    random: Random,
    number: int,
    model: _Model,
    people: list[Mapping[str, str]],
    taken: set[str],
) -> Car:
    delivered = date(2021, 3, 1) + timedelta(days=random.randrange(2060))
    known = (f"D{number + 1:05}", 200_000 + number, delivered)
    car = invented(random, model, people, known, lambda: _plate(random, model.energy, taken))
    car.phone = f"1540100{number:04}" if number < 10_000 else f"154011{number:05}"
    return car


def invented(
    random: Random,
    model: _Model,
    people: list[Mapping[str, str]],
    known: tuple[str, int, date],
    plate: Callable[[], str],
) -> Car:
    """Return a car of a code, a serial number and a day of delivery; its phone follows."""
    code, serial, delivered = known
    invoiced = delivered - timedelta(days=random.randrange(6))
    produced = invoiced - timedelta(days=random.randrange(12, 60))
    vin = _vin(random, model, produced.year, serial)
    one, other = random.choice(people), random.choice(people)
    name = one["name"][0] + other["name"][1:]
    return Car(
        code,
        model.code,
        model.model_class,
        vin,
        plate(),
        "household",
        *_numbers(model, vin),
        produced.isoformat(),
        invoiced.isoformat(),
        delivered,
        random.triangular(15.0, 75.0, 38.0),
        name,
        "",
        "person",
        _address(one["city_zh"], serial % 200_000),
        name,
    )


def _vin(random: Random, model: _Model, year: int, serial: int) -> str:
    year = min(max(year, _FIRST_YEAR), 2026)
    body = random.choice(model.heads)
    tail = f"{_YEARS[year - _FIRST_YEAR]}{random.choice(model.plants)}{serial:06}"
    return body + check_digit(f"{body}0{tail}") + tail


def _plate(random: Random, energy: str, taken: set[str]) -> str:
    while True:
        if energy in ("bev", "phev"):
            plate = f"苏B{'D' if energy == 'bev' else 'F'}{random.randrange(100_000):05}"
        else:
            signs = [random.choice(PLATE_SIGNS) for _ in range(3)]
            plate = f"苏{random.choice('ABCDEFGHJ')}{''.join(signs)}{random.randrange(100):02}"
        if plate not in taken:
            taken.add(plate)
            return plate


def enter(book: Book, cars: list[Car]) -> None:
    """Enter the files of all cars with owner and plate, each on the day of its delivery."""
    for car in cars:
        at = max(instant(car.delivered_on) + 8 * HOUR, FOUNDED + HOUR)
        day = car.delivered_on.isoformat()
        customer = {"name": car.owner, "phone": car.phone, "kind": car.kind}
        moment = Moment(at, SELLS, N_("save customer"))
        car.customer_id = book.add("customer", moment, {**customer, "address": car.address})["id"]
        moment = Moment(at + 60, SELLS, N_("save vehicle"))
        car.id = book.add("vehicle", moment, car_file(car))["id"]
        owner = {"vehicle_id": car.id, "customer_id": car.customer_id, "from_on": day}
        book.add("ownership", moment, owner)
        book.add("plate", moment, {"vehicle_id": car.id, "plate": car.plate, "from_on": day})
        book.finish()


def car_file(car: Car) -> dict[str, str]:
    """Return the columns of a car's file."""
    return {
        "vin": car.vin,
        "brand": "QC",
        "model_code": car.model,
        "engine_no": car.engine_no,
        "motor_no": car.motor_no,
        "gearbox_no": car.gearbox_no,
        "use": car.use,
        "produced_on": car.produced_on,
        "invoiced_on": car.invoiced_on,
        "delivered_on": car.delivered_on.isoformat(),
    }


def claim_columns(car: Car) -> dict[str, object]:
    """Return what a claim copies from the files of its vehicle and its owner."""
    return {
        "vehicle_vin": car.vin,
        "vehicle_plate": car.plate,
        "vehicle_model_code": car.model,
        "vehicle_engine_no": car.engine_no,
        "vehicle_motor_no": car.motor_no,
        "vehicle_gearbox_no": car.gearbox_no,
        "vehicle_use": car.use,
        "vehicle_produced_on": car.produced_on,
        "vehicle_invoiced_on": car.invoiced_on,
        "vehicle_delivered_on": car.delivered_on.isoformat(),
        "owner_name": car.owner,
        "owner_phone": car.phone,
        "owner_contact": car.contact,
        "owner_contact_phone": car.phone,
        "owner_address": car.address,
        "vehicle_id": car.id,
    }
