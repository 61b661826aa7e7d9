"""Claims' accounts follow from their entries; old parts learn of the money. Inside a change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from warrantydesk.domain.effects import lines_paid, pieces_paid
from warrantydesk.domain.settlement.account import (
    ClaimAccount,
    has_come,
    is_paid_whole,
    money_state,
)
from warrantydesk.domain.settlement.statement import BOOKED_STATES, SettledLine, StatementState
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.amounts import amounts_of
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
    _tell_pieces(bench, {one.claim_id: one for one in fresh}, known, asking)


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


def _tell_pieces(
    bench: Bench,
    fresh: dict[int, ClaimAccount],
    known: dict[int, ClaimAccount],
    asking: dict[int, AskingClaim],
) -> None:
    """Let old parts learn that their line was paid, or that it is not paid any more."""
    stores = bench.stores
    moved = [
        number
        for number, one in fresh.items()
        if (one.paid_on or (number in known and known[number].paid_on))
    ]
    for number in stores.accounts.with_pieces(moved):
        account, claim = fresh[number], stores.claims.get(number)
        whole = is_paid_whole(asking[number], account)
        settled = _settled_lines(bench, number) if has_come(account) else None
        lines = lines_paid(amounts_of(bench, claim), settled, whole)
        pieces = stores.parts.find(claim_id=number)
        for piece in pieces_paid(pieces, lines, account.paid_on):
            stores.parts.save(piece)


def _settled_lines(bench: Bench, claim_id: int) -> tuple[SettledLine, ...]:
    """Return what confirmed statements say they pay for single lines of a claim."""
    stores = bench.stores
    states = stores.statements.states()
    return tuple(
        of_line
        for line in stores.statement_lines.find(claim_id=claim_id, void_reason="")
        if states.get(line.statement_id) in BOOKED_STATES
        for of_line in line.of_lines
    )
