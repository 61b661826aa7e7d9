"""A Windows of its own for one trial: a fresh Wine prefix and a virtual screen."""

import getpass
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# Neither .NET nor a browser is asked for; the stubs of stubs.py go before what Wine has.
_OVERRIDES = "mscoree,mshtml=;icuuc,mscms=n,b"
_SCREEN = "1366x768x24"
_SHORT_S, _LONG_S = 120, 900


@dataclass
class Done:
    """What a program left: exit code (None where it did not end in time) and its words."""

    code: int | None
    said: str = ""


@dataclass
class Wine:
    """One prefix below ``work``; ``open`` starts the screen and Windows, ``close`` ends both."""

    work: Path
    display: str = ""
    _screen: subprocess.Popen[bytes] | None = None
    _started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def prefix(self) -> Path:
        """The prefix."""
        return self.work / "prefix"

    @property
    def local(self) -> Path:
        """The person's local application data, as this system sees it."""
        return self.person / "AppData/Local"

    @property
    def person(self) -> Path:
        """The person's own folder."""
        return self.prefix / "drive_c/users" / getpass.getuser()

    @property
    def install(self) -> Path:
        """Where the set-up installs."""
        return self.local / "Programs/WarrantyDesk"

    def open(self) -> None:
        """Start a virtual screen and make the prefix."""
        reading, writing = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        # Wine's own services outlive this call and would hold a pipe open.
        subprocess.run(
            ["wine", "wineboot", "-i"],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        self.run("winecfg", "-v", "win7")

    def close(self) -> None:
        """End what was started here: windows, Wine's server of this prefix, the screen."""
        subprocess.run(["wineserver", "-k"], env=self._environment(), check=False)
        for started in self._started:
            started.wait()
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait()

    def run(self, *command: str, patience_s: int = _SHORT_S) -> Done:
        """Run a program of Windows to its end, without a keyboard.

        Under Wine Python takes a pipe for its keyboard and screen, no file and no null device.
        """
        try:
            done = subprocess.run(
                ["wine", *command],
                env=self._environment(),
                cwd=self.work,
                input=b"",
                capture_output=True,
                timeout=patience_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Done(None, "it did not end in time")
        return Done(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))

    def slowly(self, *command: str) -> Done:
        """Run a program that may take minutes."""
        return self.run(*command, patience_s=_LONG_S)

    def start(self, *command: str) -> None:
        """Start a program and leave it running."""
        self._started.append(
            subprocess.Popen(
                ["wine", *command],
                env=self._environment(),
                cwd=self.work,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def on_screen(self, *command: str) -> Done:
        """Run a program of this system on the virtual screen."""
        done = subprocess.run(
            command, env=self._environment(), capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout + done.stderr)

    def python(self, *arguments: str) -> Done:
        """Run the installed Python."""
        return self.slowly(windows(self.install / "program/python.exe", self.prefix), *arguments)

    def desk(self, *arguments: str) -> Done:
        """Run the installed program without its window."""
        return self.python("-m", "warrantydesk", *arguments)

    def show(self, *arguments: str) -> None:
        """Start the installed window."""
        program = windows(self.install / "program/pythonw.exe", self.prefix)
        self.start(program, "-m", "warrantydesk", *arguments)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": self.display,
            "LC_ALL": "C.UTF-8",
        }


def windows(path: Path, prefix: Path) -> str:
    """Return a path as a program of the prefix names it, as in ``C:\\users``."""
    drive = prefix / "drive_c"
    if path.is_relative_to(drive):
        return "C:\\" + str(path.relative_to(drive)).replace("/", "\\")
    return "Z:" + str(path).replace("/", "\\")


def until(is_so: Callable[[], bool], patience_s: int = _SHORT_S, pause_s: float = 0.5) -> bool:
    """Look again after every pause until something is so; False where it is not in time."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        time.sleep(pause_s)
        if is_so():
            return True
    return False
