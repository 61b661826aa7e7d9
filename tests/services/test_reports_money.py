"""Reports about money: the figures of settlement and learning, first answers, what strikes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta, timezone
from typing import Any

import pytest
from builders import a_vin
from claim_table import REFUSAL, RETURN
from fakes import FixedClock
from report_oracle import BEGIN, cells_of, must_agree
from settled import approved, confirmed
from stories import acting, drafted, submitted

from warrantydesk.demo import build
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.domain.claim.claim import Claim, State
from warrantydesk.domain.dates import EARLIEST, LATEST, local_date
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.report import Asked, ReportTable
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import ReportSources
from warrantydesk.services.reports.abnormal_cost import build as abnormal
from warrantydesk.services.reports.first_answers import ninth_tenth
from warrantydesk.services.reports.money_reports import MONEY_REPORTS
from warrantydesk.services.reports.spans import Days, last_year_of, year_before
from warrantydesk.services.reports.usual_cost import Alike, Lines, outliers, usual_of

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a shop of three years that nobody changes."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, 300, 5)
    with Desk(place, FixedClock()).open() as opened:
        opened.people.act_as("S01")
        yield opened


def filed(desk: Desk, serial: int) -> Claim:
    return submitted(desk, a_vin(serial, "LX0DL31C"))


def behind(desk: Desk, code: str, row: str, column: str, **asked: Any) -> list[int]:
    return list(desk.reports.behind(code, desk.reports.asked(code, **asked), row, column))


def test_a_shop_of_three_years_is_told_as_settlement_tells_it(shop: Desk) -> None:
    must_agree(shop)


def test_closed_months_stay_as_they_were_closed(shop: Desk) -> None:
    table = shop.reports.build("month_summary", BEGIN)
    closed = {one.month for one in shop.months.closes("QC")}
    assert closed
    assert {row.key for row in table.rows if row.cells[-1] == "month closed"} == closed


def test_what_is_not_filed_stands_first_and_is_no_receivable(desk: Desk) -> None:
    claim = drafted(desk)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, total_fen=70_000))
    one = filed(desk, 1)
    table = desk.reports.build("stuck_money")
    assert [row.key for row in table.rows] == ["unfiled", "filed"]
    assert cells_of(table, "unfiled")["money"] == 70_000
    assert table.figures[0].value == one.total_fen
    assert behind(desk, "stuck_money", "unfiled", "claims") == [claim.id]
    assert behind(desk, "stuck_money", "*", "claims") == [one.id, claim.id]


def test_old_money_without_a_word_is_told_and_clicks_through(desk: Desk, clock: FixedClock) -> None:
    old = filed(desk, 1)
    clock.go_on(days=61)
    new = filed(desk, 2)
    cells = cells_of(desk.reports.build("stuck_money"), "filed")
    assert (cells["claims"], cells["old"], cells["silent"]) == (2, 1, 1)
    assert behind(desk, "stuck_money", "filed", "old") == [old.id]
    assert behind(desk, "stuck_money", "filed", "silent") == [old.id]
    assert behind(desk, "receivable_ages", "filed", "0-15") == [new.id]
    assert behind(desk, "receivable_ages", "*", "61-90") == [old.id]


def test_deductions_stand_beside_what_came_back(desk: Desk) -> None:
    claim = approved(desk, filed(desk, 1))
    statement = confirmed(desk, [(claim.id, claim.total_fen)], [-3_000])
    with desk.bench.change("test"):
        (one,) = desk.stores.deductions.find(statement_id=statement.id)
        desk.stores.deductions.save(replace(one, kind=DeductionKind.FREIGHT, reason_code="K06"))
    table = desk.reports.build("refusals")
    assert [row.key for row in table.rows] == ["/K06"]
    assert cells_of(table, "/K06")["lost"] == 3_000
    only = desk.reports.build("refusals", choices={"kind": "return"})
    assert only.rows == ()
    assert desk.reports.build("refusals", choices={"kind": "deduction"}).rows == table.rows


def test_a_reason_says_what_would_have_caught_it(desk: Desk) -> None:
    back, no = filed(desk, 1), filed(desk, 2)
    desk.claims.answer(back.id, AnswerKind.RETURN, reasons=(AnswerLine(reason_code="R02"),))
    desk.claims.answer(no.id, AnswerKind.REJECTION, reasons=(AnswerLine(reason_code="D08"),))
    table = desk.reports.build("refusals")
    assert cells_of(table, "R02")["avoidable"] == "avoidable"
    assert "V43" in str(cells_of(table, "R02")["to_do"])
    assert cells_of(table, "D08")["avoidable"] == "partly"
    assert cells_of(table, "R02")["months"] == f"0,0,0,0,0,{back.total_fen}"
    assert behind(desk, "refusals", "R02", "claims") == [back.id]
    assert behind(desk, "refusals", "*", "claims") == [no.id, back.id]


def test_the_first_answer_decides_whether_a_claim_passed(desk: Desk, clock: FixedClock) -> None:
    passed, back, refused, waiting = (filed(desk, serial) for serial in range(1, 5))
    clock.go_on(days=3)
    approved(desk, passed)
    desk.claims.answer(back.id, AnswerKind.RETURN, reasons=(AnswerLine(reason_code=RETURN),))
    clock.go_on(days=4)
    desk.claims.answer(refused.id, AnswerKind.REJECTION, reasons=(AnswerLine(reason_code=REFUSAL),))
    table = desk.reports.build("first_pass", BEGIN, desk.bench.today)
    cells = cells_of(table, "2026-11")
    assert (cells["filed"], cells["answered"], cells["passed"]) == (4, 3, 1)
    assert (cells["returned"], cells["refused"], cells["waiting"]) == (1, 1, 1)
    assert (cells["rate"], cells["median"], cells["ninth"]) == (333, 30, 70)
    span = {"first": BEGIN, "last": desk.bench.today}
    assert behind(desk, "first_pass", "2026-11", "passed", **span) == [passed.id]
    assert behind(desk, "first_pass", "2026-11", "waiting", **span) == [waiting.id]
    assert table.chart is not None
    assert table.chart.target == 900


def test_first_answers_of_a_shop_are_those_of_its_claims(shop: Desk) -> None:
    zone, passed, months = shop.bench.clock.zone, set(), set()
    for number in shop.archive.all_ids():
        claim, answers = shop.claims.get(number), shop.claims.answers(number)
        if claim.submitted_at is None or claim.state is State.VOID:
            continue
        first = shop.stores.submissions.find(claim_id=number)[0]
        day = local_date(first.taken_at, zone)
        assert day is not None
        months.add(f"{day:%Y-%m}")
        if answers and answers[0].kind is AnswerKind.APPROVAL:
            passed.add(number)
    table = shop.reports.build("first_pass", BEGIN)
    assert months <= {row.key for row in table.rows}
    assert set(behind(shop, "first_pass", "*", "passed", first=BEGIN)) == passed


@pytest.mark.parametrize(
    ("days", "within"), [([], None), ([4], 40), (list(range(1, 11)), 90), (list(range(1, 21)), 180)]
)
def test_nine_of_ten_were_answered_within(days: list[int], within: int | None) -> None:
    assert ninth_tenth(days) == within


def test_cars_and_models_cost_what_their_claims_ask_for(shop: Desk) -> None:
    costs: dict[str, int] = {}
    for number in shop.archive.all_ids():
        claim = shop.claims.get(number)
        if claim.state is not State.VOID and claim.vehicle.vin:
            costs[claim.vehicle.vin] = costs.get(claim.vehicle.vin, 0) + claim.total_fen
    dearest = sorted(costs, key=lambda vin: (-costs[vin], vin))[:50]
    table = shop.reports.build("vehicle_cost", BEGIN)
    assert [row.key for row in table.rows[:50]] == dearest
    assert [cells_of(table, vin)["claimed"] for vin in dearest] == [costs[vin] for vin in dearest]
    assert cells_of(table, "*")["claimed"] == sum(costs.values())
    models = shop.reports.build("vehicle_cost", BEGIN, choices={"by": "model"})
    assert cells_of(models, "*")["claimed"] == sum(costs.values())


GROUP = [(10_000 + step, number) for number, step in enumerate((0, 10, 20, 30, 40, 50, 60, 70))]
ALIKE = Alike("QC", "QC-A", "P1", "")


def test_usual_is_the_median_and_a_spread_that_outliers_do_not_move() -> None:
    plain, with_one = usual_of(GROUP), usual_of([*GROUP, (900_000, 99)])
    assert (plain.claims, plain.fen, plain.spread_fen) == (8, 10_035, 29)
    assert abs(with_one.fen - plain.fen) <= 10
    assert with_one.spread_fen <= 2 * plain.spread_fen


@pytest.mark.parametrize(
    ("fen", "strikes"),
    [(10_040 + 49_999, False), (10_040 + 50_000, True), (9_000, False)],
)
def test_a_claim_strikes_from_the_floor_on(fen: int, strikes: bool) -> None:
    groups = {ALIKE: [*GROUP, (fen, 99)]}
    usual = {ALIKE: replace(usual_of(groups[ALIKE]), fen=10_040)}
    found = outliers(groups, usual, Lines(35, 50_000, {}))
    assert [one.spent.claim_id for one in found] == ([99] if strikes else [])


def test_it_strikes_beyond_so_many_spreads_only() -> None:
    wide = [(10_000 + 5_000 * number, number) for number in range(9)]
    usual = {ALIKE: usual_of(wide)}
    spread = usual[ALIKE].spread_fen
    line = usual[ALIKE].fen + spread * 35 // 10
    for fen, strikes in ((line, False), (line + 1, True)):
        found = outliers({ALIKE: [*wide, (fen, 99)]}, usual, Lines(35, 0, {}))
        assert (99 in {one.spent.claim_id for one in found}) is strikes


def test_too_few_alike_say_nothing_but_the_makers_line_does() -> None:
    few = {ALIKE: [(10_000, 1), (600_000, 2)]}
    usual = {ALIKE: usual_of(few[ALIKE])}
    assert outliers(few, usual, Lines(35, 0, {})) == []
    (found,) = outliers(few, usual, Lines(35, 0, {"QC": 500_000}))
    assert (found.spent.claim_id, found.is_outlier, found.is_over_line) == (2, False, True)


def sources_over(rows: list[tuple[Any, ...]], reported: tuple[int, ...] = ()) -> ReportSources:
    """Return sources whose claims are given: brand, model, part, type, id, fen."""

    def query(sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
        if "receivable_note" in sql:
            return [(number,) for number in reported]
        if "claim_number" in sql:
            return [(row[4], f"C{row[4]}", "2026-10-01", *row[:2], "REPAIR", "") for row in rows]
        return rows

    profile = BrandProfile("QC", 1, lambda table: [])
    return ReportSources(query, {"QC": profile}, {}, "QC", TODAY, None, {})


def strange(*reported: int, **choices: str) -> ReportTable:
    rows = [("QC", "QC-A", "P1", "REPAIR", number, fen) for fen, number in GROUP]
    rows += [("QC", "QC-A", "P1", "REPAIR", 99, 90_000), ("QC", "QC-B", "P1", "REPAIR", 50, 1)]
    asked = Asked(date(2026, 1, 1), TODAY, "", choices)
    return abnormal(sources_over(rows, reported), asked, lambda done, total: None)


def test_a_strange_claim_is_shown_with_its_why_and_left_out_once_reported() -> None:
    table = strange()
    assert [row.key for row in table.rows] == ["99", "few"]
    cells = cells_of(table, "99")
    assert (cells["cost"], cells["usual"], cells["alike"]) == (90_000, 10_040, 9)
    assert cells["times"] == 89
    assert "¥799.60" in str(cells["why"])
    assert cells_of(table, "few")["claims"] == 1
    assert [row.key for row in strange(99).rows] == ["few"]
    assert any("reported" in note for note in strange(99).notes)
    assert [row.key for row in strange(floor="100000").rows] == ["few"]


def test_a_reported_claim_is_left_out_of_a_real_desk(desk: Desk) -> None:
    claim = filed(desk, 1)
    with desk.bench.change("test"):
        desk.stores.db.execute("DROP TRIGGER claim_is_frozen")
        desk.stores.db.execute("UPDATE claim SET total_fen = 900000 WHERE id = ?", (claim.id,))
    table = desk.reports.build("abnormal_cost")
    assert [row.key for row in table.rows] == [str(claim.id)]
    assert cells_of(table, str(claim.id))["line"] == "yes"
    acting(desk, Role.CLERK)
    desk.receivables.report((claim.id,), "太贵了")
    assert desk.reports.build("abnormal_cost").rows == ()


def test_a_year_is_laid_beside_the_same_days_a_year_before(shop: Desk) -> None:
    first, last = date(2025, 12, 1), TODAY
    now = shop.reports.build("year_review", first, last)
    before = shop.reports.build("year_review", date(2024, 12, 1), date(2025, 11, 24))
    pairs = (("claims", "claims_before"), ("claimed", "claimed_before"), ("lost", "lost_before"))
    for mine, former in pairs:
        assert cells_of(now, "*")[former] == cells_of(before, "*")[mine]
    assert cells_of(now, "*")["claims"]
    passed = shop.reports.build("first_pass", first, last)
    assert cells_of(now, "*")["rate"] == cells_of(passed, "*")["rate"]
    refusals = shop.reports.build("refusals", first, last)
    assert cells_of(now, "*")["lost"] == cells_of(refusals, "*")["lost"]
    reasons = shop.reports.build("year_review", first, last, choices={"rows": "reason"})
    lost = cells_of(refusals, "*")
    assert cells_of(reasons, "*")["money"] == lost["lost"] + lost["held"]  # type: ignore[operator]
    parts = shop.reports.build("year_review", first, last, choices={"rows": "part"})
    opened = shop.reports.build("by_type", first, last)
    assert cells_of(parts, "*")["money"] == sum(
        cells_of(opened, row.key)["claimed"]
        for row in opened.rows  # type: ignore[misc]
    )


def test_more_than_a_year_is_reviewed_by_its_last_twelve_months() -> None:
    asked = Asked(date(2020, 1, 1), TODAY)
    assert last_year_of(asked).first == date(2025, 11, 25)
    assert last_year_of(replace(asked, first=date(2026, 3, 1))).first == date(2026, 3, 1)
    leap = year_before(Asked(date(2024, 2, 29), date(2024, 2, 29)))
    assert (leap.first, leap.last) == (date(2023, 2, 28), date(2023, 2, 28))


def test_days_to_the_money_count_from_the_first_filing(desk: Desk, clock: FixedClock) -> None:
    claim = approved(desk, filed(desk, 1))
    start = desk.bench.today
    clock.go_on(days=20)
    statement = confirmed(desk, [(claim.id, claim.total_fen)], confirmed_on=desk.bench.today)
    acting(desk, Role.FINANCE)
    fen = desk.statements.sums(statement.id).payable_fen
    desk.invoices.save("26000001", statement_id=statement.id, amount_fen=fen)
    left = desk.statements.sums(statement.id).left_fen
    desk.receipts.book(left, statement.id, bank_ref="B1")
    desk.people.act_as("S01")
    table = desk.reports.build("year_review", start - timedelta(days=30), desk.bench.today)
    assert cells_of(table, "*")["days"] == 200


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(1, 1, 1), TODAY, "first"),
        (TODAY, date(9999, 12, 31), "last"),
    ],
)
def test_days_beyond_the_calendar_are_refused(
    desk: Desk, first: date, last: date, field: str
) -> None:
    for code in ("month_summary", "first_pass", "year_review"):
        with pytest.raises(Refused) as no:
            desk.reports.build(code, first, last)
        assert [(one.rule, one.field) for one in no.value.findings] == [("INVALID", field)]


@pytest.mark.parametrize("code", [report.code for report in MONEY_REPORTS])
def test_the_edges_of_the_calendar_and_another_brand_are_taken(desk: Desk, code: str) -> None:
    filed(desk, 1)
    whole = desk.reports.build(code, EARLIEST, LATEST)
    assert whole.chart is not None
    assert desk.reports.build(code, EARLIEST, LATEST, "QC").rows == whole.rows
    other = desk.reports.building(code, Asked(EARLIEST, LATEST, "XX"))()
    assert not any(isinstance(cell, int) and cell for row in other.rows for cell in row.cells[1:])


def test_an_hour_is_worked_out_once_and_still_right_where_midnight_lies_in_it() -> None:
    half = replace(sources_over([]), zone=timezone(timedelta(hours=5, minutes=30)))
    day_of = Days(half)
    assert day_of("2026-11-23T18:29:59Z") == date(2026, 11, 23)
    assert day_of("2026-11-23T18:30:00Z") == date(2026, 11, 24)
