"""Build the Windows set-up on Linux: ``python3 installer/windows.py [--out DIR]``.

Leaves ``WarrantyDesk-VERSION-setup.exe`` and the list of everything in it with hashes. What is
fetched is kept in ``--cache`` and used again; ``installer/windows.md`` tells what is in it and how
it was tried.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from environment import ROOT, SetupError, prepare, provide_packages

# What the build calls: program -> Debian package.
TOOLS = {"makensis": "nsis", "osslsigncode": "osslsigncode"}


def main(argv: list[str]) -> int:
    """Provide tools and environment, then build there; 1 with a sentence where that failed."""
    try:
        provide_packages([TOOLS[tool] for tool in TOOLS if shutil.which(tool) is None])
        python = prepare()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    command = [str(python), "-m", "installer.setup_exe", *argv]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
