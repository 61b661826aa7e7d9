"""Build the Debian package: ``python3 installer/debian.py [--out DIR]``.

Sets the environment up, freezes the program with its Python and Qt, and packs it for the kind of
machine it is built on. Debian 12 or newer; see installer/linux.md for what was tried where.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from email.utils import formatdate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import payload
from installer.deb import elf, frozen
from installer.environment import ROOT, SetupError, prepare

OUT = ROOT / "out"
PARTS = ROOT / "installer" / "deb"
PLACE = "opt/warrantydesk"
TOOLS = {"dpkg-deb": "dpkg", "objdump": "binutils", "strip": "binutils"}
MAINTAINER = "Warranty Desk <warrantydesk@localhost>"
CONTROL = """\
Package: warrantydesk
Version: {version}
Architecture: {machine}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: cups, cups-client, xdg-utils, pulseaudio-utils | pipewire-bin | alsa-utils
Section: misc
Priority: optional
Description: desk of a car dealer's warranty clerk
 Claims for repairs under the maker's warranty, the inspection that justifies
 them, the old parts that are kept and sent back, the money until it is on the
 account, and the archive in which all of it is found again. Chinese and
 English, on one PC and without a network.
"""


def main() -> int:
    """Build the package; 1 with a sentence where that failed."""
    parser = argparse.ArgumentParser(description="Build the Debian package of Warranty Desk.")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="where it is put")
    out: Path = parser.parse_args().out
    try:
        _check_tools()
        python = prepare(window=False)
        print(build(python, out.resolve()))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(python: Path, out: Path) -> Path:
    """Freeze and pack the program; returns the package's path. Raises SetupError."""
    out.mkdir(parents=True, exist_ok=True)
    machine = _said("dpkg", "--print-architecture")
    package = out / f"warrantydesk_{payload.version()}_{machine}.deb"
    with tempfile.TemporaryDirectory(prefix="warrantydesk-deb-") as folder:
        print("program: frozen with its Python (a minute or two)", flush=True)
        tree = frozen.freeze(python, Path(folder))
        root = Path(folder) / "root"
        furnish(root, tree)
        needs = elf.depends(root / PLACE)
        print(f"needs: {', '.join(needs)}", flush=True)
        _write_control(root, machine, needs)
        _settle_modes(root)
        print("package: compressed (a minute or two)", flush=True)
        _said("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package))
    return package


def furnish(root: Path, tree: Path) -> None:
    """Lay out what the package brings, below a root folder that does not exist yet."""
    (root / PLACE).parent.mkdir(parents=True)
    shutil.move(tree, root / PLACE)
    share = root / "usr" / "share"
    for part, name in (
        ("warrantydesk.desktop", "applications/warrantydesk.desktop"),
        ("lintian-overrides", "lintian/overrides/warrantydesk"),
    ):
        _put(share / name, (PARTS / part).read_bytes())
    icon = (payload.RESOURCES / "app" / "app.svg").read_bytes()
    _put(share / "icons/hicolor/scalable/apps/warrantydesk.svg", icon)
    _put(share / "man/man1/warrantydesk.1.gz", _packed((PARTS / "warrantydesk.1").read_bytes()))
    _put(share / "doc/warrantydesk/copyright", copyright_text().encode())
    _put(share / "doc/warrantydesk/changelog.gz", _packed(_changelog().encode()))
    command = root / "usr" / "bin" / "warrantydesk"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/{PLACE}/{frozen.NAME}")


def copyright_text() -> str:
    """Return the copyright file: the program's own licence, and whose work it brings along."""
    with (payload.RESOURCES / "licences" / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["shipped"] != "windows"]
    place = f"/{PLACE}/{frozen.INSIDE}/resources/licences"
    lines = [f"  {row['name']} {row['version']}: {row['licence']} ({row['file']})" for row in rows]
    return "\n".join(
        [
            "Warranty Desk",
            "",
            payload.LICENCE.read_text("utf-8"),
            f"The package brings the work of others along; their licences lie in {place}:",
            "",
            *lines,
            "",
            "On Debian systems the LGPL 3, under which Qt is used, is also in",
            "/usr/share/common-licenses/LGPL-3.",
            "",
        ]
    )


def _write_control(root: Path, machine: str, needs: list[str]) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    control = root / "DEBIAN"
    text = CONTROL.format(
        version=payload.version(),
        machine=machine,
        maintainer=MAINTAINER,
        size=sum(path.stat().st_size for path in files) // 1024 + 1,
        depends=", ".join(needs),
    )
    _put(control / "control", text.encode())
    sums = (f"{_md5(path)}  {path.relative_to(root).as_posix()}\n" for path in files)
    _put(control / "md5sums", "".join(sums).encode())
    for name in ("prerm", "postrm"):
        _put(control / name, (PARTS / name).read_bytes())


def _settle_modes(root: Path) -> None:
    """Give every file the mode that Debian wants, whatever this user's files get by habit."""
    programs = {root / PLACE / frozen.NAME, root / "DEBIAN" / "prerm", root / "DEBIAN" / "postrm"}
    root.chmod(0o755)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def _changelog() -> str:
    return (
        f"warrantydesk ({payload.version()}) stable; urgency=medium\n\n"
        f"  * Version {payload.version()}.\n\n"
        f" -- {MAINTAINER}  {formatdate(usegmt=True).replace('GMT', '+0000')}\n"
    )


def _check_tools() -> None:
    if not sys.platform.startswith("linux"):
        raise SetupError("A Debian package is built on Debian; this system is another one.")
    missing = sorted({TOOLS[name] for name in TOOLS if shutil.which(name) is None})
    if missing:
        raise SetupError(f"Install these packages first:\n  apt-get install {' '.join(missing)}")


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_plain())
    if done.returncode:
        raise SetupError(f"{done.stderr.strip()}\nThis did not work:\n  {' '.join(command)}")
    return done.stdout.strip()


def _plain() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
