"""Where the files that ship with the program lie: source tree, wheel or frozen program."""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds icons, fonts, locale and brands.

    Raises FileNotFoundError when the program was installed without them.
    """
    here = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", here))
    for folder in (here / "_resources", here.parent / "resources", frozen / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("resources")


def find(name: str) -> Path:
    """Return the path of one shipped file or folder, as in ``find("icons/scan.svg")``."""
    return root() / name
