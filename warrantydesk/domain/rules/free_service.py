"""V62, V63: how often and how long a maker gives the free service."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage.answer import Layer
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_FIELD = "codes.service_no"


def services_are_left(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V62 (trade practice): each free service is claimed once, and only those that there are.

    Parameters: ``times`` (1: how often each number may be claimed), ``total`` (how many free
    services there are; else as many as the policies have rows of the layer ``service``).
    """
    claim, number = facts.claim, facts.claim.codes.service_no
    if claim.type is not ClaimType.FREE_SERVICE or number is None:
        return
    total = params.number("total", _total(facts))
    if total and not 1 <= number <= total:
        yield Problem(
            _FIELD,
            N_("There is no free service {n}: the maker gives {total}."),
            {"n": number, "total": total},
        )
        return
    done = [
        other
        for other in facts.past
        if other.type is ClaimType.FREE_SERVICE
        and other.service_no == number
        and not other.refused
        and other.state is not State.NOT_COVERED
    ]
    if len(done) >= params.number("times", 1):
        yield Problem(
            _FIELD,
            N_("Free service {n} of this car was claimed as {other} already."),
            {"n": number, "other": done[-1].claim_number},
        )


def service_is_in_its_window(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V63 (trade practice): within the months and km of the free service.

    Parameters: ``grace_days`` and ``grace_km`` (0), by which the maker lets it be late.
    """
    claim, cover = facts.claim, facts.cover
    if claim.type is not ClaimType.FREE_SERVICE or cover is None:
        return
    for term in cover.answer.layers:
        if term.layer is not Layer.FREE_SERVICE:
            continue
        late = term.days_left is not None and -term.days_left > params.number("grace_days", 0)
        far = term.km_left is not None and -term.km_left > params.number("grace_km", 0)
        if late:
            yield Problem(
                "visit.arrived_at",
                N_("The free service was to be done by {day}."),
                {"day": term.last_day},
            )
        if far:
            yield Problem(
                "visit.mileage_km",
                N_("The free service was to be done by {km} km."),
                {"km": term.last_km},
            )


def _total(facts: ClaimFacts) -> int:
    rows = facts.profile.rows("policies") if facts.profile else []
    return sum(row["layer"] == "service" for row in rows)


_AGREED = N_("The maker gives a free service as often and as long as its policy says.")
SERVICE_RULES = (
    Rule(
        "V62",
        services_are_left,
        Severity.BLOCK,
        why=_AGREED,
        cost=N_("The service is refused, and the customer has left without paying."),
        title=N_("Free service not claimed before"),
        passes=N_("The first free service of the car."),
        fails=N_("The first free service of the car for the second time."),
    ),
    Rule(
        "V63",
        service_is_in_its_window,
        Severity.BLOCK,
        why=_AGREED,
        cost=N_("The service is refused, and the customer has left without paying."),
        title=N_("Free service in its window"),
        passes=N_("Four months and 4,600 km after delivery; the policy gives 6 months, 5,000 km."),
        fails=N_("Seven months after delivery; the policy gives six."),
    ),
)
