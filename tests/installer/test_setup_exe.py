"""What goes into the Windows set-up, and what it does before it replaces a program."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

from installer import payload
from installer.environment import LOCK, SetupError
from installer.setup_exe import before, pack, python, tree, wheels
from installer.smoke_exe import stubs

LOCKED = """# words of the head
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
beta.one==2 ; sys_platform == "win32" \\
    --hash=sha256:cc
"""


def test_entries_keep_their_hashes() -> None:
    found = wheels.entries(LOCKED)
    assert list(found) == ["alpha", "beta-one"]
    assert found["alpha"].endswith("--hash=sha256:bb")


def test_every_direct_requirement_is_locked() -> None:
    asked = wheels.tomllib.loads((payload.ROOT / "pyproject.toml").read_text("utf-8"))
    names = wheels.needed(asked["project"]["dependencies"])
    assert "pywin32" in names
    assert not set(names) - wheels.entries(LOCK.read_text("utf-8")).keys()


def test_markers_are_asked_for_windows() -> None:
    asked = ['a; sys_platform == "win32"', 'b; sys_platform == "linux"', 'c; extra == "test"', "d"]
    assert wheels.needed(asked) == ["a", "d"]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtPrintSupport.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "win32/win32print.pyd",
        "win32/lib/pywintypes.py",
        "peewee.py",
        "pypdf/_reader.py",
    ],
)
def test_what_the_program_calls_ships(name: str) -> None:
    assert tree.ships(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/qml/QtQuick/qmldir",
        "PySide6/opengl32sw.dll",
        "PySide6/QtCore.pyi",
        "PySide6/designer.exe",
        "PySide6/translations/qtbase_de.qm",
        "win32/win32gui.pyd",
        "pythonwin/start_pythonwin.pyw",
        "segno-1.6.6.data/data/share/man/man1/segno.1",
        "reportlab/tests/one.py",
    ],
)
def test_what_nobody_calls_does_not(name: str) -> None:
    assert not tree.ships(name)


def test_a_wheel_cannot_leave_its_folder(tmp_path: Path) -> None:
    wheel = tmp_path / "bad.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("../outside.py", "x = 1")
        archive.writestr("inside.py", "x = 1")
    tree.unpack(wheel, tmp_path / "site")
    assert [str(name) for name in tree.names(tmp_path)] == ["bad.whl", "site/inside.py"]


def test_contents_change_with_one_byte(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"1")
    (tmp_path / "a").write_bytes(b"2")
    first = tree.contents(tmp_path)
    assert [line.split("  ")[1] for line in first.splitlines()] == ["a", "b"]
    (tmp_path / "b").write_bytes(b"3")
    assert tree.contents(tmp_path) != first


def test_versions_as_windows_wants_them() -> None:
    assert pack.four_numbers("1.0.2") == "1.0.2.0"
    with pytest.raises(SetupError, match=r"1\.0rc1"):
        pack.four_numbers("1.0rc1")


def test_every_sentence_of_the_script_stands_in_both_languages() -> None:
    said = pack.SCRIPT.with_name("sentences.nsh").read_text("utf-8-sig")
    stated = re.findall(
        r'!insertmacro SAY ([A-Z]\w+)\s(?:\\\n\s*)?"(.+?)"\s(?:\\\n\s*)?"(.+?)"', said
    )
    script = pack.SCRIPT.read_text("utf-8")
    assert {name for name, _en, _zh in stated} == set(re.findall(r"\$\(([A-Z]\w+)\)", script))
    for name, english, chinese in stated:
        assert re.findall(r"\$\w+", english) == re.findall(r"\$\w+", chinese), name
        assert re.search("[\u4e00-\u9fff]", chinese), name


@pytest.mark.parametrize(
    ("said", "is_theirs"),
    [
        (
            "Signer's certificate:\n\tSubject: /C=US/O=Python Software Foundation"
            "/CN=Python Software Foundation\nSignature verification: ok\n",
            True,
        ),
        (
            "Signer's certificate:\n\tSubject: /C=US/O=Python Software Foundation"
            "/CN=Python Software Foundation\nSignature verification: failed\n",
            False,
        ),
        (
            "Signer's certificate:\n\tSubject: /O=Somebody/CN=Somebody\n\tSubject: "
            "/O=Python Software Foundation/CN=Python Software Foundation\n"
            "Signature verification: ok\n",
            False,
        ),
        ("", False),
    ],
)
def test_only_the_foundation_signs_python(said: str, is_theirs: bool) -> None:
    assert python.signed_by_foundation(said) is is_theirs


def test_a_window_is_asked_once_and_waited_for() -> None:
    seen = iter([{7}, {7}, {7, 8}, set()])
    asked: list[set[int]] = []
    assert before.closed(lambda: next(seen), asked.append, lambda _s: None)
    assert asked == [{7}, {8}]


def test_a_window_that_stays_open_stops_the_set_up() -> None:
    assert not before.closed(lambda: {7}, lambda _p: None, lambda _s: None, patience_s=1)


def test_a_desk_without_data_needs_no_backup(tmp_path: Path) -> None:
    assert before.back_up(tmp_path, "en") == (True, "")


def test_a_backup_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "claims.db").write_bytes(b"no database" * 100)
    done, said = before.back_up(tmp_path, "en")
    assert not done
    assert "claims.db" in said or "backup" in said.casefold() or "database" in said.casefold()


def test_stubs_hold_what_one_library_is_asked_for() -> None:
    table = (
        "\tDLL Name: KERNEL32.dll\n\tvma:  Hint/Ord Member-Name Bound-To\n"
        "\t8f1200\t  123  CloseHandle\n\n"
        "\tDLL Name: icuuc.dll\n\tvma:  Hint/Ord Member-Name Bound-To\n"
        "\t8f1234\t  300  ucnv_close\n\t8f1242\t    0  ucnv_open\n\n"
    )
    assert stubs.names_asked(table, "icuuc.dll") == {"ucnv_close", "ucnv_open"}
    assert stubs.names_asked(table, "mscms.dll") == set()


def test_before_runs_on_the_standard_library_alone() -> None:
    asked = re.findall(r"^(?:from|import) (\w+)", Path(before.__file__).read_text("utf-8"), re.M)
    assert set(asked) <= sys.stdlib_module_names
