"""Make the environment of a fresh machine: Python, system libraries, ``.venv``, the program.

Standard library only, and readable by older Pythons far enough to say that they are too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "warrantydesk.stamp"
OLDEST = (3, 11)

# What Qt loads before it draws anything, even offscreen: library -> Debian package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",  # the window prints
}
NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ProxyError",
    "Could not find a version",
    "No matching distribution",
    "Network is unreachable",
)


class SetupError(Exception):
    """What stops the set-up, as a sentence that says what to do next."""


def prepare(window: bool = False) -> Path:
    """Make whatever is missing and return the Python of the environment.

    ``window`` also asks for the libraries of a real window. Raises SetupError.
    """
    check_version()
    provide_packages(missing_packages(window))
    if not ready():
        make_venv()
        install()
    return python()


def check_version() -> None:
    """Raise SetupError where this Python is too old for the program."""
    if sys.version_info < OLDEST:
        raise SetupError(
            "Warranty Desk needs Python {}.{} or newer; this is Python {}. "
            "Install a newer Python and start the same command with it.".format(
                *OLDEST, platform.python_version()
            )
        )


def python() -> Path:
    """Return the path of the environment's Python, whether it exists or not."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready() -> bool:
    """Tell whether the environment stands as the lock wants it."""
    return python().exists() and STAMP.exists() and STAMP.read_text("utf-8") == _wanted()


def missing_packages(window: bool) -> list[str]:
    """Return the Debian packages whose files cannot be found; none on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = [package for name, package in libraries.items() if not _loads(name)]
    if not ready() and importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info))
    return missing


def provide_packages(packages: list[str]) -> None:
    """Install Debian packages as root, else raise SetupError with the line to type."""
    if not packages:
        return
    line = "apt-get install --no-install-recommends --yes " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError(
            "This system lacks what Debian calls: {}. Install these with the system's own "
            "package tool and run the same command again.".format(", ".join(packages))
        )
    if os.geteuid() != 0:
        raise SetupError(f"Some system packages are missing. Install them with\n  sudo {line}")
    print("system packages: " + " ".join(packages), flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in ("apt-get update", line):
        done = subprocess.run(
            command.split(), env=quiet, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SetupError(f"{_tail(done.stderr)}\nThis did not work:\n  {line}")
    importlib.invalidate_caches()


def make_venv() -> None:
    """Make ``.venv`` beside pyproject.toml; one whose Python works is kept."""
    if _works(python()):
        return
    print(f"environment: {VENV}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(
            f"{_tail(done.stdout + done.stderr)}\nThe environment {VENV} could not be made. On "
            "Debian the package python3-venv makes this possible; the folder must be writable."
        )


def install() -> None:
    """Install the locked packages by their hashes, then the program itself from this folder."""
    print("packages: from requirements.lock (a few minutes the first time)", flush=True)
    STAMP.unlink(missing_ok=True)
    _pip("--require-hashes", "-r", str(LOCK))
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(_wanted(), "utf-8")


def _pip(*arguments: str) -> None:
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    done = subprocess.run(
        [str(python()), "-m", "pip", "install", *options, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if not done.returncode:
        return
    if any(sign in done.stderr for sign in NETWORK_SIGNS):
        raise SetupError(
            f"{_tail(done.stderr, 2)}\nThe packages could not be fetched. Connect this computer to "
            "the network, or name a folder that holds them in PIP_FIND_LINKS, and run the same "
            "command again; what is already there is kept."
        )
    raise SetupError(f"{_tail(done.stderr)}\nThe packages could not be installed.")


def _wanted() -> str:
    # The editable install names this folder, so a moved tree has to be installed again.
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return "\n".join(hashlib.sha256(part).hexdigest() for part in parts) + "\n"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _works(interpreter: Path) -> bool:
    probe = f"import sys, pip; raise SystemExit(sys.version_info < {OLDEST})"
    try:
        return not subprocess.run(
            [str(interpreter), "-c", probe], capture_output=True, check=False
        ).returncode
    except OSError:
        return False


def _tail(text: str, lines: int = 6) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])


def main() -> int:
    """Set up and say where the environment's Python is; 1 with a sentence where it failed."""
    try:
        print(prepare("--window" in sys.argv[1:]))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
