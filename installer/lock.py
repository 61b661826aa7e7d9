"""Write requirements.lock anew from pyproject.toml: ``python installer/lock.py``.

Needs pip-tools (``pip install pip-tools``). The lock serves Linux and Windows: pip-compile drops
what only Windows needs, so those are asked for without their marker and marked afterwards. What
exists as wheels for Windows alone is downloaded for every Python and hashed.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEADER = (
    "# Every package of the program and its development, by version and hash, for Linux and\n"
    "# Windows, Python 3.11 and newer. Written by installer/lock.py from pyproject.toml.\n"
)
WINDOWS = 'sys_platform == "win32"'
WINDOWS_INDIRECT = [f"colorama>=0.4.6,<0.5; {WINDOWS}"]  # pytest asks for it there
WHEELS_FOR_WINDOWS_ONLY = "pywin32"
PYTHONS, MACHINES = ("3.11", "3.12", "3.13", "3.14"), ("win_amd64", "win_arm64")
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-emit-index-url",
    "--no-emit-options",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-header",
    "--no-annotate",
    "--newline=lf",
]


def requirements() -> list[str]:
    """Return what the program, its development and its build ask for, as pyproject says."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["dev"], *extras["installer"]]
    return [*asked, *settings["build-system"]["requires"], *WINDOWS_INDIRECT]


def compiled(asked: list[str]) -> str:
    """Return the lock's text for the newest versions that the requirements allow."""
    asked = [line for line in asked if not line.startswith(WHEELS_FOR_WINDOWS_ONLY)]
    lines = [line.split(";")[0] if "win32" in line else line for line in asked]
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "asked.in", Path(folder) / "lock"
        source.write_text("\n".join(lines) + "\n", "utf-8")
        subprocess.run(
            [sys.executable, "-m", "piptools", "compile", *OPTIONS, "-o", output, source],
            check=True,
        )
        lines = output.read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() and line[0] != "#")


def marked(text: str, asked: list[str]) -> str:
    """Give the packages that only Windows needs their marker back."""
    only = [re.split(r"[\[<>=!~;]", line)[0].strip() for line in asked if "win32" in line]
    names = "|".join(map(re.escape, only))
    return re.sub(rf"(?mi)^((?:{names})==\S+) \\$", rf"\1 ; {WINDOWS} \\", text)


def windows_wheels(asked: list[str]) -> str:
    """Return the lock's lines of the package that has wheels for Windows alone."""
    need = next(line for line in asked if line.startswith(WHEELS_FOR_WINDOWS_ONLY)).split(";")[0]
    with tempfile.TemporaryDirectory() as folder:
        for python in PYTHONS:
            for machine in MACHINES:
                which = ["--python-version", python, "--platform", machine]
                pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
                only = ["--only-binary=:all:", *which, "--dest", folder, need.strip()]
                subprocess.run([*pip, *only], check=True)
        wheels = sorted(Path(folder).glob("*.whl"))
        version = wheels[0].name.split("-")[1]
        hashes = sorted(hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels)
    lines = [f"{WHEELS_FOR_WINDOWS_ONLY}=={version} ; {WINDOWS}"]
    return " \\\n".join([*lines, *(f"    --hash=sha256:{one}" for one in hashes)]) + "\n"


if __name__ == "__main__":
    wanted = requirements()
    text = marked(compiled(wanted), wanted) + windows_wheels(wanted)
    LOCK.write_text(HEADER + text, "utf-8", newline="\n")
    print(LOCK)
