"""What the coverage engine is told about one visit; the names are those of the exchange form."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from warrantydesk.domain.codec import MismatchError, from_json
from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.i18n import N_


class VehicleKind(StrEnum):
    """Kinds of vehicle; which of them an order covers is a parameter of its rule set."""

    PASSENGER = "passenger"
    PICKUP = "pickup"
    SPECIAL = "special"
    OTHER = "other"


class Owner(StrEnum):
    """The first owner, or a later one (the law makes no difference, Order 43 Art. 30)."""

    FIRST = "first"
    LATER = "later"


class CoverOwner(StrEnum):
    """Whom a maker's cover is for."""

    ANY = "any"
    FIRST_PRIVATE = "first_private"
    HOUSEHOLD = "household"
    COMMERCIAL = "commercial"


class Group(StrEnum):
    """Systems whose main parts the orders name (GB/T 29632)."""

    ENGINE = "engine"
    TRANSMISSION = "transmission"
    TRACTION_BATTERY = "traction_battery"
    DRIVE_MOTOR = "drive_motor"
    STEERING = "steering"
    BRAKE = "brake"
    SUSPENSION = "suspension"
    DRIVELINE = "driveline"
    EMISSION_CONTROL = "emission_control"
    BODY = "body"


class Event(StrEnum):
    """Failures that replace or return the car within 60 days (Order 43 Art. 23)."""

    STEERING_FAILURE = "steering_failure"
    BRAKE_FAILURE = "brake_failure"
    BODY_CRACK = "body_crack"
    FUEL_LEAK = "fuel_leak"
    BATTERY_FIRE = "battery_fire"


class Ground(StrEnum):
    """Grounds of a refusal: the five exemptions of Order 43 Art. 32, and two that never hold."""

    X1_DISCLOSED = "X1_DISCLOSED"
    X2_MISUSE = "X2_MISUSE"
    X3_MODIFIED = "X3_MODIFIED"
    X4_SELF_HANDLING = "X4_SELF_HANDLING"
    X5_FORCE_MAJEURE = "X5_FORCE_MAJEURE"
    OUTSIDE_MAINTENANCE = "OUTSIDE_MAINTENANCE"
    NO_CERTIFICATE = "NO_CERTIFICATE"


BLOCKED_GROUNDS = frozenset({Ground.OUTSIDE_MAINTENANCE, Ground.NO_CERTIFICATE})
"""Order 43 Art. 32 last ¶ and Art. 19 ¶2: never a ground by themselves."""


class Replaced(StrEnum):
    """What a former repair replaced."""

    ASSEMBLY = "assembly"
    MAIN_PART = "main_part"


@dataclass(frozen=True)
class Term:
    """A term in months and km, whichever ends first; None does not end."""

    months: int | None = None
    km: int | None = None


@dataclass(frozen=True)
class Cover:
    """A cover that applies to the part; ``start_on`` defaults to the clock's start."""

    months: int | None = None
    km: int | None = None
    owner: CoverOwner = CoverOwner.ANY
    start_on: date | None = None
    start_km: int = 0
    """Odometer at the start, km: a part's km count from its fitting."""
    km_per_year: int | None = None
    """Most km in a year of use; more end the cover."""
    clause: str = ""
    """The policy row, shown beside the answer."""


@dataclass(frozen=True)
class RepairTime:
    """The time of one repair: hours, or two instants; what is excluded in hours or minutes."""

    hours: Decimal | None = None
    excluded_hours: Decimal = Decimal(0)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    excluded_minutes: int = 0


@dataclass(frozen=True)
class Replacement:
    """One finished replacement of an assembly or a main part."""

    kind: Replaced
    group: Group
    part: str = ""
    with_assembly: bool = False
    """The part came with its assembly, which is counted already (Art. 24 ¶2)."""


@dataclass(frozen=True)
class Goodwill:
    """The maker's share of a goodwill, in percent."""

    percent: Decimal = Decimal(0)


@dataclass(frozen=True)
class CoverageFacts:
    """All facts of one decision; what is absent is not the case.

    ``same_problem_repairs`` includes the present repair; ``serious_repairs_done`` and the
    replacement counts are finished ones; ``visits`` are closed.
    """

    invoiced_on: date | None = None
    delivered_on: date | None = None
    visit_on: date | None = None
    mileage_km: int | None = None
    household_use: bool = True
    vehicle_kind: VehicleKind = VehicleKind.PASSENGER
    owner: Owner = Owner.FIRST
    quality_problem: bool = True
    main_part_of: Group | None = None
    must_replace: Group | None = None
    event: Event | None = None
    serious_safety_fault: bool = False
    serious_repairs_done: int = 0
    assembly_replacements: int = 0
    part_replacements: int = 0
    replacements: tuple[Replacement, ...] = ()
    still_faulty: bool = False
    visits: tuple[RepairTime, ...] = ()
    this_visit_hours: Decimal | None = None
    this_visit: RepairTime | None = None
    same_problem_repairs: int = 0
    wear_cover: Term | None = None
    maker_cover: Cover | None = None
    extended_cover: Cover | None = None
    part_cover: Cover | None = None
    goodwill: Goodwill | None = None
    free_service: Term | None = None
    exemption: Ground | None = None
    exemption_cause_shown: bool = True
    refusal_reason: Ground | None = None
    vehicle_replaced_on: date | None = None
    open_campaign: bool = False
    price_fen: int | None = None
    n_permille: Decimal | None = None
    demanded_on: date | None = None
    soh_percent: Decimal | None = None
    """Measured capacity of the traction battery, percent."""
    soh_limit_percent: Decimal | None = None
    """Limit on the certificate; below it is a quality problem (Art. 9(7), 40)."""


NAMES = frozenset(field.name for field in fields(CoverageFacts))
_COUNTS = (
    *("serious_repairs_done", "assembly_replacements", "part_replacements"),
    *("same_problem_repairs", "mileage_km"),
)
_DATES = ("invoiced_on", "delivered_on", "visit_on", "vehicle_replaced_on", "demanded_on")
_MOST = 10_000_000
_CHINA = "+08:00"


def read_facts(data: Any) -> CoverageFacts:
    """Read facts from JSON; absent and null are the same, unknown names are left out.

    Raises MismatchError with the name of the field. An instant without offset is China's.
    """
    if not isinstance(data, Mapping):
        raise MismatchError("facts", N_("An object is expected here."))
    told = {name: data[name] for name in data if name in NAMES and data[name] not in (None, {})}
    if isinstance(told.get("visits"), list):
        told["visits"] = [_timed(one) for one in told["visits"]]
    if "this_visit" in told:
        told["this_visit"] = _timed(told["this_visit"])
    for name in ("exemption", "refusal_reason"):
        if name in told:
            told[name] = _ground(told[name])
    facts: CoverageFacts = from_json(CoverageFacts, told)
    _must_make_sense(facts)
    return facts


def unknown_names(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names that are no fact: written wrongly, or from a newer program."""
    return tuple(sorted(str(name) for name in data if name not in NAMES))


def _timed(data: Any) -> Any:
    """Return the times of a repair with the offset that a desk in China leaves out."""
    if not isinstance(data, Mapping):
        return data
    told = {name: value for name, value in data.items() if value is not None}
    for name in ("started_at", "ended_at"):
        if name in told:
            told[name] = _instant(told[name])
    return told


def _instant(value: Any) -> Any:
    try:
        naive = isinstance(value, str) and datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return value
    return f"{datetime.fromisoformat(value).isoformat()}{_CHINA}" if naive else value


def _ground(value: Any) -> Any:
    """Return the whole code of a ground that is named by its first word only, as ``X3``."""
    fits = [g.value for g in Ground if isinstance(value, str) and g.value.split("_")[0] == value]
    return fits[0] if len(fits) == 1 else value


def _must_make_sense(facts: CoverageFacts) -> None:
    _counts_must_fit(facts)
    for name in _DATES:
        day = getattr(facts, name)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise MismatchError(name, N_("The year {year} is out of range."), year=day.year)
    for name in ("wear_cover", "maker_cover", "extended_cover", "part_cover", "free_service"):
        term = getattr(facts, name)
        if term is not None and not _is_term(term):
            raise MismatchError(
                name,
                N_("A term has 0 to 1200 months, km that are not negative and a sensible start."),
            )
    if facts.goodwill is not None and not 0 <= facts.goodwill.percent <= 100:
        raise MismatchError("goodwill.percent", N_("A share lies between 0 and 100 %."))
    times = {f"visits[{place}]": time for place, time in enumerate(facts.visits)}
    for path, time in {**times, "this_visit": facts.this_visit or RepairTime()}.items():
        if not _is_time(time):
            raise MismatchError(path, N_("The time of a repair ends before it begins."))


def _counts_must_fit(facts: CoverageFacts) -> None:
    for name in (*_COUNTS, "price_fen", "n_permille", "this_visit_hours"):
        value = getattr(facts, name) or 0
        if value < 0:
            raise MismatchError(name, N_("This cannot be negative."))
        if name in _COUNTS and value > _MOST:
            raise MismatchError(name, N_("This number is too large."))


def _is_term(term: "Term | Cover") -> bool:
    begins = term.start_on if isinstance(term, Cover) else None
    fits = begins is None or EARLIEST <= begins <= LATEST
    return fits and 0 <= (term.months or 0) <= 1200 and 0 <= (term.km or 0) <= _MOST


def _is_time(time: RepairTime) -> bool:
    if (time.hours or 0) < 0 or time.excluded_hours < 0 or time.excluded_minutes < 0:
        return False
    return not (time.started_at and time.ended_at and time.ended_at < time.started_at)
