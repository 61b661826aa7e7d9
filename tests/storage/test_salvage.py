"""What can be read of a damaged database is saved, and the damaged file is not touched."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fakes import a_picture
from stories import to_submit

from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.storage.salvage import salvage

PAGE = 4096


def quiet(_what: str) -> None:
    return None


def rows_of(folder: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        return db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """Give a closed shop whose journal takes many pages."""
    claim = to_submit(desk)
    desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "photo.jpg"))
    for number in range(40):
        desk.customers.save(name=f"顾客{number}", phone=f"154000{number:05d}")
    desk.close()
    return desk.folder.path


def leaves(folder: Path, table: str) -> list[int]:
    """Return the pages of a table that hold rows, in the order of the rows."""
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        (root,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    data = (folder / "claims.db").read_bytes()

    def below(page: int) -> list[int]:
        start = (page - 1) * PAGE
        if data[start] == 13:
            return [page]
        assert data[start] == 5
        count = int.from_bytes(data[start + 3 : start + 5], "big")
        cells = [data[start + 12 + 2 * n : start + 14 + 2 * n] for n in range(count)]
        down = [start + int.from_bytes(cell, "big") for cell in cells]
        pages = [int.from_bytes(data[at : at + 4], "big") for at in down]
        pages.append(int.from_bytes(data[start + 8 : start + 12], "big"))
        return [leaf for one in pages for leaf in below(one)]

    return below(int(root))


def spoil(folder: Path, page: int) -> bytes:
    file = folder / "claims.db"
    data = bytearray(file.read_bytes())
    data[(page - 1) * PAGE : (page - 1) * PAGE + 300] = b"\xff" * 300
    file.write_bytes(data)
    return bytes(data)


def test_a_whole_database_comes_out_as_it_is(folder: Path, tmp_path: Path) -> None:
    saved = salvage(folder, tmp_path / "saved", quiet)
    assert saved.damaged == ()
    for table in ("claim", "customer", "journal", "attachment", "part_line"):
        assert rows_of(tmp_path / "saved", table) == rows_of(folder, table)
    with Desk(tmp_path / "saved").open() as desk:
        assert desk.archive.verify() == []


def test_pages_in_the_middle_are_stepped_over(folder: Path, tmp_path: Path) -> None:
    whole = rows_of(folder, "journal")
    pages = leaves(folder, "journal")
    assert len(pages) > 8
    before = spoil(folder, pages[3])
    spoilt = spoil(folder, pages[5])
    assert before != spoilt
    saved = salvage(folder, tmp_path / "saved", quiet)
    rows = rows_of(tmp_path / "saved", "journal")
    assert set(rows) < set(whole)
    assert (rows[0], rows[-1]) == (whole[0], whole[-1])
    assert [(one.table, one.gaps) for one in saved.damaged] == [("journal", 2)]
    assert rows_of(tmp_path / "saved", "customer") == rows_of(folder, "customer")
    assert (folder / "claims.db").read_bytes() == spoilt


def test_the_end_of_a_table_may_be_lost_too(folder: Path, tmp_path: Path) -> None:
    whole = rows_of(folder, "journal")
    spoil(folder, leaves(folder, "journal")[-1])
    saved = salvage(folder, tmp_path / "saved", quiet)
    rows = rows_of(tmp_path / "saved", "journal")
    assert rows == whole[: len(rows)]
    assert len(rows) > len(whole) // 2
    assert [one.table for one in saved.damaged] == ["journal"]


def test_what_is_no_database_of_ours_gives_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "claims.db").write_bytes(b"")
    with pytest.raises(Unavailable):
        salvage(folder, tmp_path / "saved", quiet)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("", "utf-8")
    with pytest.raises(Unavailable):
        salvage(folder, tmp_path / "full", quiet)
    assert not (tmp_path / "saved").exists()


def test_files_come_along(folder: Path, tmp_path: Path) -> None:
    there = sorted(one.name for one in (folder / "att").glob("??/*"))
    assert there
    shutil.rmtree(tmp_path / "saved", ignore_errors=True)
    saved = salvage(folder, tmp_path / "saved", quiet)
    assert saved.files == len(there)
    assert sorted(one.name for one in (tmp_path / "saved" / "att").glob("??/*")) == there


def test_row_numbers_that_a_spoilt_page_made_up_are_stepped_over(
    folder: Path, tmp_path: Path
) -> None:
    whole, page = rows_of(folder, "journal"), leaves(folder, "journal")[2]
    file = folder / "claims.db"
    data = bytearray(file.read_bytes())
    start = (page - 1) * PAGE
    first, second = data[start + 8 : start + 10], data[start + 10 : start + 12]
    data[start + 8 : start + 10], data[start + 10 : start + 12] = second, first  # two rows swapped
    file.write_bytes(bytes(data))
    salvage(folder, tmp_path / "saved", quiet)
    rows = rows_of(tmp_path / "saved", "journal")
    assert set(rows) < set(whole)
    assert (rows[0], rows[-1]) == (whole[0], whole[-1])
