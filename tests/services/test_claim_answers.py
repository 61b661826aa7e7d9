"""The maker's answers: reasons, amounts line by line, clocks, corrections, charge-backs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claim_table import REFUSAL, RETURN, in_state
from fakes import FixedClock
from stories import acting, submitted

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.claim.appeal import AppealLine, AppealState
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

PART, LABOUR, HANDLING = LineKind.PART, LineKind.LABOUR, LineKind.HANDLING
CUT = AnswerLine(LABOUR, 1, 0, REFUSAL)


def amounts(desk: Desk, claim: Claim) -> dict[tuple[LineKind, int], int | None]:
    return {(one.kind, one.line): one.approved_fen for one in desk.claims.amounts(claim.id)}


def refused(verb: Any, *given: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def test_amounts_add_up_to_what_was_claimed_before_any_answer(desk: Desk) -> None:
    claim = submitted(desk)
    lines = desk.claims.amounts(claim.id)
    assert sum(one.claimed_fen for one in lines) == claim.total_fen
    assert {one.approved_fen for one in lines} == {None}
    assert sum(one.short_fen for one in lines) == 0


def test_an_approval_without_lines_approves_everything(desk: Desk) -> None:
    claim = submitted(desk)
    now = desk.claims.answer(claim.id, AnswerKind.APPROVAL, reviewer="审核员 7", notice_no="N-1")
    assert (now.approved_fen, now.due_on, now.answered_on) == (
        claim.total_fen,
        None,
        desk.bench.today,
    )
    (answer,) = desk.claims.answers(claim.id)
    assert (answer.reviewer, answer.notice_no, answer.submission_number) == ("审核员 7", "N-1", 1)


def test_a_surcharge_follows_the_lines_it_belongs_to(desk: Desk) -> None:
    claim = submitted(desk)
    pump = claim.part_lines[0].product_fen
    before = {(one.kind, one.line): one.claimed_fen for one in desk.claims.amounts(claim.id)}
    now = desk.claims.answer(
        claim.id, AnswerKind.APPROVAL, lines=(AnswerLine(PART, 1, 0, REFUSAL),)
    )
    after = amounts(desk, claim)
    rest = before[PART, 2] * before[HANDLING, 0] / (pump + before[PART, 2])
    assert after[HANDLING, 0] == round(rest)
    assert after[PART, 2] == before[PART, 2]
    assert now.approved_fen == sum(fen or 0 for fen in after.values())
    assert now.due_on == desk.bench.today + timedelta(days=14), "short: the appeal clock runs"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((AnswerLine(PART, 1, 9_999_999),), "lines[0].approved_fen"),
        ((AnswerLine(PART, 1, -1),), "lines[0].approved_fen"),
        ((AnswerLine(PART, 9, 1),), "lines[0].line"),
        ((AnswerLine(LABOUR, 1, 1), AnswerLine(LABOUR, 1, 2)), "lines[1].line"),
        ((AnswerLine(LABOUR, 1, 1, "C-X1"),), "lines[0].reason_code"),
    ],
)
def test_amounts_that_cannot_be(lines: tuple[AnswerLine, ...], field: str, desk: Desk) -> None:
    claim = submitted(desk)
    found = refused(desk.claims.answer, claim.id, AnswerKind.APPROVAL, lines=lines)
    assert found == [("INVALID", field)]
    assert desk.claims.get(claim.id).state is State.SUBMITTED


def test_nothing_approved_is_a_refusal(desk: Desk) -> None:
    claim = submitted(desk)
    lines = tuple(AnswerLine(*key, 0) for key in amounts(desk, claim))
    assert refused(desk.claims.answer, claim.id, AnswerKind.APPROVAL, lines=lines) == [
        ("INVALID", "lines")
    ]


@pytest.mark.parametrize(
    ("kind", "reasons", "field"),
    [
        (AnswerKind.RETURN, (), "reasons"),
        (AnswerKind.RETURN, (AnswerLine(reason_code=REFUSAL),), "reasons[0].reason_code"),
        (AnswerKind.RETURN, (AnswerLine(reason_code="R99"),), "reasons[0].reason_code"),
        (AnswerKind.REJECTION, (), "reason"),
        (AnswerKind.REJECTION, (AnswerLine(reason_code="C-X1"),), "reasons[0].reason_code"),
    ],
)
def test_reasons_are_of_their_kind(
    kind: AnswerKind, reasons: tuple[AnswerLine, ...], field: str, desk: Desk
) -> None:
    claim = submitted(desk)
    assert refused(desk.claims.answer, claim.id, kind, reasons) == [("INVALID", field)]


def test_a_refusal_in_clear_words_needs_no_code(desk: Desk) -> None:
    claim = submitted(desk)
    now = desk.claims.answer(claim.id, AnswerKind.REJECTION, reason="判定为外力损坏")
    assert (now.state, now.approved_fen) == (State.REJECTED, 0)
    assert set(amounts(desk, claim).values()) == {0}


@pytest.mark.parametrize("days", [1, -1])
def test_an_answer_comes_between_submission_and_today(days: int, desk: Desk) -> None:
    claim = submitted(desk)
    on = desk.bench.today + timedelta(days=days)
    found = refused(desk.claims.answer, claim.id, AnswerKind.APPROVAL, received_on=on)
    assert found == [("INVALID", "received_on")]


def test_the_kind_may_be_given_as_the_action(desk: Desk) -> None:
    assert AnswerKind("record_return") is AnswerKind.RETURN


def test_a_return_starts_the_clock_of_working_days(desk: Desk) -> None:
    claim = submitted(desk)
    now = desk.claims.answer(claim.id, AnswerKind.RETURN, (AnswerLine(reason_code=RETURN),))
    assert now.due_on == desk.bench.today + timedelta(days=14), "ten working days"
    assert now.approved_fen is None


def test_a_correction_keeps_both_answers(desk: Desk) -> None:
    claim = submitted(desk)
    desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=(CUT,))
    lines = (AnswerLine(LABOUR, 1, 5_000, REFUSAL),)
    assert refused(desk.claims.correct_answer, claim.id, lines, " ") == [("INVALID", "reason")]
    desk.claims.correct_answer(claim.id, lines, "抄错一行")
    assert amounts(desk, claim)[LABOUR, 1] == 5_000
    first, second = desk.claims.answers(claim.id)
    assert (first.reason, second.reason) == ("", "抄错一行")
    assert desk.claims.get(claim.id).approved_fen == second.approved_fen


def test_an_appeal_asks_for_what_is_short_and_the_rest_stays(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.APPROVED, tmp_path)
    short = {
        (one.kind, one.line): one.short_fen
        for one in desk.claims.amounts(claim.id)
        if one.short_fen
    }
    approved = claim.approved_fen or 0
    desk.claims.appeal(claim.id, grounds="见鉴定表第 7 项")
    (appeal,) = desk.stores.appeals.find(claim_id=claim.id)
    assert appeal.state is AppealState.FILED
    assert {(one.kind, one.line): one.asked_fen for one in appeal.lines} == short
    assert appeal.answer_due_on == desk.claims.get(claim.id).due_on
    assert desk.claims.get(claim.id).approved_fen == approved
    fewer = (AnswerLine(PART, 1, 1),)
    found = refused(desk.claims.answer, claim.id, AnswerKind.DECISION, lines=fewer)
    assert found == [("INVALID", "lines[0].approved_fen")]
    desk.claims.answer(claim.id, AnswerKind.DECISION, reason="维持", upheld=True)
    now = desk.claims.get(claim.id)
    assert (now.state, now.approved_fen) == (State.APPROVED, approved)
    (decided,) = desk.stores.appeals.find(claim_id=claim.id)
    assert (decided.state, decided.gained_fen) == (AppealState.DECIDED, 0)
    assert refused(desk.claims.appeal, claim.id) == [("STATE", "")]
    assert "appeal_by" not in {item.code for item in desk.today.all()}


def test_an_allowed_appeal_gains_its_lines(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.APPROVED, tmp_path)
    desk.claims.appeal(claim.id)
    assert refused(desk.claims.answer, claim.id, AnswerKind.DECISION) == [("INVALID", "lines")]
    same = (AnswerLine(LABOUR, 1, 0),)
    assert refused(desk.claims.answer, claim.id, AnswerKind.DECISION, lines=same) == [
        ("INVALID", "lines")
    ]
    now = desk.claims.answer(claim.id, AnswerKind.DECISION, lines=(AnswerLine(LABOUR, 1, 9_000),))
    (appeal,) = desk.stores.appeals.find(claim_id=claim.id)
    assert amounts(desk, claim)[LABOUR, 1] == 9_000
    assert (now.approved_fen or 0) - (claim.approved_fen or 0) == appeal.gained_fen
    assert (appeal.gained_fen or 0) >= 9_000
    assert desk.archive.verify() == []


def test_what_was_approved_whole_is_not_appealed(desk: Desk) -> None:
    claim = submitted(desk)
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    assert refused(desk.claims.appeal, claim.id)[0][0] == "STATE"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((AppealLine(PART, 1),), "lines[0].line"),
        ((AppealLine(LABOUR, 1, 0),), "lines[0].asked_fen"),
        ((AppealLine(LABOUR, 1, 9_999_999),), "lines[0].asked_fen"),
        ((AppealLine(LABOUR, 1), AppealLine(LABOUR, 1)), "lines[1].line"),
    ],
)
def test_only_short_lines_are_appealed(
    lines: tuple[AppealLine, ...], field: str, desk: Desk, tmp_path: Path
) -> None:
    claim = in_state(desk, State.APPROVED, tmp_path)
    assert refused(desk.claims.appeal, claim.id, lines) == [("INVALID", field)]


def test_a_late_appeal_is_let_go_by_the_service_manager(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    claim = in_state(desk, State.REJECTED, tmp_path)
    clock.go_on(days=14)
    assert claim.due_on == desk.bench.today, "the last day is still in time"
    clock.go_on(days=1)
    late = [("STATE", "override_reason")]
    assert refused(desk.claims.appeal, claim.id) == late
    assert refused(desk.claims.appeal, claim.id, override_reason="客户出差") == late
    acting(desk, Role.SERVICE_MANAGER)
    assert refused(desk.claims.appeal, claim.id) == late
    desk.claims.appeal(claim.id, override_reason="通知迟到")
    (appeal,) = desk.stores.appeals.find(claim_id=claim.id)
    assert (appeal.override_by, appeal.override_reason) == ("S13", "通知迟到")


def test_an_appeal_is_prepared_in_peace_filed_or_dropped(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.REJECTED, tmp_path)
    desk.claims.prepare_appeal(claim.id, grounds="读数见附件")
    assert desk.claims.get(claim.id).state is State.REJECTED
    assert refused(desk.claims.drop_appeal, claim.id, " ") == [("INVALID", "reason")]
    desk.claims.drop_appeal(claim.id, "不值得")
    assert refused(desk.claims.drop_appeal, claim.id, "再来")[0][0] == "STATE"
    desk.claims.prepare_appeal(claim.id, grounds="读数见附件")
    desk.claims.appeal(claim.id)
    filed = desk.stores.appeals.newest(claim.id)
    assert filed is not None
    assert (filed.state, filed.grounds, filed.number) == (AppealState.FILED, "读数见附件", 2)


def test_money_is_taken_back_after_an_audit(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    claim = in_state(desk, State.APPROVED, tmp_path)
    today, most = desk.bench.today, claim.approved_fen or 0
    take = desk.claims.charge_back
    assert refused(take, claim.id, most + 1, today, "K09") == [("INVALID", "amount_fen")]
    assert refused(take, claim.id, 0, today, "K09") == [("INVALID", "amount_fen")]
    assert refused(take, claim.id, 1, today, "C-X1") == [("INVALID", "reason_code")]
    tomorrow = today + timedelta(days=1)
    assert refused(take, claim.id, 1, tomorrow, "K09") == [("INVALID", "noticed_on")]
    taken = take(claim.id, 5_000, today, "K09", "缺签字", "AU-1")
    assert taken.due_on == today + timedelta(days=30)
    assert desk.claims.get(claim.id).state is State.APPROVED, "the claim stays where it is"
    clock.go_on(days=2)
    objected = desk.claims.object_charge_back(taken.id, "签字在背面")
    assert objected.objected_on == desk.bench.today
    ended = desk.claims.end_charge_back(taken.id, "withdrawn")
    assert ended.ended_on == desk.bench.today
    assert refused(desk.claims.end_charge_back, taken.id, "accepted")[0][0] == "STATE"


def test_a_refused_claim_has_no_money_to_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.REJECTED, tmp_path)
    found = refused(desk.claims.charge_back, claim.id, 1, desk.bench.today, "K09")
    assert found[0][0] == "STATE"


def test_the_maker_s_number_follows_the_submission(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.TO_SUBMIT, tmp_path)
    assert refused(desk.claims.record_maker_number, claim.id, "OEM-1")[0][0] == "STATE"
    desk.claims.submit(claim.id)
    assert refused(desk.claims.record_maker_number, claim.id, " ") == [("INVALID", "number")]
    desk.claims.record_maker_number(claim.id, " OEM-1 ")
    assert desk.claims.get(claim.id).codes.maker_claim_number == "OEM-1"


def test_a_withdrawn_claim_keeps_its_version(desk: Desk) -> None:
    claim = submitted(desk)
    desk.claims.move(claim.id, Action.WITHDRAW, "行号写错")
    again = desk.claims.submit(claim.id)
    assert [one.number for one in desk.claims.submissions(claim.id)] == [1, 2]
    assert again.claim_number == claim.claim_number
