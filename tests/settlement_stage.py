"""Statements for the window: claims that were approved, and a statement over some of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from builders import a_vin
from PySide6.QtWidgets import QApplication
from stories import submitted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.settlement.statement import LineOf, Statement, StatementLine
from warrantydesk.services.change import Kind
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.moving import moved
from warrantydesk.ui.tabs.settlement.tab import SettlementTab

DEDUCTED, UNKNOWN = -50_00, 699_00


def approved(desk: Desk, serial: int) -> Claim:
    """Return a claim that the maker approved as it was asked for."""
    claim = submitted(desk, a_vin(serial, "LX0DL31C"))
    return desk.claims.answer(claim.id, AnswerKind.APPROVAL)


def a_line(claim: Claim | None, amount_fen: int | None, **fields: Any) -> StatementLine:
    """Return a line that names a claim by our number, or none at all."""
    number = claim.claim_number if claim is not None else "X-1"
    values: dict[str, Any] = {"claim_number": number, "amount_fen": amount_fen}
    return StatementLine(0, 0, **(values | fields))


def stated(
    desk: Desk, lines: Sequence[StatementLine], number: str = "JS-2610-QC", **fields: Any
) -> Statement:
    """Write a statement with its lines, not matched yet; our number comes from the series."""
    stores = desk.stores
    own = f"J0126-{len(stores.statements.find()) + 1:04d}"
    values: dict[str, Any] = {"maker_number": number, "period": "2026-10"}
    with desk.bench.change("test", Kind.STATEMENTS):
        made = stores.statements.add(Statement(own, "QC", **(values | fields)))
        for row, line in enumerate(lines, 1):
            stores.statement_lines.add(replace(line, statement_id=made.id, row=row))
        return moved(desk.bench, made)


def october(desk: Desk, *, matched: bool = True) -> tuple[Statement, list[Claim]]:
    """Return a statement with an exact, a short, an unknown line and a deduction; its claims."""
    claims = [approved(desk, serial) for serial in (1, 2)]
    exact, short = (claim.approved_fen or 0 for claim in claims)
    lines = [
        a_line(claims[0], exact),
        a_line(claims[1], short - 100_00),
        a_line(None, UNKNOWN, plate="渝A0P911", dated_on=date(2026, 10, 3)),
        a_line(None, DEDUCTED, kind=LineOf.DEDUCTION, claim_number="", text="freight"),
    ]
    made = stated(desk, lines)
    if matched:
        desk.statements.match(made.id)
    return desk.stores.statements.get(made.id), claims


@contextmanager
def shown_settlement(
    app: QApplication, qtbot: Any, desk: Desk, window: Window
) -> Iterator[SettlementTab]:
    """Give the tab while it is shown; its background work has ended afterwards."""
    made = stage_tab(SettlementTab, app, qtbot, desk, window, 640)
    made.show()
    qtbot.waitUntil(made.shell.jobs.idle)
    yield made
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle)
