"""The desk behind the try-it box: facts decided by chosen versions, and facts of a claim."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.codec import MismatchError, to_json
from warrantydesk.domain.coverage.answer import Answer
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.vehicle import Use
from warrantydesk.i18n import local
from warrantydesk.ui.tabs.policies.trial_facts import Facts
from warrantydesk.ui.tabs.policies.try_card import Trial


def trial_of(desk: Any) -> Trial:
    """Return how the desk decides what is tried; Refused(INVALID) names a fact it cannot take."""

    def decide(facts: Facts, versions: Mapping[str, Mapping[str, int]]) -> Answer:
        try:
            answer: Answer = desk.coverage.try_it(to_json(dict(facts)), on_versions=versions)
        except MismatchError as error:
            raise refused(INVALID, error.message, error.path, **error.values) from error
        return answer

    return decide


def facts_of(claim: Claim) -> dict[str, Any]:
    """Return what a claim says for the box: its car, its visit, the part that caused it."""
    vehicle, visit = claim.vehicle, claim.visit
    causal = next((line for line in claim.part_lines if line.causal), None)
    line = causal or next(iter(claim.part_lines), None)
    arrived = local(visit.arrived_at).date() if visit.arrived_at else claim.opened_on
    told = {
        "part_no": (line.old_part_no or line.new_part_no) if line is not None else "",
        "brand": claim.brand,
        "model_code": vehicle.model_code,
        "delivered_on": vehicle.delivered_on or vehicle.invoiced_on,
        "invoiced_on": vehicle.invoiced_on,
        "visit_on": arrived,
        "mileage_km": visit.mileage_km,
    }
    facts: dict[str, Any] = {name: value for name, value in told.items() if value not in (None, "")}
    return {**facts, "household_use": vehicle.use is Use.HOUSEHOLD}
