"""Coverage decisions: worked cases, boundaries, and what must hold for any facts."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.codec import MismatchError, to_json
from warrantydesk.domain.coverage import (
    Cover,
    CoverageFacts,
    Event,
    Ground,
    Group,
    Law,
    Layer,
    RepairTime,
    Replaced,
    Replacement,
    Term,
    Verdict,
    decide,
    law_of,
    read_facts,
    unknown_names,
)
from warrantydesk.domain.coverage.calendar import Holidays, last_day, plus_months
from warrantydesk.domain.coverage.outlook import outlook
from warrantydesk.resources import find

CASES = Path(__file__).parent / "cases"
TOLD = [
    case
    for name in ("coverage.json", "boundaries.json")
    for case in json.loads((CASES / name).read_text("utf-8"))
]


def _rows(table: str) -> list[dict[str, str]]:
    with (find("law") / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


LAW = law_of(lambda table: [*_rows(table)])


def set_to(**points: Any) -> Law:
    return replace(LAW, points=replace(LAW.points, **points))


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["id"])
def test_worked_cases(case: dict[str, Any]) -> None:
    answer = to_json(decide(read_facts(case["facts"]), LAW))
    for name, value in case["expect"].items():
        if name == "grounds":
            assert set(value) <= set(answer["grounds"])
        elif name == "not_grounds":
            assert not set(value) & set(answer["grounds"])
        else:
            assert answer[name] == value, name


days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
terms = st.builds(Term, st.integers(0, 120) | st.none(), st.integers(0, 200_000) | st.none())
covers = st.builds(
    Cover, st.integers(0, 120) | st.none(), st.integers(0, 200_000) | st.none(), start_on=st.none()
)
repairs = st.builds(RepairTime, st.integers(0, 900).map(Decimal), st.integers(0, 50).map(Decimal))
facts_of = st.builds(
    CoverageFacts,
    invoiced_on=days,
    delivered_on=days | st.none(),
    visit_on=days,
    mileage_km=st.integers(0, 250_000),
    household_use=st.booleans(),
    main_part_of=st.sampled_from(Group) | st.none(),
    must_replace=st.sampled_from(Group) | st.none(),
    event=st.sampled_from(Event) | st.none(),
    serious_safety_fault=st.booleans(),
    serious_repairs_done=st.integers(0, 3),
    still_faulty=st.booleans(),
    same_problem_repairs=st.integers(0, 7),
    replacements=st.lists(
        st.builds(
            Replacement,
            st.sampled_from(Replaced),
            st.sampled_from(Group),
            st.sampled_from(["a", "b"]),
            st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    visits=st.lists(repairs, max_size=5).map(tuple),
    wear_cover=terms | st.none(),
    maker_cover=covers | st.none(),
    extended_cover=covers | st.none(),
    exemption=st.sampled_from(Ground) | st.none(),
    exemption_cause_shown=st.booleans(),
    quality_problem=st.booleans(),
    open_campaign=st.booleans(),
)
RANK = {Verdict.NOT_COVERED: 0, Verdict.BORDERLINE: 1, Verdict.COVERED: 2}


def by_clause(facts: CoverageFacts) -> dict[tuple[Layer, str], Verdict]:
    return {(one.layer, one.clause): one.verdict for one in decide(facts, LAW).layers}


@given(facts_of, st.integers(0, 1500), st.integers(0, 80_000))
def test_later_or_farther_never_turns_a_refusal_into_cover(
    facts: CoverageFacts, more_days: int, more_km: int
) -> None:
    assert facts.visit_on is not None
    assert facts.mileage_km is not None
    later = replace(
        facts,
        visit_on=facts.visit_on + timedelta(days=more_days),
        mileage_km=facts.mileage_km + more_km,
    )
    before, after = by_clause(facts), by_clause(later)
    assert before.keys() == after.keys()
    for layer, verdict in after.items():
        assert RANK[verdict] <= RANK[before[layer]]


@given(facts_of, st.randoms())
def test_the_order_of_visits_does_not_matter(facts: CoverageFacts, chance: Any) -> None:
    mixed, swapped = list(facts.visits), list(facts.replacements)
    chance.shuffle(mixed)
    chance.shuffle(swapped)
    other = replace(facts, visits=tuple(mixed), replacements=tuple(swapped))
    one, two = decide(facts, LAW), decide(other, LAW)
    assert replace(one, inputs_used={}) == replace(two, inputs_used={})


@given(facts_of)
def test_every_verdict_names_a_clause(facts: CoverageFacts) -> None:
    answer = decide(facts, LAW)
    assert answer.layers
    assert all(one.clause for one in answer.layers)
    covering = {one.clause for one in answer.layers if one.verdict is Verdict.COVERED}
    assert covering <= set(answer.grounds)
    assert (answer.verdict is Verdict.COVERED) == bool(covering)
    assert (answer.layer is None) == (not covering)
    known = {*LAW.clauses, *map(str, Layer)}
    assert {one.clause for one in answer.layers} | set(answer.grounds) <= known


@given(facts_of)
def test_facts_come_back_from_their_json(facts: CoverageFacts) -> None:
    assert read_facts(to_json(facts)) == facts


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], "facts"),
        ({"invoiced_on": "2026-13-01"}, "invoiced_on"),
        ({"visit_on": "9999-12-31"}, "visit_on"),
        ({"part_cover": {"start_on": "0001-01-01"}}, "part_cover"),
        ({"mileage_km": -1}, "mileage_km"),
        ({"mileage_km": "far"}, "mileage_km"),
        ({"same_problem_repairs": -2}, "same_problem_repairs"),
        ({"main_part_of": "radio"}, "main_part_of"),
        ({"exemption": "X9"}, "exemption"),
        ({"visits": [{"hours": -1}]}, "visits[0]"),
        ({"visits": [{"started_at": "yesterday"}]}, "visits[0].started_at"),
        ({"visits": [7]}, "visits[0]"),
        (
            {"this_visit": {"started_at": "2026-05-02T08:00", "ended_at": "2026-05-01"}},
            "this_visit",
        ),
        ({"maker_cover": {"months": -1}}, "maker_cover"),
        ({"wear_cover": {"months": 12, "weeks": 1}}, "wear_cover.weeks"),
    ],
)
def test_what_is_no_fact_is_said_at_its_field(data: Any, field: str) -> None:
    with pytest.raises(MismatchError) as mismatch:
        read_facts(data)
    assert mismatch.value.path == field


def test_a_short_ground_is_understood_and_an_unknown_name_is_left_out() -> None:
    assert read_facts({"exemption": "X3", "wibble": 1}).exemption is Ground.X3_MODIFIED
    assert unknown_names({"exemption": "X3", "wibble": 1}) == ("wibble",)


@given(days, st.integers(0, 240))
def test_months_end_on_the_corresponding_day_or_the_months_end(start: date, months: int) -> None:
    end = plus_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def test_the_start_day_may_be_counted() -> None:
    assert last_day(date(2026, 1, 1), days=60) == date(2026, 3, 2)
    assert last_day(date(2026, 1, 1), days=60, count_start=True) == date(2026, 3, 1)
    facts = read_facts({"invoiced_on": "2024-02-28", "visit_on": "2027-02-28", "mileage_km": 1})
    assert decide(facts, LAW).verdict is Verdict.COVERED
    assert decide(facts, set_to(count_start_day=True)).verdict is not Verdict.COVERED


SUNDAY = {"invoiced_on": "2023-03-15", "visit_on": "2026-03-16", "mileage_km": 40000}


@pytest.mark.parametrize(
    ("points", "facts", "verdict"),
    [
        ({"rest_day": "EXTEND"}, SUNDAY, Verdict.COVERED),
        ({"rest_day": "IGNORE"}, SUNDAY, Verdict.NOT_COVERED),
        (
            {"rest_day_covers": False},
            {**SUNDAY, "household_use": False, "maker_cover": {"months": 36}},
            Verdict.NOT_COVERED,
        ),
        (
            {"wear_keeps_other_cover": False},
            {
                **SUNDAY,
                "visit_on": "2025-01-01",
                "wear_cover": {"months": 1},
                "maker_cover": {"months": 36},
            },
            Verdict.NOT_COVERED,
        ),
    ],
)
def test_what_the_law_leaves_open_is_a_setting(
    points: dict[str, Any], facts: dict[str, Any], verdict: Verdict
) -> None:
    assert decide(read_facts(facts), LAW).verdict is not verdict
    assert decide(read_facts(facts), set_to(**points)).verdict is verdict


def test_excluded_hours_and_orders_of_one_day_are_settings() -> None:
    base = {"invoiced_on": "2025-02-03", "visit_on": "2026-05-06", "mileage_km": 1}
    short = {"started_at": "2026-01-05T08:00", "ended_at": "2026-01-05T10:00"}
    twice = read_facts({**base, "visits": [short, {**short, "ended_at": "2026-01-05T11:00"}]})
    assert decide(twice, LAW).counted_repair_days == 2
    assert decide(twice, set_to(same_day_orders="one_visit")).counted_repair_days == 1
    excluded = read_facts({**base, "visits": [{"hours": 50, "excluded_hours": 20}]})
    assert decide(excluded, LAW).counted_repair_days == 2
    assert decide(excluded, set_to(excluded_hours="subtract_days")).counted_repair_days == 2
    less = read_facts({**base, "visits": [{"hours": 47, "excluded_hours": 1}]})
    assert decide(less, LAW).counted_repair_days == 2
    assert decide(less, set_to(excluded_hours="subtract_days")).counted_repair_days == 1


def test_a_repair_beyond_the_end_of_the_period_is_open() -> None:
    facts = read_facts(
        {
            "invoiced_on": "2024-03-01",
            "visit_on": "2026-02-27",
            "mileage_km": 100,
            "visits": [{"started_at": "2026-02-10T08:00", "ended_at": "2026-03-15T08:00"}],
        }
    )
    clause = "CN43.24.4-days"
    told = {
        choice: dict(by_clause_of(facts, set_to(straddling=choice)))[clause]
        for choice in ("BORDERLINE", "COUNT", "CUT")
    }
    assert told == {
        "BORDERLINE": Verdict.BORDERLINE,
        "COUNT": Verdict.COVERED,
        "CUT": Verdict.NOT_COVERED,
    }


def by_clause_of(facts: CoverageFacts, law: Law) -> list[tuple[str, Verdict]]:
    return [(one.clause, one.verdict) for one in decide(facts, law).layers]


def test_a_year_without_calendar_is_said() -> None:
    facts = read_facts(
        {
            "invoiced_on": "2026-03-01",
            "visit_on": "2026-12-01",
            "mileage_km": 1,
            "demanded_on": "2026-12-25",
        }
    )
    answer = decide(facts, LAW)
    assert answer.finish_by == date(2027, 1, 22)
    assert [(r.code, r.values["year"]) for r in answer.warnings] == [("no_calendar", 2027)]
    assert not Holidays().knows(2026)


def test_amber_and_red_say_what_comes_next() -> None:
    base = {"invoiced_on": "2025-02-03", "visit_on": "2026-05-06", "mileage_km": 33000}
    amber = read_facts(
        {
            **base,
            "visits": [{"hours": 720}],
            "same_problem_repairs": 4,
            "serious_repairs_done": 1,
            "assembly_replacements": 1,
            "part_replacements": 1,
        }
    )
    told = outlook(decide(amber, LAW))
    assert [one.code for one in told] == ["days", "same", "serious", "assembly", "part"]
    assert told[0].values == {"left": 1}
    red = replace(amber, same_problem_repairs=5, serious_repairs_done=2, assembly_replacements=2)
    assert len(outlook(decide(red, LAW))) == 5
    over = replace(red, mileage_km=50_001)
    assert outlook(decide(over, LAW)) == ()


def test_a_private_lifetime_cover_ends_with_too_many_km_a_year() -> None:
    facts = read_facts(
        {
            "invoiced_on": "2019-05-06",
            "visit_on": "2026-05-06",
            "mileage_km": 150_000,
            "maker_cover": {"owner": "first_private", "km_per_year": 30_000},
        }
    )
    assert decide(facts, LAW).layer is Layer.MAKER
    assert decide(replace(facts, mileage_km=250_000), LAW).layer is None


def test_a_later_order_leaves_the_exemptions_of_cars_sold_before_it() -> None:
    newest = LAW.newest
    later = replace(
        newest,
        code="LATER",
        invoiced_from=date(2027, 1, 1),
        values={key: value.replace("CN43.", "CN99.") for key, value in newest.values.items()},
    )
    law = replace(
        LAW, rule_sets=(*LAW.rule_sets, later, replace(newest, invoiced_to=date(2026, 12, 31)))
    )
    law = replace(law, rule_sets=tuple(one for one in law.rule_sets if one is not newest))
    told = {"invoiced_on": "2025-03-10", "visit_on": "2027-02-01", "mileage_km": 900}
    facts = read_facts({**told, "exemption": "X3", "exemption_cause_shown": True})
    assert by_clause_of(facts, law)[0] == ("CN43.32.X3", Verdict.NOT_COVERED)
    sold_later = replace(facts, invoiced_on=date(2027, 1, 10))
    assert by_clause_of(sold_later, law)[0] == ("CN99.32", Verdict.NOT_COVERED)
