"""The lines of a statement that are for one claim, judged together by their amounts.

All lines of a claim are added up and compared with what a further statement should pay for it
(``account.expected_fen``). Each line gets its share of what was expected, so that the differences
of the lines of a claim add up to the difference of the claim.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text, local_date
from warrantydesk.domain.settlement.account import NO_ACCOUNT, ClaimAccount, expected_fen, is_filed
from warrantydesk.domain.settlement.statement import LineState


class MatchTerms(NamedTuple):
    """Whose statement it is, and how far a line may be off; the days stand for lines without."""

    brand: str
    payer: str
    tolerance_fen: int
    window_days: int
    zone: tzinfo | None
    first_on: date | None = None
    last_on: date | None = None


class MatchLine(NamedTuple):
    """A line as it lies in the book, as far as matching looks at it; amounts net fen."""

    id: int
    row: int
    kind: str
    maker_number: str
    claim_number: str
    vin: str
    plate: str
    dated_on: str | None
    text: str
    amount_fen: int | None
    tax_fen: int | None
    parts_fen: int | None
    labour_fen: int | None
    other_fen: int | None
    state: str
    claim_id: int | None
    how: str
    expected_fen: int | None
    candidates: str
    reason_code: str
    reason_text: str
    decision: str
    parent_id: int | None
    rejected: str

    @property
    def content(self) -> tuple[object, ...]:
        """What tells it from another line of its claim, but for its place."""
        classes = (self.parts_fen, self.labour_fen, self.other_fen)
        return (self.amount_fen, self.text, classes)


class MatchClaim(NamedTuple):
    """A claim that a line may mean; amounts net fen."""

    id: int
    claim_number: str
    maker_number: str
    brand: str
    payer: str
    state: State
    filed_at: str | None
    total_fen: int
    approved_fen: int | None
    vin: str
    plate: str
    opened_on: str | None
    finished_at: str | None
    account: ClaimAccount = NO_ACCOUNT

    @property
    def submitted_at(self) -> datetime | None:
        """When it was filed."""
        return from_utc_text(self.filed_at) if self.filed_at else None

    def days(self, zone: tzinfo | None) -> tuple[date, ...]:
        """Return the days by which a payer may name it: opened, repaired, filed."""
        instants = (self.finished_at, self.filed_at)
        days = [local_date(from_utc_text(one), zone) for one in instants if one]
        if self.opened_on:
            days.append(date.fromisoformat(self.opened_on))
        return tuple(day for day in days if day is not None)

    @property
    def expected_fen(self) -> int:
        """What a further statement should pay for it."""
        return expected_fen(self, self.account)

    def fits(self, terms: MatchTerms) -> bool:
        """Tell whether a statement of this payer may pay for it at all."""
        return is_filed(self) and self.brand == terms.brand and self.payer == terms.payer


class Simple(NamedTuple):
    """A line that alone names a claim by its number and agrees with it; net fen."""

    line_id: int
    claim_id: int
    amount_fen: int
    expected_fen: int
    how: str
    is_new: bool
    """It did not stand so before."""


class Judged(NamedTuple):
    """What a line comes to, and its share of what was expected; net fen."""

    state: LineState
    expected_fen: int


def judged(
    lines: Sequence[MatchLine],
    claim: MatchClaim,
    tolerance_fen: int,
    paid_before: Iterable[int] = (),
) -> dict[int, Judged]:
    """Return what each line of a claim comes to, by its id.

    ``paid_before`` are the amounts of its lines on confirmed statements; they are asked for only
    where nothing is to be settled any more.
    """
    expected = claim.expected_fen
    total = _sum(lines)
    if _agrees(total, expected, tolerance_fen) is not None:
        return _all_of(lines, total, expected, tolerance_fen)
    if expected <= 0 < total and claim.account.settled_fen > 0:
        before = set(paid_before)
        again = total in before or all(one.amount_fen in before for one in lines)
        state = LineState.DUP_LINE if again else LineState.OVER
        return _shared(lines, expected, state)
    if total > expected and (kept := _without_repeats(lines, expected, tolerance_fen)):
        rest = [one for one in lines if one not in kept]
        found = _all_of(kept, _sum(kept), expected, tolerance_fen)
        return found | {one.id: Judged(LineState.DUP_LINE, 0) for one in rest}
    return _all_of(lines, total, expected, tolerance_fen)


def _sum(lines: Sequence[MatchLine]) -> int:
    return sum(one.amount_fen or 0 for one in lines)


def _agrees(total: int, expected: int, tolerance_fen: int) -> LineState | None:
    if total == expected:
        return LineState.EXACT
    return LineState.WITHIN_TOL if abs(total - expected) <= tolerance_fen else None


def _all_of(
    lines: Sequence[MatchLine], total: int, expected: int, tolerance_fen: int
) -> dict[int, Judged]:
    state = _agrees(total, expected, tolerance_fen)
    if state is None:
        state = LineState.SHORT if total < expected else LineState.OVER
    return _shared(lines, expected, state)


def _shared(lines: Sequence[MatchLine], expected: int, state: LineState) -> dict[int, Judged]:
    """Share what was expected: every line its own amount, the greatest what is left of it."""
    if len(lines) == 1:
        return {lines[0].id: Judged(state, expected)}
    if state is LineState.DUP_LINE:
        shares = dict.fromkeys((one.id for one in lines), 0)
        left = expected
    else:
        shares = {one.id: one.amount_fen or 0 for one in lines}
        left = expected - _sum(lines)
    greatest = min(lines, key=_greatest_first)
    shares[greatest.id] += left
    return {number: Judged(state, share) for number, share in shares.items()}


def _greatest_first(line: MatchLine) -> tuple[int, str, int, int]:
    return (-(line.amount_fen or 0), line.text, line.row, line.id)


def _without_repeats(
    lines: Sequence[MatchLine], expected: int, tolerance_fen: int
) -> list[MatchLine]:
    """Return the lines without those that repeat others; empty where none need go.

    As few go as bring the rest into agreement: two like lines may both be meant. Where nothing
    does, those go without which the rest is nearer to what was expected.
    """
    seen: set[object] = set()
    repeats = []
    for one in sorted(lines, key=lambda line: (line.row, line.id)):
        if one.content in seen:
            repeats.append(one)
        seen.add(one.content)
    repeats.sort(key=lambda line: (*_greatest_first(line)[:2], -line.row, -line.id))
    left, best, nearest = list(lines), list[MatchLine](), abs(_sum(lines) - expected)
    for one in repeats:
        left = [line for line in left if line.id != one.id]
        off = abs(_sum(left) - expected)
        if off <= tolerance_fen:
            return left
        if off < nearest:
            best, nearest = left, off
    return best
