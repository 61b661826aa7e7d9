"""Old sheets taken over: customers, cars, claims, old parts and money, however they are written."""

from datetime import date
from pathlib import Path

import pytest
from builders import OTHER_VIN, VIN
from money_oracle import must_balance

from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.sheet import Book, Sheet
from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Preview, Subject
from warrantydesk.services.imports.words import said

SUBJECT = Subject("QC", "")
CLAIMS = (
    "索赔单号\t车架号\t车牌\t车主\t联系电话\t进厂日期\t上报日期\t审批日期\t状态\t"
    "索赔金额\t批准金额\t配件代码\t配件名称\t备注"
)
ROWS = (
    f"SP-101\t{VIN}\t苏A·12345\t张三\t13800000000.0\t2026.3.5\t2026年3月9日\t\t已上报\t￥1,200元\t\tP1\t水泵\t老客户",
    f"SP-102\t{OTHER_VIN.lower()}\t苏B-88888\t李四\t1.38E+10\t20260401\t2026-4-2\t2026-4-20\t已批\t８００\t800\t\t\t",
    f"SP-103\t{VIN}\t苏A12345\t张三\t13800000000\t2026/6/1\t\t\t维修中\t\t\tP2\t传感器\t",
    f"SP-104\t{VIN}\t\t张三\t\t2026/6/2\t2026/6/3\t2026/6/9\t退回\t300\t\t\t\t",
    f"SP-105\t{VIN}\t\t张三\t\t2026/6/2\t2026/6/3\t2026/6/9\t拒赔\t300\t\t\t\t",
    f"SP-106\t{VIN}\t\t张三\t\t2026/6/2\t2026/6/3\t2026/6/9\t结案\t300\t300\t\t\t",
)


def seen(desk: Desk, target: str, *rows: str) -> Preview:
    return desk.imports.preview(desk.imports.open_pasted("\n".join(rows), target, SUBJECT))


def taken(desk: Desk, target: str, *rows: str) -> ImportBatch:
    preview = seen(desk, target, *rows)
    assert preview.draft is not None
    return desk.imports.apply(preview.draft, preview)


def outcomes(preview: Preview) -> list[str]:
    return [one.outcome.value for one in preview.results]


def claim_of(desk: Desk, number: str):  # type: ignore[no-untyped-def]
    found = next(one for one in desk.stores.taken_over.find(number=number, void_reason=""))
    return desk.claims.get(found.thing_id)


def test_claims_come_in_at_their_states_with_car_and_customer(desk: Desk) -> None:
    batch = taken(desk, "take_over_claims", CLAIMS, *ROWS)
    states = [claim_of(desk, f"SP-10{n}").state for n in range(1, 6)]
    assert states == [
        *(State.SUBMITTED, State.APPROVED, State.REPAIRING),
        *(State.RETURNED, State.REJECTED),
    ]
    first = claim_of(desk, "SP-101")
    assert (first.total_fen, first.opened_on, first.owner.phone) == (
        *(120_000, date(2026, 3, 5)),
        "13800000000",
    )
    assert first.vehicle.plate == "苏A12345"
    assert claim_of(desk, "SP-102").approved_fen == 80_000
    assert first.claim_number < claim_of(desk, "SP-102").claim_number
    assert desk.vehicles.plate(first.vehicle_id) == "苏A12345"
    assert desk.stores.search.find("SP-101") == [first.id]
    assert [one.row for one in desk.stores.taken_over.find(batch_id=batch.id, kind=Taken.CLAIM)]
    must_balance(desk)


def test_the_same_sheet_twice_changes_nothing(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    assert set(outcomes(seen(desk, "take_over_claims", CLAIMS, *ROWS))) == {"same"}


def test_a_claim_taken_over_goes_on_to_its_answer(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    claim = claim_of(desk, "SP-101")
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    assert desk.claims.get(claim.id).approved_fen == 120_000
    must_balance(desk)


def test_a_statement_names_a_claim_by_the_number_it_had_before(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    claim = claim_of(desk, "SP-102")
    statement = desk.statements.key(maker_number="JS-1", period="2026-10")
    desk.statements.add_line(statement.id, claim_number="sp-102", amount_fen=80_000)
    desk.statements.match(statement.id)
    (line,) = desk.stores.statement_lines.find(statement_id=statement.id)
    assert line.claim_id == claim.id
    desk.statements.book(statement.id)
    desk.receipts.book(80_000, statement_id=statement.id)
    assert balance_of(claim, desk.stores.accounts.of(claim.id)).paid_fen == 80_000
    must_balance(desk)


def test_a_refused_claim_taken_over_is_appealed(desk: Desk) -> None:
    day = desk.bench.today
    row = f"SP-9\t{VIN}\t\t张三\t\t{day}\t{day}\t{day}\t拒赔\t300\t\t\t\t"
    taken(desk, "take_over_claims", CLAIMS, row)
    claim = claim_of(desk, "SP-9")
    assert claim.state is State.REJECTED
    desk.claims.appeal(claim.id, grounds="见鉴定表第 7 项")
    assert desk.claims.get(claim.id).state is State.APPEALED
    assert desk.papers.prepare("appeal_letter", claim.id)()


@pytest.mark.parametrize("number", ["SP-101", "SP-102", "SP-103", "SP-104", "SP-105"])
def test_every_claim_taken_over_has_its_form_and_its_dossier(
    desk: Desk, tmp_path: Path, number: str
) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    claim = claim_of(desk, number)
    assert desk.papers.prepare("claim_form", claim.id)().startswith(b"%PDF")
    assert desk.dossiers.build(claim.id, tmp_path / "dossier.pdf").pages
    assert desk.take_over.told(Taken.CLAIM, claim.id).startswith("Taken over from ")
    desk.claims.check(claim.id)
    desk.today.all()


def test_a_take_over_is_undone_until_something_was_done_with_it(desk: Desk) -> None:
    batch = taken(desk, "take_over_claims", CLAIMS, *ROWS)
    claim = claim_of(desk, "SP-101")
    desk.imports.undo(batch.id, "wrong sheet")
    assert desk.claims.get(claim.id).state is State.VOID
    must_balance(desk)
    again = taken(desk, "take_over_claims", CLAIMS, *ROWS)
    desk.claims.answer(claim_of(desk, "SP-101").id, AnswerKind.APPROVAL)
    with pytest.raises(Refused):
        desk.imports.undo(again.id, "wrong sheet")


def test_an_unknown_state_is_asked_once_for_all_rows(desk: Desk) -> None:
    rows = [ROWS[0].replace("已上报", "奇怪"), ROWS[1].replace("已批", "奇怪")]
    preview = seen(desk, "take_over_claims", CLAIMS, *rows)
    assert outcomes(preview) == ["block", "block"]
    repair = next(one for one in preview.results[0].repairs if one.text == "SUBMITTED")
    assert preview.draft is not None
    draft = preview.draft.with_repair(preview.results[0].number, repair)
    assert "block" not in outcomes(desk.imports.preview(draft))


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (f"SP-201/SP-202\t{VIN}\t\t\t\t2026/6/1\t\t\t受理", "Two claims"),
        ("SP-201\tLABC\t\t\t\t2026/6/1\t\t\t受理", "17 signs"),
        ("SP-201\t\t\t张三\t\t2026/6/1\t\t\t受理", "Neither VIN nor plate"),
        (f"SP-201\t{VIN}\t\t\t\t2027/6/1\t\t\t受理", "future"),
        (f"SP-201\t{VIN}\t\t\t\t昨天\t\t\t受理", "not a date"),
        (f"SP-201\t{VIN}\t\t\t\t2026/6/1\t2026/6/2\t\t已批\t100\t200", "More is approved"),
        (f"SP-201\t{VIN}\t\t\t\t2026/6/1\t2026/6/2\t\t已上报\t(100)", "below 0"),
    ],
)
def test_what_cannot_be_taken_is_said_in_one_sentence(desk: Desk, cells: str, word: str) -> None:
    head = CLAIMS
    row = cells + "\t" * (head.count("\t") - cells.count("\t"))
    preview = seen(desk, "take_over_claims", head, ROWS[2], row)
    assert preview.results[-1].outcome.value == "block"
    assert word in said(preview.results[-1])


def test_customers_are_never_merged_in_silence(desk: Desk) -> None:
    head = "客户姓名\t手机\t地址"
    taken(desk, "take_over_customers", head, "王五\t13911112222\t南京")
    again = seen(
        desk,
        "take_over_customers",
        head,
        "王五\t13911112222\t",
        "赵六\t13911112222\t",
        "钱七\t138 1111 3333\t",
    )
    assert outcomes(again) == ["same", "warn", "new"]


def test_old_parts_lie_on_the_shelf_and_new_places_are_made(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    head = "旧件编号\t索赔单号\t车架号\t配件代码\t配件名称\t货位\t入库日期\t应返日期"
    row = "J-0007\tSP-101\t\tP1\t水泵\tQ9-1\t2026.3.6\t2026.12.31"
    batch = taken(desk, "take_over_pieces", head, row)
    piece = next(one for one in desk.stores.parts.find() if one.maker_tag == "J-0007")
    assert (piece.state, piece.place, piece.return_by) == (
        *(PartState.SHELVED, "Q9-1"),
        date(2026, 12, 31),
    )
    assert piece.tag
    assert piece.claim_id == claim_of(desk, "SP-101").id
    assert outcomes(seen(desk, "take_over_pieces", head, row)) == ["same"]
    desk.imports.undo(batch.id, "wrong shelf")
    assert desk.stores.parts.get(piece.id).state is PartState.VOID


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("在库", "warn"),
        ("待返厂", "warn"),
        ("未返厂", "warn"),
        ("", "warn"),
        ("not shipped yet", "warn"),
        ("应返厂", "warn"),
        ("返厂", "warn"),
        ("处理中", "warn"),
        ("待报废", "warn"),
        ("to be returned", "warn"),
        ("已寄出", "same"),
        ("已返厂", "same"),
        ("报废", "same"),
        ("Shipped 3 May", "same"),
    ],
)
def test_what_left_the_shelf_by_the_sheet_is_left_out(desk: Desk, state: str, outcome: str) -> None:
    head = "旧件编号\tVIN\t配件名称\t数量\t货位\t状态"
    preview = seen(desk, "take_over_pieces", head, f"T-1\t{VIN}\t水泵\t1件\tP-R2-3\t{state}")
    assert outcomes(preview) == [outcome]


def test_a_sheet_called_like_what_is_taken_over_goes_first(desk: Desk) -> None:
    cars = Sheet("车辆", (("VIN码", "牌照", "车主"), (VIN, "苏A12345", "张三")))
    people = Sheet("客户", (("客户档案", None), ("姓名/单位", "手机"), ("张三", "13800000000")))
    book = Book((cars, people), "档案.xlsx", "0" * 64, 9000, "xlsx")
    set_language("zh_CN")
    for target, name in (("take_over_customers", "客户"), ("take_over_vehicles", "车辆")):
        assert desk.imports.draft(book, target, SUBJECT).sheet.name == name


def test_a_summary_called_like_the_target_does_not_go_first(desk: Desk) -> None:
    whole = Sheet("明细", tuple(tuple(row.split("\t")) for row in (CLAIMS, *ROWS)))
    summary = Sheet("索赔汇总", (("月份", "索赔金额"), ("3月", "1200"), ("4月", "800")))
    book = Book((summary, whole), "台账.xlsx", "0" * 64, 9000, "xlsx")
    set_language("zh_CN")
    assert desk.imports.draft(book, "take_over_claims", SUBJECT).sheet.name == "明细"


def test_money_that_is_due_stands_in_the_receivables(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIMS, *ROWS)
    head = "索赔单号\t车架号\t批准金额\t已付金额\t发票号\t开票日期\t上报日期"
    rows = (
        "SP-101\t\t1200\t500\t26000001\t2026.5.1\t",
        f"SP-900\t{OTHER_VIN}\t900\t0\t26000001\t2026.5.1\t2026.4.1",
        f"SP-901\t{OTHER_VIN}\t700\t200\t\t\t2026.4.2",
    )
    batch = taken(desk, "take_over_receivables", head, *rows)
    must_balance(desk)
    first = claim_of(desk, "SP-101")
    account = desk.stores.accounts.of(first.id)
    assert (first.state, first.approved_fen, account.paid_fen) == (State.APPROVED, 120_000, 50_000)
    assert desk.stores.accounts.of(claim_of(desk, "SP-901").id).settled_fen == 20_000
    assert set(outcomes(seen(desk, "take_over_receivables", head, *rows))) == {"same"}
    desk.imports.undo(batch.id, "wrong list")
    assert desk.claims.get(first.id).state is State.SUBMITTED
    must_balance(desk)


def test_templates_are_read_again_and_their_example_is_left_out(desk: Desk, tmp_path: Path) -> None:
    for file in desk.take_over.templates(tmp_path / "sheets"):
        target = f"take_over_{file.stem.split('-')[-1]}"
        draft = desk.imports.open_file(file, target, SUBJECT)
        filled = [n for n, cell in enumerate(draft.sheet.rows[1]) if cell not in (None, "")]
        assert all(draft.columns[n].field for n in filled), file
        assert outcomes(desk.imports.preview(draft)) == ["same"]
