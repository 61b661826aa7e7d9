"""A print system of its own: cupsd with one raw queue, its folders and socket in a place to spare.

Nothing of the system's own print system is touched; no rights are needed beyond running cupsd.
"""

import grp
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

PATIENCE_S = 20.0
_PROGRAMS = ("cupsd", "lpadmin", "lp", "lpstat")
_CONF = """LogLevel debug
MaxLogSize 0
Listen {socket}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  SubscriptionPrivateAccess all
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """SystemGroup {group}
User {user}
Group {group}
FileDevice Yes
Sandboxing relaxed
FatalErrors none
ServerRoot {place}/etc
StateDir {place}/run
RequestRoot {place}/spool
CacheDir {place}/cache
TempDir {place}/spool/tmp
AccessLog {place}/access_log
ErrorLog {place}/error_log
PageLog {place}/page_log
"""


def missing() -> str:
    """Return which program a print system lacks here, empty when all are there."""
    return next((name for name in _PROGRAMS if _program(name) is None), "")


def _program(name: str) -> str | None:
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    return shutil.which(name, path=places)


class PrintSystem:
    """A running cupsd; ``add_queue`` makes a raw queue, ``stop`` ends it."""

    def __init__(self, place: Path) -> None:
        """``place`` is an empty folder with a short name: a socket lies in it."""
        self.place, self.socket = place, place / "cups.sock"
        self.environment = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}
        user, group = _worker()
        for name in ("etc", "run", "spool", "cache", "spool/tmp"):
            folder = place / name
            folder.mkdir(mode=0o755)
            if os.geteuid() == 0:
                shutil.chown(folder, user, group)
        for name, text in (("cupsd.conf", _CONF), ("cups-files.conf", _FILES)):
            filled = text.format(place=place, socket=self.socket, user=user, group=group)
            (place / "etc" / name).write_text(filled)
            (place / "etc" / name).chmod(0o600)
        self._daemon = subprocess.Popen(
            [
                _program("cupsd") or "cupsd",
                "-f",
                "-c",
                str(place / "etc/cupsd.conf"),
                "-s",
                str(place / "etc/cups-files.conf"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait(lambda: self.socket.exists() and self.told("lpstat", "-r").endswith("is running"))

    def add_queue(self, name: str, device: str) -> None:
        """Make a raw queue: no description of the printer, so no filter touches the bytes."""
        # Newer print systems warn that raw queues will go; until then -m raw is the way.
        self.told("lpadmin", "-p", name, "-v", device, "-m", "raw", "-E")
        self.wait(lambda: f"printer {name} is idle" in self.told("lpstat", "-p", name))

    def told(self, program: str, *asked: str) -> str:
        """Run a program of the print system and return what it says."""
        done = subprocess.run(
            [_program(program) or program, *asked],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )
        return done.stdout.strip()

    def wait(self, done: object) -> None:
        """Wait until ``done()``; AssertionError with the end of the log when it never is."""
        end = time.monotonic() + PATIENCE_S
        while not done():  # type: ignore[operator]
            log = self.place / "error_log"
            said = log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
            assert time.monotonic() < end, said
            assert self._daemon.poll() is None, said
            time.sleep(0.05)

    def stop(self) -> None:
        """End the print system."""
        self._daemon.terminate()
        self._daemon.wait(PATIENCE_S)


def _worker() -> tuple[str, str]:
    """Return who runs the backends: root must not, so ``lp`` does where it is root."""
    if os.geteuid() == 0:
        return "lp", "lp"
    return pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
