"""The ledger of the desk: read from the journal, of any day, and exported."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from python_calamine import CalamineWorkbook
from stories import acting, repairing, submitted, to_submit

from warrantydesk.domain.errors import INVALID, NOT_FOUND, RIGHT, Refused
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_ledger import IN_STOCK, Moved, Way
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.account import GROUPED_BY, Only
from warrantydesk.services.ledger.calendar import DueKind
from warrantydesk.services.ledger.lists import LISTS

DAY = timedelta(days=1)


def shelved(desk: Desk, clock: FixedClock) -> tuple[OldPart, OldPart]:
    """Receive a pump and a seal today, and shelve the pump tomorrow."""
    claim = repairing(desk)
    pump = desk.shelf.receive(claim.id, 1)
    seal = desk.shelf.receive(claim.id, 2)
    clock.go_on(days=1)
    return desk.shelf.shelve(pump.tag, "R2-3"), seal


def put(desk: Desk, piece: OldPart, **fields: Any) -> OldPart:
    """Write fields of a piece past its guards."""
    with desk.bench.change("test"):
        old = desk.stores.parts.get(piece.id)
        return desk.stores.parts.save(replace(old, **fields))


def test_the_account_of_a_period_adds_up(desk: Desk, clock: FixedClock) -> None:
    first = desk.bench.today
    pump, seal = shelved(desk, clock)
    clock.go_on(days=1)
    desk.shelf.void(seal.tag, "收错了")
    last = desk.bench.today
    whole = desk.ledger.account(first, last)
    assert (whole.opening, whole.came, whole.went, whole.closing) == (0, 2, 1, 1)
    assert [line.movement.kind for line in whole.lines] == [
        Moved.RECEIVED,
        Moved.RECEIVED,
        Moved.SHELVED,
        Moved.VOIDED,
    ]
    assert [(one.came, one.went, one.closing) for one in whole.days] == [(2, 0, 2), (0, 1, 1)]
    assert whole.lines[-1].movement.reason == "收错了"
    late = desk.ledger.account(last, last)
    assert (late.opening, late.came, late.went, late.closing) == (2, 0, 1, 1)
    assert [line.piece.tag for line in late.stock] == [pump.tag]
    for column in GROUPED_BY:
        groups = whole.groups[column]
        assert sum(one.closing for one in groups) == whole.closing
        assert all(one.opening + one.came - one.went == one.closing for one in groups)


def test_a_filter_narrows_stock_and_movements_alike(desk: Desk, clock: FixedClock) -> None:
    pump, _seal = shelved(desk, clock)
    only = Only(text=pump.tag)
    one = desk.ledger.account(desk.bench.today - DAY, desk.bench.today, only)
    assert (one.came, one.closing, len(one.lines)) == (1, 1, 2)
    assert desk.ledger.account(None, None, Only(brand="XX")).closing == 0


def test_where_a_piece_was_on_any_day(desk: Desk, clock: FixedClock) -> None:
    begun = desk.bench.today
    pump, _seal = shelved(desk, clock)
    clock.go_on(days=3)
    desk.shelf.move(pump.tag, "R2-4")
    where = desk.ledger.where
    assert where(pump.tag, begun - DAY).state is PartState.EXPECTED
    assert (where(pump.tag, begun).state, where(pump.tag, begun).place) == ("RECEIVED", "")
    assert where(pump.tag, begun + 3 * DAY).place == "R2-3"
    assert where(pump.tag, begun + 4 * DAY).place == "R2-4"
    with pytest.raises(Refused) as none:
        where("012600000099", begun)
    assert none.value.codes == (NOT_FOUND,)


def test_a_piece_out_of_the_house_has_no_place(desk: Desk, clock: FixedClock) -> None:
    pump, _seal = shelved(desk, clock)
    put(desk, pump, state=PartState.SHIPPED, place="OUT", box="B0126-0001-01")
    standing = desk.ledger.where(pump.tag, desk.bench.today)
    assert (standing.place, standing.box, standing.in_stock) == ("", "B0126-0001-01", False)


def test_days_on_the_shelf_longest_first(desk: Desk, clock: FixedClock) -> None:
    pump, seal = shelved(desk, clock)
    clock.go_on(days=5)
    assert [line.days for line in desk.ledger.days_on_shelf()] == [6, 6]
    desk.shelf.void(seal.tag, "x")
    assert [(line.piece.tag, line.days) for line in desk.ledger.days_on_shelf()] == [(pump.tag, 6)]


def test_reading_can_be_cancelled(desk: Desk, clock: FixedClock) -> None:
    shelved(desk, clock)
    asking = desk.ledger.asking()

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        asking(stop)


def test_the_calendar_names_what_ends_on_a_day(desk: Desk, clock: FixedClock) -> None:
    pump, seal = shelved(desk, clock)
    assert pump.return_by is not None
    put(desk, seal, state=PartState.LENT, lent_to="质检部", lent_until=date(2026, 12, 1))
    days = desk.ledger.due_back(desk.bench.today, date(2027, 1, 31))
    found = {(mark.day, mark.kind): mark for day in days for mark in day.marks}
    assert found[pump.return_by, DueKind.RETURN].piece.tag == pump.tag  # type: ignore[union-attr]
    assert found[date(2026, 12, 1), DueKind.LENT].note == "质检部"
    (due,) = [one for one in days if one.day == pump.return_by]
    assert (due.pieces, due.amount_fen) == (1, pump.amount_fen)
    assert desk.ledger.overdue() == ()
    clock.go_on(days=60)
    assert [day.day for day in desk.ledger.overdue()] == [pump.return_by]
    assert desk.ledger.overdue("XX") == ()


def test_retention_stands_in_the_calendar_once_the_line_is_paid(
    desk: Desk, clock: FixedClock
) -> None:
    pump, _seal = shelved(desk, clock)
    put(desk, pump, return_required=False, return_by=None, paid_on=date(2026, 11, 20))
    days = desk.ledger.due_back(desk.bench.today, date(2027, 1, 31))
    marks = [mark for day in days for mark in day.of(DueKind.SCRAP)]
    assert [(mark.day, mark.piece.tag) for mark in marks if mark.piece] == [
        (date(2026, 12, 20), pump.tag)
    ]


def test_reminders_and_what_is_paid_stand_in_the_calendar(desk: Desk, clock: FixedClock) -> None:
    pump, seal = shelved(desk, clock)
    today = desk.bench.today
    desk.shelf.request(pump.tag, request_no="T-9")
    put(desk, seal, paid_on=today, return_by=None, return_required=True)
    found = {
        (mark.piece.tag, mark.kind): (mark.day - today).days
        for day in desk.ledger.due_back(today, today + timedelta(days=120))
        for mark in day.marks
        if mark.piece
    }
    assert found[pump.tag, DueKind.REMINDER1] == 7
    assert found[pump.tag, DueKind.REMINDER2] == 14
    assert found[seal.tag, DueKind.SETTLED] == 90
    assert (seal.tag, DueKind.REMINDER1) not in found
    assert desk.shipments.deadlines() == desk.shipments.deadlines(today)
    codes = {one.code for one in desk.shipments.deadlines(today + timedelta(days=8))}
    assert codes == {"return_reminder1", "settled_unreturned"}
    late = {one.code: one for one in desk.shipments.deadlines(today + timedelta(days=91))}
    assert set(late) == {"return_reminder2", "settled_unreturned"}
    assert all(one.is_over for one in late.values())
    clock.go_on(days=7)
    assert desk.shelf.reminded("QC", desk.shelf.by_tag(pump.tag)) == 1
    desk.shelf.release(pump.tag)
    assert desk.shelf.reminded("QC", desk.shelf.by_tag(pump.tag)) == 0
    desk.shelf.request(pump.tag)  # for its own deadline: nobody reminds of it
    clock.go_on(days=20)
    assert desk.shelf.reminded("QC", desk.shelf.by_tag(pump.tag)) == 0
    assert {one.code for one in desk.shipments.deadlines()} == {"settled_unreturned"}


def rows_of(file: Path) -> list[list[str]]:
    """Read a CSV file of ours."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_the_parts_department_learns_what_was_used_left_and_is_due(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    claim = to_submit(desk)
    seal = next(one for one in desk.shelf.pieces_of(claim.id) if one.line == 2)
    desk.shelf.void(seal.tag, "x")
    done = desk.ledger.export("parts_department", tmp_path / "parts.csv")
    told = [(what, part, pieces, line) for what, part, _n, pieces, _c, line, _d in rows_of(
        tmp_path / "parts.csv")[1:]]  # fmt: skip
    assert done.rows == len(told)
    assert ("New part used", "1307010-T20", "1", "1") in told
    assert ("New part used", "1112030-T20", "2", "2") in told
    assert ("Old part left", "1112030-T20", "1", "2") in told
    assert ("Old part due back", "1307010-T20", "1", "1") in told


@pytest.mark.parametrize("name", sorted(LISTS))
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_every_list_is_written_as_every_kind(
    desk: Desk, tmp_path: Path, name: str, ending: str
) -> None:
    submitted(desk)
    acting(desk, Role.SERVICE_MANAGER)
    file = tmp_path / f"{name}{ending}"
    done = desk.ledger.export(name, file)
    assert (done.list, done.bytes) == (name, file.stat().st_size)
    if ending == ".xlsx":
        sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        sums = bool(LISTS[name].summed and done.rows)
        assert len(sheet) == 1 + done.rows + sums
        assert len(sheet[0]) == len(LISTS[name].columns)
    again = desk.ledger.export(name, file)
    assert again.rows == done.rows


def test_the_columns_on_paper_leave_nothing_out() -> None:
    for plain in LISTS.values():
        places = sorted(place for stack in plain.paper for place in stack)
        assert places in ([], list(range(len(plain.columns)))), plain.code


def test_a_list_speaks_of_its_days_only(desk: Desk, clock: FixedClock, tmp_path: Path) -> None:
    shelved(desk, clock)
    today = desk.bench.today
    assert desk.ledger.export("parts_ledger", tmp_path / "a.csv", today, today).rows == 1
    assert desk.ledger.export("parts_ledger", tmp_path / "a.csv", None, today - DAY).rows == 2
    assert desk.ledger.export("claims", tmp_path / "a.csv", today, today).rows == 0


def test_movements_stand_in_the_desks_own_time(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    shelved(desk, clock)
    desk.ledger.export("parts_ledger", tmp_path / "l.csv")
    assert rows_of(tmp_path / "l.csv")[1][0] == "2026-11-24 09:00"


@pytest.mark.parametrize(
    ("name", "file", "code"),
    [
        ("no_such", "a.csv", NOT_FOUND),
        ("claims", "a.txt", INVALID),
        ("claims", "a", INVALID),
        ("claims", "../desk/a.csv", INVALID),
        ("claims", "taken.csv", INVALID),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is_written(
    desk: Desk, tmp_path: Path, name: str, file: str, code: str
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / "taken.csv").write_bytes(b"other")
    with pytest.raises(Refused) as no:
        desk.ledger.export(name, place / file)
    assert no.value.codes == (code,)
    assert [one.name for one in place.iterdir()] == ["taken.csv"]
    assert (place / "taken.csv").read_bytes() == b"other"


def test_a_first_day_after_the_last_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as no:
        desk.ledger.export("claims", tmp_path / "a.csv", date(2026, 2, 1), date(2026, 1, 1))
    assert [found.field for found in no.value.findings] == ["from"]


def test_an_export_that_is_cancelled_leaves_the_old_file(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    shelved(desk, clock)
    file = tmp_path / "a.xlsx"
    desk.ledger.export("parts_ledger", file)
    before = file.read_bytes()
    writing = desk.ledger.exporting("parts_ledger", file)

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        writing(stop)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_readers_without_the_right_export_nothing(desk: Desk, tmp_path: Path) -> None:
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as no:
        desk.ledger.export("claims", tmp_path / "a.csv")
    assert no.value.codes == (RIGHT,)


def test_what_a_spreadsheet_might_run_stays_text(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    pump, _seal = shelved(desk, clock)
    evil = '=HYPERLINK("http://x")'
    put(desk, pump, part_name=evil)
    desk.ledger.export("parts_stock", tmp_path / "a.xlsx")
    desk.ledger.export("parts_stock", tmp_path / "a.csv")
    desk.ledger.export("parts_stock", tmp_path / "a.pdf")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert evil in [row[2] for row in sheet]
    assert f"'{evil}" in [row[2] for row in rows_of(tmp_path / "a.csv")]


def test_every_way_has_moved_something(desk: Desk, clock: FixedClock) -> None:
    """The account of a desk holds movements of each way, each with its piece."""
    pump, seal = shelved(desk, clock)
    put(desk, seal, state=PartState.LENT)
    put(desk, pump, state=PartState.SHIPPED)
    put(desk, pump, state=PartState.OEM_RECEIVED)
    lines = desk.ledger.movements(date(2026, 11, 1))
    assert {line.movement.way for line in lines} == set(Way)
    assert {line.piece.id for line in lines} == {pump.id, seal.id}


@pytest.mark.parametrize(
    "released",
    sorted((Path(__file__).parents[1] / "storage" / "released").glob("schema-*.db")),
    ids=lambda path: path.stem,
)
def test_the_ledger_of_an_older_folder_is_whole(released: Path, tmp_path: Path) -> None:
    """Its journal knows every movement since the beginning: the stock is what stands there."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "claims.db").write_bytes(released.read_bytes())
    with Desk(tmp_path / "desk", FixedClock()).open() as old:
        account = old.ledger.account(date(2020, 1, 1), old.bench.today)
        here = [piece for piece in old.stores.parts.find() if piece.state in IN_STOCK]
        assert here
        assert account.opening == 0
        assert account.came - account.went == account.closing == len(here)
        assert {line.piece.tag: line.standing.place for line in account.stock} == {
            piece.tag: piece.place for piece in here
        }
