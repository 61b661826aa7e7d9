"""What ships: sources and leavings stay behind; a wheel works where there is no tree."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer import payload
from warrantydesk import __version__


def test_the_version_is_the_one_of_the_package() -> None:
    assert payload.version() == __version__


def test_sources_and_leavings_stay_behind(tmp_path: Path) -> None:
    for name in ("a.po", "b.mo", "c.py", "c.py~", ".hidden", "__pycache__/c.pyc", ".git/x", "d/e"):
        place = tmp_path / "from" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(name)
    payload.copy(tmp_path / "from", tmp_path / "to")
    assert [str(name) for name in payload.shipped(tmp_path / "to")] == ["b.mo", "c.py", "d/e"]


def test_what_the_program_reads_is_among_what_ships() -> None:
    names = {str(name) for name in payload.shipped(payload.RESOURCES)}
    assert "locale/zh_CN/LC_MESSAGES/warrantydesk.mo" in names
    assert "licences/index.csv" in names
    assert not [name for name in names if name.endswith(".po")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel of this tree installed in it, built without a network."""
    pytest.importorskip("setuptools")
    room = tmp_path_factory.mktemp("wheel")
    for folder in ("warrantydesk", "resources", "installer"):
        shutil.copytree(
            payload.ROOT / folder, room / "tree" / folder, ignore=shutil.ignore_patterns("*.pyc")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(payload.ROOT / name, room / "tree" / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--no-index", "-q", "-w", str(room), str(room / "tree")],
        check=True,
        cwd=room,
    )
    wheel = next(room.glob("*.whl"))
    assert f"-{__version__}-" in wheel.name
    with zipfile.ZipFile(wheel) as whole:
        whole.extractall(room / "there")
    shutil.rmtree(room / "tree")
    return room / "there"


def run(installed: Path, *words: str) -> str:
    """Run the installed program from its folder alone and return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "warrantydesk", *words],
        cwd=installed,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def test_a_wheel_says_its_version_and_builds_a_shop(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version").strip() == __version__
    run(
        installed, "demo", str(tmp_path / "shop"), "--claims", "2", "--seed", "1", "--lang", "zh_CN"
    )
    assert (tmp_path / "shop" / "claims.db").exists()
    assert (installed / "warrantydesk" / "_resources" / "brands").is_dir()
