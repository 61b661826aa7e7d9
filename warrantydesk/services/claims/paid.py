"""What arrived for each line of a claim, as statements and receipts tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warrantydesk.domain.claim.amounts import Key
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.settlement.account import has_come, is_paid_whole
from warrantydesk.domain.settlement.statement import BOOKED_STATES
from warrantydesk.services.bench import Bench


@dataclass(frozen=True)
class PaidLines:
    """What is known of single lines: all of them paid, or those a paid statement names; fen."""

    whole: bool = False
    settled: Mapping[Key, int] = field(default_factory=dict)

    def of(self, key: Key, approved_fen: int | None) -> int | None:
        """Return what arrived for a line; None where statements do not say."""
        return approved_fen if self.whole else self.settled.get(key)


def paid_lines(bench: Bench, claim: Claim) -> PaidLines:
    """Return what statements and receipts tell of the lines of a claim."""
    stores = bench.stores
    account = stores.accounts.of(claim.id)
    if is_paid_whole(claim, account):
        return PaidLines(whole=True)
    if not has_come(account):
        return PaidLines()
    states = stores.statements.states()
    settled: dict[Key, int] = {}
    for line in stores.statement_lines.find(claim_id=claim.id, void_reason=""):
        if states.get(line.statement_id) in BOOKED_STATES:
            for one in line.of_lines:
                key = (one.kind, one.line)
                settled[key] = settled.get(key, 0) + one.amount_fen
    return PaidLines(settled=settled)
