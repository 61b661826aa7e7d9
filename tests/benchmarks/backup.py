"""Backup and restore of a shop, against a plain ZIP and a plain copy of the same bytes.

    python tests/benchmarks/backup.py [--claims N] [--photos N] [--rounds N] [--folder DIR]

The desk's side copies the database through SQLite, looks at every page, writes a text per claim,
seals everything, reads all of it again and restores it with every check. The other side knows
nothing of all that: ``zipfile`` packs the same files at the same level and unpacks them again.
Without ``--folder`` a demo shop is made first; the photos are noise, as pressed pictures are.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from warrantydesk.domain.backup import BackupReason  # noqa: E402 - found by the path above
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.services.restoring import restore  # noqa: E402

PHOTO_BYTES = 180_000


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a work takes, and its result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def shop(folder: Path, claims: int) -> None:
    """Make a demo shop."""
    command = [sys.executable, "-m", "warrantydesk", "demo", str(folder)]
    subprocess.run([*command, "--claims", str(claims), "--seed", "1"], check=True, cwd=ROOT)


def add_photos(desk: Desk, photos: int) -> None:
    """Add photos to the newest claims that can take any."""
    desk.people.act_as("S01")
    claim = desk.claims.new()
    for number in range(photos):
        desk.attachments.add_bytes(claim.id, "PH", os.urandom(PHOTO_BYTES), f"photo-{number}.jpg")


def plain_backup(folder: Path, file: Path) -> None:
    """Pack database and files with the standard library."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        pack.write(folder / "claims.db", "claims.db")
        for path in sorted((folder / "att").glob("??/*")):
            pack.write(path, str(path.relative_to(folder)), zipfile.ZIP_STORED)


def plain_restore(file: Path, target: Path) -> None:
    """Unpack what ``plain_backup`` packed."""
    with zipfile.ZipFile(file) as pack:
        pack.extractall(target)


def measured(folder: Path, work: Path) -> dict[str, float]:
    """Return the seconds of both sides; nothing of them stays."""
    with Desk(folder).open() as desk:
        desk.people.act_as("S01")
        took, kept = timed(lambda: desk.backups.keep(BackupReason.BY_HAND))
        file = desk.backups.folder() / kept.name
    seconds = {"backup": took}
    seconds["plain backup"], _none = timed(lambda: plain_backup(folder, work / "plain.zip"))
    seconds["restore"], back = timed(lambda: restore(file, work / "back"))
    if not back.is_whole:
        raise SystemExit("the restore is not whole")
    seconds["plain restore"], _none = timed(
        lambda: plain_restore(work / "plain.zip", work / "plain")
    )
    for name in ("back", "plain"):
        shutil.rmtree(work / name)
    return seconds


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        work = Path(text)
        folder = work / "shop"
        if args.folder:
            shutil.copytree(args.folder, folder)
        else:
            shop(folder, args.claims)
        with Desk(folder).open() as desk:
            add_photos(desk, args.photos)
        rounds = [measured(folder, work) for _round in range(args.rounds)]
    best = {name: min(one[name] for one in rounds) for name in rounds[0]}
    for name in ("backup", "restore"):
        mine, other = best[name], best[f"plain {name}"]
        print(f"{name}: {mine:.2f} s, plain {other:.2f} s, {mine / other:.1f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
