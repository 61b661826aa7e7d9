"""Lines that take or give money beside the claims find their deductions."""

from dataclasses import replace
from typing import Any

from matching_stage import a_line, filed, stated

from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind
from warrantydesk.domain.settlement.statement import LineOf, LineState
from warrantydesk.services.desk import Desk


def a_deduction(desk: Desk, amount: int, **fields: Any) -> Deduction:
    with desk.bench.change("test"):
        number = f"Q0126-{len(desk.stores.deductions.find()) + 1:04d}"
        fresh = Deduction(number, "QC", DeductionKind.AUDIT, amount)
        return desk.stores.deductions.add(replace(fresh, **fields))


def test_deductions_are_tied_to_the_lines_that_take_them(desk: Desk) -> None:
    claim = filed(desk, 1)
    known = a_deduction(desk, 30_000, notice_no="KK-88", claim_id=claim.id)
    a_deduction(desk, 30_000, notice_no="KK-89")
    beside = {"kind": LineOf.DEDUCTION, "deduction_kind": "audit"}
    statement = stated(
        desk,
        a_line(text="抵扣通知单 KK-88", amount_fen=-30_000, **beside),
        a_line(text="KK-88", amount_fen=-29_999, **beside),
        a_line(maker_number="QC-2026-00001", amount_fen=-500, **beside),
    )
    desk.statements.match(statement.id)
    lines = desk.statements.lines(statement.id)
    assert [(line.state, line.claim_id) for line in lines] == [
        (LineState.DEDUCTION, claim.id),
        (LineState.DEDUCTION, None),
        (LineState.DEDUCTION, claim.id),
    ]
    assert desk.stores.deductions.get(known.id).line_id == lines[0].id
    desk.statements.undo_match(statement.id)
    assert desk.stores.deductions.get(known.id).line_id is None
