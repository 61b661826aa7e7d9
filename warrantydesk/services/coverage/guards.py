"""What the verbs of coverage ask of their parameters before anything is written."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.codec import MismatchError, merged
from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.errors import INVALID, STATE, VERSION, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import clean
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by

LONGEST = 1_000
T = TypeVar("T")


def must_stand(void_reason: str) -> None:
    """Refuse with STATE what was voided."""
    if void_reason:
        raise refused(STATE, N_("This entry is void already: “{reason}”."), reason=void_reason)


def reason_of(reason: str) -> str:
    """Return why an entry is voided; Refused(INVALID) where nothing is said."""
    return short(needs(reason, "reason", N_("Give the reason.")), "reason")


def short(text: str, field: str) -> str:
    """Return a text without blanks around; Refused(INVALID) where it is far too long."""
    cleaned = clean(text).strip()
    if len(cleaned) > LONGEST:
        raise refused(INVALID, N_("This text is too long: at most {n} signs."), field, n=LONGEST)
    return cleaned


def must_be_at(version: int | None, stored: int) -> None:
    """Refuse with VERSION what changed since it was read."""
    if version is not None and version != stored:
        raise refused(
            VERSION,
            N_("Somebody else changed this in the meantime: look at the new state and try again."),
        )


def raise_all(problems: list[Problem]) -> None:
    """Refuse with INVALID and every problem at its field."""
    if problems:
        raise refused_by(INVALID, problems)


def vehicle_of(bench: Bench, claim: Claim) -> Vehicle:
    """Return the vehicle file of a claim; Refused(STATE) while there is none."""
    file = bench.stores.vehicles.by_vin(claim.vehicle.vin) if claim.vehicle.vin else None
    if file is None:
        raise refused(STATE, N_("This car has no vehicle file yet: save it first."), "vehicle.vin")
    return file


def must_be_alive(claim: Claim) -> None:
    """Refuse with STATE a claim that is filed away or void."""
    if claim.state in (State.CLOSED, State.VOID):
        raise refused(STATE, N_("The claim is {state}: nothing can be added."), state=claim.state)


def changed(old: T, changes: Mapping[str, Any], fixed: frozenset[str]) -> T:
    """Return an object with JSON changes; Refused(INVALID) for what does not fit or is fixed."""
    for name in changes:
        if name in fixed:
            raise refused(INVALID, N_("There is no such field."), str(name))
    try:
        new: T = merged(old, changes)
    except MismatchError as error:
        raise refused(INVALID, error.message, error.path, **error.values) from error
    return new


def day_problems(name: str, day: date | None, today: date) -> list[Problem]:
    """Return what is wrong with a day that must lie behind us."""
    if day is None:
        return []
    if day > today:
        return [Problem(name, N_("The day {day} lies in the future."), {"day": day})]
    if day < EARLIEST:
        return [Problem(name, N_("The day {day} lies too far back."), {"day": day})]
    return []


def too_early(name: str, day: date | None, car: Vehicle) -> list[Problem]:
    """Return what is wrong with a day that cannot lie before the car's first."""
    known = [one for one in (car.produced_on, car.invoiced_on, car.delivered_on) if one]
    if day is None or not known or day >= min(known):
        return []
    values = {"day": day, "first": min(known)}
    return [Problem(name, N_("On {day} there was no such car: its first day is {first}."), values)]


def instant_problems(name: str, at: datetime | None, now: datetime) -> list[Problem]:
    """Return what is wrong with an instant that must lie behind us."""
    if at is not None and at > now:
        return [Problem(name, N_("This time lies in the future."))]
    if at is not None and at.date() < EARLIEST:
        return [Problem(name, N_("The day {day} lies too far back."), {"day": at.date()})]
    return []
