"""Statements are read: every row a line, said why it is none, or kept as not readable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reading.hostile import HOSTILE, Hostile
from statement_files import FILES, SHEETS, Answer, StatementFile
from stories import acting

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.statement import (
    LineOf,
    LineState,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Preview, Subject
from warrantydesk.services.imports.words import said
from warrantydesk.services.settlement.reading import StatementRead

Put = Callable[[StatementFile], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a statement's file to disk."""

    def written(what: StatementFile) -> Path:
        place = tmp_path / what.name
        place.write_bytes(what.data)
        return place

    return written


def answer(line: StatementLine) -> Answer:
    """Return a line as answer sheets name it."""
    number = line.maker_number or line.claim_number or line.vin
    what = "claim" if line.kind is LineOf.CLAIM else line.deduction_kind
    what = line.problem_field if line.state is LineState.UNREAD else what
    return line.row, what, number, line.amount_fen


def read(desk: Desk, put: Put, what: StatementFile) -> StatementRead:
    return desk.statements.read(file=put(what), payer=what.payer)


@pytest.mark.parametrize("what", FILES, ids=[one.name for one in FILES])
def test_every_row_is_understood_or_said(what: StatementFile, desk: Desk, put: Put) -> None:
    found = read(desk, put, what)
    lines = desk.stores.statement_lines.find(statement_id=found.id)
    assert [answer(one) for one in lines] == list(what.answers)
    assert (found.total_fen, found.tax_fen) == (what.total_fen, what.tax_fen)
    assert (found.maker_number, found.period) == (what.maker_number, what.period)
    for one in lines:
        assert bool(one.problem) is bool(one.raw) is (one.state is LineState.UNREAD)


def pasted(*rows: str) -> str:
    return "\n".join(("结算单号：PA-1\t\t", "索赔单号\tVIN\t结算金额\t备注", *rows))


def preview(desk: Desk, text: str, payer: str = "") -> Preview:
    draft = desk.imports.open_pasted(text, "statements", Subject("QC", payer))
    return desk.imports.preview(draft)


def refusal(call: Callable[[], object]) -> tuple[str, str, dict[str, object]]:
    with pytest.raises(Refused) as error:
        call()
    one = error.value.findings[0]
    return one.rule, one.field, dict(one.values)


def test_a_wrong_total_is_said_before_it_is_taken(desk: Desk) -> None:
    found = preview(desk, pasted("C0126-000001\t\t100\t", "合计\t\t101.00\t"))
    assert [(one.number, one.outcome.value) for one in found.results] == [(3, "new"), (4, "warn")]
    assert said(found.results[1]) == (
        "The statement says ¥101.00, its lines make ¥100.00: ¥1.00 differ."
    )
    assert found.draft is not None
    desk.imports.apply(found.draft, found)
    made = desk.statements.by_number("PA-1")
    assert (made.total_fen, made.state) == (10100, StatementState.IMPORTED)


def test_what_is_below_a_total_only_adds_to_it(desk: Desk) -> None:
    rows = ("C0126-000001\t\t100\t", "合计\t\t100.00\t", "旧件抵扣\t\t-30\t")
    assert desk.statements.read(text=pasted(*rows)).total_fen == 7000


def test_the_total_tells_that_amounts_include_tax(desk: Desk) -> None:
    found = desk.statements.read(text=pasted("C0126-000001\t\t113\t", "价税合计\t\t113\t"))
    assert (found.total_fen, found.tax_fen, found.tax_included) == (10000, 1300, True)


def test_the_same_file_and_the_same_number_are_known_again(desk: Desk) -> None:
    text = pasted("C0126-000001\t\t100\t")
    first = desk.statements.read(text=text)
    told = {"number": first.number, "day": "2026-11-24", "name": "王敏"}
    assert refusal(lambda: desk.statements.read(text=text)) == ("INVALID", "file", told)
    other = text.replace("100", "90")
    assert refusal(lambda: desk.statements.read(text=other))[:2] == ("INVALID", "maker_number")
    assert preview(desk, text).objection is not None
    assert preview(desk, text, "QE5048").objection is None  # another payer counts by himself
    again = desk.statements.read(text=text, again_reason="first one was a draft")
    assert (again.note, again.id != first.id) == ("first one was a draft", True)
    desk.statements.void(again.id, "twice")
    desk.statements.void(first.id, "twice")
    assert desk.statements.read(text=text).unread_lines == 0


def test_columns_are_said_and_remembered_for_each_payer(desk: Desk) -> None:
    text = "甲\t乙\t丙\nK1001\t10\t11.3\nK1002\t20\t22.6"
    columns = {"甲": "maker_number", "乙": "amount_fen"}
    assert refusal(lambda: desk.statements.read(text=text))[:2] == ("INVALID", "amount_fen")
    assert desk.statements.read(text=text, columns=columns, payer="QB2022").lines_fen == 3000
    assert desk.statements.read(text=f"{text}\n", payer="QB2022", again_reason="once more").id
    assert refusal(lambda: desk.statements.read(text=text))[:2] == ("INVALID", "amount_fen")
    wrong = {"丁": "amount_fen"}
    assert refusal(lambda: desk.statements.read(text=text, columns=wrong))[1] == "columns"


def test_columns_without_headers_are_named_by_their_number(desk: Desk) -> None:
    text = "C0126-000001\t100\nC0126-000002\t200"
    assert desk.statements.read(text=text, columns={"2": "amount_fen"}).lines_fen == 30000


def test_a_supplier_that_the_file_names_is_the_payer(desk: Desk) -> None:
    text = f"槿岚蓄电池有限公司索赔结算单\t\t\n{pasted('C0126-000001	X	370	')}"
    assert desk.statements.read(text=text).payer == "QB2022"


def test_one_sheet_is_taken_where_it_is_named(desk: Desk, put: Put) -> None:
    found = desk.statements.read(file=put(SHEETS), sheet="免费保养")
    assert (found.claim_lines, found.lines_fen) == (1, 3000)
    sheets = refusal(lambda: desk.statements.read(file=put(SHEETS), sheet="其他"))[2]["sheets"]
    assert "免费保养" in str(sheets)


def test_lines_of_several_sheets_know_theirs(desk: Desk, put: Put) -> None:
    found = read(desk, put, SHEETS)
    lines = desk.stores.statement_lines.find(statement_id=found.id)
    assert [one.sheet for one in lines] == ["一般维修"] * 2 + ["免费保养"] + ["扣款"] * 2
    assert found.line_count == 3


def test_classes_that_mean_what_was_claimed_are_left(desk: Desk) -> None:
    rows = [f"C0126-{n:06}\t{n * 10}\t5\t{n * 10}" for n in range(1, 6)]
    text = "\n".join(("索赔单号\t材料费\t工时费\t结算金额", *rows))
    found = desk.statements.read(text=text)
    assert (found.unread_lines, found.lines_fen) == (0, 15000)
    assert {one.parts_fen for one in desk.statements.lines(found.id)} == {None}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "file"),
        ({"text": "你好"}, "amount_fen"),
        ({"text": "索赔单号\t备注\nC0126-000001\t好"}, "amount_fen"),
        ({"text": "序号\t结算金额\n1\t5"}, "claim_number"),
        ({"text": pasted("C0126-000001\t\t1\t"), "payer": "QA1011"}, "payer"),
        ({"text": pasted("C0126-000001\t\t1\t"), "period": "2026年10月"}, "period"),
        ({"text": pasted("C0126-000001\t\t1\t"), "total_fen": 10**15}, "total_fen"),
        ({"text": pasted("C0126-000001\t\t1\t"), "issued_on": date(2027, 1, 1)}, "issued_on"),
        ({"text": pasted("C0126-000001\t\t1\t"), "issued_on": date(1900, 1, 1)}, "issued_on"),
        ({"text": pasted("C0126-000001\t\t1\t"), "again_reason": "x" * 501}, "again_reason"),
    ],
)
def test_what_is_no_statement_is_refused(desk: Desk, told: dict[str, Any], field: str) -> None:
    assert refusal(lambda: desk.statements.read(**told))[:2] == ("INVALID", field)
    assert desk.stores.statements.find() == []


SOME_HOSTILE = [
    one for one in HOSTILE if one.file in ("noise.csv", "broken.csv", "page.xls", "memo.xls")
]


@pytest.mark.parametrize("bad", SOME_HOSTILE, ids=[one.file for one in SOME_HOSTILE])
def test_hostile_files_leave_nothing(bad: Hostile, desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / bad.file
    place.write_bytes(bad.make())
    with pytest.raises((Refused, Unavailable)):
        desk.statements.read(file=place)
    assert desk.stores.statements.find() == [] == desk.stores.import_batches.find()


def test_a_cancelled_import_leaves_nothing(desk: Desk) -> None:
    found = preview(desk, pasted(*(f"C0126-{n:06}\t\t1\t" for n in range(1, 2500))))

    def stop(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    assert found.draft is not None
    with pytest.raises(InterruptedError):
        desk.imports.apply(found.draft, found, stop)
    assert desk.stores.statements.find() == [] == desk.stores.statement_lines.find()
    batch = desk.imports.apply(found.draft, found)
    assert desk.statements.by_number("PA-1").batch_id == batch.id
    assert desk.archive.verify() == []


def test_an_import_is_taken_back_while_nothing_is_booked(desk: Desk) -> None:
    found = desk.statements.read(text=pasted("C0126-000001\t\t1\t"))
    assert found.batch_id is not None
    desk.imports.undo(found.batch_id, "wrong month")
    assert desk.statements.get(found.id).state is StatementState.VOID
    other = desk.statements.read(text=pasted("C0126-000002\t\t1\t"))
    with desk.bench.change("test"):
        desk.stores.statements.save(
            replace(desk.statements.get(other.id), state=StatementState.CONFIRMED)
        )
    assert other.batch_id is not None
    assert refusal(lambda: desk.imports.undo(other.batch_id or 0, "no"))[0] == "STATE"
    assert refusal(lambda: desk.statements.void(other.id, "no"))[0] == "STATE"


def test_only_the_clerk_reads(desk: Desk) -> None:
    acting(desk, Role.FINANCE)
    text = pasted("C0126-000001\t\t1\t")
    assert refusal(lambda: desk.statements.read(text=text))[0] == "RIGHT"
    gone = Path("gone.xlsx")
    assert refusal(lambda: desk.statements.read(file=gone))[0] == "NOT_FOUND"
    assert refusal(lambda: desk.statements.read(text=text, brand="XX"))[0] == "NOT_FOUND"


def test_a_plain_sum_beside_the_approved_amount_was_claimed(desk: Desk) -> None:
    rows = ("C0126-000001\t80\t20\t100\t90", "合计\t80\t20\t100\t90")
    text = "\n".join(("索赔单号\t材料费\t工时费\t合计金额\t审核金额", *rows))
    found = desk.statements.read(text=text)
    (line,) = desk.statements.lines(found.id)
    assert (line.amount_fen, line.asked_fen, line.state) == (9000, 10000, LineState.NEW)
    assert found.total_fen == 9000


def test_plates_and_names_of_a_statement_are_not_in_the_journal(desk: Desk) -> None:
    head = "\t".join(("单号", "车牌号", "备注", "结算金额"))
    rows = ("W-1\t京QC1234\t车主贺䶮来电\t100.00", "W-2\t京QC5678\t送修人张三丰\t一百元整？")
    found = desk.statements.read(text="\n".join(("结算单号：JS-77", head, *rows)))
    lines = desk.statements.lines(found.id)
    assert [one.plate for one in lines] == ["京QC1234", "京QC5678"]
    assert lines[1].state is LineState.UNREAD
    assert "张三丰" in lines[1].raw
    told = " ".join(str(after) for (after,) in desk.stores.db.query("SELECT after FROM journal"))
    assert "JS-77" in told
    assert [one for one in ("QC1234", "QC5678", "来电", "张三丰") if one in told] == []
    assert desk.archive.verify() == []
