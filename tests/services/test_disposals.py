"""Records kept long enough: due, proposed, held, approved by another, gone before a witness."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN, VIN, a_vin
from fakes import FixedClock
from locks import past_locks
from stories import acting, drafted, state_of_everything

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.disposal import (
    LAW_DAYS,
    Against,
    DisposalState,
    RecordKind,
    days_kept,
)
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.redaction import RedactionKind
from warrantydesk.services.desk import Desk
from warrantydesk.services.keeping.taking import counted
from warrantydesk.storage.verify import verify

SIX_YEARS = timedelta(days=2192)


def codes(call: object) -> tuple[str, ...]:
    """Return the codes of a refusal."""
    with pytest.raises(Refused) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.codes


def ended(desk: Desk, vin: str = VIN, state: State = State.CLOSED) -> Claim:
    """Return a claim with a file that came to its end today, its repair too."""
    claim = drafted(desk, vin)
    desk.claims.save_draft(
        claim.id, {"owner": {"name": f"欧阳{vin[-3:]}", "phone": f"1391111{vin[-4:]}"}}
    )
    desk.attachments.add_bytes(claim.id, "PH", f"photo {vin}".encode(), "photo.txt")
    desk.visits.finish(claim.visit.id)
    desk.claims.leave(claim.id)
    return changed(desk, claim.id, state=state)


def changed(desk: Desk, claim_id: int, **fields: Any) -> Claim:
    """Write fields of a claim past their guards."""
    with past_locks(desk, "claim") as touched:
        touched.append(claim_id)
        return desk.stores.claims.save(replace(desk.stores.claims.get(claim_id), **fields))


def later(clock: FixedClock, days: int = 2193) -> None:
    """Let so many days pass."""
    clock.go_on(days=days)


def test_the_longest_time_counts() -> None:
    def kept(kind: RecordKind, **days: int) -> int:
        rows = [{"code": code, "days": str(value)} for code, value in days.items()]
        return days_kept(BrandProfile("QC", 1, lambda _table: rows), kind)

    assert kept(RecordKind.REPAIR) == LAW_DAYS[RecordKind.REPAIR] == 2192
    assert kept(RecordKind.RECALL) == 2192
    assert kept(RecordKind.REPAIR, records_keep=100) == 2192
    assert kept(RecordKind.REPAIR, archive_keep=5000) == 5000
    assert kept(RecordKind.RECALL, recall_keep=3000) == 3000
    assert kept(RecordKind.REPAIR, recall_keep=3000) == 2192


def test_a_record_is_due_the_day_after_its_time(desk: Desk, clock: FixedClock) -> None:
    claim = ended(desk)
    ends = desk.bench.today + SIX_YEARS
    later(clock, 2192)
    assert desk.disposals.due().records == ()
    later(clock, 1)
    (found,) = desk.disposals.due().records
    assert (found.claim_number, found.kind, found.keep_until, found.against) == (
        claim.claim_number,
        RecordKind.REPAIR,
        ends,
        (),
    )
    assert desk.disposals.due(ends).records == ()
    for day in (date(2099, 1, 1), date.min):
        assert codes(lambda day=day: desk.disposals.due(day)) == ("INVALID",)


def test_what_runs_keeps_a_record(desk: Desk, clock: FixedClock) -> None:
    claim = ended(desk)
    changed(desk, claim.id, approved_fen=100)
    later(clock)
    (found,) = desk.disposals.due().records
    assert found.against == (Against.MONEY,)
    assert desk.disposals.due().free == ()
    assert codes(lambda: desk.disposals.propose()) == ("STATE",)
    assert codes(lambda: desk.disposals.propose(claim_ids=(claim.id,))) == ("INVALID",)


def test_a_list_goes_its_way_and_leaves_a_certificate(desk: Desk, clock: FixedClock) -> None:
    gone, held = ended(desk, a_vin(1)), ended(desk, a_vin(2))
    still = drafted(desk, OTHER_VIN)
    later(clock)
    assert codes(lambda: desk.disposals.propose(claim_ids=(still.id,))) == ("INVALID",)
    made = desk.disposals.propose(note="年度清理")
    assert (made.number, made.state) == ("D0132-0001", DisposalState.PROPOSED)
    lines = {one.claim_id: one for one in desk.disposals.lines(made.id)}
    assert set(lines) == {gone.id, held.id}
    assert codes(lambda: desk.disposals.propose(claim_ids=(gone.id,))) == ("INVALID",)
    desk.disposals.hold(lines[held.id].id, "仲裁未结")
    assert codes(lambda: desk.disposals.approve(made.id)) == ("RIGHT",)
    assert codes(lambda: desk.disposals.carry_out(made.id, "傅晓棠")) == ("STATE",)
    acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id, "同意")
    assert codes(lambda: desk.disposals.carry_out(made.id, " ")) == ("INVALID",)
    assert codes(lambda: desk.disposals.carry_out(made.id, "许蔚然")) == ("INVALID",)
    done = desk.disposals.carry_out(made.id, "傅晓棠")
    assert (done.state, done.witness, done.done_by) == (DisposalState.DONE, "傅晓棠", "S13")
    paper = desk.privacy.get(done.redaction_id or 0)
    assert (paper.kind, paper.claim_ids, len(paper.files)) == (
        RedactionKind.DISPOSAL,
        (gone.id,),
        1,
    )
    assert counted(paper)["attachment"] == 1
    assert not desk.stores.attachments.files.path(paper.files[0]).exists()
    assert desk.claims.get(gone.id).owner.name == ""
    assert desk.claims.get(held.id).owner.name != ""
    assert [one.name for one in desk.stores.signatures.find(visit_id=gone.visit.id)] == []
    assert codes(lambda: desk.disposals.carry_out(made.id, "傅晓棠")) == ("STATE",)
    assert codes(lambda: desk.disposals.hold(lines[held.id].id, "")) == ("STATE",)
    assert [one.claim_id for one in desk.disposals.due().free] == [held.id]
    assert verify(desk.stores) == []


def test_today_says_what_may_go_and_which_list_waits(desk: Desk, clock: FixedClock) -> None:
    def lines() -> list[tuple[str, str]]:
        found = (one for one in desk.today.all() if one.target.kind == "disposals")
        return [(one.code, one.action) for one in found]

    kept = ended(desk, a_vin(1))
    changed(desk, kept.id, approved_fen=100)
    ended(desk, a_vin(2))
    later(clock)
    assert lines() == [("law_records", "Look")]
    made = desk.disposals.propose()
    assert lines() == [("law_disposal", "Approve")]
    acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id)
    assert lines() == [("law_disposal", "Carry out")]
    desk.disposals.carry_out(made.id, "傅晓棠")
    assert lines() == []


def test_what_came_up_since_the_approval_is_held(desk: Desk, clock: FixedClock) -> None:
    one, two = ended(desk, a_vin(1)), ended(desk, a_vin(2))
    later(clock)
    made = desk.disposals.propose()
    acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id)
    changed(desk, one.id, approved_fen=100)
    done = desk.disposals.carry_out(made.id, "傅晓棠")
    held = [line.claim_id for line in desk.disposals.lines(made.id) if line.held_reason]
    assert held == [one.id]
    assert desk.privacy.get(done.redaction_id or 0).claim_ids == (two.id,)


def test_the_proposer_approves_only_where_nobody_else_may(desk: Desk, clock: FixedClock) -> None:
    ended(desk)
    later(clock)
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.disposals.propose()
    assert desk.disposals.approve(made.id).decided_by == "S13"
    desk.disposals.void(made.id, "重新提出")
    with desk.bench.change("test"):
        desk.stores.people.add(Person("S99", "另一经理", (Role.SERVICE_MANAGER,)))
    again = desk.disposals.propose()
    assert codes(lambda: desk.disposals.approve(again.id)) == ("RIGHT",)
    assert desk.disposals.refuse(again.id, "再留一年").state is DisposalState.REFUSED
    assert codes(lambda: desk.disposals.void(again.id, "x")) == ("STATE",)


def test_a_visit_keeps_its_values_until_all_its_claims_go(desk: Desk, clock: FixedClock) -> None:
    one = ended(desk)
    other = desk.claims.new(vin=VIN, visit_id=one.visit.id)
    with desk.bench.change("test") as touched:
        touched += [one.id, other.id]
        visit = desk.stores.visits.get(one.visit.id)
        desk.stores.visits.save(replace(visit, brought_by="司徒昶"))
    later(clock)
    made = desk.disposals.propose()
    acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id)
    desk.disposals.carry_out(made.id, "傅晓棠")
    assert desk.claims.get(one.id).owner.name == ""
    assert desk.claims.get(other.id).visit.brought_by == "司徒昶"
    assert verify(desk.stores) == []


def test_a_crash_before_the_files_went_is_made_good(
    desk_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warrantydesk.services.keeping import taking

    with Desk(desk_folder, clock).open() as desk:
        desk.people.act_as("S01")
        ended(desk)
        later(clock)
        made = desk.disposals.propose()
        acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id)
        monkeypatch.setattr(taking, "remove_files", _killed)
        with pytest.raises(KeyboardInterrupt):
            desk.disposals.carry_out(made.id, "傅晓棠")
        monkeypatch.undo()
        done = desk.disposals.get(made.id)
        (left,) = desk.privacy.get(done.redaction_id or 0).files
        assert desk.stores.attachments.files.path(left).exists()
    with Desk(desk_folder, clock).open() as again:
        assert not again.stores.attachments.files.path(left).exists()
        assert verify(again.stores) == []


def test_what_breaks_off_before_the_end_changed_nothing(
    desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = ended(desk)
    later(clock)
    made = desk.disposals.propose()
    acting(desk, Role.SERVICE_MANAGER).disposals.approve(made.id)
    before = state_of_everything(desk)
    monkeypatch.setattr(desk.stores.disposals, "save", _killed)
    with pytest.raises(KeyboardInterrupt):
        desk.disposals.carry_out(made.id, "傅晓棠")
    monkeypatch.undo()
    assert state_of_everything(desk) == before
    assert desk.privacy.all() == []
    (file,) = desk.attachments.of(claim.id)
    assert desk.attachments.read(file.id) != b""
    assert verify(desk.stores) == []


def _killed(*_given: object) -> None:
    raise KeyboardInterrupt
