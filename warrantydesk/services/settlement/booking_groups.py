"""The lines of a statement by claim, with what each claim still expects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warrantydesk.domain.settlement.account import NO_ACCOUNT, expected_fen
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.services.bench import Bench
from warrantydesk.storage.accounts import AskingClaim


@dataclass(frozen=True)
class Group:
    """All lines of a statement for one claim; net fen."""

    claim: AskingClaim
    lines: tuple[StatementLine, ...]
    expected_fen: int

    @property
    def missing_fen(self) -> int:
        """What the lines pay less than expected; below 0 they pay more."""
        return self.expected_fen - sum(one.amount_fen or 0 for one in self.lines)

    @property
    def is_taken(self) -> bool:
        """Tell whether the maker's amount is the end of it."""
        return any(one.decision is Decision.TAKEN for one in self.lines)


def standing_lines(bench: Bench, statement: Statement) -> list[StatementLine]:
    """Return the lines that carry money, in the order of the file."""
    found = bench.stores.statement_lines.find(statement_id=statement.id, void_reason="")
    return [one for one in found if one.state is not LineState.SPLIT]


def claims_of(lines: Iterable[StatementLine]) -> set[int]:
    return {one.claim_id for one in lines if one.claim_id is not None}


def groups_of(bench: Bench, lines: Sequence[StatementLine]) -> list[Group]:
    """Return the lines by claim, with what each claim still expects."""
    by_claim: dict[int, list[StatementLine]] = {}
    for one in lines:
        ours = one.kind is LineOf.CLAIM and one.decision is not Decision.NOT_OURS
        if one.claim_id is not None and ours:
            by_claim.setdefault(one.claim_id, []).append(one)
    stores = bench.stores
    asking, accounts = stores.accounts.asking(by_claim), stores.accounts.of_many(by_claim)
    return [
        Group(
            asking[number],
            tuple(some),
            expected_fen(asking[number], accounts.get(number, NO_ACCOUNT)),
        )
        for number, some in by_claim.items()
    ]
