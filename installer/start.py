"""Set up what is missing, then show the program on a demo shop: ``python3 installer/start.py``.

Without a display the clerk's day is walked by program, and the papers, labels and screenshots
that it leaves are named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from environment import ROOT, SetupError, prepare

OUT = ROOT / "out"
DEMO = OUT / "demo"
TOUR = OUT / "tour"
DEMO_CLAIMS = "60"
KINDS = {".pdf": "PDFs", ".png": "labels and screenshots", ".zpl": "printer bytes"}
PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"


def main() -> int:
    """Return what the program returned, or 1 with a sentence where the set-up failed."""
    options = _options()
    display = not options.tour and has_display()
    try:
        python = prepare(window=display)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    language = ["--lang", options.lang] if options.lang else []
    if display and opens_windows(python):
        return show(python, language)
    return walk(python, language)


def has_display() -> bool:
    """Tell whether this session has a screen at all."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def opens_windows(python: Path) -> bool:
    """Tell whether Qt reaches the screen; a stale DISPLAY is a common disappointment."""
    done = subprocess.run([str(python), "-c", PROBE], capture_output=True, check=False)
    if done.returncode:
        print("The display cannot be used, so the day is walked without a window.")
    return not done.returncode


def show(python: Path, language: list[str]) -> int:
    """Open the window on the demo shop; the shop is made once and then kept."""
    if not DEMO.exists():
        print(f"demo shop: {DEMO}", flush=True)
        made = run(python, "demo", str(DEMO), "--claims", DEMO_CLAIMS, "--seed", "1", *language)
        if made:
            shutil.rmtree(DEMO, ignore_errors=True)
            return made
    return run(python, "--data", str(DEMO), *language)


def walk(python: Path, language: list[str]) -> int:
    """Walk the clerk's day without a screen and name what it left."""
    shutil.rmtree(TOUR, ignore_errors=True)
    print(f"the clerk's day, without a window: {TOUR}", flush=True)
    walked = run(python, "tour", str(TOUR), *language, QT_QPA_PLATFORM="offscreen")
    for line in found(TOUR):
        print(line)
    return walked


def run(python: Path, *arguments: str, **environment: str) -> int:
    """Run the program in its environment and return its exit code."""
    command = [str(python), "-m", "warrantydesk", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def found(folder: Path) -> list[str]:
    """Return one line for each folder with papers, labels or screenshots: how many lie where."""
    counts = Counter(
        (path.parent, KINDS[path.suffix])
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.is_file()
    )
    return [f"  {n} {kind} in {place}" for (place, kind), n in sorted(counts.items())]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Set up Warranty Desk and start it.")
    parser.add_argument("--tour", action="store_true", help="walk the day without a window")
    parser.add_argument("--lang", choices=["zh_CN", "en"], help="language of the program")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
