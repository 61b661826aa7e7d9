"""The maker's statement (结算单): what is paid for which claim, line by line, and how far it is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.i18n import N_


class StatementState(StrEnum):
    """How far a statement is on its way to the account."""

    IMPORTED = "IMPORTED"
    MATCHING = "MATCHING"
    DIFF = "DIFF"
    CONFIRMED = "CONFIRMED"
    INVOICED = "INVOICED"
    INVOICE_SENT = "INVOICE_SENT"
    INVOICE_ACCEPTED = "INVOICE_ACCEPTED"
    REMITTED = "REMITTED"
    RECEIVED = "RECEIVED"
    CLOSED = "CLOSED"
    VOID = "VOID"


STATEMENT_STATE_NAMES = {
    StatementState.IMPORTED: N_("imported"),
    StatementState.MATCHING: N_("being matched"),
    StatementState.DIFF: N_("with differences"),
    StatementState.CONFIRMED: N_("confirmed"),
    StatementState.INVOICED: N_("invoiced"),
    StatementState.INVOICE_SENT: N_("invoice sent"),
    StatementState.INVOICE_ACCEPTED: N_("invoice accepted"),
    StatementState.REMITTED: N_("remitted"),
    StatementState.RECEIVED: N_("received"),
    StatementState.CLOSED: N_("closed"),
    StatementState.VOID: N_("void"),
}
OPEN_STATES = (StatementState.IMPORTED, StatementState.MATCHING, StatementState.DIFF)
"""States in which lines may still be matched."""
BOOKED_STATES = (
    StatementState.CONFIRMED,
    StatementState.INVOICED,
    StatementState.INVOICE_SENT,
    StatementState.INVOICE_ACCEPTED,
    StatementState.REMITTED,
    StatementState.RECEIVED,
    StatementState.CLOSED,
)
"""States in which the statement's money stands in the claims' accounts."""
COMING_STATES = BOOKED_STATES[:5]
"""States in which that money is still to come."""


class LineOf(StrEnum):
    """What a line of a statement is about."""

    CLAIM = "claim"
    DEDUCTION = "deduction"
    """Money taken or given beside the claims: its amount is what the maker pays, so minus."""


class LineState(StrEnum):
    """What matching found of a line."""

    NEW = "NEW"
    EXACT = "EXACT"
    WITHIN_TOL = "WITHIN_TOL"
    SHORT = "SHORT"
    OVER = "OVER"
    UNKNOWN_CLAIM = "UNKNOWN_CLAIM"
    DUP_LINE = "DUP_LINE"
    AMBIGUOUS = "AMBIGUOUS"
    DEDUCTION = "DEDUCTION"
    UNREAD = "UNREAD"
    """The row could not be read: it must be keyed in or dismissed with a reason."""
    SPLIT = "SPLIT"
    """The line stands for several claims: its parts carry the money."""


LINE_STATE_NAMES = {
    LineState.NEW: N_("not matched"),
    LineState.EXACT: N_("exact"),
    LineState.WITHIN_TOL: N_("within tolerance"),
    LineState.SHORT: N_("paid short"),
    LineState.OVER: N_("paid over"),
    LineState.UNKNOWN_CLAIM: N_("unknown claim"),
    LineState.DUP_LINE: N_("duplicate"),
    LineState.AMBIGUOUS: N_("ambiguous"),
    LineState.DEDUCTION: N_("deduction"),
    LineState.UNREAD: N_("not readable"),
    LineState.SPLIT: N_("split"),
}


class How(StrEnum):
    """By what a line found its claim."""

    NONE = ""
    MAKER_NUMBER = "maker_number"
    OWN_NUMBER = "own_number"
    VIN = "vin"
    """VIN, amount and day within the window."""
    HAND = "hand"


class Decision(StrEnum):
    """What the clerk makes of a line that does not simply agree."""

    NONE = ""
    TAKEN = "taken"
    """The maker's amount is the end of it: what is missing is given up, what is more is kept."""
    CHASED = "chased"
    """What is missing is still asked for, what is more goes back: it stays outstanding."""
    NOT_OURS = "not_ours"
    """The money belongs to no claim of this desk, or came twice: it goes back."""


DECISION_NAMES = {
    Decision.NONE: N_("undecided"),
    Decision.TAKEN: N_("taken as it is"),
    Decision.CHASED: N_("still asked for"),
    Decision.NOT_OURS: N_("not ours"),
}


@dataclass(frozen=True)
class SettledLine:
    """What a statement pays for one line of the claim; net fen."""

    kind: LineKind
    line: int
    amount_fen: int


@dataclass(frozen=True)
class Statement:
    """One statement of a payer. All amounts are net fen; tax stands beside."""

    number: str
    brand: str
    payer: str = ""
    """Code of the supplier who pays; empty: the maker."""
    maker_number: str = ""
    """The payer's own number of the statement."""
    period: str = ""
    """The month it settles, as ``2026-10``."""
    first_on: date | None = None
    last_on: date | None = None
    issued_on: date | None = None
    state: StatementState = StatementState.IMPORTED
    total_fen: int | None = None
    """The net total as the statement itself says it; None where it says none (V87)."""
    tax_fen: int | None = None
    """The tax as the statement says it."""
    line_count: int | None = None
    """How many lines it says it has."""
    tax_included: bool = False
    """Its amounts included tax and were parted when read."""
    file_name: str = ""
    sha256: str = ""
    batch_id: int | None = None
    """The import that brought it; None where it was keyed in."""
    confirmed_on: date | None = None
    confirmed_by: str = ""
    signed_on: date | None = None
    """The day finance agreed to the differences, and who did."""
    signed_by: str = ""
    due_on: date | None = None
    """Last day of the clock that runs: invoice, cash."""
    remitted_on: date | None = None
    remittance: str = ""
    received_on: date | None = None
    closed_on: date | None = None
    corrects: str = ""
    """Number of a statement of a closed month that this one puts right."""
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class StatementLine:
    """One line as the payer wrote it, and what the desk makes of it. Amounts are net fen."""

    statement_id: int
    row: int = 0
    """Row of the file, from 1; 0 for a line that was keyed in."""
    sheet: str = ""
    """Name of its sheet, where the lines stand on several."""
    kind: LineOf = LineOf.CLAIM
    maker_number: str = ""
    claim_number: str = ""
    vin: str = ""
    plate: str = ""
    dated_on: date | None = None
    text: str = ""
    amount_fen: int | None = None
    """What is paid; None where the row could not be read."""
    tax_fen: int | None = None
    asked_fen: int | None = None
    """What was claimed, as the payer says it."""
    parts_fen: int | None = None
    labour_fen: int | None = None
    other_fen: int | None = None
    """The amount by class, where the statement says it; ``other`` is all that is neither."""
    state: LineState = LineState.NEW
    claim_id: int | None = None
    how: How = How.NONE
    expected_fen: int | None = None
    """What of the claim was still to be settled when the line was matched."""
    candidates: tuple[int, ...] = ()
    """Ids of claims that the line may mean: shown, never picked."""
    rejected: tuple[int, ...] = ()
    """Ids of claims that the clerk said it does not mean."""
    of_lines: tuple[SettledLine, ...] = ()
    """What of it is for which line of the claim, where that is known."""
    reason_code: str = ""
    reason_text: str = ""
    deduction_kind: str = ""
    """The kind of a line that takes or gives money beside the claims."""
    decision: Decision = Decision.NONE
    decided_by: str = ""
    decided_at: datetime | None = None
    parent_id: int | None = None
    """The line of which this is a part."""
    problem: str = ""
    """Why the row could not be read: a sentence with ``{cell}``."""
    problem_field: str = ""
    problem_cell: str = ""
    raw: str = ""
    """The cells of a row that could not be read."""
    void_reason: str = ""
    id: int = 0
    version: int = 0

    @property
    def difference_fen(self) -> int | None:
        """Paid less expected; None while either is not known."""
        if self.amount_fen is None or self.expected_fen is None:
            return None
        return self.amount_fen - self.expected_fen
