"""Write-offs (核销): money that is given up, proposed by the clerk and approved by name."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class WriteOffState(StrEnum):
    """How far a write-off is."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    VOID = "VOID"


WRITE_OFF_STATE_NAMES = {
    WriteOffState.PROPOSED: N_("proposed"),
    WriteOffState.APPROVED: N_("approved"),
    WriteOffState.REFUSED: N_("refused"),
    WriteOffState.VOID: N_("void"),
}


@dataclass(frozen=True)
class WriteOff:
    """What of a claim is given up; net fen. It counts once it is APPROVED."""

    number: str
    claim_id: int
    brand: str
    amount_fen: int
    reason_code: str = ""
    reason_text: str = ""
    state: WriteOffState = WriteOffState.PROPOSED
    proposed_by: str = ""
    proposed_at: datetime | None = None
    decided_by: str = ""
    """The service manager; empty where the sum is so small that the clerk may do it alone."""
    decided_on: date | None = None
    seconded_by: str = ""
    """Finance, where the sum is above the manager's limit."""
    decision_text: str = ""
    reverses: int | None = None
    """Id of the write-off that this one takes back: money came after all."""
    corrects: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ReceivableNote:
    """Why money still stands, in somebody's words, and until when that holds."""

    claim_id: int
    reason_code: str = ""
    text: str = ""
    until_on: date | None = None
    written_by: str = ""
    written_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
