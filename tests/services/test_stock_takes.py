"""Stock-takes: what was found where, what is missing, and what is booked of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import OTHER_VIN
from stories import acting, state_of_everything, submitted, to_submit

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.stock_take import Found, PlaceProgress, Resolve, StockTakeCounts
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk


def on_shelf(desk: Desk) -> list[OldPart]:
    """Return three pieces of a claim: two at R2-3, one received and not shelved."""
    claim = to_submit(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in tags[:2]:
        desk.shelf.put(tag, "R2-3", scanned=False)
    return [desk.shelf.by_tag(tag) for tag in tags]


def put_state(desk: Desk, piece: OldPart, state: PartState, place: str = "") -> OldPart:
    with desk.bench.change("test"):
        now = desk.stores.parts.get(piece.id)
        return desk.stores.parts.save(replace(now, state=state, place=place))


def refusal_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        verb()
    return refused.value.codes[0]


def counts(desk: Desk, take: int) -> StockTakeCounts:
    return desk.stock_takes.counts(take)


def test_every_scan_says_what_it_found(desk: Desk) -> None:
    right, missing, received = on_shelf(desk)
    take = desk.stock_takes.start()
    assert take.number == "K0126-0001"
    assert counts(desk, take.id) == StockTakeCounts(expected=2, missing=2)
    scanned = [
        desk.stock_takes.scan(take.id, right.tag, "P-R2-3"),
        desk.stock_takes.scan(take.id, received.tag, "R2-4"),
        desk.stock_takes.scan(take.id, "6901234567892", "R2-4"),
    ]
    assert [one.found for one in scanned] == [Found.RIGHT, Found.ELSEWHERE, Found.UNKNOWN]
    assert [one.kept_as for one in scanned] == ["SHELVED", "RECEIVED", ""]
    assert counts(desk, take.id) == StockTakeCounts(2, 1, 1, 1, 0, 1)
    found = desk.stock_takes.result(take.id)
    assert [one.tag for one in found.missing] == [missing.tag]
    assert (found.missing[0].kept_at, found.missing[0].place) == ("R2-3", "")
    assert [one.code for one in found.unknown] == ["6901234567892"]
    assert found.right[0].amount_fen == right.amount_fen
    assert desk.stock_takes.progress(take.id) == [
        PlaceProgress("R2-3", 2, 1, 1),
        PlaceProgress("R2-4", 0, 0, 2),
    ]


@pytest.mark.parametrize(
    "state", [PartState.SHIPPED, PartState.LENT, PartState.SCRAPPED, PartState.MISSING]
)
def test_what_should_not_stand_here_is_unexpected(desk: Desk, state: PartState) -> None:
    piece = put_state(desk, on_shelf(desk)[0], state)
    take = desk.stock_takes.start()
    assert desk.stock_takes.scan(take.id, piece.tag, "R2-3").found is Found.UNEXPECTED
    assert counts(desk, take.id) == StockTakeCounts(1, 0, 0, 1, 1, 0)


def test_a_piece_counts_where_it_is_scanned_last(desk: Desk) -> None:
    piece = on_shelf(desk)[0]
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, piece.tag, "R2-4")
    assert refusal_of(lambda: desk.stock_takes.scan(take.id, piece.tag, "R2-4")) == "STATE"
    again = desk.stock_takes.scan(take.id, piece.tag, "R2-3")
    assert counts(desk, take.id) == StockTakeCounts(2, 1, 0, 1, 0, 0)
    desk.stock_takes.undo_scan(again.id)
    assert counts(desk, take.id) == StockTakeCounts(2, 0, 1, 1, 0, 0)
    assert refusal_of(lambda: desk.stock_takes.undo_scan(again.id)) == "STATE"


def test_undo_takes_back_exactly_the_last_scan(desk: Desk) -> None:
    first, second, _received = on_shelf(desk)
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, first.tag, "R2-3")
    desk.stock_takes.scan(take.id, second.tag, "R2-3")
    assert desk.undo() == "count old part"
    assert [one.tag for one in desk.stock_takes.result(take.id).right] == [first.tag]
    desk.stock_takes.scan(take.id, second.tag, "R2-3")
    assert counts(desk, take.id).right == 2
    assert desk.archive.verify() == []


def test_scans_that_cannot_be_counted_write_nothing(desk: Desk) -> None:
    piece = on_shelf(desk)[0]
    take = desk.stock_takes.start(("R2-3",))
    before = state_of_everything(desk)
    wrong = piece.tag[:-1] + str((int(piece.tag[-1]) + 1) % 10)
    scan = desk.stock_takes.scan
    assert refusal_of(lambda: scan(take.id, wrong, "R2-3")) == "INVALID"
    assert refusal_of(lambda: scan(take.id, "  ", "R2-3")) == "INVALID"
    assert refusal_of(lambda: scan(take.id, piece.tag, "R2-4")) == "STATE"
    assert refusal_of(lambda: scan(take.id, piece.tag, "R9-9")) == "NOT_FOUND"
    assert refusal_of(lambda: scan(999, piece.tag, "R2-3")) == "NOT_FOUND"
    acting(desk, Role.TECHNICIAN)
    assert refusal_of(lambda: scan(take.id, piece.tag, "R2-3")) == "RIGHT"
    assert state_of_everything(desk) == before


def test_an_unknown_code_is_noted_once_on_a_place(desk: Desk) -> None:
    take = desk.stock_takes.start()
    stranger = make_tag(7, 26, 42)
    desk.stock_takes.scan(take.id, stranger, "R2-3")
    assert refusal_of(lambda: desk.stock_takes.scan(take.id, stranger, "R2-3")) == "STATE"
    desk.stock_takes.scan(take.id, "x" * 500, "R2-3")
    assert [len(one.code) for one in desk.stock_takes.result(take.id).unknown] == [12, 80]


def test_one_runs_at_a_time_and_survives_a_restart(desk: Desk) -> None:
    piece = on_shelf(desk)[0]
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, piece.tag, "R2-3")
    assert refusal_of(lambda: desk.stock_takes.start(("R2-3",))) == "STATE"
    folder, clock = desk.folder.path, desk.bench.clock
    desk.close()
    with Desk(folder, clock).open() as later:
        later.people.act_as("S01")
        running = later.stock_takes.running()
        assert running is not None
        assert (running.number, later.stock_takes.counts(running.id).right) == (take.number, 1)
        later.stock_takes.finish(running.id, Resolve.LIST)
        assert later.stock_takes.running() is None


def test_a_part_of_the_shelf_expects_only_what_stands_there(desk: Desk) -> None:
    first, second, _received = on_shelf(desk)
    desk.shelf.put(second.tag, "R2-4")
    desk.shelf.save_places("R1-1..2")
    assert desk.stock_takes.start(("R2-4",)).places == ("R2-4",)
    take = desk.stock_takes.running()
    assert take is not None
    desk.stock_takes.scan(take.id, first.tag, "R2-4")
    assert counts(desk, take.id) == StockTakeCounts(1, 0, 1, 1, 0, 0)
    assert desk.stock_takes.void(take.id, "wrong place").void_reason == "wrong place"
    assert desk.stock_takes.start(("r1", "P-R2-3")).places == ("R1-1", "R1-2", "R2-3")


def test_places_that_cannot_be_counted_are_refused(desk: Desk) -> None:
    desk.shelf.retire_place("R2-4")
    assert refusal_of(lambda: desk.stock_takes.start(("R2-4",))) == "STATE"
    assert refusal_of(lambda: desk.stock_takes.start(("R7",))) == "NOT_FOUND"
    desk.shelf.retire_place("R2-3")
    assert refusal_of(desk.stock_takes.start) == "STATE"


def test_a_list_alone_changes_no_piece(desk: Desk) -> None:
    pieces = on_shelf(desk)
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, pieces[0].tag, "R2-4")
    before = [desk.stores.parts.get(piece.id) for piece in pieces]
    done = desk.stock_takes.finish(take.id, Resolve.LIST)
    assert (done.expected, done.missing, done.finished_by) == (2, 1, "S01")
    assert [desk.stores.parts.get(piece.id) for piece in pieces] == before
    for verb in (
        lambda: desk.stock_takes.scan(take.id, pieces[1].tag, "R2-3"),
        lambda: desk.stock_takes.finish(take.id, Resolve.LIST),
        lambda: desk.stock_takes.void(take.id, "late"),
        lambda: desk.stock_takes.undo_scan(1),
    ):
        assert refusal_of(verb) == "STATE"


def test_the_list_stays_as_it_was_when_everything_is_booked(desk: Desk) -> None:
    moved, missing, received = on_shelf(desk)
    other = to_submit(desk, OTHER_VIN)
    lost, lent, _third = (desk.shelf.by_tag(p.tag) for p in desk.shelf.pieces_of(other.id))
    lost = put_state(desk, lost, PartState.MISSING, "R2-3")
    lent = put_state(desk, lent, PartState.LENT)
    take = desk.stock_takes.start()
    for piece, place in ((moved, "R2-4"), (received, "R2-3"), (lost, "R2-4"), (lent, "R2-4")):
        desk.stock_takes.scan(take.id, piece.tag, place)
    before = desk.stock_takes.result(take.id)
    desk.stock_takes.finish(take.id, Resolve.MISS)
    now = [desk.stores.parts.get(one.id) for one in (moved, missing, received, lost, lent)]
    assert [(one.state, one.place) for one in now] == [
        (PartState.SHELVED, "R2-4"),
        (PartState.MISSING, "R2-3"),
        (PartState.SHELVED, "R2-3"),
        (PartState.SHELVED, "R2-4"),
        (PartState.LENT, ""),
    ]
    assert [one.tag_state is TagState.CONFIRMED for one in now] == [True, False, True, True, False]
    after = desk.stock_takes.result(take.id)
    assert after.counts == before.counts == StockTakeCounts(2, 0, 2, 1, 2, 0)
    for kind in ("elsewhere", "missing", "unexpected"):
        lines = [
            [(one.tag, one.kept_at, one.kept_as, one.place) for one in getattr(result, kind)]
            for result in (before, after)
        ]
        assert lines[0] == lines[1], kind
    assert desk.archive.verify() == []


def test_what_has_gone_on_since_it_was_counted_stays_where_it_is(desk: Desk) -> None:
    counted, _missing, _received = on_shelf(desk)
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, counted.tag, "R2-3")
    desk.shelf.move(counted.tag, "R2-4")
    desk.stock_takes.finish(take.id, Resolve.MISS)
    assert desk.shelf.by_tag(counted.tag).place == "R2-4"


def test_nothing_is_undone_past_the_end_of_a_stock_take(desk: Desk) -> None:
    _right, missing, _received = on_shelf(desk)
    take = desk.stock_takes.start()
    desk.stock_takes.finish(take.id, Resolve.MISS)
    assert desk.undo() is None
    assert desk.shelf.by_tag(missing.tag).state is PartState.MISSING


def test_booking_is_all_or_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from warrantydesk.services.stock_takes.booking import Bookings

    on_shelf(desk)
    take = desk.stock_takes.start()
    before = state_of_everything(desk)
    written: list[object] = []
    write = Bookings.write

    def half(self: Bookings, one: object) -> None:
        if written:
            raise OSError("power cut")
        written.append(one)
        write(self, one)  # type: ignore[arg-type]

    monkeypatch.setattr(Bookings, "write", half)
    with pytest.raises(OSError, match="power cut"):
        desk.stock_takes.finish(take.id, Resolve.MISS)
    assert written
    assert state_of_everything(desk) == before
    assert desk.stock_takes.running() is not None
    assert counts(desk, take.id).missing == 2


def test_the_code_of_a_box_counts_what_is_packed_in_it(desk: Desk) -> None:
    desk.shelf.save_places("OUT", outbound=True)
    claim = submitted(desk)
    causal = desk.shelf.pieces_of(claim.id)[0]
    desk.shelf.put(causal.tag, "R2-3")
    shipment = desk.shipments.open("QC", tags=(causal.tag,))
    desk.shipments.pack(causal.tag, shipment_id=shipment.id)
    box = desk.shipments.boxes(shipment.id)[0]
    take = desk.stock_takes.start(("OUT",))
    assert counts(desk, take.id).expected == 1
    scan = desk.stock_takes.scan(take.id, box.code, "OUT")
    assert (scan.found, scan.part_id) == (Found.RIGHT, causal.id)
    assert refusal_of(lambda: desk.stock_takes.scan(take.id, box.code, "OUT")) == "STATE"
    desk.stock_takes.undo_scan(scan.id)
    assert counts(desk, take.id).missing == 1
    desk.stock_takes.finish(take.id, Resolve.MISS)
    assert desk.shelf.by_tag(causal.tag).state is PartState.MISSING
    assert desk.stores.shipment_lines.of(shipment.id) == []
    assert desk.archive.verify() == []


def test_a_reason_is_needed_to_give_one_up(desk: Desk) -> None:
    take = desk.stock_takes.start()
    assert refusal_of(lambda: desk.stock_takes.void(take.id, " ")) == "INVALID"
    desk.stock_takes.void(take.id, "the lights went out")
    assert desk.stock_takes.running() is None
    assert [one.number for one in desk.stock_takes.every()] == [take.number]
    assert desk.stock_takes.by_number(take.number.lower()).id == take.id
    assert refusal_of(lambda: desk.stock_takes.by_number("K0126-0099")) == "NOT_FOUND"
