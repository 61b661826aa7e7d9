"""A piece in its surroundings, read once, and what an action would make of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.deadlines import end_of, row_of
from warrantydesk.domain.money import percent
from warrantydesk.domain.old_part import ASKED_AND_HERE, OldPart
from warrantydesk.domain.part_facts import MoveRequest, PieceFacts
from warrantydesk.domain.part_life import moved as judged
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.retention import retention_of
from warrantydesk.domain.return_clock import DISPUTE_BY, RETURN_BY, reminded
from warrantydesk.services.bench import Bench

OLD_PART_REFUSAL = "old_part_refusal"
"""The kind of reason codes that the maker has for old parts (B.5)."""


def facts_of_piece(bench: Bench, piece: OldPart) -> PieceFacts:
    """Return a piece with its claim and the rules of its maker."""
    stores = bench.stores
    claim = stores.claims.get(piece.claim_id)
    profile = bench.profile(claim.brand)
    return PieceFacts(
        piece=piece,
        claim=claim,
        siblings=tuple(stores.parts.find(claim_id=claim.id)),
        now=bench.latest,
        today=bench.today,
        retention=retention_of(piece, profile),
        hazard=profile.hazards.get(piece.hazard),
        return_end=clock(bench, profile, RETURN_BY),
        refusal_codes=refusal_codes(profile),
        dispute_end=clock(bench, profile, DISPUTE_BY),
        deduction_fen=deduction_fen(profile, piece),
        outbound=outbound_place(bench),
    )


def moved(bench: Bench, piece: OldPart, action: str, request: MoveRequest) -> OldPart:
    """Return the piece after an action of C.2; raises what ``domain.part_life.moved`` does."""
    return judged(facts_of_piece(bench, piece), action, request)


def moved_together(
    bench: Bench, facts: PieceFacts, piece: OldPart, action: str, request: MoveRequest
) -> OldPart:
    """Return the piece after a further action, where ``facts`` were read for one before it."""
    siblings = tuple(piece if other.id == piece.id else other for other in facts.siblings)
    profile = bench.profile(facts.claim.brand)
    changed = replace(facts, piece=piece, siblings=siblings, retention=retention_of(piece, profile))
    return judged(changed, action, request)


def refusal_codes(profile: BrandProfile) -> frozenset[str]:
    """Return the reason codes that a maker has for old parts."""
    reasons = profile.reasons.items()
    return frozenset(code for code, row in reasons if row["kind"] == OLD_PART_REFUSAL)


def clock(bench: Bench, profile: BrandProfile, code: str) -> Callable[[date], date | None]:
    """Return how the last day of a maker's deadline follows from the day it begins."""
    row = row_of(profile, code)

    def end(day: date) -> date | None:
        return None if row is None else end_of(row, day, holidays(bench))

    return end


def holidays(bench: Bench) -> Holidays:
    """Return the rest days and working days that the law tables know."""
    from warrantydesk.services.coverage.tables import law_in

    return law_in(bench.law()).holidays


def times_reminded(bench: Bench, profile: BrandProfile, piece: OldPart) -> int:
    """Return how often a maker has reminded of a piece that it asked for and has not got."""
    if piece.requested_on is None or piece.state not in ASKED_AND_HERE:
        return 0
    # What the desk returns by itself, for its deadline, nobody has asked for.
    asked = bench.stores.return_requests.find(part_id=piece.id, void_reason="")
    if not piece.request_no and not asked:
        return 0
    return reminded(profile, piece.requested_on, holidays(bench), bench.today)


def deduction_fen(profile: BrandProfile, piece: OldPart) -> int:
    """Return what a refused piece costs: its price and the handling on it, net fen."""
    return piece.amount_fen + percent(piece.amount_fen, profile.rates.handling)


def outbound_place(bench: Bench) -> str:
    """Return the first place in use for what is packed, empty where there is none."""
    places = bench.stores.places.find(outbound=1, active=1)
    return places[0].code if places else ""
