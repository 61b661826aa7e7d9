"""The life of a piece through its verbs: every state × action × role of C.2, and the guards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from locks import past_locks
from PIL import Image
from stories import acting, newest_change, put_into, repairing, submitted

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PART_TRANSITIONS, OldPart, PartState, TagState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.person import Role
from warrantydesk.domain.shipment import Carriage, Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.services.shelf.life import moved

Do = Callable[[Desk, OldPart], object]
LATER = {"pack", "unpack", "ship", "record_receipt", "accept", "refuse"}
"""Steps inside a shipment; their matrix is tried there."""
PAID = date(2026, 9, 1)


def a_photo(folder: Path) -> Path:
    file = folder / "scrap.png"
    Image.new("RGB", (40, 30), "grey").save(file)
    return file


def the_ways(photo: Path) -> dict[str, Do]:
    """Return each action with everything it may ask for."""

    def receive(desk: Desk, piece: OldPart) -> object:
        return desk.shelf.receive(piece.claim_id, piece.line, piece.piece)

    return {
        "receive": receive,
        "waive": lambda d, p: d.shelf.waive(p.claim_id, p.line, "police", p.piece),
        "shelve": lambda d, p: d.shelf.shelve(p.tag, "R2-3"),
        "move": lambda d, p: d.shelf.move(p.tag, "R2-4"),
        "request": lambda d, p: d.shelf.request(p.tag),
        "release": lambda d, p: d.shelf.release(p.tag),
        "dispute": lambda d, p: d.shelf.dispute(p.tag, "readings enclosed"),
        "concede": lambda d, p: d.shelf.concede(p.tag, "too old"),
        "decide": lambda d, p: d.shelf.decide(p.tag, Verdict.ACCEPTED),
        "come_back": lambda d, p: d.shelf.come_back(p.tag, "R2-3"),
        "release_scrap": lambda d, p: d.shelf.release_scrap(p.tag),
        "scrap": lambda d, p: d.shelf.scrap(p.tag, "Xu", photo),
        "lend": lambda d, p: d.shelf.lend(p.tag, "supplier", d.bench.today),
        "miss": lambda d, p: d.shelf.miss(p.tag),
        "find": lambda d, p: d.shelf.find(p.tag, "R2-3"),
        "write_off": lambda d, p: d.shelf.write_off(p.tag, "lost in the move"),
        "void": lambda d, p: d.shelf.void(
            p.tag, "typed twice", p.claim_id if not p.tag else 0, p.line, p.piece
        ),
    }


def the_ways_within_a_list() -> dict[str, Do]:
    reasons = dict.fromkeys(("V79", "V80", "V84", "V85", "V86"), "seen")
    return {
        "pack": lambda d, p: d.shipments.pack(p.tag),
        "unpack": lambda d, p: d.shipments.unpack(p.tag),
        "ship": lambda d, p: d.shipments.ship_piece(
            p.tag, "YT7700", Carriage.ROAD, 8_600, acknowledged=reasons
        ),
        "record_receipt": lambda d, p: d.shipments.receive_piece(p.tag),
        "accept": lambda d, p: d.shipments.accept_piece(p.tag),
        "refuse": lambda d, p: d.shipments.refuse_piece(p.tag, "O03"),
    }


def a_piece(desk: Desk, state: PartState, claim_state: State = State.SUBMITTED) -> OldPart:
    """Write a piece of a filed claim into a state, paid and kept long enough."""
    claim = repairing(desk)
    if state is not PartState.EXPECTED:
        piece = desk.stores.parts.get(desk.shelf.receive(claim.id, 1).id)
    else:
        piece = desk.stores.parts.of_line(claim.id, 1)[0]
    put_into(desk, claim.id, claim_state)
    kept = replace(piece, state=state, paid_on=PAID, return_by=None, return_required=False)
    with past_locks(desk, "old_part"):
        return desk.stores.parts.save(kept)


def damages(desk: Desk) -> set[str]:
    """Return what is wrong, but for the index of claims that were put into a state here."""
    return {found.kind for found in desk.archive.verify()} - {"search"}


ROWS = {
    action: [row for row in PART_TRANSITIONS if row.action == action]
    for action in {row.action for row in PART_TRANSITIONS}
}


@pytest.mark.parametrize("action", sorted(set(ROWS) - LATER))
def test_every_state_and_role(desk: Desk, tmp_path: Path, action: str) -> None:
    ways = the_ways(a_photo(tmp_path))
    rows = ROWS[action]
    roles = rows[0].roles
    first = a_piece(desk, PartState.EXPECTED)
    tagged = a_piece(desk, PartState.RECEIVED)
    for state in PartState:
        begun = first if state is PartState.EXPECTED else tagged
        for role in Role:
            with past_locks(desk, "old_part"):
                now = desk.stores.parts.get(begun.id)
                piece = desk.stores.parts.save(
                    replace(begun, state=state, version=now.version, tag=now.tag)
                )
            acting(desk, role)
            before = newest_change(desk)
            row = next((row for row in rows if state in row.sources), None)
            if role in roles and row is not None:
                ways[action](desk, piece)
                after = desk.stores.parts.get(piece.id).state
                assert after is row.to, (state, role)
                continue
            if state is PartState.EXPECTED and action not in ("receive", "waive", "void"):
                continue  # it has no tag by which it could be named
            with pytest.raises(Refused) as no:
                ways[action](desk, piece)
            assert no.value.codes == (("STATE",) if role in roles else ("RIGHT",)), (state, role)
            assert newest_change(desk) == before
    acting(desk, Role.CLERK)
    assert damages(desk) == set()


@pytest.mark.parametrize("action", sorted(LATER))
def test_every_state_and_role_within_a_list(desk: Desk, action: str) -> None:
    ways = the_ways_within_a_list()
    begun, (row,) = a_piece(desk, PartState.RECEIVED), ROWS[action]
    for state in PartState:
        for role in Role:
            with past_locks(desk, "old_part"):
                now = desk.stores.parts.get(begun.id)
                piece = desk.stores.parts.save(replace(begun, state=state, version=now.version))
            if role in row.roles and state in row.sources:
                continue  # it needs its list: the way below
            acting(desk, role)
            before = newest_change(desk)
            with pytest.raises(Refused) as no:
                ways[action](desk, piece)
            wanted = "STATE" if role in row.roles else "RIGHT"
            assert no.value.codes == (wanted,), (state, role)
            assert newest_change(desk) == before


def test_the_way_within_a_list(desk: Desk) -> None:
    ways = the_ways_within_a_list()
    claim = submitted(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in tags:
        desk.shelf.set_drained(desk.shelf.shelve(tag, "R2-3").tag)
    shipment = desk.shipments.open(tags=tuple(tags))

    def of(tag: str) -> OldPart:
        return desk.shelf.by_tag(tag)

    for tag in tags:
        ways["pack"](desk, of(tag))
    ways["unpack"](desk, of(tags[0]))
    assert of(tags[0]).state is PartState.RETURN_DUE
    ways["pack"](desk, of(tags[0]))
    (box,) = desk.shipments.boxes(shipment.id)
    desk.shipments.weigh(box.code, 4_200)
    desk.shipments.seal(box.code)
    ways["ship"](desk, of(tags[0]))
    assert {of(tag).state for tag in tags} == {PartState.SHIPPED}
    ways["record_receipt"](desk, of(tags[0]))
    assert {of(tag).state for tag in tags} == {PartState.OEM_RECEIVED}
    ways["accept"](desk, of(tags[0]))
    ways["refuse"](desk, of(tags[1]))
    assert [of(tag).state.value for tag in tags[:2]] == ["ACCEPTED", "REFUSED"]
    refused_one = of(tags[1])
    days = desk.profiles.of("QC").deadline_days("deduct_dispute")
    assert refused_one.refused_on == desk.bench.today
    assert refused_one.dispute_by == desk.bench.today + timedelta(days=days or 0)
    assert refused_one.deducted_fen > refused_one.amount_fen
    assert desk.archive.verify() == []


def test_the_maker_may_decide_against_a_disputed_piece(desk: Desk) -> None:
    piece = a_piece(desk, PartState.DISPUTED)
    kept = desk.shelf.decide(piece.tag, Verdict.REFUSED, "no fault", 40_000)
    assert (kept.state, kept.deducted_fen) == (PartState.REFUSED_FINAL, 40_000)


def test_scrap_waits_for_the_payment_of_its_line_and_the_retention(desk: Desk) -> None:
    claim = submitted(desk)
    tag = next(p.tag for p in desk.shelf.pieces_of(claim.id) if p.line == 1)
    other = next(p.tag for p in desk.shelf.pieces_of(claim.id) if p.line == 2)
    for one in (tag, other):
        desk.shelf.shelve(one, "R2-3")
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(tag, "no need")
    assert no.value.codes == ("V81",)
    days = desk.profiles.of("QC").deadline_days("retention") or 0
    today = desk.bench.today
    desk.shelf.record_paid(claim.id, 1, claim.visit.arrived_at.date())  # type: ignore[union-attr]
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(tag, "no need")
    assert no.value.codes == ("V81",)
    assert desk.shelf.retention(tag).scrap_from == today - timedelta(
        days=(today - claim.visit.arrived_at.date()).days - days  # type: ignore[union-attr]
    )
    with desk.bench.change("test"):
        paid = desk.stores.parts.by_tag(tag)
        assert paid
        desk.stores.parts.save(replace(paid, paid_on=today - timedelta(days=days)))
    with pytest.raises(Refused) as no:  # the maker may still want it
        desk.shelf.release_scrap(tag)
    assert no.value.codes == ("V82",)
    assert desk.shelf.release_scrap(tag, "return waived").state is PartState.SCRAP_OK
    with pytest.raises(Refused) as no:  # another line of the same claim is not paid
        desk.shelf.release_scrap(other, "return waived")
    assert no.value.codes == ("V81",)


def test_without_a_retention_in_the_deadlines_nothing_is_released(desk: Desk) -> None:
    piece = a_piece(desk, PartState.SHELVED)
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, hazard=""))
    profile, today = desk.bench.profile("QC"), desk.bench.today
    hazards = tuple({**row, "retention": "tyre_retention"} for row in profile.rows("hazards"))
    desk.policies.save_version("QC", "hazards", hazards, today)
    kept = tuple(row for row in profile.rows("deadlines") if row["code"] != "retention")
    desk.policies.save_version("QC", "deadlines", kept, today)
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(piece.tag)
    assert no.value.codes == ("V81",)
    assert "deadlines" in no.value.findings[0].message


def test_a_claim_in_dispute_keeps_its_pieces(desk: Desk) -> None:
    piece = a_piece(desk, PartState.SHELVED, State.APPEALED)
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(piece.tag)
    assert no.value.codes == ("V82",)


def test_a_battery_goes_by_the_makers_order_only(desk: Desk) -> None:
    piece = a_piece(desk, PartState.SHELVED)
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, hazard="hv_battery"))
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(piece.tag)
    assert (no.value.codes, no.value.findings[0].field) == (("INVALID",), "reason")
    assert desk.shelf.release_scrap(piece.tag, "order 7").state is PartState.SCRAP_OK


def test_scrap_is_all_or_nothing_with_witness_and_photo(desk: Desk, tmp_path: Path) -> None:
    photo = a_photo(tmp_path)
    tags = [a_piece(desk, PartState.SCRAP_OK).tag for _piece in range(2)]
    kept = a_piece(desk, PartState.SHELVED).tag
    for given, field in (
        ({"witness": "", "photo": photo}, "witness"),
        ({"witness": "Xu", "photo": None}, "photo"),
    ):
        with pytest.raises(Refused) as no:
            desk.shelf.scrap(tags=tuple(tags), **given)  # type: ignore[arg-type]
        assert no.value.findings[0].field == field
    with pytest.raises(Refused) as no:
        desk.shelf.scrap(tags=(*tags, kept), witness="Xu", photo=photo)
    assert no.value.codes == ("STATE",)
    assert {desk.shelf.by_tag(tag).state for tag in tags} == {PartState.SCRAP_OK}
    batch = desk.shelf.scrap(tags=tuple(tags), witness="Xu", photo=photo, note="pressed")
    assert batch.number == "S0126-0001"
    gone = [desk.shelf.by_tag(tag) for tag in tags]
    assert {(p.state, p.scrap_batch_id, p.place) for p in gone} == {("SCRAPPED", batch.id, "")}
    assert desk.undo() is None
    assert damages(desk) == set()


def test_what_was_released_is_not_destroyed_once_something_stands_against_it(
    desk: Desk, tmp_path: Path
) -> None:
    photo = a_photo(tmp_path)
    piece = a_piece(desk, PartState.SCRAP_OK)
    good = a_piece(desk, PartState.SCRAP_OK).tag

    def refusal(witness: str = "Xu") -> tuple[str, ...]:
        with pytest.raises(Refused) as no:
            desk.shelf.scrap(tags=(good, piece.tag), witness=witness, photo=photo)
        assert desk.shelf.by_tag(good).state is PartState.SCRAP_OK
        return no.value.codes

    def now(**changes: object) -> None:
        with desk.bench.change("test"):
            kept = replace(desk.stores.parts.get(piece.id), **changes)  # type: ignore[arg-type]
            desk.stores.parts.save(kept)

    now(paid_on=desk.bench.today)  # the day of payment was corrected
    assert refusal() == ("V81",)
    assert refusal(witness="") == ("INVALID",)
    now(paid_on=None)
    assert refusal() == ("V81",)
    now(paid_on=PAID, requested_on=desk.bench.today, request_no="T-7")  # by the maker's list
    assert refusal() == ("V82",)
    now(requested_on=None)
    put_into(desk, piece.claim_id, State.APPEALED)
    assert refusal() == ("V82",)


def test_what_the_maker_asked_for_is_not_released_for_any_reason(desk: Desk) -> None:
    piece = a_piece(desk, PartState.SHELVED)
    desk.shelf.request(piece.tag)
    desk.shelf.miss(piece.tag)
    desk.shelf.find(piece.tag, "R2-3")
    with pytest.raises(Refused) as no:
        desk.shelf.release_scrap(piece.tag, "rusty")
    assert no.value.codes == ("V82",)
    desk.shelf.request(piece.tag)
    desk.shelf.release(piece.tag)
    assert desk.shelf.release_scrap(piece.tag).state is PartState.SCRAP_OK


def test_a_piece_that_came_back_and_is_accepted_then_costs_nothing(desk: Desk) -> None:
    piece = a_piece(desk, PartState.REFUSED)
    with desk.bench.change("test"):
        desk.stores.parts.save(
            replace(piece, refusal_code="O17", deducted_fen=500, requested_on=PAID, request_no="T")
        )
    back = desk.shelf.come_back(piece.tag, "R2-3")
    assert (back.requested_on, back.request_no, back.deducted_fen) == (None, "", 500)
    again = moved(desk.bench, replace(back, state=PartState.OEM_RECEIVED), "accept", MoveRequest())
    assert (again.state, again.deducted_fen) == (PartState.ACCEPTED, 0)


def test_a_batch_is_all_or_nothing_or_says_what_stayed(desk: Desk) -> None:
    on_shelf = [a_piece(desk, PartState.SHELVED).tag for _piece in range(3)]
    scrapped = a_piece(desk, PartState.SCRAPPED).tag
    asked = MoveRequest(request_no="T-1")
    with pytest.raises(Refused) as no:
        desk.shelf.batch("request", (*on_shelf, scrapped), values=asked)
    assert no.value.codes == ("STATE",)
    assert {desk.shelf.by_tag(tag).state for tag in on_shelf} == {PartState.SHELVED}
    report = desk.shelf.batch("request", (*on_shelf, scrapped), each=True, values=asked)
    assert report.done == tuple(on_shelf)
    assert [(one.tag, one.code) for one in report.refused] == [(scrapped, "STATE")]
    assert {desk.shelf.by_tag(tag).request_no for tag in on_shelf} == {"T-1"}
    desk.undo()
    assert {desk.shelf.by_tag(tag).state for tag in on_shelf} == {PartState.SHELVED}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 1, 1), date(9999, 12, 31)])
def test_days_from_which_no_deadline_is_counted(desk: Desk, day: date) -> None:
    tag = a_piece(desk, PartState.SHELVED).tag
    due = a_piece(desk, PartState.RETURN_DUE).tag
    for ask in (
        lambda: desk.shelf.request(tag, requested_on=day),
        lambda: desk.shelf.request(tag, due_on=day),
        lambda: desk.shelf.lend(tag, "supplier", day),
        lambda: desk.shelf.release(due, day),
    ):
        with pytest.raises(Refused) as no:
            ask()
        assert no.value.codes == ("INVALID",)


def test_a_piece_that_is_asked_for_waits_in_the_calendar_though_nobody_wanted_it(
    desk: Desk,
) -> None:
    piece, day = a_piece(desk, PartState.SHELVED), desk.bench.today + timedelta(days=9)
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, return_required=False, return_by=None))
    desk.shelf.request(piece.tag, due_on=day)
    (due,) = desk.ledger.due_back(day, day)
    assert [mark.piece and mark.piece.tag for mark in due.marks] == [piece.tag]


def test_two_codes_of_one_piece_are_one_piece(desk: Desk, tmp_path: Path) -> None:
    first, second = (a_piece(desk, PartState.SHELVED).tag for _piece in range(2))
    desk.shelf.set_maker_tag(first, "QC-77")
    tags = (first, f"{first[:6]} {first[6:]}", "QC-77", second)
    assert desk.shelf.batch("request", tags).done == (first, second)
    scrapped = [a_piece(desk, PartState.SCRAP_OK).tag for _piece in range(2)]
    desk.shelf.scrap(tags=(*scrapped, scrapped[0]), witness="Xu", photo=a_photo(tmp_path))
    assert {desk.shelf.by_tag(tag).state for tag in scrapped} == {PartState.SCRAPPED}


def test_a_piece_that_is_named_twice_is_done_once(desk: Desk, tmp_path: Path) -> None:
    piece = a_piece(desk, PartState.SHELVED)
    desk.shelf.set_maker_tag(piece.tag, "QC-77")
    twice = (piece.tag, "QC-77", piece.tag)
    report = desk.shelf.batch("release_scrap", twice)
    assert (report.done, report.refused) == ((piece.tag,), ())
    batch = desk.shelf.scrap(tags=twice, witness="Xu", photo=a_photo(tmp_path))
    assert desk.shelf.by_tag(piece.tag).scrap_batch_id == batch.id


def test_the_dispute_clock_runs_and_may_be_overridden(desk: Desk) -> None:
    piece = a_piece(desk, PartState.REFUSED)
    over = desk.bench.today - timedelta(days=1)
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(piece, dispute_by=over, refusal_code="O03"))
    with pytest.raises(Refused) as no:
        desk.shelf.dispute(piece.tag, "readings")
    assert no.value.codes == ("V93",)
    assert desk.shelf.dispute(piece.tag, "readings", "post was late").disputed_on
    desk.undo()
    assert desk.shelf.concede(piece.tag).state is PartState.REFUSED_FINAL


def test_an_undone_receipt_leaves_its_tag_with_the_piece(desk: Desk) -> None:
    claim = repairing(desk)
    got = desk.shelf.receive(claim.id, 1)
    desk.undo()
    back = desk.stores.parts.get(got.id)
    assert (back.state, back.tag, back.received_at) == (PartState.EXPECTED, got.tag, None)
    assert desk.shelf.receive(claim.id, 1).tag == got.tag
    assert desk.archive.verify() == []


def test_a_label_that_was_seen_and_a_drained_piece(desk: Desk) -> None:
    tag = desk.shelf.receive(repairing(desk).id, 1).tag
    assert desk.shelf.see_label(tag).tag_state is TagState.CONFIRMED
    assert desk.shelf.set_drained(tag).drained
    desk.shelf.set_maker_tag(tag, " mk-77 ")
    assert desk.shelf.by_tag("MK-77").tag == tag


@pytest.mark.parametrize(
    ("day", "codes"), [(date(2027, 1, 1), ("INVALID",)), (date(2020, 1, 1), ("INVALID",))]
)
def test_a_day_of_payment_is_after_the_repair_and_not_to_come(
    desk: Desk, day: date, codes: tuple[str, ...]
) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as no:
        desk.shelf.record_paid(claim.id, 1, day)
    assert no.value.codes == codes


def test_no_payment_before_the_claim_is_filed(desk: Desk) -> None:
    claim = repairing(desk)
    with pytest.raises(Refused) as no:
        desk.shelf.record_paid(claim.id, 1, desk.bench.today)
    assert no.value.codes == ("STATE",)
