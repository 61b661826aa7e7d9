"""The account of a claim: every fen of it has a name.

Two identities hold for every claim, statement and month, to the fen:
claimed = approved + refused + open, and approved = paid + deducted + written off + outstanding.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_


class MoneyState(StrEnum):
    """The money axis of a claim (C.1); it follows from the account, nobody sets it."""

    NONE = "NONE"
    CLAIMED = "CLAIMED"
    APPROVED = "APPROVED"
    ON_STATEMENT = "ON_STATEMENT"
    INVOICED = "INVOICED"
    PAID = "PAID"
    SHORT = "SHORT"
    WRITTEN_OFF = "WRITTEN_OFF"
    CHARGED_BACK = "CHARGED_BACK"


MONEY_STATE_NAMES = {
    MoneyState.NONE: N_("nothing claimed"),
    MoneyState.CLAIMED: N_("claimed"),
    MoneyState.APPROVED: N_("approved"),
    MoneyState.ON_STATEMENT: N_("on a statement"),
    MoneyState.INVOICED: N_("invoiced"),
    MoneyState.PAID: N_("paid"),
    MoneyState.SHORT: N_("paid short"),
    MoneyState.WRITTEN_OFF: N_("written off"),
    MoneyState.CHARGED_BACK: N_("charged back"),
}
_WAITING = frozenset({State.SUBMITTED, State.RETURNED})
"""States of a filed claim in which the maker's word is still to come."""


@dataclass(frozen=True)
class ClaimAccount:
    """What happened to the money of one claim so far; net fen.

    Kept for claims that statements, deductions or write-offs touch; ``NO_ACCOUNT`` for others.
    """

    claim_id: int = 0
    settled_fen: int = 0
    """What confirmed statements say they pay."""
    paid_fen: int = 0
    """What arrived, less what was kept back for its deductions."""
    deducted_fen: int = 0
    given_up_fen: int = 0
    """What of the deductions the desk took as the end of it: short, over, rounding."""
    short_fen: int = 0
    """What of that was paid short, beyond rounding."""
    written_off_fen: int = 0
    state: MoneyState = MoneyState.NONE
    statement_id: int | None = None
    """The newest confirmed statement that names it."""
    paid_on: date | None = None
    """The day on which the last of the money arrived."""
    id: int = 0
    version: int = 0


NO_ACCOUNT = ClaimAccount()


@dataclass(frozen=True)
class Balance:
    """A claim, a statement or a month in two sums that come out even; net fen."""

    claimed_fen: int = 0
    approved_fen: int = 0
    refused_fen: int = 0
    open_fen: int = 0
    settled_fen: int = 0
    paid_fen: int = 0
    deducted_fen: int = 0
    written_off_fen: int = 0

    @property
    def outstanding_fen(self) -> int:
        """What of the approved money has no other name yet; below 0: we owe it."""
        return self.approved_fen - self.paid_fen - self.deducted_fen - self.written_off_fen

    @property
    def receivable_fen(self) -> int:
        """What may still come: asked and not answered, approved and not arrived."""
        return self.open_fen + self.outstanding_fen

    def __add__(self, other: "Balance") -> "Balance":
        """Add up two balances."""
        return Balance(
            self.claimed_fen + other.claimed_fen,
            self.approved_fen + other.approved_fen,
            self.refused_fen + other.refused_fen,
            self.open_fen + other.open_fen,
            self.settled_fen + other.settled_fen,
            self.paid_fen + other.paid_fen,
            self.deducted_fen + other.deducted_fen,
            self.written_off_fen + other.written_off_fen,
        )


class Asking(Protocol):
    """What the account asks of a claim; a ``Claim`` has it, and so has its row of a list."""

    @property
    def state(self) -> State:
        """Where the claim stands."""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was filed, None before and after a withdrawal."""

    @property
    def total_fen(self) -> int:
        """What it claims, net fen."""

    @property
    def approved_fen(self) -> int | None:
        """What the maker approved, net fen."""


def is_filed(claim: Asking) -> bool:
    """Tell whether a claim asks for money: it was filed and not withdrawn."""
    return claim.submitted_at is not None and claim.state is not State.VOID


def balance_of(claim: Asking, account: ClaimAccount = NO_ACCOUNT, appealed_fen: int = 0) -> Balance:
    """Return the balance of a claim; ``appealed_fen`` is what its open appeal asks for.

    What a filed claim asks for is ``open`` until the maker answers; afterwards what he did not
    approve is ``refused``, but for what an open appeal asks for.
    """
    claimed = claim.total_fen if is_filed(claim) else 0
    approved = (claim.approved_fen or 0) if claimed else 0
    if claim.state in _WAITING:
        approved, left = 0, claimed
    elif claim.state is State.APPEALED:
        left = min(max(appealed_fen, 0), claimed - approved)
    else:
        left = 0
    return Balance(
        claimed_fen=claimed,
        approved_fen=approved,
        refused_fen=claimed - approved - left,
        open_fen=left,
        settled_fen=account.settled_fen,
        paid_fen=account.paid_fen,
        deducted_fen=account.deducted_fen,
        written_off_fen=account.written_off_fen,
    )


def expected_fen(claim: Asking, account: ClaimAccount = NO_ACCOUNT) -> int:
    """Return what a further statement should pay for a claim, net fen.

    While the maker has not answered it is what was claimed; afterwards what he approved, less
    what statements settled already and what was given up or written off.
    """
    if not is_filed(claim):
        return 0
    asked = claim.total_fen if claim.state in _WAITING else claim.approved_fen or 0
    return asked - account.settled_fen - account.given_up_fen - account.written_off_fen


def is_paid_whole(claim: Asking, account: ClaimAccount) -> bool:
    """Tell whether all that was approved arrived: nothing short, nothing written off.

    What a later statement takes back does not make the money that arrived unpaid meanwhile.
    """
    balance = balance_of(claim, account)
    return (
        balance.approved_fen > 0
        and balance.outstanding_fen <= 0
        and account.paid_fen > 0
        and not account.short_fen
        and not account.written_off_fen
    )


def has_come(account: ClaimAccount) -> bool:
    """Tell whether the money of a claim's confirmed statement lines arrived."""
    kept_back = account.deducted_fen - account.given_up_fen
    return account.settled_fen > 0 and account.paid_fen + kept_back >= account.settled_fen


def money_state(
    claim: Asking, account: ClaimAccount, *, charged_back: bool = False, invoiced: bool = False
) -> MoneyState:
    """Return where the money of a claim stands; ``invoiced`` speaks of its newest statement."""
    balance = balance_of(claim, account)
    if not balance.claimed_fen:
        return MoneyState.NONE
    if charged_back:
        return MoneyState.CHARGED_BACK
    if account.settled_fen or account.paid_fen or account.written_off_fen or account.deducted_fen:
        return _touched(claim, account, balance, invoiced)
    if balance.approved_fen:
        return MoneyState.APPROVED
    return MoneyState.CLAIMED if balance.open_fen else MoneyState.NONE


def _touched(claim: Asking, account: ClaimAccount, balance: Balance, invoiced: bool) -> MoneyState:
    if balance.approved_fen and balance.outstanding_fen == 0:
        if account.written_off_fen:
            return MoneyState.WRITTEN_OFF
        return MoneyState.SHORT if account.short_fen > 0 else MoneyState.PAID
    if not account.settled_fen:
        return MoneyState.APPROVED if balance.approved_fen else MoneyState.CLAIMED
    if expected_fen(claim, account) > 0:
        return MoneyState.SHORT
    return MoneyState.INVOICED if invoiced else MoneyState.ON_STATEMENT
