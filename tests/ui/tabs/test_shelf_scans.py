"""Scans on the shelf: the next allowed step, said so that nobody has to look twice."""

from typing import Any

import pytest
from stories import acting, drafted, repairing

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.scan_band import SOUNDS
from warrantydesk.ui.kit.sounds import Sound
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.scans import Mode, Outcome, Scans


class Seconds:
    """A clock of seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 3
        return self.now


@pytest.fixture
def scans(desk: Desk) -> Scans:
    return Scans(desk, Seconds())


def heard(outcome: Outcome | None) -> Sound | None:
    """Return the sound of an outcome: its own, or that of its tone."""
    assert outcome is not None
    return outcome.sound or SOUNDS.get(outcome.tone)


def taken(scans: Scans, text: str) -> Outcome:
    outcome = scans.take(text)
    assert outcome is not None
    return outcome


def received(desk: Desk, scans: Scans) -> list[str]:
    """Receive all pieces of a claim in repair; return their tags."""
    claim = repairing(desk)
    scans.take(claim.claim_number)
    tags = []
    while (piece := scans.next_expected()) is not None:
        tags.append(scans.receive(piece, "S06").received)
    return tags


def test_a_claim_number_lists_what_is_expected_and_each_enter_receives_one(
    desk: Desk, scans: Scans
) -> None:
    claim = repairing(desk)
    first = taken(scans, claim.claim_number)
    assert first.headline == "3 pieces expected"
    assert first.claim_id == claim.id
    piece = scans.next_expected()
    assert piece is not None
    outcome = scans.receive(piece, "S06")
    assert (outcome.tone, outcome.undoable) == (Tone.OK, False)
    old = desk.shelf.by_tag(outcome.received)
    assert (old.state, old.handed_over_by) == (PartState.RECEIVED, "S06")
    assert taken(scans, claim.claim_number).headline == "2 pieces expected"


def test_a_chosen_piece_is_received_before_the_next_in_order(desk: Desk, scans: Scans) -> None:
    claim = repairing(desk)
    last = desk.shelf.pieces_of(claim.id)[-1]
    scans.take(claim.claim_number)
    assert scans.next_expected(last) == last
    scans.receive(last, "")
    done = desk.shelf.pieces_of(claim.id)[-1]
    assert scans.next_expected(done) == desk.shelf.pieces_of(claim.id)[0]


def test_tag_then_place_shelves_one_and_the_place_is_let_go(desk: Desk, scans: Scans) -> None:
    one, two, _three = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    assert taken(scans, one).headline == "Now scan its place"
    assert taken(scans, "P-R2-3").headline == "Shelved at R2-3"
    assert taken(scans, two).headline == "Now scan its place"
    assert desk.shelf.by_tag(two).place == ""
    scans.take("P-R2-4")
    assert [desk.shelf.by_tag(tag).place for tag in (one, two)] == ["R2-3", "R2-4"]


def test_a_place_first_stays_in_use_for_all_that_follow(desk: Desk, scans: Scans) -> None:
    tags = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-4")
    for tag in tags:
        outcome = taken(scans, tag)
        assert (outcome.headline, outcome.undoable) == ("Shelved at R2-4", True)
    assert scans.place == "R2-4"
    scans.take("P-R2-3")
    assert taken(scans, tags[0]).headline == "Moved to R2-3"
    again = taken(scans, tags[0])
    assert again.headline == "Is at R2-3 already"
    assert not again.undoable


def test_another_mode_forgets_what_is_half_done(desk: Desk, scans: Scans) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take(one)
    scans.set_mode(Mode.RECEIVE)
    scans.set_mode(Mode.SHELVE)
    assert taken(scans, "P-R2-3").headline == "Place R2-3"
    assert desk.shelf.by_tag(one).place == ""


def test_each_outcome_has_a_sound_of_its_own(desk: Desk, scans: Scans) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    success = heard(scans.take(one))
    wrong = heard(scans.take(one[:-1] + str((int(one[-1]) + 1) % 10)))
    unknown = heard(scans.take(make_tag(1, 26, 999_999)))
    desk.shelf.void(one, "broken")
    refused = heard(scans.take(one))
    assert len({success, wrong, unknown, refused}) == 4


@pytest.mark.parametrize("code", [make_tag(1, 26, 999_999), "P-R9-9", "C0126-999999"])
@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_unknown_is_said_and_writes_nothing(
    desk: Desk, scans: Scans, code: str, mode: Mode
) -> None:
    received(desk, scans)
    scans.set_mode(mode)
    before = desk.archive.anchor
    outcome = taken(scans, code)
    assert (outcome.headline, outcome.sound) == ("Not found", Sound.UNKNOWN)
    assert desk.archive.anchor == before


def test_a_wrong_check_digit_writes_nothing(desk: Desk, scans: Scans) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    before = desk.archive.anchor
    swapped = one[:8] + one[9] + one[8] + one[10:]
    if swapped == one:
        swapped = one[:-1] + str((int(one[-1]) + 1) % 10)
    assert taken(scans, swapped).headline == "Check digits wrong"
    assert desk.archive.anchor == before


def test_the_same_scan_within_two_seconds_is_one_event(desk: Desk) -> None:
    moments = iter([10.0, 11.9, 12.5, 15.0])
    scans = Scans(desk, lambda: next(moments))
    scans.set_mode(Mode.SHELVE)
    shown = [scans.take("P-R2-3") for _time in range(4)]
    assert [one is not None for one in shown] == [True, False, False, True]


def test_a_refusal_says_why_in_words(desk: Desk, scans: Scans) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    acting(desk, Role.FINANCE)
    outcome = taken(scans, one)
    assert outcome.tone is Tone.DANGER
    assert "may not do this" in outcome.detail


def test_a_claim_without_parts_says_so(desk: Desk, scans: Scans) -> None:
    claim = drafted(desk)
    outcome = taken(scans, claim.claim_number)
    assert (outcome.headline, outcome.claim_id) == ("Nothing to do", claim.id)
    assert "no old parts" in outcome.detail


def test_only_codes_of_the_shelf_are_taken(desk: Desk, scans: Scans) -> None:
    mine: dict[str, Any] = {
        "P-R2-3": True,
        "r2-3": True,
        "C0126-000001": True,
        "012600000174": True,
        "012600000175": True,
        "LX0DL31C8RB018252": False,
        "R0126-0031": False,
        "水泵": False,
    }
    assert {text: scans.knows(text) for text in mine} == mine
