"""Which covers of maker, contract and part apply: picked from the tables, judged by the engine."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.coverage import Cover, CoverageFacts, CoverOwner, Layer, Term, Verdict
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.layers import layers_of
from warrantydesk.domain.profile import PartEntry
from warrantydesk.domain.repair_history import VehicleTerms
from warrantydesk.services.coverage.context import Book, CoverageContext
from warrantydesk.services.coverage.history import PastPart, PastRepair, base_of
from warrantydesk.services.coverage.tables import CoverRow, least_term

_ENDLESS = 10**9
_BEST = (Verdict.COVERED, Verdict.BORDERLINE, Verdict.NOT_COVERED)


@dataclass(frozen=True)
class MakerCover:
    """The row that answers for the maker, and rows whose conditions only a person can judge."""

    row: CoverRow | None = None
    doubtful: tuple[CoverRow, ...] = ()


def maker_cover(
    facts: CoverageFacts, book: Book, part: PartEntry | None, model_code: str, chosen: str = ""
) -> MakerCover:
    """Return the row of the maker's policies that answers for a part.

    That is the first that covers, else the one that lasts longest. Without a part the covers of
    the whole car answer. Of rows with one scope, told apart by their conditions alone (paint,
    perforation), the shortest answers; the others are named for the clerk to judge, and the one
    that he has ``chosen`` answers.
    """
    applying = _applying(facts, book, part, model_code)
    rows, doubtful = _of_one_scope(applying)
    told = next((row for row in applying if row.code == chosen), None)
    if told is not None:
        return MakerCover(told, doubtful)
    ranked = sorted(rows, key=lambda row: (_rank(facts, book, row), _shortness(row)))
    return MakerCover(next(iter(ranked), None), doubtful)


def _applying(
    facts: CoverageFacts, book: Book, part: PartEntry | None, model_code: str
) -> list[CoverRow]:
    energy = book.maker.energy(model_code)
    rows = [
        row
        for row in book.maker.of_layer("maker")
        if (not row.energies or energy in row.energies)
        and (row.is_whole_car if part is None else row.names(part))
    ]
    if facts.household_use:
        return [row for row in rows if row.cover.owner is not CoverOwner.COMMERCIAL]
    # A cover for commercial cars stands in place of the one of the whole car for everybody.
    if any(row.is_whole_car and row.cover.owner is CoverOwner.COMMERCIAL for row in rows):
        return [
            row for row in rows if not row.is_whole_car or row.cover.owner is CoverOwner.COMMERCIAL
        ]
    return rows


def _of_one_scope(rows: list[CoverRow]) -> tuple[list[CoverRow], tuple[CoverRow, ...]]:
    scopes: dict[object, list[CoverRow]] = defaultdict(list)
    for row in rows:
        scopes[row.groups, row.prefixes, row.cover.owner].append(row)
    kept, doubtful = [], []
    for same in scopes.values():
        same.sort(key=_shortness, reverse=True)
        kept.append(same[0])
        doubtful += [] if same[0].is_whole_car else same[1:]
    return kept, tuple(doubtful)


def _shortness(row: CoverRow) -> tuple[int, int]:
    """Rank covers, the longest first."""
    months, km = row.cover.months, row.cover.km
    return -(_ENDLESS if months is None else months), -(_ENDLESS if km is None else km)


def _rank(facts: CoverageFacts, book: Book, row: CoverRow) -> int:
    """Rank a cover by what the engine answers of it; all alike while a fact is missing."""
    answer = layer_verdict(replace(facts, maker_cover=row.cover), book, Layer.MAKER)
    return _BEST.index(answer) if answer in _BEST else 0


def layer_verdict(facts: CoverageFacts, book: Book, layer: Layer) -> Verdict | None:
    """Return what one layer answers, None while a fact is missing."""
    sold_on, law = facts.invoiced_on or facts.delivered_on, book.law
    if sold_on is None or facts.visit_on is None or facts.mileage_km is None:
        return None
    case = Case(facts, law, sold_on, facts.visit_on, facts.mileage_km, law.rule_set(sold_on))
    return next((one.verdict for one in layers_of(case) if one.layer is layer), None)


def would_cover(facts: CoverageFacts, book: Book, row: CoverRow) -> bool:
    """Tell whether a row would cover, if its conditions hold."""
    covered = layer_verdict(replace(facts, maker_cover=row.cover), book, Layer.MAKER)
    return covered is Verdict.COVERED


def soh_limit(facts: CoverageFacts, book: Book, maker: CoverRow | None) -> Decimal | None:
    """Return the battery's capacity limit that holds at the visit, percent (Order 43 Art. 9(7)).

    The shortest statutory term in which the visit lies states it, after these the maker's cover.
    """
    # Only the terms are asked: for everybody, and as if it were a quality problem.
    owed = replace(facts, quality_problem=True, exemption=None, refusal_reason=None)
    rows = sorted(book.maker.of_layer("statutory"), key=lambda row: row.cover.months or 0)
    for row in rows:
        term = replace(row.cover, owner=CoverOwner.ANY)
        verdict = layer_verdict(replace(owed, maker_cover=term), book, Layer.MAKER)
        if verdict is Verdict.COVERED and row.soh_limit:
            return Decimal(row.soh_limit)
    return Decimal(maker.soh_limit) if maker and maker.soh_limit else None


def extended_cover(terms: VehicleTerms | None) -> Cover | None:
    """Return the cover of a contract beside the maker's policy."""
    if terms is None or not (terms.extended_months or terms.extended_km):
        return None
    return Cover(
        terms.extended_months,
        terms.extended_km,
        start_on=terms.extended_from,
        clause=terms.extended_contract,
    )


def free_service(claim: Claim, book: Book) -> Term | None:
    """Return the term of the free service for a claim of that type."""
    if claim.type is not ClaimType.FREE_SERVICE:
        return None
    rows = book.maker.of_layer("service")
    return Term(rows[0].cover.months, rows[0].cover.km) if rows else None


def part_cover(context: CoverageContext, claim: Claim, book: Book, part_no: str) -> Cover | None:
    """Return the cover of the failed part itself: bought by the customer, or fitted before.

    A part that was fitted under warranty has the rest of the car's cover, which the other layers
    answer, and at least the term that the row's conditions state.
    """
    if claim.type is ClaimType.SPARE_PART:
        bought = claim.codes
        return _paid(book, bought.purchased_on, bought.purchase_km)
    found = _fitted_before(context, claim, base_of(part_no)) if part_no else None
    if found is None:
        return None
    repair, part = found
    fitted_on = context.day(repair.ended_at)
    if part.paid_by_customer:
        return _paid(book, fitted_on, repair.mileage_km)
    row = book.maker.least_after_warranty
    least = least_term(row) if row else None
    if row is None or least is None:
        return None
    return _from(row, least, fitted_on, repair.mileage_km)


def _paid(book: Book, fitted_on: date | None, fitted_km: int | None) -> Cover | None:
    row = book.maker.paid_part
    if row is None or fitted_on is None:
        return None
    return _from(row, Term(row.cover.months, row.cover.km), fitted_on, fitted_km)


def _from(row: CoverRow, term: Term, fitted_on: date | None, fitted_km: int | None) -> Cover:
    """Return a cover from the fitting on; without a reading its km cannot be counted."""
    km = None if fitted_km is None else term.km
    return replace(
        row.cover, months=term.months, km=km, start_on=fitted_on, start_km=fitted_km or 0
    )


def _fitted_before(
    context: CoverageContext, claim: Claim, base: str
) -> tuple[PastRepair, PastPart] | None:
    arrived_at = claim.visit.arrived_at or context.now
    found = [
        (repair.ended_at, repair.claim_id or 0, repair, part)
        for repair in context.repairs
        if repair.ended_at is not None and repair.ended_at <= arrived_at
        for part in repair.parts
        if part.part_no and base_of(part.part_no) == base
    ]
    newest = max(found, key=lambda one: one[:2], default=None)
    return newest[2:] if newest else None
