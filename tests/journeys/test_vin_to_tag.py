"""A car comes in, and half a day later its old part stands on the shelf with its tag."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import VIN, repair_changes
from journey_stage import follow_to_repair, newest, on_stage, pressed, scanned, typed
from PySide6.QtCore import Qt

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def test_a_claim_is_typed_saved_refused_undone_and_filed(
    stage: Stage, desk: Desk, qtbot: Any
) -> None:
    pressed(stage, Qt.Key.Key_N, CONTROL)
    scanned(stage, VIN)
    claim_id = newest(desk)
    assert desk.claims.get(claim_id).vehicle.vin == VIN

    typed(stage, "visit.mileage_km", "28400")
    typed(stage, "narrative.complaint", "Coolant drips from the front after a cold start")
    qtbot.waitUntil(lambda: desk.claims.get(claim_id).visit.mileage_km == 28400, timeout=3000)
    typed(stage, "visit.mileage_km", "28")
    qtbot.waitUntil(lambda: desk.claims.get(claim_id).visit.mileage_km == 28, timeout=3000)
    stage.window.menus._do("undo")
    stage.settle()
    assert desk.claims.get(claim_id).visit.mileage_km == 28400

    follow_to_repair(desk, claim_id)
    desk.claims.save_draft(claim_id, repair_changes())
    tags = received_by_scanner(stage, desk, claim_id, qtbot)
    shelved_by_scanner(stage, desk, tags)

    desk.claims.move(claim_id, Action.FINISH_REPAIR)
    assert desk.claims.submit(claim_id, {"V41": "short on purpose"}).state is State.SUBMITTED
    stage.scan(VIN[-6:])
    assert stage.window.front() is stage.window.tab("archive")
    assert desk.archive.search(VIN[-6:]) == [claim_id]
    assert desk.archive.verify() == []


def received_by_scanner(stage: Stage, desk: Desk, claim_id: int, qtbot: Any) -> list[str]:
    """Scan the claim on the shelf tab and receive every piece with Enter; print their labels."""
    stage.open("shelf")
    pressed(stage, Qt.Key.Key_1, ALT)
    scanned(stage, desk.claims.get(claim_id).claim_number)

    def all_received() -> bool:
        # The line feed of a scanner is swallowed for a moment, so the clerk may press once more.
        pressed(stage, Qt.Key.Key_Return)
        return {p.state for p in desk.shelf.pieces_of(claim_id)} == {PartState.RECEIVED}

    qtbot.waitUntil(all_received, timeout=5000)
    return [piece.tag for piece in desk.shelf.pieces_of(claim_id)]


def shelved_by_scanner(stage: Stage, desk: Desk, tags: list[str]) -> None:
    """Scan the place, then every tag."""
    pressed(stage, Qt.Key.Key_2, ALT)
    scanned(stage, "P-R2-3")
    for tag in tags:
        scanned(stage, tag)
    found = [desk.shelf.by_tag(tag) for tag in tags]
    assert {(p.state, p.place, p.tag_state) for p in found} == {
        (PartState.SHELVED, "R2-3", TagState.CONFIRMED)
    }


def test_a_tag_scanned_anywhere_shows_its_piece(stage: Stage, desk: Desk) -> None:
    from stories import repairing

    tag = desk.shelf.receive(repairing(desk).id, 1, 1).tag
    stage.open("archive")
    scanned(stage, tag)
    assert stage.window.front() is stage.window.tab("shelf")


def test_what_was_found_in_the_scan_line_gets_the_keyboard(stage: Stage, desk: Desk) -> None:
    from stories import repairing

    claim = repairing(desk)
    stage.open("intake")
    stage.window.seek()
    scanned(stage, claim.claim_number)
    shown = stage.window.tab("intake")
    focus = stage.window.focusWidget()
    assert focus is not None
    assert shown.isAncestorOf(focus)
    stage.window.seek()
    scanned(stage, "C0126-999999")
    assert stage.window._scan.hasFocus()


def test_an_unknown_tag_writes_nothing_and_says_so(stage: Stage, desk: Desk) -> None:
    from warrantydesk.domain.tag import make_tag

    before = desk.archive.anchor
    stage.open("archive")
    scanned(stage, make_tag(1, 26, 999_999))
    assert desk.archive.anchor == before
    assert stage.window.front() is stage.window.tab("archive")


def test_damage_found_after_the_start_freezes_the_desk(desk: Desk, qapp: Any, qtbot: Any) -> None:
    from warrantydesk.domain.errors import Unavailable
    from warrantydesk.ui.bad_day import BadDayBanner

    number = desk.claims.new(vin=VIN).id
    desk.stores.db.execute("DROP TRIGGER journal_keeps_words")
    desk.stores.db.execute("UPDATE journal SET actor = 'nobody' WHERE seq = 5")
    stage = on_stage(desk)
    qtbot.waitUntil(lambda: desk.bench.is_frozen, timeout=8000)
    assert stage.window.findChild(BadDayBanner) is not None
    with pytest.raises(Unavailable):
        desk.claims.save_draft(number, {"visit": {"mileage_km": 1}})
    assert desk.claims.get(number).visit.mileage_km is None
    stage.close()
