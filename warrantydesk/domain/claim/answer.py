"""The maker's answers: what was claimed, approved and paid, line by line, and what was taken back.

An answer is written down once and never changed; the newest one that speaks of a line counts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.claim.states import Action
from warrantydesk.i18n import N_


class AnswerKind(StrEnum):
    """What the maker said; each kind is one action of the claim axis."""

    RETURN = "return"
    REJECTION = "rejection"
    APPROVAL = "approval"
    DECISION = "decision"

    @classmethod
    def _missing_(cls, value: object) -> "AnswerKind | None":
        """Take the action's name too: ``record_return`` is ``return``."""
        name = str(value)
        return cls(name.removeprefix("record_")) if name.startswith("record_") else None

    @property
    def action(self) -> Action:
        """The action that this answer is recorded with."""
        return Action(f"record_{self.value}")


ANSWER_NAMES = {
    AnswerKind.RETURN: N_("Returned for correction"),
    AnswerKind.REJECTION: N_("Claim refused"),
    AnswerKind.APPROVAL: N_("Approved"),
    AnswerKind.DECISION: N_("Decision on the appeal"),
}


class LineKind(StrEnum):
    """What a line of an answer speaks of; ``claim`` is the claim as a whole."""

    PART = "part"
    HANDLING = "handling"
    LABOUR = "labour"
    MATERIALS = "materials"
    OTHER = "other"
    CLAIM = "claim"


@dataclass(frozen=True)
class AnswerLine:
    """What the maker said of one line; ``line`` counts from 1, 0 for the claim as a whole.

    Amounts are fen; ``approved_fen`` is None where only a reason was given.
    """

    kind: LineKind = LineKind.CLAIM
    line: int = 0
    approved_fen: int | None = None
    reason_code: str = ""
    reason_text: str = ""
    claimed_fen: int = 0
    answer_id: int = 0
    claim_id: int = 0
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ClaimAnswer:
    """One answer of the maker to a submission; ``approved_fen`` is the claim's sum after it."""

    claim_id: int
    kind: AnswerKind
    submission_number: int
    received_on: date
    reviewer: str = ""
    """Who judged it at the maker's, as the answer names him."""
    notice_no: str = ""
    reason: str = ""
    approved_fen: int | None = None
    due_on: date | None = None
    """Last day of the clock that this answer starts: correction or appeal."""
    recorded_by: str = ""
    recorded_at: datetime | None = None
    batch_id: int | None = None
    """The import that brought it."""
    appeal_id: int | None = None
    """The appeal that a decision ends."""
    upheld: bool = False
    """The refusal stays (decision on an appeal)."""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class LineAmount:
    """One line as it stands now: what was asked, what the maker gave, what arrived; fen."""

    kind: LineKind
    line: int
    title: str
    detail: str
    claimed_fen: int
    approved_fen: int | None = None
    paid_fen: int | None = None
    reason_code: str = ""
    reason_text: str = ""

    @property
    def short_fen(self) -> int:
        """What the maker did not give; 0 while there is no answer."""
        return 0 if self.approved_fen is None else self.claimed_fen - self.approved_fen


ACCEPTED, WITHDRAWN = "accepted", "withdrawn"
"""How a charge-back ends: the money is gone, or it stays ours."""


@dataclass(frozen=True)
class ChargeBack:
    """Money that the maker takes back after an audit: the claim stays, a clock runs."""

    claim_id: int
    amount_fen: int
    reason_code: str
    reason_text: str
    notice_no: str
    noticed_on: date
    due_on: date | None = None
    objection: str = ""
    objected_on: date | None = None
    outcome: str = ""
    """Empty while open; ``accepted`` (the money is gone) or ``withdrawn`` (it stays ours)."""
    ended_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
