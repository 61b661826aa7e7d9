"""A table of the screen as a file: what stands in it is read back, and nothing of it runs."""

import csv
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from stories import acting

from warrantydesk.documents.csv_list import harmless
from warrantydesk.domain.errors import INVALID, RIGHT, Refused
from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.rows import Row, Tick
from warrantydesk.services.ledger.shown import WIDEST, stacks

COLUMNS = (
    ListColumn("Part no."),
    ListColumn("Pieces", Holds.COUNT),
    ListColumn("Amount ¥", Holds.MONEY),
    ListColumn("Day", Holds.DAY),
    ListColumn("When", Holds.MOMENT),
    ListColumn("Share", Holds.PERMILLE),
    ListColumn("Days", Holds.TENTHS),
    ListColumn("Hours", Holds.HUNDREDTHS),
)
WHEN = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
ROW: Row = ("00123", 4, -123450, date(2026, 2, 28), WHEN, 125, 47, 380)
HOSTILE = (
    *("=1+1", "+86 138", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "|calc"),
    *('=HYPERLINK("http://x")', "%0A", "00123", "1E5", "2026-01-02", "<b>&", '"quoted", twice'),
)


def given(*rows: Row) -> Callable[[Tick], Iterator[Row]]:
    """Return what gives these rows in a worker."""

    def rows_of(tick: Tick) -> Iterator[Row]:
        yield from rows

    return rows_of


def test_each_kind_of_cell_is_read_back_as_what_it_is(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    done = desk.ledger.exporting_shown("Parts", COLUMNS, given((None,) * 8, ROW), file)()
    assert (done.rows, done.bytes) == (2, file.stat().st_size)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name("Parts").to_python()
    assert rows[0] == [column.title for column in COLUMNS]
    assert rows[2][:4] == ["00123", 4, -1234.5, date(2026, 2, 28)]
    assert rows[2][5:] == [0.125, 4.7, 3.8]
    assert rows[1] == [""] * 8


def test_a_csv_file_has_the_same_as_text(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    desk.ledger.exporting_shown("Parts", COLUMNS, given(ROW), file)()
    assert file.read_bytes().startswith(b'\xef\xbb\xbf"')
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[1] == [
        *("00123", "4", "-1234.50", "2026-02-28", "2026-11-24 09:30", "12.5%", "4.7", "3.80")
    ]


def test_no_hostile_text_runs_anywhere(desk: Desk, tmp_path: Path) -> None:
    columns = (ListColumn("=HEAD()"), ListColumn("Text"))
    rows = given(*((text, text) for text in HOSTILE))
    files = {ending: tmp_path / f"a{ending}" for ending in (".xlsx", ".csv", ".pdf")}
    for file in files.values():
        desk.ledger.exporting_shown('=cmd|"x"', columns, rows, file)()
    with zipfile.ZipFile(files[".xlsx"]) as package:
        for part in package.namelist():
            assert b"<f>" not in package.read(part)
    read = CalamineWorkbook.from_path(str(files[".xlsx"])).get_sheet_by_index(0).to_python()
    assert [row[0] for row in read] == ["=HEAD()", *HOSTILE]
    with files[".csv"].open(encoding="utf-8-sig", newline="") as lines:
        texts = [row[1] for row in csv.reader(lines)][1:]
    assert texts == [harmless(text) for text in HOSTILE]
    assert not [text for text in texts if text.lstrip(" ")[:1] in "=@＝＋－＠\t\r|"]
    assert "00123" in pypdfium2.PdfDocument(files[".pdf"])[0].get_textpage().get_text_range()


def test_many_columns_stand_below_each_other_on_paper() -> None:
    few = [ListColumn(str(number), width=12) for number in range(5)]
    assert stacks(few) == ((0,), (1,), (2,), (3,), (4,))
    many = [ListColumn(str(number), width=12) for number in range(24)]
    found = stacks(many)
    assert [place for stack in found for place in stack] == list(range(24))
    assert sum(15 for _stack in found) <= WIDEST
    assert stacks(()) == ()


def test_what_fails_while_rows_are_made_is_said_as_it_is(desk: Desk, tmp_path: Path) -> None:
    def broken(tick: Tick) -> Iterator[Row]:
        yield ROW
        raise ValueError("a column says nonsense")

    for ending in (".xlsx", ".csv", ".pdf"):
        with pytest.raises(ValueError, match="nonsense"):
            desk.ledger.exporting_shown("Parts", COLUMNS, broken, tmp_path / f"a{ending}")()
    assert list(tmp_path.glob("a.*")) == []


def test_who_may_not_export_and_what_cannot_be_written_is_refused_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as no:
        desk.ledger.exporting_shown("x", COLUMNS, given(), tmp_path / "a.doc")
    assert no.value.codes == (INVALID,)
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as no:
        desk.ledger.exporting_shown("x", COLUMNS, given(), tmp_path / "a.csv")
    assert no.value.codes == (RIGHT,)
