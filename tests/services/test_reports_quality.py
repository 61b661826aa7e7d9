"""Reports about quality over a real desk: what repeats, rises, comes late."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from builders import OTHER_VIN, VIN, a_vin
from fakes import FixedClock
from stories import drafted, put_into, repairing, submitted, to_submit

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.report import Asked, ReportTable
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports.counting import middle, month_names, permille, slices, tenths
from warrantydesk.services.reports.failures import LEAST, Failures, before

TODAY = date(2026, 11, 24)
YEAR = date(2026, 1, 1)


def cells(table: ReportTable, key: str) -> dict[str, object]:
    """Return the cells of a row by the keys of their columns."""
    row = next(one for one in table.rows if one.key == key)
    return {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}


def repaired(desk: Desk, clock: FixedClock, days_ago: int, vin: str = VIN) -> Claim:
    """Repair a car some days ago, and come back to today."""
    clock.tell(clock.now() - timedelta(days=days_ago))
    claim = repairing(desk, vin)
    clock.go_on(days=days_ago)
    return claim


def test_a_repair_that_came_back_within_the_days_is_a_repeat(desk: Desk, clock: FixedClock) -> None:
    first = repaired(desk, clock, 150)
    second = repaired(desk, clock, 60)
    repaired(desk, clock, 40, OTHER_VIN)
    table = desk.reports.build("repeat_repairs", YEAR)
    row = cells(table, table.rows[0].key)
    assert len(table.rows) == 1
    assert (row["repeats"], row["cars"], row["unlinked"]) == (1, 1, 1)
    assert row["days"] == 900
    asked = desk.reports.asked("repeat_repairs", YEAR)
    ids = desk.reports.behind("repeat_repairs", asked, table.rows[0].key, "repeats")
    assert list(ids) == [second.id]
    assert table.suggestions[0].rule == "V58"
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(desk.claims.get(second.id), repeat_of=first.id))
    linked = desk.reports.build("repeat_repairs", YEAR)
    assert cells(linked, table.rows[0].key)["unlinked"] == 0
    assert linked.suggestions == ()


def test_one_day_more_is_no_repeat_and_void_or_same_visit_neither(
    desk: Desk, clock: FixedClock
) -> None:
    repaired(desk, clock, 151)
    repaired(desk, clock, 60)
    assert desk.reports.build("repeat_repairs", YEAR).rows == ()
    third = repaired(desk, clock, 30)
    assert len(desk.reports.build("repeat_repairs", YEAR).rows) == 1
    put_into(desk, third.id, State.VOID)
    assert desk.reports.build("repeat_repairs", YEAR).rows == ()


def test_a_repeat_just_after_the_first_day_looks_back_before_it(
    desk: Desk, clock: FixedClock
) -> None:
    repaired(desk, clock, 60)
    second = repaired(desk, clock, 20)
    asked = Asked(TODAY - timedelta(days=30), TODAY)
    found = desk.reports.behind("repeat_repairs", asked, "*", "repeats")
    assert list(found) == [second.id]


def test_the_technician_of_the_first_repair_answers_for_the_repeat(
    desk: Desk, clock: FixedClock
) -> None:
    first = repaired(desk, clock, 60)
    second = repaired(desk, clock, 20)
    assert first.visit.technician == "S06"
    table = desk.reports.build("by_technician", YEAR)
    row = cells(table, "S06")
    assert (row["claims"], row["back"]) == (2, 1)
    assert row["hours"] == sum(
        int(10 * line.hours) for one in (first, second) for line in one.labour_lines
    )
    asked = desk.reports.asked("by_technician", YEAR)
    assert list(desk.reports.behind("by_technician", asked, "S06", "back")) == [second.id]


def test_void_claims_count_nowhere(desk: Desk) -> None:
    codes = ("by_type", "by_part", "by_model", "by_supplier", "by_cause", "frequency")
    claim = repairing(desk)
    rows = {code: desk.reports.build(code, YEAR).rows for code in codes}
    assert all(rows.values())
    put_into(desk, claim.id, State.VOID)
    assert not any(desk.reports.build(code, YEAR).rows for code in codes)


def test_parts_are_counted_by_pieces_and_their_own_money(desk: Desk) -> None:
    claim = repairing(desk)
    table = desk.reports.build("by_part", YEAR)
    for line in claim.part_lines:
        row = cells(table, line.new_part_no)
        assert (row["claims"], row["pieces"], row["amount"]) == (
            1,
            line.quantity,
            line.product_fen,
        )
    causal = desk.reports.build("by_part", YEAR, choices={"parts": "causal"})
    assert [one.key for one in causal.rows] == [claim.part_lines[0].new_part_no]


def test_pieces_are_on_time_late_or_overdue(desk: Desk) -> None:
    pieces = desk.stores.parts.find(claim_id=to_submit(desk).id)
    with desk.bench.change("test"):
        for place, piece in enumerate(pieces):
            late = replace(piece, return_by=TODAY - timedelta(days=place), state=PartState.SHELVED)
            desk.stores.parts.save(late)
    table = desk.reports.build("old_parts", YEAR)
    row = cells(table, "2026-11")
    assert len(pieces) > 1
    assert (row["due"], row["coming"], row["overdue"]) == (len(pieces), 1, len(pieces) - 1)
    assert (row["on_time"], row["late"], row["share"], row["late_claims"]) == (0, 0, 0, 1)
    assert row["amount"] == sum(piece.amount_fen for piece in pieces[1:])


@pytest.mark.parametrize(
    ("now", "earlier", "rises"),
    [(LEAST - 1, 0, False), (LEAST, 0, False), (6, 0, True), (20, 18, False), (40, 18, True)],
)
def test_rising_is_more_than_chance(now: int, earlier: int, rises: bool) -> None:
    part = Failures("pump", now, earlier, 1000, 1000)
    assert part.rises is rises


def test_more_cars_on_the_road_fail_more_often() -> None:
    assert Failures("pump", 40, 18, 1000, 1000).rises
    assert not Failures("pump", 40, 18, 2000, 1000).rises
    assert not Failures("pump", 40, 0, 1000, 0).rises


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    asked = before(Asked(date(2026, 6, 1), date(2026, 6, 30)))
    assert (asked.first, asked.last) == (date(2026, 5, 2), date(2026, 5, 31))
    assert before(Asked(date.min, date(1, 1, 31))).last == date.min


def test_claims_of_the_period_before_stand_beside_it(desk: Desk, clock: FixedClock) -> None:
    older = repaired(desk, clock, 40)
    newer = repaired(desk, clock, 5, a_vin(12_345))
    asked = Asked(TODAY - timedelta(days=29), TODAY)
    table = desk.reports.building("frequency", asked)()
    counted = {row.key: cells(table, row.key) for row in table.rows}
    assert sum(int(str(row["claims"])) for row in counted.values()) == 1
    assert sum(int(str(row["before"])) for row in counted.values()) == 1
    found = {
        column: {
            claim
            for key in counted
            for claim in desk.reports.behind("frequency", asked, key, column)
        }
        for column in ("claims", "before")
    }
    assert found == {"claims": {newer.id}, "before": {older.id}}


def test_what_failed_is_told_with_its_car_supplier_fault_and_age(desk: Desk) -> None:
    claim = submitted(desk)
    causal = next(one for one in claim.part_lines if one.causal)
    table = desk.reports.building("frequency", Asked(TODAY - timedelta(days=29), TODAY))()
    (row,) = (cells(table, one.key) for one in table.rows)
    assert row["models"] == f"{claim.vehicle.model_code} 1"
    assert row["suppliers"] == f"{causal.old_supplier_code} 1"
    assert row["faults"] == f"{claim.codes.fault_code} 1"
    assert row["km"] == claim.visit.mileage_km
    assert claim.vehicle.invoiced_on is not None
    assert claim.opened_on is not None
    days = (claim.opened_on - claim.vehicle.invoiced_on).days
    assert abs(int(str(row["age"])) - days / 30.4375 * 10) <= 0.5


def test_scores_and_complaints_stand_in_their_month(desk: Desk) -> None:
    claim = drafted(desk)
    opened = desk.complaints.open("修了三次", claim_id=claim.id)
    desk.complaints.solve(opened.id, "免费检查")
    desk.complaints.close(opened.id, satisfied=True)
    table = desk.reports.build("satisfaction", YEAR)
    row = cells(table, "2026-11")
    assert (row["complaints"], row["days"], row["content"], row["claims"]) == (1, 0, 1000, 1)
    asked = desk.reports.asked("satisfaction", YEAR)
    assert list(desk.reports.behind("satisfaction", asked, "2026-11", "claims")) == [claim.id]


@pytest.mark.parametrize(
    ("first", "last"),
    [(YEAR, TODAY), (TODAY, TODAY), (date(2026, 1, 31), date(2026, 4, 1))],
)
def test_slices_cover_the_period_without_gap_or_overlap(first: date, last: date) -> None:
    told: list[tuple[int, int]] = []
    parts = list(slices(Asked(first, last), lambda done, total: told.append((done, total))))
    assert (parts[0].first, parts[-1].last) == (first, last)
    for one, other in pairwise(parts):
        assert other.first == one.last + timedelta(days=1)
    assert told[-1] == (len(parts), len(parts))


def test_shares_and_averages_are_rounded_half_up() -> None:
    assert (permille(1, 8), permille(1, 3), permille(5, 0)) == (125, 333, None)
    assert (tenths(5, 4), tenths(0, 0)) == (13, None)
    assert (middle([3, 1, 2]), middle([1, 2]), middle([])) == (20, 15, None)
    assert month_names(Asked(date(2025, 11, 30), date(2026, 2, 1)), 3) == (
        "2025-12",
        "2026-01",
        "2026-02",
    )


def test_a_rising_part_suggests_the_card_of_its_newest_claim(desk: Desk, clock: FixedClock) -> None:
    claims = [repaired(desk, clock, 10, a_vin(12_000 + place)) for place in range(7)]
    with desk.bench.change("test"):
        for claim in claims:
            file = desk.stores.vehicles.by_vin(claim.vehicle.vin)
            assert file is not None
            desk.stores.vehicles.save(replace(file, delivered_on=date(2024, 1, 1)))
    asked = Asked(TODAY - timedelta(days=29), TODAY)
    table = desk.reports.building("frequency", asked)()
    assert [row.matters for row in table.rows] == [True]
    assert table.suggestions[0].leads_to == ("reports", "quality", str(claims[-1].id))


def test_campaigns_without_a_car_of_the_desk_are_no_news(desk: Desk) -> None:
    table = desk.reports.build("care_completion")
    assert table.rows
    assert table.chart is not None
    assert table.chart.points == ()
    assert "no car" in table.chart.finding
    assert table.suggestions == ()
