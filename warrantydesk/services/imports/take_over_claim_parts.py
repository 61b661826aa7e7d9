"""What one row brings to its claim: the visit, and the part that was replaced."""

from datetime import date

from warrantydesk.domain.claim.lines import PartLine
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.visit import Visit
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_words import instant


def visit_of(line: Line, day: date, state: State) -> Visit:
    """Return the visit that a row tells of; a repair whose end it does not name took no day."""
    repaired = line.day(of_claim.FINISHED_ON)
    if repaired is None and (state in FILED or state is State.TO_SUBMIT):
        repaired = day  # the day of filing would make all the days until then days of repair
    begun = state not in (State.DRAFT, State.APPRAISING)
    return Visit(
        repair_order=line.text(of_claim.REPAIR_ORDER),
        arrived_at=instant(day),
        started_at=instant(day) if begun else None,
        finished_at=instant(repaired) if repaired and begun else None,
        mileage_km=line.mileage_km,
        complaint=line.text(of_claim.COMPLAINT),
        advisor=line.text(of_claim.ADVISOR),
        technician=line.text(of_claim.TECHNICIAN),
    )


def parts_of(line: Line, has_causal: bool) -> tuple[PartLine, ...]:
    """Return the part of a row; its price stands in the amounts of the claim, as in the sheet."""
    number, name = line.text(of_claim.PART_NO), line.text(of_claim.PART_NAME)
    if not number and not name:
        return ()
    part = PartLine(
        causal=not has_causal,
        causal_line=1 if has_causal else None,
        new_part_no=number,
        new_part_name=name,
        old_part_no=number,
        old_supplier_code=line.text(of_claim.SUPPLIER),
        quantity=line.quantity,
    )
    return (part,)
