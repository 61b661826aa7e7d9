"""The wheels that ship: what the program needs on Windows, by the hashes of requirements.lock."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from installer.environment import LOCK, ROOT, SetupError
from installer.setup_exe import python

# A marker is asked as the Python that ships would ask it, wherever the build runs.
WINDOWS = {
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_release": "10",
    "platform_version": "10.0.17763",
    "python_version": "3.13",
    "python_full_version": python.VERSION,
    "implementation_name": "cpython",
    "implementation_version": python.VERSION,
    "platform_python_implementation": "CPython",
    "extra": "",
}
_PLATFORM = ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:"]


def fetch(cache: Path) -> list[Path]:
    """Return the wheels of everything the program needs, in order of names.

    Raises SetupError where the lock lacks one or where one cannot be fetched.
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = entries(LOCK.read_text("utf-8"))
    wanted = set(needed(settings["project"]["dependencies"]))
    wheels: dict[str, Path] = {}
    while missing := wanted - wheels.keys():
        _download([_entry(name, locked) for name in sorted(missing)], cache)
        for name in sorted(missing):
            wheels[name] = _wheel(name, locked[name], cache)
            wanted.update(needed(asked_by(wheels[name])))
    return [wheels[name] for name in sorted(wheels)]


def entries(lock: str) -> dict[str, str]:
    """Return the entries of a lock by the names of their packages, each with its hashes."""
    whole = re.split(r"\n(?=\S)", "\n" + lock)
    named = (entry for entry in whole if re.match(r"\s*[\w.-]+==", entry))
    return {canonicalize_name(entry.strip().split("==")[0]): entry.strip() for entry in named}


def needed(asked: Iterable[str]) -> list[str]:
    """Return the names of the requirements that hold on Windows."""
    read = map(Requirement, asked)
    return [
        canonicalize_name(one.name)
        for one in read
        if one.marker is None or one.marker.evaluate(WINDOWS)
    ]


def asked_by(wheel: Path) -> list[str]:
    """Return the requirements that a wheel states."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        stated = Parser().parsestr(archive.read(name).decode("utf-8"), headersonly=True)
    return stated.get_all("Requires-Dist", [])


def _entry(name: str, locked: dict[str, str]) -> str:
    if name not in locked:
        raise SetupError(f"{name} is not in requirements.lock. Run python installer/lock.py first.")
    return re.sub(r" ; [^\\]+\\", r" \\", locked[name], count=1)  # what only Windows needs


def _wheel(name: str, entry: str, cache: Path) -> Path:
    version = re.match(r"\S+==(\S+)", entry)
    assert version is not None
    for path in sorted(cache.glob("*.whl")):
        found = parse_wheel_filename(path.name)
        if found[0] == name and str(found[1]) == version[1]:
            return path
    raise SetupError(f"The wheel of {name} {version[1]} did not arrive in {cache}.")


def _download(lines: list[str], cache: Path) -> None:
    asked = cache / "wheels.txt"
    asked.write_text("\n".join(lines) + "\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    places = ["--dest", str(cache), "--find-links", str(cache)]
    done = subprocess.run(
        [*pip, *_PLATFORM, *places, "-r", str(asked)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(
            f"{done.stderr.strip()[-600:]}\nThe wheels for Windows could not be fetched. Connect "
            "this computer to the network and run the same command again; what is there is kept."
        )
