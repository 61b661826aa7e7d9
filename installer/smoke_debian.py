"""Try the Debian package on a clean Debian: ``python3 installer/smoke_debian.py FILE.deb``.

A minimal root is made by debootstrap (once; ``--cache DIR`` keeps it), the package is installed in
it by apt with nothing recommended, and a plain user starts it: the window under Xvfb, a demo shop,
the day's walk, labels, older databases; then an upgrade and a removal, which keep the data. Works
as root only, with debootstrap; the packages come from where this machine's apt takes them.
Prints a line for each trial and ends with 1 where one failed; ``--pictures DIR`` keeps the
screenshots and what each trial said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.deb.clean_root import CACHE, SUITE, CleanRoot, RootError
from installer.deb.trial_log import TrialLog
from installer.environment import ROOT

RELEASED = ROOT / "tests" / "storage" / "released"
USER = "clerk"
HOME = f"/home/{USER}"
SHOP = f"{HOME}/shop"
# What looks at the window from outside; the program itself needs none of it.
WATCHERS = ("xvfb", "xauth", "xdotool", "x11-apps", "imagemagick", "x11-utils")
# A window whose first screen is filled shows more colours than this, one that is still bare fewer.
FILLED = 1200
WINDOW = """
warrantydesk {words} >/var/tmp/window.log 2>&1 &
program=$!
window=$(timeout 90 xdotool search --sync --onlyvisible --pid $program --name . | head -1)
test -n "$window"
for _ in $(seq 60); do
    sleep 1
    import -window root /var/tmp/{picture}.png
    test $(identify -format %k /var/tmp/{picture}.png) -ge {colours} && break
done
test $(identify -format %k /var/tmp/{picture}.png) -ge {colours}
xwininfo -root -tree
xdotool getwindowname $window
xprop -id $window WM_CLASS
xdotool windowfocus $window
sleep 1
xdotool key ctrl+q
for _ in $(seq 40); do
    kill -0 $program 2>/dev/null || {{ wait $program; exit $?; }}
    sleep 0.5
done
import -window root /var/tmp/{picture}.png
kill $program
exit 1
"""


class Trials:
    """What is tried, in order, in one clean root; each says whether it went well."""

    def __init__(self, root: CleanRoot, package: Path, kept: Path | None) -> None:
        self._root, self._package, self._kept = root, package, kept
        self.log = TrialLog(kept)
        self._try = self.log.attempt

    def run(self) -> None:
        """Try everything; what fails does not stop the rest, but for the installation itself."""
        self._copy(self._package, "/var/tmp/new.deb")
        if not self._try("apt installs it, with nothing recommended", self._install):
            return
        self._try("it says its version", lambda: self._as_user("warrantydesk --version"))
        shop = f"warrantydesk demo {SHOP} --claims 40 --seed 1 --lang zh_CN"
        self._try("demo builds a shop", lambda: self._as_user(shop))
        self._try("verify finds it sound", self._verified)
        self._try("labels draws a tag", self._labels)
        tour = f"warrantydesk tour {HOME}/tour --lang zh_CN"
        self._try("tour walks the day", lambda: self._as_user(tour, QT_QPA_PLATFORM="offscreen"))
        self._try("tour left papers", lambda: self._as_user(f"ls {HOME}/tour/*/*.pdf | wc -l"))
        for schema in (1, 7):
            self._try(f"a database of schema {schema} is brought up", lambda n=schema: self._old(n))
        self._root.apt("install", *WATCHERS)
        self._try("its window opens on a demo shop", lambda: self._window("--demo", "demo"))
        self._try("its window opens on a shop", lambda: self._window(f"--data {SHOP}", "shop"))
        old = f"--data {HOME}/old1"
        self._try("its window opens on what was schema 1", lambda: self._window(old, "old"))
        self._try("an upgrade waits while it is open", self._waits)
        self._try("an upgrade keeps the data", self._upgrade)
        self._try("a removal keeps the data and says where", self._remove)

    def _install(self) -> str:
        said = self._root.apt("install", "/var/tmp/new.deb")
        self._root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        return said

    def _verified(self) -> str:
        return self._as_user(f"warrantydesk verify --data {SHOP}")

    def _labels(self) -> str:
        words = "--as png --out /var/tmp/tags"
        return self._as_user(f"warrantydesk labels --data {SHOP} --all {words} && ls /var/tmp/tags")

    def _old(self, schema: int) -> str:
        folder = f"{HOME}/old{schema}"
        self._as_user(f"mkdir -p {folder}")
        self._copy(RELEASED / f"schema-{schema}.db", f"{folder}/claims.db")
        self._root.run("chown", "-R", f"{USER}:{USER}", folder)
        today = f"warrantydesk today --data {folder}"
        return self._as_user(f"{today} && warrantydesk verify --data {folder} && ls {folder}")

    def _window(self, words: str, picture: str) -> str:
        script = WINDOW.format(words=words, picture=picture, colours=FILLED)
        said = self._as_user(f"xvfb-run -a -s '-screen 0 1366x768x24' sh -e -c '{script}'")
        taken = self._root.path(f"/var/tmp/{picture}.png")
        if self._kept:
            shutil.copy(taken, self._kept / f"{picture}.png")
        if "Traceback" in (
            log := self._root.path("/var/tmp/window.log").read_text("utf-8", "replace")
        ):
            raise RootError(log)
        return said

    def _bumped(self) -> str:
        """Pack the installed version again under a higher number, in the root."""
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "package"
            subprocess.run(["dpkg-deb", "-R", str(self._package), str(place)], check=True)
            control = place / "DEBIAN" / "control"
            text = control.read_text("utf-8")
            version = next(line for line in text.splitlines() if line.startswith("Version: "))
            control.write_text(text.replace(version, f"{version}+next"), "utf-8")
            pack = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(place)]
            subprocess.run(
                [*pack, str(self._root.path("/var/tmp/next.deb"))], check=True, capture_output=True
            )
        return f"{version.removeprefix('Version: ')}+next"

    def _waits(self) -> str:
        """While a process of the program runs, the old package refuses to be replaced."""
        self._bumped()
        holder = f"warrantydesk ops --data {SHOP} /var/tmp/fifo"
        keep = "echo $! >/var/tmp/holder; exec 9<>/var/tmp/fifo; wait"
        script = f"mkfifo /var/tmp/fifo; {holder} & {keep}"
        open_program = self._root.start(USER, script)
        try:
            self._as_user("for _ in $(seq 40); do pgrep warrantydesk && exit 0; sleep 0.5; done")
            try:
                self._root.apt("install", "/var/tmp/next.deb")
            except RootError as refused:
                if "Warranty Desk is open" in str(refused):
                    return str(refused)
                raise
            raise RootError("the upgrade went through under an open program")
        finally:
            self._as_user("kill $(cat /var/tmp/holder)")
            open_program.wait()

    def _upgrade(self) -> str:
        before = self._sums()
        self._root.apt("install", "/var/tmp/next.deb")
        self._same(before)
        installed = self._root.run("dpkg-query", "-W", "-f", "${Version}", "warrantydesk")
        if not installed.endswith("+next"):
            raise RootError(f"installed is {installed}")
        return self._verified()

    def _remove(self) -> str:
        before = self._sums()
        said = self._root.apt("purge", "warrantydesk")
        self._same(before)
        if self._root.path("/opt/warrantydesk").exists():
            raise RootError("something is left in /opt/warrantydesk")
        if "Your data stays" not in said:
            raise RootError(f"not said where the data is:\n{said}")
        return said

    def _sums(self) -> str:
        return self._root.run("sh", "-c", f"find {SHOP} -type f | sort | xargs sha256sum")

    def _same(self, before: str) -> None:
        if self._sums() != before:
            raise RootError("the data folder has changed")

    def _copy(self, source: Path, place: str) -> None:
        shutil.copyfile(source, self._root.path(place))

    def _as_user(self, script: str, **environment: str) -> str:
        return self._root.as_user(USER, script, **environment)


def main() -> int:
    """Return 0 where every trial went well, 1 where one failed, 2 where none could begin."""
    options = _options()
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("This works as root, with debootstrap installed.", file=sys.stderr)
        return 2
    try:
        with CleanRoot(options.cache, options.suite) as root:
            trials = Trials(root, options.package.resolve(), options.pictures)
            trials.run()
    except RootError as error:
        print(error, file=sys.stderr)
        return 2
    return trials.log.end()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Try the Debian package on a clean Debian.")
    parser.add_argument("package", type=Path, metavar="FILE.deb")
    parser.add_argument("--suite", default=SUITE, help="the Debian to try it on")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR")
    parser.add_argument("--pictures", type=Path, metavar="DIR")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
