"""CSV for spreadsheets: every text comes back, and none of it runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.documents.csv_list import SIGN, harmless, render


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "＝1", "＋1", "－x", "＠x"],
)
def test_what_would_run_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+46 %", "-5.20", "1,234.50", "12%", "R2-3", "", "水泵"])
def test_plain_numbers_and_words_stay(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_list_begins_with_its_sign_and_quotes_every_cell() -> None:
    data = render(("行", "值"), [("1", 'a "b"\nc'), ("2", "=1")])
    assert data.startswith(SIGN)
    assert read_back(data) == [["行", "值"], ["1", 'a "b"\nc'], ["2", "'=1"]]


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0")))
def test_every_text_comes_back_and_begins_with_nothing_that_runs(text: str) -> None:
    back = read_back(render(("a",), [(text, "x")]))[1][0]
    assert back in (text, f"'{text}")
    assert not back.lstrip(" \u00a0\u3000").startswith(("=", "@", "＝", "＋", "－", "＠", "\t"))
