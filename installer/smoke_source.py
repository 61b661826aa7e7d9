"""Try the two commands of the README on a clean Debian: ``python3 installer/smoke_source.py``.

The tree as committed is cloned into a minimal root (``deb/clean_root.py``) that has python3 and git
beside it, nothing else: by a plain user, who is shown the line that root has to type, and by
root. Works as root only, with debootstrap; packages come from where this machine's apt and pip take
them. ``--suite trixie`` tries another Debian, ``--whole`` runs every test instead of the quick
ones, ``--kept DIR`` keeps what was said. Prints a line for each trial; 1 where one failed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.deb.clean_root import CACHE, SUITE, CleanRoot, RootError
from installer.deb.trial_log import TrialLog
from installer.environment import ROOT

USER = "clerk"
FIRST = ("python3", "git")
START = "python3 installer/start.py"
WANTED = re.compile(r"sudo (apt-get install .+)")


class Trials:
    """The commands, first as a plain user, then as root, each in a clone of its own."""

    def __init__(self, root: CleanRoot, log: TrialLog, whole: bool) -> None:
        self._root, self._log = root, log
        self._check = "python3 tests/run.py" + ("" if whole else " --fast")
        self._pip: dict[str, str] = {}

    def run(self) -> None:
        """Furnish the root as somebody's fresh PC, then try everything."""
        self._root.apt("install", *FIRST)
        self._root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        self._lead_pip()
        clone = self._clone()
        attempt = self._log.attempt
        attempt("a plain user is shown the line for root", lambda: self._refused(clone))
        attempt("start.py walks the day for the user", lambda: self._walked(clone))
        attempt(f"{self._check}, by the user", lambda: self._as_user(clone, self._check))

    def run_as_root(self) -> None:
        """Try the commands as root, who has nothing installed yet."""
        self._root.apt("install", *FIRST)
        self._lead_pip()
        place = "/srv/warrantydesk"
        self._copy(place)
        self._log.attempt("start.py sets itself up as root", lambda: self._as_root(place, START))
        self._log.attempt(f"{self._check}, as root", lambda: self._as_root(place, self._check))

    def _lead_pip(self) -> None:
        """Give the root this machine's way to Python packages, folders of its own included."""
        pip = [sys.executable, "-m", "pip", "config", "list"]
        told = subprocess.run(pip, stdout=subprocess.PIPE, text=True, check=True).stdout
        values = re.findall(r"^global\.([\w-]+)='(.*)'$", told, re.MULTILINE)
        lines = ["[global]", *(f"{key} = {value}" for key, value in values)]
        self._root.path("/etc/pip.conf").write_text("\n".join(lines) + "\n", "utf-8")
        self._pip = {key: word for key, word in os.environ.items() if key.startswith("PIP_")}
        named = [Path(word) for word in re.findall(r"(?:file://|[\s'])(/[\w./-]+)", told)]
        for path in named:
            self._root.take(path)
        # An index points to files that lie beside it.
        folders = {path.parent if path.name == "simple" else path for path in named}
        for folder in sorted(path for path in folders if path.is_dir()):
            self._root.bind(folder)

    def _clone(self) -> str:
        place = f"/home/{USER}/warrantydesk"
        self._copy(place)
        self._root.run("chown", "-R", f"{USER}:{USER}", place)
        return place

    def _copy(self, place: str) -> None:
        clone = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT)]
        subprocess.run([*clone, str(self._root.path(place))], check=True)

    def _refused(self, clone: str) -> str:
        """The first start lacks libraries; root types the line that it shows."""
        try:
            said = self._as_user(clone, START)
        except RootError as refused:
            line = WANTED.search(str(refused))
            if line is None:
                raise
            return (
                f"{refused}\n{self._root.run(*line[1].split(), DEBIAN_FRONTEND='noninteractive')}"
            )
        raise RootError(f"it lacked nothing:\n{said}")

    def _walked(self, clone: str) -> str:
        said = self._as_user(clone, START)
        if not list(self._root.path(clone).glob("out/**/*.pdf")):
            raise RootError(f"no PDF was left:\n{said}")
        return said

    def _as_user(self, clone: str, command: str) -> str:
        return self._root.as_user(USER, f"cd {clone} && {command}", **self._pip)

    def _as_root(self, place: str, command: str) -> str:
        return self._root.run("sh", "-c", f"cd {place} && {command}", **self._pip)


def main() -> int:
    """Return 0 where every trial went well, 1 where one failed, 2 where none could begin."""
    options = _options()
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("This works as root, with debootstrap installed.", file=sys.stderr)
        return 2
    log = TrialLog(options.kept)
    try:
        with CleanRoot(options.cache, options.suite) as root:
            Trials(root, log, options.whole).run()
        with CleanRoot(options.cache, options.suite) as root:
            Trials(root, log, options.whole).run_as_root()
    except RootError as error:
        print(error, file=sys.stderr)
        return 2
    return log.end()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Try the README's commands on a clean Debian.")
    parser.add_argument("--suite", default=SUITE, help="the Debian to try them on")
    parser.add_argument("--whole", action="store_true", help="all tests, not only the quick ones")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR")
    parser.add_argument("--kept", type=Path, metavar="DIR")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
