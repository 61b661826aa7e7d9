"""Undo: every step that can be taken back is, by name, and never past what cannot."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from builders import repair_changes
from stories import acting, appraising, drafted, repairing, submitted

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import Answer
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk


def an_edit(desk: Desk) -> Callable[[], Any]:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, repair_changes())
    return lambda: desk.claims.get(claim.id)


def an_answer(desk: Desk) -> Callable[[], Any]:
    inspection = desk.inspections.of_claim(appraising(desk).id)
    assert inspection
    desk.inspections.answer(inspection.id, "I001", Answer.OK, note="first")
    desk.inspections.answer(inspection.id, "I002", Answer.NOT_OK)
    return lambda: desk.inspections.view(inspection.id).answers["I002"]


def a_waiver(desk: Desk) -> Callable[[], Any]:
    claim = repairing(desk)
    desk.shelf.waive(claim.id, 1, "lost")
    return lambda: desk.stores.parts.of_line(claim.id, 1)[0]


def a_shelving(desk: Desk) -> Callable[[], Any]:
    tag = desk.shelf.receive(repairing(desk).id, 1).tag
    desk.shelf.shelve(tag, "R2-3")
    return lambda: desk.shelf.by_tag(tag)


def a_move(desk: Desk) -> Callable[[], Any]:
    look = a_shelving(desk)
    desk.shelf.move(look().tag, "R2-4")
    return look


def a_voided_piece(desk: Desk) -> Callable[[], Any]:
    look = a_shelving(desk)
    desk.shelf.void(look().tag, "wrong line")
    return look


@pytest.mark.parametrize(
    ("deed", "name"),
    [
        (an_edit, "edit claim"),
        (an_answer, "answer item"),
        (a_waiver, "waive old part"),
        (a_shelving, "shelve old part"),
        (a_move, "move old part"),
        (a_voided_piece, "void old part"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_last_step_is_named_and_taken_back(
    desk: Desk, deed: Callable[[Desk], Callable[[], Any]], name: str
) -> None:
    look = deed(desk)
    done = look()
    assert desk.undo_name == name
    assert desk.undo() == name
    back = look()
    assert back != done
    assert back.version > done.version  # undone is written, not forgotten
    assert desk.archive.verify() == []


def test_an_undone_edit_is_as_it_was(desk: Desk) -> None:
    claim = drafted(desk)
    before = desk.claims.get(claim.id)
    desk.claims.save_draft(claim.id, repair_changes())
    desk.undo()
    after = desk.claims.get(claim.id)
    for name in ("owner", "vehicle", "narrative", "codes", "part_lines", "labour_lines"):
        assert getattr(after, name) == getattr(before, name)
    assert after.total_fen == before.total_fen
    assert desk.archive.search("泄水孔") == []


def test_typing_in_one_field_is_one_step(desk: Desk) -> None:
    claim = drafted(desk)
    for word in ("冷", "冷却", "冷却系统"):
        desk.claims.save_draft(claim.id, {"narrative": {"cause": word}})
    desk.undo()
    assert desk.claims.get(claim.id).narrative.cause == ""
    desk.undo()
    assert desk.claims.get(claim.id).owner.name == ""
    assert desk.undo() is None
    assert desk.undo_name is None


def test_nothing_is_undone_past_a_submission(desk: Desk) -> None:
    claim = submitted(desk)
    assert desk.undo() is None
    assert desk.claims.get(claim.id).state is State.SUBMITTED


def test_an_edit_is_not_undone_past_a_move_and_its_stamps(desk: Desk) -> None:
    claim = repairing(desk)
    started = desk.claims.get(claim.id).visit.started_at
    assert started
    while desk.undo():
        pass
    now = desk.claims.get(claim.id)
    assert now.visit.started_at == started
    assert now.narrative.complaint


def test_a_piece_of_a_void_claim_does_not_come_back(desk: Desk) -> None:
    claim = repairing(desk)
    desk.shelf.waive(claim.id, 1, "lost")
    desk.claims.void(claim.id, "typed twice")
    assert desk.undo() is None
    assert {p.state for p in desk.shelf.pieces_of(claim.id)} <= {PartState.VOID, PartState.NO_PART}


def test_nobody_takes_back_what_another_person_did(desk: Desk) -> None:
    claim = drafted(desk)
    acting(desk, Role.READ_ONLY)
    assert desk.undo() is None
    assert desk.claims.get(claim.id).owner.name == "贺䶮"


def test_acting_as_oneself_again_keeps_the_steps(desk: Desk) -> None:
    drafted(desk)
    acting(desk, Role.CLERK)
    assert desk.undo_name == "edit claim"


def test_a_signed_answer_stays(desk: Desk) -> None:
    inspection = desk.inspections.of_claim(appraising(desk).id)
    assert inspection
    desk.inspections.answer(inspection.id, "I001", Answer.NOT_OK)
    from warrantydesk.domain.inspection import CauseClass, Conclusion

    desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM)
    with pytest.raises(Refused):
        desk.undo()
    assert desk.inspections.view(inspection.id).answers["I001"].answer is Answer.NOT_OK


def test_a_closed_claim_keeps_its_words(desk: Desk) -> None:
    from stories import put_into

    claim = drafted(desk)
    put_into(desk, claim.id, State.CLOSED)
    with pytest.raises(Refused):
        desk.undo()
    assert desk.claims.get(claim.id).owner.name == "贺䶮"


def by_somebody_else(desk: Desk, piece: OldPart, **changes: Any) -> OldPart:
    """Change a piece as another program at the same folder does: no step of this one."""
    with desk.bench.change("test"):
        return desk.stores.parts.save(replace(desk.stores.parts.get(piece.id), **changes))


def test_what_came_after_a_step_of_a_piece_stays(desk: Desk) -> None:
    got = desk.shelf.receive(repairing(desk).id, 1)
    desk.shelf.shelve(got.tag, "R2-3", scanned=False)
    by_somebody_else(desk, got, tag_state=TagState.SENT, drained=True)
    desk.undo()
    now = desk.shelf.by_tag(got.tag)
    assert (now.state, now.place) == (PartState.RECEIVED, "")
    assert (now.tag_state, now.drained) == (TagState.SENT, True)


def test_a_step_stays_where_its_piece_has_gone_on(desk: Desk) -> None:
    look = a_shelving(desk)
    by_somebody_else(desk, look(), state=PartState.LENT, lent_to="supplier")
    there = look()
    with pytest.raises(Refused) as no:
        desk.undo()
    assert no.value.codes == ("STATE",)
    assert look() == there


def test_what_was_said_is_taken_back_and_nothing_after_it(desk: Desk) -> None:
    look = a_shelving(desk)
    moved_back = desk.taking_back()
    desk.shelf.move(look().tag, "R2-4")
    with pytest.raises(Refused) as no:
        moved_back()
    assert no.value.codes == ("STATE",)
    assert look().place == "R2-4"
    desk.taking_back(2)()
    assert look().state is PartState.RECEIVED


def test_what_was_written_off_does_not_come_back(desk: Desk) -> None:
    look = a_shelving(desk)
    desk.shelf.miss(look().tag)
    acting(desk, Role.SERVICE_MANAGER)
    desk.shelf.write_off(look().tag, "lost in the move")
    assert desk.undo() is None
    assert look().state is PartState.WRITTEN_OFF
