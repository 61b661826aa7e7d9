"""Packing: NSIS makes one setup.exe of the folder that is installed."""

import re
import subprocess
from pathlib import Path

from installer.environment import SetupError
from installer.setup_exe import tree

HERE = Path(__file__).parent
SCRIPT, BEFORE = HERE / "setup.nsi", HERE / "before.py"
# The Windows that Qt 6.11 and this Python ask for: 10, version 1809.
OLDEST_BUILD = 17763
_SLOW = "/SOLID lzma"


def pack(program: Path, version: str, out: Path, is_quick: bool = False) -> Path:
    """Write ``WarrantyDesk-VERSION-setup.exe`` into a folder and return it.

    ``is_quick`` packs loosely, for trials. Raises SetupError with the words of NSIS where it fails.
    """
    target = out / f"WarrantyDesk-{version}-setup.exe"
    told = {
        "VERSION": version,
        "NUMBERS": four_numbers(version),
        "PROGRAM": program,
        "BEFORE": BEFORE,
        "ICON": program / "resources/app/app.ico",
        "TARGET": target,
        "OLDEST_BUILD": OLDEST_BUILD,
        "SIZE_KB": size_kb(program),
        "COMPRESSOR": "zlib" if is_quick else _SLOW,
    }
    defines = [f"-D{name}={value}" for name, value in told.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, str(SCRIPT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(f"{(done.stdout + done.stderr).strip()[-2000:]}\nNSIS did not pack.")
    return target


def four_numbers(version: str) -> str:
    """Return a version as Windows wants it: ``1.0.0`` as ``1.0.0.0``."""
    if not re.fullmatch(r"\d+(\.\d+){0,3}", version):
        raise SetupError(f"{version} is no version that Windows can show: numbers and dots alone.")
    numbers = version.split(".")
    return ".".join((numbers + ["0"] * 4)[:4])


def size_kb(program: Path) -> int:
    """Return what the installed program takes on the disk, in KiB."""
    return sum((program / name).stat().st_size for name in tree.names(program)) // 1024
