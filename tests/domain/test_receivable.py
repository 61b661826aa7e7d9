"""Receivables: ages and their sums, expected cash by day, what strikes above its peers."""

from datetime import date
from fractions import Fraction

import pytest

from warrantydesk.domain.settlement.abnormal import (
    ExtraHours,
    Pattern,
    Spent,
    dear_groups,
    hour_groups,
)
from warrantydesk.domain.settlement.cash import CashItem, CashKind, cash_calendar
from warrantydesk.domain.settlement.receivable import (
    Age,
    AgeCell,
    By,
    Stage,
    age_of,
    age_table,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (0, "0-15"),
        (15, "0-15"),
        (16, "16-30"),
        (30, "16-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "90+"),
        (9999, "90+"),
    ],
)
def test_an_age_ends_with_its_last_day(days: int, age: str) -> None:
    assert age_of(days) == age


CELLS = (
    AgeCell("QC", "", "S01", Stage.FILED, Age.UP_TO_15, 2, 5_000),
    AgeCell("QC", "", "S02", Stage.APPROVED, Age.OVER_90, 1, 3_000, 1, 3_000),
    AgeCell("QC", "V017", "S01", Stage.APPROVED, Age.UP_TO_60, 1, 700),
    AgeCell("XX", "", "S01", Stage.OWED, Age.UP_TO_15, 1, -40),
)


@pytest.mark.parametrize("by", By)
def test_the_total_is_the_same_by_whatever_it_is_added_up(by: By) -> None:
    table = age_table(CELLS, by, TODAY)
    assert (table.total.amount_fen, table.total.claims) == (8_660, 5)
    assert sum(row.amount_fen for row in table.rows) == 8_660
    assert table.total.ages == (4_960, 0, 700, 0, 3_000)
    assert [sum(row.ages[place] for row in table.rows) for place in range(5)] == [*table.total.ages]
    assert (table.total.unexplained, table.total.unexplained_fen) == (1, 3_000)


def test_payers_of_two_makers_stay_apart_and_stages_in_the_order_of_the_way() -> None:
    payers = age_table(CELLS, By.PAYER, TODAY).rows
    assert [(row.brand, row.key) for row in payers] == [("QC", ""), ("QC", "V017"), ("XX", "")]
    stages = age_table(CELLS[::-1], By.STAGE, TODAY).rows
    assert [row.key for row in stages] == ["filed", "approved", "owed"]


def test_the_calendar_tells_overdue_days_first_and_adds_up_what_is_later() -> None:
    def due(day: date, net: int, gross: int) -> CashItem:
        return CashItem(day, CashKind.INVOICED, "QC", "", net, gross)

    late, soon, far = date(2026, 11, 1), date(2026, 12, 1), date(2027, 3, 1)
    items = [due(soon, 100, 113), due(far, 1_000, 1_130), due(late, 10, 11), due(soon, 1, 1)]
    found = cash_calendar(items, TODAY, date(2026, 12, 31))
    assert [(day.day, day.overdue, day.net_fen) for day in found.days] == [
        (late, True, 10),
        (soon, False, 101),
    ]
    assert (found.net_fen, found.gross_fen) == (111, 125)
    assert (found.overdue_net_fen, found.overdue_gross_fen) == (10, 11)
    assert (found.later_net_fen, found.later_gross_fen) == (1_000, 1_130)


PEERS = [Spent(f"S0{number}", "", 10, 10 * 1_000) for number in range(1, 5)]


def test_who_costs_three_times_the_median_strikes_with_the_measure() -> None:
    (found,) = dear_groups(Pattern.TECHNICIAN, [*PEERS, Spent("S09", "", 4, 12_000)], 3)
    assert (found.subject, found.amount_fen) == ("S09", 12_000)
    assert found.values == {"each": "30.00", "n": 4, "usual": "10.00"}


@pytest.mark.parametrize(
    "odd",
    [
        Spent("S09", "", 4, 11_999),
        Spent("S09", "", 2, 60_000),
    ],
    ids=["less than three times", "two claims say nothing"],
)
def test_who_is_near_the_others_or_has_few_claims_does_not_strike(odd: Spent) -> None:
    assert dear_groups(Pattern.TECHNICIAN, [*PEERS, odd], 3) == []


def test_without_peers_nothing_is_usual() -> None:
    assert dear_groups(Pattern.PART, [*PEERS[:2], Spent("P9", "", 4, 90_000)], 3) == []


def test_extra_hours_strike_by_their_share() -> None:
    usual = [ExtraHours(f"S0{n}", "", 5, Fraction(19), Fraction(1)) for n in range(1, 5)]
    (found,) = hour_groups([*usual, ExtraHours("S09", "", 5, Fraction(3), Fraction(1))], 3)
    assert (found.subject, found.values["share"], found.values["usual"]) == ("S09", 25, 5)
    assert hour_groups([*usual, ExtraHours("S09", "", 5, Fraction(85), Fraction(15))], 3) == []
