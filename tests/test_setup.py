"""The set-up says in one sentence what stops it and what to do; the catalog tool keeps order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog

from installer import catalog, environment

PACKAGES = ["libegl1", "libdbus-1-3"]


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr("platform.python_version", lambda: "3.10.4")
    with pytest.raises(environment.SetupError, match=r"3\.11 or newer; this is Python 3\.10\.4"):
        environment.check_version()


def test_a_user_gets_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(environment.SetupError, match=r"sudo apt-get install .*libegl1 libdbus-1-3"):
        environment.provide_packages(PACKAGES)


def test_other_systems_get_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(environment.SetupError, match="libegl1, libdbus-1-3"):
        environment.provide_packages(PACKAGES)


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    environment.provide_packages(PACKAGES)
    assert asked[0] == ["apt-get", "update"]
    assert asked[1][:2] == ["apt-get", "install"]
    assert asked[1][-2:] == PACKAGES


def test_missing_libraries_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "ready", lambda: True)
    monkeypatch.setattr(environment, "_loads", lambda name: name != "libEGL.so.1")
    assert environment.missing_packages(window=False) == ["libegl1"]
    monkeypatch.setattr(environment, "_loads", lambda name: "xcb" not in name)
    assert environment.missing_packages(window=False) == []
    assert "libxcb-cursor0" in environment.missing_packages(window=True)


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("NewConnectionError: Temporary failure in name resolution", "Connect this computer"),
        ("No space left on device", r"(?s)No space left.*could not be installed"),
    ],
)
def test_what_pip_could_not_do_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, printed: str, sentence: str
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", printed)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: failed)
    with pytest.raises(environment.SetupError, match=sentence):
        environment._pip("-r", "requirements.lock")


def test_a_changed_lock_or_a_moved_tree_is_set_up_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]", "utf-8")
    lock, stamp = tmp_path / "requirements.lock", tmp_path / "stamp"
    lock.write_text("one==1", "utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "LOCK", lock)
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
    assert not environment.ready()
    stamp.write_text(environment._wanted(), "utf-8")
    assert environment.ready()
    monkeypatch.setattr(environment, "ROOT", tmp_path / ".." / tmp_path.name)
    assert not environment.ready()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    lock.write_text("one==2", "utf-8")
    assert not environment.ready()


def some_catalog() -> Catalog:
    found = Catalog(locale="zh_CN")
    found.add("Print {n} labels", locations=[("a.py", 1)])
    found.add(("{n} piece", "{n} pieces"), locations=[("a.py", 2)])
    return found


def test_filling_takes_over_what_fits_and_names_the_rest() -> None:
    found = some_catalog()
    assert catalog.missing(found) == {"Print {n} labels": "", "{n} piece": [""]}
    wrong = catalog.fill(
        found, {"Print {n} labels": "打印 {m} 张标签", "{n} piece": ["{n} 件"], "Gone": "没了"}
    )
    assert len(wrong) == 2
    assert catalog.missing(found) == {"Print {n} labels": ""}
    assert catalog.fill(found, {"Print {n} labels": "打印 {n} 张标签"}) == []
    assert catalog.missing(found) == {}


def test_extracting_keeps_translations_and_drops_what_is_gone() -> None:
    old, found = some_catalog(), Catalog()
    catalog.fill(old, {"Print {n} labels": "打印 {n} 张标签", "{n} piece": ["{n} 件"]})
    found.add("Print {n} labels", locations=[("b.py", 7)])
    found.add("Stop", locations=[("b.py", 8)])
    new = catalog.updated(old, "zh_CN", found)
    assert new["Print {n} labels"].string == "打印 {n} 张标签"
    assert catalog.missing(new) == {"Stop": ""}
    assert "{n} piece" not in new


def test_the_same_sentences_give_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(catalog, "LOCALE", tmp_path)
    catalog.write("zh_CN", catalog.updated(Catalog(), "zh_CN", some_catalog()))
    first = catalog.source("zh_CN").read_bytes()
    catalog.write("zh_CN", catalog.read("zh_CN"))
    assert catalog.source("zh_CN").read_bytes() == first
    assert b"a.py" in first
