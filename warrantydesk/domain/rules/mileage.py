"""V18–V22: the odometer reading, by itself and against other visits and the purchase."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.vehicle import is_reading, total_km
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


def mileage_not_above_later_visit(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V20 (trade practice): no later visit has a lower reading; replaced odometers count."""
    now = facts.total_km
    if now is None:
        return
    later = [
        visit
        for visit in facts.history.visits
        if visit.on > facts.arrived_on and visit.total_km is not None and visit.total_km < now
    ]
    if later:
        first = min(later, key=lambda visit: visit.on)
        yield Problem(
            "visit.mileage_km",
            N_("{now} km is above the {later} km of the later visit on {day}."),
            {"now": now, "later": first.total_km, "day": first.on},
        )


def mileage_grows_as_a_car_drives(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V21 (our own): not more km a day since the last visit than anybody drives.

    Parameter: ``max_km_per_day`` (800).
    """
    most = params.number("max_km_per_day", 800)
    now = facts.total_km
    last = facts.history.last_before(facts.arrived_on)
    if now is None or last is None or last.total_km is None:
        return
    days = (facts.arrived_on - last.on).days
    driven = now - last.total_km
    if driven > most * days:
        yield Problem(
            "visit.mileage_km",
            N_("{driven} km in {days} days since {day}: more than {most} km a day. Read it again."),
            {"driven": driven, "days": days, "day": last.on, "most": most},
        )


def bought_before_it_failed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V22 (trade practice): a bought part was fitted at no more km than the car has now."""
    claim = facts.claim
    bought, now = claim.codes.purchase_km, claim.visit.mileage_km
    if claim.type is not ClaimType.SPARE_PART or bought is None or now is None:
        return
    on = claim.codes.purchased_on or facts.arrived_on
    if total_km(bought, on, facts.odometer_changes) > (facts.total_km or now):
        yield Problem(
            "codes.purchase_km",
            N_("The part was bought at {bought} km, and the car has only {now} km."),
            {"bought": bought, "now": now},
        )


MILEAGE_RULES = (
    Rule(
        "V18",
        mileage_is_a_reading,
        Severity.BLOCK,
        why=N_("Cover ends by mileage as well as by date."),
        cost=N_("The claim is returned unread."),
        title=N_("Mileage that an odometer can show"),
        passes=N_("30,534 km."),
        fails=N_("-5 km."),
    ),
    Rule(
        "V19",
        mileage_not_below_last_visit,
        Severity.BLOCK,
        why=N_("A reading that falls looks like a turned-back odometer."),
        cost=N_("The claim is refused and the vehicle is flagged."),
        title=N_("Mileage not below the last visit"),
        passes=N_("24,000 km in May, 30,534 km today."),
        fails=N_("30,534 km in May, 24,000 km today, and no odometer was replaced."),
    ),
    Rule(
        "V20",
        mileage_not_above_later_visit,
        Severity.WARN,
        why=N_("One of the two readings is wrong, and the maker sees both."),
        cost=N_("The claim is returned until a photo of the odometer proves the reading."),
        title=N_("Mileage not above a later visit"),
        passes=N_("30,534 km at this visit, 31,200 km at the visit after it."),
        fails=N_("30,534 km at this visit, 29,800 km at the visit after it."),
    ),
    Rule(
        "V21",
        mileage_grows_as_a_car_drives,
        Severity.WARN,
        why=N_("A digit typed too much ends the cover by mileage."),
        cost=N_("The claim is returned, or refused as beyond the mileage."),
        title=N_("Mileage since the last visit"),
        passes=N_("1,500 km in ten days."),
        fails=N_("15,000 km in ten days."),
    ),
    Rule(
        "V22",
        bought_before_it_failed,
        Severity.BLOCK,
        why=N_("The warranty of a bought part runs from the km at which it was fitted."),
        cost=N_("The claim is returned unread."),
        title=N_("Mileage at the purchase of the part"),
        passes=N_("Bought at 20,000 km, failed at 30,534 km."),
        fails=N_("Bought at 40,000 km, failed at 30,534 km."),
    ),
)
