"""Scans on the shelf: the next allowed step, said so that nobody has to look twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import OTHER_VIN, VIN
from stories import acting, drafted, newest_change, repairing, to_submit

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.scan import recognise
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import (
    Hands,
    Mode,
    ScanResult,
    ScanService,
    Sound,
    Tone,
    detail_of,
    headline_of,
)

UNKNOWN_TAG = make_tag(1, 26, 999_999)


class Seconds:
    """A clock of seconds that goes on by three with every look."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 3
        return self.now


def scanner(desk: Desk, clock: Callable[[], float]) -> ScanService:
    """Return a scanner over the services of a desk."""
    hands = Hands(desk.bench, desk.shelf, desk.claims, desk.shipments, desk.stock_takes)
    return ScanService(hands, clock)


@pytest.fixture
def scans(desk: Desk) -> ScanService:
    return scanner(desk, Seconds())


def taken(scans: ScanService, text: str) -> ScanResult:
    result = scans.take(text)
    assert result is not None
    return result


def said(scans: ScanService, text: str) -> str:
    """Scan a code; return the large words."""
    return headline_of(taken(scans, text))


def received(desk: Desk, scans: ScanService) -> list[str]:
    """Receive all pieces of a claim in repair; return their tags."""
    claim = repairing(desk)
    scans.take(claim.claim_number)
    tags = []
    while (piece := scans.next_expected()) is not None:
        tags.append(scans.receive(piece).received_tag)
    return tags


def filed(desk: Desk, vin: str = VIN) -> tuple[Claim, list[OldPart]]:
    """File a claim whose pieces stand on R2-3 with tags that were seen; all are to go back."""
    claim = to_submit(desk, vin)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.put(piece.tag, "R2-3")
    claim = desk.claims.submit(claim.id, {"V41": "short on purpose"})
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    with desk.bench.change("test"):
        for tag in tags:
            desk.stores.parts.save(replace(desk.shelf.by_tag(tag), return_required=True))
    desk.bench.history.clear()
    return claim, [desk.shelf.by_tag(tag) for tag in tags]


def states(desk: Desk, claim: Claim) -> list[PartState]:
    return [piece.state for piece in desk.shelf.pieces_of(claim.id)]


def wrong(tag: str) -> str:
    """Return a tag with its last digit misread."""
    return tag[:-1] + str((int(tag[-1]) + 1) % 10)


# --- receive ---------------------------------------------------------------------------------


def test_a_claim_number_shows_what_is_expected_and_again_receives_one(
    desk: Desk, scans: ScanService
) -> None:
    claim = repairing(desk)
    first = taken(scans, claim.claim_number)
    assert (headline_of(first), first.claim_id) == ("Pieces expected: 3", claim.id)
    assert states(desk, claim) == [PartState.EXPECTED] * 3
    scans.hold(handed_over_by="S06")
    for number in (1, 2, 3):
        result = taken(scans, claim.claim_number)
        assert (result.tone, result.undoable) == (Tone.OK, True)
        old = desk.shelf.by_tag(result.received_tag)
        assert (old.state, old.handed_over_by) == (PartState.RECEIVED, "S06")
        assert states(desk, claim).count(PartState.RECEIVED) == number
    assert said(scans, claim.claim_number) == "Nothing to do"


def test_a_chosen_piece_is_received_before_the_next_in_order(
    desk: Desk, scans: ScanService
) -> None:
    claim = repairing(desk)
    last = desk.shelf.pieces_of(claim.id)[-1]
    scans.take(claim.claim_number)
    assert scans.next_expected(last) == last
    scans.receive(last)
    done = desk.shelf.pieces_of(claim.id)[-1]
    assert scans.next_expected(done) == desk.shelf.pieces_of(claim.id)[0]


def test_car_and_repair_order_stand_for_their_claim(desk: Desk, scans: ScanService) -> None:
    claim = repairing(desk)
    assert taken(scans, VIN).claim_id == claim.id
    scans.hold(claim_id=0)
    assert taken(scans, claim.visit.repair_order).claim_id == claim.id
    assert taken(scans, VIN).received_tag


def test_a_car_with_several_claims_asks_which(desk: Desk, scans: ScanService) -> None:
    claims = [repairing(desk), repairing(desk)]
    result = taken(scans, VIN)
    assert headline_of(result) == "Which claim? 2 have pieces to come"
    assert all(claim.claim_number in detail_of(result) for claim in claims)
    scans.take(claims[0].claim_number)
    assert taken(scans, VIN).received_tag  # the claim in hand goes on


def test_a_tag_shows_its_piece_and_a_claim_without_parts_says_so(
    desk: Desk, scans: ScanService
) -> None:
    tags = received(desk, scans)
    assert said(scans, tags[0]) == "Has its tag already"
    empty = drafted(desk, OTHER_VIN)
    result = taken(scans, empty.claim_number)
    assert (headline_of(result), result.claim_id) == ("Nothing to do", empty.id)
    assert "no old parts" in detail_of(result)


# --- shelve ----------------------------------------------------------------------------------


def test_tag_then_place_shelves_one_and_the_place_is_let_go(desk: Desk, scans: ScanService) -> None:
    one, two, _three = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    assert said(scans, one) == "Now scan its place"
    assert said(scans, "P-R2-3") == "Shelved at R2-3"
    assert said(scans, two) == "Now scan its place"
    assert desk.shelf.by_tag(two).place == ""
    scans.take("P-R2-4")
    assert [desk.shelf.by_tag(tag).place for tag in (one, two)] == ["R2-3", "R2-4"]


def test_a_place_first_stays_in_use_for_all_that_follow(desk: Desk, scans: ScanService) -> None:
    tags = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-4")
    for tag in tags:
        result = taken(scans, tag)
        assert (headline_of(result), result.undoable) == ("Shelved at R2-4", True)
    assert scans.session.place == "R2-4"
    scans.take("P-R2-3")
    assert said(scans, tags[0]) == "Moved to R2-3"
    again = taken(scans, tags[0])
    assert headline_of(again) == "Is at R2-3 already"
    assert not again.undoable


def test_a_missing_piece_is_found_and_a_lent_one_comes_back(desk: Desk, scans: ScanService) -> None:
    one, two, _three = received(desk, scans)
    for tag in (one, two):
        desk.shelf.put(tag, "R2-3")
    desk.shelf.miss(one)
    desk.shelf.lend(two, "工厂", desk.bench.today)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-4")
    assert said(scans, one) == "Found, at R2-4"
    assert said(scans, two) == "Back at R2-4"
    found = [desk.shelf.by_tag(tag) for tag in (one, two)]
    assert {(piece.state, piece.place) for piece in found} == {(PartState.SHELVED, "R2-4")}


def test_an_airbag_goes_on_an_ordinary_place_only_when_asked_twice(
    desk: Desk, scans: ScanService
) -> None:
    tag, *_rest = received(desk, scans)
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(desk.shelf.by_tag(tag), hazard="airbag"))
    scans.set_mode(Mode.SHELVE)
    scans.take(tag)
    result = taken(scans, "P-R2-3")
    assert (headline_of(result), result.tone) == ("Wrong place for this piece", Tone.WARN)
    assert desk.shelf.by_tag(tag).place == ""
    assert said(scans, "P-R2-3") == "Shelved at R2-3"


def test_another_mode_forgets_what_is_half_done(desk: Desk, scans: ScanService) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take(one)
    scans.set_mode(Mode.RECEIVE)
    scans.set_mode(Mode.SHELVE)
    assert said(scans, "P-R2-3") == "Place R2-3"
    assert desk.shelf.by_tag(one).place == ""


# --- pack ------------------------------------------------------------------------------------


def test_a_piece_is_asked_back_listed_and_packed_by_one_scan(
    desk: Desk, scans: ScanService
) -> None:
    _claim, pieces = filed(desk)
    scans.set_mode(Mode.PACK)
    before = scans.session
    result = taken(scans, pieces[0].tag)
    packed = desk.shelf.by_tag(pieces[0].tag)
    assert headline_of(result) == "Asked back, in box 01"
    assert (packed.state, packed.box) == (PartState.PACKED, result.box)
    assert scans.session.box == result.box
    assert headline_of(scans.undo()).startswith("Taken back")
    back = desk.shelf.by_tag(pieces[0].tag)
    assert (back.state, back.place, back.box) == (PartState.SHELVED, "R2-3", "")
    assert scans.session == before
    assert {one.state for one in desk.shipments.list()} <= {ShipmentState.VOID}


def test_a_box_is_changed_by_its_code_and_sealed_by_it(desk: Desk, scans: ScanService) -> None:
    _claim, pieces = filed(desk)
    scans.set_mode(Mode.PACK)
    first = taken(scans, pieces[0].tag)
    second = desk.shipments.add_box(first.shipment_id)
    assert said(scans, second.code) == "Box 02"
    assert taken(scans, pieces[1].tag).box == second.code
    assert said(scans, pieces[1].tag) == "Is in box 02 already"
    assert said(scans, pieces[0].tag) == "Is in another box: 01"
    assert said(scans, second.code) == "Box 02: 1 in it"
    assert not desk.stores.boxes.get(second.id).is_sealed
    assert said(scans, second.code) == "Box 02 sealed"
    assert desk.stores.boxes.get(second.id).is_sealed
    assert taken(scans, second.code).tone is Tone.DANGER
    assert taken(scans, pieces[2].tag).box == first.box


def test_a_missing_related_part_is_named_with_its_place(desk: Desk, scans: ScanService) -> None:
    _claim, pieces = filed(desk)
    causal, related = pieces[0], pieces[1]
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(desk.shelf.by_tag(related.tag), tag_state=TagState.SENT))
    scans.set_mode(Mode.PACK)
    before = newest_change(desk)
    result = taken(scans, causal.tag)
    assert headline_of(result) == "Not packed: related part missing"
    assert related.part_name in detail_of(result)
    assert "R2-3" in detail_of(result)
    assert result.missing_id == related.id
    assert (result.tone, result.sound) == (Tone.DANGER, Sound.WRONG)
    assert newest_change(desk) == before


def test_a_printed_label_is_seen_by_the_scan_that_packs(desk: Desk, scans: ScanService) -> None:
    _claim, pieces = filed(desk)
    tag = pieces[2].tag
    for state, packs in ((TagState.NONE, False), (TagState.SENT, True)):
        with desk.bench.change("test"):
            desk.stores.parts.save(replace(desk.shelf.by_tag(tag), tag_state=state))
        scans.set_mode(Mode.PACK)
        assert (taken(scans, tag).tone is Tone.OK) is packs
    assert desk.shelf.by_tag(tag).tag_state is TagState.CONFIRMED
    scans.undo()
    back = desk.shelf.by_tag(tag)
    assert (back.state, back.tag_state) == (PartState.SHELVED, TagState.CONFIRMED)


def test_what_is_not_shelved_or_need_not_go_back_is_not_packed(
    desk: Desk, scans: ScanService
) -> None:
    _claim, pieces = filed(desk)
    scans.set_mode(Mode.PACK)
    stays = pieces[2].tag
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(desk.shelf.by_tag(stays), return_required=False))
    assert "stays at R2-3" in detail_of(taken(scans, stays))
    tag = desk.shelf.receive(repairing(desk, OTHER_VIN).id, 1).tag
    assert "shelve it" in detail_of(taken(scans, tag))
    assert desk.shipments.list() == ()


# --- ship ------------------------------------------------------------------------------------


def packed(desk: Desk, scans: ScanService) -> tuple[str, list[str], list[OldPart]]:
    """Pack the pieces of a claim into two boxes; return the list, its boxes, its pieces."""
    _claim, pieces = filed(desk)
    scans.set_mode(Mode.PACK)
    first = taken(scans, pieces[0].tag)
    second = desk.shipments.add_box(first.shipment_id)
    scans.take(second.code)
    for piece in pieces[1:]:
        scans.take(piece.tag)
    for piece in pieces:
        desk.shelf.set_drained(piece.tag)
    number = desk.shipments.get(first.shipment_id).number
    return number, [first.box, second.code], pieces


def test_a_list_leaves_after_its_boxes_its_waybill_and_itself_once_more(
    desk: Desk, scans: ScanService
) -> None:
    number, boxes, pieces = packed(desk, scans)
    shipment = desk.shipments.by_number(number)
    desk.shipments.save(shipment.id, {"freight_fen": 8600})
    scans.set_mode(Mode.SHIP)
    assert said(scans, number) == f"{number} · boxes: 2"
    assert said(scans, boxes[0]) == "Box 01 is not sealed"
    assert said(scans, boxes[0]) == "Box 01 sealed and ticked off"
    scans.take(number)  # not all is ticked: it only says so
    assert desk.shipments.get(shipment.id).state is ShipmentState.PACKING
    desk.shipments.seal(boxes[1])
    assert "scan the waybill" in detail_of(taken(scans, boxes[1]))
    assert said(scans, "SF1402233445566") == "Waybill SF1402233445566"
    assert said(scans, number) == f"Shipped: {number}"
    sent = desk.shipments.get(shipment.id)
    assert (sent.state, sent.waybill) == (ShipmentState.SHIPPED, "SF1402233445566")
    assert {desk.shelf.by_tag(piece.tag).state for piece in pieces} == {PartState.SHIPPED}
    assert scans.undo().tone is Tone.WARN
    assert desk.archive.verify() == []


def test_a_warning_that_nobody_answered_keeps_the_list_here(desk: Desk, scans: ScanService) -> None:
    number, boxes, pieces = packed(desk, scans)
    desk.shelf.set_drained(pieces[0].tag, False)
    scans.set_mode(Mode.SHIP)
    looked = taken(scans, number)
    assert (headline_of(looked), looked.tone) == (f"{number} · in the way: 1", Tone.WARN)
    assert "Fluids are not drained" in detail_of(looked)
    for code in (boxes[0], boxes[0], boxes[1], boxes[1], "SF1402233445566"):
        result = taken(scans, code)
    assert "Fluids are not drained" in detail_of(result)
    assert said(scans, number) == "Not shipped yet"
    assert desk.shipments.by_number(number).state is ShipmentState.PACKING


def test_freight_nobody_entered_is_asked_for_once_more(desk: Desk, scans: ScanService) -> None:
    number, boxes, _pieces = packed(desk, scans)
    scans.set_mode(Mode.SHIP)
    scans.take(number)
    for box in boxes:
        scans.take(box)
        scans.take(box)
    scans.take("SF1402233445566")
    assert said(scans, number) == "Freight 0: is that right?"
    assert said(scans, boxes[0]) == "Box 01 is ticked off already"
    assert said(scans, number) == "Freight 0: is that right?"
    assert said(scans, number) == f"Shipped: {number}"
    sent = desk.shipments.by_number(number)
    assert (sent.freight_fen, sent.freight_confirmed) == (0, True)


def test_what_may_be_another_code_is_a_waybill_only_when_scanned_twice(
    desk: Desk, scans: ScanService
) -> None:
    number, _boxes, pieces = packed(desk, scans)
    scans.set_mode(Mode.SHIP)
    scans.take(number)

    def waybill() -> str:
        return desk.shipments.by_number(number).waybill

    for doubtful in (wrong(pieces[0].tag), UNKNOWN_TAG, OTHER_VIN, "6901234567892"):
        before = waybill()
        assert said(scans, doubtful) == "Is this the waybill?"
        assert waybill() == before
        assert said(scans, doubtful) == f"Waybill {doubtful}"
        assert waybill() == doubtful
    assert said(scans, "SF1402233445566") == "Is this the waybill?"  # one is there already
    for foreign in ("1307010-T20|V017|20260101", "12345", "http://x.cn/1"):
        assert said(scans, foreign) == "Not a code of ours"
    assert waybill() == "6901234567892"
    scans.undo()
    assert waybill() == OTHER_VIN


# --- stock-take ------------------------------------------------------------------------------


def test_a_stock_take_counts_what_stands_on_each_place(desk: Desk, scans: ScanService) -> None:
    one, two, three = received(desk, scans)
    desk.shelf.put(one, "R2-3")
    desk.shelf.put(two, "R2-4")
    desk.shelf.put(three, "R2-3")
    desk.shelf.lend(three, "工厂", desk.bench.today)
    scans.set_mode(Mode.STOCK_TAKE)
    assert taken(scans, one).tone is Tone.DANGER
    assert said(scans, "P-R2-3") == "No stock-take is running"
    assert said(scans, "P-R2-3") == "Place R2-3"
    running = desk.stock_takes.running()
    assert running is not None
    heard = [taken(scans, code) for code in (one, two, three, UNKNOWN_TAG)]
    assert [headline_of(result) for result in heard] == [
        "Right, at R2-3",
        "Belongs to R2-4",
        "Should not be here",
        "Unknown, noted",
    ]
    assert len({result.sound for result in heard}) == 4
    assert said(scans, one) == "Counted already"
    assert said(scans, wrong(one)) == "Check digits wrong"
    counts = desk.stock_takes.counts(running.id)
    assert (counts.right, counts.elsewhere, counts.unexpected, counts.unknown) == (1, 1, 1, 1)
    scans.undo()
    assert desk.stock_takes.counts(running.id).unknown == 0
    assert said(scans, "M5") == "Not found yet: 0 of 2"
    assert desk.stock_takes.running() is not None
    assert said(scans, "M5") == f"Stock-take {running.number} ended"
    assert desk.stock_takes.running() is None
    assert desk.shelf.by_tag(two).place == "R2-4"


# --- scrap -----------------------------------------------------------------------------------


def test_a_piece_is_released_and_listed_once_it_is_paid_and_kept(
    desk: Desk, scans: ScanService
) -> None:
    claim, pieces = filed(desk)
    tag = pieces[2].tag
    with desk.bench.change("test"):
        changed = replace(desk.shelf.by_tag(tag), return_required=False, return_by=None)
        desk.stores.parts.save(changed)
    scans.set_mode(Mode.SCRAP)
    before = newest_change(desk)
    refusal = taken(scans, tag)
    assert (headline_of(refusal), refusal.tone) == ("Not to be scrapped yet", Tone.DANGER)
    assert newest_change(desk) == before
    with desk.bench.change("test"):
        paid = desk.bench.today - timedelta(days=900)
        desk.stores.parts.save(replace(desk.shelf.by_tag(tag), paid_on=paid))
    assert said(scans, tag) == "Released, on the scrap list: 1"
    assert said(scans, tag) == "Is on the list already"
    assert scans.session.scrap == (tag,)
    asked = replace(desk.shelf.by_tag(pieces[1].tag), state=PartState.SCRAP_OK, paid_on=paid)
    with desk.bench.change("test"):  # released once, and asked for by the maker since
        desk.stores.parts.save(replace(asked, requested_on=desk.bench.today))
    assert headline_of(taken(scans, asked.tag)) == "Must stay here"
    assert scans.session.scrap == (tag,)
    assert desk.shelf.by_tag(tag).state is PartState.SCRAP_OK
    scans.undo()
    assert scans.session.scrap == ()
    assert desk.shelf.by_tag(tag).state is PartState.SHELVED
    assert taken(scans, desk.shelf.receive(repairing(desk, OTHER_VIN).id, 1).tag).findings
    assert claim.id


# --- every mode ------------------------------------------------------------------------------


def test_each_outcome_has_a_sound_of_its_own(desk: Desk, scans: ScanService) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    sounds = [taken(scans, code).sound for code in (one, wrong(one), UNKNOWN_TAG)]
    desk.shelf.void(one, "broken")
    assert len({*sounds, taken(scans, one).sound}) == 4


FOREIGN = ("6901234567892", "1307010-T20|V017|20260101", "R2", "HTTP://X.CN/?A=1,2", "x" * 400)


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.STOCK_TAKE])
def test_what_is_not_ours_writes_nothing_in_any_mode(
    desk: Desk, scans: ScanService, mode: Mode
) -> None:
    tags = received(desk, scans)
    scans.set_mode(mode)
    before = newest_change(desk)
    for code in (UNKNOWN_TAG, "P-R9-9", "C0126-999999", "B0126-9999-01", "R0126-9999"):
        assert taken(scans, code).tone in (Tone.WARN, Tone.DANGER)
    assert said(scans, wrong(tags[0])) == "Check digits wrong"
    for code in FOREIGN:
        result = taken(scans, code)
        assert (headline_of(result), result.sound) == ("Not a code of ours", Sound.UNKNOWN)
        assert len(detail_of(result)) < 120
    assert taken(scans, OTHER_VIN).tone is Tone.WARN
    assert newest_change(desk) == before
    assert scans.session.mode is mode


@pytest.mark.parametrize(
    "text",
    ["p-r2-3", "Ｐ－Ｒ２－３", "P-R2-3\r\n", "R2-3", "PR23", " \x02P-R2-3"],
)
def test_a_place_is_read_however_it_comes(desk: Desk, scans: ScanService, text: str) -> None:
    scans.set_mode(Mode.SHELVE)
    assert taken(scans, text).place == "R2-3"


def test_codes_without_their_hyphens_count_where_the_thing_is_known(
    desk: Desk, scans: ScanService
) -> None:
    claim = repairing(desk)
    assert taken(scans, claim.claim_number.replace("-", "")).claim_id == claim.id
    assert said(scans, "C0126999999") == "Not a code of ours"


def test_the_makers_own_tag_finds_the_piece(desk: Desk, scans: ScanService) -> None:
    one, two, three = received(desk, scans)
    for tag, makers in ((one, "QC-88/1"), (two, "LHCA8B237RG017342"), (three, wrong(one))):
        desk.shelf.set_maker_tag(tag, makers)
        scans.set_mode(Mode.SHELVE)
        scans.take("P-R2-3")
        assert said(scans, makers) == "Shelved at R2-3"
        assert desk.shelf.by_tag(tag).place == "R2-3"


def test_the_same_scan_within_two_seconds_is_one_event(desk: Desk) -> None:
    moments = iter([10.0, 11.9, 12.5, 15.0])
    scans = scanner(desk, lambda: next(moments))
    scans.set_mode(Mode.SHELVE)
    shown = [scans.take("P-R2-3") for _time in range(4)]
    assert [one is not None for one in shown] == [True, False, False, True]


def test_a_card_changes_the_mode_and_takes_scans_back_one_by_one(
    desk: Desk, scans: ScanService
) -> None:
    tags = received(desk, scans)
    for code, mode in (("M6", Mode.SCRAP), ("m2", Mode.SHELVE)):
        scans.take(code)
        assert scans.session.mode is mode
    held = []
    for code in ("P-R2-3", tags[0], "P-R2-4", tags[1], tags[0]):
        held.append((scans.session, [desk.shelf.by_tag(tag).place for tag in tags]))
        scans.take(code)
    for session, places in reversed(held):
        assert said(scans, "MU").startswith("Taken back")
        assert scans.session == session
        assert [desk.shelf.by_tag(tag).place for tag in tags] == places
    assert desk.archive.verify() == []


def test_a_scan_that_was_refused_is_nothing_to_take_back(desk: Desk, scans: ScanService) -> None:
    tags = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    scans.take(tags[0])
    for code in (wrong(tags[1]), UNKNOWN_TAG, "6901234567892", OTHER_VIN):
        scans.take(code)
    scans.undo()
    assert desk.shelf.by_tag(tags[0]).state is PartState.RECEIVED
    assert scans.session.place == "R2-3"


def test_only_scans_are_taken_back_by_the_card(desk: Desk, scans: ScanService) -> None:
    tags = received(desk, scans)
    desk.shelf.put(tags[0], "R2-3")
    before = newest_change(desk)
    result = taken(scans, "MU")
    assert headline_of(result) == "Nothing was taken back"
    assert newest_change(desk) == before
    assert desk.undo() == "shelve old part"


def test_the_undo_of_the_window_takes_the_scan_back_too(desk: Desk, scans: ScanService) -> None:
    told: list[int] = []
    tags = received(desk, scans)
    scans.listen(lambda: told.append(1))
    scans.set_mode(Mode.SHELVE)
    scans.take(tags[0])
    scans.take("P-R2-3")
    assert desk.undo() == "shelve old part"
    assert scans.session.waiting == tags[0]
    assert desk.shelf.by_tag(tags[0]).place == ""
    assert told == [1]


def test_a_receipt_that_is_taken_back_keeps_its_tag_for_the_next(
    desk: Desk, scans: ScanService
) -> None:
    claim = repairing(desk)
    scans.take(claim.claim_number)
    tag = taken(scans, claim.claim_number).received_tag
    scans.undo()
    assert states(desk, claim) == [PartState.EXPECTED] * 3
    assert taken(scans, claim.claim_number).received_tag == tag
    scans.undo()
    assert taken(scans, tag).received_tag == tag  # its label, scanned once more
    assert desk.archive.verify() == []


def test_who_may_not_is_told_so_and_the_verb_refuses(desk: Desk, scans: ScanService) -> None:
    one, *_rest = received(desk, scans)
    scans.set_mode(Mode.SHELVE)
    scans.take("P-R2-3")
    acting(desk, Role.FINANCE)
    result = taken(scans, one)
    assert result.tone is Tone.DANGER
    assert "may not do this" in detail_of(result)
    with pytest.raises(Refused) as refusal:
        scans.scan(one)
    assert refusal.value.codes == ("RIGHT",)


def test_the_verb_raises_what_the_band_says(desk: Desk, scans: ScanService) -> None:
    one, *_rest = received(desk, scans)
    for code in (UNKNOWN_TAG, wrong(one), "6901234567892", ""):
        with pytest.raises(Refused):
            scans.scan(code, Mode.SHELVE)
    scans.scan("P-R2-3", Mode.SHELVE)
    assert scans.scan(one).piece_id == desk.shelf.by_tag(one).id
    assert scans.scan(one).undoable is False


def test_only_codes_of_the_shelf_are_taken(desk: Desk, scans: ScanService) -> None:
    mine = {
        "P-R2-3": True,
        "r2-3": True,
        "C0126-000001": True,
        "012600000174": True,
        "012600000175": True,
        "LX0DL31C8RB018252": True,
        "R0126-0031": True,
        "M3": True,
        "SF1402233445566": False,
        "水泵": False,
    }
    assert {text: scans.knows(text) for text in mine} == mine
    assert recognise("M7").kind == recognise("M10").kind == "unknown"
