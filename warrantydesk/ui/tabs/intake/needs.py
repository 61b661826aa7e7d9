"""Which fields a claim shows and which it cannot do without: both hang on its other facts."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.form import ClaimForm

_OF_TYPE = {
    "codes.campaign_no": ClaimType.CAMPAIGN,
    "codes.service_no": ClaimType.FREE_SERVICE,
    "codes.purchase_station": ClaimType.SPARE_PART,
    "codes.purchase_no": ClaimType.SPARE_PART,
    "codes.purchased_on": ClaimType.SPARE_PART,
    "codes.purchase_km": ClaimType.SPARE_PART,
}
_STORY = ("complaint", "cause", "correction")


def show_needs(form: "ClaimForm", facts: ClaimFacts) -> None:
    """Show the fields of the claim's type, and the star where an empty field blocks (V10)."""
    for path, kind in _OF_TYPE.items():
        form.cell(path).setVisible(facts.claim.type is kind)
    form.cell("vehicle.engine_no").set_required(not facts.electric)
    form.cell("vehicle.motor_no").set_required(facts.electric)
    for name in _STORY:
        form.cell(f"narrative.{name}").set_required(name in facts.required_fields)
    section = form.section_of("narrative.complaint")
    if section is not None:
        section.header.mark_required("complaint" in facts.required_fields)
