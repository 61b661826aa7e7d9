"""Deadlines of the law: demands, the loan car, the keeping of records."""

from datetime import date, timedelta

from coverage_stage import a_car, a_repair, at, card, present, signed
from fakes import FixedClock
from stories import put_into

from warrantydesk.domain.claim import Claim, ClaimType, State
from warrantydesk.domain.repair_history import DemandAnswer, LoanerKind, Wish
from warrantydesk.i18n import _
from warrantydesk.services.coverage.card import LawDeadline
from warrantydesk.services.desk import Desk


def clocks(desk: Desk, claim: Claim) -> dict[str, LawDeadline]:
    return {one.code: one for one in card(desk, claim).deadlines}


def test_a_demand_has_two_clocks_until_it_is_answered_and_finished(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    demand = desk.coverage.demand(car.id, date(2026, 11, 10), Wish.RETURN, claim.id)
    found = clocks(desk, claim)
    assert {code: one.due_on for code, one in found.items()} == {
        "answer": date(2026, 11, 24),
        "finish": date(2026, 12, 8),
    }
    assert {one.clause for one in found.values()} == {"CN43.28"}
    assert not found["answer"].is_over
    assert found["finish"].message.startswith("If you agree")
    assert [one.code for one in desk.coverage.deadlines()] == ["answer", "finish"]
    assert desk.coverage.deadlines(date(2026, 11, 25))[0].is_over
    desk.coverage.answer_demand(demand.id, date(2026, 11, 20), DemandAnswer.AGREED)
    assert list(clocks(desk, claim)) == ["finish"]
    desk.coverage.finish_demand(demand.id, date(2026, 11, 24), "退车")
    assert clocks(desk, claim) == {}
    assert desk.coverage.deadlines() == ()


def test_a_refused_or_void_demand_has_no_clock(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    first = desk.coverage.demand(car.id, date(2026, 11, 10), Wish.RETURN)
    desk.coverage.answer_demand(first.id, date(2026, 11, 11), DemandAnswer.REFUSED, "未达条件")
    second = desk.coverage.demand(car.id, date(2026, 11, 12), Wish.REPLACE)
    assert set(clocks(desk, claim)) == {"answer", "finish"}
    desk.coverage.void_demand(second.id, "撤回")
    assert clocks(desk, claim) == {}


def test_a_year_without_calendar_counts_weekends_and_says_so(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    desk.coverage.demand(car.id, date(2026, 11, 23), Wish.RETURN)
    assert card(desk, claim).warnings == ()
    desk.bench.clock.set(at("2026-12-28"))  # type: ignore[attr-defined]
    other = a_car(desk, vin="LX0DA11A1SA012345", model_code="QC-A3")
    theirs = present(desk, other)
    desk.coverage.demand(other.id, date(2026, 12, 25), Wish.RETURN)
    seen = card(desk, theirs)
    assert [(one.code, one.values["year"]) for one in seen.warnings] == [("no_calendar", 2027)]
    assert seen.answer.answer_by == date(2027, 1, 8)


def test_the_loan_car_is_warned_of_after_96_hours_and_due_after_five_days(
    desk: Desk, clock: FixedClock
) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    begun = desk.bench.now
    clock.go_on(hours=96, minutes=-1)
    assert clocks(desk, claim) == {}
    clock.go_on(minutes=1)
    warned = clocks(desk, claim)["loaner"]
    assert (warned.is_over, warned.due_at) == (False, begun + timedelta(hours=120))
    assert (warned.clause, warned.due_on) == ("CN43.21", date(2026, 11, 29))
    assert "2026-11-29" in _(warned.message, **warned.values)
    clock.go_on(hours=24)
    assert not clocks(desk, claim)["loaner"].is_over  # 120 hours are five days
    clock.go_on(minutes=1)
    due = clocks(desk, claim)["loaner"]
    assert (due.is_over, due.values["days"], due.values["due"]) == (True, 6, 6)
    assert [one.code for one in desk.coverage.deadlines()] == ["loaner"]
    desk.coverage.save_loaner(claim.visit.id, LoanerKind.CAR, desk.bench.today)
    assert clocks(desk, claim) == {}
    assert desk.coverage.deadlines() == ()


def test_no_loan_car_is_due_outside_the_law(desk: Desk, clock: FixedClock) -> None:
    old = present(desk, a_car(desk, "2022-11-01"))
    service = present(desk, a_car(desk), type=ClaimType.FREE_SERVICE)
    clock.go_on(days=9)
    assert clocks(desk, old) == {}
    assert clocks(desk, service) == {}
    assert desk.coverage.deadlines() == ()


def test_two_claims_of_a_visit_have_one_clock(desk: Desk, clock: FixedClock) -> None:
    claim = present(desk, a_car(desk))
    second = desk.claims.new(vin=claim.vehicle.vin, visit_id=claim.visit.id)
    desk.claims.save_draft(second.id, {"codes": {"fault_code": "ST101"}})
    clock.go_on(days=6)
    assert [one.code for one in desk.coverage.deadlines()] == ["loaner"]
    put_into(desk, claim.id, State.VOID)
    put_into(desk, second.id, State.VOID)
    assert desk.coverage.deadlines() == ()


def test_a_late_signature_sets_the_clock_back(desk: Desk, clock: FixedClock) -> None:
    claim = present(desk, a_car(desk))
    clock.go_on(hours=50)
    signed(desk, claim, desk.bench.now)
    clock.go_on(hours=90)
    assert clocks(desk, claim) == {}


def test_records_are_kept_for_six_years_to_the_day(desk: Desk) -> None:
    car = a_car(desk)
    former = a_repair(desk, car, "2026-01-05")
    assert desk.coverage.keep_until(former.visit.id) == date(2032, 1, 5)
    assert clocks(desk, former)["records"].due_on == date(2032, 1, 5)
    assert desk.coverage.keep_until(present(desk, car).visit.id) is None
    near = date(2031, 12, 10)
    assert [one.code for one in desk.coverage.deadlines(near)] == ["records"]
    assert not desk.coverage.deadlines(near)[0].is_over
    assert desk.coverage.deadlines(date(2031, 11, 20)) == ()


def test_a_leap_day_is_kept_until_the_end_of_february(desk: Desk) -> None:
    former = a_repair(desk, a_car(desk, "2024-01-05"), "2024-02-29")
    assert desk.coverage.keep_until(former.visit.id) == date(2030, 2, 28)
