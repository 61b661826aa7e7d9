"""The account of one claim in words: the name of every fen, and where its money stands."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.settlement.account import (
    Balance,
    ClaimAccount,
    MoneyState,
    balance_of,
    expected_fen,
    money_state,
)
from warrantydesk.domain.settlement.write_off import ReceivableNote
from warrantydesk.services.bench import Bench


@dataclass(frozen=True)
class ClaimBalance:
    """The account of one claim with the name of every fen; net."""

    claim_id: int
    number: str
    state: MoneyState
    claimed_fen: int
    approved_fen: int
    refused_fen: int
    open_fen: int
    settled_fen: int
    paid_fen: int
    deducted_fen: int
    given_up_fen: int
    written_off_fen: int
    outstanding_fen: int
    receivable_fen: int
    expected_fen: int
    """What a further statement should pay."""
    statement: str = ""
    paid_on: date | None = None
    notes: tuple[ReceivableNote, ...] = ()


@dataclass(frozen=True)
class MoneyAxis:
    """Where the money of a claim stands; ``amount_fen`` is what the state speaks of, net."""

    state: MoneyState
    amount_fen: int = 0
    short_fen: int = 0
    """What is missing: given up, or still asked for."""
    statement: str = ""
    """Number of the newest confirmed statement."""
    paid_on: date | None = None


def _state_of(claim: Claim, account: ClaimAccount) -> MoneyState:
    """Return the kept state; a claim that nothing touched keeps none."""
    return account.state if account.id else money_state(claim, account)


def _statement_of(bench: Bench, account: ClaimAccount) -> str:
    number = account.statement_id
    return bench.stores.statements.get(number).number if number is not None else ""


def balance_with_names(
    bench: Bench, claim: Claim, notes: tuple[ReceivableNote, ...]
) -> ClaimBalance:
    """Return the account of a claim with the name of every fen."""
    store = bench.stores.accounts
    account, sums = store.of(claim.id), store.sums([claim.id])[0]
    balance = balance_of(claim, account, sums.appealed_fen)
    return ClaimBalance(
        claim.id,
        claim.claim_number,
        _state_of(claim, account),
        balance.claimed_fen,
        balance.approved_fen,
        balance.refused_fen,
        balance.open_fen,
        balance.settled_fen,
        balance.paid_fen,
        balance.deducted_fen,
        account.given_up_fen,
        balance.written_off_fen,
        balance.outstanding_fen,
        balance.receivable_fen,
        expected_fen(claim, account),
        _statement_of(bench, account),
        account.paid_on,
        notes,
    )


def axis_of(bench: Bench, claim: Claim) -> MoneyAxis:
    """Return where the money of a claim stands."""
    account = bench.stores.accounts.of(claim.id)
    state, balance = _state_of(claim, account), balance_of(claim, account)
    missing = account.short_fen or max(0, expected_fen(claim, account))
    return MoneyAxis(
        state,
        _spoken_of(state, balance),
        missing if state is MoneyState.SHORT else 0,
        _statement_of(bench, account),
        account.paid_on,
    )


def _spoken_of(state: MoneyState, balance: Balance) -> int:
    if state is MoneyState.CLAIMED:
        return balance.claimed_fen
    if state in (MoneyState.ON_STATEMENT, MoneyState.INVOICED):
        return balance.settled_fen
    if state in (MoneyState.PAID, MoneyState.SHORT):
        return balance.paid_fen
    if state is MoneyState.WRITTEN_OFF:
        return balance.written_off_fen
    return balance.approved_fen
