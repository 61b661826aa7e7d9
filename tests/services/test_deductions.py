"""Deductions: tied, limited, disputed in time, led by the piece or charge-back they are about."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fakes import FixedClock
from returns import damages, shipped
from settled import approved, confirmed
from stories import acting, put_into, state_of_everything, submitted

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.deduction import (
    Deduction,
    DeductionKind,
    DeductionState,
)
from warrantydesk.domain.settlement.statement import LineOf
from warrantydesk.domain.shipment import Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.deduction_ways import Outcome
from warrantydesk.services.shipments import PieceVerdict

REFUSAL = "O03"


def an_approved(desk: Desk) -> Claim:
    """Return a claim that the maker approved in full."""
    return approved(desk, submitted(desk))


def refused_piece(desk: Desk) -> str:
    """Return the tag of a piece that the maker refused, its claim approved."""
    shipment, tags = shipped(desk)
    desk.shipments.record_receipt(shipment.id, (PieceVerdict(tags[0], Verdict.REFUSED, REFUSAL),))
    put_into(desk, desk.shelf.by_tag(tags[0]).claim_id, State.APPROVED)
    return tags[0]


def recorded(desk: Desk, tag: str, **more: Any) -> Deduction:
    """Write the deduction of a refused piece down."""
    piece = desk.shelf.by_tag(tag)
    return desk.deductions.record(DeductionKind.OLD_PART, piece.deducted_fen, part_tag=tag, **more)


def taken(desk: Desk, one: Deduction) -> Deduction:
    """Let a confirmed statement have taken a deduction."""
    with desk.bench.change("test"):
        return desk.stores.deductions.save(
            replace(desk.stores.deductions.get(one.id), taken_on=desk.bench.today)
        )


def fields(no: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    """Return rule and field of each finding."""
    return [(found.rule, found.field) for found in no.value.findings]


def test_a_deduction_has_its_number_clock_and_names(desk: Desk) -> None:
    claim = an_approved(desk)
    made = desk.deductions.record(
        DeductionKind.FREIGHT,
        8_600,
        claim_number=claim.claim_number.lower(),
        reason_code="k06",
        notice_no=" KK-77 ",
        noticed_on=date(2026, 11, 20),
    )
    assert (made.number, made.brand, made.claim_id) == ("Q0126-0001", "QC", claim.id)
    assert (made.reason_code, made.notice_no) == ("K06", "KK-77")
    assert made.due_on == date(2026, 11, 27)  # 7 days after the notice
    (entry,) = desk.deductions.ledger(text="kk-77")
    assert entry.claim_number == claim.claim_number
    assert desk.deductions.same_notice("QC", "", "KK-77") == [made]
    assert not desk.deductions.same_notice("QC", "QA1031", "KK-77")


def test_v94_blocks_a_deduction_about_nothing(desk: Desk) -> None:
    with pytest.raises(Refused) as no:
        desk.deductions.record(DeductionKind.PERFORMANCE, 5_000, brand="QC")
    assert fields(no) == [("V94", "claim_number")]


def test_what_does_not_fit_stands_at_its_field(desk: Desk) -> None:
    claim = an_approved(desk)
    before = state_of_everything(desk)
    cases: list[tuple[dict[str, Any], str]] = [
        ({"amount_fen": 0}, "amount_fen"),
        ({"amount_fen": -100}, "amount_fen"),
        ({"amount_fen": 10**20}, "amount_fen"),
        ({"amount_fen": claim.total_fen + 1}, "amount_fen"),
        ({"kind": DeductionKind.ROUNDING}, "kind"),
        ({"kind": DeductionKind.OTHER}, "reason_text"),
        ({"reason_code": "R01"}, "reason_code"),
        ({"noticed_on": date(2026, 11, 25)}, "noticed_on"),
        ({"noticed_on": date(1900, 1, 1)}, "noticed_on"),
        ({"payer": "NOBODY"}, "payer"),
        ({"brand": "ZZ"}, "brand"),
    ]
    for changes, field in cases:
        told = {"kind": DeductionKind.FREIGHT, "amount_fen": 500, **changes}
        with pytest.raises(Refused) as no:
            desk.deductions.record(claim_id=claim.id, **told)
        assert ("INVALID", field) in fields(no), changes
    for named in ({"part_tag": "999"}, {"claim_number": "C9"}, {"statement_id": 7}):
        with pytest.raises(Refused) as no:
            desk.deductions.record(DeductionKind.FREIGHT, 500, **named)  # type: ignore[arg-type]
        assert no.value.codes == ("NOT_FOUND",)
    assert state_of_everything(desk) == before


def test_no_more_is_taken_from_a_claim_than_was_approved(desk: Desk) -> None:
    claim = an_approved(desk)
    desk.deductions.record(DeductionKind.CAMPAIGN, claim.total_fen - 300, claim_id=claim.id)
    with pytest.raises(Refused) as no:
        desk.deductions.record(DeductionKind.FREIGHT, 301, claim_id=claim.id)
    assert no.value.findings[0].values == {"most": "3.00"}
    # An incentive is about a claim and takes nothing of it.
    given = desk.deductions.record(DeductionKind.INCENTIVE, -20_000, claim_id=claim.id)
    assert given.due_on is None


def test_the_clerk_writes_and_others_do_not(desk: Desk) -> None:
    claim = an_approved(desk)
    for role in ("finance", "technician", "read_only", "service_manager"):
        with pytest.raises(Refused) as no:
            acting(desk, role).deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
        assert no.value.codes == ("RIGHT",)


def test_a_dispute_in_time_is_answered(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    with pytest.raises(Refused) as no:
        desk.deductions.answer(one.id, Outcome.UPHELD)
    assert no.value.codes == ("STATE",)
    disputed = desk.deductions.dispute(one.id, "运单与计费重量附后")
    assert (disputed.state, disputed.disputed_by) == (DeductionState.DISPUTED, "S01")
    desk.undo()
    assert desk.deductions.get(one.id).state is DeductionState.OPEN
    desk.deductions.dispute(one.id, "运单与计费重量附后")
    upheld = desk.deductions.answer(one.id, Outcome.UPHELD, "重量不符")
    assert (upheld.state, upheld.answer) == (DeductionState.ACCEPTED, "重量不符")
    with pytest.raises(Refused):
        desk.deductions.dispute(one.id, "再次")


def test_after_its_clock_only_the_manager_disputes(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk)
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    assert not desk.deductions.due()
    clock.go_on(days=7)
    assert [entry.deduction.id for entry in desk.deductions.due()] == [one.id]
    clock.go_on(days=1)
    with pytest.raises(Refused) as no:
        desk.deductions.dispute(one.id, "晚了", override_reason="通知迟到")
    assert fields(no) == [("V93", "override_reason")]
    acting(desk, "service_manager")
    with pytest.raises(Refused):
        desk.deductions.dispute(one.id, "晚了")
    late = desk.deductions.dispute(one.id, "晚了", override_reason="通知迟到")
    assert late.override_reason == "通知迟到"
    assert not desk.deductions.due()


def test_a_refused_piece_proposes_its_deduction_and_leads_it(desk: Desk) -> None:
    tag = refused_piece(desk)
    piece = desk.shelf.by_tag(tag)
    (proposal,) = desk.deductions.proposed()
    assert (proposal.tag, proposal.amount_fen) == (tag, piece.deducted_fen)
    one = recorded(desk, tag, reason_code=proposal.reason_code)
    assert not desk.deductions.proposed()
    assert one.due_on == piece.dispute_by
    desk.shelf.dispute(tag, "包装照片附后")
    assert desk.deductions.get(one.id).state is DeductionState.DISPUTED
    desk.undo()
    assert desk.deductions.get(one.id).state is DeductionState.OPEN
    desk.shelf.dispute(tag, "包装照片附后")
    desk.shelf.decide(tag, Verdict.ACCEPTED)
    assert desk.deductions.get(one.id).state is DeductionState.WITHDRAWN
    assert not damages(desk)


def test_disputing_the_deduction_disputes_the_piece(desk: Desk) -> None:
    tag = refused_piece(desk)
    one = recorded(desk, tag)
    desk.deductions.dispute(one.id, "包装照片附后")
    piece = desk.shelf.by_tag(tag)
    assert (piece.state, piece.dispute_text) == (PartState.DISPUTED, "包装照片附后")
    desk.deductions.answer(one.id, Outcome.UPHELD, "仍不认可")
    assert desk.shelf.by_tag(tag).state is PartState.REFUSED_FINAL
    assert desk.deductions.get(one.id).state is DeductionState.ACCEPTED


def test_accepting_a_deduction_concedes_its_piece(desk: Desk) -> None:
    tag = refused_piece(desk)
    one = recorded(desk, tag)
    with pytest.raises(Refused) as no:
        desk.deductions.accept(one.id)
    assert fields(no) == [("INVALID", "reason")]
    desk.deductions.accept(one.id, "确实缺件")
    assert desk.shelf.by_tag(tag).state is PartState.REFUSED_FINAL


def test_a_charge_back_has_one_deduction_that_follows_it(desk: Desk) -> None:
    claim = an_approved(desk)
    back = desk.claims.charge_back(
        claim.id, 12_000, date(2026, 11, 20), "K09", "审计", notice_no="SJ-1"
    )
    (proposal,) = desk.deductions.proposed()
    assert (proposal.charge_back_id, proposal.kind) == (back.id, DeductionKind.AUDIT)
    with pytest.raises(Refused) as no:
        desk.deductions.record(DeductionKind.AUDIT, 12_001, charge_back_id=back.id)
    assert fields(no) == [("INVALID", "amount_fen")]
    one = desk.deductions.record(DeductionKind.AUDIT, 12_000, charge_back_id=back.id)
    assert one.due_on == back.due_on
    with pytest.raises(Refused) as no:
        desk.deductions.record(DeductionKind.AUDIT, 12_000, charge_back_id=back.id)
    assert fields(no) == [("INVALID", "charge_back_id")]
    desk.deductions.dispute(one.id, "资料齐全")
    assert desk.stores.charge_backs.get(back.id).objection == "资料齐全"
    desk.claims.end_charge_back(back.id, "withdrawn")
    assert desk.deductions.get(one.id).state is DeductionState.WITHDRAWN


def test_a_taken_deduction_is_given_back_by_another_entry(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    desk.deductions.dispute(one.id, "已付")
    taken(desk, one)
    after = desk.deductions.answer(one.id, Outcome.WITHDRAWN, "退回")
    assert (after.state, after.counts) == (DeductionState.GIVEN_BACK, True)
    (back,) = desk.stores.deductions.find(corrects=one.number)
    assert (back.amount_fen, back.claim_id, back.counts) == (-500, claim.id, False)
    taken(desk, back)
    account = desk.stores.accounts.sums([claim.id])[0]
    assert account.deducted_fen == 0
    for verb in (desk.deductions.void, desk.deductions.accept):
        with pytest.raises(Refused) as no:
            verb(one.id, "手误")
        assert no.value.codes == ("STATE",)


def test_a_correction_has_the_other_sign_and_no_more(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    with pytest.raises(Refused) as no:
        desk.deductions.record(DeductionKind.FREIGHT, -500, corrects=one.number)
    assert fields(no) == [("STATE", "corrects")]
    taken(desk, one)
    for amount in (-501, 100):
        with pytest.raises(Refused) as no:
            desk.deductions.record(DeductionKind.FREIGHT, amount, corrects=one.number)
        assert fields(no) == [("INVALID", "amount_fen")]
    desk.deductions.record(DeductionKind.FREIGHT, -200, corrects=one.number)
    rest = desk.deductions.record(DeductionKind.FREIGHT, -300, corrects=one.number)
    assert (rest.claim_id, rest.brand) == (claim.id, "QC")


def test_a_mistake_is_voided_and_a_link_put_right(desk: Desk) -> None:
    claim = an_approved(desk)
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    one = desk.deductions.record(DeductionKind.PERFORMANCE, 500, statement_id=statement.id)
    tied = desk.deductions.link(one.id, claim_number=claim.claim_number)
    assert (tied.claim_id, tied.statement_id) == (claim.id, statement.id)
    desk.undo()
    assert desk.deductions.get(one.id).claim_id is None
    with pytest.raises(Refused):
        desk.deductions.void(one.id, " ")
    assert desk.deductions.void(one.id, "记错").void_reason == "记错"
    assert desk.deductions.ledger() == []
    assert len(desk.deductions.ledger(void=True)) == 1


def test_recording_is_undone(desk: Desk) -> None:
    claim = an_approved(desk)
    desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    assert desk.undo() == "record deduction"
    assert desk.deductions.ledger() == []
    again = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    assert again.number == "Q0126-0002"  # a number is never used twice


def test_what_counts_comes_off_the_claim(desk: Desk) -> None:
    claim = an_approved(desk)
    one = taken(desk, desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id))
    sums = desk.deductions.sums(desk.deductions.ledger())
    assert (sums.taken_fen, sums.booked_fen, sums.open_fen) == (500, 500, 500)
    assert one.counts
    desk.deductions.accept(one.id)  # refreshes the account
    balance = balance_of(claim, desk.stores.accounts.of(claim.id))
    assert balance.deducted_fen == 500


def keyed(desk: Desk, number: str, *lines: dict[str, Any]) -> int:
    """Key a statement in, match and confirm it; every difference is still asked for."""
    statement = desk.statements.key(maker_number=number, period="2026-10")
    for line in lines:
        desk.statements.add_line(statement.id, **line)
    desk.statements.match(statement.id)
    return desk.statements.book(statement.id).id


def test_money_that_was_taken_comes_back_with_a_later_statement(desk: Desk) -> None:
    claim = an_approved(desk)
    whole = claim.approved_fen or 0
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id, notice_no="DK-7")
    first = keyed(
        desk,
        "JS-1",
        {"claim_number": claim.claim_number, "amount_fen": whole},
        {"kind": LineOf.DEDUCTION, "amount_fen": -500, "text": "DK-7 运费"},
    )
    assert (desk.deductions.get(one.id).taken_on, desk.deductions.get(one.id).statement_id) == (
        desk.bench.today,
        first,
    )
    desk.receipts.book(whole - 500, statement_id=first)
    balance = balance_of(claim, desk.stores.accounts.of(claim.id))
    assert (balance.paid_fen, balance.deducted_fen) == (whole - 500, 500)
    desk.deductions.dispute(one.id, "运单与重量附后")
    desk.deductions.answer(one.id, Outcome.WITHDRAWN, "撤销")
    (back,) = desk.stores.deductions.find(corrects=one.number)
    second = keyed(
        desk,
        "JS-2",
        {"kind": LineOf.DEDUCTION, "amount_fen": 500, "text": "DK-7 退回"},
    )
    assert desk.deductions.get(back.id).statement_id == second
    desk.receipts.book(500, statement_id=second)
    balance = balance_of(claim, desk.stores.accounts.of(claim.id))
    assert (balance.paid_fen, balance.deducted_fen, balance.outstanding_fen) == (whole, 0, 0)
    assert not damages(desk)


def test_what_is_about_a_confirmed_statement_is_taken_by_the_next(desk: Desk) -> None:
    claim = an_approved(desk)
    first = keyed(
        desk, "JS-1", {"claim_number": claim.claim_number, "amount_fen": claim.approved_fen}
    )
    one = desk.deductions.record(
        DeductionKind.PERFORMANCE, 20_000, statement_id=first, notice_no="KH-3"
    )
    second = keyed(
        desk, "JS-2", {"kind": LineOf.DEDUCTION, "amount_fen": -20_000, "text": "KH-3 考核"}
    )
    assert desk.deductions.get(one.id).statement_id == second
    assert desk.deductions.get(one.id).counts
