"""Deductions (扣款): money taken or given beside the claims, each tied to what it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class DeductionKind(StrEnum):
    """What money is taken for; the last four are entered by the desk itself at a confirmation."""

    OLD_PART = "old_part"
    CAMPAIGN = "campaign"
    FREE_SERVICE = "free_service"
    AUDIT = "audit"
    FREIGHT = "freight"
    ADMINISTRATION = "administration"
    PERFORMANCE = "performance"
    INCENTIVE = "incentive"
    TAX = "tax"
    OTHER = "other"
    SHORT = "short"
    OVER = "over"
    ROUNDING = "rounding"


DEDUCTION_KIND_NAMES = {
    DeductionKind.OLD_PART: N_("Old part"),
    DeductionKind.CAMPAIGN: N_("Campaign"),
    DeductionKind.FREE_SERVICE: N_("Free service"),
    DeductionKind.AUDIT: N_("Audit"),
    DeductionKind.FREIGHT: N_("Freight"),
    DeductionKind.ADMINISTRATION: N_("Administration"),
    DeductionKind.PERFORMANCE: N_("Performance penalty"),
    DeductionKind.INCENTIVE: N_("Incentive"),
    DeductionKind.TAX: N_("Tax difference"),
    DeductionKind.OTHER: N_("Other deduction"),
    DeductionKind.SHORT: N_("Paid short"),
    DeductionKind.OVER: N_("Paid over"),
    DeductionKind.ROUNDING: N_("Rounding"),
}
BY_DESK = (DeductionKind.SHORT, DeductionKind.OVER, DeductionKind.ROUNDING)
"""Kinds that only a confirmation enters: differences that were taken as they are."""


class DeductionState(StrEnum):
    """Where a deduction stands between the desk and the payer."""

    OPEN = "OPEN"
    DISPUTED = "DISPUTED"
    ACCEPTED = "ACCEPTED"
    WITHDRAWN = "WITHDRAWN"
    """Taken back before any statement took it: it never counts."""
    GIVEN_BACK = "GIVEN_BACK"
    """Taken back after a statement took it: another entry, which names it, gives the money."""


DEDUCTION_STATE_NAMES = {
    DeductionState.OPEN: N_("open"),
    DeductionState.DISPUTED: N_("in dispute"),
    DeductionState.ACCEPTED: N_("accepted by us"),
    DeductionState.WITHDRAWN: N_("taken back"),
    DeductionState.GIVEN_BACK: N_("to be given back"),
}
UNDECIDED = (DeductionState.OPEN, DeductionState.DISPUTED)
"""States in which the last word has not been said."""
GIVING = (DeductionKind.INCENTIVE, DeductionKind.TAX)
"""Kinds whose amount may stand below 0: the payer gives."""
MOST_FEN = 10**11
"""Beyond any sum of this trade: a slip of the keys."""


@dataclass(frozen=True)
class Deduction:
    """One sum that the payer takes (above 0) or gives (below 0) beside the claims; net fen.

    It counts in the accounts from ``taken_on`` on, unless it is void or was taken back.
    """

    number: str
    brand: str
    kind: DeductionKind
    amount_fen: int
    payer: str = ""
    claim_id: int | None = None
    part_id: int | None = None
    """The old part it is about."""
    statement_id: int | None = None
    """The statement that takes it."""
    line_id: int | None = None
    charge_back_id: int | None = None
    reason_code: str = ""
    reason_text: str = ""
    notice_no: str = ""
    noticed_on: date | None = None
    due_on: date | None = None
    """Last day of the dispute clock (deadline ``deduct_dispute``)."""
    state: DeductionState = DeductionState.OPEN
    dispute: str = ""
    disputed_on: date | None = None
    disputed_by: str = ""
    override_reason: str = ""
    """Why it was disputed after its clock had run out."""
    answer: str = ""
    ended_on: date | None = None
    taken_on: date | None = None
    """The day its statement was confirmed."""
    corrects: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0

    @property
    def counts(self) -> bool:
        """Tell whether it stands in the accounts."""
        return (
            self.taken_on is not None
            and not self.void_reason
            and self.state is not DeductionState.WITHDRAWN
        )

    @property
    def stands(self) -> bool:
        """Tell whether it is neither void nor taken back before it was taken."""
        return not self.void_reason and self.state is not DeductionState.WITHDRAWN


def given_back(one: Deduction) -> Deduction:
    """Return the entry by which a taken deduction is paid back; a later statement takes it."""
    return Deduction(
        number="",
        brand=one.brand,
        kind=one.kind,
        amount_fen=-one.amount_fen,
        payer=one.payer,
        claim_id=one.claim_id,
        part_id=one.part_id,
        charge_back_id=one.charge_back_id,
        reason_code=one.reason_code,
        reason_text=one.reason_text,
        notice_no=one.notice_no,
        corrects=one.number,
    )
