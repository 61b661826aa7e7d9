"""What a cell says: each way of writing is one line of a table, and so is each refusal."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.written import (
    NotWritten,
    amount,
    amount_fen,
    day,
    text,
    whole,
    yes_no,
)

READERS: tuple[Callable[[Cell], object], ...] = (amount, amount_fen, whole, day, text, yes_no)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234, 123400),
        (Decimal("12.345"), 1235),
        (Decimal("-12.345"), -1235),
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("1，234．50", 123450),
        ("１２３４．５", 123450),
        ("12,345,678.9", 1234567890),
        ("1,2345", 1234500),
        ("1 234,50", 123450),
        ("1\u00a0234.50", 123450),
        ("1\u202f234.50", 123450),
        ("1'234.50", 123450),
        ("1.234,50", 123450),
        ("1.234.567,8", 123456780),
        ("¥1,234.50", 123450),
        ("￥ 1,234.50", 123450),
        ("1234.5元", 123450),
        ("1234元整", 123400),
        ("CNY 1,234.50", 123450),
        ("1,234.50 RMB", 123450),
        ("1.5万元", 1500000),
        ("2万", 2000000),
        ("(1,234.50)", -123450),
        ("（１，２３４．５０）", -123450),
        ("1,234.50-", -123450),
        ("-1,234.50", -123450),
        ("−1,234.50", -123450),
        ("¥-12", -1200),
        ("-¥12", -1200),
        ("+12", 1200),
        ("13%", 13),
        (".5", 50),
        ("5.", 500),
        ("-0.00", 0),
        ("1.23456E+5", 12345600),
        ("  88  ", 8800),
        ('="88.00"', 8800),
        ("'88.00", 8800),
    ],
)
def test_an_amount(cell: Cell, fen: int) -> None:
    assert amount_fen(cell) == fen


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("2.148.40", "2,148.40"),
        ("12,5", "12.5"),
        ("0,123", "0.123"),
        ("1O0", "100"),
        ("l2.50", "12.50"),
        ("12,34,567", "1,234,567"),
        ("(2.148.40)", "-2,148.40"),
        ("暂无", None),
        ("12 / 13", None),
        ("12-13", None),
        ("USD 5", None),
        ("1.2.3", None),
        ("NaN", None),
        ("inf", None),
        ("1" * 80, None),
        ("-", None),
        ("()", None),
        ("#N/A", None),
        ("=A1*2", None),
        (True, None),
        (date(2026, 1, 1), None),
        (Decimal("NaN"), None),
        (Decimal("Infinity"), None),
    ],
)
def test_no_amount_and_what_it_probably_is(cell: Cell, suggestion: str | None) -> None:
    with pytest.raises(NotWritten) as caught:
        amount(cell)
    assert caught.value.suggestion == suggestion
    assert caught.value.message == "“{cell}” is not an amount."
    assert caught.value.message.format(**caught.value.values)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000"])
def test_an_empty_cell_is_said_to_be_empty(cell: Cell) -> None:
    for reader in (amount, amount_fen, whole, day, yes_no):
        with pytest.raises(NotWritten, match="This cell is empty"):
            reader(cell)
    assert text(cell) == ""


def test_an_amount_has_a_largest_one() -> None:
    assert amount_fen("999,999,999,999") == 99_999_999_999_900
    for cell in ("1,000,000,000,000", 10**12, -(10**30), Decimal("1E+40")):
        with pytest.raises(NotWritten, match="too large"):
            amount(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(7, 7), ("7", 7), (Decimal("7.0"), 7), ("1,200 ", 1200), ("７", 7), ("(3)", -3), ("8.00", 8)],
)
def test_a_whole_number(cell: Cell, number: int) -> None:
    assert whole(cell) == number


def test_a_fraction_is_no_whole_number() -> None:
    with pytest.raises(NotWritten) as caught:
        whole("7.5")
    assert caught.value.suggestion == "8"
    with pytest.raises(NotWritten, match="whole number"):
        whole("seven")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "2026-11-24 13:05:59",
        "2026/11/24 下午1:05",
        "2026-11-24T13:05:59.123+08:00",
        "2026-11-24T05:05:59Z",
        "20261124",
        20261124,
        "2026年11月24日",
        "2026年11月24日 13时05分",
        "2026 年 11 月 24 日",
        "２０２６－１１－２４",
        "２０２６年１１月２４日",
        "24-Nov-2026",
        "24 November 2026",
        "24.Nov.2026",
        "Nov 24, 2026",
        "November 24th, 2026",
        "Tue, 24 Nov 2026",
        "2026-11-24 星期二",
        "11/24/2026",
        "24/11/2026",
        "24.11.2026",
        "11/24/2026 1:05 PM",
        46350,
        Decimal("46350.75"),
        "46350",
        date(2026, 11, 24),
        datetime.combine(date(2026, 11, 24), time(23, 59)),
        "'2026-11-24",
    ],
)
def test_a_day(cell: Cell) -> None:
    assert day(cell) == date(2026, 11, 24)


def test_the_same_day_and_month_need_no_order() -> None:
    assert day("05/05/2026") == date(2026, 5, 5)


def test_a_day_with_two_readings_is_not_guessed() -> None:
    with pytest.raises(NotWritten) as caught:
        day("03/04/2026")
    assert caught.value.values["one"] == "2026-03-04"
    assert caught.value.values["other"] == "2026-04-03"
    assert caught.value.suggestion is None
    assert day("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert day("11/24/2026", day_first=True) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("26-11-24", "2026-11-24"),
        ("24-Nov-26", "2026-11-24"),
        ("11/24/26", "2026-11-24"),
        ("2026-11-31", None),
        ("2026-13-01", None),
        ("20261131", None),
        (20261131, None),
        ("2025-02-29", None),
        ("长期", None),
        ("2026-11", None),
        (True, None),
        (0, None),
        (-5, None),
        (Decimal("NaN"), None),
        (123456789, None),
        ("1899-12-31", None),
        ("2100-01-01", None),
        (1234567, None),
        ("9" * 60, None),
        (59, None),
    ],
)
def test_no_day_and_what_it_probably_is(cell: Cell, suggestion: str | None) -> None:
    with pytest.raises(NotWritten) as caught:
        day(cell)
    assert caught.value.suggestion == suggestion
    assert caught.value.message.format(**caught.value.values)


def test_serials_count_a_day_that_never_was() -> None:
    """Excel has a 29 February 1900; what lies before it is one day further than it seems."""
    for serial, said in ((1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01")):
        with pytest.raises(NotWritten) as caught:
            day(serial)
        assert caught.value.values["day"] == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("  LVVDB11BXMD000001 ", "LVVDB11BXMD000001"),
        ("00123", "00123"),
        (123, "123"),
        (Decimal("123.0"), "123"),
        (Decimal("1.50"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (0, "0"),
        (138001380001234, "138001380001234"),
        ('="00123"', "00123"),
        ("'00123", "00123"),
        ("'-5", "-5"),
        ("=1+1", "=1+1"),
        ("don't", "don't"),
        ("'twas", "'twas"),
        ("a\nb\u00a0c", "a b c"),
        ("a\x00b\ud800", "ab\ufffd"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime.combine(date(2026, 1, 2), time(3, 4)), "2026-01-02 03:04:00"),
        (True, "TRUE"),
        ("#N/A", "#N/A"),
    ],
)
def test_a_text(cell: Cell, said: str) -> None:
    assert text(cell) == said


@pytest.mark.parametrize("cell", ["6.9E+12", "6.90123e+15", 10**15, Decimal("1E+20"), "#######"])
def test_an_id_that_lost_its_digits_is_no_text(cell: Cell) -> None:
    with pytest.raises(NotWritten, match="last digits are lost"):
        text(cell)


def test_a_number_that_lost_its_digits_is_none() -> None:
    for reader in (amount, whole):
        with pytest.raises(NotWritten, match="last digits are lost"):
            reader("6.9E+12")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        *(
            (cell, True)
            for cell in (True, 1, Decimal("1.0"), "是", "Yes", "√", "Ｙ", "TRUE", " 1 ")
        ),
        *((cell, False) for cell in (False, 0, Decimal(0), "否", "no", "×", "FALSE", "—")),
    ],
)
def test_yes_and_no(cell: Cell, said: bool) -> None:
    assert yes_no(cell) is said


@pytest.mark.parametrize("cell", ["maybe", 2, "x", date(2026, 1, 1)])
def test_neither_yes_nor_no(cell: Cell) -> None:
    with pytest.raises(NotWritten, match="neither yes nor no"):
        yes_no(cell)


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=70),
    st.text(alphabet="0123456789.,-()¥年月日/ E+%'\"=万元", max_size=20),
    st.integers(),
    st.decimals(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@given(CELLS)
def test_a_cell_is_read_or_refused_in_a_sentence(cell: Cell) -> None:
    for reader in READERS:
        assert len(refusal(reader, cell)) < 250


def refusal(reader: Callable[[Cell], object], cell: Cell) -> str:
    """Return the sentence with which a cell is refused, nothing where it is read."""
    try:
        reader(cell)
    except NotWritten as error:
        return error.message.format(**error.values)
    return ""


@given(st.integers(-(10**13), 10**13))
def test_an_amount_as_a_sheet_shows_it_is_read_back(fen: int) -> None:
    shown = f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    for written in (f"-{shown}", f"({shown})", f"{shown}-") if fen < 0 else (shown, f"¥{shown}"):
        assert amount_fen(written) == fen


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day_: date) -> None:
    serial = (day_ - date(1899, 12, 30)).days
    for cell in (day_.isoformat(), day_.strftime("%Y/%m/%d"), day_.strftime("%Y%m%d"), serial):
        assert day(cell) == day_


@given(st.one_of(st.dates(), st.integers(), st.decimals(), st.text(max_size=40)))
def test_a_suggestion_can_be_read(cell: Cell) -> None:
    for reader in (amount, whole, day):
        try:
            reader(cell)
        except NotWritten as error:
            if error.suggestion is not None:
                reader(error.suggestion)
