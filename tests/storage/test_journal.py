"""The journal: one chained entry per changed row, nothing personal, nothing taken back."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from builders import draft_changes
from fakes import FixedClock
from hypothesis import given
from hypothesis import strategies as st
from stories import PEOPLE, drafted, put_into, submitted, to_submit

from warrantydesk.domain.claim import State
from warrantydesk.domain.inspection import Answer, ItemAnswer
from warrantydesk.services.desk import Desk
from warrantydesk.storage.journal import START, canonical, chain_problems, fold, link, veiled
from warrantydesk.storage.verify import verify_folder

CHAIN = "SELECT seq, utc, actor, action, tbl, row, after, prev, hash FROM journal ORDER BY seq"


def entries_since(desk: Desk, seq: int) -> list[tuple[str, int]]:
    return [(row[4], row[5]) for row in desk.stores.db.query(CHAIN) if row[0] > seq]


def test_the_chain_holds_from_the_first_entry(desk: Desk) -> None:
    submitted(desk)
    rows = desk.stores.db.query(CHAIN)
    assert rows[0][7] == START
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert list(chain_problems(iter(rows))) == []
    assert desk.archive.anchor == f"{rows[-1][0]}:{rows[-1][8][:12]}"


def test_entries_say_who_when_and_what(desk: Desk, clock: FixedClock) -> None:
    clock.go_on(hours=1)
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    (entry,) = desk.archive.timeline(claim.id)
    assert (entry.actor, entry.utc, entry.action) == ("S01", "2026-11-24T02:00:00Z", "accept claim")
    assert entry.after
    assert entry.after["claim_number"] == claim.claim_number


def test_an_entry_holds_the_changed_columns_only(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.leave(claim.id)
    desk.claims.void(claim.id, "typed twice")
    last = desk.archive.timeline(claim.id)[-1]
    assert last.after
    assert set(last.after) == {"state", "void_reason", "version"}
    assert last.after["state"] == "VOID"


def test_quiet_edits_and_one_entry_at_the_end(desk: Desk) -> None:
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    before = desk.stores.journal.seq
    for km in range(5):
        desk.claims.save_draft(claim.id, {"visit": {"mileage_km": km}})
        desk.claims.save_draft(claim.id, {"narrative": {"complaint": f"版本 {km}"}})
    assert entries_since(desk, before) == []
    assert desk.claims.get(claim.id).edit_open
    assert desk.archive.verify() == []
    desk.claims.leave(claim.id)
    assert sorted(entries_since(desk, before)) == [("claim", claim.id), ("visit", claim.visit.id)]
    assert not desk.claims.get(claim.id).edit_open
    desk.claims.leave(claim.id)
    assert len(entries_since(desk, before)) == 2
    assert desk.archive.verify() == []


def test_a_move_ends_the_sitting_first(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.void(claim.id, "typed twice")
    assert not desk.claims.get(claim.id).edit_open
    assert desk.archive.verify() == []


def test_lines_taken_out_of_a_draft_leave_a_trace(desk: Desk) -> None:
    claim = drafted(desk, part_lines=[{"new_part_no": "A"}, {"new_part_no": "B"}])
    desk.claims.leave(claim.id)
    desk.claims.save_draft(claim.id, {"part_lines": [{"new_part_no": "A"}]})
    assert desk.archive.verify() == []
    desk.claims.leave(claim.id)
    texts = [row[6] for row in desk.stores.db.query(CHAIN) if row[4] == "part_line"]
    assert texts[-1] is None
    assert desk.archive.verify() == []


def test_a_line_that_came_and_went_in_one_sitting_leaves_none(desk: Desk) -> None:
    claim = drafted(desk, part_lines=[{"new_part_no": "A"}])
    desk.claims.save_draft(claim.id, {"part_lines": []})
    desk.claims.leave(claim.id)
    assert [row for row in desk.stores.db.query(CHAIN) if row[4] == "part_line"] == []
    assert desk.archive.verify() == []


def test_a_sitting_cut_off_by_a_kill_is_told_at_the_next_start(desk_folder: Path) -> None:
    desk = Desk(desk_folder, FixedClock()).open()
    desk.people.act_as("S01")
    claim = drafted(desk)
    desk.stores.db.close()  # nothing of an orderly close: no entry, no checkpoint
    desk.folder.owner.write_text("somebody", "utf-8")  # as a killed program leaves it
    looked: list[object] = []

    def waiting(work: Any) -> None:
        looked.append(work)
        work()

    with Desk(desk_folder, FixedClock()).open(waiting=waiting) as again:
        assert len(looked) == 1
        assert again.recovered == 1
        assert again.claims.get(claim.id).narrative == claim.narrative
        assert not again.claims.get(claim.id).edit_open
        assert again.archive.timeline(claim.id)[-1].action == "draft recovered"
        assert again.archive.verify() == []


def test_personal_values_are_veiled_and_never_in_the_journal(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(
        claim.id,
        {
            "owner": {"address": "北京市朝阳区某路七号", "contact_phone": "15400000099"},
            "vehicle": {"plate": "京QC1234"},
            "visit": {"brought_by": "张三丰", "brought_by_phone": "15400000077"},
        },
    )
    submitted(desk)
    told = " ".join(str(row[6]) for row in desk.stores.db.query(CHAIN) if row[4] != "profile_row")
    secrets = ["贺䶮", "15400000042", "杨𬭎", "某路七号", "15400000099", "QC1234", "张三丰"]
    secrets += ["15400000077", *(name for name, _role in PEOPLE.values())]
    assert [secret for secret in secrets if secret in told] == []


def test_a_veil_needs_its_salt() -> None:
    assert veiled("salt", "贺䶮") == veiled("salt", "贺䶮")
    assert veiled("salt", "贺䶮") != veiled("other", "贺䶮")
    assert veiled("salt", None) is None


@given(
    st.lists(
        st.none() | st.dictionaries(st.sampled_from("abc"), st.integers() | st.none()), max_size=6
    )
)
def test_folding_is_the_last_word_on_each_column(changes: list[dict[str, Any] | None]) -> None:
    state: dict[str, Any] | None = None
    for change in changes:
        state = None if change is None else {**(state or {}), **change}
    assert fold(iter([None if c is None else canonical(c) for c in changes])) == state


OTHER = [st.integers(10, 99) if n in (0, 5) else st.text(min_size=1, max_size=5) for n in range(7)]


@given(st.integers(0, 4), st.integers(0, 6), st.data())
def test_any_changed_entry_breaks_the_chain(at: int, column: int, data: st.DataObject) -> None:
    rows: list[list[Any]] = []
    prev = START
    for seq in range(1, 6):
        entry = (seq, "2026", "S01", "edit", "claim", seq, json.dumps({"a": seq}))
        head = link(prev, entry)
        rows.append([*entry, prev, head])
        prev = head
    assert list(chain_problems(iter(map(tuple, rows)))) == []
    rows[at][column] = data.draw(OTHER[column].filter(lambda value: value != rows[at][column]))
    assert list(chain_problems(iter(map(tuple, rows)))) != []


def test_names_cannot_slide_from_one_column_into_the_next() -> None:
    assert link(START, (1, "a", "b", "")) != link(START, (1, "a", "", "b"))


OPEN = ("DRAFT", "APPRAISING", "PREAUTH_WAIT", "REPAIRING", "TO_SUBMIT", "RETURNED")
LOCKED = [state for state in State if state not in OPEN]


@pytest.fixture(scope="module")
def filed_folder(staffed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed desk with a filed claim and a row in every table that has a trigger."""
    base = tmp_path_factory.mktemp("filed")
    folder = Path(shutil.copytree(staffed_folder, base / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        claim = to_submit(desk)
        desk.claims.save_draft(claim.id, {"other_lines": [{"text": "拖车", "amount_fen": 100}]})
        inspection = desk.inspections.of_claim(claim.id)
        assert inspection
        with desk.bench.change("test"):
            desk.stores.answers.add(ItemAnswer(inspection.id, "I001", Answer.OK))
        desk.claims.submit(claim.id)
        desk.attachments.add_bytes(claim.id, "PH", b"photo", "photo.jpg")
        desk.papers.draw("receipt", claim.id, base / "receipt.pdf")
    return folder


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE seq = 1",
        "UPDATE journal SET actor = 'x' WHERE seq = 1",
        "INSERT OR REPLACE INTO journal SELECT seq, utc, 'x', action, tbl, row, after, prev, hash"
        " FROM journal WHERE seq = 1",
        "DELETE FROM claim",
        "DELETE FROM visit",
        "DELETE FROM inspection",
        "DELETE FROM item_answer",
        "DELETE FROM inspection_signature",
        "DELETE FROM old_part",
        "DELETE FROM attachment",
        "DELETE FROM submission",
        "DELETE FROM customer",
        "DELETE FROM vehicle",
        "DELETE FROM person",
        "DELETE FROM signature",
        "DELETE FROM print_job",
        "UPDATE submission SET facts = '{}'",
        "UPDATE submission SET anchor = '1:0'",
        "UPDATE claim SET total_fen = 1",
        "UPDATE claim SET narrative_cause = ''",
        "UPDATE claim SET vehicle_vin = ''",
        "UPDATE part_line SET quantity = 9",
        "DELETE FROM part_line",
        "UPDATE labour_line SET hours = '9'",
        "DELETE FROM labour_line",
        "UPDATE other_line SET amount_fen = 9",
        "UPDATE item_answer SET answer = 'na'",
        "UPDATE inspection_signature SET login = 'x'",
    ],
)
def test_triggers_refuse(filed_folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(filed_folder / "claims.db")) as other:
        other.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement)
    assert verify_folder(filed_folder) == []


@pytest.mark.parametrize("state", LOCKED)
def test_a_locked_claim_is_locked_for_sql_too(desk: Desk, desk_folder: Path, state: State) -> None:
    claim = drafted(desk, part_lines=[{"new_part_no": "A"}])
    desk.claims.leave(claim.id)
    put_into(desk, claim.id, state)
    with closing(sqlite3.connect(desk_folder / "claims.db")) as other:
        for statement in (
            "UPDATE claim SET narrative_complaint = 'x'",
            "UPDATE part_line SET unit_price_fen = 1",
            "DELETE FROM part_line",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(statement)


@pytest.mark.parametrize("state", [s for s in State if s not in LOCKED])
def test_an_open_claim_is_open(desk: Desk, state: State) -> None:
    claim = drafted(desk)
    put_into(desk, claim.id, state)
    changed = desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 7}})
    assert changed.visit.mileage_km == 7


def fails_after(number: str) -> None:
    assert number == "C0126-000002"
    raise ZeroDivisionError


def test_numbers_are_never_used_again(desk: Desk, desk_folder: Path) -> None:
    first = desk.claims.new(vin="LX0DL31C8RB018252")
    desk.claims.void(first.id, "typed twice")
    with pytest.raises(ZeroDivisionError), desk.bench.change("test"):
        fails_after(desk.stores.numbers.claim_number(1, 2026))
    second = desk.claims.new(vin="LX0DL31C8RB018252")
    desk.close()
    with Desk(desk_folder, FixedClock()).open() as again:
        again.people.act_as("S01")
        third = again.claims.new(vin="LX0DL31C8RB018252")
    numbers = [claim.claim_number for claim in (first, second, third)]
    assert numbers == ["C0126-000001", "C0126-000002", "C0126-000003"]


def test_a_year_begins_its_own_series(desk: Desk, clock: FixedClock) -> None:
    assert desk.claims.new().claim_number == "C0126-000001"
    clock.go_on(days=40)
    assert desk.claims.new().claim_number == "C0127-000001"


def test_tags_of_voided_pieces_are_not_used_again(desk: Desk) -> None:
    claim = to_submit(desk)
    pieces = desk.shelf.pieces_of(claim.id)
    desk.shelf.void(pieces[0].tag, "wrong line")
    other = to_submit(desk, "LX0DA11A1SA012345")
    tags = {piece.tag for piece in desk.shelf.pieces_of(other.id)}
    assert pieces[0].tag not in tags
    assert desk.archive.verify() == []


def test_a_clock_set_back_does_not_set_the_sequence_back(desk: Desk, clock: FixedClock) -> None:
    desk.claims.new()
    seq = desk.stores.journal.seq
    clock.go_on(days=-365 * 5)
    desk.claims.new()
    assert desk.stores.journal.seq > seq
    assert desk.archive.verify() == []


def test_setting_a_draft_up_again_and_again_is_honest(desk: Desk) -> None:
    claim = drafted(desk)
    for quantity in (1, 3, 2, 0):
        lines = [{"new_part_no": f"P{n}"} for n in range(quantity)]
        desk.claims.save_draft(claim.id, {**draft_changes(), "part_lines": lines})
        assert desk.archive.verify() == []
        desk.claims.leave(claim.id)
        assert desk.archive.verify() == []
