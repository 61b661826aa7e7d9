"""What lists show of statements: flat rows, each read in one query. Amounts are net fen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.settlement.statement import (
    Decision,
    How,
    LineOf,
    LineState,
    SettledLine,
    StatementState,
)
from warrantydesk.i18n import N_

PROBLEMS = (
    LineState.SHORT,
    LineState.UNKNOWN_CLAIM,
    LineState.AMBIGUOUS,
    LineState.OVER,
    LineState.DUP_LINE,
    LineState.UNREAD,
)
"""States of a line about which the clerk must say something, in the order of the table."""
ORDER = (
    *PROBLEMS,
    LineState.NEW,
    LineState.WITHIN_TOL,
    LineState.DEDUCTION,
    LineState.EXACT,
    LineState.SPLIT,
)
"""Every state in the order of the table: problems first."""


class Only(StrEnum):
    """Which lines of a statement are shown."""

    ALL = "all"
    EXACT = "exact"
    SHORT = "short"
    UNKNOWN = "unknown"
    WITHIN = "within"
    DUPLICATE = "duplicate"
    AMBIGUOUS = "ambiguous"
    OVER = "over"
    UNREAD = "unread"
    NEW = "new"
    DEDUCTION = "deduction"
    UNDECIDED = "undecided"


ONLY_STATES = {
    Only.EXACT: LineState.EXACT,
    Only.SHORT: LineState.SHORT,
    Only.UNKNOWN: LineState.UNKNOWN_CLAIM,
    Only.WITHIN: LineState.WITHIN_TOL,
    Only.DUPLICATE: LineState.DUP_LINE,
    Only.AMBIGUOUS: LineState.AMBIGUOUS,
    Only.OVER: LineState.OVER,
    Only.UNREAD: LineState.UNREAD,
    Only.NEW: LineState.NEW,
    Only.DEDUCTION: LineState.DEDUCTION,
}
ONLY_NAMES = {
    Only.ALL: N_("All"),
    Only.EXACT: N_("Exact"),
    Only.SHORT: N_("Paid short"),
    Only.UNKNOWN: N_("Unknown claim"),
    Only.WITHIN: N_("Within tolerance"),
    Only.DUPLICATE: N_("Duplicate"),
    Only.AMBIGUOUS: N_("Ambiguous"),
    Only.OVER: N_("Paid over"),
    Only.UNREAD: N_("Not readable"),
    Only.NEW: N_("Not matched"),
    Only.DEDUCTION: N_("Deductions"),
    Only.UNDECIDED: N_("To be decided"),
}


@dataclass(frozen=True)
class StatementSummary:
    """A statement as a list shows it; ``amount_fen`` is what its lines pay together."""

    id: int
    number: str
    brand: str
    payer: str
    maker_number: str
    period: str
    state: StatementState
    due_on: date | None
    received_on: date | None
    remitted_on: date | None
    amount_fen: int
    lines: int
    undecided: int
    """Lines about which something must still be said."""
    differing: int
    """Lines that do not simply agree."""

    @property
    def title(self) -> str:
        """The number by which the payer knows it, ours where he gave none."""
        return self.maker_number or self.number


@dataclass(frozen=True)
class LineRow:
    """A line of a statement with the claim that it was matched with."""

    id: int
    statement_id: int
    row: int
    kind: LineOf
    maker_number: str
    claim_number: str
    """Our number as the payer wrote it."""
    vin: str
    plate: str
    dated_on: date | None
    text: str
    amount_fen: int | None
    asked_fen: int | None
    state: LineState
    claim_id: int | None
    how: How
    expected_fen: int | None
    candidates: tuple[int, ...]
    of_lines: tuple[SettledLine, ...]
    reason_code: str
    reason_text: str
    deduction_kind: str
    decision: Decision
    decided_by: str
    decided_at: datetime | None
    parent_id: int | None
    problem: str
    problem_field: str
    problem_cell: str
    raw: str
    version: int
    own_number: str
    own_plate: str
    own_vin: str
    claimed_fen: int | None
    parent_row: int | None

    @property
    def difference_fen(self) -> int | None:
        """Paid less expected; all of it for money that belongs to no claim, None while unknown."""
        if self.amount_fen is None or self.kind is LineOf.DEDUCTION:
            return None
        if self.claim_id is None:
            return None if self.state is LineState.NEW else self.amount_fen
        return None if self.expected_fen is None else self.amount_fen - self.expected_fen

    @property
    def shown_plate(self) -> str:
        """The plate of the claim, else the one of the statement."""
        return self.own_plate or self.plate

    @property
    def is_undecided(self) -> bool:
        """Tell whether the clerk must still say something about it."""
        if self.state is LineState.NEW:
            return True
        return self.state in PROBLEMS and self.decision is Decision.NONE


@dataclass(frozen=True)
class StateCount:
    """How many lines of a statement are in a state, and their sums; net fen."""

    state: LineState
    kind: LineOf
    undecided: bool
    lines: int
    amount_fen: int
    expected_fen: int
    """What was expected of those that have a claim."""
    difference_fen: int


@dataclass(frozen=True)
class StatementCounts:
    """The lines of a statement counted by state, parents of split lines left out."""

    by_state: tuple[StateCount, ...] = ()
    claims: int = 0
    claimed_fen: int = 0

    def lines(self, *states: LineState) -> int:
        """Return how many lines are in one of these states; in any where none is named."""
        return sum(one.lines for one in self.by_state if not states or one.state in states)

    @property
    def undecided(self) -> int:
        """Return about how many lines something must still be said."""
        return sum(one.lines for one in self.by_state if one.undecided)

    def amount_fen(self, kind: LineOf | None = None) -> int:
        """Return what lines pay together."""
        return sum(one.amount_fen for one in self.by_state if kind in (None, one.kind))

    @property
    def expected_fen(self) -> int:
        """Return what was expected of the claims of the lines."""
        return sum(one.expected_fen for one in self.by_state if one.kind is LineOf.CLAIM)

    @property
    def difference_fen(self) -> int:
        """Return paid less expected over the lines about claims."""
        return sum(one.difference_fen for one in self.by_state if one.kind is LineOf.CLAIM)

    def shown(self, only: Only) -> int:
        """Return how many lines a chip shows."""
        if only is Only.ALL:
            return self.lines()
        if only is Only.UNDECIDED:
            return self.undecided
        return self.lines(ONLY_STATES[only])


@dataclass(frozen=True)
class Candidate:
    """A claim that a line may mean, how alike they are (0 to 100), and why."""

    claim_id: int
    claim_number: str
    plate: str
    vin: str
    expected_fen: int
    likeness: int
    same: tuple[str, ...] = field(default=())
    """What agrees: plate, vin, amount."""
    days: int | None = None
    """Days between the line and the claim."""
