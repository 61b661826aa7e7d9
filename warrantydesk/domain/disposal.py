"""Lists of records that have been kept long enough: proposed, approved, done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.profile import BrandProfile
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


LAW_DAYS = {RecordKind.REPAIR: 2192, RecordKind.RECALL: 1827}
"""What the law asks for, whatever a profile says: six years, five years; days."""
_DEADLINES = {RecordKind.REPAIR: "records_keep", RecordKind.RECALL: "recall_keep"}
_ARCHIVE = "archive_keep"
"""The maker's own deadline, where he wants records kept longer."""
LEAST_DAYS = max(LAW_DAYS.values())
MOST_LINES = 2000
"""So many claims stand on one list: more than that nobody looks through."""


class Against(StrEnum):
    """What keeps a record although its time is over.

    A running warranty of the car does not: article 17 counts from the end of the repair, and what
    later repairs are compared with (parts, faults, km, days) stays in the rows.
    """

    DEMAND = "demand"
    MONEY = "money"
    DEDUCTION = "deduction"
    CHARGE_BACK = "charge_back"
    APPEAL = "appeal"
    PIECE = "piece"
    STATEMENT = "statement"
    COMPLAINT = "complaint"


AGAINST_WORDS = {
    Against.DEMAND: N_("Claim {number}: a demand to replace or return the car runs."),
    Against.MONEY: N_("Claim {number}: money is outstanding."),
    Against.DEDUCTION: N_("Claim {number}: a deduction is not decided."),
    Against.CHARGE_BACK: N_("Claim {number}: an audit charge-back runs."),
    Against.APPEAL: N_("Claim {number}: an appeal runs."),
    Against.PIECE: N_("Claim {number}: an old part is in the house or on its way."),
    Against.STATEMENT: N_("Claim {number}: its statement is not closed."),
    Against.COMPLAINT: N_("Claim {number}: a complaint is not solved."),
}


@dataclass(frozen=True)
class Record:
    """The record of one ended claim: of what kind, until when it must be kept, what is against."""

    claim_id: int
    claim_number: str
    brand: str
    vin: str
    state: str
    kind: RecordKind
    finished_on: date
    keep_until: date
    against: tuple[Against, ...] = ()
    disposal_id: int | None = None
    """The list that it stands on already."""

    @property
    def is_ended(self) -> bool:
        """Tell whether nothing more can happen to the claim."""
        return self.state in ("CLOSED", "VOID")

    def is_due(self, on: date) -> bool:
        """Tell whether it may be disposed of on a day."""
        return self.is_ended and self.keep_until < on and not self.against


@dataclass(frozen=True)
class DueRecords:
    """Records whose time was over by a day, the oldest first; ``more`` wait behind them."""

    until_on: date
    records: tuple[Record, ...] = ()
    more: bool = False

    @property
    def free(self) -> tuple[Record, ...]:
        """Those that nothing keeps and no list has yet."""
        return tuple(one for one in self.records if not one.against and one.disposal_id is None)


def kind_of(claim_type: str) -> RecordKind:
    """Return the kind of record that a claim of a type is."""
    return RecordKind.RECALL if claim_type == "CAMPAIGN" else RecordKind.REPAIR


def days_kept(profile: BrandProfile, kind: RecordKind) -> int:
    """Return how many days a record is kept: the longest of law, deadlines and the maker's wish.

    Recall work is repair work too, so it is never kept shorter than a repair.
    """
    kinds = {RecordKind.REPAIR, kind}
    codes = (*(_DEADLINES[one] for one in kinds), _ARCHIVE)
    wanted = [profile.deadline_days(code) or 0 for code in codes]
    return max(*wanted, *(LAW_DAYS[one] for one in kinds))
