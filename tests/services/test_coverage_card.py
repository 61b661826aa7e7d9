"""The coverage card: what is gathered of a claim and its car, and what is said of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import OTHER_VIN, a_part_line
from coverage_stage import ENGINE, PADS, PUMP, STEERING, a_car, a_repair, at, card, present, signed
from fakes import FixedClock
from stories import acting, put_into

from warrantydesk.domain.campaign import CampaignState
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.claim.lines import PayBy
from warrantydesk.domain.coverage import Layer, PeriodState, Verdict
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.repair_history import ExcludedKind
from warrantydesk.domain.vehicle import Use
from warrantydesk.services.coverage import CoverageCard
from warrantydesk.services.desk import Desk

E6_VIN = "LX0DV51A9SD012345"
T9_VIN = "LX0DT41A4SK012345"


def layer(seen: CoverageCard, code: str) -> Any:
    return next(line for line in seen.layers if line.answer.layer == code)


def reached(seen: CoverageCard) -> list[str]:
    return [line.answer.clause for line in seen.rights if line.answer.verdict == "COVERED"]


def counter(seen: CoverageCard, code: str) -> tuple[int, int, str]:
    line = next(line for line in seen.counters if line.code == code)
    return line.count, line.limit, line.light


def test_a_car_in_its_periods_is_covered_by_law_and_maker(desk: Desk) -> None:
    seen = card(desk, present(desk, a_car(desk)))
    assert (seen.verdict, seen.answer.layer) == (Verdict.COVERED, Layer.STATUTORY)
    assert seen.head_en == "Covered · free repair by law"
    law, maker = seen.layers
    assert (law.source_en, law.source_zh) == ("Art. 19", "第19条")
    assert (maker.source_en, maker.title_en) == ("QC-VEH", "Whole vehicle")
    repair, replaced = seen.periods
    assert (repair.last_day, repair.last_km) == (date(2028, 11, 1), 60_000)
    assert (replaced.last_day, replaced.km_left) == (date(2027, 11, 1), 42_000)
    assert repair.clause.article_en == "Art. 18"
    assert repair.days_left == (date(2028, 11, 1) - date(2026, 11, 24)).days
    assert 0.35 < repair.days_used < 0.36
    assert not seen.missing
    assert not seen.rights
    assert "QC/policies 1" in seen.source


def test_an_empty_draft_names_what_is_missing_as_fields_of_the_claim(desk: Desk) -> None:
    seen = card(desk, desk.claims.new())
    assert seen.verdict is Verdict.NEEDS_FACT
    assert seen.missing == ("vehicle.invoiced_on", "visit.mileage_km")
    assert not seen.periods
    assert [line.code for line in seen.counters] == ["days", "same", "serious", "assembly", "part"]


def test_the_card_of_an_edited_claim_asks_no_database(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    a_repair(desk, desk.stores.vehicles.get(claim.vehicle_id or 1), "2026-03-02")
    context = desk.coverage.context(claim.id)
    desk.coverage.card(context, claim)
    asked: list[str] = []
    connection = desk.stores.db._db.connection()
    connection.set_trace_callback(asked.append)
    over = replace(claim, visit=replace(claim.visit, mileage_km=60_001))
    late = replace(claim, visit=replace(claim.visit, arrived_at=at("2026-11-20")))
    no_part = replace(claim, part_lines=())
    cards = [desk.coverage.card(context, one) for one in (over, late, no_part)]
    heard = len(asked)
    desk.claims.get(claim.id)
    connection.set_trace_callback(None)
    assert (heard, bool(asked)) == (0, True)
    assert [seen.answer.repair_period for seen in cards] == [
        PeriodState.OUT,
        PeriodState.IN,
        PeriodState.IN,
    ]


def test_sale_dates_are_the_claims_own_else_the_files(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    blank = replace(claim, vehicle=replace(claim.vehicle, invoiced_on=None, delivered_on=None))
    context = desk.coverage.context(claim.id)
    assert desk.coverage.card(context, blank).facts.delivered_on == date(2025, 11, 1)
    other = replace(claim, vehicle=replace(claim.vehicle, delivered_on=date(2025, 12, 9)))
    assert desk.coverage.card(context, other).periods[0].last_day == date(2028, 12, 9)


def test_a_replaced_odometer_counts_the_distance_really_driven(desk: Desk) -> None:
    car = a_car(desk)
    desk.vehicles.replace_odometer(car.id, date(2026, 5, 1), 52_000, 0)
    seen = card(desk, present(desk, car))
    assert seen.facts.mileage_km == 60_000
    assert seen.periods[0].km_left == 0


@pytest.mark.parametrize("use", [use for use in Use if use is not Use.HOUSEHOLD])
def test_a_car_in_business_has_only_the_makers_cover_for_such(desk: Desk, use: Use) -> None:
    seen = card(desk, present(desk, a_car(desk, "2026-01-10", use=use)))
    assert seen.answer.layer is Layer.MAKER
    assert layer(seen, "MAKER").source_en == "QC-COMM"
    assert layer(seen, "STATUTORY").answer.clause == "CN43.40"
    assert not seen.periods


def test_a_second_owner_loses_what_is_for_the_first_one_only(desk: Desk) -> None:
    first = desk.customers.save("甲", "15400000001").id
    car = a_car(desk, "2022-11-30", customer_id=first)
    claim = present(desk, car, part_lines=[{"causal": True, "new_part_no": "1005010-T20"}])
    assert layer(card(desk, claim), "MAKER").source_en == "QC-PT"
    assert card(desk, claim).answer.layer is Layer.MAKER
    second = desk.customers.save("乙", "15400000002").id
    desk.vehicles.save(car.vin, "QC", customer_id=second)
    assert card(desk, claim).verdict is Verdict.NOT_COVERED
    assert card(desk, claim).facts.owner == "later"


def test_a_pickup_is_a_pickup_until_the_certificate_says_otherwise(desk: Desk) -> None:
    car = a_car(desk, vin=T9_VIN, model_code="QC-T9")
    claim = present(desk, car, part_lines=[])
    assert card(desk, claim).facts.vehicle_kind == "pickup"
    assert desk.coverage.save_terms(car.id, {"price_fen": 11_890_000}).kind == "pickup"
    desk.coverage.save_terms(car.id, {"kind": "special"})
    assert layer(card(desk, claim), "STATUTORY").answer.clause == "CN43.40"


PARTS = [
    (PUMP, "QC-S7", "2023-12-01", 70_000, "QC-VEH", "COVERED"),
    (PUMP, "QC-S7", "2022-12-01", 70_000, "QC-VEH", "NOT_COVERED"),
    ("1005010-T20", "QC-S7", "2022-12-01", 70_000, "QC-PT", "COVERED"),
    ("1005010-T20", "QC-S7", "2021-11-23", 70_000, "QC-PT", "NOT_COVERED"),
    ("2101010-E06", "QC-E6", "2023-01-09", 70_000, "QC-NEV3", "COVERED"),
    ("2101110-E06", "QC-E6", "2023-01-09", 70_000, "QC-NEV-LT", "COVERED"),
    # More than 30,000 km a year: the lifetime cover has ended, the one of 8 years has not.
    ("2101110-E06", "QC-E6", "2024-01-09", 95_000, "QC-NEV3", "COVERED"),
    # No controller of the motor: the plain cover of the car.
    ("2110010-E06", "QC-E6", "2023-01-09", 70_000, "QC-VEH", "NOT_COVERED"),
]


@pytest.mark.parametrize(("part_no", "model", "sold", "km", "code", "verdict"), PARTS)
def test_the_makers_cover_that_applies_to_the_part(
    desk: Desk, part_no: str, model: str, sold: str, km: int, code: str, verdict: str
) -> None:
    vin = {"QC-E6": E6_VIN}.get(model, OTHER_VIN)
    car = a_car(desk, sold, vin=vin, model_code=model)
    lines = [{"causal": True, "new_part_no": part_no}]
    claim = present(desk, car, part_lines=lines, visit={"mileage_km": km})
    maker = layer(card(desk, claim), "MAKER")
    assert (maker.source_en, maker.answer.verdict) == (code, verdict)
    assert card(desk, claim).facts.maker_cover.clause == code  # type: ignore[union-attr]


def test_a_wear_part_has_its_own_term_and_no_cover_of_the_whole_car(desk: Desk) -> None:
    car = a_car(desk, "2026-03-01")
    claim = present(desk, car, part_lines=[{"causal": True, "new_part_no": PADS}])
    seen = card(desk, claim)
    assert [line.answer.layer for line in seen.layers] == ["STATUTORY"]
    assert layer(seen, "STATUTORY").answer.clause == "CN43.19-wear"
    assert (seen.verdict, seen.answer.repair_period) == ("NOT_COVERED", "IN")


def test_paint_or_rust_is_the_clerks_judgement(desk: Desk) -> None:
    car = a_car(desk, "2023-06-01")
    claim = present(desk, car, part_lines=[{"causal": True, "new_part_no": "6101010-S07"}])
    seen = card(desk, claim)
    assert seen.verdict is Verdict.NOT_COVERED
    assert [one.code for one in seen.choices] == ["QC-PERF"]
    assert "From inside outwards" in str(seen.warnings[0].values)
    desk.coverage.save_facts(claim.id, {"cover_code": "QC-PERF"})
    told = card(desk, claim)
    assert (told.answer.layer, layer(told, "MAKER").source_en) == (Layer.MAKER, "QC-PERF")
    assert not told.warnings


def test_a_bought_part_has_the_part_warranty(desk: Desk) -> None:
    car = a_car(desk, "2021-11-01")
    claim = present(desk, car, type=ClaimType.SPARE_PART, visit={"mileage_km": 90_000})
    assert card(desk, claim).missing == ("codes.purchased_on",)
    told = {"purchased_on": "2026-02-01", "purchase_km": 80_000}
    seen = card(desk, desk.claims.save_draft(claim.id, {"codes": told}))
    part = layer(seen, "PART")
    assert (seen.answer.layer, part.source_en) == (Layer.PART, "QC-PART")
    assert (part.answer.last_day, part.answer.last_km) == (date(2027, 2, 1), 100_000)


def test_a_part_fitted_under_warranty_has_at_least_three_months(desk: Desk) -> None:
    car = a_car(desk, "2021-11-01")
    a_repair(desk, car, "2026-10-30", mileage_km=90_000)
    seen = card(desk, present(desk, car, visit={"mileage_km": 94_999}))
    part = layer(seen, "PART")
    assert (seen.answer.layer, part.source_en) == (Layer.PART, "QC-WPART")
    assert (part.answer.last_day, part.answer.last_km) == (date(2027, 1, 30), 95_000)


def test_a_part_that_the_customer_paid_at_this_desk_is_known(desk: Desk) -> None:
    car = a_car(desk, "2021-11-01")
    line = a_part_line(pay_by=PayBy.SELF)
    a_repair(desk, car, "2026-02-01", mileage_km=80_000, lines=(line,))
    seen = card(desk, present(desk, car, visit={"mileage_km": 90_000}))
    assert layer(seen, "PART").source_en == "QC-PART"


def test_a_service_is_no_fault_and_free_once_in_its_window(desk: Desk) -> None:
    car = a_car(desk, "2026-06-01")
    claim = present(desk, car, type=ClaimType.FREE_SERVICE, visit={"mileage_km": 4_000})
    seen = card(desk, claim)
    assert (seen.answer.layer, layer(seen, "FREE_SERVICE").source_en) == ("FREE_SERVICE", "QC-1ST")
    assert layer(seen, "STATUTORY").answer.verdict is Verdict.NOT_COVERED
    a_repair(desk, car, "2026-09-01", type=ClaimType.FREE_SERVICE)
    assert [one.code for one in card(desk, claim).warnings] == ["service_before"]


def test_a_contract_and_a_goodwill_pay_when_law_and_maker_do_not(desk: Desk) -> None:
    car = a_car(desk, "2022-11-01")
    claim = present(desk, car)
    desk.coverage.save_facts(claim.id, {"goodwill_percent": 50})
    seen = card(desk, claim)
    assert (seen.answer.layer, seen.warnings[0].code) == (Layer.GOODWILL, "goodwill_no")
    desk.coverage.save_terms(
        car.id,
        {
            "extended_contract": "EW-77",
            "extended_from": "2025-11-01",
            "extended_months": 24,
            "extended_km": 120_000,
        },
    )
    seen = card(desk, claim)
    assert (seen.answer.layer, layer(seen, "EXTENDED").source_en) == (Layer.EXTENDED, "EW-77")


def test_the_counters_come_from_the_desks_own_repairs(desk: Desk) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-02-02", hours=25)
    a_repair(desk, car, "2026-04-02", hours=49)
    seen = card(desk, present(desk, car))
    assert counter(seen, "days") == (5, 30, "green")
    assert [line.days for line in seen.repairs] == [3, 2]
    assert all(line.counts and line.may_be_same for line in seen.repairs)


def test_two_claims_of_one_visit_are_one_repair_time(desk: Desk) -> None:
    car = a_car(desk)
    first = a_repair(desk, car, "2026-02-02", hours=25)
    a_repair(desk, car, "2026-02-02", visit=first.visit, fault_code="BR101", part_no=STEERING)
    seen = card(desk, present(desk, car))
    assert counter(seen, "days") == (2, 30, "green")
    assert len(seen.repairs) == 2


UNCOUNTED = [
    {"state": State.VOID},
    {"state": State.NOT_COVERED},
    {"type": ClaimType.FREE_SERVICE},
    {"type": ClaimType.CAMPAIGN},
    {"type": ClaimType.PDI},
    {"mileage_km": 50_001},
]


@pytest.mark.parametrize("paths", UNCOUNTED)
def test_what_is_no_repair_of_a_quality_problem_counts_nothing(
    desk: Desk, paths: dict[str, Any]
) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-02-02", hours=700, **paths)
    claim = present(desk, car, visit={"mileage_km": 51_000})
    assert counter(card(desk, claim), "days")[0] == 0


def test_repairs_outside_the_period_and_after_the_visit_count_nothing(desk: Desk) -> None:
    car = a_car(desk, "2024-01-02")
    a_repair(desk, car, "2023-12-20", hours=48)  # before the delivery
    a_repair(desk, car, "2026-01-06", hours=48)  # after the 24 months
    a_repair(desk, car, "2025-03-03", hours=48)
    claim = present(desk, car)
    assert counter(card(desk, claim), "days")[0] == 2
    context = desk.coverage.context(claim.id)
    earlier = replace(claim, visit=replace(claim.visit, arrived_at=at("2025-03-01")))
    assert counter(desk.coverage.card(context, earlier), "days")[0] == 0


def test_the_clock_starts_with_the_customers_signature(desk: Desk) -> None:
    car = a_car(desk)
    claim = a_repair(desk, car, "2026-02-02", hours=30)
    seen = present(desk, car)
    assert counter(card(desk, seen), "days")[0] == 2
    signed(desk, claim, at("2026-02-02", 16))  # 8 hours later: 22 are left
    assert counter(card(desk, seen), "days")[0] == 1
    last = a_repair(desk, car, "2026-03-02", hours=2)
    signed(desk, last, at("2026-03-09"))  # after the end: it proves nothing
    assert counter(card(desk, seen), "days")[0] == 2


def test_excluded_time_counts_for_the_loan_car_but_not_for_the_thirty_days(
    desk: Desk, clock: FixedClock
) -> None:
    car = a_car(desk)
    former = a_repair(desk, car, "2026-02-02", hours=49)
    claim = present(desk, car)
    assert counter(card(desk, claim), "days")[0] == 3
    left_out = desk.coverage.exclude_time(former.visit.id, ExcludedKind.SPECIAL_PART, 120)
    assert counter(card(desk, claim), "days")[0] == 2
    desk.coverage.void_excluded(left_out.id, "运输单有误")
    assert counter(card(desk, claim), "days")[0] == 3
    clock.go_on(hours=121)
    desk.coverage.exclude_time(claim.visit.id, ExcludedKind.BATTERY, 121 * 60)
    seen = card(desk, claim)
    assert seen.answer.loaner_days == 1
    assert next(line.today for line in seen.counters if line.code == "days") == 0
    assert "CN43.21" in seen.answer.grounds


def test_thirty_days_are_amber_and_one_more_gives_the_right(desk: Desk) -> None:
    car = a_car(desk)
    desk.coverage.save_terms(car.id, {"price_fen": 12_880_000, "n_permille": "5"})
    for month in (1, 2, 3):
        a_repair(desk, car, f"2026-0{month}-03", hours=240)
    claim = present(desk, car, visit={"mileage_km": 18_650})
    seen = card(desk, claim)
    assert counter(seen, "days") == (30, 30, "amber")
    assert [one.code for one in seen.outlook] == ["days"]
    assert "CN43.24.4-days" not in seen.answer.grounds
    a_repair(desk, car, "2026-05-03", hours=1)
    seen = card(desk, claim)
    assert counter(seen, "days") == (31, 30, "red")
    assert [line.source_en for line in seen.rights] == ["Art. 24(4)"]
    assert seen.answer.compensation_fen == 1_201_060  # 128,800.00 × 18.65 × 0.5 %


def test_without_a_price_the_fee_is_missing_and_the_right_stays(desk: Desk) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-02-03", hours=24 * 31)
    seen = card(desk, present(desk, car))
    assert (seen.missing, seen.verdict) == (("terms.price_fen",), Verdict.COVERED)
    assert len(seen.rights) == 1


def test_the_same_problem_is_what_a_person_has_linked(desk: Desk) -> None:
    car = a_car(desk)
    former = [a_repair(desk, car, f"2026-0{month}-03") for month in (1, 2, 3)]
    claim = present(desk, car)
    assert counter(card(desk, claim), "same")[0] == 0
    problem = desk.coverage.open_problem(car.id, "水泵渗漏", former[0].id)
    for one in former[1:]:
        desk.coverage.link(problem.id, claim_id=one.id)
    assert counter(card(desk, claim), "same")[0] == 3
    acting(desk, Role.TECHNICIAN).coverage.link(problem.id, claim_id=claim.id)
    seen = card(desk, claim)
    assert counter(seen, "same") == (4, 4, "amber")
    assert (seen.problem, seen.linked_by, seen.problem_id) == ("水泵渗漏", "钱立冬", problem.id)
    assert {line.linked_by for line in seen.repairs} == {"王敏"}
    assert not any(line.may_be_same for line in seen.repairs)
    assert next(line.subject for line in seen.counters if line.code == "same") == "水泵渗漏"


def test_suggestions_are_of_the_same_part_or_the_same_code(desk: Desk) -> None:
    car = a_car(desk)
    part = a_repair(desk, car, "2026-01-03", part_no="1307010-A03", fault_code="EN101")
    code = a_repair(desk, car, "2026-02-03", part_no=STEERING)
    a_repair(desk, car, "2026-03-03", part_no=STEERING, fault_code="EN101")
    claim = present(desk, car)
    found = desk.coverage.suggest_links(claim.id)
    assert [line.claim_id for line in found] == [code.id, part.id]
    assert desk.coverage.problems(car.id) == []


def test_serious_faults_are_offered_and_only_a_person_flags_them(desk: Desk) -> None:
    car = a_car(desk)
    lines = [{"causal": True, "new_part_no": STEERING}]
    former = a_repair(desk, car, "2026-02-03", part_no=STEERING, fault_code="ST101")
    claim = present(desk, car, part_lines=lines)
    seen = card(desk, claim)
    assert seen.offers_serious
    assert counter(seen, "serious")[0] == 0
    desk.coverage.flag_serious(former.id, "转向助力突然消失")
    desk.coverage.flag_serious(claim.id, "同上")
    seen = card(desk, claim)
    assert (counter(seen, "serious"), seen.flagged_by) == ((1, 2, "amber"), "王敏")
    assert not seen.offers_serious
    assert seen.facts.serious_safety_fault
    assert (seen.repairs[0].serious, seen.repairs[0].flagged_by) == (True, "王敏")


@pytest.mark.parametrize(
    ("part_no", "offered"), [("1101010-S07", True), ("1106010-S07", True), (PUMP, False)]
)
def test_fuel_is_a_danger_although_it_is_filed_under_the_engine(
    desk: Desk, part_no: str, offered: bool
) -> None:
    claim = present(desk, a_car(desk), part_lines=[{"causal": True, "new_part_no": part_no}])
    assert card(desk, claim).offers_serious is offered


def test_replacements_are_counted_once_and_never_twice(desk: Desk) -> None:
    car = a_car(desk)
    crank = a_part_line(causal=False, causal_line=1, new_part_no="1005010-T20", quantity=2)
    engine = a_part_line(new_part_no=ENGINE)
    a_repair(desk, car, "2026-01-03", lines=(engine, crank))
    a_repair(desk, car, "2026-02-03", lines=(replace(crank, causal=True, causal_line=None),))
    seen = card(desk, present(desk, car))
    assert counter(seen, "assembly") == (1, 2, "amber")
    assert counter(seen, "part") == (1, 2, "amber")
    subjects = {line.code: line.subject for line in seen.counters}
    assert (subjects["assembly"], subjects["part"]) == ("Engine", "Crankshaft")


def test_two_engines_and_still_no_peace_gives_another_car(desk: Desk) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-01-03", part_no=ENGINE)
    desk.coverage.add_elsewhere(
        car.id,
        "启程 河西服务站",
        at("2026-03-01"),
        at("2026-03-02"),
        part_no=ENGINE,
        replaced="assembly",
        serious=True,
    )
    claim = present(desk, car)
    assert not reached(card(desk, claim))
    desk.coverage.save_facts(claim.id, {"still_faulty": True})
    seen = card(desk, claim)
    assert reached(seen) == ["CN43.24.2"]
    assert counter(seen, "serious") == (1, 2, "amber")
    assert seen.repairs[0].title == "启程 河西服务站"


def test_early_rights_from_part_and_clerk(desk: Desk) -> None:
    car = a_car(desk, "2026-11-18")
    lines = [{"causal": True, "new_part_no": "1005010-T20"}]
    claim = present(desk, car, part_lines=lines, visit={"mileage_km": 900})
    assert card(desk, claim).facts.main_part_of == "engine"
    desk.coverage.save_facts(claim.id, {"must_replace": "engine", "event": "fuel_leak"})
    clauses = {line.answer.clause for line in card(desk, claim).rights}
    assert clauses == {"CN43.20", "CN43.22", "CN43.23"}


def test_the_inspection_says_whether_it_is_a_quality_problem(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    signed(desk, claim, desk.bench.now)
    inspection = desk.inspections.start(claim.id)
    told = desk.inspections.judge(
        inspection.id, CauseClass.OUTSIDE_FORCE, Conclusion.NOT_COVERED, "C-PF"
    )
    assert card(desk, claim).verdict is Verdict.COVERED  # nobody has signed it yet
    desk.inspections.sign(told.id, Role.CLERK)
    seen = card(desk, claim)
    assert (seen.verdict, layer(seen, "STATUTORY").answer.clause) == (
        "NOT_COVERED",
        "CN43.40-quality",
    )
    desk.coverage.save_facts(claim.id, {"quality_problem": True})
    assert card(desk, claim).verdict is Verdict.COVERED


def test_a_rest_day_is_said_of_article_and_layer_by_their_names(desk: Desk) -> None:
    car = a_car(desk, "2023-11-21")  # three years end on Saturday 2026-11-21
    claim = present(desk, car, visit={"arrived_at": "2026-11-23T08:00+08:00", "mileage_km": 8_000})
    seen = card(desk, claim)
    assert seen.verdict is Verdict.BORDERLINE
    told = [one.values["clause"] for one in seen.warnings if one.code == "rest_day"]
    assert told == ["Art. 19", "Maker's warranty"]


def test_an_exemption_needs_its_cause_shown(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    desk.coverage.save_facts(claim.id, {"exemption": "X3_MODIFIED"})
    seen = card(desk, claim)
    assert (seen.verdict, seen.warnings[0].code) == ("COVERED", "no_cause")
    assert seen.warnings[0].values["ground"] == "Caused by forbidden modification"
    desk.coverage.save_facts(claim.id, {"exemption_cause_shown": True})
    seen = card(desk, claim)
    assert (seen.verdict, layer(seen, "STATUTORY").answer.clause) == ("NOT_COVERED", "CN43.32.X3")


def test_a_blocked_ground_never_refuses(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    desk.coverage.save_facts(claim.id, {"refusal_reason": "OUTSIDE_MAINTENANCE"})
    seen = card(desk, claim)
    assert (seen.verdict, seen.warnings[0].code) == ("COVERED", "blocked_ground")


def test_a_campaign_pays_for_its_own_work_only(desk: Desk) -> None:
    car = a_car(desk, "2022-03-01", vin="LX0DS21A8RB012345", model_code="QC-S3")
    repair = present(desk, car, visit={"mileage_km": 210_000})
    seen = card(desk, repair)
    assert (seen.verdict, seen.answer.layer) == (Verdict.NOT_COVERED, None)
    assert [(one.code, one.is_open, one.handled_here) for one in seen.campaigns] == [
        ("QC-R26-01", True, False)
    ]
    work = present(desk, car, type=ClaimType.CAMPAIGN, codes={"campaign_no": "QC-R26-01"})
    seen = card(desk, work)
    assert (seen.answer.layer, layer(seen, "CAMPAIGN").source_en) == ("CAMPAIGN", "QC-R26-01")
    assert seen.campaigns[0].handled_here
    desk.campaigns.record(
        "QC", "QC-R26-01", car.vin, CampaignState.DONE_ELSEWHERE, date(2026, 5, 5), reason="凭证"
    )
    assert card(desk, work).verdict is Verdict.NOT_COVERED


def test_a_replaced_car_starts_anew(desk: Desk) -> None:
    car = a_car(desk, "2023-01-02")
    a_repair(desk, car, "2024-02-02", hours=48)
    desk.coverage.save_terms(car.id, {"replaced_on": "2026-03-03"})
    seen = card(desk, present(desk, car))
    assert seen.periods[0].last_day == date(2029, 3, 3)
    assert counter(seen, "days")[0] == 0


def test_the_order_of_repairs_does_not_matter(desk: Desk) -> None:
    car = a_car(desk)
    for month, hours in ((1, 30), (2, 50), (3, 10)):
        a_repair(desk, car, f"2026-0{month}-03", hours=hours)
    claim = present(desk, car)
    context = desk.coverage.context(claim.id)
    turned = replace(context, repairs=tuple(reversed(context.repairs)))
    assert desk.coverage.card(context, claim).answer == desk.coverage.card(turned, claim).answer


def test_every_layer_names_a_clause_or_a_policy_row(desk: Desk) -> None:
    for number, part in enumerate(sorted(desk.profiles.of("QC").parts)[::97]):
        car = a_car(desk, f"202{2 + number % 4}-03-01")
        claim = present(desk, car, part_lines=[{"causal": True, "new_part_no": part}])
        for line in (*card(desk, claim).layers, *card(desk, claim).rights):
            assert line.source_en, (part, line)
            assert line.title_zh, (part, line)


def test_a_car_sold_before_all_orders_has_no_periods(desk: Desk) -> None:
    seen = card(desk, present(desk, a_car(desk, "2013-09-30")))
    assert not seen.periods
    assert layer(seen, "STATUTORY").answer.clause == "CN43.2"
    assert "no_order" in [one.code for one in seen.warnings]


def test_an_unknown_part_is_said(desk: Desk) -> None:
    claim = present(desk, a_car(desk), part_lines=[{"causal": True, "new_part_no": "9-X"}])
    assert [one.code for one in card(desk, claim).warnings] == ["unknown_part"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_end_of_the_card(desk: Desk, day: date) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-01-02", hours=24 * 40)
    claim = present(desk, car)
    context = desk.coverage.context(claim.id)
    sold = replace(claim, vehicle=replace(claim.vehicle, invoiced_on=day, delivered_on=day))
    seen = desk.coverage.card(context, sold)
    assert seen.answer.layers
    assert {bar.state for bar in seen.periods} <= {PeriodState.IN}


def test_a_claim_of_another_maker_is_judged_by_the_law(desk: Desk) -> None:
    car = a_car(desk, vin="LSVAA49J7N2000123", brand="VW", model_code="")
    claim = desk.claims.new(vin=car.vin, brand="VW")
    claim = desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 8_000}})
    seen = card(desk, claim)
    assert (seen.answer.layer, len(seen.layers)) == (Layer.STATUTORY, 1)
    assert "VW" not in seen.source
    context = desk.coverage.context(claim.id)
    ours = desk.coverage.card(context, replace(claim, brand="QC"))
    assert [line.source_en for line in ours.layers] == ["Art. 19", "QC-VEH"]


def test_the_wear_of_time_goes_on_while_the_car_is_here(desk: Desk, clock: FixedClock) -> None:
    claim = present(desk, a_car(desk))
    clock.go_on(hours=25)
    seen = card(desk, claim)
    assert next(line.today for line in seen.counters if line.code == "days") == 2
    finished = replace(claim.visit, finished_at=desk.bench.now - timedelta(hours=20))
    context = desk.coverage.context(claim.id)
    ended = desk.coverage.card(context, replace(claim, visit=finished))
    assert next(line.today for line in ended.counters if line.code == "days") == 1


def test_a_refused_claim_has_no_repair_time(desk: Desk, clock: FixedClock) -> None:
    claim = present(desk, a_car(desk))
    clock.go_on(hours=200)
    put_into(desk, claim.id, State.NOT_COVERED)
    assert card(desk, claim).facts.this_visit is None


def test_the_net_price_is_reckoned_where_the_open_point_says_so(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    desk.coverage.save_terms(car.id, {"price_fen": 11_300_000})
    rows = [dict(row) for row in desk.policies.rows("LAW", "open_points", 1)]
    for row in rows:
        if row["code"] == "price_base":
            row["value"] = "invoice_net"
    desk.policies.save_version("LAW", "open_points", tuple(rows), date(2026, 1, 1))
    tax = desk.profiles.of("QC").rates.tax
    assert card(desk, claim).facts.price_fen == round(11_300_000 * 100 / (100 + tax))
    assert tax == Decimal(13)


BATTERIES = [
    ("2025-11-01", 8_000, "78", Decimal(80), "COVERED"),
    ("2025-11-01", 8_000, "82", Decimal(80), "NOT_COVERED"),
    ("2024-03-01", 8_000, "78", Decimal(75), "NOT_COVERED"),
    ("2024-03-01", 8_000, "74", Decimal(75), "COVERED"),
    ("2022-03-01", 8_000, "69.9", Decimal(70), "COVERED"),
    ("2022-03-01", 8_000, "70", Decimal(70), "NOT_COVERED"),
]


@pytest.mark.parametrize(("sold", "km", "measured", "limit", "verdict"), BATTERIES)
def test_a_battery_below_its_limit_is_a_quality_problem(
    desk: Desk, sold: str, km: int, measured: str, limit: Decimal, verdict: str
) -> None:
    car = a_car(desk, sold, vin=E6_VIN, model_code="QC-E6")
    lines = [{"causal": True, "new_part_no": "2101010-E06"}]
    claim = present(desk, car, part_lines=lines, visit={"mileage_km": km})
    signed(desk, claim, desk.bench.now)
    inspection = desk.inspections.start(claim.id)
    desk.inspections.answer(inspection.id, "I050", value=Decimal(measured))
    desk.coverage.save_facts(claim.id, {"quality_problem": False})
    seen = card(desk, claim)
    assert (seen.facts.soh_percent, seen.facts.soh_limit_percent) == (Decimal(measured), limit)
    assert seen.verdict == verdict


def test_the_same_code_is_the_same_problem_where_the_open_point_says_so(desk: Desk) -> None:
    car = a_car(desk)
    for month in (1, 2, 3):
        a_repair(desk, car, f"2026-0{month}-03")
    claim = present(desk, car)
    rows = [dict(row) for row in desk.policies.rows("LAW", "open_points", 1)]
    for row in rows:
        if row["code"] == "same_problem":
            row["value"] = "same_code"
    desk.policies.save_version("LAW", "open_points", tuple(rows), date(2026, 1, 1))
    assert counter(card(desk, claim), "same") == (4, 4, "amber")
