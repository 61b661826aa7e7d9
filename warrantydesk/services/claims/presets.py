"""What a claim's type and its parts settle by themselves: the lines of a service, who pays."""

from dataclasses import replace
from typing import Any

from warrantydesk.domain.claim.claim import Claim, ClaimType
from warrantydesk.domain.claim.lines import LabourLine, PartLine
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.profile import BrandProfile, PartEntry
from warrantydesk.i18n import N_
from warrantydesk.services.claims.filling import with_table_values


def with_preset(claim: Claim, profile: BrandProfile) -> Claim:
    """Return a claim with the lines that its type always has, where it has none yet.

    The brand's row of the type names operation and fault code (a first service, a pre-delivery
    inspection); the operation's own row names the parts that are used up with it.
    """
    entry, model = profile.types.get(claim.type), claim.vehicle.model_code
    if entry is None or not entry.labour or claim.labour_lines or claim.part_lines:
        return claim
    model_class = profile.model_class(model)
    known = (profile.labour[code] for code in entry.labour if code in profile.labour)
    operation = next((one for one in known if one.hours.get(model_class)), None)
    if operation is None:
        return claim
    parts = [
        part
        for number in operation.related_parts
        if (part := profile.parts.get(number)) is not None and model in part.models
    ]
    lines: dict[str, Any] = {
        "labour_lines": [{"code": operation.code, "main": True}],
        "part_lines": [_used_up(part) for part in parts],
    }
    filled = with_table_values(lines, profile, model)
    codes = claim.codes
    is_service = claim.type is ClaimType.FREE_SERVICE and codes.service_no is None
    return replace(
        claim,
        labour_lines=from_json(tuple[LabourLine, ...], filled["labour_lines"], "labour_lines"),
        part_lines=from_json(tuple[PartLine, ...], filled["part_lines"], "part_lines"),
        codes=replace(
            codes,
            fault_code=codes.fault_code or entry.fault_code,
            service_no=1 if is_service else codes.service_no,
        ),
    )


def _used_up(part: PartEntry) -> dict[str, Any]:
    """Return the line of a service part: it is used up, nothing of it comes to the shelf."""
    suppliers = part.supplier_codes
    return {
        "new_part_no": part.part_no,
        "quantity": part.usage_per_vehicle,
        "old_supplier_code": suppliers[0] if len(suppliers) == 1 else "",
        "consumable": True,
        "return_required": False,
    }


def payer_of(claim: Claim, profile: BrandProfile) -> str:
    """Return the supplier who pays for the causal part himself; empty where the maker pays.

    The supplier written on the removed part counts, else the only one the part has.
    """
    paying = profile.paying_suppliers()
    causal = next((line for line in claim.part_lines if line.causal), None)
    if causal is None or not paying:
        return ""
    if causal.old_supplier_code:
        return causal.old_supplier_code if causal.old_supplier_code in paying else ""
    entry = profile.parts.get(causal.new_part_no)
    suppliers = entry.supplier_codes if entry else ()
    return suppliers[0] if len(suppliers) == 1 and suppliers[0] in paying else ""


def with_payer(old: Claim, new: Claim, profile: BrandProfile, *, by_hand: bool) -> Claim:
    """Return an edited claim whose payer follows its causal part until a person set another.

    Raises Refused(INVALID) for a payer who is no paying supplier of the brand.
    """
    if by_hand:
        if new.payer and new.payer not in profile.paying_suppliers():
            raise refused(
                INVALID,
                N_("{code} pays no claims: leave the payer empty for the maker."),
                "payer",
                code=new.payer[:40],
            )
        return new
    if old.payer != payer_of(old, profile):
        return new
    return replace(new, payer=payer_of(new, profile))
