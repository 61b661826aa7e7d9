"""What a program file of Linux asks of others, read by ``objdump``; which package brings it."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from installer.environment import QT_LIBRARIES, WINDOW_LIBRARIES, SetupError

# Where the building machine lacks a library, its package is known all the same.
PACKAGES = {
    **QT_LIBRARIES,
    **WINDOW_LIBRARIES,
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
SYSTEM_FOLDER = re.compile(r"^(?:/usr)?/lib(?:64)?(?:/[a-z0-9_]+-linux-gnu)?$")


def program_files(tree: Path) -> Iterator[Path]:
    """Yield every ELF file below a folder; links are passed over."""
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def asked_for(files: Iterable[Path]) -> tuple[dict[str, list[Path]], tuple[int, int]]:
    """Return who asks for which library, and the newest version of the C library asked for."""
    libraries: dict[str, list[Path]] = {}
    newest = (2, 0)
    for path in files:
        told = subprocess.run(
            ["objdump", "-p", str(path)], capture_output=True, text=True, check=True
        ).stdout
        for name in re.findall(r"(?m)^ +NEEDED +(\S+)$", told):
            libraries.setdefault(name, []).append(path)
        for major, minor in re.findall(r"\bGLIBC_(\d+)\.(\d+)\b", told):
            newest = max(newest, (int(major), int(minor)))
    return libraries, newest


def depends(tree: Path) -> list[str]:
    """Return the packages that a tree needs of the system, by what its files ask for.

    Raises SetupError for a library that neither lies in the tree nor belongs to a package.
    """
    libraries, (major, minor) = asked_for(program_files(tree))
    shipped = {path.name for path in tree.rglob("*")}
    found = {package_of(name, who[0]) for name, who in libraries.items() if name not in shipped}
    return [f"libc6 (>= {major}.{minor})", *sorted(found - {"libc6"})]


def package_of(library: str, who: Path) -> str:
    """Return the package that brings a library; SetupError where none does."""
    if library in PACKAGES:
        return PACKAGES[library]
    told = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False
    ).stdout
    for line in told.splitlines():
        package, _colon, place = line.rpartition(": ")
        if SYSTEM_FOLDER.match(str(Path(place).parent)):
            # Debian 13 calls some of them …t64 and lets them answer to the older name.
            return re.sub(r"t64$", "", package.split(":")[0])
    raise SetupError(
        f"{library}, which {who.name} needs, could not be resolved. Install the package that "
        "brings it, or name it in installer/deb/elf.py, and start the same command again."
    )
