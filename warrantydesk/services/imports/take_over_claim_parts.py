"""What one row brings to its claim: the visit, and the part that was replaced."""

import re
from datetime import date

from warrantydesk.domain.claim.lines import PartLine
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.visit import Visit
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_days import instant
from warrantydesk.services.imports.take_over_line import Line

_LISTED = re.compile(r"\s*[、;；]\s*(?![^()（）]*[)）])")
_SHORTEST = 2
"""Signs of a name: 前、后减震器 are no two parts."""
_COUNTED = re.compile(
    r"(?P<name>.*[\u4e00-\u9fff)）])\s*(?:[*×xX＊]\s*(?P<count>[1-9][0-9]?)\s*[个只件套支条根片]?"
    r"|(?P<pieces>[1-9][0-9]?)\s*[个只件套支条根片])"
)
"""A part with how many of it: 火花塞*4, 密封圈2个."""


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
    return tuple(
        PartLine(
            causal=not has_causal and not place,
            causal_line=1 if has_causal or place else None,
            new_part_no=number,
            new_part_name=name,
            old_part_no=number,
            old_supplier_code=line.text(of_claim.SUPPLIER),
            quantity=quantity,
        )
        for place, (number, name, quantity) in enumerate(named_parts(line))
    )


def named_parts(line: Line) -> list[tuple[str, str, int]]:
    """Return number, name and quantity of every part that the cells of a row name."""
    cells = line.text(of_claim.PART_NO), line.text(of_claim.PART_NAME)
    numbers, names = map(_LISTED.split, cells)
    count = max(len(numbers), len(names))
    torn = any(0 < len(one) < _SHORTEST for one in names if count > 1)
    uneven = (len(one) not in (1, count) or (len(one) == 1 and one[0]) for one in (numbers, names))
    if torn or any(uneven):
        numbers, names, count = [cells[0]], [cells[1]], 1
    found = []
    for place in range(count):
        number = numbers[place].strip() if len(numbers) == count else ""
        name = names[place].strip() if len(names) == count else ""
        counted = _COUNTED.fullmatch(name)
        quantity = line.quantity if count == 1 else 1
        if counted:
            told = int(counted["count"] or counted["pieces"])
            name = counted["name"].strip()
            quantity = quantity if line.is_counted and count == 1 else told
        if number or name:
            found.append((number, name, quantity))
    return found
