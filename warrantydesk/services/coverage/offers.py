"""What the card offers and remarks, and a person decides: same problem, serious fault."""

from collections.abc import Iterator

from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.coverage import Remark
from warrantydesk.domain.profile import PartEntry
from warrantydesk.i18n import N_
from warrantydesk.services.coverage.context import CoverageContext
from warrantydesk.services.coverage.facts import Gathered
from warrantydesk.services.coverage.history import NO_FAULT, PastRepair, base_of

SAFETY_GROUPS = frozenset(
    {"steering", "brake", "restraint", "traction_battery", "drive_motor", "power_electronics"}
)
"""Part groups and fault systems in which a fault may endanger people (Order 43 Art. 40): steering,
brake, air bags and belts, high voltage. The flag is offered there, never set by itself."""
FUEL_PREFIXES = ("1101", "1104", "1106", "1112", "1117")
"""Numbers of fuel tank, pipes, pump, injection and filter (QC/T 265, group 11): danger of fire.
The makers file them under the engine, whose other parts are no such danger."""


def offers_serious(context: CoverageContext, claim: Claim, seen: Gathered) -> bool:
    """Tell whether to offer the flag of a serious safety fault."""
    if context.flag is not None or claim.type in NO_FAULT:
        return False
    fault = seen.book.maker.profile.faults.get(claim.codes.fault_code, {})
    return fault.get("system") in SAFETY_GROUPS or is_safety_part(seen.part)


def is_safety_part(part: PartEntry | None) -> bool:
    """Tell whether the failure of a part may endanger people."""
    return part is not None and (
        part.part_group in SAFETY_GROUPS or part.part_no.startswith(FUEL_PREFIXES)
    )


def same_problem_as(
    context: CoverageContext, claim: Claim, seen: Gathered, one: PastRepair
) -> bool:
    """Suggest that a former repair was of the same problem: same causal part, or same fault code.

    What is linked to the claim's problem already is not suggested again.
    """
    if context.link is not None and one.link is not None:
        return False
    part = base_of(seen.part_no)
    same_part = bool(part) and part in {base_of(p.part_no) for p in one.parts if p.is_causal}
    same_code = bool(claim.codes.fault_code) and one.fault_code == claim.codes.fault_code
    return same_part or same_code


def remarks_of(
    context: CoverageContext, claim: Claim, seen: Gathered
) -> tuple[tuple[Remark, ...], tuple[str, ...]]:
    """Return what is remarked beside the engine's warnings, and further missing claim fields."""
    fields: tuple[str, ...] = ()
    if claim.type is ClaimType.SPARE_PART and claim.codes.purchased_on is None:
        fields = ("codes.purchased_on",)
    return tuple(_remarks(context, claim, seen)), fields


def _remarks(context: CoverageContext, claim: Claim, seen: Gathered) -> Iterator[Remark]:
    if seen.part_no and seen.part is None:
        yield Remark(
            "unknown_part",
            N_("Part {part} is not in the maker's list: its cover is judged as the car's."),
            {"part": seen.part_no},
        )
    told = context.coverage
    if told and told.goodwill_percent and not told.goodwill_no:
        yield Remark(
            "goodwill_no", N_("The goodwill has no authorisation number of the maker yet.")
        )
    yield from _services_before(context, claim)


def _services_before(context: CoverageContext, claim: Claim) -> Iterator[Remark]:
    """Say that a free service was given before: each is given once."""
    if claim.type is not ClaimType.FREE_SERVICE:
        return
    number = claim.codes.service_no or 1
    for one in context.repairs:
        if one.type is ClaimType.FREE_SERVICE and (one.service_no or 1) == number:
            yield Remark(
                "service_before",
                N_("Free service {number} was given on {day} already, with claim {claim}."),
                {"number": number, "day": context.day(one.arrived_at), "claim": one.title},
            )
