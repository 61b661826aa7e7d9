"""What was refused stands in the journal: rights and states, once a minute, never twice."""

import json
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import acting, drafted, submitted, to_submit

from warrantydesk.cli.ops import Runner
from warrantydesk.domain.claim import Action
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.rights import RIGHTS
from warrantydesk.services.desk import Desk
from warrantydesk.services.journal_verbs import VERB_NAMES
from warrantydesk.services.journal_words import verb_words


def noted(desk: Desk) -> list[tuple[str, str, str]]:
    """Return verb, code and subject of every refusal that was noted."""
    found = desk.stores.desk_events.find(kind=EventKind.REFUSED)
    return [(one.verb, one.code, one.subject) for one in found]


def test_an_action_that_the_state_does_not_allow_is_noted(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused, match="STATE"):
        desk.claims.move(claim.id, Action.FINISH_REPAIR)
    assert noted(desk) == [("claims.finish_repair", "STATE", claim.claim_number)]
    assert desk.archive.verify() == []


def test_an_edit_of_a_filed_claim_is_noted(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused, match="STATE"):
        desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 1}})
    assert noted(desk) == [("claims.save_draft", "STATE", claim.claim_number)]


def test_an_action_of_a_piece_is_noted_by_its_tag(desk: Desk) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    with pytest.raises(Refused, match="STATE"):
        desk.shelf.find(tag, "R2-3")
    assert noted(desk) == [("shelf.find", "STATE", tag)]


def test_what_somebody_may_not_is_noted_with_what_it_was_about(desk: Desk) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    acting(desk, Role.READ_ONLY)
    for verb in (
        lambda: desk.claims.void(claim.id, "by mistake"),
        lambda: desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 1}}),
        lambda: desk.shelf.void(tag, "by mistake"),
    ):
        with pytest.raises(Refused, match="RIGHT"):
            verb()
    assert noted(desk) == [
        ("claim.void", "RIGHT", claim.claim_number),
        ("claims.save_draft", "RIGHT", claim.claim_number),
        ("shelf.void", "RIGHT", tag),
    ]


def test_a_slip_of_the_hand_is_not_noted(desk: Desk) -> None:
    claim = drafted(desk)
    seq = desk.stores.journal.seq
    with pytest.raises(Refused, match="INVALID"):
        desk.claims.save_draft(claim.id, {"visit": {"mileage_km": "x"}})
    with pytest.raises(Refused, match="NOT_FOUND"):
        desk.claims.submit(99_999)
    assert (noted(desk), desk.stores.journal.seq) == ([], seq)


def test_the_same_refusal_is_noted_once_a_minute_with_its_count(
    desk: Desk, clock: FixedClock
) -> None:
    claim = submitted(desk)

    def try_it() -> None:
        with pytest.raises(Refused):
            desk.claims.save_draft(claim.id, {})

    for _n in range(5):
        try_it()
    assert len(noted(desk)) == 1
    clock.go_on(minutes=2)
    try_it()
    first, second = desk.stores.desk_events.find(kind=EventKind.REFUSED)
    assert json.loads(first.detail) == {}
    assert json.loads(second.detail) == {"count": 5}


def test_another_person_or_thing_is_another_refusal(desk: Desk) -> None:
    one, two = submitted(desk), submitted(desk)
    for claim in (one, two, one):
        with pytest.raises(Refused):
            desk.claims.save_draft(claim.id, {})
    desk.people.act_as("S03")
    with pytest.raises(Refused):
        desk.claims.save_draft(one.id, {})
    assert len(noted(desk)) == 3


def test_a_refusal_inside_a_change_is_noted_after_it_and_takes_nothing_along(desk: Desk) -> None:
    claim = submitted(desk)
    before = desk.customers.save("顾客", "15400000042")

    def both() -> None:
        desk.stores.customers.save(before)
        desk.claims.save_draft(claim.id, {})

    with pytest.raises(Refused), desk.bench.change("test"):
        both()
    assert noted(desk) == [("claims.save_draft", "STATE", claim.claim_number)]
    assert desk.archive.verify() == []


def test_the_command_line_notes_the_verb_once(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    shipment = desk.shipments.open("QC")
    desk.shipments.void(shipment.id, "typed twice")
    runner = Runner(desk, tmp_path, "S01")
    lines = [
        {"do": "claims.save_draft", "with": {"claim_id": claim.id, "changes": {}}},
        {"do": "shipments.add", "with": {"shipment_id": shipment.id, "tags": []}},
        {"do": "shipments.save", "with": {"shipment_id": shipment.id, "changes": {}}},
    ]
    runner.run(map(json.dumps, lines), stop=False)
    verbs = [one[0] for one in noted(desk)]
    assert verbs[0] == "claims.save_draft"
    assert verbs.count("claims.save_draft") == 1
    assert ("shipments.save", "STATE", shipment.number) in noted(desk)


def test_every_right_has_words_for_the_view_of_the_journal() -> None:
    assert [verb for verb in RIGHTS if verb_words(verb) == verb] == []
    assert set(VERB_NAMES) <= set(RIGHTS)
