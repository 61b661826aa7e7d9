"""Makes the pictures of the help: ``python -m installer.help_pictures``, from the program itself.

The tour is walked in both languages, light, on new demo shops; the screens that the help and the
README name are kept with at most 256 colours as ``resources/help/pictures/<language>/NAME.png``,
beside the drawing of how a claim goes. What is not named any more is removed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
LANGUAGES = ("zh_CN", "en")
COLOURS = 256
STATES = "states"
"""Drawn by ``installer/draw_states.py``."""
SHOTS: Mapping[str, str] = {
    "today": "today",
    "intake": "intake-lines",
    "inspection": "inspection",
    "shelf": "old-parts",
    "answer": "answer",
    "archive": "archive",
    "coverage": "coverage",
    "policies": "policies",
    "packing": "packing",
    "settlement": "statement",
    "receivables": "receivables",
    "month-end": "month-end",
    "folder": "claim-folder",
    "reports": "report-refusals",
    "restore": "restore",
    "journal": "journal",
    "bad-day": "bad-day",
    "first-run": "set-up",
    "take-over": "take-over",
    "palette": "palette",
}
"""Name in the help → name in the tour."""


def main() -> None:
    """Make all pictures and say how large they are together."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _run("installer.draw_states")
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            _run("warrantydesk", "tour", folder, "--lang", language)
            keep(Path(folder) / "screenshots", PICTURES / language)
    size = sum(file.stat().st_size for file in PICTURES.rglob("*.png"))
    print(f"{PICTURES.relative_to(ROOT)}: {size / 1_000_000:.1f} MB")


def keep(shots: Path, folder: Path) -> None:
    """Write the named pictures of a tour into a folder; take out what is not named.

    Raises FileNotFoundError naming the pictures that the tour did not make; nothing is written.
    """
    found = {file.stem.split("-", 1)[1]: file for file in shots.glob("*.png")}
    missing = sorted(set(SHOTS.values()) - set(found))
    if missing:
        raise FileNotFoundError(f"the tour made no picture {', '.join(missing)}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, shot in SHOTS.items():
        save(found[shot], folder / f"{name}.png")
    for file in folder.glob("*.png"):
        if file.stem not in SHOTS and file.stem != STATES:
            file.unlink()


def save(source: Path, target: Path) -> None:
    """Write a picture with few colours and as small as PNG can; texts stay sharp."""
    from PIL import Image

    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    waiting = target.with_suffix(".new")
    few.save(waiting, "PNG", optimize=True)
    shutil.move(waiting, target)


def _run(module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
