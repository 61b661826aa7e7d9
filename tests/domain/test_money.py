"""Money: integer fen, half up once, and the capitals of a claim form."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import a_claim, a_labour_line, a_part_line, an_other_line
from hypothesis import example, given
from hypothesis import strategies as st

from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.claim.totals import Rates, totals_of
from warrantydesk.domain.money import capitals, half_up, percent, times, yuan

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read(text: str) -> int:
    """Read capitals back to fen, by itself and not with the writer's tables."""
    sign, text = (-1 if text.startswith("负") else 1), text.removeprefix("负")
    whole, _, small = text.rpartition("元")
    fen = read_whole(whole) * 100
    for mark, worth in (("角", 10), ("分", 1)):
        if mark in small:
            fen += DIGITS.index(small[small.index(mark) - 1]) * worth
    return sign * fen


def read_whole(text: str) -> int:
    total = group = digit = 0
    for mark in text:
        if mark in DIGITS:
            digit = DIGITS.index(mark)
        elif mark in UNITS:
            group, digit = group + digit * UNITS[mark], 0
        elif mark == "万":
            total, group, digit = total + (group + digit) * 10_000, 0, 0
        else:
            total, group, digit = (total + group + digit) * 100_000_000, 0, 0
    return total + group + digit


@pytest.mark.parametrize(
    ("value", "fen"),
    [("0.4", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("-1.5", -2), ("2.4999", 2)],
)
def test_halves_go_up(value: str, fen: int) -> None:
    assert half_up(Decimal(value)) == fen


@pytest.mark.parametrize(
    ("price", "quantity", "fen"),
    [(12_300, 1, 12_300), (18_000, Decimal("1.6"), 28_800), (333, Decimal("0.5"), 167), (5, 0, 0)],
)
def test_price_times_quantity(price: int, quantity: Decimal | int, fen: int) -> None:
    assert times(price, quantity) == fen


@given(
    st.integers(0, 2**53),
    st.decimals(0, 999, places=2, allow_nan=False) | st.integers(0, 2**53),
)
@example(2**53, 2**53)
def test_a_product_is_exact_whatever_its_size(price: int, quantity: Decimal | int) -> None:
    exact = Fraction(price) * Fraction(quantity)
    assert times(price, quantity) == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(("rate", "fen"), [("0", 0), ("10", 124), ("12.5", 155), ("100", 1238)])
def test_percent(rate: str, fen: int) -> None:
    assert percent(1238, Decimal(rate)) == fen


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (123_800, "1,238.00"),
        (123_456_789, "1,234,567.89"),
        (-5, "−0.05"),
        (-123_800, "−1,238.00"),
        (None, "—"),
    ],
)
def test_yuan(fen: int | None, text: str) -> None:
    assert yuan(fen) == text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (82_255, "捌佰贰拾贰元伍角伍分"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (1_000, "壹拾元整"),
        (10_100, "壹佰零壹元整"),
        (100_001, "壹仟元零壹分"),
        (1_000_000, "壹万元整"),
        (1_000_100, "壹万零壹元整"),
        (1_010_000, "壹万零壹佰元整"),
        (10_000_000_000, "壹亿元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (-250, "负贰元伍角整"),
    ],
)
def test_capitals(fen: int, text: str) -> None:
    assert capitals(fen) == text


@given(st.integers(-99_999_999_999_99, 99_999_999_999_99))
def test_capitals_are_read_back(fen: int) -> None:
    text = capitals(fen)
    assert read(text) == fen
    assert "零零" not in text


def test_totals_round_each_sum_once_and_never_claim_what_the_customer_pays() -> None:
    claim = a_claim(
        part_lines=(
            a_part_line(unit_price_fen=1_005, quantity=3),
            a_part_line(causal=False, unit_price_fen=700, pay_by=PayBy.SELF),
        ),
        labour_lines=(
            a_labour_line(hours=Decimal("1.5"), unit_price_fen=333),
            a_labour_line(main=False, hours=Decimal(1), unit_price_fen=90, pay_by=PayBy.SELF),
        ),
        other_lines=(an_other_line(amount_fen=50), an_other_line(amount_fen=9, pay_by=PayBy.SELF)),
    )
    rates = Rates(handling=Decimal(10), materials=Decimal("5"), tax=Decimal(13))
    totals = totals_of(claim, rates)
    assert (totals.parts_fen, totals.labour_fen, totals.other_fen) == (3_015, 500, 50)
    assert (totals.handling_fen, totals.materials_fen) == (302, 25)
    assert totals.total_fen == 3_015 + 302 + 500 + 25 + 50
    assert totals.tax_fen == 506  # 13 % of 3,892 is 505.96
    assert totals.self_paid_fen == 700 + 90 + 9
    assert totals.hours == Decimal("1.5")
