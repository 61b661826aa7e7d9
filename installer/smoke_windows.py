"""Try a Windows set-up under Wine: ``python3 installer/smoke_windows.py SETUP.exe``.

Installs into a prefix of its own, starts the window, upgrades over it, removes it; one line a step,
OK or FAILED. Nothing outside ``--work`` is touched; ``installer/windows.md`` tells what Wine shows
and what only a Windows PC can show.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from environment import ROOT, SetupError, prepare, provide_packages

# What the trial calls: program -> Debian packages.
TOOLS = {
    "wine": "wine wine64",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}


def main(argv: list[str]) -> int:
    """Provide tools and environment, then try there; 1 where anything failed."""
    missing = [TOOLS[tool] for tool in TOOLS if shutil.which(tool) is None]
    try:
        provide_packages(" ".join(missing).split())
        python = prepare()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    here = [str(Path(one).resolve()) if Path(one).exists() else one for one in argv]
    command = [str(python), "-m", "installer.smoke_exe", *here]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
