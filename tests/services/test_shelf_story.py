"""The journal proves where a piece was on any day, and what became of the pieces of a line."""

from dataclasses import replace
from datetime import date, timedelta

from fakes import FixedClock
from returns import shipped
from stories import to_submit

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.services.shipments.receipts import PieceVerdict


def test_a_piece_was_somewhere_on_every_day(desk: Desk, clock: FixedClock) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    piece = desk.shelf.by_tag(tag)
    first = desk.bench.today
    clock.go_on(days=1)
    desk.shelf.put(tag, "R2-3")
    clock.go_on(days=1)
    desk.shelf.put(tag, "R2-4")
    clock.go_on(days=1)
    desk.shelf.lend(tag, "supplier's lab", desk.bench.today)
    found = [desk.story.where(piece.id, first + timedelta(days=n)) for n in range(-1, 5)]
    assert found[0] is None
    told = [(one.state.value, one.place, one.who) for one in found[1:] if one is not None]
    assert told == [
        ("RECEIVED", "", "S01"),
        ("SHELVED", "R2-3", "S01"),
        ("SHELVED", "R2-4", "S01"),
        ("LENT", "R2-4", "S01"),
        ("LENT", "R2-4", "S01"),
    ]


def test_every_event_has_its_words_and_its_detail(desk: Desk) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    desk.shelf.put(tag, "R2-3", scanned=False)
    desk.shelf.request(tag, date(2026, 12, 20), "TJ-4")
    desk.shelf.release(tag)
    desk.shelf.miss(tag, "not on R2-3")
    lines = desk.story.of_piece(desk.shelf.by_tag(tag).id)
    told = [(line.action, line.detail, line.moved) for line in lines][-4:]
    assert told == [
        ("shelve old part", "", True),
        ("request old part", "TJ-4", True),
        ("release old part", "", True),
        ("miss old part", "not on R2-3", True),
    ]


def test_what_is_no_event_is_not_told(desk: Desk) -> None:
    claim = to_submit(desk)
    piece = desk.shelf.by_tag(desk.shelf.pieces_of(claim.id)[0].tag)
    before = len(desk.story.of_piece(piece.id))
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, serial="X-1"))
    assert len(desk.story.of_piece(piece.id)) == before


def test_reached_is_the_last_time_of_each_state(desk: Desk, clock: FixedClock) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    desk.shelf.put(tag, "R2-3")
    desk.shelf.lend(tag, "lab", date(2026, 12, 1))
    clock.go_on(days=2)
    desk.shelf.come_back(tag, "R2-3")
    reached = desk.story.reached(desk.shelf.by_tag(tag).id)
    assert list(reached) == [
        PartState.EXPECTED,
        PartState.RECEIVED,
        PartState.SHELVED,
        PartState.LENT,
    ]
    assert reached[PartState.SHELVED] - reached[PartState.LENT] == timedelta(days=2)


def test_a_line_tells_what_became_of_its_pieces_and_their_price(desk: Desk) -> None:
    left, tags = shipped(desk)
    pump = desk.shelf.by_tag(tags[0])
    verdicts = (
        PieceVerdict(tags[0], Verdict.REFUSED, "O05", deducted_fen=4_500),
        PieceVerdict(tags[1], Verdict.ACCEPTED),
    )
    desk.shipments.record_receipt(left.id, verdicts, {})
    first = desk.story.of_line(pump.claim_id, pump.line)
    assert (dict(first.states), first.deducted_fen, dict(first.refusals)) == (
        {PartState.REFUSED: 1},
        4_500,
        {1: "O05"},
    )
    second = desk.story.of_line(pump.claim_id, 2)
    assert (dict(second.states), second.deducted_fen) == ({PartState.ACCEPTED: 1}, 0)
