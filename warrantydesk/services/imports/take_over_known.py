"""What the desk knows already of the things in an old sheet: found by number, VIN, plate, name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.text import squeezed
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.domain.vin_pattern import compiled
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.imports.target import Subject
from warrantydesk.storage.taking import FACTS, CarKey, ClaimKey, LineOf, PieceOf

_TAIL = 8


@dataclass(frozen=True)
class KnownDesk:
    """The desk before a sheet is taken over."""

    today: date
    brand: str
    pulse: tuple[int, ...]
    people: tuple[tuple[int, str, str], ...]
    cars: tuple[CarKey, ...]
    claims: tuple[ClaimKey, ...]
    pieces: tuple[PieceOf, ...]
    part_lines: Mapping[int, Sequence[LineOf]]
    places: frozenset[str]
    models: tuple[tuple[str, frozenset[str], re.Pattern[str] | None], ...]
    """Code, folded names and the shape of the VINs of each model of the brand."""
    brands: Mapping[str, str]
    """Code of a brand by each of its folded names."""
    payers: Mapping[str, str]
    """Code of a paying supplier by each of its folded names."""
    tails: Mapping[str, str] = field(default_factory=dict)
    """VIN by its last eight signs, where one car alone ends so."""

    def vin_ending(self, tail: str) -> str:
        """Return the VIN of the only car that ends with these signs, empty for none or many."""
        return self.tails.get(tail, "")

    def model_of(self, word: str, vin: str) -> str:
        """Return the code of the model that a word or the VIN names, empty where neither does."""
        plain = folded(word)
        for code, names, _shape in self.models:
            if plain and plain in names:
                return code
        fits = (code for code, _names, shape in self.models if shape and shape.fullmatch(vin[:8]))
        return next(fits, "")


def folded(word: str) -> str:
    """Return a name as names are compared."""
    return squeezed(word).casefold()


def known_desk(bench: Bench, subject: Subject) -> KnownDesk:
    """Read all of it."""
    reader, profile = bench.stores.taking, bench.profile(subject.profile)
    cars = tuple(reader.cars())
    tails: dict[str, str] = {}
    for car in cars:
        tail = car.vin[-_TAIL:]
        tails[tail] = "" if tail in tails else car.vin
    suppliers = profile.suppliers
    return KnownDesk(
        bench.today,
        subject.profile,
        reader.pulse(),
        tuple(reader.people()),
        cars,
        tuple(reader.claims()),
        tuple(reader.pieces()),
        reader.part_lines(),
        frozenset(one.code for one in bench.stores.places.find()),
        tuple(
            (
                one.code,
                frozenset(map(folded, (one.code, one.name_zh, one.name_en))),
                compiled(one.vin_pattern),
            )
            for one in profile.models.values()
        ),
        {folded(name): one for one in _brands(bench) for name in (one, bench.maker_name(one))},
        {
            folded(name): one
            for one in profile.paying_suppliers()
            for name in (one, suppliers[one]["name_zh"], suppliers[one]["name_en"])
            if name
        },
        tails,
    )


def _brands(bench: Bench) -> list[str]:
    return [one for one in bench.tables.codes() if one != LAW]


@dataclass
class People:
    """Customers by name and phone, those of the sheet among them (below 0: its new ones)."""

    by_phone: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    phones: dict[int, str] = field(default_factory=dict)
    fresh: list[Customer] = field(default_factory=list)

    def note(self, number: int, name: str, phone: str) -> None:
        """Note a customer."""
        self.names[number], self.phones[number] = name, phone
        self.by_name.setdefault(folded(name), []).append(number)
        if phone:
            self.by_phone.setdefault(phone, []).append(number)

    def add(self, customer: Customer) -> int:
        """Add a new customer; returns its number, below 0."""
        self.fresh.append(customer)
        number = -len(self.fresh)
        self.note(number, customer.name, customer.phone)
        return number


@dataclass
class FreshCar:
    """A car that the sheet brings, with its plate and owner from a day on."""

    vehicle: Vehicle
    plate: str
    owner: int
    since: date
    row: int


@dataclass
class Cars:
    """Cars by VIN and plate, those of the sheet among them (below 0: its new ones)."""

    by_vin: dict[str, int] = field(default_factory=dict)
    by_plate: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[int, CarKey] = field(default_factory=dict)
    fresh: list[FreshCar] = field(default_factory=list)

    def note(self, key: CarKey) -> None:
        """Note a car."""
        self.keys[key.id] = key
        self.by_vin[numbers.normalised(key.vin)] = key.id
        if key.plate:
            self.by_plate.setdefault(squeezed(key.plate), []).append(key.id)

    def add(self, car: FreshCar) -> int:
        """Add a new car; returns its number, below 0."""
        self.fresh.append(car)
        number = -len(self.fresh)
        lacks = frozenset(name for name in FACTS if not getattr(car.vehicle, name))
        self.note(CarKey(number, car.vehicle.vin, car.plate, car.owner, lacks))
        return number
