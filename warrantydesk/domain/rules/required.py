"""V10: what no maker accepts a claim without, and what its type asks for besides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.claim import Claim, ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.file_match import STOCK_TYPES
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.text import is_visible
from warrantydesk.i18n import N_


@dataclass(frozen=True)
class Asked:
    """One thing that is asked for: where it stands, what to say, how it is read.

    ``read`` is left out where the value stands at the path itself; ``elsewhere`` names the types
    for which another check asks for it.
    """

    path: str
    sentence: str
    read: Callable[[Claim], object] | None = None
    elsewhere: frozenset[ClaimType] = frozenset()

    def is_missing(self, claim: Claim) -> bool:
        """Tell whether there is nothing, or nothing that can be seen."""
        value = self.read(claim) if self.read else _at(claim, self.path)
        if isinstance(value, str):
            return not is_visible(value)
        return value is None or value is False


def _at(claim: Claim, path: str) -> object:
    value: Any = claim
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _has_lines(claim: Claim) -> bool:
    return bool(claim.part_lines or claim.labour_lines or claim.other_lines)


def _has_part(claim: Claim) -> bool:
    return any(line.new_part_no for line in claim.part_lines)


def _has_causal(claim: Claim) -> bool:
    return any(line.causal for line in claim.part_lines)


def _has_freight(claim: Claim) -> bool:
    return any(line.amount_fen for line in claim.other_lines)


_OWNER = (
    Asked("owner.name", N_("The owner's name is missing.")),
    Asked("owner.phone", N_("The owner's phone number is missing.")),
    Asked("owner.contact", N_("The contact person is missing.")),
)
_ENGINE = Asked("vehicle.engine_no", N_("The engine number is missing."))
_MOTOR = Asked("vehicle.motor_no", N_("The motor number is missing."))
_ALWAYS = (
    Asked("vehicle.produced_on", N_("The production date is missing.")),
    Asked("visit.mileage_km", N_("The mileage is missing.")),
    Asked("visit.finished_at", N_("The date the repair finished is missing.")),
)
BY_TYPE: Mapping[str, Asked] = {
    "complaint": Asked("narrative.complaint", N_("The customer's complaint is missing.")),
    "cause": Asked("narrative.cause", N_("The cause is missing: what did the inspection find?")),
    "correction": Asked("narrative.correction", N_("The correction is missing: what was done?")),
    "fault_code": Asked("codes.fault_code", N_("The fault code is missing.")),
    "causal_part": Asked(
        "part_lines",
        N_("No part line is marked as the causal part."),
        _has_causal,
        frozenset({ClaimType.REPAIR, ClaimType.PART_REPLACEMENT}),  # V31
    ),
    "service_no": Asked(
        "codes.service_no", N_("Say which free service this is: the number is missing.")
    ),
    "original_claim_no": Asked(
        "codes.original_claim_no", N_("Name the filed claim that this one adds to.")
    ),
    "reason": Asked("codes.reason", N_("The reason is missing: why is it claimed like this?")),
    "lines": Asked(
        "part_lines",
        N_("There is nothing to claim: fill in a part, labour or cost line."),
        _has_lines,
    ),
    "part_no": Asked("part_lines", N_("No line names the urgent part."), _has_part),
    "order_no": Asked("codes.order_no", N_("The order number of the part is missing.")),
    "freight": Asked(
        "other_lines",
        N_("The freight is missing: fill in a cost line with its amount."),
        _has_freight,
    ),
    "campaign_no": Asked(
        "codes.campaign_no",
        N_("The campaign number is missing."),
        elsewhere=frozenset({ClaimType.CAMPAIGN}),  # V65
    ),
    "stock_no": Asked("codes.stock_no", N_("The stock number of the car is missing.")),
    "found_on": Asked("codes.found_on", N_("The day on which the defect was found is missing.")),
    "authorisation_no": Asked(
        "codes.authorisation_no", N_("The number of the maker's authorisation is missing.")
    ),
    "share_percent": Asked(
        "codes.share_percent", N_("The maker's share is missing: how many percent does it pay?")
    ),
    "departure": Asked("outward.departed_at", N_("The departure of the service car is missing.")),
    "return": Asked("outward.returned_at", N_("The return of the service car is missing.")),
    "plate": Asked("outward.plate", N_("The plate of the service car is missing.")),
    "people": Asked("outward.people", N_("Who drove out is missing.")),
    "km": Asked("outward.km", N_("The kilometres of the drive are missing, both ways together.")),
    "subject": Asked("codes.subject", N_("What the maker ordered is missing.")),
    "pdi_no": Asked("codes.pdi_no", N_("The number of the PDI sheet is missing.")),
    "pdi_station": Asked(
        "codes.pdi_station", N_("The workshop that did the inspection before delivery is missing.")
    ),
    "loaner": Asked(
        "codes.loaner", N_("How the customer gets about meanwhile is missing: loan car or money?")
    ),
    "purchase_station": Asked(
        "codes.purchase_station", N_("The workshop that sold the part is missing.")
    ),
    "purchase_no": Asked("codes.purchase_no", N_("The number of the part's invoice is missing.")),
    "purchased_on": Asked("codes.purchased_on", N_("The day the part was bought is missing.")),
    "purchase_km": Asked("codes.purchase_km", N_("The mileage at the part's fitting is missing.")),
}
"""What ``required_fields`` of a claim type may name. ``vin``, ``labour`` and
``old_supplier_code`` have checks of their own (V01, V33, V39); ``mileage_km`` and
``repaired_on`` are asked of every claim."""


def filled_in(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V10 (trade practice): what no maker accepts a claim without, and what its type asks for.

    A stock car has no owner yet; a battery-electric car has a drive motor for an engine.
    """
    claim = facts.claim
    must = [*(() if claim.type in STOCK_TYPES else _OWNER)]
    must += [_MOTOR if facts.electric else _ENGINE, *_ALWAYS]
    must += [BY_TYPE[name] for name in facts.required_fields if name in BY_TYPE]
    for asked in must:
        if claim.type not in asked.elsewhere and asked.is_missing(claim):
            yield Problem(asked.path, asked.sentence)


REQUIRED_RULES = (
    Rule(
        "V10",
        filled_in,
        Severity.BLOCK,
        why=N_("Makers require it."),
        cost=N_("Claim returned, days lost."),
        title=N_("All that the claim type asks for"),
        passes=N_("Owner, engine number, dates, mileage and the fields of the type are there."),
        fails=N_("The owner's phone number is empty, or a field of the claim type is."),
    ),
)
