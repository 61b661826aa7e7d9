"""V01–V03, V08, V11: who and what the claim is about."""

import re
from collections.abc import Iterator

from warrantydesk.domain import vin
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.text import digits
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


def dealer_is_known(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V08 (trade practice): our dealer code is there and has the maker's form.

    Parameters: ``required`` (yes: a missing code blocks; else it is only told), ``pattern`` (a
    regular expression of the whole code).
    """
    number = facts.dealer_code.strip()
    if not number:
        weight = None if params.switch("required", False) else Severity.INFO
        yield Problem(
            "dealer_code",
            N_("The dealer code is missing: write it down under Tools, Dealer."),
            {},
            weight,
        )
    elif not _fits(params.given.get("pattern", ""), number):
        yield Problem(
            "dealer_code",
            N_("The dealer code {number} does not have the form that the maker wants."),
            {"number": number},
        )


def _fits(pattern: str, number: str) -> bool:
    try:
        return not pattern or re.fullmatch(pattern, number) is not None
    except re.error:
        return True  # a spoilt pattern judges nobody


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
        title=N_("Shape of the VIN"),
        passes=N_("LX0DL31C8RB018252: 17 signs, no I, O or Q."),
        fails=N_("LX0DL31C8RB01825: 16 signs."),
    ),
    Rule(
        "V02",
        vin_check_digit,
        Severity.BLOCK,
        why=N_("A wrong check digit is a typing mistake or somebody else's car."),
        cost=N_("The claim is filed for a car that does not exist."),
        title=N_("Check digit of the VIN"),
        passes=N_("LX0DL31C8RB018252: sign 9 is the 8 that the other signs ask for."),
        fails=N_("LX0DL31C7RB018252: sign 9 should be 8, and no photo of the plate confirms it."),
    ),
    Rule(
        "V03",
        vin_by_hand,
        Severity.INFO,
        why=N_("A scanned licence may belong to another car than the plate in front of you."),
        cost=N_("A claim for the wrong vehicle is charged back later."),
        title=N_("VIN typed and scanned"),
        passes=N_("RB018252 typed from the plate, LX0DL31C8RB018252 scanned."),
        fails=N_("RB018253 typed from the plate, LX0DL31C8RB018252 scanned."),
    ),
    Rule(
        "V08",
        dealer_is_known,
        Severity.BLOCK,
        why=N_("The maker pays the workshop whose code stands on the claim."),
        cost=N_("The portal does not take the claim, or another workshop is paid."),
        title=N_("Our dealer code"),
        passes=N_("The desk has its dealer code QC0126, as the maker wants it."),
        fails=N_("The maker wants a dealer code, and the desk has none."),
    ),
    Rule(
        "V11",
        phones_can_be_called,
        Severity.WARN,
        why=N_("Makers call customers to see whether the repair happened."),
        cost=N_("An unreachable customer turns a spot check into a refusal."),
        title=N_("Phone numbers that can be called"),
        passes=N_("154 0000 0042, or 010-65001234."),
        fails=N_("1540000004: a mobile number with 10 digits."),
    ),
)
