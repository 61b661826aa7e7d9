"""Set up and check everything: ``python3 tests/run.py [--fast | --long]``.

Without a flag: environment, formatting, lint, types, contracts, all tests in their short form.
``--fast`` stops after the quick tests; ``--long`` adds the long fault runs and gives the benchmarks
their full size.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# No window, no file work: these tell first whether the house still stands.
QUICK = ["tests/test_*.py", "tests/domain", "tests/printing"]
WORKERS = "2"


def main() -> int:
    """Return 0 when every step passed, else 1 after the first that did not."""
    options = _options()
    began = time.monotonic()
    python = _environment()
    if python is None:
        return 1
    for name, command in steps(python, options.fast, options.long):
        if not step(name, command):
            return 1
    print(f"all passed in {time.monotonic() - began:.0f} s")
    return 0


def steps(python: Path, fast: bool, long: bool) -> list[tuple[str, list[str]]]:
    """Return the steps in order, each a name and a command; the quick ones come first."""
    module = [str(python), "-m"]
    pytest = [*module, "pytest"]
    quick = [str(path.relative_to(ROOT)) for part in QUICK for path in sorted(ROOT.glob(part))]
    rest = [f"--ignore-glob={ROOT / part}" for part in [*QUICK, "tests/benchmarks"]]
    marks = [] if long else ["-m", "not long"]
    listed = [
        ("formatting", [*module, "ruff", "format", "--check", "."]),
        ("lint", [*module, "ruff", "check", "."]),
        ("types", [*module, "mypy"]),
        ("contracts", [str(python.parent / "lint-imports")]),
        ("quick tests", [*pytest, *marks, *quick]),
    ]
    if not fast:
        listed.append(("tests", [*pytest, *marks, "-n", WORKERS, *rest]))
        short = [] if long else ["--short"]
        listed.append(("benchmarks", [str(python), "tests/benchmarks", *short]))
    return listed


def step(name: str, command: list[str]) -> bool:
    """Run one step, print its line and time, its whole output where it failed."""
    is_shown = name.endswith("tests") or name == "benchmarks"
    began = time.monotonic()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    print(f"{name} …", flush=True)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=None if is_shown else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode and done.stdout:
        sys.stdout.buffer.write(done.stdout)
    outcome = "FAILED" if done.returncode else "ok"
    print(f"{name}: {outcome}, {time.monotonic() - began:.1f} s", flush=True)
    return not done.returncode


def _environment() -> Path | None:
    sys.path.insert(0, str(ROOT))
    from installer.environment import SetupError, prepare

    began = time.monotonic()
    try:
        python = prepare()
    except SetupError as error:
        print(error, file=sys.stderr)
        return None
    print(f"environment: ok, {time.monotonic() - began:.1f} s", flush=True)
    return python


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Set up and check everything.")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--fast", action="store_true", help="only the quick checks")
    extent.add_argument("--long", action="store_true", help="also long faults, full benchmarks")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
