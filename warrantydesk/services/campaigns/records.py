"""What a completion record must say before it is written."""

from dataclasses import replace

from warrantydesk.domain.campaign import (
    CampaignCase,
    CampaignKind,
    CampaignState,
    CampaignVehicle,
)
from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.errors import INVALID
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import is_visible
from warrantydesk.domain.vehicle import is_reading
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by

_FROM_CLAIM = (
    "done_on",
    "mileage_km",
    "labour_code",
    "technician",
    "old_serials",
    "software_before",
    "software_after",
    "signed_by",
)
_LONGEST = 500


def filled(given: CampaignVehicle, offered: CampaignVehicle) -> CampaignVehicle:
    """Return a record with what was not given taken from its claim."""
    return replace(
        given,
        **{
            name: getattr(offered, name)
            for name in _FROM_CLAIM
            if getattr(given, name) in (None, "")
        },
    )


def judged(bench: Bench, case: CampaignCase, given: CampaignVehicle) -> CampaignVehicle:
    """Return the record ready to be written; Refused(INVALID) with every problem at its field."""
    if given.state is CampaignState.DONE:
        given = replace(
            given,
            done_on=given.done_on or bench.today,
            labour_code=given.labour_code or case.campaign.labour_code,
        )
    problems = [*_days(bench, case, given), *_told(case, given), *_possible(given)]
    if problems:
        raise refused_by(INVALID, problems)
    return given


def _days(bench: Bench, case: CampaignCase, given: CampaignVehicle) -> list[Problem]:
    day, begins = given.done_on, case.campaign.valid_from
    if day is None:
        return []
    if day > bench.today:
        return [Problem("done_on", N_("The day {day} lies in the future."), {"day": day})]
    if day < EARLIEST or (begins is not None and day < begins):
        return [
            Problem(
                "done_on",
                N_("The day {day} lies before the campaign began ({begins})."),
                {"day": day, "begins": begins or EARLIEST},
            )
        ]
    return []


def _told(case: CampaignCase, given: CampaignVehicle) -> list[Problem]:
    """Return what the state asks for and is missing."""
    if given.state is CampaignState.REFUSED:
        missing = [("reason", given.reason, N_("Say why the customer refuses."))]
    elif given.state is CampaignState.DONE_ELSEWHERE:
        missing = [("reason", given.reason, N_("Say what proves that it was done elsewhere."))]
    elif case.campaign.kind is CampaignKind.OTA:
        missing = []  # over the air: nobody read the odometer
    else:
        km = "" if given.mileage_km is None else "km"
        missing = [
            ("mileage_km", km, N_("The mileage is missing.")),
            ("technician", given.technician, N_("The technician is missing.")),
        ]
    return [Problem(field, words) for field, text, words in missing if not is_visible(text)]


def _possible(given: CampaignVehicle) -> list[Problem]:
    problems = []
    if given.mileage_km is not None and not is_reading(given.mileage_km):
        problems.append(
            Problem(
                "mileage_km",
                N_("{km} km is not an odometer reading."),
                {"km": given.mileage_km},
            )
        )
    for name in (*_FROM_CLAIM[2:], "new_serials", "reason"):
        problems += _too_long(name, getattr(given, name))
    return problems


def _too_long(name: str, text: str) -> list[Problem]:
    if len(text) <= _LONGEST:
        return []
    return [Problem(name, N_("At most {n} signs fit here."), {"n": _LONGEST})]


def must_be_short(name: str, text: str) -> None:
    """Refuse with INVALID a text that is longer than a record keeps."""
    if problems := _too_long(name, text):
        raise refused_by(INVALID, problems)
