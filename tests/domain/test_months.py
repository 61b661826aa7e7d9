"""Months by name, and what a settled sum is for."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.settlement.month import (
    first_day,
    is_month,
    last_day,
    month_after,
    month_before,
    month_of,
)
from warrantydesk.domain.settlement.month_classes import (
    Weights,
    beside,
    classed,
    parted,
    weights_asked,
)

FEN = st.integers(-(10**10), 10**10)
WEIGHT = st.integers(0, 10**9)


@given(st.dates(date(1970, 2, 1), date(2099, 11, 30)))
def test_a_day_lies_in_its_month_between_its_neighbours(day: date) -> None:
    month = month_of(day)
    assert is_month(month)
    assert first_day(month) <= day <= last_day(month)
    assert (month_of(first_day(month)), month_of(last_day(month))) == (month, month)
    assert month_before(month_after(month)) == month
    assert month_before(month) < month < month_after(month)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "1969-12", "2100-01", "", "x"]
)
def test_what_names_no_month(text: str) -> None:
    assert not is_month(text)


@given(FEN, WEIGHT, WEIGHT, WEIGHT)
def test_parts_of_a_sum_come_to_the_sum(fen: int, parts: int, labour: int, other: int) -> None:
    assert parted(fen, Weights(parts, labour, other)).whole_fen == fen


def test_a_sum_is_parted_by_its_weights_and_rounded_half_up() -> None:
    assert parted(1_000, Weights(1, 1, 1)) == Weights(333, 334, 333)
    assert parted(500, Weights()) == Weights(other_fen=500)


@given(WEIGHT, WEIGHT, WEIGHT)
def test_what_is_asked_for_is_parted_whole(parts: int, labour: int, other: int) -> None:
    total = parts + labour + other
    found = weights_asked(total, parts, other, Decimal(0), Decimal(0))
    assert found == Weights(parts, labour, other)


def test_handling_goes_with_the_parts_and_materials_leave_the_labour() -> None:
    # parts 100.00 + 10 % handling, labour 50.00 + 4 % materials, other 20.00
    found = weights_asked(18_200, 10_000, 2_000, Decimal(10), Decimal(4))
    assert found == Weights(11_200, 5_000, 2_000)


@given(st.sampled_from([*map(str, ClaimType), "", "NEW"]), FEN, FEN, FEN)
def test_every_type_puts_all_of_its_money_into_a_class(
    kind: str, parts: int, labour: int, other: int
) -> None:
    row = classed(kind, Weights(parts, labour, other))
    assert row.settled_fen == row.total_fen == parts + labour + other


def test_types_have_their_classes() -> None:
    spent = Weights(600, 300, 100)
    assert classed("FREE_SERVICE", spent).care_fen == 1_000
    assert classed("CAMPAIGN", spent).campaign_fen == 1_000
    assert classed("GOODWILL", spent).special_fen == 1_000
    outward, repair = classed("OUTWARD", spent), classed("REPAIR", spent)
    assert (outward.parts_fen, outward.labour_fen, outward.rescue_fen) == (600, 300, 100)
    assert (repair.parts_fen, repair.labour_fen, repair.other_fen) == (600, 300, 100)


@given(st.sampled_from(["freight", "audit", ""]), FEN)
def test_money_beside_the_claims_is_taken_or_given(kind: str, fen: int) -> None:
    assert beside(kind, fen).total_fen == fen


def test_freight_that_is_given_is_a_class_of_its_own() -> None:
    assert beside("freight", 300).freight_fen == 300
    assert beside("freight", -300).deducted_fen == 300
    assert beside("audit", 300).deducted_fen == -300
