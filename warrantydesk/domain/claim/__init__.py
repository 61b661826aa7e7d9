"""The claim: its parts, its types, its states and its totals."""

from warrantydesk.domain.claim.claim import (
    Claim,
    ClaimOwner,
    ClaimType,
    ClaimVehicle,
    Codes,
    Narrative,
    Outward,
    Submission,
)
from warrantydesk.domain.claim.lines import AddOn, LabourLine, OtherLine, PartLine, PayBy, Treatment
from warrantydesk.domain.claim.states import Action, State

__all__ = [
    "Action",
    "AddOn",
    "Claim",
    "ClaimOwner",
    "ClaimType",
    "ClaimVehicle",
    "Codes",
    "LabourLine",
    "Narrative",
    "OtherLine",
    "Outward",
    "PartLine",
    "PayBy",
    "State",
    "Submission",
    "Treatment",
]
