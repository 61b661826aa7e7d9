"""The licences of everything that ships: ``python -m installer.licences`` writes them anew.

``resources/licences/index.csv`` has a row for each thing: name, version, licence, file of the text
beside it, and where it ships (windows, linux or both). What the program needs of requirements.lock
is taken from the installed packages; what ships for Windows alone is downloaded, by its hashes.
What is no package (Python, Qt's parts, fonts, icons) is named here, its texts are kept in the
folder. Nothing is left in the folder that no row names.
"""

import csv
import io
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from email.parser import HeaderParser
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.payload import LICENCE, RESOURCES, ROOT, version

FOLDER = RESOURCES / "licences"
INDEX = "index.csv"
LOCK = ROOT / "requirements.lock"
COLUMNS = ("name", "version", "licence", "file", "shipped")
SYSTEMS = {"linux": "linux", "win32": "windows"}
TEXT = re.compile(r"(?i)(licen[cs]e|copying|notice)")
# Qt's texts are no part of its wheels.
KEPT = {"pyside6-essentials": "qt.txt", "shiboken6": "qt.txt"}
# Where a package states its licence in its own words only.
SPDX = {
    "peewee": "MIT",
    "pycryptodomex": "BSD-2-Clause AND Unlicense",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",
    "pywin32": "PSF-2.0",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
}


class Row(NamedTuple):
    """One thing that ships, as it stands in the index."""

    name: str
    version: str
    licence: str
    file: str
    shipped: str


# No packages of Python: their texts lie in the folder and are changed by hand.
OTHERS = (
    Row("CPython", "3.11–3.13", "PSF-2.0", "cpython.txt", "both"),
    Row("GNU General Public License (named by the LGPL)", "3", "GPL-3.0-only", "gpl-3.txt", "both"),
    Row("GNU Lesser General Public License", "3", "LGPL-3.0-only", "lgpl-3.txt", "both"),
    Row("ICU (in Qt)", "73", "Unicode-3.0", "icu.txt", "linux"),
    Row("Microsoft Visual C++ runtime", "14", "proprietary", "visual-c-runtime.txt", "windows"),
    Row("OpenSSL (in Python)", "3", "Apache-2.0", "openssl.txt", "windows"),
    Row("PDFium (in pypdfium2)", "", "BSD-3-Clause AND Apache-2.0", "pypdfium2.txt", "both"),
    Row("SQLite (in Python)", "3", "blessing", "sqlite.txt", "windows"),
    Row("zlib (in Python)", "1", "Zlib", "zlib.txt", "windows"),
)


def needed(system: str) -> list[str]:
    """Return the names of the packages that ship for a system, by ``sys.platform``.

    What pyproject asks for, and what that asks for, as the installed packages state it.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return sorted(_closure(project["dependencies"], system))


def pinned() -> dict[str, str]:
    """Return the version of each package of requirements.lock, by its name."""
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", LOCK.read_text("utf-8"))
    return {canonicalize_name(name): number for name, number in found}


def gathered() -> tuple[list[Row], dict[str, str]]:
    """Return the rows and the texts by file name; texts kept in the folder are not among them.

    Raises ValueError for a package without a text or a licence, or not in its pinned version.
    """
    linux, windows, locked = needed("linux"), needed("win32"), pinned()
    rows = [
        Row("Warranty Desk", version(), "MIT", "warrantydesk.txt", "both"),
        Row("Noto Sans SC", "", "OFL-1.1", "noto-sans-sc.txt", "both"),
        Row("Fluent UI System Icons", "", "MIT", "icons.txt", "both"),
    ]
    texts = {
        "warrantydesk.txt": LICENCE.read_text("utf-8"),
        "noto-sans-sc.txt": (RESOURCES / "fonts" / "OFL.txt").read_text("utf-8"),
        "icons.txt": (RESOURCES / "icons" / "LICENSE").read_text("utf-8"),
    }
    for name in sorted({*linux, *windows, "pyinstaller"}):
        shipped = _shipped(name in linux or name == "pyinstaller", name in windows)
        metadata, text = _from_wheel(name) if shipped == "windows" else _installed(name)
        if metadata["Version"] != locked[name]:
            raise ValueError(f"{name} {metadata['Version']} is not what requirements.lock pins")
        file = KEPT.get(name, f"{name}.txt")
        if file == f"{name}.txt":
            texts[file] = text
        rows.append(Row(metadata["Name"], locked[name], _licence(metadata), file, shipped))
        if file in texts and not text.strip():
            raise ValueError(f"{name} carries no text of its licence")
    return sorted([*rows, *OTHERS], key=_place), texts


def write() -> list[Path]:
    """Write index and texts; returns the files that were in the way and are gone."""
    rows, texts = gathered()
    for file, text in texts.items():
        (FOLDER / file).write_text(text, "utf-8", newline="\n")
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(rows)
    (FOLDER / INDEX).write_text(out.getvalue(), "utf-8", newline="\n")
    named = {row.file for row in rows} | {INDEX}
    gone = [path for path in FOLDER.iterdir() if path.name not in named]
    for path in gone:
        path.unlink()
    return gone


def _place(row: Row) -> tuple[bool, str]:
    return row.name != "Warranty Desk", row.name.casefold()  # the program itself leads


def _closure(asked: Iterable[str], system: str) -> set[str]:
    found: set[str] = set()
    waiting = [(Requirement(line), "") for line in asked]
    while waiting:
        need, extra = waiting.pop()
        name = canonicalize_name(need.name)
        if name in found or not _applies(need, system, extra):
            continue
        found.add(name)
        if name == "pywin32":  # cannot be installed elsewhere, and needs nothing
            continue
        for line in distribution(name).requires or ():
            waiting += [(Requirement(line), one) for one in ("", *need.extras)]
    return found


def _applies(need: Requirement, system: str, extra: str) -> bool:
    names = {"linux": ("Linux", "posix"), "win32": ("Windows", "nt")}[system]
    place = {"sys_platform": system, "platform_system": names[0], "os_name": names[1]}
    return need.marker is None or need.marker.evaluate({**place, "extra": extra})


def _shipped(linux: bool, windows: bool) -> str:
    return "both" if linux and windows else SYSTEMS["linux" if linux else "win32"]


def _installed(name: str) -> tuple[Mapping[str, str], str]:
    found: Distribution = distribution(name)
    texts = {
        str(path): _decoded(path.read_binary())
        for path in found.files or ()
        if ".dist-info" in str(path) and _is_text(path.parts)
    }
    return found.metadata, _joined(texts)


def _from_wheel(name: str) -> tuple[Mapping[str, str], str]:
    """Download what is for Windows alone and read it; only a file of the lock's hashes is taken."""
    block = re.search(rf"(?m)^{re.escape(name)}==.*(?:\n    .*)*", LOCK.read_text("utf-8"))
    if block is None:
        raise ValueError(f"{name} is not in requirements.lock")
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.txt"
        asked.write_text(re.sub(r" ;[^\\\n]*", "", block[0]), "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        which = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13"]
        subprocess.run([*pip, *which, "--dest", folder, "-r", str(asked)], check=True)
        return _read_wheel(next(Path(folder).glob("*.whl")))


def _read_wheel(wheel: Path) -> tuple[Mapping[str, str], str]:
    with zipfile.ZipFile(wheel) as whole:
        names = whole.namelist()
        place = next(name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(whole.read(place).decode("utf-8"))
        texts = {
            name: _decoded(whole.read(name))
            for name in names
            if _is_text(Path(name).parts) and Path(name).suffix.lower() in ("", ".txt", ".rst")
        }
    return dict(metadata.items()), _joined(texts)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")  # some texts are as old as that


def _is_text(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower() != "metadata" and any(TEXT.search(part) for part in parts[1:])


def _joined(texts: Mapping[str, str]) -> str:
    """Return the texts below each other, a heading above each where there are several."""
    return "\n\n".join(_headed(texts)) + "\n" if texts else ""


def _headed(texts: Mapping[str, str]) -> Iterator[str]:
    for place, text in sorted(texts.items()):
        body = text.replace("\r\n", "\n").strip("\n")
        yield body if len(texts) == 1 else f"===== {Path(place).name} =====\n\n{body}"


def _licence(metadata: Mapping[str, str]) -> str:
    """Return the SPDX expression, as the package states it or as it was read in its text."""
    name = canonicalize_name(metadata["Name"])
    said = dict(metadata.items())
    stated = SPDX.get(name) or said.get("License-Expression") or said.get("License", "")
    if not stated or " " in stated.replace(" AND ", "").replace(" OR ", "").replace(" WITH ", ""):
        raise ValueError(f"{name} states no licence; read its text and name it in SPDX")
    return stated


def main() -> None:
    """Write index and texts, and say what went."""
    for path in write():
        print(f"gone: {path.name}")
    print(FOLDER / INDEX)


if __name__ == "__main__":
    main()
