"""V01–V03, V10, V11: who and what the claim is about."""

import re
from collections.abc import Iterator

from warrantydesk.domain import vin
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.text import digits, is_visible
from warrantydesk.i18n import N_

_MOBILE = re.compile(r"(\+?86[- ]?)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3}[- ]?)?[2-9]\d{6,7}(-\d{1,6})?|[48]00([- ]?\d){7}")


def vin_has_the_shape(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V01 (GB 16735): 17 signs without I, O and Q, not one sign repeated."""
    number = facts.claim.vehicle.vin
    if vin.has_shape(number):
        return
    if not number:
        yield Problem("vehicle.vin", N_("The VIN is missing: scan it or type 17 signs."))
    elif other := vin.suggestion(number):
        yield Problem(
            "vehicle.vin", N_("A VIN has no I, O or Q. Did you mean {other}?"), {"other": other}
        )
    elif len(set(number)) == 1 and len(number) == 17:
        yield Problem("vehicle.vin", N_("This is a placeholder, not a VIN."))
    elif len(number) != 17:
        yield Problem("vehicle.vin", N_("A VIN has 17 signs; these are {n}."), {"n": len(number)})
    else:
        yield Problem("vehicle.vin", N_("A VIN has only A–Z without I, O, Q and the digits 0–9."))


def vin_check_digit(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V02 (GB 16735 Annex A): position 9 of a Chinese or North American VIN."""
    number = facts.claim.vehicle.vin
    if not vin.digit_is_wrong(number):
        return
    values = {"is": number[8], "should": vin.check_digit(number)}
    if facts.vin_confirmed:
        yield Problem(
            "vehicle.vin",
            N_("Check digit {is} instead of {should}, confirmed from a photo of the plate."),
            values,
            Severity.INFO,
        )
    else:
        yield Problem(
            "vehicle.vin",
            N_(
                "Sign 9 is {is} but should be {should}: type the VIN "
                "again, or confirm it from a photo of the plate."
            ),
            values,
        )


def vin_by_hand(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V03 (trade practice): last eight signs typed from the plate against the scan."""
    typed, scanned = facts.claim.vehicle.vin_by_hand, facts.claim.vehicle.vin
    if typed and scanned and typed[-8:] != scanned[-8:]:
        yield Problem(
            "vehicle.vin_by_hand",
            N_("{typed} was typed, {scanned} was scanned."),
            {"typed": typed[-8:], "scanned": scanned[-8:]},
        )


def filled_in(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V10 (trade practice): what no maker accepts a claim without."""
    claim = facts.claim
    number_field = "vehicle.motor_no" if facts.electric else "vehicle.engine_no"
    number = claim.vehicle.motor_no if facts.electric else claim.vehicle.engine_no
    must = [
        ("owner.name", claim.owner.name, N_("The owner's name is missing.")),
        ("owner.phone", claim.owner.phone, N_("The owner's phone number is missing.")),
        ("owner.contact", claim.owner.contact, N_("The contact person is missing.")),
        (
            number_field,
            number,
            N_("The motor number is missing.")
            if facts.electric
            else N_("The engine number is missing."),
        ),
        ("vehicle.produced_on", claim.vehicle.produced_on, N_("The production date is missing.")),
        ("visit.mileage_km", claim.visit.mileage_km, N_("The mileage is missing.")),
        (
            "visit.finished_at",
            claim.visit.finished_at,
            N_("The date the repair finished is missing."),
        ),
    ]
    must += [
        (f"narrative.{name}", getattr(claim.narrative, name), sentence)
        for name, sentence in _NARRATIVE
        if name in facts.required_fields
    ]
    for path, value, sentence in must:
        if value is None or (isinstance(value, str) and not is_visible(value)):
            yield Problem(path, sentence)


_NARRATIVE = (
    ("complaint", N_("The customer's complaint is missing.")),
    ("cause", N_("The cause is missing: what did the inspection find?")),
    ("correction", N_("The correction is missing: what was done?")),
)


def phones_can_be_called(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V11 (trade practice): 11 digits of a mobile, or a landline."""
    owner = facts.claim.owner
    for path, phone in (("owner.phone", owner.phone), ("owner.contact_phone", owner.contact_phone)):
        number = digits(phone)
        if number and not (_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number)):
            yield Problem(path, N_("This is neither a mobile number of 11 digits nor a landline."))


IDENTITY_RULES = (
    Rule(
        "V01",
        vin_has_the_shape,
        Severity.BLOCK,
        why=N_("The maker finds the vehicle by its VIN alone."),
        cost=N_("The whole claim is returned unread."),
    ),
    Rule(
        "V02",
        vin_check_digit,
        Severity.BLOCK,
        why=N_("A wrong check digit is a typing mistake or somebody else's car."),
        cost=N_("The claim is filed for a car that does not exist."),
    ),
    Rule(
        "V03",
        vin_by_hand,
        Severity.INFO,
        why=N_("A scanned licence may belong to another car than the plate in front of you."),
        cost=N_("A claim for the wrong vehicle is charged back later."),
    ),
    Rule(
        "V10",
        filled_in,
        Severity.BLOCK,
        why=N_("Makers require it."),
        cost=N_("Claim returned, days lost."),
    ),
    Rule(
        "V11",
        phones_can_be_called,
        Severity.WARN,
        why=N_("Makers call customers to see whether the repair happened."),
        cost=N_("An unreachable customer turns a spot check into a refusal."),
    ),
)
