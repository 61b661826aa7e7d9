"""Return lists: opened for what is due, filled, packed by scanning, taken back step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import a_picture
from returns import (
    GASKET,
    PUMP,
    WAY,
    damages,
    listed,
    packed,
    shelved,
    shipped,
    states,
    with_hazard,
)
from stories import acting, newest_change

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.shipment import ShipmentKind, ShipmentState
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import sentence

Deed = Callable[[], object]


def refusal(deed: Deed) -> Refused:
    with pytest.raises(Refused) as no:
        deed()
    return no.value


def test_an_opened_list_asks_for_its_pieces(desk: Desk) -> None:
    shipment, tags = listed(desk)
    assert (shipment.number, shipment.brand, shipment.state) == ("R0126-0001", "QC", "PACKING")
    assert states(desk, tags) == ["RETURN_DUE", "RETURN_DUE"]
    assert desk.shelf.by_tag(tags[0]).shipment_id == shipment.id
    view = desk.shipments.view(shipment.id)
    assert [piece.tag for piece in view.waiting] == list(tags)
    assert (view.boxes, view.totals.pieces, view.totals.packed) == ((), 2, 0)
    assert desk.shipments.by_number(" r0126-0001 ") == shipment
    assert damages(desk) == set()


def test_a_list_takes_what_is_due_within_days(desk: Desk) -> None:
    tags = shelved(desk)
    unfiled = shelved(desk, PUMP, state="TO_SUBMIT")
    disputed = shelved(desk, PUMP, state="APPEALED")
    days = desk.profiles.of("QC").deadline_days("return_by")
    assert days
    before = desk.shipments.open(due_within_days=days - 1)
    assert desk.shipments.view(before.id).waiting == ()
    found = desk.shipments.open(due_within_days=days)
    view = desk.shipments.view(found.id)
    assert sorted(piece.tag for piece in view.waiting) == sorted(tags)
    reasons = {reason.code: reason.count for reason in view.not_this_time}
    assert reasons == {"not_filed": 1, "dispute": 1}
    due = {piece.tag for piece in desk.shipments.due()}
    assert due == {*unfiled, *disputed}
    (count,) = desk.shipments.due_counts()
    assert (count.brand, count.pieces) == ("QC", 2)


def test_a_list_opens_with_all_its_pieces_or_not_at_all(desk: Desk) -> None:
    tags = shelved(desk)
    other = shelved(desk, PUMP, brand="SGMW")
    before = desk.archive.anchor
    assert refusal(lambda: desk.shipments.open("QC", tags=(*tags, *other))).codes == ("INVALID",)
    assert refusal(lambda: desk.shipments.open(tags=("0126000001",))).codes == ("NOT_FOUND",)
    assert desk.archive.anchor == before


def test_packing_takes_the_newest_open_box(desk: Desk) -> None:
    shipment, tags = listed(desk, PUMP, GASKET, {**GASKET, "quantity": 2})
    first = desk.shipments.pack(tags[0])
    assert desk.shelf.by_tag(tags[0]).box == "B0126-0001-01"
    second = desk.shipments.add_box(shipment.id)
    assert desk.shipments.pack(tags[1]).box_id == second.id
    assert desk.shipments.pack(tags[2], "1").box_id == first.box_id
    assert desk.shipments.pack(tags[3], "b0126-0001-02").box_id == second.id
    view = desk.shipments.view(shipment.id)
    assert [[piece.tag for piece in box.pieces] for box in view.boxes] == [
        [tags[0], tags[2]],
        [tags[1], tags[3]],
    ]
    assert desk.shipments.by_box("B0126-0001-02") == desk.shipments.get(shipment.id)
    assert damages(desk) == set()


def test_a_piece_lies_in_one_box(desk: Desk) -> None:
    shipment, tags = packed(desk)
    desk.shipments.add_box(shipment.id)
    for box in ("", "1"):
        again = refusal(lambda box=box: desk.shipments.pack(tags[0], box))
        assert again.codes == ("STATE",)
        assert sentence(again) == "It lies in box B0126-0001-01 already."
    other = refusal(lambda: desk.shipments.pack(tags[0], "2"))
    assert sentence(other) == "It lies in box B0126-0001-01: take it out there first."
    moved = desk.shipments.repack(tags[0], "2")
    assert desk.shelf.by_tag(tags[0]).box == "B0126-0001-02"
    assert desk.undo() == "move to another box"
    assert desk.shelf.by_tag(tags[0]).box == "B0126-0001-01"
    assert moved.shipment_id == shipment.id


def test_each_maker_has_its_own_list(desk: Desk) -> None:
    ours, tags = packed(desk)
    (theirs,) = shelved(desk, PUMP, brand="SGMW")
    desk.shelf.request(theirs)
    none = refusal(lambda: desk.shipments.pack(theirs))
    assert (none.codes, "open one first" in sentence(none)) == (("STATE",), True)
    wrong = refusal(lambda: desk.shipments.pack(theirs, shipment_id=ours.id))
    assert (wrong.codes, "open a return shipment for" in sentence(wrong)) == (("INVALID",), True)
    other = desk.shipments.open("SGMW")
    wrong = refusal(lambda: desk.shipments.pack(theirs, shipment_id=ours.id))
    assert other.number in sentence(wrong)
    assert desk.shipments.pack(theirs).shipment_id == other.id
    foreign = refusal(lambda: desk.shipments.pack(theirs, "B0126-0001-01"))
    assert foreign.codes == ("STATE",)
    assert len(desk.shipments.list((ShipmentState.PACKING,))) == 2
    assert states(desk, tags) == ["PACKED", "PACKED"]


def test_a_high_voltage_battery_has_a_list_of_its_own(desk: Desk) -> None:
    (tag,) = shelved(desk, PUMP)
    with_hazard(desk, tag, "hv_battery")
    assert refusal(lambda: desk.shipments.open(tags=(tag,))).codes == ("V85",)
    ordinary = desk.shipments.open()
    assert refusal(lambda: desk.shipments.add(ordinary.id, (tag,))).codes == ("V85",)
    line = desk.shipments.pack_scanned(tag)
    assert desk.shipments.get(line.shipment_id).kind is ShipmentKind.HAZARD
    (plain,) = shelved(desk, {**PUMP, "new_part_no": "1307020-T20"})
    hazard = line.shipment_id
    assert refusal(lambda: desk.shipments.add(hazard, (plain,))).codes == ("INVALID",)


def test_only_what_is_asked_back_is_packed(desk: Desk) -> None:
    tags = shelved(desk)
    desk.shipments.open()
    assert refusal(lambda: desk.shipments.pack(tags[0])).codes == ("STATE",)
    desk.shelf.request(tags[0])
    desk.shelf.request(tags[1])
    assert desk.shipments.pack(tags[0]).shipment_id == 1
    with desk.bench.change("test"):
        desk.stores.parts.save(
            replace(desk.shelf.by_tag(tags[1]), state=PartState.SHELVED, return_required=False)
        )
    assert refusal(lambda: desk.shipments.pack_scanned(tags[1])).codes == ("INVALID",)


def test_one_scan_asks_opens_and_packs_and_is_one_step_back(desk: Desk) -> None:
    tags = shelved(desk)
    before = [replace(desk.shelf.by_tag(tag), version=0) for tag in tags]
    line = desk.shipments.pack_scanned(tags[0])
    entries = desk.stores.journal.entries("old_part", desk.shelf.by_tag(tags[0]).id)
    told = [entry.after["state"] for entry in entries if entry.after and "state" in entry.after]
    assert told[-2:] == ["RETURN_DUE", "PACKED"]
    assert desk.undo() == "pack old part"
    assert [replace(desk.shelf.by_tag(tag), version=0) for tag in tags] == before
    gone = desk.shipments.get(line.shipment_id)
    assert (gone.state, gone.void_reason) == (ShipmentState.VOID, "undone")
    assert damages(desk) == set()


def test_an_unpacked_piece_waits_where_it_stood(desk: Desk) -> None:
    desk.shelf.save_place("OUT", "", outbound=True)
    shipment, tags = packed(desk)
    assert desk.shelf.by_tag(tags[0]).place == "OUT"
    line = desk.shipments.unpack(tags[0])
    piece = desk.shelf.by_tag(tags[0])
    assert (piece.state, piece.place, piece.box) == (PartState.RETURN_DUE, "R2-3", "")
    assert (line.box_id, line.void_reason) == (None, "")
    assert [one.tag for one in desk.shipments.pick_list(shipment.id)] == [tags[0]]


def test_a_sealed_box_is_closed(desk: Desk) -> None:
    shipment, tags = listed(desk)
    desk.shipments.pack(tags[0])
    code = "B0126-0001-01"
    assert desk.shipments.seal(code).is_sealed
    for deed in (
        lambda: desk.shipments.pack(tags[1], code),
        lambda: desk.shipments.unpack(tags[0]),
        lambda: desk.shipments.repack(tags[0], "1"),
        lambda: desk.shipments.take_off(shipment.id, (tags[0],), "not this time"),
        lambda: desk.shipments.seal(code),
    ):
        assert refusal(deed).codes == ("STATE",)
    line = desk.shipments.pack(tags[1])
    assert line.box_id != desk.shipments.box(code).id
    assert not desk.shipments.reopen(code).is_sealed
    assert refusal(lambda: desk.shipments.reopen(code)).codes == ("STATE",)
    desk.shipments.unpack(tags[0])


def test_boxes_count_from_one_without_gaps(desk: Desk) -> None:
    shipment, tags = packed(desk)
    boxes = [desk.shipments.add_box(shipment.id).code for _box in range(2)]
    assert boxes == ["B0126-0001-02", "B0126-0001-03"]
    assert refusal(lambda: desk.shipments.void_box("B0126-0001-01", "x")).codes == ("STATE",)
    assert refusal(lambda: desk.shipments.void_box(boxes[0], " ")).codes == ("INVALID",)
    desk.shipments.void_box(boxes[0], "not needed")
    assert refusal(lambda: desk.shipments.repack(tags[0], boxes[0])).codes == ("STATE",)
    assert [box.number for box in desk.shipments.boxes(shipment.id)] == [1, 3]
    again = desk.shipments.add_box(shipment.id)
    assert (again.code, again.void_reason) == (boxes[0], "")


@pytest.mark.parametrize("weight_g", [0, -5, 2_000_001])
def test_a_weight_is_possible(desk: Desk, weight_g: int) -> None:
    packed(desk)
    assert refusal(lambda: desk.shipments.weigh("B0126-0001-01", weight_g)).codes == ("INVALID",)
    assert desk.shipments.weigh("B0126-0001-01", 8_600).weight_g == 8_600


def test_a_box_keeps_its_photos(desk: Desk, tmp_path: Path) -> None:
    packed(desk)
    made = desk.shipments.add_photo("B0126-0001-01", a_picture(tmp_path / "box.png"))
    assert (made.claim_id, made.item) == (None, "box:B0126-0001-01")
    assert desk.shipments.photos("b0126-0001-01") == (made,)
    text = tmp_path / "box.txt"
    text.write_text("no picture")
    assert refusal(lambda: desk.shipments.add_photo("B0126-0001-01", text)).codes == ("INVALID",)


def test_what_is_taken_off_is_due_as_before(desk: Desk) -> None:
    shipment, tags = packed(desk)
    assert refusal(lambda: desk.shipments.take_off(shipment.id, tags, "")).codes == ("INVALID",)
    desk.shipments.take_off(shipment.id, tags, "the carrier takes no more")
    assert states(desk, tags) == ["RETURN_DUE", "RETURN_DUE"]
    assert {one.tag for one in desk.shipments.due()} == set(tags)
    gone = refusal(lambda: desk.shipments.take_off(shipment.id, tags, "again"))
    assert gone.codes == ("NOT_FOUND",)
    desk.shipments.add(shipment.id, tags)
    twice = refusal(lambda: desk.shipments.add(shipment.id, tags))
    assert twice.codes == ("STATE",)
    assert len(twice.findings) == 2
    assert damages(desk) == set()


def test_a_voided_list_gives_its_pieces_back(desk: Desk) -> None:
    shipment, tags = packed(desk)
    desk.shipments.seal("B0126-0001-01")
    assert refusal(lambda: desk.shipments.void(shipment.id, " ")).codes == ("INVALID",)
    gone = desk.shipments.void(shipment.id, "typed twice")
    assert (gone.state, gone.void_reason) == (ShipmentState.VOID, "typed twice")
    assert states(desk, tags) == ["RETURN_DUE", "RETURN_DUE"]
    assert {desk.shelf.by_tag(tag).shipment_id for tag in tags} == {None}
    for deed in (
        lambda: desk.shipments.add_box(shipment.id),
        lambda: desk.shipments.save(shipment.id, {"title": "x"}),
        lambda: desk.shipments.weigh("B0126-0001-01", 5),
        lambda: desk.shipments.close(shipment.id),
        lambda: desk.shipments.record_receipt(shipment.id),
        lambda: desk.shipments.void(shipment.id, "again"),
    ):
        assert refusal(deed).codes == ("STATE",)
    assert desk.undo() is None
    assert damages(desk) == set()


def test_the_head_of_a_list_is_saved_as_typed(desk: Desk) -> None:
    shipment, _tags = listed(desk)
    saved = desk.shipments.save(
        shipment.id,
        {
            "title": " 11  月返厂 ",
            "required_by": "2026-11-30",
            "period_from": "2026-10-01",
            "period_to": "2026-10-31",
            "carriage": "road",
            "freight_fen": 8_600,
        },
    )
    assert (saved.title, saved.required_by) == ("11 月返厂", date(2026, 11, 30))
    assert desk.undo() == "edit return shipment"
    assert desk.shipments.get(shipment.id).title == ""
    for changes in (
        {"freight_fen": -1},
        {"period_from": "2026-11-01", "period_to": "2026-10-31"},
        {"carriage": "balloon"},
        {"state": "SHIPPED"},
        {"title": "x" * 201},
    ):
        assert refusal(lambda c=changes: desk.shipments.save(shipment.id, c)).codes == ("INVALID",)
    stale = refusal(lambda: desk.shipments.save(shipment.id, {"title": "x"}, version=1))
    assert stale.codes == ("VERSION",)


def test_a_list_that_has_left_stays_as_it_is(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    for deed in (
        lambda: desk.shipments.save(shipment.id, {"waybill": "other"}),
        lambda: desk.shipments.unpack(tags[0]),
        lambda: desk.shipments.reopen("B0126-0001-01"),
        lambda: desk.shipments.take_off(shipment.id, tags, "x"),
        lambda: desk.shipments.void(shipment.id, "x"),
        lambda: desk.shipments.close(shipment.id),
    ):
        assert refusal(deed).codes == ("STATE",)
    late = desk.shipments.save(shipment.id, {"expected_on": "2026-12-01"})
    assert late.expected_on == date(2026, 12, 1)


VERBS: dict[str, Callable[[Desk, int, str], object]] = {
    "open": lambda d, n, tag: d.shipments.open(),
    "save": lambda d, n, tag: d.shipments.save(n, {"title": "x"}),
    "add": lambda d, n, tag: d.shipments.add(n, (tag,)),
    "take_off": lambda d, n, tag: d.shipments.take_off(n, (tag,), "x"),
    "add_box": lambda d, n, tag: d.shipments.add_box(n),
    "pack": lambda d, n, tag: d.shipments.pack(tag),
    "unpack": lambda d, n, tag: d.shipments.unpack(tag),
    "repack": lambda d, n, tag: d.shipments.repack(tag, "1"),
    "weigh": lambda d, n, tag: d.shipments.weigh("B0126-0001-01", 5),
    "seal": lambda d, n, tag: d.shipments.seal("B0126-0001-01"),
    "reopen": lambda d, n, tag: d.shipments.reopen("B0126-0001-01"),
    "void_box": lambda d, n, tag: d.shipments.void_box("B0126-0001-01", "x"),
    "close": lambda d, n, tag: d.shipments.close(n),
    "void": lambda d, n, tag: d.shipments.void(n, "x"),
    "record_receipt": lambda d, n, tag: d.shipments.record_receipt(n),
}


def test_shipments_are_the_clerks(desk: Desk) -> None:
    shipment, tags = packed(desk)
    for role in set(Role) - {Role.CLERK}:
        acting(desk, role)
        before = newest_change(desk)
        for name, verb in VERBS.items():
            deed = refusal(lambda verb=verb: verb(desk, shipment.id, tags[0]))
            assert deed.codes == ("RIGHT",), (role, name)
        assert newest_change(desk) == before


@pytest.mark.parametrize(
    ("name", "deed"),
    [
        ("put on return list", lambda d, n, tags: d.shipments.add(n, tags[2:])),
        ("take off return list", lambda d, n, tags: d.shipments.take_off(n, tags[:1], "x")),
        ("pack old part", lambda d, n, tags: d.shipments.pack(tags[1])),
        ("unpack old part", lambda d, n, tags: d.shipments.unpack(tags[0])),
        ("seal a box", lambda d, n, tags: d.shipments.seal("B0126-0001-01")),
        ("weigh a box", lambda d, n, tags: d.shipments.weigh("B0126-0001-01", 900)),
        ("add a box", lambda d, n, tags: d.shipments.add_box(n)),
    ],
)
def test_a_step_is_taken_back(
    desk: Desk, name: str, deed: Callable[[Desk, int, tuple[str, ...]], object]
) -> None:
    shipment, tags = listed(desk)
    tags = (*tags, *shelved(desk, PUMP))
    desk.shipments.pack(tags[0])

    def seen() -> object:
        view = desk.shipments.view(shipment.id)
        boxes = [(one.box.code, one.box.weight_g, one.box.is_sealed) for one in view.boxes]
        pieces = [(desk.shelf.by_tag(tag), tag) for tag in tags]
        plain = [replace(piece, version=0) for piece, _tag in pieces]
        return boxes, [(one.tag, one.box) for one in view.pieces], plain

    before = seen()
    deed(desk, shipment.id, tags)
    assert seen() != before
    assert desk.undo() == name
    assert seen() == before
    assert damages(desk) == set()


def test_a_step_stays_whose_piece_went_astray(desk: Desk) -> None:
    _shipment, tags = packed(desk)
    desk.shelf.miss(tags[1])
    stays = refusal(desk.undo)
    assert stays.codes == ("STATE",)
    assert states(desk, tags) == ["PACKED", "MISSING"]


def test_the_pick_list_walks_along_the_shelf(desk: Desk) -> None:
    tags, (far,) = shelved(desk), shelved(desk, PUMP)
    desk.shelf.move(tags[0], "R2-4")
    shipment = desk.shipments.open(tags=(*tags, far))
    places = [(one.place, one.tag) for one in desk.shipments.pick_list(shipment.id)]
    assert places == [("R2-3", tags[1]), ("R2-3", far), ("R2-4", tags[0])]


def test_a_causal_part_leaves_without_what_was_written_off(desk: Desk) -> None:
    shipment, tags = listed(desk)
    desk.shelf.miss(tags[1])
    assert refusal(lambda: desk.shipments.pack(tags[0])).codes == ("V79",)
    acting(desk, Role.SERVICE_MANAGER)
    desk.shelf.write_off(tags[1], "lost in the move")
    acting(desk, Role.CLERK)
    desk.shipments.pack(tags[0])
    assert refusal(lambda: desk.shipments.close(shipment.id, **WAY, leave_rest=True)).codes == (
        "V79",
    )
    told = {"V79": "the maker was told by phone"}
    desk.shipments.close(shipment.id, **WAY, leave_rest=True, acknowledged=told)
    assert states(desk, tags) == ["SHIPPED", "WRITTEN_OFF"]
    assert damages(desk) == set()


def test_what_waits_says_why(desk: Desk) -> None:
    shipment, tags = listed(desk)
    desk.shelf.miss(tags[1])
    view = desk.shipments.view(shipment.id)
    pump, gasket = (desk.shelf.by_tag(tag).id for tag in tags)
    assert view.in_the_way[pump].rule == "V79"
    assert view.in_the_way[gasket].rule == "STATE"
    assert refusal(lambda: desk.shipments.pack(tags[0])).codes == ("V79",)


def test_every_clock_of_returns_is_told(desk: Desk) -> None:
    shipment, _tags = listed(desk)
    due = desk.bench.today + timedelta(days=3)
    desk.shipments.save(shipment.id, {"required_by": due.isoformat()})
    (clock,) = desk.shipments.deadlines()
    assert (clock.code, clock.due_on, clock.is_over) == ("return_by", due, False)
    (late,) = desk.shipments.deadlines(due + timedelta(days=1))
    assert late.is_over


def test_a_list_is_for_a_maker_that_there_is(desk: Desk) -> None:
    assert refusal(lambda: desk.shipments.open("NOBODY")).codes == ("INVALID",)


ODD = ("", " ", "\x00", "\ud800", "\ufeff\u202e", "²", "9" * 30, "x" * 10_000, "{x}%s", "'; --")


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_breaks_a_verb(desk: Desk, tmp_path: Path, text: str) -> None:
    shipment, tags = packed(desk)
    number = shipment.id
    verbs: tuple[Deed, ...] = (
        lambda: desk.shipments.open(text, title=text, tags=(text,)),
        lambda: desk.shipments.save(number, {"title": text, "waybill": text, "contact": text}),
        lambda: desk.shipments.save(number, {text: text}),
        lambda: desk.shipments.add(number, (text,)),
        lambda: desk.shipments.take_off(number, (text,), text),
        lambda: desk.shipments.pack(text, text),
        lambda: desk.shipments.repack(tags[0], text),
        lambda: desk.shipments.weigh(text, 5),
        lambda: desk.shipments.void_box("B0126-0001-01", text),
        lambda: desk.shipments.add_photo("B0126-0001-01", tmp_path),
        lambda: desk.shipments.by_number(text),
        lambda: desk.shipments.by_box(text),
        lambda: desk.shipments.due(text),
        lambda: desk.shipments.take_off(number, tags, text),
        lambda: desk.shipments.close(number, text, None, text, 5, True, text, {text: text}),
        lambda: desk.shipments.record_receipt(number, (), {"note": text, "packaging": text}),
        lambda: desk.shipments.void(number, text),
    )
    for verb in verbs:
        try:
            verb()
        except Refused as no:
            assert no.findings  # noqa: PT017 - a verb may also take the text
            assert sentence(no)  # noqa: PT017
    assert damages(desk) == set()
