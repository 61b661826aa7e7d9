"""What the engine is told about a claim: gathered from its context, without the database."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.coverage import (
    CoverageFacts,
    Event,
    Goodwill,
    Ground,
    Group,
    Owner,
    Term,
    VehicleKind,
)
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.money import half_up
from warrantydesk.domain.profile import PartEntry
from warrantydesk.domain.repair_history import ClaimCoverage
from warrantydesk.domain.vehicle import Use
from warrantydesk.services.coverage.context import Book, CoverageContext
from warrantydesk.services.coverage.counted import (
    counted_repairs,
    replacements_of,
    this_visit,
    times_of,
    worst_problem,
)
from warrantydesk.services.coverage.covers import (
    MakerCover,
    extended_cover,
    free_service,
    maker_cover,
    part_cover,
    soh_limit,
)
from warrantydesk.services.coverage.history import NO_FAULT, PastRepair, base_of

CLAIM_FIELDS = {
    "invoiced_on": "vehicle.invoiced_on",
    "visit_on": "visit.arrived_at",
    "mileage_km": "visit.mileage_km",
    "price_fen": "terms.price_fen",
}
"""Where a missing fact is filled in: a field of the claim, or of the vehicle's terms."""
_OWN_FAULT = frozenset({CauseClass.QUALITY, CauseClass.ASSEMBLY})
_EXEMPTION_REASON = re.compile(r"(?:.*\W)?X([1-5])")
"""Reason codes of a profile that are the five exemptions of Order 43 Art. 32, as ``C-X3``."""
_EMPTY = ClaimCoverage(0)


@dataclass(frozen=True)
class Gathered:
    """The facts of a claim, with what they were made of."""

    facts: CoverageFacts
    book: Book
    part: PartEntry | None
    part_no: str
    maker: MakerCover
    counted: tuple[PastRepair, ...]
    """Former repairs that count towards Article 24."""
    same_problem: str = ""
    """Title of the problem that was repaired most often."""


def gathered(context: CoverageContext, claim: Claim) -> Gathered:
    """Return what the engine is told about a claim as it is edited; whole or not."""
    on = context.visit_on(claim)
    book = context.book(on, claim.brand)
    part_no = causal_part(claim)
    part = book.maker.part(part_no)
    facts = _of_fault(context, claim, _of_car(context, claim, book, on), part)
    counted = counted_repairs(context, claim, facts, book)
    worst, count = worst_problem(context, claim, counted, book)
    facts = replace(
        facts,
        serious_safety_fault=context.flag is not None,
        serious_repairs_done=len({one.visit_key for one in counted if one.serious}),
        replacements=replacements_of(counted),
        visits=times_of(counted),
        this_visit=this_visit(context, claim),
        same_problem_repairs=count,
        wear_cover=wear_term(book, part),
        extended_cover=extended_cover(context.terms),
        part_cover=part_cover(context, claim, book, part_no),
        free_service=free_service(claim, book),
        open_campaign=bool(own_campaigns(context, claim, part_no, on)),
    )
    chosen = context.coverage.cover_code if context.coverage else ""
    maker = maker_cover(facts, book, part, claim.vehicle.model_code, chosen)
    facts = replace(facts, maker_cover=maker.row.cover if maker.row else None)
    if part is not None and part.part_group == Group.TRACTION_BATTERY:
        limit = soh_limit(facts, book, maker.row)
        facts = replace(facts, soh_percent=context.soh_percent, soh_limit_percent=limit)
    return Gathered(facts, book, part, part_no, maker, counted, worst)


def causal_part(claim: Claim) -> str:
    """Return the number of the part that failed, of the only line where none is marked."""
    lines = [line for line in claim.part_lines if line.causal]
    lines = lines or list(claim.part_lines[:1] if len(claim.part_lines) == 1 else ())
    return next((line.new_part_no or line.old_part_no for line in lines), "")


def _of_car(context: CoverageContext, claim: Claim, book: Book, on: date) -> CoverageFacts:
    """Return the facts of the car: its sale as the claim states it, else as the file does."""
    car, file, terms = claim.vehicle, context.vehicle, context.terms
    kind = terms.kind if terms else book.maker.kind(car.model_code)
    return CoverageFacts(
        invoiced_on=car.invoiced_on or (file.invoiced_on if file else None),
        delivered_on=car.delivered_on or (file.delivered_on if file else None),
        visit_on=on,
        mileage_km=context.total_km(claim),
        household_use=car.use is Use.HOUSEHOLD,
        vehicle_kind=VehicleKind(kind) if kind in set(VehicleKind) else VehicleKind.OTHER,
        owner=_owner(context, on),
        vehicle_replaced_on=terms.replaced_on if terms else None,
        price_fen=_price(context, book),
        n_permille=terms.n_permille if terms else None,
        demanded_on=min((one.demanded_on for one in context.demands if one.is_open), default=None),
    )


def _owner(context: CoverageContext, on: date) -> Owner:
    owners = {own.customer_id for own in context.owners if own.from_on <= on}
    return Owner.LATER if len(owners) > 1 else Owner.FIRST


def _price(context: CoverageContext, book: Book) -> int | None:
    """Return the price on which the compensation is reckoned (open point ``price_base``)."""
    price = context.terms.price_fen if context.terms else None
    if price is None or book.law.points.price_base != "invoice_net":
        return price
    return half_up(Decimal(price) * 100 / (100 + book.maker.profile.rates.tax))


def _of_fault(
    context: CoverageContext, claim: Claim, facts: CoverageFacts, part: PartEntry | None
) -> CoverageFacts:
    """Return the facts with what inspection and clerk say of the fault."""
    told = context.coverage or _EMPTY
    exemption, is_shown = _exemption(context, claim, told)
    percent = told.goodwill_percent
    return replace(
        facts,
        quality_problem=_is_quality(context, claim, told),
        main_part_of=main_group(part),
        must_replace=Group(told.must_replace) if told.must_replace in set(Group) else None,
        event=Event(told.event) if told.event in set(Event) else None,
        still_faulty=told.still_faulty,
        exemption=exemption,
        exemption_cause_shown=is_shown,
        refusal_reason=Ground(told.refusal_reason) if told.refusal_reason in set(Ground) else None,
        goodwill=None if percent is None else Goodwill(Decimal(percent)),
    )


def main_group(part: PartEntry | None) -> Group | None:
    """Return the group of which a part is the assembly or a main part."""
    if part is None:
        return None
    code = part.assembly_of or (part.part_group if part.main_part else "")
    return Group(code) if code in set(Group) else None


def _is_quality(context: CoverageContext, claim: Claim, told: ClaimCoverage) -> bool:
    """Tell whether it is a quality problem: the clerk's word, else the signed inspection's."""
    if told.quality_problem is not None:
        return told.quality_problem
    if claim.type in NO_FAULT:
        return False
    seen = context.inspection
    if seen is None or seen.cause_class is None or seen.cause_class in _OWN_FAULT:
        return True
    return not (context.is_signed and seen.conclusion is Conclusion.NOT_COVERED)


def _exemption(
    context: CoverageContext, claim: Claim, told: ClaimCoverage
) -> tuple[Ground | None, bool]:
    """Return the exemption and whether its cause is shown, from the clerk or the refusal."""
    if told.exemption in set(Ground):
        return Ground(told.exemption), told.exemption_cause_shown
    seen = context.inspection
    refused = seen is not None and context.is_signed and seen.conclusion is Conclusion.NOT_COVERED
    named = _EXEMPTION_REASON.fullmatch(claim.codes.ground)
    if named is None:
        return None, True
    ground = next(one for one in Ground if one.startswith(f"X{named[1]}_"))
    return ground, told.exemption_cause_shown or refused


def wear_term(book: Book, part: PartEntry | None) -> Term | None:
    """Return the term of a wear part, None for any other part."""
    wear = book.maker.wear.get(part.wear_class) if part and part.wear_class else None
    return wear.term if wear else None


def own_campaigns(
    context: CoverageContext, claim: Claim, part_no: str, on: date
) -> tuple[str, ...]:
    """Return the campaigns that pay for this very claim.

    An open campaign pays for its own work, not for every other fault of the car: the claim is of
    that type, or its causal part is the campaign's.
    """
    wanted, found = claim.codes.campaign_no, []
    for case in context.campaigns:
        done_by_this = case.record is not None and case.record.claim_id == claim.id
        if not (case.is_due(on) or done_by_this):
            continue
        is_named = claim.type is ClaimType.CAMPAIGN and wanted in ("", case.campaign.code)
        kit = base_of(case.campaign.part_no)
        if is_named or (kit and kit == base_of(part_no)):
            found.append(case.campaign.code)
    return tuple(found)
