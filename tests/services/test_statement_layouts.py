"""Layouts of statements: which column is paid, what stands below, tables under one another."""

import pytest

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import LineOf, LineState, StatementLine
from warrantydesk.services.desk import Desk


def lines_of(desk: Desk, text: str) -> list[StatementLine]:
    return desk.statements.lines(desk.statements.read(text=text).id)


def test_of_several_amounts_the_one_that_is_paid_counts(desk: Desk) -> None:
    text = "索赔单号\t材料\t工时\t小计\t审批金额\t开票金额\nC0126-000001\t7\t70\t77\t75\t75"
    (line,) = lines_of(desk, text)
    assert (line.amount_fen, line.asked_fen, line.tax_fen) == (7500, 7500, None)
    english = "Claim no\tParts\tLabor\tTotal\n1234567\t50\t20\t70\n\t\t\t-30\tAudit"
    assert [one.amount_fen for one in lines_of(desk, english)] == [7000, -3000]


def test_what_was_cut_is_not_taken_off_a_total_twice(desk: Desk) -> None:
    rows = ("K10001\t100\t90\t10\t", "\t\t-5\t\t运费扣款", "合计\t100\t85\t10\t")
    text = "\n".join(("厂家单号\t申报金额\t批准金额\t扣款\t备注", *rows))
    assert desk.statements.read(text=text).total_fen == 8500


def test_an_amount_that_holds_the_tax_of_its_row_is_parted(desk: Desk) -> None:
    text = "索赔单号\t材料费\t工时费\t税额\t合计\nC0126-000001\t100\t50\t19.50\t169.50"
    (line,) = lines_of(desk, text)
    assert (line.amount_fen, line.tax_fen, line.state) == (15000, 1950, LineState.NEW)


def test_a_sum_with_tax_below_does_not_make_the_lines_so(desk: Desk) -> None:
    text = "索赔单号\t结算金额\nC0126-000001\t100\n合计\t100\n税额：13.00元  价税合计：113.00元\t"
    found = desk.statements.read(text=text)
    assert (found.total_fen, found.tax_fen, found.tax_included) == (10000, 1300, False)


@pytest.mark.parametrize(
    ("below", "total"),
    [
        ("备注：税率13%，价税合计 113.00 元", None),
        ("合计：1 单，金额 100.00 元", 10000),
        ("Total payable\t100.00", 10000),
    ],
)
def test_words_below_say_sums(below: str, total: int | None, desk: Desk) -> None:
    found = desk.statements.read(text=f"索赔单号\t结算金额\nC0126-000001\t100\n{below}")
    assert (found.total_fen, found.tax_included, found.lines_fen) == (total, False, 10000)


def test_rows_of_one_claim_may_be_told_apart_in_words_alone(desk: Desk) -> None:
    rows = ("索赔单号\t项目\t金额", "C0126-000001\t材料\t60", "\t工时\t40", "\t小计\t100")
    found = lines_of(desk, "\n".join(rows))
    assert [(one.claim_number, one.amount_fen) for one in found] == [
        ("C0126-000001", 6000),
        ("C0126-000001", 4000),
    ]


def test_a_kind_that_says_nothing_leaves_it_to_the_words(desk: Desk) -> None:
    rows = ("类型\t索赔单号\t金额\t摘要", "索赔款\tC0126-000001\t100\t", "扣款\t\t30\t旧件未返回")
    (_claim, taken) = lines_of(desk, "\n".join(rows))
    assert (taken.amount_fen, taken.deduction_kind) == (-3000, "old_part")


def test_what_was_paid_too_much_for_a_claim_is_taken_back_from_it(desk: Desk) -> None:
    rows = ("C0126-000001\t-10\t上月多付冲回", "C0126-000001\t-10\t旧件扣款")
    found = lines_of(desk, "\n".join(("索赔单号\t结算金额\t备注", *rows)))
    assert [one.kind for one in found] == [LineOf.CLAIM, LineOf.DEDUCTION]


def test_a_statement_may_call_what_it_pays_as_what_was_claimed(desk: Desk) -> None:
    (line,) = lines_of(desk, "索赔单号\t索赔金额\nC0126-000001\t100")
    assert line.amount_fen == 10000
    other = "索赔单号\t申报金额\nC0126-000001\t100"
    with pytest.raises(Refused):
        desk.statements.read(text=other)


def test_a_second_table_below_has_its_own_headers(desk: Desk) -> None:
    rows = (
        *("一、索赔明细\t\t\t", "序号\t索赔单号\t结算金额\t备注", "1\tC0126-000001\t100\t"),
        *("二、扣款明细\t\t\t", "序号\t项目\t金额\t说明", "1\t旧件扣款\t-30\t缺件"),
    )
    assert [(one.row, one.amount_fen) for one in lines_of(desk, "\n".join(rows))] == [
        (3, 10000),
        (6, -3000),
    ]


def test_fen_may_stand_behind_a_comma(desk: Desk) -> None:
    rows = ("Claim no;Net amount;VAT;Remark", "1234567;701,80;91,23;", ";-250,00;-32,50;Freight")
    found = lines_of(desk, "\n".join(rows))
    assert [(one.amount_fen, one.tax_fen) for one in found] == [(70180, 9123), (-25000, -3250)]


def test_a_number_may_be_written_with_a_blank(desk: Desk) -> None:
    text = "结算单号\tJS 2611\n索赔单号\t结算金额\nC0126-000001\t5"
    assert desk.statements.read(text=text).maker_number == "JS 2611"


@pytest.mark.parametrize("label", ["单据编号", "清单号", "凭证号码"])
def test_the_number_of_a_statement_has_many_names(desk: Desk, label: str) -> None:
    text = f"{label}\tBC-8\t\n索赔单号\tVIN后八位\t结算金额\nC0126-000001\tMD100001\t5"
    assert desk.statements.read(text=text).maker_number == "BC-8"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("索赔单 C0126-000001（补）", "C0126-000001"),
        ("No. C0126-000001", "C0126-000001"),
        ("C0126-000001A", "C0126-000001A"),
        ("C0126-000001-2", "C0126-000001-2"),
        ("C0126-000001、C0126-000002", "C0126-000001、C0126-000002"),
    ],
)
def test_words_around_our_number_are_no_part_of_it(desk: Desk, written: str, number: str) -> None:
    (line,) = lines_of(desk, f"索赔单号\t结算金额\n{written}\t100")
    assert (line.claim_number, line.maker_number) == (number, "")
