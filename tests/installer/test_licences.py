"""The list of licences: everything that ships stands in it, in its version, with its text."""

import csv
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer import licences
from installer.payload import RESOURCES, ROOT
from warrantydesk import __version__

FOLDER = RESOURCES / "licences"


def rows() -> list[dict[str, str]]:
    with (FOLDER / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_time_packages() -> set[str]:
    """Return what pyproject asks for and what that asks for here, walked by hand."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        need = waiting.pop()
        name = canonicalize_name(need.name)
        systems = [{"sys_platform": one, "extra": ""} for one in ("linux", "win32")]
        if name in found or (need.marker and not any(map(need.marker.evaluate, systems))):
            continue
        found.add(name)
        with suppress(PackageNotFoundError):  # for another system
            waiting += [Requirement(line) for line in distribution(name).requires or ()]
    return found


def test_each_package_that_ships_stands_there_as_pinned() -> None:
    pinned = licences.pinned()
    listed = {canonicalize_name(row["name"]): row for row in rows()}
    needed = run_time_packages()
    assert {"pywin32", "pyside6-essentials", "pycryptodomex", "cffi"} <= needed
    for name in needed:
        assert name in listed, f"{name} is missing: python -m installer.licences"
        assert listed[name]["version"] == pinned[name], f"{name}: python -m installer.licences"


def test_each_row_is_whole_and_each_text_is_named() -> None:
    for row in rows():
        assert (FOLDER / row["file"]).read_text("utf-8").strip(), row["name"]
        assert row["licence"]
        assert row["shipped"] in {"windows", "linux", "both"}
    named = {row["file"] for row in rows()}
    assert {path.name for path in FOLDER.iterdir()} == named | {"index.csv"}


def test_the_program_leads_and_says_its_version() -> None:
    first = rows()[0]
    assert (first["name"], first["version"]) == ("Warranty Desk", __version__)


def test_a_package_without_a_licence_stops_the_work() -> None:
    with pytest.raises(ValueError, match="states no licence"):
        licences._licence({"Name": "unheard-of", "License": "see the file"})
    assert licences._licence({"Name": "segno"}) == "BSD-3-Clause"
    assert licences._licence({"Name": "other", "License-Expression": "MIT"}) == "MIT"


def test_the_texts_of_a_wheel_are_found(tmp_path: Path) -> None:
    import zipfile

    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as out:
        out.writestr("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\n\nwords")
        out.writestr("thing-1.0.dist-info/licenses/LICENSE", "who may")
        out.writestr("thing/License.txt", b"\xa9 old")
        out.writestr("thing/licensing.py", "code")
    metadata, text = licences._read_wheel(wheel)
    assert metadata["Version"] == "1.0"
    assert "who may" in text
    assert "© old" in text
    assert "code" not in text
