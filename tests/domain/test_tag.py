"""Tag ids: shape, check digits, and the mistakes that they catch."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.tag import has_tag_shape, is_tag, make_tag, spoken

tags = st.builds(make_tag, st.integers(0, 98), st.integers(2000, 2099), st.integers(0, 999_999))


def remainder_by_the_standard(tag: str) -> int:
    """ISO 7064 MOD 97-10 digit by digit, as the standard writes it."""
    remainder = 0
    for digit in tag:
        remainder = (remainder * 10 + int(digit)) % 97
    return remainder


def test_the_example_of_the_trade() -> None:
    tag = make_tag(1, 2026, 4217)
    assert tag == "012600421736"
    assert spoken(tag) == "0126 004217 36"
    assert make_tag(1, 26, 4217) == tag


@given(tags)
def test_a_made_tag_is_a_tag_by_the_standard(tag: str) -> None:
    assert is_tag(tag)
    assert has_tag_shape(tag)
    assert remainder_by_the_standard(tag) == 1
    assert 2 <= int(tag[-2:]) <= 98


@pytest.mark.parametrize("site", [0, 1, 98])
def test_the_ends_of_the_range(site: int) -> None:
    for number in (0, 1, 999_999):
        tag = make_tag(site, 2026, number)
        assert len(tag) == 12
        assert tag.startswith(f"{site:02}26{number:06}")
        assert is_tag(tag)


@pytest.mark.parametrize(
    ("site", "year", "number"), [(99, 2026, 1), (-1, 2026, 1), (1, 2026, 1_000_000), (1, -1, 1)]
)
def test_what_cannot_be_a_tag_is_refused(site: int, year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no tag"):
        make_tag(site, year, number)


@given(tags)
def test_every_single_wrong_digit_is_noticed(tag: str) -> None:
    for place, digit in enumerate(tag):
        for other in set("0123456789") - {digit}:
            assert not is_tag(tag[:place] + other + tag[place + 1 :])


@given(tags)
def test_every_swap_of_two_digits_is_noticed(tag: str) -> None:
    for first in range(12):
        for second in range(first + 1, 12):
            if tag[first] != tag[second]:
                signs = list(tag)
                signs[first], signs[second] = signs[second], signs[first]
                assert not is_tag("".join(signs)), f"{tag} {first} {second}"


def test_ten_thousand_mutated_ids_are_all_noticed() -> None:
    chance = random.Random(7064)
    for _round in range(10_000):
        tag = make_tag(chance.randrange(99), chance.randrange(100), chance.randrange(10**6))
        place, step = chance.randrange(12), chance.randrange(1, 10)
        wrong = str((int(tag[place]) + step) % 10)
        assert not is_tag(tag[:place] + wrong + tag[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01260042173",
        "0126004217366",
        "0126 004217 36",
        "０１２６００４２１７３６",
        "٠١٢٦٠٠٤٢١٧٣٦",
    ],
)
def test_other_shapes_are_no_tags(text: str) -> None:
    assert not has_tag_shape(text)
    assert not is_tag(text)


def test_check_digits_with_the_same_remainder_are_wrong() -> None:
    for number in range(2000):
        tag = make_tag(5, 2026, number)
        for check in range(100):
            assert is_tag(f"{tag[:10]}{check:02}") == (f"{check:02}" == tag[10:])
