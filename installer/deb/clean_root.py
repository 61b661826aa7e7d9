"""A clean Debian in a folder: made once by debootstrap, then copied for each trial and thrown away.

Works as root only. Where packages come from is read from this machine's apt.
"""

import os
import platform
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

APT = Path("/etc/apt")
SUITE = "bookworm"
CACHE = Path(tempfile.gettempdir()) / "warrantydesk-roots"
"""Where clean systems are kept between trials."""
# What a minimal Debian lacks to fetch packages by https.
FIRST = "ca-certificates"
MOUNTS = (("proc", "proc", "/proc"), ("devtmpfs", "bind", "/dev"), ("tmpfs", "tmpfs", "/dev/shm"))


class RootError(Exception):
    """What went wrong in the clean root, with what was said there."""


class CleanRoot:
    """A fresh copy of a minimal Debian; use it in a ``with``, at whose end it is gone."""

    def __init__(self, cache: Path, suite: str = SUITE) -> None:
        self._cache, self._suite = cache, suite
        self._place = Path()
        self._mounted: list[Path] = []

    def __enter__(self) -> Self:
        base = self._base()
        self._place = Path(tempfile.mkdtemp(prefix="root-", dir=self._cache))
        _call("cp", "-a", "--reflink=auto", f"{base}/.", str(self._place))
        try:
            self._mount()
            self._furnish()
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def path(self, inside: str) -> Path:
        """Return where a path of the root lies outside of it."""
        return self._place / inside.lstrip("/")

    def run(self, *command: str, **environment: str) -> str:
        """Run a command as the root's root and return what it said; RootError where it failed."""
        return _call("chroot", str(self._place), *command, environment=environment)

    def apt(self, verb: str, *packages: str) -> str:
        """Let apt do something with nothing recommended; returns what it said."""
        options = ["--yes", "--no-install-recommends"]
        return self.run("apt-get", verb, *options, *packages, DEBIAN_FRONTEND="noninteractive")

    def as_user(self, user: str, script: str, **environment: str) -> str:
        """Run shell words as a plain user, in the user's home; returns what they said."""
        return _call(*self._user(user, script), environment=_of_user(user, environment))

    def start(self, user: str, script: str) -> subprocess.Popen[bytes]:
        """Start shell words as a plain user and return at once."""
        nothing = subprocess.DEVNULL
        environment = {**_kept(), **_of_user(user, {})}
        return subprocess.Popen(
            self._user(user, script), env=environment, stdin=nothing, stdout=nothing, stderr=nothing
        )

    def bind(self, place: Path) -> None:
        """Show a folder of this machine at the same place in the root, to be read only."""
        target = self.path(str(place))
        target.mkdir(parents=True, exist_ok=True)
        _call("mount", "--bind", str(place), str(target))
        self._mounted.append(target)
        _call("mount", "-o", "remount,bind,ro", str(target))

    def take(self, path: Path) -> None:
        """Copy a file of this machine to the same place in the root, where it exists."""
        if path.is_file():
            target = self.path(str(path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copyfile(path, target)

    def _user(self, user: str, script: str) -> list[str]:
        words = f"cd /home/{user}; {script}"
        return ["chroot", f"--userspec={user}:{user}", str(self._place), "sh", "-c", words]

    def _base(self) -> Path:
        base = self._cache / self._suite
        if not (base / "etc" / "debian_version").exists():
            print(f"a clean {self._suite}: made once, kept in {self._cache}", flush=True)
            half = self._cache / f"{self._suite}.half"
            shutil.rmtree(half, ignore_errors=True)
            self._cache.mkdir(parents=True, exist_ok=True)
            kind = ["--variant=minbase", f"--include={FIRST}"]
            _call("debootstrap", *kind, self._suite, str(half), mirror())
            half.rename(base)
        return base

    def _mount(self) -> None:
        for device, kind, place in MOUNTS:
            target = self.path(place)
            target.mkdir(exist_ok=True)
            if kind == "bind":
                # Its own few devices, so that nothing in the root reaches this machine's.
                _call("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(target))
                for name in ("null", "zero", "random", "urandom", "full", "tty"):
                    outside = Path("/dev") / name
                    number = outside.stat().st_rdev
                    os.mknod(target / name, 0o20666, number)
                    (target / name).chmod(0o666)
            else:
                _call("mount", "-t", kind, device, str(target))
            self._mounted.append(target)

    def _furnish(self) -> None:
        """Give the root the way to packages that this machine has."""
        for part in ("sources.list", "sources.list.d", "apt.conf.d"):
            for path in sorted((APT / part).iterdir()) if (APT / part).is_dir() else ():
                if "docker" in path.name or "packagekit" in path.name:
                    continue
                if part == "apt.conf.d" or re.search(r"debian\.org|/debian", _read(path)):
                    self._take_source(path)
            self._take_source(APT / part)
        for path in ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt"):
            self.take(Path(path))
        self.run("apt-get", "update")

    def _take_source(self, path: Path) -> None:
        """Copy what apt is told here, with the release of the root instead of this machine's."""
        self.take(path)
        own = platform.freedesktop_os_release().get("VERSION_CODENAME", self._suite)
        if (taken := self.path(str(path))).is_file():
            text = taken.read_text("utf-8")
            taken.write_text(re.sub(rf"\b{own}\b", self._suite, text), "utf-8")

    def _clear(self) -> None:
        """End what still runs in the root, by its number, and take it away."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                is_inside = (process / "root").readlink() == self._place
            except OSError:
                continue
            if is_inside:
                os.kill(int(process.name), signal.SIGKILL)
        for target in reversed(self._mounted):
            _call("umount", "--lazy", str(target))
        self._mounted.clear()
        _call("rm", "-rf", "--one-file-system", str(self._place))


def mirror() -> str:
    """Return where this machine's apt takes Debian from; RootError where it does not say."""
    told = [APT / "sources.list", *sorted((APT / "sources.list.d").glob("*"))]
    for path in told:
        if path.is_file():
            found = re.search(
                r"(?m)^(?:deb\s+(?:\[[^]]*\]\s+)?|URIs:\s*)(\S+/debian)/?(?:\s|$)", _read(path)
            )
            if found:
                return found[1]
    raise RootError("This machine's apt names no mirror of Debian.")


def _of_user(user: str, more: dict[str, str]) -> dict[str, str]:
    return {"HOME": f"/home/{user}", "USER": user, "LANG": "C.UTF-8", **more}


def _kept() -> dict[str, str]:
    """Return what a command needs of this machine's environment: nothing but the path to tools."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL": "C.UTF-8",
    }


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _call(*command: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        env={**_kept(), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        words = " ".join(command)[:120]
        raise RootError(f"{words} … ended with {done.returncode}:\n{done.stdout}")
    return done.stdout
