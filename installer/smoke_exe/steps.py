"""The steps of the trial, in order; a step returns what is wrong, nothing where all is well."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from installer import payload
from installer.environment import ROOT
from installer.setup_exe.pack import BEFORE
from installer.smoke_exe import stubs
from installer.smoke_exe.wine import Wine, until, windows
from warrantydesk.storage.migrations import SCHEMA

_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\WarrantyDesk"
_LINK = "Warranty Desk 索赔台.lnk"
_NEWER = "99.0.1"
_NAMES = (
    "warrantydesk",
    "sqlite3",
    "ssl",
    "peewee",
    "reportlab.pdfgen.canvas",
    "PIL.Image",
    "barcode",
    "segno",
    "pypdf",
    "platformdirs",
    "filelock",
    "pyzipper",
    "argon2",
    "pypinyin",
    "win32print",
    "pypdfium2",
    "python_calamine",
    "PySide6.QtCore",
    "PySide6.QtGui",
    "PySide6.QtWidgets",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "PySide6.QtNetwork",
)
# What Wine 8 itself cannot load; a PC with Windows can.
_NOT_UNDER_WINE = {
    "python_calamine": "it asks for bcryptprimitives.dll, which Wine 8 lacks",
}
_RELEASED = ("schema-1.db", "schema-7.db")
_FEWEST_COLOURS = 100
_INSTALLED_AFTER = 2
_SETTLING_S = 10


@dataclass
class Trial:
    """One walk over a set-up; ``newer`` is built where none is given."""

    wine: Wine
    setup: Path
    newer: Path | None = None
    cache: Path | None = None
    done: int = 0

    def walk(self) -> int:
        """Take every step and print it; returns how many failed."""
        failed = 0
        for name, step in self._steps():
            self.done += 1
            try:
                wrong = step()
            except (OSError, subprocess.CalledProcessError, sqlite3.Error) as error:
                wrong = str(error)
            failed += bool(wrong)
            print(f"{'FAILED' if wrong else 'OK':6}  {name}", flush=True)
            for line in wrong.splitlines():
                print(f"        {line}", flush=True)
            if not self.program.exists() and self.done == _INSTALLED_AFTER:
                break  # nothing of the rest can be tried
        return failed

    def _steps(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("Windows 7 is refused, nothing is installed", self._too_old),
            ("the set-up installs silently", lambda: self._ended(self.setup, 0)),
            ("every file is there, as its list of hashes says", self._files),
            ("Start menu and desktop have their link", self._links),
            ("Windows lists the program with version and publisher", self._listed),
            ("every package is imported", self._imports),
            ("the program says its version", self._version),
            ("a demo shop is built", self._demo),
            ("the demo shop is verified", lambda: self._verified(self.demo)),
            ("the window opens on the demo shop (window.png)", self._window),
            *(
                (f"{name} of the past is opened and carried over", self._old(name))
                for name in _RELEASED
            ),
            ("a newer set-up stops where the old program cannot back up", self._refused),
            ("a newer set-up closes the window, backs up, replaces", self._upgrade),
            ("the data is as it was", lambda: self._verified(self.data)),
            ("an older set-up leaves a newer program alone", lambda: self._ended(self.setup, 31)),
            ("the program is removed, its data is not", self._remove),
        ]

    @property
    def program(self) -> Path:
        """The folder of the installed program."""
        return self.wine.install / "program"

    @property
    def demo(self) -> Path:
        """A demo shop."""
        return self.wine.prefix / "drive_c/shop"

    @property
    def data(self) -> Path:
        """The folder where the program keeps its data unless told otherwise."""
        return self.wine.local / "WarrantyDesk"

    def _ended(self, setup: Path, wanted: int) -> str:
        ended = self.wine.slowly(windows(setup, self.wine.prefix), "/S")
        return "" if ended.code == wanted else f"exit code {ended.code} and not {wanted}"

    def _too_old(self) -> str:
        if wrong := self._ended(self.setup, 30):
            return wrong
        self.wine.run("winecfg", "-v", "win10")
        return "something was installed" if self.wine.install.exists() else ""

    def _files(self) -> str:
        listed = (self.program / "licences/contents.txt").read_text("utf-8").splitlines()
        wrong = []
        for digest, name in (line.split("  ", 1) for line in listed):
            path = self.program / name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                wrong.append(name)
        return "\n".join(wrong[:5] if listed else ["the list is empty"])

    def _links(self) -> str:
        menu = self.wine.person / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs" / _LINK
        wrong = []
        for link in (menu, self.wine.person / "Desktop" / _LINK):
            if not link.exists():
                wrong.append(f"{link} is missing")
            elif "-m warrantydesk".encode("utf-16-le") not in link.read_bytes():
                wrong.append(f"{link} starts something else")
        return "\n".join(wrong)

    def _listed(self) -> str:
        said = self.wine.run("reg", "query", _KEY).said
        wanted = (payload.version(), "The Warranty Desk maintainers", "EstimatedSize")
        return ", ".join(f"no {word}" for word in wanted if word not in said)

    def _imports(self) -> str:
        stubs.place(
            self.program / "site/PySide6",
            self.wine.prefix / "drive_c/windows/system32",
            self.wine.work,
        )
        wrong = []
        for name in _NAMES:
            done = self.wine.python("-c", f"import {name}")
            if done.code and name in _NOT_UNDER_WINE:
                print(f"        {name}: not under Wine; {_NOT_UNDER_WINE[name]}")
            elif done.code:
                wrong.append(f"{name}: {done.said.strip().splitlines()[-1:]}")
        return "\n".join(wrong)

    def _version(self) -> str:
        said = self.wine.desk("--version").said.strip()
        return "" if said.endswith(payload.version()) else said

    def _demo(self) -> str:
        where = windows(self.demo, self.wine.prefix)
        done = self.wine.desk("demo", where, "--claims", "20", "--seed", "1")
        return "" if done.code == 0 else done.said[-800:]

    def _verified(self, folder: Path) -> str:
        done = self.wine.desk("verify", "--data", windows(folder, self.wine.prefix))
        return "" if done.code == 0 else f"{done.code}: {done.said[-800:]}"

    def _window(self) -> str:
        self.wine.show("--data", windows(self.demo, self.wine.prefix), "--lang", "zh_CN")
        if wrong := self._pictured("window.png"):
            return wrong
        asked = windows(BEFORE, self.wine.prefix), "C:\\outcome.txt", "en", "--close-only"
        done = self.wine.python(*asked)
        return "" if done.code == 0 else f"the window does not close: {done.code} {done.said}"

    def _pictured(self, name: str) -> str:
        """Wait for the window to fill itself, and take its picture."""
        picture = self.wine.work / name

        def is_filled() -> bool:
            found = self.wine.on_screen("xdotool", "search", "--onlyvisible", "--name", "Warranty")
            if not found.said.strip():
                found = self.wine.on_screen("xdotool", "search", "--onlyvisible", "--name", "索赔")
            if not found.said.strip() or not list(self.wine.prefix.rglob("app.lock.owner")):
                return False
            self.wine.on_screen("import", "-window", "root", str(picture))
            with Image.open(picture) as shot:
                colours = shot.convert("RGB").getcolors(1 << 24) or []
            return len(colours) >= _FEWEST_COLOURS

        settled = until(is_filled) and until(is_filled, pause_s=_SETTLING_S)
        return "" if settled else "no filled window within two minutes"

    def _old(self, name: str) -> Callable[[], str]:
        def opened() -> str:
            folder = self.wine.prefix / "drive_c" / name.removesuffix(".db")
            folder.mkdir()
            shutil.copyfile(ROOT / "tests/storage/released" / name, folder / "claims.db")
            done = self.wine.desk("reindex", "--data", windows(folder, self.wine.prefix))
            with sqlite3.connect(folder / "claims.db") as database:
                number = database.execute("PRAGMA user_version").fetchone()[0]
            is_new = done.code == 0 and number == SCHEMA
            return "" if is_new else f"{done.code}, schema {number}: {done.said[-800:]}"

        return opened

    def _refused(self) -> str:
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "claims.db").write_bytes(b"no database at all" * 300)
        wrong = self._ended(self._newer(), 20)
        shutil.rmtree(self.data)
        return wrong or self._version()

    def _upgrade(self) -> str:
        shutil.copytree(self.demo, self.data)
        before = set((self.data / "backups").glob("*"))
        self.wine.show()
        if wrong := self._pictured("before-upgrade.png"):
            return wrong
        if wrong := self._ended(self._newer(), 0):
            return wrong
        said = self.wine.desk("--version").said.strip()
        if not said.endswith(_NEWER):
            return f"the version is {said}"
        if (self.wine.install / "program.old").exists():
            return "the old program was left"
        kept = set((self.data / "backups").glob("*.zip")) - before
        return "" if kept else "there is no backup of before"

    def _newer(self) -> Path:
        """Return the set-up to upgrade to; it is built once."""
        if self.newer is None:
            command = [sys.executable, "-m", "installer.setup_exe", "--quick", "--stamp", _NEWER]
            command += ["--out", str(self.wine.work)]
            command += ["--cache", str(self.cache)] if self.cache is not None else []
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            self.newer = self.wine.work / f"WarrantyDesk-{_NEWER}-setup.exe"
        return self.newer

    def _remove(self) -> str:
        self.wine.slowly(windows(self.wine.install / "uninstall.exe", self.wine.prefix), "/S")
        if not until(lambda: not self.wine.install.exists()):
            left = [path.name for path in self.wine.install.iterdir()]
            return f"{self.wine.install} is still there: {left}"
        if self.wine.run("reg", "query", _KEY).code == 0:
            return "Windows still lists the program"
        return "" if (self.data / "claims.db").exists() else "the data is gone"
