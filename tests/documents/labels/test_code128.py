"""Code 128 against a table of the standard written down here, and the library's lost 99."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.documents.labels.code128 import LabelTooLong, module_dots, modules, runs

# ISO/IEC 15417 table 1: bar and space widths of the values 0 to 105, then the stop.
WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232
122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122
321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311
211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113
213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422
121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111
241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121
412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412
211214 211232 2331112
"""
TABLE = WIDTHS.split()
START_B, START_C = 104, 105


def by_the_standard(values: list[int]) -> tuple[int, ...]:
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    return tuple(int(width) for value in (*values, check, 106) for width in TABLE[value])


def read_back(lengths: tuple[int, ...]) -> str:
    """Read run lengths as a scanner does: values, check character, text."""
    text = "".join(map(str, lengths))
    assert text.endswith(TABLE[106])
    values = [TABLE.index(text[at : at + 6]) for at in range(0, len(text) - 7, 6)]
    *values, check = values
    assert check == (values[0] + sum(n * value for n, value in enumerate(values))) % 103
    signs, charset = "", "C" if values[0] == START_C else "B"
    for value in values[1:]:
        if charset == "C" and value < 100:
            signs += f"{value:02}"
        elif value in (99, 100):
            charset = "C" if value == 99 else "B"
        else:
            assert charset == "B"
            signs += chr(value + 32)
    return signs


@given(st.from_regex(re.compile(r"[0-9]{12}", re.ASCII), fullmatch=True))
def test_twelve_digits_are_set_c_of_101_modules(tag: str) -> None:
    pairs = [int(tag[at : at + 2]) for at in range(0, 12, 2)]
    assert runs(tag) == by_the_standard([START_C, *pairs])
    assert sum(runs(tag)) == 101
    assert modules(tag) == 121


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_any_printable_text_reads_back(text: str) -> None:
    assert read_back(runs(text)) == text


@pytest.mark.parametrize("text", ["9912345678", "99", "99A", "9", "99 12", "992600421736"])
def test_a_leading_99_is_not_lost(text: str) -> None:
    assert read_back(runs(text)) == text


def test_two_thousand_mixed_codes_read_back() -> None:
    chance = random.Random(128)
    for _round in range(2000):
        text = "".join(chance.choices("0123456789ABCP-", k=chance.randrange(1, 20)))
        assert read_back(runs(text)) == text


@pytest.mark.parametrize("text", ["", "旧件", "A\n", "é"])
def test_what_bars_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        runs(text)


def test_the_module_is_whole_and_never_one_dot() -> None:
    assert module_dots("012600421736", 479, aim=3) == 3
    assert module_dots("012600421736", 708, aim=4) == 4
    assert module_dots("012600421736", 362, aim=3) == 2
    assert module_dots("012600421736", 242, aim=3) == 2
    with pytest.raises(LabelTooLong, match="012600421736"):
        module_dots("012600421736", 241, aim=3)
