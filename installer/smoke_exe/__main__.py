"""The trial, in the project's environment; ``installer/smoke_windows.py`` calls it."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from installer.smoke_exe import steps
from installer.smoke_exe.wine import Wine


def main(argv: list[str]) -> int:
    """Try a set-up, one line a step; 1 where a step failed."""
    parser = argparse.ArgumentParser(
        prog="smoke_windows.py", description="Try a Windows set-up under Wine."
    )
    parser.add_argument("setup", type=Path, metavar="SETUP.exe")
    parser.add_argument(
        "--newer", type=Path, metavar="SETUP.exe", help="a set-up to upgrade to; else one is built"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="as of windows.py")
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="an empty folder for prefix and pictures, kept"
    )
    options = parser.parse_args(argv)
    for setup in (options.setup, options.newer):
        if setup is not None and not setup.is_file():
            parser.error(f"{setup} is no file")
    work = options.work or Path(tempfile.mkdtemp(prefix="warrantydesk-smoke-"))
    work = work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    wine = Wine(work)
    trial = steps.Trial(wine, options.setup.resolve(), options.newer, options.cache)
    try:
        wine.open()
        failed = trial.walk()
    finally:
        wine.close()
    print(f"{trial.done - failed} passed, {failed} failed; pictures in {work}")
    if options.work is None:
        shutil.rmtree(wine.prefix, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
