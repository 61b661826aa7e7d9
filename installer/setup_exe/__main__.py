"""The build itself, in the project's environment; ``installer/windows.py`` calls it."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from installer import payload
from installer.environment import ROOT, SetupError
from installer.setup_exe import pack, python, tree, wheels


def main(argv: list[str]) -> int:
    """Build, saying each step; 1 with a sentence where it failed."""
    options = _options(argv)
    try:
        build(options)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(options: argparse.Namespace) -> Path:
    """Fetch, lay out, pack; returns the setup.exe. Raises SetupError."""
    out, cache = options.out.resolve(), options.cache.resolve()
    for folder in (out, cache):
        folder.mkdir(parents=True, exist_ok=True)
    version = options.stamp or payload.version()
    with tempfile.TemporaryDirectory(prefix="warrantydesk-setup-") as scratch:
        program = Path(scratch) / "program"
        program.mkdir()
        _say("Python for Windows, its signatures checked")
        python.unpack(program, cache, options.python_zip)
        _say("wheels of requirements.lock")
        fetched = wheels.fetch(cache)
        _say(f"program {version}, {len(fetched)} packages")
        tree.lay(program, fetched, options.stamp)
        tree.date(program, when())
        _say("packing, which takes a minute or two")
        made = pack.pack(program, version, out, options.quick)
        shutil.copyfile(program / tree.CONTENTS, made.with_suffix(".contents.txt"))
    _say(f"{made}, {made.stat().st_size / 1e6:.1f} MB")
    return made


def when() -> int:
    """Return the time that all files bear: SOURCE_DATE_EPOCH, else that of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else int(time.time())


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="windows.py", description="Build the Windows set-up of Warranty Desk."
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument(
        "--cache",
        type=Path,
        default=ROOT / "build" / "windows",
        metavar="DIR",
        help="where what was fetched is kept",
    )
    parser.add_argument(
        "--python-zip",
        type=Path,
        metavar="FILE",
        help="python-3.13.…-embed-amd64.zip of python.org in the place of the pinned one",
    )
    parser.add_argument(
        "--stamp", default="", metavar="VERSION", help="another version, to try an upgrade"
    )
    parser.add_argument("--quick", action="store_true", help="pack loosely, to try something")
    options = parser.parse_args(argv)
    if options.python_zip is not None and not options.python_zip.is_file():
        parser.error(f"{options.python_zip} is no file")
    return options


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
