"""Claims' accounts follow from their entries; old parts learn of the money. Inside a change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from warrantydesk.domain.settlement.account import (
    ClaimAccount,
    money_state,
)
from warrantydesk.domain.settlement.statement import BOOKED_STATES, StatementState
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.telling import tell_pieces
from warrantydesk.storage.accounts import AccountSums, AskingClaim

_NOT_INVOICED = (StatementState.CONFIRMED,)


def refresh_accounts(bench: Bench, claim_ids: Iterable[int]) -> None:
    """Write the accounts of claims anew from their entries; inside an open change.

    Raises nothing: what the entries say is what the account says.
    """
    store = bench.stores.accounts
    wanted = sorted(set(claim_ids))
    asking, known = store.asking(wanted), store.of_many(wanted)
    invoiced = _invoiced_statements(bench)
    fresh = [_account(one, asking[one.claim_id], invoiced) for one in store.sums(wanted)]
    columns = [name for name in store.mapping.names if name not in ("id", "version", "claim_id")]
    store.add_many([one for one in fresh if one.claim_id not in known and _says_something(one)])
    changes = []
    for one in fresh:
        before = known.get(one.claim_id)
        if before is not None and replace(one, id=before.id, version=before.version) != before:
            row = store.mapping.row(one)
            changes.append((before.id, {name: row[name] for name in columns}))
    store.table.bulk_update(changes)
    tell_pieces(bench, {one.claim_id: one for one in fresh}, known, asking)


def _account(sums: AccountSums, claim: AskingClaim, invoiced: dict[int, bool]) -> ClaimAccount:
    account = ClaimAccount(
        sums.claim_id,
        sums.settled_fen,
        sums.paid_fen,
        sums.deducted_fen,
        sums.given_up_fen,
        sums.short_fen,
        sums.written_off_fen,
        statement_id=sums.statement_id,
        paid_on=date.fromisoformat(sums.paid_on) if sums.paid_on and sums.paid_fen else None,
    )
    state = money_state(
        claim,
        account,
        charged_back=bool(sums.charged_back),
        invoiced=invoiced.get(sums.statement_id or 0, False),
    )
    return replace(account, state=state)


def _says_something(one: ClaimAccount) -> bool:
    """Tell whether a claim needs an account: else all of it follows from the claim itself."""
    plain = ClaimAccount(one.claim_id, state=one.state)
    return one != plain or one.state.value == "CHARGED_BACK"


def _invoiced_statements(bench: Bench) -> dict[int, bool]:
    states = bench.stores.statements.states()
    return {
        number: state in BOOKED_STATES and state not in _NOT_INVOICED
        for number, state in states.items()
    }
