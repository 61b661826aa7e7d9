"""Sheets as desks really keep them: their words, dashes and days, and nothing lost or doubled."""

from datetime import date
from decimal import Decimal

import pytest
from builders import OTHER_VIN, VIN
from fakes import FixedClock

from tests.services.test_take_over import SUBJECT, claim_of, outcomes, seen, taken
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.sheet import Book, Sheet
from warrantydesk.domain.sheet.amounts import amount
from warrantydesk.domain.sheet.look import says_total
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports.take_over_days import day_of
from warrantydesk.services.imports.take_over_words import (
    Meant,
    phone_of,
    plate_of,
    state_of,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        *(
            (word, State.APPROVED)
            for word in ("等回款", "回款中", "没回款", "还没到账", "待厂家付款")
        ),
        *((word, State.APPROVED) for word in ("部分拒赔", "部分驳回", "已批未付")),
        *((word, State.SUBMITTED) for word in ("驳回已重新提交", "退回已补报", "补资料已上报")),
        *((word, State.SUBMITTED) for word in ("待厂家审批", "等批复", "待审核", "已上报")),
        *((word, State.RETURNED) for word in ("退回", "待补资料", "退回重报")),
        *((word, State.REPAIRING) for word in ("未完工", "未竣工", "等配件", "缺件", "待件")),
        *((word, State.TO_SUBMIT) for word in ("已完工", "未上报", "待申报")),
        *((word, State.REJECTED) for word in ("拒赔", "未通过")),
        *((word, Meant.FINISHED) for word in ("已结", "款已到", "已回款", "归档")),
    ],
)
def test_what_a_desk_calls_a_state(word: str, state: State | Meant) -> None:
    assert state_of(word) is state


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("13911110005/0510-86880000", "13911110005"),
        ("13911110005（李）", "13911110005"),
        ("(0510)86880000", "051086880000"),
        ("139 1111 0005", "13911110005"),
        ("13911110005 13800000000", "13911110005"),
    ],
)
def test_of_several_phones_the_first_is_taken(said: str, phone: str) -> None:
    assert phone_of("phone", said) == (phone, None)


@pytest.mark.parametrize("said", ["临牌", "无牌", "未上牌", "蓝牌", "新车", "临时牌照", "无"])
def test_a_car_without_plate_has_none(said: str) -> None:
    assert plate_of(said) == ""


def test_a_plate_is_kept_without_its_dot_and_the_first_of_two() -> None:
    assert plate_of("苏B·12345") == "苏B12345"
    assert plate_of("苏B12345/苏BD99999") == "苏B12345"


@pytest.mark.parametrize("said", ["26/3/5", "26.3.5"])
def test_a_day_that_is_likely_is_taken_and_said(said: str) -> None:
    found, what = day_of("opened_on", said, TODAY, may_come=False)
    assert found == date(2026, 3, 5)
    assert what is not None


def test_a_dash_says_nothing_in_any_column(desk: Desk) -> None:
    rows = ("单号\t车架号\t车牌\t车主\t进厂日期\t状态\t索赔金额\t批准金额\t竣工日期",)
    rows += (f"/\t{VIN}\t临牌\t张三\t2026.3.5\t已上报\t800\t-\t无",)
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["warn"]
    taken(desk, "take_over_claims", *rows)
    (claim,) = desk.stores.claims.find(vehicle_vin=VIN)
    assert (claim.total_fen, claim.approved_fen, claim.vehicle.plate) == (80_000, None, "")


def test_a_claim_without_the_end_of_its_repair_has_no_days_in_the_shop(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t接车日期\t上报日期\t状态\t索赔金额"
    taken(desk, "take_over_claims", head, f"SP1\t{VIN}\t张三\t2026.3.20\t2026.4.25\t已上报\t800")
    visit = claim_of(desk, "SP1").visit
    assert visit.finished_at == visit.arrived_at


def test_a_count_of_rows_is_no_number_of_a_claim(desk: Desk) -> None:
    head = "编号\t车架号\t车主\t接车日期\t状态\t索赔金额"
    taken(desk, "take_over_claims", head, f"2\t{VIN}\t张三\t2026.3.20\t已上报\t800")
    again = seen(desk, "take_over_claims", head, f"2\t{VIN}\t张三\t2026.4.2\t已上报\t900")
    assert "same" not in outcomes(again)
    assert outcomes(
        seen(desk, "take_over_claims", head, f"2\t{VIN}\t张三\t2026.3.20\t已上报\t800")
    ) == ["same"]


def test_a_piece_lies_on_the_line_of_its_claim_and_is_there_once(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t接车日期\t状态\t配件代码\t配件名称\t索赔金额"
    taken(desk, "take_over_claims", head, f"SP1\t{VIN}\t张三\t2026.3.5\t已上报\tP1\t水泵\t800")
    pieces = ("索赔单号\t配件代码\t配件名称\t货位", "SP1\tP1\t水泵\tR1-2")
    taken(desk, "take_over_pieces", *pieces)
    claim = claim_of(desk, "SP1")
    assert [one.new_part_no for one in claim.part_lines] == ["P1"]
    (piece,) = desk.stores.parts.find(claim_id=claim.id)
    assert (piece.line, piece.state) == (1, PartState.SHELVED)
    assert outcomes(seen(desk, "take_over_pieces", *pieces)) == ["same"]


def test_a_piece_that_was_sent_away_is_left_out(desk: Desk) -> None:
    head = "旧件编号\t车架号\t配件代码\t返厂日期\t返厂截止日期"
    rows = (f"J-1001\t{VIN}\tP1\t2026.3.20\t", f"J-1002\t{VIN}\tP2\t\t2026.12.20")
    assert outcomes(seen(desk, "take_over_pieces", head, *rows)) == ["same", "warn"]


def test_a_sheet_of_cars_fills_what_the_sheet_of_customers_left_open(desk: Desk) -> None:
    taken(
        desk, "take_over_customers", "姓名\t电话\tVIN\t车牌", f"张三\t13800000000\t{VIN}\t苏A12345"
    )
    cars = ("VIN\t车主\t电话\t发动机号\t购车日期", f"{VIN}\t张三\t13800000000\tE-77\t2024.5.1")
    assert outcomes(seen(desk, "take_over_vehicles", *cars)) == ["changed"]
    batch = taken(desk, "take_over_vehicles", *cars)
    (car,) = desk.stores.vehicles.find(vin=VIN)
    assert (car.engine_no, car.invoiced_on) == ("E-77", date(2024, 5, 1))
    assert outcomes(seen(desk, "take_over_vehicles", *cars)) == ["same"]
    desk.imports.undo(batch.id, "wrong sheet")
    (car,) = desk.stores.vehicles.find(vin=VIN)
    assert (car.engine_no, car.invoiced_on) == ("", None)


def test_a_claim_without_any_day_is_found_again_on_another(desk: Desk, clock: FixedClock) -> None:
    rows = ("车架号\t车主\t状态\t索赔金额", f"{VIN}\t张三\t维修中\t800")
    taken(desk, "take_over_claims", *rows)
    clock.go_on(days=1)
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["same"]


def test_claims_by_plate_alone_are_found_again(desk: Desk) -> None:
    taken(desk, "take_over_vehicles", "VIN\t车牌\t车主", f"{VIN}\t苏A12345\t张三")
    rows = ("车牌\t接车日期\t状态\t索赔金额", "苏A12345\t2026.3.5\t已上报\t800")
    taken(desk, "take_over_claims", *rows)
    assert outcomes(seen(desk, "take_over_claims", *rows)) == ["same"]


def test_a_claim_that_came_without_a_number_is_found_by_car_day_and_sum(desk: Desk) -> None:
    taken(
        *(desk, "take_over_claims", "车架号\t车主\t接车日期\t状态\t索赔金额"),
        f"{VIN}\t张三\t2026.3.5\t已上报\t800",
    )
    dues = ("索赔单号\t车架号\t接车日期\t索赔金额\t批准金额", f"SP-77\t{VIN}\t2026.3.5\t800\t800")
    taken(desk, "take_over_receivables", *dues)
    assert len(desk.stores.claims.find(vehicle_vin=VIN)) == 1


def test_money_of_a_second_row_is_not_lost_in_silence(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t批准金额"
    rows = (f"SP-1\t{VIN}\t张三\t500", f"SP-1\t{VIN}\t张三\t300", f"SP-2\t{OTHER_VIN}\t李四\t90")
    assert outcomes(seen(desk, "take_over_receivables", head, *rows))[1] == "block"
    same = (rows[0], rows[0])
    assert outcomes(seen(desk, "take_over_receivables", head, *same))[1] == "same"


def test_the_owner_comes_before_who_brought_the_car(desk: Desk) -> None:
    taken(desk, "take_over_vehicles", "VIN\t送修人\t车主\t联系人", f"{VIN}\t王五\t张三\t赵六")
    assert [one.name for one in desk.stores.customers.find(name="张三")]
    assert not desk.stores.customers.find(name="王五")


def test_a_sum_over_two_rows_is_counted_once(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t状态\t配件代码\t配件费\t工时费\t合计"
    rows = (
        f"SP1\t{VIN}\t张三\t已上报\tP1\t400\t100\t600",
        f"SP1\t{VIN}\t张三\t已上报\tP2\t100\t\t",
    )
    taken(desk, "take_over_claims", head, *rows)
    assert claim_of(desk, "SP1").total_fen == 60_000


def test_what_is_written_over_several_rows_holds_for_each(desk: Desk) -> None:
    head = ("索赔单号", "车架号", "车主", "接车日期", "状态", "配件代码", "索赔金额")
    rows = (
        head,
        ("SP1", VIN, "张三", "2026.3.5", "已上报", "P1", "600"),
        *[("",) * 5 + ("P2", "")] * 2,
    )
    merged = tuple((1, column, 3, column) for column in (0, 1, 2, 3, 4, 6))
    book = Book((Sheet("三月", rows, False, merged),), "claims.xlsx", "0" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_claims", SUBJECT)
    preview = desk.imports.preview(draft)
    assert preview.blocked == 0
    desk.imports.apply(draft, preview)
    claim = claim_of(desk, "SP1")
    assert [one.new_part_no for one in claim.part_lines] == ["P1", "P2", "P2"]
    assert claim.total_fen == 60_000


def test_rows_drawn_under_one_car_are_parts_of_one_claim(desk: Desk) -> None:
    head = ("车架号", "车主", "接车日期", "状态", "配件代码", "索赔金额")
    rows = (head, (VIN, "张三", "2026.3.5", "已上报", "P1", "600"), *[("",) * 4 + ("P2", "85")] * 1)
    merged = tuple((1, column, 2, column) for column in range(4))
    book = Book((Sheet("三月", rows, False, merged),), "claims.xlsx", "3" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_claims", SUBJECT)
    desk.imports.apply(draft, desk.imports.preview(draft))
    (claim,) = desk.stores.claims.find(vehicle_vin=VIN)
    assert (len(claim.part_lines), claim.total_fen) == (2, 68_500)
    again = desk.imports.draft(book, "take_over_claims", SUBJECT)
    assert outcomes(desk.imports.preview(again)) == ["same", "same"]


def test_what_is_drawn_under_a_finished_claim_is_left_out_with_it(desk: Desk) -> None:
    head = ("车架号", "车主", "接车日期", "状态", "配件代码", "索赔金额")
    rows = (head, (VIN, "张三", "2026.3.5", "已回款", "P1", "600"), ("", "", "", "", "P2", "85"))
    merged = tuple((1, column, 2, column) for column in range(3))
    book = Book((Sheet("三月", rows, False, merged),), "claims.xlsx", "4" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_claims", SUBJECT)
    assert outcomes(desk.imports.preview(draft)) == ["same", "same"]


def test_a_note_below_a_list_of_customers_is_asked_about(desk: Desk) -> None:
    rows = ("姓名\t电话\t地址", "张三\t13800000000\t", "红色为战败\t\t")
    assert outcomes(seen(desk, "take_over_customers", *rows)) == ["new", "warn"]


def test_a_unit_above_the_table_holds_for_its_amounts(desk: Desk) -> None:
    head = ("索赔单号", "车架号", "车主", "批准金额")
    rows = (
        ("应收台账", "", "", ""),
        ("单位：万元", "", "", ""),
        head,
        ("SP-1001", VIN, "张三", "1.25"),
    )
    book = Book((Sheet("应收", rows),), "dues.xlsx", "1" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_receivables", SUBJECT)
    desk.imports.apply(draft, desk.imports.preview(draft))
    assert claim_of(desk, "SP-1001").approved_fen == 1_250_000


def test_under_a_head_over_several_columns_each_is_called_by_its_own_name(desk: Desk) -> None:
    rows = (
        ("索赔单号", "车架号", "车主", "状态", "索赔金额(元)", None, None),
        (None, None, None, None, "配件费", "工时费", "外出费"),
        ("SP-1001", VIN, "张三", "已上报", "402", "160", "100"),
    )
    merged = ((0, 4, 0, 6), *((0, column, 1, column) for column in range(4)))
    book = Book((Sheet("三月", rows, False, merged),), "march.xlsx", "2" * 64, 9000, "xlsx")
    draft = desk.imports.draft(book, "take_over_claims", SUBJECT)
    desk.imports.apply(draft, desk.imports.preview(draft))
    claim = claim_of(desk, "SP-1001")
    assert (claim.total_fen, len(claim.other_lines)) == (66_200, 3)


def test_a_sum_of_a_month_is_a_total_and_a_dash_behind_a_point_no_minus() -> None:
    assert says_total("3月合计")
    assert says_total("2026年3月小计")
    assert amount("1200.-") == Decimal(1200)
    assert amount("1200-") == Decimal(-1200)


def test_of_several_warnings_the_heavier_is_told(desk: Desk) -> None:
    taken(desk, "take_over_vehicles", "VIN\t车牌\t车主", f"{VIN}\t苏A12345\t张三")
    head = "索赔单号\t车架号\t车主\t接车日期\t状态\t索赔金额"
    preview = seen(desk, "take_over_claims", head, f"SP-1\t{VIN}\t李四\t3月8日\t维修中\t800")
    assert [one.field for one in preview.results] == ["customer"]


def test_of_several_claims_of_a_car_a_piece_belongs_to_the_one_with_its_part(desk: Desk) -> None:
    head = "索赔单号\t车架号\t车主\t接车日期\t状态\t配件代码\t索赔金额"
    rows = (
        f"SP-1\t{VIN}\t张三\t2026.3.5\t已上报\tP1\t800",
        f"SP-2\t{VIN}\t张三\t2026.4.5\t已上报\tP2\t90",
    )
    taken(desk, "take_over_claims", head, *rows)
    taken(desk, "take_over_pieces", "车架号\t配件代码\t货位", f"{VIN}\tP2\tR1-1")
    assert [one.part_no for one in desk.stores.parts.find(claim_id=claim_of(desk, "SP-2").id)] == [
        "P2"
    ]
    assert outcomes(seen(desk, "take_over_pieces", "车架号\t配件代码", f"{VIN}\tP9")) == ["block"]


def test_pieces_that_are_counted_anew_each_month_are_all_taken(desk: Desk) -> None:
    head = "旧件编号\t车架号\t车主\t配件代码\t回收日期"
    taken(desk, "take_over_pieces", head, f"1\t{VIN}\t张三\tP1\t2026.3.5")
    april = f"1\t{OTHER_VIN}\t李四\tP2\t2026.4.5"
    taken(desk, "take_over_pieces", head, april)
    assert [one.maker_tag for one in desk.stores.parts.find()] == ["1", "1"]
    assert outcomes(seen(desk, "take_over_pieces", head, april)) == ["same"]


def test_a_slip_in_a_vin_is_no_second_car(desk: Desk) -> None:
    taken(desk, "take_over_vehicles", "VIN\t车牌\t车主", f"{VIN}\t苏A12345\t张三")
    slip = VIN.replace("8252", "8522")
    rows = ("车架号\t车牌\t接车日期\t状态\t索赔金额", f"{slip}\t苏A12345\t2026.3.5\t已上报\t800")
    found = seen(desk, "take_over_claims", *rows)
    assert outcomes(found) == ["warn"]
    assert (found.results[0].field, found.results[0].values["meant"]) == ("vin", VIN)
    taken(desk, "take_over_claims", *rows)
    (claim,) = desk.stores.claims.find(vehicle_vin=VIN)
    assert claim.vehicle.plate == "苏A12345"
    assert not desk.stores.vehicles.find(vin=slip)
    other = ("VIN\t车牌\t车主", f"{OTHER_VIN}\t苏A12345\t张三")
    taken(desk, "take_over_vehicles", *other)
    assert desk.stores.vehicles.find(vin=OTHER_VIN)
