"""The clocks of claims and the order of the list, without a desk."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from fakes import CHINA

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.deadlines import month_end
from warrantydesk.domain.today import (
    Area,
    Target,
    TodayItem,
    When,
    gathered,
    ordered,
    when_of,
    working_left,
)
from warrantydesk.domain.today_claims import Clocks, OpenClaim, claim_items

TODAY = date(2026, 9, 30)
REST = {date(2026, 10, day): True for day in range(1, 8)}
MADE_UP = {date(2026, 9, 27): False, date(2026, 10, 10): False}
HOLIDAYS = Holidays({**REST, **MADE_UP})


def row(code: str, days: int, kind: str = "calendar") -> dict[str, str]:
    return {"code": code, "days": str(days), "day_kind": kind}


ROWS = {
    one["code"]: one
    for one in (
        row("submit_by", 15),
        row("cross_month", 0),
        row("answer_expected", 15),
        row("correct_by", 10, "working"),
        row("appeal_by", 14),
        row("appeal_answer", 20, "working"),
        row("authorisation_answer", 5, "working"),
        row("preauth_use_by", 30),
        row("unsettled_alarm", 45),
        row("draft_idle", 7),
    )
}
CLOCKS = Clocks(ROWS, HOLIDAYS, TODAY, CHINA)


def at(day: int, month: int = 9, hour: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def claim(state: State, **fields: Any) -> OpenClaim:
    blank = OpenClaim(
        *(1, "C0126-000001", state, "REPAIR", "QC", "京A12345", "QC-S7", "V", "S01", 100_000),
        *(None, None, None, date(2026, 9, 1), None, None, 1, None, None, "", None, None, None),
        paid=False,
    )
    return blank._replace(**fields)


def only(found: OpenClaim, clocks: Clocks = CLOCKS) -> TodayItem:
    (item,) = claim_items(found, clocks)
    return item


@pytest.mark.parametrize(
    ("state", "fields", "code", "due_on"),
    [
        # The days after the notice: 09-29, 09-30, then the feast until 10-07, the made-up
        # Saturday 10-10 is worked.
        (
            State.RETURNED,
            {"answered_on": date(2026, 9, 28)},
            "correct_by",
            date(2026, 10, 16),
        ),
        (State.RETURNED, {"due_on": date(2026, 10, 8)}, "correct_by", date(2026, 10, 8)),
        (State.REJECTED, {"answered_on": date(2026, 9, 28)}, "appeal_by", date(2026, 10, 12)),
        (State.SUBMITTED, {"submitted_at": at(20)}, "answer_expected", date(2026, 10, 5)),
        # Sunday the 27th was made up: the working days are 27, 28, 29, 30 and 10-08.
        (
            State.PREAUTH_WAIT,
            {"asked_at": at(26)},
            "authorisation_answer",
            date(2026, 10, 8),
        ),
        (State.DRAFT, {}, "draft_idle", date(2026, 9, 8)),
        (
            State.APPEALED,
            {"appeal_answer_by": date(2026, 10, 9)},
            "appeal_answer",
            date(2026, 10, 9),
        ),
    ],
)
def test_each_state_runs_its_own_clock(
    state: State, fields: dict[str, Any], code: str, due_on: date
) -> None:
    item = only(claim(state, **fields))
    assert (item.code, item.due_on) == (code, due_on)


def test_the_nearer_of_submission_and_month_end_counts_and_the_other_is_named() -> None:
    early = only(claim(State.TO_SUBMIT, finished_at=at(2)))
    assert (early.code, early.due_on) == ("submit_by", date(2026, 9, 17))
    assert early.clocks == (("cross_month", date(2026, 9, 30)),)
    late = only(claim(State.TO_SUBMIT, finished_at=at(25)))
    assert (late.code, late.due_on) == ("cross_month", date(2026, 9, 30))
    assert late.clocks == (("submit_by", date(2026, 10, 10)),)
    assert late.values["days"] == 5


@pytest.mark.parametrize("state", [State.DRAFT, State.APPRAISING, State.REPAIRING])
def test_the_submission_runs_from_the_end_of_the_repair_wherever_the_claim_stands(
    state: State,
) -> None:
    item = only(claim(state, finished_at=at(2)))
    assert (item.code, item.due_on, item.action) == ("submit_by", date(2026, 9, 17), "Continue")


def test_who_waits_for_the_maker_is_told_of_the_submission_too() -> None:
    waiting = claim(State.PREAUTH_WAIT, asked_at=at(26), finished_at=at(25))
    assert [item.code for item in claim_items(waiting, CLOCKS)] == [
        "cross_month",
        "authorisation_answer",
    ]


@pytest.mark.parametrize(
    ("opened_on", "finished_at", "cut"),
    [
        (date(2026, 9, 28), at(29), date(2026, 9, 30)),
        # Opened after the repair: the month of the opening is what the maker asks for (V15).
        (date(2026, 10, 2), at(29), date(2026, 10, 31)),
        # Repaired into a later month: the month of the opening cannot be kept any more.
        (date(2026, 8, 30), at(2), date(2026, 9, 30)),
    ],
)
def test_the_month_that_can_still_be_kept_is_the_cut(
    opened_on: date, finished_at: datetime, cut: date
) -> None:
    item = only(claim(State.TO_SUBMIT, opened_on=opened_on, finished_at=finished_at))
    assert dict([(item.code, item.due_on), *item.clocks])["cross_month"] == cut


def test_the_day_of_an_instant_is_the_desks_own() -> None:
    night = claim(State.TO_SUBMIT, finished_at=at(1, 9, 3))  # still August in London
    assert only(night).clocks[0][1] == date(2026, 9, 30)


def test_what_is_short_may_be_appealed_and_is_the_money_at_risk() -> None:
    short = claim(State.APPROVED, approved_fen=60_000, answered_on=date(2026, 9, 28))
    item = only(short)
    assert (item.code, item.amount_fen, item.area) == ("appeal_by", 40_000, Area.MONEY)
    gone = short._replace(answered_on=date(2026, 9, 1))
    assert list(claim_items(gone, CLOCKS)) == []
    # The decision on an appeal is the last word.
    assert list(claim_items(short._replace(decided=True), CLOCKS)) == []


def test_an_approved_claim_on_no_statement_is_told_until_money_came() -> None:
    old = claim(State.APPROVED, answered_on=date(2026, 8, 1), approved_fen=100_000)
    assert only(old).code == "unsettled_alarm"
    assert list(claim_items(old._replace(paid=True), CLOCKS)) == []
    assert list(claim_items(old._replace(answered_on=date(2026, 8, 20)), CLOCKS)) == []


def test_an_authorisation_is_used_before_it_expires_and_no_longer_once_it_is() -> None:
    given = claim(State.REPAIRING, use_by=date(2026, 10, 3), authorisation_no="PA-1")
    assert (only(given).code, only(given).due_on) == ("preauth_use_by", date(2026, 10, 3))
    repaired = claim_items(given._replace(finished_at=at(29)), CLOCKS)
    assert "preauth_use_by" not in {item.code for item in repaired}


def test_a_maker_without_a_deadline_has_no_line_for_it() -> None:
    bare = replace(CLOCKS, rows={}, _ends={})
    for state in State:
        fields = {"submitted_at": at(1), "answered_on": date(2026, 9, 2), "finished_at": at(1)}
        assert list(claim_items(claim(state, **fields), bare)) == []


def an_item(key: str, due_on: date | None, amount_fen: int = 0, **fields: Any) -> TodayItem:
    plain = TodayItem(key, "x", Area.CLAIMS, "title", Target("intake"), "do", due_on)
    return replace(plain, amount_fen=amount_fen, **fields)


def test_groups_come_in_order_and_in_each_the_most_money_first() -> None:
    tuesday = date(2026, 11, 24)
    items = [
        an_item("later", None, 9),
        an_item("monday", date(2026, 11, 30), 8),
        an_item("sunday", date(2026, 11, 29), 1),
        an_item("today", tuesday),
        an_item("late, little", date(2026, 10, 1), 1),
        an_item("late, much", date(2026, 11, 23), 5),
    ]
    keys = [item.key for item in ordered(items, tuesday)]
    assert keys == ["late, much", "late, little", "today", "sunday", "later", "monday"]
    assert when_of(date(2026, 11, 29), tuesday) is When.WEEK
    assert when_of(date(2026, 11, 30), tuesday) is When.LATER
    assert when_of(date(2026, 11, 29), date(2026, 11, 29)) is When.TODAY


def test_several_things_of_one_step_are_one_line_with_their_money() -> None:
    one = an_item("a", date(2026, 11, 25), 300, owner="S01", vin="V1", values={"number": "C1"})
    two = an_item("b", date(2026, 11, 24), 200, owner="S02", vin="V2", values={"number": "C2"})
    three = an_item("c", date(2026, 11, 26), 100, owner="S01", vin="V1", values={"number": "C3"})
    line = gathered([one, two, three], "{n} claims", "all")
    assert (line.key, line.amount_fen, line.due_on) == ("all", 600, date(2026, 11, 24))
    assert (line.owner, line.cars, line.members) == ("S01", 2, ("b", "a", "c"))
    assert (line.values["n"], line.values["first"]) == (3, "C2")
    assert gathered([one], "{n} claims", "all") == one


def test_working_days_leave_out_the_feast_and_count_what_is_made_up() -> None:
    assert working_left(date(2026, 10, 10), TODAY, HOLIDAYS) == 3
    assert working_left(TODAY, TODAY, HOLIDAYS) == 0
    assert working_left(date(2026, 9, 27), TODAY, HOLIDAYS) == -3


def test_a_month_ends_on_its_last_day() -> None:
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert month_end(date(2026, 12, 31)) == date(2026, 12, 31)
