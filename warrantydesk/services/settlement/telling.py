"""Old parts learn that their line was paid, or that it is not paid any more. Inside a change."""

from collections.abc import Iterable, Mapping, Sequence

from warrantydesk.domain.effects import lines_paid, pieces_paid
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.settlement.account import (
    NO_ACCOUNT,
    ClaimAccount,
    has_come,
    is_paid_whole,
)
from warrantydesk.domain.settlement.statement import BOOKED_STATES, SettledLine
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.storage.accounts import AskingClaim

_COLUMNS = ("paid_on", "paid_by_receipt")


def tell_pieces(
    bench: Bench,
    fresh: Mapping[int, ClaimAccount],
    known: Mapping[int, ClaimAccount],
    asking: Mapping[int, AskingClaim],
) -> None:
    """Write the day of payment to the pieces of claims whose money came, or take it away.

    A claim that was approved as it was asked for and is paid whole has all its lines paid, and
    one that is not, none: only where the maker cut lines, or says what he pays for which, are
    the claim's amounts read. Thousands of claims of one receipt are told at once that way.
    """
    stores = bench.stores
    moved = (
        number
        for number, one in fresh.items()
        if one.paid_on or (number in known and known[number].paid_on)
    )
    numbers = stores.accounts.with_pieces(moved)
    lines = _lines_paid(bench, {number: fresh[number] for number in numbers}, asking)
    changed = []
    for number, pieces in _by_claim(stores.parts.several(numbers, "claim_id")).items():
        paid = lines[number]
        if _came(fresh[number]) >= _came(known.get(number, NO_ACCOUNT)):
            paid |= _still_paid(bench, pieces, paid)
        changed += pieces_paid(pieces, paid, fresh[number].paid_on)
    rows = ((piece.id, stores.parts.mapping.row(piece)) for piece in changed)
    stores.parts.table.bulk_update(
        [(number, {name: row[name] for name in _COLUMNS}) for number, row in rows]
    )


def _came(account: ClaimAccount) -> int:
    """Return what arrived of a claim and what was kept back for its deductions."""
    return account.paid_fen + account.deducted_fen - account.given_up_fen


def _still_paid(bench: Bench, pieces: Sequence[OldPart], paid: frozenset[int]) -> frozenset[int]:
    """Return the lines that were paid before: what more was approved since changes no such line."""
    before = {piece.line for piece in pieces if piece.paid_by_receipt} - paid
    if not before:
        return frozenset()
    amounts = amounts_of(bench, bench.stores.claims.get(pieces[0].claim_id))
    return lines_paid(amounts, None, whole=True) & before


def _lines_paid(
    bench: Bench, accounts: Mapping[int, ClaimAccount], asking: Mapping[int, AskingClaim]
) -> dict[int, frozenset[int]]:
    """Return the part lines whose money came, by claim."""
    reader = bench.stores.allocations
    claimed, by_line = reader.claimed_lines(accounts), reader.told_by_line(accounts)
    found: dict[int, frozenset[int]] = {}
    for number, account in accounts.items():
        claim = asking[number]
        whole = is_paid_whole(claim, account)
        if whole and claim.approved_fen == claim.total_fen:
            found[number] = claimed.get(number, frozenset())
        elif not whole and number not in by_line:
            found[number] = frozenset()
        else:
            settled = _settled_lines(bench, number) if has_come(account) else None
            amounts = amounts_of(bench, bench.stores.claims.get(number))
            found[number] = lines_paid(amounts, settled, whole)
    return found


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


def _by_claim(pieces: Iterable[OldPart]) -> dict[int, list[OldPart]]:
    found: dict[int, list[OldPart]] = {}
    for piece in pieces:
        found.setdefault(piece.claim_id, []).append(piece)
    return found
