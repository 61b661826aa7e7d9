"""Lists of records that have been kept long enough: proposed, approved, done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class DisposalState(StrEnum):
    """How far a list of records to be disposed of has come."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    DONE = "DONE"
    REFUSED = "REFUSED"
    VOID = "VOID"


DISPOSAL_STATE_NAMES = {
    DisposalState.PROPOSED: N_("Proposed"),
    DisposalState.APPROVED: N_("Approved"),
    DisposalState.DONE: N_("Disposed of"),
    DisposalState.REFUSED: N_("Not approved"),
    DisposalState.VOID: N_("Void"),
}


class RecordKind(StrEnum):
    """Kinds of records, each with its time to be kept."""

    REPAIR = "repair"
    """Six years from the end of the repair (Order 43 article 17)."""
    RECALL = "recall"
    """Five years from the work, and never shorter than a repair's own time (recall rules)."""


RECORD_KIND_NAMES = {
    RecordKind.REPAIR: N_("Repair record"),
    RecordKind.RECALL: N_("Recall record"),
}


@dataclass(frozen=True)
class Disposal:
    """A list of records that may be disposed of; its claims are its lines."""

    number: str
    state: DisposalState = DisposalState.PROPOSED
    until_on: date | None = None
    """Records whose time ended on this day or before stand on the list."""
    note: str = ""
    proposed_by: str = ""
    proposed_at: datetime | None = None
    decided_by: str = ""
    decided_on: date | None = None
    decision_text: str = ""
    witness: str = ""
    done_by: str = ""
    done_at: datetime | None = None
    redaction_id: int | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class DisposalLine:
    """One claim on such a list."""

    disposal_id: int
    claim_id: int
    kind: RecordKind = RecordKind.REPAIR
    finished_on: date | None = None
    keep_until: date | None = None
    held_reason: str = ""
    """Why it was taken off the list and is kept; empty: it goes."""
    id: int = 0
    version: int = 0
