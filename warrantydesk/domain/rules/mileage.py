"""V18, V19: the odometer reading, by itself and against earlier visits."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.vehicle import is_reading
from warrantydesk.i18n import N_


def mileage_is_a_reading(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V18 (trade practice): a whole number of km, not negative, not beyond any odometer."""
    claim = facts.claim
    readings = {"visit.mileage_km": claim.visit.mileage_km}
    if claim.type is ClaimType.SPARE_PART:
        readings["codes.purchase_km"] = claim.codes.purchase_km
    for path, km in readings.items():
        if km is not None and not is_reading(km):
            yield Problem(path, N_("{km} km is not an odometer reading."), {"km": km})


def mileage_not_below_last_visit(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V19 (trade practice): not below the reading of an earlier day; replaced odometers count."""
    now = facts.total_km
    last = facts.history.last_before(facts.arrived_on)
    if now is None or last is None or last.total_km is None:
        return
    values = {"now": now, "last": last.total_km, "day": last.on}
    if now < last.total_km:
        yield Problem("visit.mileage_km", N_("{now} km is below the {last} km of {day}."), values)
    elif now == last.total_km and not params.switch("allow_equal", True):
        yield Problem("visit.mileage_km", N_("{now} km is the same as on {day}."), values)


MILEAGE_RULES = (
    Rule(
        "V18",
        mileage_is_a_reading,
        Severity.BLOCK,
        why=N_("Cover ends by mileage as well as by date."),
        cost=N_("The claim is returned unread."),
    ),
    Rule(
        "V19",
        mileage_not_below_last_visit,
        Severity.BLOCK,
        why=N_("A reading that falls looks like a turned-back odometer."),
        cost=N_("The claim is refused and the vehicle is flagged."),
    ),
)
