"""VINs: the 28 vectors as the desk judges them, and what no check digit may miss."""

import string

import pytest
from builders import a_claim, some_facts
from hypothesis import assume, given
from hypothesis import strategies as st

from warrantydesk.domain import vin
from warrantydesk.domain.rules import check

SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
VALUES = {**dict(zip("ABCDEFGH", range(1, 9), strict=True)), **{str(n): n for n in range(10)}}
VALUES |= {"J": 1, "K": 2, "L": 3, "M": 4, "N": 5, "P": 7, "R": 9}
VALUES |= {"S": 2, "T": 3, "U": 4, "V": 5, "W": 6, "X": 7, "Y": 8, "Z": 9}
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

SUMS = (
    ("1M8GDM9AXKP042788", 351, "X"),
    ("11111111111111111", 89, "1"),
    ("1FACP45EXLF192944", 373, "X"),
    ("5GZCZ43D13S812715", 408, "1"),
    ("1HGCM82633A004352", 311, "3"),
    ("WDBEA30D3HA391172", 355, "3"),
    ("LSVAA49J132047371", 254, "1"),
    ("WVWZZZ3CZEE140287", 425, "7"),
    ("WP0ZZZ99ZTS392124", 459, "8"),
    ("WBA71DC010CH14720", 265, "1"),
    ("NMTDM26R30R030595", 377, "3"),
    ("LRW3E7FA0LC012345", 302, "5"),
    ("LFV2A21K2E3000001", 209, "0"),
)
CHINESE = (
    *("LFV2A21K0E3000001", "LSVAA49J7N2000123", "LGXC16DF3R0000456", "LBVAA1107SSZ00789"),
    *("LSGPC52U8PF001234", "LVSHCAMB8LE000012", "LHGCM8266MA004352", "LVGBM51K8TG000007"),
    *("LNBSCU3H5VR000042", "LRW3E7FA4RC012345", "LVVDB11BXMD100001", "LGWEF4A53KF000099"),
    *("LZWADAGA4HB000321", "LDC613P2XGA000555", "LB37624S9RL000777"),
)
JUDGED_AS = {
    **{number: None for number, _sum, _digit in SUMS},
    **dict.fromkeys(CHINESE),
    "LRW3E7FA0LC012345": "V02",
    "LFV2A21K2E3000001": "V02",
    "11111111111111111": "V01",
}
numbers = st.text(SIGNS, min_size=17, max_size=17).filter(lambda text: len(set(text)) > 1)


def test_there_are_28_vectors() -> None:
    assert len(JUDGED_AS) == 28


@pytest.mark.parametrize(("number", "total", "digit"), SUMS)
def test_check_digit(number: str, total: int, digit: str) -> None:
    assert sum(VALUES[s] * w for s, w in zip(number, WEIGHTS, strict=True)) == total
    assert vin.check_digit(number) == digit


@pytest.mark.parametrize(("number", "rule"), JUDGED_AS.items())
def test_the_desk_judges(number: str, rule: str | None) -> None:
    found = {f.rule for f in check(some_facts(a_claim(vehicle__vin=number)))}
    assert found & {"V01", "V02"} == ({rule} if rule else set())


@given(numbers)
def test_check_digit_is_the_weighted_sum_modulo_11(number: str) -> None:
    rest = sum(VALUES[s] * w for s, w in zip(number, WEIGHTS, strict=True)) % 11
    assert vin.check_digit(number) == ("X" if rest == 10 else str(rest))


@given(numbers, st.integers(0, 16), st.sampled_from(SIGNS))
def test_one_changed_sign_changes_the_digit(number: str, place: int, sign: str) -> None:
    assume(place != 8 and VALUES[sign] != VALUES[number[place]])
    other = number[:place] + sign + number[place + 1 :]
    assert vin.check_digit(other) != vin.check_digit(number)


@given(numbers, st.integers(0, 15))
def test_two_neighbours_swapped_are_caught(number: str, place: int) -> None:
    one, two = number[place], number[place + 1]
    assume(8 not in (place, place + 1) and VALUES[one] != VALUES[two])
    other = number[:place] + two + one + number[place + 2 :]
    assert vin.check_digit(other) != vin.check_digit(number)


@given(numbers, st.sampled_from(SIGNS))
def test_position_9_does_not_count(number: str, sign: str) -> None:
    assert vin.check_digit(number[:8] + sign + number[9:]) == vin.check_digit(number)


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("LVVDB11BXMD100001", True),
        ("LVVDB11BXMD10000", False),
        ("LVVDB11BXMD1000011", False),
        ("LVVDB11BXMDI00001", False),
        ("LVVDB11BXMDO00001", False),
        ("LVVDB11BXMDQ00001", False),
        ("LVVDB11BXMD10000١", False),
        ("LVVDB11BXMD10000\n", False),
        ("lvvdb11bxmd100001", False),
        ("", False),
    ],
)
def test_shape(number: str, fits: bool) -> None:
    assert vin.has_shape(number) is fits


@pytest.mark.parametrize("letter", string.ascii_uppercase + string.digits)
def test_who_is_judged(letter: str) -> None:
    assert vin.is_judged(f"{letter}VVDB11BXMD100001") is (letter in "LH12345")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (" lvvdb11bxmd100001 ", "LVVDB11BXMD100001"),
        ("ＬＶＶＤＢ１１ＢＸＭＤ１００００１", "LVVDB11BXMD100001"),
        ("LVVDB-11BX MD·100001", "LVVDB11BXMD100001"),
    ],
)
def test_typed_on_any_keyboard(typed: str, number: str) -> None:
    assert vin.normalised(typed) == number


def test_letters_that_look_like_digits_are_suggested_never_replaced() -> None:
    assert vin.suggestion("LVVDB11BXMDI00001") == "LVVDB11BXMD100001"
    assert vin.suggestion("LVVDB11BXMDI00OO1") == "LVVDB11BXMD100001"
    assert vin.normalised("LVVDB11BXMDI00001") == "LVVDB11BXMDI00001"
    assert vin.suggestion("LVVDB11BXMD100001") is None
    assert vin.suggestion("LVVDB1IBXMD200001") is None  # what it would give is wrong as well


@pytest.mark.parametrize(
    ("number", "latest", "year"),
    [
        ("LVVDB11BXMD100001", 2027, 2021),
        ("LSVAA49J132047371", 2010, 2003),
        ("LSVAA49J132047371", 2034, 2033),
        ("LFV2A21K0E3000001", 2027, 2014),
        ("WBA71DC010CH14720", 2027, None),
        ("NMTDM26R30R030595", 2027, None),
        ("LNBSCU3H5VR000042", 2026, 1997),
        ("LNBSCU3H5VR000042", 2027, 2027),
    ],
)
def test_model_year_is_the_newest_possible(number: str, latest: int, year: int | None) -> None:
    assert vin.model_year(number, latest) == year


def test_maker_by_three_signs_or_by_six_for_a_small_one() -> None:
    table = {w.wmi: w for w in (vin.Wmi("LVV", "奇瑞", "Chery"), vin.Wmi("LA9ABC", "小", "Small"))}
    assert vin.maker("LVVDB11BXMD100001", table) == table["LVV"]
    assert vin.maker("LA9DB11BXMDABC001", table) == table["LA9ABC"]
    assert vin.maker("LA9DB11BXMDXYZ001", table) is None


def test_a_slip_is_a_wrong_number_near_a_right_one() -> None:
    right = "LX0DL31C8RB018252"
    assert vin.is_slip("LX0DL31C8RB018522", right)
    assert vin.is_slip("LX0DL31C8RB018253", right)
    assert not vin.is_slip(right, right)
    assert not vin.is_slip("LX0DL31C8RB018999", right)
    assert not vin.is_slip("LX0DA11A1SA012345", right)
    assert not vin.is_slip("LX0DL31C8RB01825", right)
    assert not vin.is_slip("LX0DL31C8RB018522", "LX0DL31C8RB018522")
