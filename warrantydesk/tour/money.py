"""Month end: a statement is read, matched, confirmed, invoiced; money arrives; the month closes."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.month_checks import needs_reason
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineState,
    Statement,
    StatementState,
)
from warrantydesk.domain.settlement.unsettled import Unsettled
from warrantydesk.services.clock import CHINA
from warrantydesk.tour.walk import Walk

MONTH_END = "2026-11-30"
_NUMBER, _BEFORE = "JS-2611-QC", "2026-10"
_LESS = (30, 12)
"""Percent by which the first lines are paid short."""
_STRAY = (
    "Q26-1101-0777",
    "",
    "LX0DS21A8RB000777",
    "苏B77P01",
    "2026-11-09",
    "1,268.00",
    "1,268.00",
)
_HEAD = ("厂家单号", "索赔单号", "车架号", "车牌", "维修日期", "申报金额", "结算金额")
_WHY = "工时按标准核减，厂家通知单说明"
_PAPERS_OF_MONTH = ("parts_summary", "settlement_summary", "reconciliation", "month_sheet")
_REASON = "已与财务核对，下月处理。"


def month_end(way: Walk) -> dict[str, object]:
    """Follow the money of a month to the account; returns what was made."""
    desk = way.desk
    desk.set_now(max(_at("09:00"), desk.bench.now))
    desk.people.act_as("S01")
    _finish_october(way)
    statement = desk.statements.get(_read(way))
    desk.statements.match(statement.id)
    way.stage.open("settlement", "statement", statement.id)
    way.shoot("statement")
    _decide(way, statement)
    sheet = _drawn(way, "difference_sheet.pdf", statement)
    _drawn(way, "difference_sheet.xlsx", statement)
    desk.statements.book(statement.id)
    desk.statements.sign(statement.id, "傅晓棠")
    _invoice(way, statement.id)
    freed = _arrived(way)
    way.stage.open("settlement", "statement", statement.id)
    way.shoot("statement-invoiced")
    way.stage.open("settlement", "receivables")
    way.shoot("receivables")
    closed = _close(way)
    return {"statement": statement.number, "freed": freed, "difference_sheet": sheet, **closed}


def _at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{MONTH_END}T{clock}").replace(tzinfo=CHINA)


def _read(way: Walk) -> int:
    """Read the maker's file, with a claim of another station and two lines that are short."""
    file = way.folder / "lists" / "11月结算单.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(_table(way.desk.statements.not_on_statement()).encode("gb18030"))
    return way.desk.statements.read(file).id


def _table(claims: Sequence[Unsettled]) -> str:
    rows: list[Sequence[str]] = []
    total = 0
    for number, one in enumerate(claims[:-1] or claims):
        asked = one.expected_fen
        paid = asked - percent(asked, Decimal(_LESS[number])) if number < len(_LESS) else asked
        total += paid
        rows.append(
            (one.maker_number, one.claim_number, one.vin, one.plate, "", *map(_yuan, (asked, paid)))
        )
    rows.append(_STRAY)
    total += 126_800
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("启程汽车销售有限公司 索赔结算单",))
    writer.writerow((f"结算单号：{_NUMBER}", "", "结算月份：2026-11", "", "开具日期：2026-11-28"))
    writer.writerow(_HEAD)
    writer.writerows(rows)
    writer.writerow(("合计", "", "", "", "", "", _yuan(total)))
    return out.getvalue()


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _decide(way: Walk, statement: Statement) -> None:
    """Say of each line that differs what becomes of it."""
    for line in way.desk.statements.lines(statement.id):
        if line.state is LineState.SHORT:
            way.desk.statements.decide(line.id, Decision.CHASED, reason_text=_WHY)
        elif line.state not in (LineState.EXACT, LineState.WITHIN_TOL, LineState.DEDUCTION):
            way.desk.statements.decide(line.id, Decision.NOT_OURS, reason_text="他站单据，请冲回")


def _finish_october(way: Walk) -> None:
    """Decide and confirm the statement that lies on the desk since the morning of the story."""
    desk = way.desk
    for statement in desk.statements.all():
        if statement.period == _BEFORE and statement.state is not StatementState.CLOSED:
            desk.statements.match(statement.id)
            _decide(way, statement)
            desk.statements.book(statement.id)


def _invoice(way: Walk, statement_id: int) -> None:
    desk = way.desk
    desk.invoices.save("26322000000011300871", statement_id=statement_id)
    way.stage.open("settlement", "invoices")
    way.shoot("invoices")


def _arrived(way: Walk) -> list[str]:
    """Book the money that finance found on the account; returns the old parts it frees."""
    desk = way.desk
    waiting = [one for one in desk.statements.all() if one.state is StatementState.REMITTED]
    freed: list[str] = []
    for statement in waiting:
        due = desk.statements.sums(statement.id).left_fen
        on = date(2026, 10, 22)
        desk.receipts.book(due, statement.id, received_on=on, bank_ref="20261022880033")
        claims = {line.claim_id for line in desk.statements.lines(statement.id)}
        freed += [
            piece.tag
            for claim_id in claims
            if claim_id is not None
            for piece in desk.shelf.pieces_of(claim_id)
            if piece.paid_on == on
        ]
        desk.statements.close(statement.id)
    return freed


def _drawn(way: Walk, name: str, statement: Statement) -> str:
    file = way.folder / "papers" / name
    file.parent.mkdir(exist_ok=True)
    way.desk.papers.draw_statement("difference_sheet", statement.id, file)
    return way.relative(file)


def _close(way: Walk) -> dict[str, object]:
    """Close October: what stands in the way is looked at, what may wait gets its reason."""
    desk = way.desk
    found = desk.months.check("QC", _BEFORE)
    given = {
        one["code"]: _REASON
        for one in found["checks"]
        if one["count"] and needs_reason(one["code"])
    }
    desk.months.close("QC", _BEFORE, given, "10月账已与财务核对。")
    way.stage.open("settlement", "month", _BEFORE)
    way.shoot("month-end")
    made: dict[str, object] = {}
    for paper in _PAPERS_OF_MONTH:
        file = way.folder / "papers" / f"{paper}.pdf"
        desk.papers.draw_month(paper, "QC", _BEFORE, file)
        made[paper] = way.relative(file)
    return made
