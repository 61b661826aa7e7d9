"""Which kind of trouble an opening met, by what lies in the folder."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fakes import NINE

from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.services import opening_trouble
from warrantydesk.services.desk import Desk
from warrantydesk.services.diagnosis import report_of
from warrantydesk.services.opening_trouble import Trouble, is_first_start, may_be_read, trouble_of


def made(folder: Path) -> Path:
    Desk(folder).open(create=True).close()
    return folder / "claims.db"


def no_bytes(folder: Path) -> None:
    made(folder).write_bytes(b"")


def half(folder: Path) -> None:
    file = made(folder)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def a_text(folder: Path) -> None:
    made(folder).write_text("letter " * 200, "utf-8")


def foreign(folder: Path) -> None:
    file = made(folder)
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE songs (name)")


def newer(folder: Path) -> None:
    with closing(sqlite3.connect(made(folder))) as db:
        db.execute("PRAGMA user_version = 99")


def gone(folder: Path) -> None:
    made(folder).unlink()


def a_file(folder: Path) -> None:
    folder.write_text("", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "trouble", "looked_at"),
    [
        (no_bytes, Trouble.DAMAGED, False),
        (half, Trouble.DAMAGED, True),
        (a_text, Trouble.DAMAGED, False),
        (foreign, Trouble.DAMAGED, False),
        (newer, Trouble.NEWER, False),
        (gone, Trouble.GONE, False),
        (a_file, Trouble.NO_FOLDER, False),
    ],
)
def test_what_lies_there_says_what_can_be_done(
    spoil: Callable[[Path], None], trouble: Trouble, looked_at: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    spoil(folder)
    with pytest.raises(Unavailable) as met:
        Desk(folder).open()
    assert trouble_of(met.value, folder) is trouble
    assert may_be_read(folder) is looked_at
    assert not is_first_start(folder) or trouble is Trouble.GONE


def test_a_desk_open_elsewhere_is_in_use(tmp_path: Path) -> None:
    made(tmp_path / "desk")
    with Desk(tmp_path / "desk").open(), pytest.raises(Unavailable) as met:
        Desk(tmp_path / "desk").open()
    assert trouble_of(met.value, tmp_path / "desk") is Trouble.IN_USE


def test_a_network_drive_and_a_closed_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = Unavailable("It is read-only.", READONLY)
    assert trouble_of(closed, tmp_path) is Trouble.READONLY
    monkeypatch.setattr(opening_trouble, "is_remote", lambda _folder: True)
    assert trouble_of(closed, tmp_path) is Trouble.REMOTE


def test_a_first_start_is_where_nothing_of_a_desk_ever_was(tmp_path: Path) -> None:
    assert is_first_start(tmp_path / "new")
    assert is_first_start(tmp_path)
    (tmp_path / "warrantydesk.log").write_text("", "utf-8")
    (tmp_path / "app.lock").write_text("", "utf-8")
    assert is_first_start(tmp_path)
    (tmp_path / "att").mkdir()
    assert not is_first_start(tmp_path)


def test_the_report_for_support_names_files_and_problems_and_nobody(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk").open(create=True) as desk:
        desk.customers.save(name="贺䶮", phone="15400000042")
    text = report_of(tmp_path / "desk", NINE, ["page 7 is never used"])
    assert "claims.db: " in text
    assert "- page 7 is never used" in text
    assert "贺䶮" not in text
    assert "15400000042" not in text
