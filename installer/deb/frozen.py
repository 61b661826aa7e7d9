"""The program with its Python in one folder: PyInstaller makes it, what is not needed goes.

Libraries of the system stay with the system, which mends their holes; the package depends on them.
"""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer import payload
from installer.deb import elf
from installer.environment import ROOT, SetupError

NAME = "warrantydesk"
INSIDE = "_internal"
# Development, and what Python offers to people at a terminal.
NOT_FROZEN = (
    "IPython", "PySide6.QtQml", "PySide6.QtQuick", "_pytest", "babel", "duckdb", "hypothesis",
    "mypy", "pip", "pkg_resources", "pytest", "readline", "setuptools", "tkinter", "zxingcpp",
)  # fmt: skip
_PLUGINS = f"{INSIDE}/PySide6/Qt/plugins"
# A desk has X11 or Wayland, a keyboard and a mouse; it speaks with no network.
DROPPED = (
    f"{INSIDE}/PySide6/Qt/qml/**/*",
    f"{INSIDE}/PySide6/Qt/lib/libQt6Q*",
    f"{INSIDE}/PySide6/Qt/lib/libQt6Designer*",
    f"{_PLUGINS}/egldeviceintegrations/*",
    f"{_PLUGINS}/generic/*",
    f"{_PLUGINS}/imageformats/libq[itw][cgb][nam]*",
    f"{_PLUGINS}/networkinformation/*",
    f"{_PLUGINS}/platforms/libq[elmv][gikn]*",
    f"{_PLUGINS}/platforms/libqv*",
    f"{_PLUGINS}/platformthemes/libqgtk3.so",
    f"{_PLUGINS}/tls/*",
    f"{_PLUGINS}/wayland-graphics-integration-client/lib[dsv]*",
    f"{_PLUGINS}/wayland-shell-integration/lib[fiqw]*",
)
LANGUAGES = ("en", "zh_CN")


def freeze(python: Path, work: Path) -> Path:
    """Freeze the program with the environment's Python below a work folder; returns its folder.

    Raises SetupError where PyInstaller fails or a library cannot be found.
    """
    log = work / "pyinstaller.log"
    left_out = [word for name in NOT_FROZEN for word in ("--exclude-module", name)]
    places = ["--distpath", str(work), "--workpath", str(work / "build"), "--specpath", str(work)]
    found = ["--paths", str(ROOT), "--collect-submodules", NAME]
    entry = str(ROOT / "installer" / "deb" / "entry.py")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--onedir", "--name", NAME]
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [*command, *places, *found, *left_out, entry],
            cwd=work,
            env={**os.environ, "PYINSTALLER_CONFIG_DIR": str(work / "cache")},
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    said = log.read_text("utf-8", "replace")
    if done.returncode:
        raise SetupError("\n".join(said.splitlines()[-6:]) + "\nThe program could not be frozen.")
    tree = work / NAME
    trim(tree)
    check(said, tree)
    payload.copy(payload.RESOURCES, tree / INSIDE / "resources")
    return tree


def trim(tree: Path) -> None:
    """Take away parts of Qt that no desk needs and libraries that the system brings."""
    for pattern in DROPPED:
        _remove(path for path in tree.glob(pattern) if not path.is_dir())
    inside = tree / INSIDE
    translations = inside / "PySide6" / "Qt" / "translations"
    _remove(
        path
        for path in translations.glob("*.qm")
        if path.stem not in {f"{kind}_{code}" for kind in ("qt", "qtbase") for code in LANGUAGES}
    )
    _remove(
        path
        for path in inside.glob("lib*.so*")
        if not path.is_symlink() and not path.name.startswith("libpython")
    )
    _drop_unasked(inside / "PySide6" / "Qt" / "lib", tree)
    _remove(path for path in tree.rglob("*") if path.is_symlink() and not path.exists())
    for folder in sorted(tree.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    for library in inside.glob("libpython*"):
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def check(said: str, tree: Path) -> None:
    """Raise SetupError for a library that PyInstaller missed and something in the tree asks for."""
    for library, who in re.findall(r"could not resolve '([^']+)', dependency of '([^']+)'", said):
        if any(path.name == Path(who).name for path in tree.rglob(Path(who).name)):
            elf.package_of(library, Path(who))


def _drop_unasked(folder: Path, tree: Path) -> None:
    """Take away the libraries of a folder that nothing in the tree asks for, until none is left."""
    while True:
        asked, _version = elf.asked_for(elf.program_files(tree))
        unasked = [path for path in folder.glob("lib*") if path.name not in asked]
        if not unasked:
            return
        _remove(unasked)


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        path.unlink()
