"""Words and columns of old sheets that are easily read as their opposite, and ways back."""

from datetime import date

import pytest
from builders import OTHER_VIN, VIN
from money_oracle import must_balance

from tests.services.test_take_over import SUBJECT, claim_of, outcomes, seen, taken
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.sheet import Book, Sheet
from warrantydesk.domain.sheet.amounts import amount
from warrantydesk.domain.sheet.written import NotWritten
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports.take_over_days import day_of
from warrantydesk.services.imports.take_over_words import Meant, state_of

TODAY = date(2026, 11, 24)
CLAIM = "索赔单号\t车架号\t车主\t接车日期\t状态\t配件名称\t索赔金额"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("没通过 没有通过 不能通过 无法通过 不同意 未同意 不给报 不赔 厂家不认", State.REJECTED),
        ("没批准 没有批准 未核准 没批 待批", State.SUBMITTED),
        ("没结清 没付清 到账一半 付款50% 已到账80% 到账不足 已申请付款 钱没到", State.APPROVED),
        ("没上报 还没上报 没申报 没提交 资料未交 待索赔", State.TO_SUBMIT),
        ("车没修完 没修完 还没修完", State.REPAIRING),
        ("上报被退 补照片", State.RETURNED),
        ("批了 批下来了", State.APPROVED),
        ("已打款 打款了 钱到了 已赔付 已回款", Meant.FINISHED),
        ("没结案 未归档 未完结 不上报 无需上报 不退回 未取消 客户不同意", None),
    ],
)
def test_a_word_that_denies_is_not_what_it_denies(words: str, state: State | Meant | None) -> None:
    assert {word: state_of(word) for word in words.split()} == dict.fromkeys(words.split(), state)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        *((said, date(2026, 3, 5)) for said in ("26年3月5日", "2026-3-5号", "2026.3.5上午")),
        *((said, date(2026, 3, 5)) for said in ("2026，3，5", "2026·3·5", "260305")),
        *((said, date(2026, 3, 5)) for said in ("2026/3/5-3/8", "2026年3月5号")),
        ("去年12月5日", date(2025, 12, 5)),
    ],
)
def test_a_day_in_any_hand(said: str, day: date) -> None:
    assert day_of("opened_on", said, TODAY, may_come=False)[0] == day


@pytest.mark.parametrize("said", ["2023年1月", "2024.5", "2024", "2026.03"])
def test_a_month_is_no_day_and_keeps_no_row_out(desk: Desk, said: str) -> None:
    rows = ("VIN\t车主\t生产日期", f"{VIN}\t张三\t{said}")
    assert outcomes(seen(desk, "take_over_vehicles", *rows)) == ["warn"]
    taken(desk, "take_over_vehicles", *rows)
    (car,) = desk.stores.vehicles.find(vin=VIN)
    assert car.produced_on is None


@pytest.mark.parametrize("said", [f"VIN:{VIN}", f"{VIN}（新）", f"*{VIN}*"])
def test_a_vin_with_something_around_it(desk: Desk, said: str) -> None:
    taken(desk, "take_over_vehicles", "车架号\t车主", f"{said}\t张三")
    assert desk.stores.vehicles.find(vin=VIN)


@pytest.mark.parametrize(
    ("said", "meant"), [("800+120", "920"), ("约800", "800"), ("800左右", "800"), ("8OO", "800")]
)
def test_what_an_amount_probably_is(said: str, meant: str) -> None:
    with pytest.raises(NotWritten) as caught:
        amount(said)
    assert caught.value.suggestion == meant


def test_money_that_came_is_not_money_that_is_due(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t批准金额\t到账"
    taken(desk, "take_over_receivables", head, f"SP-1\t{VIN}\t张三\t1000\t300")
    claim = claim_of(desk, "SP-1")
    balance = balance_of(claim, desk.stores.accounts.of(claim.id))
    assert (balance.paid_fen, balance.outstanding_fen) == (30_000, 70_000)


def test_nothing_approved_is_not_everything(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t申报金额\t批准金额"
    rows = (f"SP-1\t{VIN}\t张三\t1000\t", f"SP-2\t{OTHER_VIN}\t李四\t1000\t0")
    assert outcomes(seen(desk, "take_over_receivables", head, *rows)) == ["warn", "block"]


def test_what_was_cut_or_invoiced_is_not_what_was_approved(desk: Desk) -> None:
    rows = ("索赔单号\t车架号\t车主\t上报日期\t申报金额\t核减金额",)
    taken(desk, "take_over_claims", *rows, f"SP-1\t{VIN}\t张三\t2026.3.5\t1000\t200")
    assert claim_of(desk, "SP-1").approved_fen is None
    head = "索赔单号\t车架号\t车主\t批准金额\t开票金额"
    taken(desk, "take_over_receivables", head, f"SP-2\t{OTHER_VIN}\t李四\t1000\t1130")
    assert claim_of(desk, "SP-2").total_fen == 100_000


def test_a_cell_with_its_own_unit_is_read_by_that(desk: Desk) -> None:
    head = ("单位：万元", "索赔单号\t车架号\t车主\t批准金额")
    rows = (f"SP-1\t{VIN}\t张三\t382元", f"SP-2\t{OTHER_VIN}\t李四\t0.05")
    taken(desk, "take_over_receivables", *head, *rows)
    sums = [claim_of(desk, number).total_fen for number in ("SP-1", "SP-2")]
    assert sums == [38_200, 50_000]


def test_several_columns_tell_how_far_a_claim_is(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t申请状态\t审核结果\t回款状态\t申报金额\t批准金额"
    rows = (
        f"SP-1\t{VIN}\t张三\t已提交\t审核通过\t未回款\t800\t700",
        f"SP-2\t{OTHER_VIN}\t李四\t已提交\t拒赔\t\t300\t",
        f"SP-3\t{VIN}\t张三\t已提交\t审核通过\t已回款\t500\t500",
        f"SP-4\t{VIN}\t张三\t已提交\t待审核\t\t400\t",
    )
    assert outcomes(seen(desk, "take_over_claims", head, *rows))[2] == "same"
    taken(desk, "take_over_claims", head, *rows)
    states = [claim_of(desk, f"SP-{n}").state for n in (1, 2, 4)]
    assert states == [State.APPROVED, State.REJECTED, State.SUBMITTED]
    assert claim_of(desk, "SP-1").approved_fen == 70_000


def test_an_approved_amount_beside_filed_is_taken_and_said(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t上报日期\t状态\t索赔金额\t批准金额\t已付金额"
    rows = (head, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t800\t700\t500")
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["warn"]
    taken(desk, "take_over_claims", *rows)
    claim = claim_of(desk, "SP-1")
    assert (claim.state, claim.approved_fen) == (State.APPROVED, 70_000)
    must_balance(desk)


def test_a_row_entered_twice_counts_once(desk: Desk) -> None:
    row = f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800"
    rows = (f"{CLAIM}\t备注", f"{row}\t", f"{row}\t重复登记")
    assert outcomes(seen(desk, "take_over_claims", *rows))[1] == "warn"
    taken(desk, "take_over_claims", *rows)
    claim = claim_of(desk, "SP-1")
    assert (claim.total_fen, len(claim.part_lines)) == (80_000, 1)
    other = (CLAIM, row.replace("SP-1", "SP-2"), row.replace("SP-1", "SP-2").replace("上报", "批"))
    assert outcomes(seen(desk, "take_over_claims", *other))[1] == "block"


def test_a_further_part_of_a_claim_that_is_over_is_over(desk: Desk) -> None:
    rows = (f"SP-3\t{VIN}\t张三\t2026.3.5\t已回款\t水泵\t800", f"SP-3\t{VIN}\t张三\t\t\t垫片\t50")
    assert outcomes(seen(desk, "take_over_claims", CLAIM, *rows)) == ["same", "same"]


def test_a_row_without_car_offers_the_claim_above(desk: Desk) -> None:
    rows = (CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800", "\t\t\t\t\t垫片\t50")
    preview = seen(desk, "take_over_claims", *rows)
    assert outcomes(preview)[1] == "block"
    repair = preview.results[1].repairs[0]
    assert preview.draft is not None
    mended = desk.imports.preview(preview.draft.with_repair(3, repair))
    assert mended.draft is not None
    desk.imports.apply(mended.draft, mended)
    assert claim_of(desk, "SP-1").total_fen == 85_000


def test_a_word_chosen_once_holds_for_the_cells_drawn_under_it_and_no_empty_one(desk: Desk) -> None:
    rows = (
        ("索赔单号", "车架号", "车主", "状态", "配件名称", "索赔金额"),
        ("SP1", VIN, "张三", "嗯嗯", "水泵", 600),
        ("SP1", VIN, "张三", None, "垫片", 50),
        ("SP2", OTHER_VIN, "李四", None, "水泵", 800),
    )
    book = Book((Sheet("三月", rows, False, ((1, 3, 2, 3),)),), "c.xlsx", "7" * 64, 9000, "xlsx")
    preview = desk.imports.preview(desk.imports.draft(book, "take_over_claims", SUBJECT))
    assert outcomes(preview)[:2] == ["block", "block"]
    repair = next(one for one in preview.results[0].repairs if one.text == State.SUBMITTED.value)
    assert preview.draft is not None
    mended = desk.imports.preview(preview.draft.with_repair(2, repair))
    assert "block" not in outcomes(mended)
    assert mended.draft is not None
    assert mended.draft.with_repair(4, repair).written(3, "state") == ""


def test_several_parts_in_one_cell_are_several_lines(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t接车日期\t状态\t配件代码\t配件名称\t索赔金额"
    rows = (
        f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\tP1、P2\t水泵、垫片\t800",
        f"SP-2\t{OTHER_VIN}\t李四\t2026.3.6\t已上报\t\t火花塞*4\t300",
    )
    taken(desk, "take_over_claims", head, *rows)
    lines = claim_of(desk, "SP-1").part_lines
    assert [(one.new_part_no, one.new_part_name) for one in lines] == [
        ("P1", "水泵"),
        ("P2", "垫片"),
    ]
    (spark,) = claim_of(desk, "SP-2").part_lines
    assert (spark.new_part_name, spark.quantity) == ("火花塞", 4)
    pieces = ("索赔单号\t配件代码\t配件名称\t数量\t货位", "SP-2\tQ7\t火花塞\t4\tA架2层")
    taken(desk, "take_over_pieces", *pieces)
    found = desk.stores.parts.find(claim_id=claim_of(desk, "SP-2").id)
    assert [(one.line, one.piece, one.place) for one in found] == [
        (1, number, "A-2") for number in (1, 2, 3, 4)
    ]
    assert outcomes(seen(desk, "take_over_pieces", *pieces)) == ["same"]


def test_the_number_of_a_rack_is_no_vin(desk: Desk) -> None:
    taken(desk, "take_over_vehicles", "VIN\t车牌\t车主", f"{VIN}\t浙C30000\t张三")
    rows = ("车牌号\t零件名称\t架号", "浙C30000\t水泵\t1-1")
    assert outcomes(seen(desk, "take_over_pieces", *rows)) == ["warn"]


def test_a_claim_made_by_an_old_part_takes_its_money(desk: Desk) -> None:
    part = ("索赔单号\t车架号\t车主\t配件名称", f"SP-1\t{VIN}\t张三\t水泵")
    taken(desk, "take_over_pieces", *part)
    batch = taken(desk, "take_over_receivables", "索赔单号\t批准金额", "SP-1\t500")
    claim = claim_of(desk, "SP-1")
    assert (claim.state, claim.total_fen, claim.approved_fen) == (State.APPROVED, 50_000, 50_000)
    must_balance(desk)
    desk.imports.undo(batch.id, "wrong file")
    claim = desk.claims.get(claim.id)
    assert (claim.state, claim.total_fen, claim.approved_fen) == (State.SUBMITTED, 0, None)
    assert claim.other_lines == ()
    must_balance(desk)


def test_pieces_that_were_undone_are_taken_again(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800")
    rows = ("旧件编号\t索赔单号\t配件名称\t货位", "J-1001\tSP-1\t水泵\tR2-3")
    for _time in range(2):
        batch = taken(desk, "take_over_pieces", *rows)
        (piece,) = desk.stores.parts.find(claim_id=claim_of(desk, "SP-1").id)
        assert (piece.state, piece.place, piece.reason) == (PartState.SHELVED, "R2-3", "")
        desk.imports.undo(batch.id, "wrong file")
    (piece,) = desk.stores.parts.find(claim_id=claim_of(desk, "SP-1").id)
    assert piece.state is PartState.VOID
    assert desk.archive.verify() == []


def test_claims_are_undone_after_money_that_was_undone(desk: Desk) -> None:
    claims = taken(
        desk, "take_over_claims", CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800"
    )
    made = claim_of(desk, "SP-1")
    money = taken(desk, "take_over_receivables", "索赔单号\t批准金额", "SP-1\t700")
    desk.imports.undo(money.id, "wrong file")
    desk.imports.undo(claims.id, "wrong file")
    assert desk.claims.get(made.id).state is State.VOID
    must_balance(desk)


def test_money_without_a_number_finds_the_claim_of_its_car_and_day(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800")
    rows = ("车架号\t接车日期\t批准金额", f"{VIN}\t2026.3.5\t700")
    assert outcomes(seen(desk, "take_over_receivables", *rows)) == ["warn"]
    taken(desk, "take_over_receivables", *rows)
    (claim,) = desk.stores.claims.find(vehicle_vin=VIN)
    assert (claim.state, claim.approved_fen) == (State.APPROVED, 70_000)


def test_months_between_rows_and_sums_are_no_data(desk: Desk) -> None:
    row = f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800"
    rows = (
        CLAIM,
        "三月份",
        row,
        "四月",
        row.replace("SP-1", "SP-2"),
        "应收总计\t\t\t\t\t\t1600",
        "汇总",
    )
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["warn", "warn"]


def test_an_answered_claim_is_found_as_it_is(desk: Desk) -> None:
    taken(desk, "take_over_claims", CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800")
    taken(desk, "take_over_receivables", "索赔单号\t批准金额", "SP-1\t700")
    assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("螺栓M8*25", [("螺栓M8*25", 1)]),
        ("胶条1.5*20", [("胶条1.5*20", 1)]),
        ("O型圈1,2号", [("O型圈1,2号", 1)]),
        ("氧传感器(前、后)", [("氧传感器(前、后)", 1)]),
        ("前、后减震器", [("前、后减震器", 1)]),
        ("密封圈(大)2个", [("密封圈(大)", 2)]),
        ("水泵、火花塞*4", [("水泵", 1), ("火花塞", 4)]),
    ],
)
def test_sizes_and_sides_are_no_further_parts(
    desk: Desk, name: str, parts: list[tuple[str, int]]
) -> None:
    taken(desk, "take_over_claims", CLAIM, f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t{name}\t800")
    lines = claim_of(desk, "SP-1").part_lines
    assert [(one.new_part_name, one.quantity) for one in lines] == parts


def test_yes_beside_paid_is_paid_and_an_unknown_answer_is_asked(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t状态\t审核结果\t是否回款\t索赔金额"
    rows = (
        f"SP-1\t{VIN}\t张三\t已提交\t审核通过\t是\t800",
        f"SP-2\t{VIN}\t张三\t已提交\t×\t否\t300",
    )
    assert outcomes(seen(desk, "take_over_claims", head, *rows)) == ["same", "block"]


def test_an_approved_sum_is_that_of_all_rows_of_its_claim(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t状态\t配件名称\t索赔金额\t批准金额"
    rows = (f"SP-1\t{VIN}\t张三\t已批\t水泵\t450\t330", f"SP-1\t{VIN}\t张三\t已批\t垫片\t35\t")
    taken(desk, "take_over_claims", head, *rows)
    claim = claim_of(desk, "SP-1")
    assert (claim.total_fen, claim.approved_fen) == (48_500, 33_000)


def test_money_that_came_later_or_does_not_add_up_is_said(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t批准金额\t已到账\t欠款"
    taken(desk, "take_over_receivables", head, f"SP-1\t{VIN}\t张三\t700\t100\t600")
    rows = (f"SP-1\t{VIN}\t张三\t700\t700\t0", f"SP-2\t{OTHER_VIN}\t李四\t1000\t300\t600")
    assert outcomes(seen(desk, "take_over_receivables", head, *rows)) == ["warn", "block"]
    other = "索赔单号\t车架号\t车主\t申报金额\t扣款\t到账金额\t欠款"
    taken(desk, "take_over_receivables", other, f"SP-3\t{VIN}\t张三\t1000\t200\t300\t500")
    assert claim_of(desk, "SP-3").approved_fen == 80_000


def test_money_of_a_car_with_an_unpriced_claim_goes_to_that(desk: Desk) -> None:
    part = ("车架号\t车主\t配件名称\t入库日期", f"{VIN}\t张三\t水泵\t2026.8.20")
    taken(desk, "take_over_pieces", *part)
    taken(desk, "take_over_receivables", "车架号\t维修日期\t批准金额", f"{VIN}\t2026.8.14\t500")
    (claim,) = desk.stores.claims.find(vehicle_vin=VIN)
    assert claim.approved_fen == 50_000
    more = ("车架号\t维修日期\t批准金额", f"{VIN}\t2026.9.14\t300")
    assert outcomes(seen(desk, "take_over_receivables", *more)) == ["warn"]


def test_a_sum_in_the_wrong_unit_is_pointed_at(desk: Desk) -> None:
    head = ("单位：万元", "索赔单号\t车架号\t车主\t批准金额")
    preview = seen(desk, "take_over_receivables", *head, f"SP-1\t{VIN}\t张三\t380")
    assert "unit" in preview.results[0].message


def test_the_last_signs_of_an_unknown_vin_give_way_to_the_plate(desk: Desk) -> None:
    head = "车牌号\tVIN后8位\t车主\t状态\t索赔金额"
    rows = (head, "苏A12345\tRB018252\t张三\t已上报\t800")
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["warn"]


def test_money_taken_twice_by_the_car_alone_is_there_once(desk: Desk) -> None:
    rows = (f"{VIN}\t张三\t2026.8.20\t已上报\t386", f"{VIN}\t张三\t2026.9.2\t已批\t386")
    taken(desk, "take_over_claims", "车架号\t车主\t接车日期\t状态\t索赔金额", *rows)
    dues = ("车架号\t维修日期\t批准金额\t已回款", f"{VIN}\t2026.8.20\t380\t0")
    taken(desk, "take_over_receivables", *dues)
    assert outcomes(seen(desk, "take_over_receivables", *dues)) == ["same"]
    assert len(desk.stores.claims.find(vehicle_vin=VIN)) == 2


def test_a_word_is_no_invoice_and_yes_beside_came_is_all(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t批准金额\t发票号\t是否到账"
    rows = (f"SP-1\t{VIN}\t张三\t490\t未开票\t否", f"SP-2\t{OTHER_VIN}\t李四\t700\t\t是")
    taken(desk, "take_over_receivables", head, *rows)
    assert desk.stores.invoices.find() == []
    paid = [
        balance_of(one, desk.stores.accounts.of(one.id)).paid_fen
        for one in (claim_of(desk, number) for number in ("SP-1", "SP-2"))
    ]
    assert paid == [0, 70_000]


def test_a_name_under_the_head_of_numbers_is_a_name(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t状态\t件号\t配件名称\t索赔金额"
    taken(desk, "take_over_claims", head, f"SP-1\t{VIN}\t张三\t已上报\t1307010\t水泵\t420")
    taken(desk, "take_over_pieces", "标签号\t索赔单号\t配件\t数量", "T1-1\tSP-1\t水泵\t1")
    claim = claim_of(desk, "SP-1")
    (piece,) = desk.stores.parts.find(claim_id=claim.id)
    assert (len(claim.part_lines), piece.line) == (1, 1)


def test_yes_under_has_left_is_gone(desk: Desk) -> None:
    head = "旧件编号\t车架号\t车主\t配件名称\t是否已返"
    rows = (f"J-1001\t{VIN}\t张三\t水泵\t是", f"J-1002\t{VIN}\t张三\t垫片\t否")
    assert outcomes(seen(desk, "take_over_pieces", head, *rows)) == ["same", "warn"]


def test_sums_in_two_languages_and_deductions(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t状态\t合计\t扣款"
    rows = (
        f"SP-1\t{VIN}\t张三\t已批\t420\t20",
        "Jan Subtotal 小计\t\t\t\t420\t",
        "合计 Total\t\t\t\t420\t",
    )
    assert outcomes(seen(desk, "take_over_claims", head, *rows)) == ["warn"]
    taken(desk, "take_over_claims", head, *rows)
    assert claim_of(desk, "SP-1").approved_fen == 40_000


def test_a_claim_by_the_end_of_its_vin_is_found_once_the_car_is_known(desk: Desk) -> None:
    rows = (
        "车牌\t车架号后8位\t车主\t接车日期\t状态\t索赔金额",
        "苏A12345\tRB018252\t张三\t2026.8.20\t已上报\t386",
    )
    taken(desk, "take_over_claims", *rows)
    taken(desk, "take_over_vehicles", "车牌\t车架号\t车主", f"苏A12345\t{VIN}\t张三")
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["same"]


def test_two_equal_parts_drawn_under_one_claim_are_two(desk: Desk) -> None:
    rows = (
        ("索赔单号", "车架号", "车主", "状态", "配件名称", "索赔金额"),
        ("SP1", VIN, "张三", "已上报", "火花塞", 50),
        (None, None, None, None, "火花塞", 50),
    )
    merged = tuple((1, column, 2, column) for column in range(4))
    book = Book((Sheet("三月", rows, False, merged),), "c.xlsx", "8" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_claims", SUBJECT)
    desk.imports.apply(draft, desk.imports.preview(draft))
    claim = claim_of(desk, "SP1")
    assert (len(claim.part_lines), claim.total_fen) == (2, 10_000)


def test_money_that_came_whole_is_there_once_and_hides_no_other(desk: Desk) -> None:
    head = "车架号\t车主\t维修日期\t批准金额\t已到账"
    row = f"{VIN}\t张三\t2026.3.5\t100\t100"
    taken(desk, "take_over_receivables", head, row)
    assert outcomes(seen(desk, "take_over_receivables", head, row)) == ["same"]
    other = row.replace("2026.3.5\t100\t100", "2026.8.5\t100\t0")
    taken(desk, "take_over_receivables", head, other)
    assert len(desk.stores.claims.find(vehicle_vin=VIN)) == 2
    assert outcomes(seen(desk, "take_over_receivables", head, other)) == ["same"]
    moved = other.replace("8.5", "9.5")
    assert outcomes(seen(desk, "take_over_receivables", head, moved)) == ["warn"]
    before = len(desk.stores.claims.find(vehicle_vin=VIN))
    taken(desk, "take_over_receivables", head, moved)
    assert len(desk.stores.claims.find(vehicle_vin=VIN)) == before


def test_a_row_that_could_not_be_read_is_not_skipped_for_the_claim_above(desk: Desk) -> None:
    rows = (
        f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\t水泵\t800",
        f"SP-2\t{OTHER_VIN}\t李四\t2026.3.6\t已上报\t水泵\t约800",
        "\t\t\t\t\t垫片\t50",
    )
    last = seen(desk, "take_over_claims", CLAIM, *rows).results[-1]
    assert [one.field for one in last.repairs] == [""]
    over = rows[1].replace("已上报", "已回款").replace("约", "")
    last = seen(desk, "take_over_claims", CLAIM, rows[0], over, rows[2]).results[-1]
    assert [one.field for one in last.repairs] == [""]
