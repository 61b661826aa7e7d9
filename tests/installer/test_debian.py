"""The Debian package: what lies in it, what it asks for, where a clean root comes from."""

from pathlib import Path

import pytest

from installer import debian, payload
from installer.deb import clean_root, elf
from installer.environment import SetupError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return what the package lays out, around a program that is none."""
    program = tmp_path / "frozen"
    program.mkdir()
    (program / "warrantydesk").write_text("program")
    debian.furnish(tmp_path / "root", program)
    return tmp_path / "root"


def test_the_command_leads_to_the_program(root: Path) -> None:
    command = root / "usr" / "bin" / "warrantydesk"
    assert str(command.readlink()) == "/opt/warrantydesk/warrantydesk"
    assert (root / "opt" / "warrantydesk" / "warrantydesk").read_text() == "program"


def test_the_menu_entry_has_its_picture_and_both_names(root: Path) -> None:
    entry = (root / "usr/share/applications/warrantydesk.desktop").read_text("utf-8")
    assert {"Name=Warranty Desk", "Name[zh_CN]=索赔台", "Icon=warrantydesk"} <= {*entry.split("\n")}
    assert (root / "usr/share/icons/hicolor/scalable/apps/warrantydesk.svg").is_file()


def test_the_copyright_names_what_ships_here_and_not_what_ships_elsewhere(root: Path) -> None:
    text = (root / "usr/share/doc/warrantydesk/copyright").read_text("utf-8")
    assert payload.LICENCE.read_text("utf-8") in text
    assert "PySide6_Essentials" in text
    assert "pywin32" not in text


def test_a_library_that_no_package_brings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elf.subprocess, "run", lambda *_words, **_options: _Told(""))
    with pytest.raises(SetupError, match="libnowhere"):
        elf.package_of("libnowhere.so.1", Path("program"))


def test_a_library_is_known_by_its_older_name(monkeypatch: pytest.MonkeyPatch) -> None:
    told = (
        "other:amd64: /opt/other/libssl.so.3\n"
        "libssl3t64:amd64: /usr/lib/x86_64-linux-gnu/libssl.so.3\n"
    )
    monkeypatch.setattr(elf.subprocess, "run", lambda *_words, **_options: _Told(told))
    assert elf.package_of("libssl.so.3", Path("program")) == "libssl3"


@pytest.mark.parametrize(
    "line",
    [
        "deb http://mirror.example/debian bookworm main\n",
        "deb [signed-by=/x.gpg] http://mirror.example/debian/ bookworm main\n",
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n",
    ],
)
def test_the_mirror_is_where_apt_takes_debian_from(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources.list").write_text("# nothing here\n" + line)
    monkeypatch.setattr(clean_root, "APT", tmp_path)
    assert clean_root.mirror() == "http://mirror.example/debian"


def test_no_mirror_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_root, "APT", tmp_path)
    with pytest.raises(clean_root.RootError, match="no mirror"):
        clean_root.mirror()


class _Told:
    """What a command said."""

    def __init__(self, stdout: str) -> None:
        self.stdout = stdout
