"""All benchmarks, one after the other, each in a process of its own.

    python tests/benchmarks [--short]

Each prints both sides and their ratio. None passes or fails by its figures; a benchmark that
does not run to its end makes the exit code 1. ``--short`` only shows that each still runs: its
figures mean nothing.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHORT = {
    "archive_table": ["--claims", "300", "--rounds", "1", "--frames", "5"],
    "backup": ["--claims", "60", "--photos", "4", "--rounds", "1"],
    "coverage": ["--rounds", "1"],
    "coverage_screen": ["--rounds", "1"],
    "dossiers": ["--claims", "40", "--dossiers", "3"],
    "excel": ["--rows", "500", "--pieces", "300"],
    "forms": ["--forms", "4", "--rounds", "1"],
    "imports": ["--parts", "200", "--vins", "200"],
    "labels": ["--labels", "20", "--rounds", "1"],
    "matching": ["--claims", "500", "--lines", "200", "--rounds", "1"],
    "save": ["--claims", "60", "--saves", "4"],
    "search": ["--claims", "300", "--queries", "2", "--peers", "1"],
    "shelf": ["--large", "600", "--old", "600", "--rounds", "1"],
    "shell": ["--claims", "60", "--idle", "1", "--rounds", "1"],
    "start": ["--rounds", "1"],
    "tables": ["--rows", "500", "--rounds", "1"],
    "today": ["--claims", "200", "--rounds", "1"],
}


def main() -> int:
    """Return 0 when every benchmark ran to its end."""
    short = "--short" in sys.argv[1:]
    broken = []
    for script in sorted(HERE.glob("[!_]*.py")):
        print(f"== {script.stem}", flush=True)
        command = [sys.executable, str(script), *(SHORT[script.stem] if short else [])]
        if subprocess.run(command, check=False).returncode:
            broken.append(script.stem)
    if broken:
        print(f"did not run to the end: {', '.join(broken)}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
