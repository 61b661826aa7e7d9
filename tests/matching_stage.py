"""Filed claims and statements, written as they stand, where a test asks how lines are matched."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from builders import VIN, a_claim

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.statement import Statement, StatementLine, StatementState
from warrantydesk.services.desk import Desk

DAY = date(2026, 10, 12)


def filed(desk: Desk, number: int, total: int = 100_000, **paths: Any) -> Claim:
    """Write a claim that was approved as it was claimed: net fen; fields by their paths."""
    day = paths.pop("day", DAY)
    maker = paths.pop("maker", f"QC-2026-{number:05d}")
    settled = paths.pop("settled", 0)
    fields = {
        "claim_number": f"C0126-{number:06d}",
        "vehicle__vin": paths.pop("vin", VIN),
        "codes__maker_claim_number": maker,
        "state": State.APPROVED,
        "opened_on": day,
        "submitted_at": datetime(day.year, day.month, day.day, 4, tzinfo=UTC),
        "total_fen": total,
        "approved_fen": total,
        "answered_on": day,
        "id": 0,
        "version": 0,
    }
    claim = a_claim(**{**fields, **paths})
    with desk.bench.change("test"):
        visit = desk.stores.visits.add(replace(claim.visit, id=0, vehicle_id=1))
        made = desk.stores.claims.add(replace(claim, visit=visit))
        if settled:
            desk.stores.accounts.add(ClaimAccount(made.id, settled_fen=settled))
    return made


def a_line(**fields: Any) -> StatementLine:
    """Return a line of a statement that is yet to be written."""
    return replace(StatementLine(0), **fields)


def stated(desk: Desk, *lines: StatementLine, **fields: Any) -> Statement:
    """Write a statement with its lines, rows from 1 in their order."""
    count = len(desk.stores.statements.find()) + 1
    fresh = Statement(f"J0126-{count:04d}", "QC", period="2026-10", state=StatementState.IMPORTED)
    with desk.bench.change("test"):
        made = desk.stores.statements.add(replace(fresh, **fields))
        desk.stores.statement_lines.add_many(
            [
                replace(line, statement_id=made.id, row=line.row or row)
                for row, line in enumerate(lines, 1)
            ]
        )
    return made


def matched(desk: Desk, *lines: StatementLine, **fields: Any) -> list[StatementLine]:
    """Write a statement, match it, and return its lines in their order."""
    statement = stated(desk, *lines, **fields)
    desk.statements.match(statement.id)
    return desk.statements.lines(statement.id)
