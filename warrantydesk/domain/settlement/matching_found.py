"""Which claim a line of a statement means: by number, else by VIN, amount and day.

One claim is taken, or none: where two may be meant they are shown and nothing is picked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.settlement.matching import MatchClaim, MatchLine, MatchTerms
from warrantydesk.domain.settlement.matching_keys import (
    VIN_END,
    VIN_LENGTH,
    number_key,
    own_number,
    vin_key,
)
from warrantydesk.domain.settlement.statement import How, LineOf, LineState

MOST = 8
"""So many candidates are kept of a line."""
_FAR = 100_000


class Found(NamedTuple):
    """What was found of a line: a claim, the claims of its parts, or why there is none."""

    claim_id: int | None = None
    how: How = How.NONE
    state: LineState | None = None
    """None where a claim was found: its amount says the state."""
    candidates: tuple[int, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    """Claims of a line that names several, each with its amount in fen."""


def claims_of(found: Mapping[int, Found]) -> set[int]:
    """Return the claims that lines were found for, whole or in part."""
    whole = {one.claim_id for one in found.values() if one.claim_id is not None}
    return whole | {number for one in found.values() for number, _fen in one.parts}


class Hits(NamedTuple):
    """The claims that carry the numbers of a line, and those of its car."""

    named: Mapping[int, How]
    """By id, how the number found it."""
    tokens: tuple[tuple[int, ...], ...] = ()
    """The claims of each number, where a cell names several."""
    of_car: tuple[int, ...] = ()


def found_by_number(
    line: MatchLine, hits: Hits, claims: Mapping[int, MatchClaim], terms: MatchTerms
) -> Found | None:
    """Return what the numbers of a line say; None where they say nothing."""
    fitting = [number for number in hits.named if claims[number].fits(terms)]
    if len(fitting) == 1:
        claim = claims[fitting[0]]
        how = hits.named[claim.id]
        if line.kind == LineOf.CLAIM and _contradicts(line, claim, how, terms):
            return Found(state=LineState.AMBIGUOUS, candidates=(claim.id,))
        return Found(claim.id, how)
    if fitting:
        return Found(state=LineState.AMBIGUOUS, candidates=_kept(fitting))
    if hits.tokens:
        return _of_several(line, hits, claims, terms)
    return None


def _contradicts(line: MatchLine, claim: MatchClaim, how: How, terms: MatchTerms) -> bool:
    """Tell whether the rest of a line speaks of another claim than its number does."""
    if line.vin and claim.vin:
        vin = vin_key(line.vin)
        if len(vin) == VIN_LENGTH and vin != vin_key(claim.vin):
            return True
    if how is not How.OWN_NUMBER or not (line.maker_number and claim.maker_number):
        return False
    maker = number_key(line.maker_number)
    if own_number(maker) or maker == number_key(claim.maker_number):
        return False
    # Our number is right and the maker's is another claim's or nobody's: only the sum can tell.
    return abs(claim.expected_fen - (line.amount_fen or 0)) > terms.tolerance_fen


def _of_several(
    line: MatchLine, hits: Hits, claims: Mapping[int, MatchClaim], terms: MatchTerms
) -> Found | None:
    each = [[one for one in some if claims[one].fits(terms)] for some in hits.tokens]
    known = list(dict.fromkeys(one for some in each for one in some))
    if not known:
        return None
    if not all(each):
        return Found(state=LineState.UNKNOWN_CLAIM, candidates=_kept(known))
    parts = _parts(line, [claims[one] for one in known], terms)
    if len(known) < len(each) or any(len(some) > 1 for some in each) or not parts:
        return Found(state=LineState.AMBIGUOUS, candidates=_kept(known))
    return Found(state=LineState.SPLIT, parts=parts)


def _parts(
    line: MatchLine, claims: Sequence[MatchClaim], terms: MatchTerms
) -> tuple[tuple[int, int], ...]:
    """Return the amount of each claim of a line; empty where they do not come to its sum."""
    wanted = {one.id: one.expected_fen for one in claims}
    off = (line.amount_fen or 0) - sum(wanted.values())
    if abs(off) > terms.tolerance_fen or min(wanted.values()) <= 0:
        return ()
    greatest = max(wanted, key=lambda one: (wanted[one], -one))
    wanted[greatest] += off
    return tuple(wanted.items())


class CarLine(NamedTuple):
    """A line without a known number, with the claims of its car that fit amount and day."""

    line: MatchLine
    fits: tuple[MatchClaim, ...]
    of_car: tuple[MatchClaim, ...]


def car_line(
    line: MatchLine, of_car: Iterable[MatchClaim], terms: MatchTerms, *, is_numbered: bool
) -> CarLine:
    """Return a line with the claims of its car that may be meant.

    Where it bears a number that nobody has, the amount must be the expected one to the fen, and
    the claim must not carry another number.
    """
    cars = tuple(of_car)
    vin = vin_key(line.vin)
    known = {vin_key(one.vin) for one in cars if one.vin}
    is_one_car = len(vin) == VIN_LENGTH or (len(vin) == VIN_END and len(known) == 1)
    leeway = 0 if is_numbered else terms.tolerance_fen
    fits = [
        one
        for one in cars
        if is_one_car
        and vin_key(one.vin).endswith(vin)
        and one.fits(terms)
        and one.expected_fen > 0
        and abs(one.expected_fen - (line.amount_fen or 0)) <= leeway
        and days_off(line, one, terms) <= terms.window_days
        and not (is_numbered and one.maker_number)
    ]
    return CarLine(line, tuple(fits), cars)


def days_off(line: MatchLine, claim: MatchClaim, terms: MatchTerms) -> int:
    """Return how many days lie between a line and the nearest day of a claim.

    A line without a day stands for the days of its statement; where that has none either it is
    near to nothing.
    """
    first, last = terms.first_on, terms.last_on
    if line.dated_on:
        first = last = date.fromisoformat(line.dated_on)
    if first is None or last is None:
        return _FAR
    return min(
        (max((first - day).days, (day - last).days, 0) for day in claim.days(terms.zone)),
        default=_FAR,
    )


def found_by_car(
    lines: Sequence[CarLine], taken: frozenset[int], terms: MatchTerms
) -> dict[int, Found]:
    """Return what VIN, amount and day say of lines, by id.

    ``taken`` are claims that other lines of the statement name by number. Lines that fit the
    same claims are looked at together: they are taken only where there are as many claims, and
    each line has the day of exactly one of them.
    """
    found: dict[int, Found] = {}
    for some in _together(lines):
        claims = {one.id: one for line in some for one in line.fits}
        if not claims:
            found |= {one.line.id: _unknown(one, terms) for one in some}
        elif len(some) == len(claims) == 1 and taken.isdisjoint(claims):
            found[some[0].line.id] = Found(next(iter(claims)), How.VIN)
        elif pairs := _by_day(some, claims, taken, terms):
            found |= {number: Found(claim, How.VIN) for number, claim in pairs.items()}
        else:
            found |= {
                one.line.id: Found(
                    state=LineState.AMBIGUOUS, candidates=_kept(fit.id for fit in one.fits)
                )
                for one in some
            }
    return found


def _together(lines: Sequence[CarLine]) -> list[list[CarLine]]:
    """Part lines into groups that share no claim."""
    by_claim: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        for one in line.fits:
            by_claim.setdefault(one.id, []).append(place)
    groups, seen = [], set()
    for place in range(len(lines)):
        if place in seen:
            continue
        todo, group = [place], []
        seen.add(place)
        while todo:
            here = todo.pop()
            group.append(lines[here])
            near = {other for one in lines[here].fits for other in by_claim[one.id]} - seen
            seen |= near
            todo += near
        groups.append(group)
    return groups


def _by_day(
    lines: Sequence[CarLine],
    claims: Mapping[int, MatchClaim],
    taken: frozenset[int],
    terms: MatchTerms,
) -> dict[int, int]:
    """Pair as many lines as claims by their days; empty where that is not certain."""
    if len(lines) != len(claims) or len(lines) < 2 or not taken.isdisjoint(claims):
        return {}
    pairs: dict[int, int] = {}
    for one in lines:
        day = date.fromisoformat(one.line.dated_on) if one.line.dated_on else None
        same = [fit.id for fit in one.fits if day in fit.days(terms.zone)]
        if len(same) != 1:
            return {}
        pairs[one.line.id] = same[0]
    return pairs if len(set(pairs.values())) == len(lines) else {}


def _unknown(one: CarLine, terms: MatchTerms) -> Found:
    """Return a line of which nothing is known, with the claims of its car, the likeliest first."""

    def likely(claim: MatchClaim) -> tuple[bool, bool, int, int, int]:
        off = abs(claim.expected_fen - (one.line.amount_fen or 0))
        away = days_off(one.line, claim, terms)
        return (not claim.fits(terms), off > terms.tolerance_fen, away, off, -claim.id)

    best = sorted(one.of_car, key=likely)
    return Found(state=LineState.UNKNOWN_CLAIM, candidates=_kept(claim.id for claim in best))


def _kept(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))[:MOST]
