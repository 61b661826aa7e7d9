"""What is entered about coverage: terms, facts, repairs elsewhere, links, flags, demands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from builders import OTHER_VIN
from coverage_stage import PUMP, a_car, a_repair, at, card, present
from stories import acting, put_into, state_of_everything

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.repair_history import (
    DemandAnswer,
    ExcludedKind,
    LoanerKind,
    Wish,
)
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)


def refusal(verb: Callable[[], Any]) -> list[tuple[str, str]]:
    """Return code and field of every reason for which a verb is refused."""
    with pytest.raises(Refused) as caught:
        verb()
    return [(found.rule, found.field) for found in caught.value.findings]


def test_terms_are_merged_kept_and_taken_back(desk: Desk) -> None:
    car = a_car(desk)
    first = desk.coverage.save_terms(car.id, {"price_fen": 17_990_000, "n_permille": "4.5"})
    assert (first.entered_by, first.kind, first.version) == ("S01", "passenger", 1)
    second = desk.coverage.save_terms(
        car.id, {"extended_months": 24, "extended_contract": " EW 7 "}
    )
    assert (second.price_fen, second.extended_contract) == (17_990_000, "EW 7")
    assert desk.coverage.save_terms(car.id, {"extended_months": 24}) == second
    assert desk.undo() == "save certificate and contracts"
    assert desk.coverage.terms(car.id).extended_months is None
    assert desk.coverage.terms(car.id).price_fen == 17_990_000


TERMS = [
    ({"kind": "boat"}, "kind"),
    ({"price_fen": 0}, "price_fen"),
    ({"price_fen": "x"}, "price_fen"),
    ({"n_permille": "8"}, "n_permille"),
    ({"n_permille": "0"}, "n_permille"),
    ({"replaced_on": "2026-11-25"}, "replaced_on"),
    ({"replaced_on": "2001-01-01"}, "replaced_on"),
    ({"extended_from": "1999-01-01"}, "extended_from"),
    ({"extended_months": 1_201}, "extended_months"),
    ({"extended_km": 0}, "extended_km"),
    ({"extended_contract": "EW"}, "extended_months"),
    ({"extended_contract": "E" * 1_001}, "extended_contract"),
    ({"vehicle_id": 7}, "vehicle_id"),
    ({"colour": "red"}, "colour"),
]


@pytest.mark.parametrize(("changes", "field"), TERMS)
def test_terms_that_cannot_be_are_refused_at_their_field(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    car = a_car(desk)
    before = state_of_everything(desk)
    assert refusal(lambda: desk.coverage.save_terms(car.id, changes)) == [("INVALID", field)]
    assert state_of_everything(desk) == before


def test_the_cap_of_the_factor_is_that_of_the_cars_order(desk: Desk) -> None:
    old = a_car(desk, "2021-06-01")
    assert desk.coverage.save_terms(old.id, {"n_permille": "8"}).n_permille == 8
    assert refusal(lambda: desk.coverage.save_terms(old.id, {"n_permille": "8.1"})) == [
        ("INVALID", "n_permille")
    ]


FACTS = [
    ({"must_replace": "wheels"}, "must_replace"),
    ({"event": "bang"}, "event"),
    ({"exemption": "NO_CERTIFICATE"}, "exemption"),
    ({"exemption": "X9"}, "exemption"),
    ({"refusal_reason": "BECAUSE"}, "refusal_reason"),
    ({"goodwill_percent": 101}, "goodwill_percent"),
    ({"goodwill_no": "GW-1"}, "goodwill_percent"),
    ({"cover_code": "QC-NONE"}, "cover_code"),
    ({"claim_id": 1}, "claim_id"),
]


@pytest.mark.parametrize(("changes", "field"), FACTS)
def test_facts_that_cannot_be_are_refused_at_their_field(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    claim = present(desk, a_car(desk))
    assert refusal(lambda: desk.coverage.save_facts(claim.id, changes)) == [("INVALID", field)]


def test_facts_are_merged_and_taken_back(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    desk.coverage.save_facts(claim.id, {"event": "brake_failure"})
    desk.coverage.save_facts(claim.id, {"still_faulty": True})
    told = desk.coverage.facts_told(claim.id)
    assert (told.event, told.still_faulty, told.entered_by) == ("brake_failure", True, "S01")
    desk.undo()
    assert not desk.coverage.facts_told(claim.id).still_faulty


def test_a_stale_version_is_refused(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    desk.coverage.save_terms(car.id, {"price_fen": 1}, 0)
    desk.coverage.save_facts(claim.id, {"event": "fuel_leak"}, 0)
    for verb in (
        lambda: desk.coverage.save_terms(car.id, {"price_fen": 2}, 0),
        lambda: desk.coverage.save_facts(claim.id, {"event": ""}, 0),
    ):
        assert refusal(verb) == [("VERSION", "")]


def test_a_closed_claim_takes_no_facts(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    put_into(desk, claim.id, State.CLOSED)
    assert refusal(lambda: desk.coverage.save_facts(claim.id, {})) == [("STATE", "")]
    assert refusal(lambda: desk.coverage.flag_serious(claim.id, "x")) == [("STATE", "")]


def elsewhere(desk: Desk, vehicle_id: int, **fields: Any) -> Any:
    return desk.coverage.add_elsewhere(
        **{
            "vehicle_id": vehicle_id,
            "workshop": "启程 河西服务站",
            "agreed_at": at("2026-03-01"),
            "finished_at": at("2026-03-02"),
            **fields,
        }
    )


ELSEWHERE = [
    ({"workshop": " "}, "workshop"),
    ({"agreed_at": at("2026-11-25")}, "agreed_at"),
    ({"agreed_at": at("1969-03-01")}, "agreed_at"),
    ({"finished_at": at("2026-02-28")}, "finished_at"),
    ({"agreed_at": at("2016-03-01")}, "finished_at"),
    ({"agreed_at": at("2015-03-01"), "finished_at": at("2015-03-02")}, "agreed_at"),
    ({"mileage_km": -1}, "mileage_km"),
    ({"excluded_minutes": 24 * 60 + 1}, "excluded_minutes"),
    ({"excluded_minutes": 2**53}, "excluded_minutes"),
    ({"excluded_minutes": 2**53, "finished_at": None}, "excluded_minutes"),
    ({"workshop": "厂" * 1_001}, "workshop"),
    ({"part_no": "P" * 1_001}, "part_no"),
    ({"part_group": "g" * 1_001}, "part_group"),
    ({"replaced": "wheel"}, "replaced"),
    ({"replaced": "assembly"}, "part_group"),
    ({"replaced": "main_part", "part_group": "steering"}, "part_no"),
]


@pytest.mark.parametrize(("fields", "field"), ELSEWHERE)
def test_a_repair_elsewhere_must_be_possible(
    desk: Desk, fields: dict[str, Any], field: str
) -> None:
    car = a_car(desk)
    assert ("INVALID", field) in refusal(lambda: elsewhere(desk, car.id, **fields))
    assert not desk.stores.repairs_elsewhere.find()


def test_a_repair_elsewhere_counts_until_it_is_void(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    one = elsewhere(desk, car.id, part_no=" 3401010-s07", replaced="main_part", mileage_km=900)
    assert (one.part_no, one.part_group, one.entered_by) == ("3401010-S07", "steering", "S01")
    assert card(desk, claim).answer.counters.days == (1, 30)
    assert card(desk, claim).answer.counters.part == (1, 2)
    assert refusal(lambda: elsewhere(desk, car.id)) == [("INVALID", "agreed_at")]
    problem = desk.coverage.open_problem(car.id, "转向沉重")
    desk.coverage.link(problem.id, elsewhere_id=one.id)
    assert refusal(lambda: desk.coverage.void_elsewhere(one.id, " ")) == [("INVALID", "reason")]
    desk.coverage.void_elsewhere(one.id, "不是这台车")
    assert card(desk, claim).answer.counters.days == (0, 30)
    assert desk.stores.problem_links.find(void_reason="") == []
    assert refusal(lambda: desk.coverage.void_elsewhere(one.id, "x")) == [("STATE", "")]


def test_a_repair_is_linked_to_one_problem_of_its_own_car(desk: Desk) -> None:
    car, other = a_car(desk), a_car(desk, vin=OTHER_VIN, model_code="QC-A3")
    former = a_repair(desk, car, "2026-01-03")
    problem = desk.coverage.open_problem(car.id, "水泵渗漏", former.id)
    link = desk.coverage.link
    foreign = a_repair(desk, other, "2026-01-04")
    assert refusal(lambda: link(problem.id, claim_id=former.id)) == [("STATE", "claim_id")]
    assert refusal(lambda: link(problem.id, claim_id=foreign.id)) == [("INVALID", "claim_id")]
    assert refusal(lambda: link(problem.id)) == [("INVALID", "claim_id")]
    assert refusal(lambda: link(99, claim_id=former.id)) == [("NOT_FOUND", "")]
    assert refusal(lambda: link(problem.id, claim_id=999)) == [("NOT_FOUND", "")]
    given = desk.stores.problem_links.find(claim_id=former.id)[0]
    assert (given.linked_by, given.linked_at) == ("S01", desk.bench.now)
    desk.coverage.unlink(given.id, "另一处渗漏")
    assert refusal(lambda: desk.coverage.unlink(given.id, "x")) == [("STATE", "")]
    assert link(problem.id, claim_id=former.id).id != given.id
    desk.coverage.void_problem(problem.id, "不是同一问题")
    assert desk.coverage.problems(car.id) == []
    assert desk.stores.problem_links.find(void_reason="") == []


def test_a_flag_is_set_once_and_taken_back_with_a_reason(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    assert refusal(lambda: desk.coverage.flag_serious(claim.id, "")) == [("INVALID", "ground")]
    flag = desk.coverage.flag_serious(claim.id, "制动踏板到底")
    assert (flag.set_by, flag.set_at) == ("S01", desk.bench.now)
    assert refusal(lambda: desk.coverage.flag_serious(claim.id, "x")) == [("STATE", "")]
    assert desk.coverage.unflag(claim.id, "误判").void_reason == "误判"
    assert refusal(lambda: desk.coverage.unflag(claim.id, "x")) == [("NOT_FOUND", "")]


def test_no_more_time_is_left_out_than_the_repair_took(desk: Desk) -> None:
    former = a_repair(desk, a_car(desk), "2026-01-03", hours=2)
    visit = former.visit.id
    exclude = desk.coverage.exclude_time
    desk.coverage.exclude_time(visit, ExcludedKind.RESCUE, 60, "拖车")
    for minutes in (0, 61, 10**30):
        assert refusal(lambda n=minutes: exclude(visit, ExcludedKind.RESCUE, n)) == [  # type: ignore[misc]
            ("INVALID", "minutes")
        ]
    exclude(visit, ExcludedKind.BATTERY, 60)


LOANERS = [
    ({"given_on": date(2026, 11, 25)}, "given_on"),
    ({"given_on": date(2026, 11, 23)}, "given_on"),
    ({"returned_on": date(2026, 11, 23)}, "returned_on"),
    ({"kind": LoanerKind.MONEY}, "amount_fen"),
    ({"amount_fen": -1}, "amount_fen"),
    ({"kind": LoanerKind.AGREED}, "note"),
]


@pytest.mark.parametrize(("fields", "field"), LOANERS)
def test_a_loan_car_must_be_possible(desk: Desk, fields: dict[str, Any], field: str) -> None:
    claim = present(desk, a_car(desk))
    given = {"visit_id": claim.visit.id, "kind": LoanerKind.CAR, "given_on": TODAY, **fields}
    assert refusal(lambda: desk.coverage.save_loaner(**given)) == [("INVALID", field)]


def test_a_loan_car_comes_back(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    visit = claim.visit.id
    given = desk.coverage.save_loaner(visit, LoanerKind.CAR, TODAY, note="QC-A3 京B")
    back = desk.coverage.save_loaner(
        visit, LoanerKind.CAR, TODAY, TODAY, note="QC-A3 京B", id=given.id, version=given.version
    )
    assert card(desk, claim).loaners == (back,)
    save = desk.coverage.save_loaner
    assert refusal(lambda: save(visit, LoanerKind.CAR, TODAY, id=given.id, version=1)) == [
        ("VERSION", "")
    ]
    desk.coverage.void_loaner(given.id, "未取车")
    assert card(desk, claim).loaners == ()
    assert refusal(lambda: save(visit, LoanerKind.CAR, TODAY, id=given.id)) == [("STATE", "")]


def test_a_demand_runs_its_way(desk: Desk) -> None:
    car = a_car(desk)
    claim = present(desk, car)
    demand = desk.coverage.demand(
        car.id, date(2026, 9, 28), Wish.RETURN, claim.id, "CN43.24.4-days"
    )
    seen = card(desk, claim)
    assert (seen.answer.answer_by, seen.answer.finish_by) == (
        date(2026, 10, 16),
        date(2026, 10, 30),
    )
    assert desk.coverage.dates_of_demand(car.id, date(2026, 2, 10)) == (
        date(2026, 3, 2),
        date(2026, 3, 16),
    )
    again = refusal(lambda: desk.coverage.demand(car.id, TODAY, Wish.REPLACE))
    assert again == [("STATE", "")]
    answer, finish = desk.coverage.answer_demand, desk.coverage.finish_demand
    assert refusal(lambda: finish(demand.id, TODAY, "退车款已付")) == [("STATE", "")]
    assert refusal(lambda: answer(demand.id, date(2026, 9, 27), DemandAnswer.AGREED)) == [
        ("INVALID", "answered_on")
    ]
    assert refusal(lambda: answer(demand.id, TODAY, DemandAnswer.REFUSED)) == [
        ("INVALID", "answer_text")
    ]
    answer(demand.id, date(2026, 10, 9), DemandAnswer.AGREED)
    assert refusal(lambda: answer(demand.id, TODAY, DemandAnswer.AGREED)) == [("STATE", "")]
    assert refusal(lambda: finish(demand.id, TODAY, "")) == [("INVALID", "finish_text")]
    assert refusal(lambda: finish(demand.id, date(2026, 10, 8), "x")) == [
        ("INVALID", "finished_on")
    ]
    finish(demand.id, TODAY, "退车款 ¥179,900.00 已付")
    assert refusal(lambda: finish(demand.id, TODAY, "x")) == [("STATE", "")]
    assert card(desk, claim).answer.answer_by is None


def test_a_refused_demand_is_not_finished_and_a_new_one_may_come(desk: Desk) -> None:
    car = a_car(desk)
    first = desk.coverage.demand(car.id, date(2026, 11, 2), Wish.REPLACE)
    refused = desk.coverage.answer_demand(first.id, TODAY, DemandAnswer.REFUSED, "未达第24条条件")
    assert refused.answer is DemandAnswer.REFUSED
    assert refusal(lambda: desk.coverage.finish_demand(first.id, TODAY, "x")) == [("STATE", "")]
    second = desk.coverage.demand(car.id, TODAY, Wish.REPLACE)
    desk.coverage.void_demand(second.id, "客户撤回")
    assert refusal(lambda: desk.coverage.void_demand(second.id, "x")) == [("STATE", "")]


DEMANDS = [
    ({"demanded_on": date(2001, 1, 1)}, "demanded_on"),
    ({"demanded_on": date(2026, 11, 25)}, "demanded_on"),
    ({"demanded_on": date(2025, 10, 31)}, "demanded_on"),
    ({"ground": "CN43.99"}, "ground"),
]


@pytest.mark.parametrize(("fields", "field"), DEMANDS)
def test_a_demand_must_be_possible(desk: Desk, fields: dict[str, Any], field: str) -> None:
    car = a_car(desk)
    given = {"vehicle_id": car.id, "demanded_on": TODAY, "wish": Wish.RETURN, **fields}
    assert refusal(lambda: desk.coverage.demand(**given)) == [("INVALID", field)]


def test_a_demand_names_a_claim_of_its_car(desk: Desk) -> None:
    car, other = a_car(desk), a_car(desk, vin=OTHER_VIN, model_code="QC-A3")
    claim = present(desk, other)
    assert refusal(lambda: desk.coverage.demand(car.id, TODAY, Wish.RETURN, claim.id)) == [
        ("INVALID", "claim_id")
    ]


def all_verbs(desk: Desk) -> dict[str, Callable[[], Any]]:
    """Return every verb with parameters against which only the right may stand."""
    car = a_car(desk)
    claim = present(desk, car, part_lines=[{"causal": True, "new_part_no": PUMP}])
    visit = claim.visit.id
    cover = desk.coverage
    other = elsewhere(desk, car.id)
    problem = cover.open_problem(car.id, "水泵渗漏")
    link = cover.link(problem.id, elsewhere_id=other.id)
    time = cover.exclude_time(a_repair(desk, car, "2026-01-03").visit.id, ExcludedKind.RESCUE, 60)
    loaner = cover.save_loaner(visit, LoanerKind.CAR, TODAY)
    demand = cover.demand(car.id, TODAY, Wish.RETURN)
    return {
        "decide": lambda: cover.decide(claim.id),
        "save_terms": lambda: cover.save_terms(car.id, {"price_fen": 1}),
        "save_facts": lambda: cover.save_facts(claim.id, {"still_faulty": True}),
        "add_elsewhere": lambda: elsewhere(desk, car.id, agreed_at=at("2026-02-28")),
        "open_problem": lambda: cover.open_problem(car.id, "转向沉重"),
        "flag_serious": lambda: cover.flag_serious(claim.id, "起火危险"),
        "unflag": lambda: cover.unflag(claim.id, "误判"),
        "link": lambda: cover.link(problem.id, claim_id=claim.id),
        "unlink": lambda: cover.unlink(link.id, "误判"),
        "void_problem": lambda: cover.void_problem(problem.id, "误判"),
        "void_elsewhere": lambda: cover.void_elsewhere(other.id, "误判"),
        "exclude_time": lambda: cover.exclude_time(time.visit_id, ExcludedKind.RESCUE, 1),
        "void_excluded": lambda: cover.void_excluded(time.id, "误判"),
        "save_loaner": lambda: cover.save_loaner(visit, LoanerKind.CAR, TODAY),
        "void_loaner": lambda: cover.void_loaner(loaner.id, "误判"),
        "answer_demand": lambda: cover.answer_demand(demand.id, TODAY, DemandAnswer.AGREED),
        "finish_demand": lambda: cover.finish_demand(demand.id, TODAY, "已换车"),
        "demand": lambda: cover.demand(car.id, TODAY, Wish.RETURN),
        "void_demand": lambda: cover.void_demand(demand.id, "误判"),
    }


def test_every_verb_asks_for_its_right_and_announces_its_change(desk: Desk) -> None:
    verbs = all_verbs(desk)
    heard: list[Change] = []
    desk.listen(heard.append)
    for name, verb in verbs.items():
        acting(desk, Role.READ_ONLY)
        before = state_of_everything(desk)
        assert refusal(verb) == [("RIGHT", "")], name
        assert state_of_everything(desk) == before, name
        assert all(one.kinds == {Kind.EVENTS} for one in heard), name  # that it was refused
        acting(desk, Role.CLERK)
        verb()
        assert Kind.COVERAGE in heard[-1].kinds, name
        heard.clear()
    desk.forget(heard.append)


def test_nothing_is_found_under_a_wrong_number(desk: Desk) -> None:
    cover = desk.coverage
    visit = a_repair(desk, a_car(desk), "2026-01-03").visit.id
    for verb in (
        lambda: cover.context(99),
        lambda: cover.decide(99),
        lambda: cover.repeat(99),
        lambda: cover.save_terms(99, {}),
        lambda: cover.save_facts(99, {}),
        lambda: elsewhere(desk, 99),
        lambda: elsewhere(desk, a_car(desk).id, proof=99),
        lambda: cover.open_problem(99, "x"),
        lambda: cover.flag_serious(99, "x"),
        lambda: cover.exclude_time(99, ExcludedKind.RESCUE, 1),
        lambda: cover.save_loaner(99, LoanerKind.CAR, TODAY),
        lambda: cover.save_loaner(visit, LoanerKind.CAR, TODAY, id=0),
        lambda: cover.demand(99, TODAY, Wish.RETURN),
        lambda: cover.void_demand(2**70, "x"),
    ):
        assert refusal(verb) == [("NOT_FOUND", "")]


def test_a_car_without_file_is_saved_first(desk: Desk) -> None:
    car = a_car(desk)
    claim = desk.claims.new()
    problem = desk.coverage.open_problem(car.id, "x")
    assert refusal(lambda: desk.coverage.link(problem.id, claim_id=claim.id)) == [
        ("STATE", "vehicle.vin")
    ]


def test_the_clock_of_a_visit_that_goes_on_ends_now(desk: Desk) -> None:
    claim = present(desk, a_car(desk))
    minutes = int(timedelta(hours=3) / timedelta(minutes=1))
    assert refusal(
        lambda: desk.coverage.exclude_time(claim.visit.id, ExcludedKind.RESCUE, minutes)
    ) == [("INVALID", "minutes")]
