"""What ships: the package and its resources, without what only the making of them needs.

Every way out of this tree asks here: the wheel, the Debian package and the Windows set-up.
Standard library only, since it is read while a wheel is built.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "warrantydesk"
RESOURCES = ROOT / "resources"
LICENCE = ROOT / "LICENSE"
# Translations ship compiled; caches, and what editors leave, are nobody's.
LEFT_OUT = ("*.po", "*.pot", "*.pyc", "*.orig", "*.swp", "*~", ".*")
LEFT_OUT_FOLDERS = ("__pycache__",)


def version() -> str:
    """Return the version as the package states it, the only place where it is stamped.

    Raises ValueError where the package states none.
    """
    stated = re.search(
        r'^__version__ = "([0-9]+(?:\.[0-9]+)*)"$',
        (PACKAGE / "__init__.py").read_text("utf-8"),
        re.M,
    )
    if stated is None:
        raise ValueError("warrantydesk/__init__.py states no version")
    return stated[1]


def shipped(folder: Path) -> Iterator[PurePosixPath]:
    """Yield what ships of the package or of the resources, as names relative to the folder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not _left_out(name):
            yield PurePosixPath(name.as_posix())


def copy(folder: Path, target: Path) -> list[Path]:
    """Copy what ships of a folder below a target, which may exist; returns what was written."""
    written = []
    for name in shipped(folder):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, place)
        written.append(place)
    return written


def _left_out(name: Path) -> bool:
    return any(name.match(pattern) for pattern in LEFT_OUT) or any(
        part in LEFT_OUT_FOLDERS or part.startswith(".") for part in name.parts[:-1]
    )
