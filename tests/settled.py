"""Confirmed statements, written past matching, where a test asks what follows from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind
from warrantydesk.domain.settlement.statement import (
    LineOf,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.moving import moved

CONFIRMED_ON = date(2026, 11, 20)


def approved(desk: Desk, claim: Claim) -> Claim:
    """Let the maker approve a filed claim as it was claimed."""
    return desk.claims.answer(claim.id, AnswerKind.APPROVAL)


def confirmed(
    desk: Desk,
    lines: Sequence[tuple[int | None, int]],
    deductions: Sequence[int] = (),
    **fields: Any,
) -> Statement:
    """Write a confirmed statement: lines of claim and net amount, deductions as it pays them."""
    stores = desk.stores
    number = fields.pop("number", f"J0126-{len(stores.statements.find()) + 1:04d}")
    fresh = Statement(
        number,
        "QC",
        maker_number=f"ST-{number}",
        period="2026-10",
        state=StatementState.CONFIRMED,
        confirmed_on=CONFIRMED_ON,
        confirmed_by="S01",
    )
    fresh = type(fresh)(**{**vars(fresh), **fields})
    with desk.bench.change("test"):
        made = stores.statements.add(fresh)
        for row, (claim_id, amount) in enumerate(lines, 1):
            state = LineState.EXACT if claim_id else LineState.UNKNOWN_CLAIM
            stores.statement_lines.add(
                StatementLine(made.id, row, amount_fen=amount, state=state, claim_id=claim_id)
            )
        for row, amount in enumerate(deductions, len(lines) + 1):
            line = stores.statement_lines.add(
                StatementLine(
                    made.id,
                    row,
                    kind=LineOf.DEDUCTION,
                    amount_fen=amount,
                    state=LineState.DEDUCTION,
                )
            )
            stores.deductions.add(
                Deduction(
                    f"Q-{made.id}-{row}",
                    "QC",
                    DeductionKind.AUDIT,
                    -amount,
                    statement_id=made.id,
                    line_id=line.id,
                    taken_on=CONFIRMED_ON,
                )
            )
        made = moved(desk.bench, made)
        refresh_accounts(desk.bench, [claim_id for claim_id, _fen in lines if claim_id])
    return made
