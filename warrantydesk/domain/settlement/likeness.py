"""How alike a line of a statement and a claim are, and by what; a suggestion, never a choice."""

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.settlement.statement_views import Candidate, LineRow
from warrantydesk.domain.text import code

NUMBER, VIN, PLATE, AMOUNT = "number", "vin", "plate", "amount"
_POINTS = {NUMBER: 50, VIN: 38, PLATE: 34, AMOUNT: 38}
_NEAR_AMOUNT = 20
_NEAR_DAYS, _DAY_POINTS = 60, 20
_LEAST_VIN = 6
_MOST = 99
"""Only a match is a hundred: a suggestion stays one."""


def likeness(line: LineRow, claim: Claim, expected_fen: int) -> Candidate:
    """Return a claim as a candidate for a line; ``expected_fen`` is what it still expects."""
    same = _same(line, claim, expected_fen)
    days = None
    points = sum(_POINTS[one] for one in same)
    if VIN in same and PLATE in same:
        points -= _POINTS[PLATE]
    if AMOUNT not in same:
        points += _near(line.amount_fen, expected_fen)
    day = claim.opened_on or (claim.created_at.date() if claim.created_at else None)
    if line.dated_on is not None and day is not None:
        days = abs((line.dated_on - day).days)
        points += _DAY_POINTS * max(0, _NEAR_DAYS - days) // _NEAR_DAYS
    return Candidate(
        claim.id,
        claim.claim_number,
        claim.vehicle.plate,
        claim.vehicle.vin,
        expected_fen,
        min(points, _MOST),
        same,
        days,
    )


def _same(line: LineRow, claim: Claim, expected_fen: int) -> tuple[str, ...]:
    """Return what agrees, in the order in which it is said."""
    vin, numbers = code(line.vin), {code(line.maker_number), code(line.claim_number)} - {""}
    own = {code(claim.codes.maker_claim_number), code(claim.claim_number)} - {""}
    found = (
        (NUMBER, bool(numbers & own)),
        (VIN, len(vin) >= _LEAST_VIN and code(claim.vehicle.vin).endswith(vin)),
        (PLATE, bool(line.plate) and code(line.plate) == code(claim.vehicle.plate)),
        (AMOUNT, line.amount_fen is not None and line.amount_fen == expected_fen),
    )
    return tuple(what for what, is_same in found if is_same)


def _near(amount_fen: int | None, expected_fen: int) -> int:
    """Return points for an amount that is nearly the expected one."""
    if amount_fen is None or expected_fen <= 0:
        return 0
    apart = abs(amount_fen - expected_fen)
    return max(0, _NEAR_AMOUNT * (expected_fen - 2 * apart) // expected_fen)
