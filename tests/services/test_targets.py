"""Where files that the user names may go: the desk's own stay, and so do those of other kinds."""

import os
from pathlib import Path

import pytest
from stories import repairing

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services import targets
from warrantydesk.services.desk import Desk

PDF = b"%PDF-1.7 paper"


def refused(path: Path, data: bytes, desk: Path) -> None:
    with pytest.raises(Refused) as refusal:
        targets.write(path, data, desk)
    assert refusal.value.codes == ("INVALID",)


@pytest.fixture
def inner(tmp_path: Path) -> Path:
    """Give a folder that stands for the desk's own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "claims.db").write_bytes(b"SQLite format 3\x00")
    return folder


def test_nothing_goes_into_the_data_folder(inner: Path, tmp_path: Path) -> None:
    (tmp_path / "door").symlink_to(inner)
    for path in (
        inner / "new.pdf",
        inner / "claims.db",
        inner,
        inner / "att" / "x.pdf",
        tmp_path / "door" / "claims.db",
        tmp_path / "out" / ".." / "desk" / "claims.db",
    ):
        refused(path, PDF, inner)
    assert (inner / "claims.db").read_bytes() == b"SQLite format 3\x00"


@pytest.mark.parametrize("old", [b"root:x:0:0", b"\x89PNG\r\n\x1a\n", b"^XA"])
def test_a_file_of_another_kind_stays(inner: Path, tmp_path: Path, old: bytes) -> None:
    file = tmp_path / "mine"
    file.write_bytes(old)
    refused(file, PDF, inner)
    assert file.read_bytes() == old


@pytest.mark.parametrize(
    "data", [PDF, b"\x89PNG\r\n\x1a\nx", b"^XA^XZ", b"SIZE 1", b"\nN\nq1", b"\x1b@"]
)
def test_an_older_file_of_the_same_kind_and_an_empty_one_are_replaced(
    inner: Path, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "older").write_bytes(data + b"older")
    for name in ("empty", "older", "new"):
        targets.write(tmp_path / name, data, inner)
        assert (tmp_path / name).read_bytes() == data


def test_what_is_no_place_for_a_file_is_said(inner: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(PDF)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "ring").symlink_to("ring")
    names = (
        "",
        "..",
        "x" * 300,
        "a\x00b",
        "\ud800",
        "file/x.pdf",
        "no/such/x.pdf",
        "pipe",
        "ring/x",
    )
    for name in names:
        refused(tmp_path / name, PDF, inner)
    with pytest.raises(Refused):
        targets.write_into(tmp_path / "file", {"a.png": PDF}, inner)


@pytest.mark.parametrize(("number", "code"), [(28, "FULL"), (30, "READONLY"), (13, "READONLY")])
def test_a_disk_that_refuses_is_said_as_it_is(
    inner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def no(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("warrantydesk.files.os.fsync", no)
    with pytest.raises(Unavailable) as unavailable:
        targets.write(tmp_path / "x.pdf", PDF, inner)
    assert unavailable.value.code == code


def test_papers_and_labels_keep_to_it(desk: Desk, tmp_path: Path) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    before = desk.folder.database.stat().st_ino
    mine = tmp_path / "mine.txt"
    mine.write_text("dear diary")
    for place in (desk.folder.database, mine):
        with pytest.raises(Refused):
            desk.papers.draw("receipt", claim.id, place)
        with pytest.raises(Refused):
            desk.labels.print_labels((tag,), "zpl", place)
        with pytest.raises(Refused):
            desk.labels.print_labels((tag,), "png", place)
        (job,) = desk.labels.print_labels((tag,), "zpl", to=f"file:{place}")
        assert job.state == "failed"
        assert str(place) in job.error
    assert desk.folder.database.stat().st_ino == before
    assert mine.read_text() == "dear diary"
