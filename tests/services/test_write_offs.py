"""Write-offs: limits, two pairs of eyes, reversal, and what should be proposed."""

from dataclasses import replace
from datetime import date

import pytest
from locks import past_locks
from settled import approved, confirmed
from stories import acting, state_of_everything, submitted

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.settlement.account import Balance, balance_of
from warrantydesk.domain.settlement.write_off import WriteOffState
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.write_off_lists import Why

SMALL, MANAGER = 2_400, 500_000


def an_approved(desk: Desk, approved_fen: int | None = None) -> Claim:
    """Return a claim that the maker approved, in full or for a sum written past its lines."""
    claim = approved(desk, submitted(desk))
    if approved_fen is None:
        return claim
    with desk.bench.change("test"):
        return desk.stores.claims.save(replace(claim, approved_fen=approved_fen))


def balance(desk: Desk, claim: Claim) -> Balance:
    """Return the balance of a claim as it is kept."""
    return balance_of(desk.stores.claims.get(claim.id), desk.stores.accounts.of(claim.id))


def test_a_small_sum_is_given_up_by_the_clerk_alone(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, SMALL, reason_text="差额不追")
    assert (one.number, one.state) == ("H0126-0001", WriteOffState.PROPOSED)
    done = desk.write_offs.approve(one.id)
    assert (done.state, done.decided_by) == (WriteOffState.APPROVED, "S01")
    assert balance(desk, claim).written_off_fen == SMALL


def test_more_takes_the_manager_and_never_the_proposer(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, SMALL + 1, reason_text="厂家不再受理")
    for role in ("clerk", "finance", "technician", "read_only"):
        with pytest.raises(Refused) as no:
            acting(desk, role).write_offs.approve(one.id)
        assert no.value.codes == ("RIGHT",)
    assert acting(desk, "service_manager").write_offs.approve(one.id).decided_by == "S13"
    with desk.bench.change("test"):
        both = (Role.CLERK, Role.SERVICE_MANAGER)
        desk.stores.people.add(Person("S77", "两职", both))
    desk.people.act_as("S77")
    own = desk.write_offs.propose(claim.id, SMALL + 1, reason_text="厂家不再受理")
    with pytest.raises(Refused) as no:
        desk.write_offs.approve(own.id)
    assert no.value.codes == ("RIGHT",)


def test_above_the_managers_limit_finance_agrees_too(desk: Desk) -> None:
    claim = an_approved(desk, 700_000)
    one = desk.write_offs.propose(claim.id, MANAGER + 1, reason_text="厂家破产")
    with pytest.raises(Refused) as no:
        acting(desk, "finance").write_offs.second(one.id)
    assert no.value.codes == ("STATE",)
    waits = acting(desk, "service_manager").write_offs.approve(one.id, "同意")
    assert (waits.state, desk.write_offs.waits_for_finance(waits)) == (
        WriteOffState.PROPOSED,
        True,
    )
    assert balance(desk, claim).written_off_fen == 0
    with pytest.raises(Refused) as no:
        desk.write_offs.approve(one.id)
    assert no.value.codes == ("STATE",)
    done = acting(desk, "finance").write_offs.second(one.id, "同意入账")
    assert (done.state, done.seconded_by) == (WriteOffState.APPROVED, "S14")
    assert done.decision_text == "同意\n同意入账"
    assert balance(desk, claim).outstanding_fen == 700_000 - MANAGER - 1


def test_within_the_limit_finance_has_nothing_to_second(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, SMALL + 1, reason_text="不追")
    with pytest.raises(Refused) as no:
        acting(desk, "finance").write_offs.second(one.id)
    assert no.value.codes == ("STATE",)
    with pytest.raises(Refused) as no:
        desk.write_offs.refuse(one.id, "再追")
    assert no.value.codes == ("RIGHT",)


def test_no_more_is_given_up_than_is_outstanding(desk: Desk) -> None:
    claim = an_approved(desk)
    whole = claim.approved_fen or 0
    before = state_of_everything(desk)
    for amount in (0, -1, whole + 1):
        with pytest.raises(Refused) as no:
            desk.write_offs.propose(claim.id, amount, reason_text="不追")
        assert no.value.findings[0].field == "amount_fen"
    with pytest.raises(Refused) as no:
        desk.write_offs.propose(claim.id, reason_code="Z99")
    assert [found.field for found in no.value.findings] == ["reason_code"]
    with pytest.raises(Refused) as no:
        desk.write_offs.propose(claim.id)
    assert [found.field for found in no.value.findings] == ["reason_text"]
    assert state_of_everything(desk) == before
    first = desk.write_offs.propose(claim.id, whole - 100, reason_text="不追")
    assert desk.write_offs.propose(claim.id, reason_text="不追").amount_fen == 100
    with pytest.raises(Refused) as no:
        desk.write_offs.propose(claim.id, reason_text="不追")
    assert no.value.codes == ("STATE",)
    with desk.bench.change("test"):  # the maker takes part of his approval back
        desk.stores.claims.save(replace(desk.stores.claims.get(claim.id), approved_fen=whole - 200))
    with pytest.raises(Refused) as no:
        acting(desk, "service_manager").write_offs.approve(first.id)
    assert no.value.codes == ("STATE",)


def test_an_unanswered_claim_has_nothing_to_write_off(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as no:
        desk.write_offs.propose(claim.id, 100, reason_text="不追")
    assert no.value.codes == ("STATE",)


def test_a_refusal_says_why_and_a_mistake_is_voided(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    acting(desk, "service_manager")
    with pytest.raises(Refused):
        desk.write_offs.refuse(one.id, " ")
    assert desk.write_offs.refuse(one.id, "再追一个月").state is WriteOffState.REFUSED
    acting(desk, "clerk")
    again = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    assert desk.undo() == "propose write-off"
    assert desk.write_offs.get(again.id).state is WriteOffState.VOID
    third = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    assert desk.write_offs.void(third.id, "记错").void_reason == "记错"
    assert balance(desk, claim).written_off_fen == 0


def test_money_that_came_after_all_takes_the_write_off_back(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, reason_text="不追")
    acting(desk, "service_manager").write_offs.approve(one.id)
    assert balance(desk, claim).outstanding_fen == 0
    back = desk.write_offs.reverse(one.id, "厂家补付")
    assert (back.amount_fen, back.reverses, back.corrects) == (
        -one.amount_fen,
        one.id,
        one.number,
    )
    assert balance(desk, claim).outstanding_fen == claim.approved_fen
    for number in (one.id, back.id):
        with pytest.raises(Refused) as no:
            desk.write_offs.reverse(number, "再来")
        assert no.value.codes == ("STATE",)


def test_a_closed_month_takes_no_write_off(desk: Desk) -> None:
    claim = an_approved(desk)
    one = desk.write_offs.propose(claim.id, SMALL, reason_text="不追")
    with desk.bench.change("test"):
        desk.stores.settings.set("closed_months", {"QC": ["2026-10"]})
    for on, code in ((date(2026, 10, 31), "STATE"), (date(2026, 11, 25), "INVALID")):
        with pytest.raises(Refused) as no:
            desk.write_offs.approve(one.id, on=on)
        assert (no.value.codes, no.value.findings[0].field) == ((code,), "on")


def test_old_and_small_rests_are_proposed(desk: Desk) -> None:
    old, small, fresh, silent = (
        an_approved(desk),
        an_approved(desk),
        an_approved(desk),
        submitted(desk),
    )
    with past_locks(desk, "claim"):
        for claim, day in ((old, date(2025, 11, 23)), (silent, date(2025, 11, 1))):
            found = desk.stores.claims.get(claim.id)
            desk.stores.claims.save(replace(found, opened_on=day))
    assert {one.claim.claim_id: one.why for one in desk.write_offs.proposals()} == {
        old.id: Why.OLD,
        silent.id: Why.UNANSWERED,
    }
    with past_locks(desk, "claim"):  # the last day itself is not over
        found = desk.stores.claims.get(old.id)
        desk.stores.claims.save(replace(found, opened_on=date(2025, 11, 24)))
    assert [one.why for one in desk.write_offs.proposals()] == [Why.UNANSWERED]
    whole = small.approved_fen or 0
    statement = confirmed(desk, [(small.id, whole - SMALL)])
    desk.receipts.book(whole - SMALL, statement_id=statement.id)
    (rest,) = [one for one in desk.write_offs.proposals("QC") if one.why is Why.SMALL]
    assert (rest.claim.claim_id, rest.claim.left_fen) == (small.id, SMALL)
    desk.write_offs.propose(small.id, reason_text="差额不追")
    assert [one.why for one in desk.write_offs.proposals()] == [Why.UNANSWERED]
    assert fresh.id not in {one.claim.claim_id for one in desk.write_offs.proposals()}
    (entry,) = desk.write_offs.waiting()
    assert (entry.claim_number, entry.outstanding_fen) == (small.claim_number, SMALL)
