"""What statements, deductions and write-offs say of a claim, for its checks."""

from datetime import date

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.settlement.claim_money import NO_MONEY, ClaimLine, ClaimMoney
from warrantydesk.domain.settlement.statement import LineState, Statement
from warrantydesk.services.bench import Bench


def facts_money(bench: Bench, claim: Claim) -> ClaimMoney:
    """Return the money of a claim; one that was never filed has none."""
    if not claim.id or claim.submitted_at is None:
        return NO_MONEY
    stores = bench.stores
    found = stores.statement_lines.find(claim_id=claim.id, void_reason="")
    known: dict[int, Statement] = {
        number: stores.statements.get(number) for number in {one.statement_id for one in found}
    }
    lines = tuple(
        ClaimLine(one, statement, _read_on(bench, statement))
        for one in found
        if not (statement := known[one.statement_id]).void_reason
        and one.state is not LineState.SPLIT
    )
    return ClaimMoney(
        stores.accounts.of(claim.id),
        lines,
        tuple(stores.deductions.find(claim_id=claim.id, void_reason="")),
        tuple(stores.write_offs.find(claim_id=claim.id)),
    )


def _read_on(bench: Bench, statement: Statement) -> date:
    return local_date(statement.made_at, bench.clock.zone) or bench.today
