"""Archives that pretend to be a profile: each is refused before it is unpacked."""

import os
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from warrantydesk.domain.errors import Refused
from warrantydesk.reading.profiles import read_profile
from warrantydesk.services.sentences import sentence

HEAD = (
    '[profile]\ncode = "QC"\nrevision = 1\neffective_from = 2026-01-01\nsource = ""\n'
    '[tables]\norder = ["wear"]\n'
)
TABLE = "code,name\nA,B\n"
GOOD = {"profile.toml": HEAD, "wear.csv": TABLE}


def packed(file: Path, entries: list[tuple[str, str]]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand twice
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in entries:
                archive.writestr(name, text)
    return file


def said_of(file: Path) -> str:
    with pytest.raises(Refused, match="INVALID file") as refusal:
        read_profile(file)
    return sentence(refusal.value)


def test_a_profile_is_read(tmp_path: Path) -> None:
    form = read_profile(packed(tmp_path / "a.zip", [*GOOD.items()]))
    assert form.tables == {"wear": [{"code": "A", "name": "B"}]}
    inside = read_profile(
        packed(tmp_path / "b.zip", [("qc/", ""), *((f"qc/{n}", t) for n, t in GOOD.items())])
    )
    assert inside == form


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../wear.csv", "nothing else"),
        ("/wear.csv", "nothing else"),
        ("a/b/wear.csv", "nothing else"),
        ("C:\\wear.csv", "nothing else"),
        ("wear.xlsx", "holds wear.xlsx"),
        ("run.exe", "holds run.exe"),
        ("Wear.CSV", "nothing else"),
        ("other/labour.csv", "several folders"),
        ("wear.csv", "holds wear.csv twice"),
        ("labour.csv", "labour.csv is not named in [tables] order"),
    ],
)
def test_names_that_do_not_belong(tmp_path: Path, name: str, says: str) -> None:
    assert says in said_of(packed(tmp_path / "a.zip", [*GOOD.items(), (name, TABLE)]))


def test_a_bomb_is_weighed_not_opened(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.zip", [*GOOD.items(), ("labour.csv", "0" * 30_000_000)])
    assert "larger than any profile" in said_of(bomb)


def test_more_files_than_any_profile_has(tmp_path: Path) -> None:
    many = [(f"t{number}.csv", TABLE) for number in range(1001)]
    assert "larger than any profile" in said_of(packed(tmp_path / "a.zip", many))


def test_a_directory_that_lies_about_sizes(tmp_path: Path) -> None:
    file = packed(tmp_path / "a.zip", [*GOOD.items()])
    data = bytearray(file.read_bytes())
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 5)
    file.write_bytes(data)
    assert said_of(file)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + bytes(18)], ids=range(4)
)
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert said_of(tmp_path / "a.zip")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_or_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert "is no ZIP file" in said_of(tmp_path / "pipe.zip")
    assert "is no ZIP file" in said_of(Path("/dev/zero"))


def test_a_cut_archive(tmp_path: Path) -> None:
    file = packed(tmp_path / "a.zip", [*GOOD.items()])
    file.write_bytes(file.read_bytes()[:-30])
    assert "no ZIP file" in said_of(file)


def test_a_damaged_archive(tmp_path: Path) -> None:
    file = packed(tmp_path / "a.zip", [("wear.csv", TABLE * 400), ("profile.toml", HEAD)])
    data = bytearray(file.read_bytes())
    data[45:60] = b"\xff" * 15
    file.write_bytes(data)
    assert said_of(file)


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    file = packed(tmp_path / "a.zip", [*GOOD.items()])
    data = bytearray(file.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    file.write_bytes(data)
    assert "without a password" in said_of(file)


def test_a_folder_without_a_head(tmp_path: Path) -> None:
    (tmp_path / "wear.csv").write_text(TABLE, "utf-8")
    assert "profile.toml is missing" in said_of(tmp_path)
