"""Versions of tables: made, corrected, withdrawn; which one decides; what stays when refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from fakes import FixedClock
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_tables import NEXT_YEAR, all_rows
from stories import acting, drafted, put_into

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.changes import RowAction, RowChange
from warrantydesk.domain.policies.compare import RowState, Turn
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)
FOUR_YEARS = (RowChange(("QC-VEH",), {"months": "48"}),)


def months(desk: Desk, on: date | None = None) -> str:
    rows = desk.bench.profile("QC", on).rows("policies")
    return next(row["months"] for row in rows if row["code"] == "QC-VEH")


def with_months(text: str) -> tuple[RowChange, ...]:
    return (RowChange(("QC-VEH",), {"months": text}),)


def refused_with(code: str, field: str, verb: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refusal:
        verb()
    assert refusal.value.codes == (code,)
    assert refusal.value.findings[0].field == field
    return refusal.value


VERSIONS = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.booleans()), max_size=6
).map(
    lambda drawn: [
        TableVersion("QC", "policies", number, begins, void_reason="wrong" if void else "")
        for number, (begins, void) in enumerate(drawn, 1)
    ]
)


@given(VERSIONS, st.dates(date(2019, 1, 1), date(2031, 1, 1)), st.integers(0, 900))
def test_what_decides_goes_forward_in_time(
    versions: list[TableVersion], day: date, later: int
) -> None:
    one, other = in_force(versions, day), in_force(versions, day + timedelta(days=later))
    live = [version for version in versions if not version.void_reason]
    assert (one is None) is (not live)
    if one is None or other is None:
        return
    assert not one.void_reason
    assert one.effective_from <= other.effective_from
    begun = [version for version in live if version.effective_from <= day]
    assert one in (begun or live)
    assert all(version.effective_from <= one.effective_from for version in begun)


def test_a_version_decides_from_its_day(desk: Desk) -> None:
    head = desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR, "letter", "longer")
    assert (head.number, head.made_by, head.source, head.note) == (2, "S01", "letter", "longer")
    assert months(desk) == months(desk, date(2026, 12, 31)) == "36"
    assert months(desk, NEXT_YEAR) == "48"
    assert months(desk, date(2019, 1, 1)) == "36"
    versions = desk.bench.profile("QC", NEXT_YEAR).versions
    assert versions["policies"] == 2
    assert versions["parts"] == 1
    assert desk.archive.verify() == []


def test_exactly_the_versions_of_an_old_decision(desk: Desk, clock: FixedClock) -> None:
    used = dict(desk.bench.profile("QC").versions)
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY)
    assert months(desk) == "48"
    desk.policies.save_rows("QC", "policies", with_months("60"), TODAY + timedelta(days=1))
    clock.go_on(days=800)
    assert months(desk) == "60"
    old = desk.bench.profile("QC", versions=used)
    assert [row["months"] for row in old.rows("policies") if row["code"] == "QC-VEH"] == ["36"]
    assert old.versions == used
    assert old.parts == desk.bench.profile("QC").parts
    assert desk.bench.profile("QC", versions={}).rows("policies") == []


def test_the_same_profile_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, ...]] = []
    read = desk.stores.profiles.rows
    monkeypatch.setattr(
        desk.stores.profiles, "rows", lambda *named: asked.append(named) or read(*named)
    )
    for day in range(50):
        profile = desk.bench.profile("QC", TODAY + timedelta(days=day))
        assert profile.rows("policies")
        assert profile.faults
        assert desk.bench.law(TODAY).rows("clauses")
    tables = {(profile, table) for profile, table, _number in asked}
    assert len(asked) == len(tables)
    assert {("QC", "policies"), ("QC", "faults"), ("LAW", "clauses")} <= tables
    assert desk.bench.profile("QC") is desk.bench.profile("QC", TODAY)


def test_a_new_version_starts_from_the_one_it_follows(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", with_months("60"), NEXT_YEAR)
    added = RowChange(
        values={
            **desk.policies.rows("QC", "policies", 1)[2],
            "code": "QC-NEW",
            "months": "40",
        },
        action=RowAction.ADD,
    )
    gone = RowChange(("QC-PAINT",), action=RowAction.REMOVE)
    before = desk.policies.save_rows("QC", "policies", (added, gone), date(2026, 12, 1))
    codes = [row["code"] for row in desk.policies.rows("QC", "policies", before.number)]
    assert "QC-NEW" in codes
    assert "QC-PAINT" not in codes
    assert months(desk, date(2026, 12, 5)) == "36"
    assert months(desk, NEXT_YEAR) == "60"


def test_withdrawn_means_never_in_force(desk: Desk) -> None:
    head = desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY)
    gone = desk.policies.withdraw("QC", "policies", head.number, " misprint ")
    assert gone.void_reason == "misprint"
    assert months(desk) == months(desk, NEXT_YEAR) == "36"
    assert [one.number for one in desk.policies.versions("QC", "policies")] == [1, 2]
    again = desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY)
    assert again.number == 3
    assert months(desk) == "48"
    assert desk.archive.verify() == []


def test_a_correction_takes_the_place_of_a_version(desk: Desk) -> None:
    wrong = desk.policies.save_rows("QC", "policies", with_months("84"), TODAY)
    rows = desk.policies.rows("QC", "policies", wrong.number)
    assert desk.policies.problems("QC", "policies", rows, TODAY)
    assert not desk.policies.problems("QC", "policies", rows, TODAY, corrects=wrong.number)
    right = desk.policies.save_rows(
        "QC", "policies", FOUR_YEARS, TODAY, corrects=wrong.number, note="84 was a misprint"
    )
    assert months(desk) == "48"
    assert right.number == 3
    assert desk.policies.versions("QC", "policies")[1].void_reason


def test_a_correction_may_change_the_day_alone(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY)
    rows = desk.policies.rows("QC", "policies", 2)
    later = desk.policies.save_version("QC", "policies", rows, NEXT_YEAR, corrects=2)
    assert (later.number, later.effective_from) == (3, NEXT_YEAR)
    assert (months(desk), months(desk, NEXT_YEAR)) == ("36", "48")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=5))
def test_any_course_of_versions_leaves_one_that_decides(steps: list[tuple[int, bool]]) -> None:
    live = {0: 1}
    for number, (day, void) in enumerate(steps, 2):
        if day not in live:
            live[day] = number
            if void:
                del live[day]
    versions = [TableVersion("QC", "x", n, TODAY + timedelta(days=d)) for d, n in live.items()]
    for day in range(42):
        begun = [d for d in live if d <= day]
        found = in_force(versions, TODAY + timedelta(days=day))
        assert found is not None
        assert found.number == live[max(begun)]


REFUSED: dict[str, tuple[str, str, Callable[[Desk], object]]] = {
    "unknown table": (
        "NOT_FOUND",
        "table",
        lambda desk: desk.policies.save_rows("QC", "tariffs", FOUR_YEARS, NEXT_YEAR),
    ),
    "head is no table": (
        "NOT_FOUND",
        "table",
        lambda desk: desk.policies.save_rows("QC", "profile", FOUR_YEARS, NEXT_YEAR),
    ),
    "unknown profile": (
        "NOT_FOUND",
        "table",
        lambda desk: desk.policies.save_rows("XX", "policies", FOUR_YEARS, NEXT_YEAR),
    ),
    "unknown row": (
        "NOT_FOUND",
        "changes[0].key",
        lambda desk: desk.policies.save_rows(
            "QC", "policies", (RowChange(("QC-NO",), {"months": "48"}),), NEXT_YEAR
        ),
    ),
    "unknown column": (
        "INVALID",
        "changes[0].month",
        lambda desk: desk.policies.save_rows(
            "QC", "policies", (RowChange(("QC-VEH",), {"month": "48"}),), NEXT_YEAR
        ),
    ),
    "no change": (
        "INVALID",
        "changes",
        lambda desk: desk.policies.save_rows("QC", "policies", (), NEXT_YEAR),
    ),
    "nothing differs": (
        "INVALID",
        "rows",
        lambda desk: desk.policies.save_rows("QC", "policies", with_months("36"), NEXT_YEAR),
    ),
    "below the floor": (
        "INVALID",
        "policies[2].months",
        lambda desk: desk.policies.save_rows("QC", "policies", with_months("24"), NEXT_YEAR),
    ),
    "row added twice": (
        "INVALID",
        "policies[15].code",
        lambda desk: desk.policies.save_rows(
            "QC",
            "policies",
            (RowChange(values=desk.policies.rows("QC", "policies", 1)[2], action=RowAction.ADD),),
            NEXT_YEAR,
        ),
    ),
    "same day": (
        "INVALID",
        "effective_from",
        lambda desk: desk.policies.save_rows("QC", "policies", FOUR_YEARS, date(2022, 1, 1)),
    ),
    "no year": (
        "INVALID",
        "effective_from",
        lambda desk: desk.policies.save_rows("QC", "policies", FOUR_YEARS, date(9999, 1, 1)),
    ),
    "a row that this very change removes": (
        "NOT_FOUND",
        "changes[1].key",
        lambda desk: desk.policies.save_rows(
            "QC",
            "policies",
            (
                RowChange(("QC-PT",), action=RowAction.REMOVE),
                RowChange(("QC-PT",), {"months": "9"}),
            ),
            NEXT_YEAR,
        ),
    ),
    "a bulletin of no year": (
        "INVALID",
        "issued_on",
        lambda desk: desk.policies.save_bulletin("QC", "B1", date(1, 1, 1), "题", "文"),
    ),
    "a choice that is none": (
        "INVALID",
        "open_points[3].value",
        lambda desk: desk.policies.save_rows(
            "LAW", "open_points", (RowChange(("rest_day",), {"value": "NEVER"}),), NEXT_YEAR
        ),
    ),
    "correcting what is not there": (
        "NOT_FOUND",
        "number",
        lambda desk: desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY, corrects=9),
    ),
    "withdrawing what is not there": (
        "NOT_FOUND",
        "number",
        lambda desk: desk.policies.withdraw("QC", "policies", 9, "wrong"),
    ),
    "withdrawing the only one": (
        "STATE",
        "",
        lambda desk: desk.policies.withdraw("QC", "policies", 1, "wrong"),
    ),
    "rows not there": ("NOT_FOUND", "number", lambda desk: desk.policies.rows("QC", "wear", 2)),
    "comparing what is not there": (
        "NOT_FOUND",
        "number",
        lambda desk: desk.policies.compare("QC", "wear", 1, 2),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_everything_stays(desk: Desk, name: str) -> None:
    code, field, verb = REFUSED[name]
    before = all_rows(desk)
    refused_with(code, field, lambda: verb(desk))
    assert all_rows(desk) == before
    assert months(desk) == "36"


def test_a_withdrawal_needs_a_reason_and_happens_once(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR)
    for reason in ("", " \u3000", "\u200b"):
        refused_with(
            "INVALID",
            "reason",
            lambda reason=reason: desk.policies.withdraw("QC", "policies", 2, reason),
        )
    desk.policies.withdraw("QC", "policies", 2, "wrong")
    refused_with("STATE", "", lambda: desk.policies.withdraw("QC", "policies", 2, "wrong"))
    refused_with("STATE", "", lambda: desk.policies.withdraw("QC", "policies", 1, "wrong"))
    for changes in (FOUR_YEARS, (), (RowChange(("nothing",), {"months": "1"}),)):
        refused_with(
            "STATE",
            "",
            lambda changes=changes: desk.policies.save_rows(
                "QC", "policies", changes, TODAY, corrects=2
            ),
        )


WRITERS: dict[str, Callable[[Desk], object]] = {
    "save_rows": lambda desk: desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR),
    "save_version": lambda desk: desk.policies.save_version("QC", "policies", [], NEXT_YEAR),
    "withdraw": lambda desk: desk.policies.withdraw("QC", "policies", 1, "wrong"),
    "save_bulletin": lambda desk: desk.policies.save_bulletin("QC", "B1", TODAY, "题", "文"),
}


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.TECHNICIAN, Role.FINANCE, Role.READ_ONLY])
@pytest.mark.parametrize("verb", WRITERS)
def test_only_clerk_and_manager_write(desk: Desk, verb: str, role: Role) -> None:
    acting(desk, role)
    before = all_rows(desk)
    refused_with("RIGHT", "", lambda: WRITERS[verb](desk))
    assert all_rows(desk) == before


def test_a_change_that_breaks_off_leaves_nothing_in_mind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_rows(desk)

    def broken(*_named: object) -> None:
        desk.bench.tables.newest("QC")
        raise OSError("disk")

    monkeypatch.setattr(desk.stores.profiles, "add_rows", broken)
    with pytest.raises(OSError, match="disk"):
        desk.policies.save_rows("QC", "policies", FOUR_YEARS, TODAY)
    assert all_rows(desk) == before
    assert months(desk) == "36"
    assert len(desk.policies.versions("QC", "policies")) == 1


def test_two_versions_side_by_side(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", with_months("48"), NEXT_YEAR)
    found = desk.policies.compare("QC", "policies", 1, 2)
    assert found.counts[RowState.CHANGED] == 1
    assert found.counts[RowState.SAME] == 14
    (row,) = found.differing
    assert row.key == ("QC-VEH",)
    assert [(cell.column, cell.old, cell.new, cell.turn) for cell in row.cells] == [
        ("months", "36", "48", Turn.LOOSER)
    ]
    (back,) = desk.policies.compare("QC", "policies", 2, 1).differing
    assert back.cells[0].turn is Turn.STRICTER


def test_tables_as_they_stand(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR)
    heads = {head.name: head for head in desk.policies.tables("QC")}
    policies = heads["policies"]
    assert "profile" not in heads
    assert policies.in_force is not None
    assert policies.in_force.number == 1
    assert [head.number for head in policies.coming] == [2]
    assert (policies.row_count, heads["parts"].row_count) == (15, 1233)
    assert [head.code for head in desk.policies.profiles()] == ["QC", "LAW"]
    assert desk.policies.profiles()[0].name_en == "Qicheng"
    columns = {one.name: one for one in desk.policies.columns("QC", "policies")}
    assert columns["code"].key
    assert columns["months"].kind == "whole"
    assert columns["layer"].choices
    assert columns["scope_groups"].refers_to == "part_groups"


def test_open_claims_in_transit(desk: Desk) -> None:
    claim, over = drafted(desk), drafted(desk, vin="LX0DA11A1SA012345")
    put_into(desk, over.id, State.CLOSED)
    arrived = desk.claims.get(claim.id).visit.arrived_at
    assert arrived is not None
    day = arrived.astimezone(desk.bench.clock.zone).date()
    head = desk.policies.save_rows("QC", "policies", FOUR_YEARS, day)
    later = desk.policies.save_rows("QC", "policies", with_months("60"), day + timedelta(days=1))
    (found,) = desk.policies.affected("QC", "policies", head.number)
    assert (found.claim_id, found.arrived_on) == (claim.id, day)
    assert desk.policies.affected("QC", "policies", later.number) == ()
    assert desk.policies.affected("QC", "policies", 1) == ()
    assert len(desk.policies.affected("LAW", "parameters", 1)) == 1


def test_the_template_of_an_inspection_is_its_tables_version(desk: Desk) -> None:
    row = desk.policies.rows("QC", "inspection_template", 1)[0]
    change = RowChange((row["code"],), {"item_en": "Plate fits the file"})
    desk.policies.save_rows("QC", "inspection_template", (change,), TODAY)
    assert desk.bench.profile("QC").template[0].item_en == "Plate fits the file"
    assert desk.bench.profile("QC").versions["inspection_template"] == 2
