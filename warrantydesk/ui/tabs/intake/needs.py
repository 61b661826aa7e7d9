"""Which fields a claim shows and which it cannot do without: both hang on its other facts."""

from typing import TYPE_CHECKING

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.ui.tabs.intake.type_fields import show_type_fields

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.form import ClaimForm

_STORY = ("complaint", "cause", "correction")


def show_needs(form: "ClaimForm", facts: ClaimFacts) -> None:
    """Show the fields of the claim's type, and the star where an empty field blocks (V10)."""
    show_type_fields(form, facts)
    form.cell("vehicle.engine_no").set_required(not facts.electric)
    form.cell("vehicle.motor_no").set_required(facts.electric)
    for name in _STORY:
        form.cell(f"narrative.{name}").set_required(name in facts.required_fields)
    section = form.section_of("narrative.complaint")
    if section is not None:
        section.header.mark_required("complaint" in facts.required_fields)
