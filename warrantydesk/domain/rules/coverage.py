"""V23–V30: what the coverage engine answers, in words; no day and no km is compared here."""

from collections.abc import Iterator

from warrantydesk.domain.claim import ClaimType, PayBy
from warrantydesk.domain.claim_cover import ClaimCover, LineCover
from warrantydesk.domain.coverage import Answer, Layer, LayerAnswer, Verdict
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.authorised import approvals, is_authorised
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_NO_COVER_ASKED = frozenset(
    {
        ClaimType.FREE_SERVICE,
        ClaimType.CAMPAIGN,
        ClaimType.PRE_SALE,
        ClaimType.PDI,
    }
)
"""Types that are paid by another rule than a period: service plan, campaign, stock vehicle."""
_TERMS = frozenset({Layer.MAKER, Layer.EXTENDED, Layer.PART})
_ODOMETER_PHOTO = "VM"


def _asked(facts: ClaimFacts) -> ClaimCover | None:
    """Return the engine's answer where the claim's money depends on it and it could decide."""
    if facts.claim.type in _NO_COVER_ASKED:
        return None
    cover = facts.cover
    return None if cover is None or cover.answer.verdict is Verdict.NEEDS_FACT else cover


def _claimed(facts: ClaimFacts, cover: ClaimCover) -> list[LineCover]:
    """Return the answers for the lines that the maker is to pay, without consumables."""
    lines = facts.claim.part_lines
    return [
        one
        for one in cover.lines
        if one.line <= len(lines)
        and lines[one.line - 1].pay_by is PayBy.CLAIM
        and not lines[one.line - 1].consumable
    ]


def _causal(facts: ClaimFacts, cover: ClaimCover) -> LineCover | None:
    """Return the answer for the causal part, of the only line where none is marked."""
    found = _claimed(facts, cover)
    marked = [one for one in found if facts.claim.part_lines[one.line - 1].causal]
    return next(iter(marked or (found if len(found) == 1 else ())), None)


def _field(line: LineCover) -> str:
    return f"part_lines[{line.line - 1}].new_part_no"


def a_term_is_known(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V23 (Untread13): some term of law or maker speaks of each part."""
    cover = _asked(facts)
    for one in _claimed(facts, cover) if cover else ():
        if not one.has_rule:
            yield Problem(
                _field(one),
                N_("No term is known for {part}: look up with the maker how long it is covered."),
                {"part": one.part_no},
            )


def causal_part_is_in_cover(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V24 (Refuse01): the causal part is within its months and km, or the maker allowed it."""
    cover = _asked(facts)
    causal = _causal(facts, cover) if cover else None
    if cover is None or causal is None or causal.is_wear or is_authorised(facts, causal.part_no):
        return
    if cover.answer.verdict is Verdict.BORDERLINE:
        yield Problem(
            _field(causal),
            N_("It is open whether {part} is still in cover: ask the maker before you file."),
            {"part": causal.part_no},
            Severity.WARN,
        )
    elif cover.answer.verdict is Verdict.NOT_COVERED:
        yield _over(_field(causal), causal.part_no, cover.answer)


def _over(field: str, part: str, answer: Answer) -> Problem:
    """Return how far a part is beyond the cover that lasts longest."""
    ended = [one for one in answer.layers if _is_over(one)]
    terms = [one for one in answer.layers if one.layer in _TERMS]
    if not ended or not all(map(_is_over, terms)):
        return Problem(
            field,
            N_("Neither law nor maker covers {part}: ask for an authorisation, or do not claim."),
            {"part": part},
        )
    longest = max(ended, key=lambda one: (one.days_left or 0, one.km_left or 0))
    if longest.days_left is not None and longest.days_left < 0:
        return Problem(
            field,
            N_("The cover of {part} ended on {day}, {n} days before: ask for an authorisation."),
            {"part": part, "day": longest.last_day, "n": -longest.days_left},
        )
    return Problem(
        field,
        N_("The cover of {part} ended at {km} km, {n} km before: ask for an authorisation."),
        {"part": part, "km": longest.last_km or 0, "n": -(longest.km_left or 0)},
    )


def _is_over(one: LayerAnswer) -> bool:
    return (one.days_left is not None and one.days_left < 0) or (
        one.km_left is not None and one.km_left < 0
    )


def not_every_part_is_beyond(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V25 (Manual01): a claim whose parts are all beyond their terms is looked at by hand."""
    cover = _asked(facts)
    lines = _claimed(facts, cover) if cover else []
    beyond = [one for one in lines if one.answer.verdict is Verdict.NOT_COVERED]
    if lines and len(beyond) == len(lines) and not approvals(facts):
        yield Problem(
            "part_lines",
            N_("Every part is beyond its term: the maker looks at this claim by hand."),
        )


def maintenance_is_in_time(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V26 (trade practice): maintenance known to be overdue is explained before the maker asks."""
    cover = _asked(facts)
    if cover is not None and cover.overdue_service:
        yield Problem(
            "narrative.cause",
            N_("Maintenance is overdue ({what}): write why the fault does not come from it."),
            {"what": cover.overdue_service},
        )


def the_end_is_proved(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V27 (our own): near the end of its cover a claim shows the odometer.

    ``days`` (30) and ``km`` (1000): how near is near.
    """
    cover = _asked(facts)
    has_photo = _ODOMETER_PHOTO in facts.ticked or any(
        one.document_code == _ODOMETER_PHOTO for one in facts.attachments
    )
    if cover is None or has_photo:
        return
    days, km = params.number("days", 30), params.number("km", 1000)
    paying = [one for one in cover.answer.layers if one.verdict is Verdict.COVERED]
    ending = [one for one in paying if _is_near(one, days, km)]
    if ending and len(ending) == len(paying):
        longest = max(ending, key=lambda one: (one.days_left or 0, one.km_left or 0))
        yield Problem(
            "visit.mileage_km",
            N_(
                "Only {days} days and {km} km of the cover are left: attach a photo of the odometer"
                " and the VIN."
            ),
            {"days": _told(longest.days_left), "km": _told(longest.km_left)},
        )


def _told(left: int | None) -> str:
    return "—" if left is None else f"{left:,}"


def _is_near(one: LayerAnswer, days: int, km: int) -> bool:
    return (one.days_left is not None and one.days_left < days) or (
        one.km_left is not None and one.km_left < km
    )


def terms_fit_the_use(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V28 (trade practice): a car in commercial use claims no term for households."""
    cover = _asked(facts)
    if cover is not None and cover.wrong_terms and not approvals(facts):
        yield Problem(
            "vehicle.use",
            N_(
                "The car is in commercial use, and only a term for household cars would cover it:"
                " ask the maker."
            ),
        )


def wear_parts_in_their_term(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V29 (Order 43 Art. 9(6)): a wear part after its own term is the customer's."""
    cover = _asked(facts)
    for one in _claimed(facts, cover) if cover else ():
        beyond = one.answer.verdict is Verdict.NOT_COVERED
        if one.is_wear and beyond and not is_authorised(facts, one.part_no):
            yield Problem(
                _field(one),
                N_("{part} is a wear part, and its own term is over: let the customer pay it."),
                {"part": one.part_no},
            )


def the_rest_is_inherited(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V30 (maker's policy): a part fitted under warranty has the rest of the car's cover."""
    cover = _asked(facts)
    for one in _claimed(facts, cover) if cover else ():
        if one.inherits:
            yield Problem(
                _field(one),
                N_(
                    "{part} was itself fitted under warranty: it has the rest of the car's cover,"
                    " not a term of its own."
                ),
                {"part": one.part_no},
            )


COVERAGE_RULES = (
    Rule(
        "V23",
        a_term_is_known,
        Severity.WARN,
        why=N_("The portal pays only parts whose term stands in its table."),
        cost=N_("The line is returned as “term not defined”."),
        title=N_("A term is known for each part"),
        passes=N_("A water pump that the maker's parts list and policies name."),
        fails=N_("A part number that no term of law or maker speaks of."),
    ),
    Rule(
        "V24",
        causal_part_is_in_cover,
        Severity.BLOCK,
        why=N_("The maker pays within months and km of its terms, and beyond only as agreed."),
        cost=N_("The whole claim is refused."),
        title=N_("The causal part is in cover"),
        passes=N_("A water pump 14 months after delivery at 18,600 km."),
        fails=N_("The same pump 62 months after delivery without an authorisation."),
    ),
    Rule(
        "V25",
        not_every_part_is_beyond,
        Severity.WARN,
        why=N_("A person at the maker decides a claim of which no part is in cover."),
        cost=N_("It waits for weeks and often comes back."),
        title=N_("Not every part is beyond its term"),
        passes=N_("Two parts of which one is still covered."),
        fails=N_("Two parts, both beyond their months."),
    ),
    Rule(
        "V26",
        maintenance_is_in_time,
        Severity.WARN,
        why=N_("Overdue maintenance that caused the damage frees the maker (Art. 32)."),
        cost=N_("The maker asks back, or refuses for lack of maintenance."),
        title=N_("Maintenance was in time"),
        passes=N_("All services done, the largest overrun 300 km."),
        fails=N_("The inspection finds the service 4,000 km overdue."),
    ),
    Rule(
        "V27",
        the_end_is_proved,
        Severity.WARN,
        why=N_("Near the end of the cover the maker doubts every reading."),
        cost=N_("Without proof the claim is treated as beyond its term."),
        title=N_("Near the end of cover the odometer is shown"),
        passes=N_("700 km before the end, with a photo of the odometer."),
        fails=N_("700 km before the end, without a photo."),
    ),
    Rule(
        "V28",
        terms_fit_the_use,
        Severity.BLOCK,
        why=N_("Terms for households do not hold for taxis, hire cars and ride hailing."),
        cost=N_("Refused, and debited later if it was paid."),
        title=N_("The term fits the use of the car"),
        passes=N_("A taxi within the maker's cover for commercial cars."),
        fails=N_("A taxi that only the household term would cover."),
    ),
    Rule(
        "V29",
        wear_parts_in_their_term,
        Severity.BLOCK,
        why=N_("Wear parts have terms of their own on the certificate."),
        cost=N_("The line is struck."),
        title=N_("Wear parts are within their own term"),
        passes=N_("Brake pads after 3 months and 2,000 km."),
        fails=N_("Brake pads after 14 months."),
    ),
    Rule(
        "V30",
        the_rest_is_inherited,
        Severity.WARN,
        why=N_("A part from a warranty repair has no new full term at most makers."),
        cost=N_("A claim that counts from the fitting is refused."),
        title=N_("A part fitted under warranty inherits the rest"),
        passes=N_("The first water pump of the car."),
        fails=N_("A water pump that was replaced under warranty last year."),
    ),
)
