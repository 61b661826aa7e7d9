"""Old parts: pieces follow the part lines, and go from the technician's hand to their place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import acting, put_into, repairing, to_submit

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PART_TRANSITIONS, PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.tag import is_tag
from warrantydesk.services.desk import Desk


def pieces(desk: Desk, claim_id: int) -> dict[tuple[int, int], str]:
    return {(p.line, p.piece): p.state.value for p in desk.shelf.pieces_of(claim_id)}


def test_pieces_follow_the_part_lines(desk: Desk) -> None:
    claim = repairing(desk)
    assert pieces(desk, claim.id) == dict.fromkeys([(1, 1), (2, 1), (2, 2)], "EXPECTED")
    lines = [
        {"causal": True, "new_part_no": "1307010-T20", "quantity": 2},
        {"causal_line": 1, "new_part_no": "1307020-T20", "treatment": "repair"},
    ]
    desk.claims.save_draft(claim.id, {"part_lines": lines})
    assert pieces(desk, claim.id) == {
        (1, 1): "EXPECTED",
        (1, 2): "EXPECTED",
        (2, 1): "VOID",
        (2, 2): "VOID",
    }
    desk.undo()
    assert pieces(desk, claim.id) == {
        (1, 1): "EXPECTED",
        (1, 2): "VOID",
        (2, 1): "EXPECTED",
        (2, 2): "EXPECTED",
    }
    assert desk.archive.verify() == []


def test_no_pieces_before_the_repair(desk: Desk) -> None:
    from stories import drafted

    claim = drafted(desk, part_lines=[{"new_part_no": "1307010-T20"}])
    assert pieces(desk, claim.id) == {}


def test_a_received_piece_has_a_tag_a_day_and_a_giver(desk: Desk, clock: FixedClock) -> None:
    claim = repairing(desk)
    got = desk.shelf.receive(claim.id, 1, handed_over_by=" S06 ")
    assert (got.state, got.piece, got.handed_over_by) == (PartState.RECEIVED, 1, "S06")
    assert is_tag(got.tag)
    assert got.tag.startswith("0126")
    days = desk.profiles.of("QC").deadline_days("return_by")
    assert days
    assert got.return_by
    assert (got.return_by - desk.bench.today).days == days
    assert [desk.shelf.receive(claim.id, 2).piece for _count in range(2)] == [1, 2]
    assert desk.shelf.by_tag(f" {got.tag[:4]} {got.tag[4:]} ") == got


def test_a_maker_may_name_a_day_of_the_month_for_returns(desk: Desk) -> None:
    change = RowChange(("return_by",), {"days": "10", "day_kind": "monthly"})
    desk.policies.save_rows("QC", "deadlines", (change,), desk.bench.today)
    claim = repairing(desk)
    got = desk.shelf.receive(claim.id, 1)
    assert got.return_by is not None
    assert got.return_by.day == 10
    assert 0 < (got.return_by - desk.bench.today).days <= 31
    assert desk.shelf.return_end("QC", got.return_by) == date(2027, 1, 10)


def test_a_waived_piece_has_its_reason(desk: Desk) -> None:
    claim = repairing(desk)
    gone = desk.shelf.waive(claim.id, 1, "kept by the police")
    assert (gone.state, gone.reason, gone.tag) == (PartState.NO_PART, "kept by the police", "")


def test_shelving_by_scan_confirms_the_label(desk: Desk) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    put = desk.shelf.put(tag, "P-R2-3")
    assert (put.state, put.place, put.tag_state) == (PartState.SHELVED, "R2-3", TagState.CONFIRMED)
    moved = desk.shelf.put(tag, "r2-4")
    assert (moved.state, moved.place) == (PartState.SHELVED, "R2-4")
    assert moved.shelved_at == put.shelved_at
    assert {place: load.pieces for place, load in desk.shelf.loads().items()} == {"R2-4": 1}
    emptiest = desk.shelf.suggested_place()
    assert emptiest
    assert emptiest.code == "R2-3"


def test_shelving_by_hand_says_nothing_of_the_label(desk: Desk) -> None:
    tag = desk.shelf.receive(repairing(desk).id, 1).tag
    before = desk.shelf.by_tag(tag).tag_state
    put = desk.shelf.put(tag, "R2-3", scanned=False)
    assert (put.state, put.tag_state) == (PartState.SHELVED, before)


def test_a_sheet_is_seen_once_each_of_its_tags_was(desk: Desk, tmp_path: Path) -> None:
    claim = repairing(desk)
    tags = [desk.shelf.receive(claim.id, 2).tag for _piece in range(2)]
    desk.labels.print_labels(tuple(tags), "pdf", file=tmp_path / "sheet.pdf")
    desk.shelf.put(tags[0], "R2-3")
    assert [job.state for job in desk.labels.jobs(tags[0])] == [JobState.SENT]
    desk.shelf.put(tags[1], "R2-3")
    assert [job.state for job in desk.labels.jobs(tags[0])] == [JobState.CONFIRMED]
    assert desk.archive.verify() == []


def test_a_place_out_of_use_takes_nothing(desk: Desk) -> None:
    tag = desk.shelf.receive(repairing(desk).id, 1).tag
    desk.shelf.save_place("R2", "3", active=False)
    with pytest.raises(Refused) as refusal:
        desk.shelf.shelve(tag, "R2-3")
    assert refusal.value.codes == ("STATE",)


def test_a_voided_piece_is_gone_for_good(desk: Desk) -> None:
    claim = to_submit(desk)
    piece = desk.shelf.pieces_of(claim.id)[0]
    assert desk.shelf.void(piece.tag, "wrong line").state is PartState.VOID
    desk.claims.save_draft(claim.id, {"narrative": {"remark": "x"}})
    assert pieces(desk, claim.id)[(1, 1)] == "VOID"
    for verb in (desk.shelf.shelve, desk.shelf.move):
        with pytest.raises(Refused):
            verb(piece.tag, "R2-3")


def test_the_makers_own_tag_finds_the_piece(desk: Desk) -> None:
    claim = to_submit(desk)
    piece = desk.stores.parts.find(claim_id=claim.id)[0]
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, maker_tag="QC-77"))
    assert desk.shelf.by_tag("qc-77").id == piece.id


@pytest.mark.parametrize("state", PartState)
def test_every_action_of_the_shelf_in_a_state(desk: Desk, state: PartState) -> None:
    claim = to_submit(desk)
    piece = desk.stores.parts.find(claim_id=claim.id)[0]
    verbs: dict[str, Callable[[], object]] = {
        "shelve": lambda: desk.shelf.shelve(piece.tag, "R2-3"),
        "move": lambda: desk.shelf.move(piece.tag, "R2-4"),
        "void": lambda: desk.shelf.void(piece.tag, "test"),
    }
    for role in Role:
        for action, verb in verbs.items():
            with desk.bench.change("test"):
                now = desk.stores.parts.get(piece.id)
                desk.stores.parts.save(replace(now, state=state))
            acting(desk, role)
            code = ""
            try:
                verb()
            except Refused as refusal:
                (code,) = refusal.codes
            row = next(row for row in PART_TRANSITIONS if row.action == action)
            wanted = "" if state in row.sources else "STATE"
            assert code == (wanted if role in row.roles else "RIGHT"), (role, action)


@pytest.mark.parametrize("state", ["SUBMITTED", "CLOSED", "VOID"])
def test_the_shelf_goes_on_after_the_claim_is_filed(desk: Desk, state: str) -> None:
    claim = to_submit(desk)
    put_into(desk, claim.id, State(state))
    piece = desk.shelf.pieces_of(claim.id)[0]
    assert desk.shelf.shelve(piece.tag, "R2-3").state is PartState.SHELVED
    assert desk.archive.verify() == []
