"""The composition root of the window: language, look, window; then folders, log, desk.

The window is painted first; what it needs to work is imported and opened right after.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from warrantydesk import __version__
from warrantydesk.i18n import LANGUAGES, _, set_language
from warrantydesk.ui.identity import show_identity
from warrantydesk.ui.kit import theme
from warrantydesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from warrantydesk.services.desk import Desk
    from warrantydesk.ui.between import Between
    from warrantydesk.ui.log_file import LogFile
    from warrantydesk.ui.second_start import FirstStart
    from warrantydesk.ui.shell import Shell
    from warrantydesk.ui.start_trouble import Opening


def start(argv: list[str]) -> int:
    """Open the window and run until it is closed; returns the exit code."""
    args = _arguments(argv)
    if sys.platform != "win32":
        # Asking for the style by its object would cost a tenth of the time to the first paint.
        os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Warranty Desk")
    app.setOrganizationName("WarrantyDesk")
    settings = QSettings()
    language = args.lang or str(settings.value("language", _system_language()))
    set_language(language)
    if not args.demo and _is_open(_folder(args, settings)):
        return 0
    theme.apply(app, _dark(settings), float(str(settings.value("scale", 1.0))))
    show_identity(app)
    window = MainWindow(settings)
    work = _Work(app, window, args, language)
    window.first_painted.connect(work.begin)
    window.show()
    code = app.exec()
    work.end()
    return int(code)


def _is_open(folder: Path) -> bool:
    """Tell whether a window has the folder open; it comes to the front then."""
    if not (folder / "app.lock.owner").exists():
        return False  # most starts: the network part of Qt is not even loaded
    from warrantydesk.ui.second_start import raise_first

    return raise_first(folder)


class _Work:
    """What stands behind the window from its first paint to its end."""

    def __init__(
        self, app: QApplication, window: MainWindow, args: argparse.Namespace, language: str
    ) -> None:
        self._app, self._args, self._language = app, args, language
        self.window = window
        self.desk: Desk | None = None
        self._shell: Shell | None = None
        self._folder = Path()
        self._log: LogFile | None = None
        self._first: FirstStart | None = None
        self._translator: QTranslator | None = None

    def begin(self) -> None:
        """Open the desk and furnish the window; where that fails, ask what to do about it."""
        from warrantydesk.ui.kit.garbage import GarbageTimer

        self._speak(self._language)
        self._folder = _folder(self._args, self.window.memory)
        if self._furnish():
            GarbageTimer(self._app)

    def _furnish(self) -> bool:
        """Bring a desk into the window; False where the clerk would rather leave.

        Damage that shows only when the window fills itself is one more trouble at the start.
        """
        from warrantydesk.services.diagnosis import damage_met, is_damage
        from warrantydesk.ui.start_trouble import Doorway

        met = None
        while True:
            shell = self._shell = self._shell or self._new_shell()
            opening = Doorway(self.window, shell, self._wait).open(self._folder, met)
            if opening is None:
                self._app.exit(2)
                return False
            try:
                self._move_in(shell, opening)
            except Exception as error:
                if not is_damage(error):
                    raise
                met = damage_met(self._folder, error)
                self.window.shell = None  # what is furnished by half saves nothing at its end
                self._put_away()
                self._show_new_window()
            else:
                return True

    def _move_in(self, shell: "Shell", opening: "Opening") -> None:
        """Fill the window with an opened desk."""
        from warrantydesk.ui.log_file import LogFile
        from warrantydesk.ui.second_start import FirstStart
        from warrantydesk.ui.set_up.demo_door import build_with, mark_demo
        from warrantydesk.ui.set_up.opening import go_on

        desk = self.desk = opening.desk
        found = desk.folder.path
        if opening.is_chosen and self._args.data is None:
            self.window.memory.setValue("folder", str(found))
        self._folder = found
        if not desk.bench.is_frozen:
            self._log = LogFile()
            self._log.keep(found)
            self._first = FirstStart(found, self.window)
        _recall_person(desk, self.window.memory)
        self.window.reopen = self.reopen
        self.window.furnish(shell, desk)
        for tell in opening.tell:
            tell(self.window)
        build_with(_build_demo)
        mark_demo(self.window)
        go_on(self.window, is_new=opening.is_new)

    def _new_shell(self) -> "Shell":
        from warrantydesk.ui.caught import catch_everything
        from warrantydesk.ui.shell import Shell

        shell = Shell(self.window.memory)
        shell.attach(self.window)
        catch_everything(self.window, shell)
        return shell

    def _wait(self, work: Callable[[], None]) -> None:
        from warrantydesk.ui.kit.job_bar import wait_for

        assert self._shell is not None
        label = _("The program did not end in order last time. Looking at every page of the data…")
        wait_for(self._shell.jobs, work, label, self.window)

    def reopen(
        self,
        between: "Between | None" = None,
        folder: Path | None = None,
        *,
        language: str = "",
        then: "Callable[[MainWindow], object] | None" = None,
    ) -> None:
        """Close window and desk, carry out ``between`` with both closed, and open again.

        Another ``folder`` is opened instead unless ``between`` failed, another ``language`` is
        spoken; ``then`` hears the new window. Returns at once: who asks goes with the old one.
        """
        QTimer.singleShot(0, self._app, lambda: self._reopen(between, folder, language, then))

    def _reopen(
        self,
        between: "Between | None",
        folder: Path | None,
        language: str,
        then: "Callable[[MainWindow], object] | None",
    ) -> None:
        stays = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        self._put_away()
        if language:
            self._speak(language)
        shell = self._show_new_window()
        try:
            outcome = between.carry_out(self.window, shell) if between is not None else None
            if outcome is None or outcome.is_done:
                self._folder = folder or self._folder
            is_open = self._furnish()
            if is_open and outcome is not None:
                outcome.tell(self.window)
            if is_open and then is not None:
                then(self.window)
        finally:
            self._app.setQuitOnLastWindowClosed(stays)

    def _speak(self, language: str) -> None:
        """Speak a language from now on, with the words that Qt itself brings."""
        from warrantydesk.ui.kit import qt_words

        self._language = language
        set_language(language)
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = qt_words.install(self._app, language)

    def _show_new_window(self) -> "Shell":
        """Show an empty window in the place of the one that was put away, on the same tab."""
        old = self.window
        self.window = MainWindow(old.memory)
        self.window.bar.setCurrentIndex(old.bar.currentIndex())
        self.window.show()
        self._shell = self._new_shell()
        return self._shell

    def _put_away(self) -> None:
        """Close what is open: the window first, as its tabs save at last; then work, desk, log."""
        self.window.is_reopening = True
        self.end()
        for old in (self.window, self._shell):
            if old is not None:
                old.deleteLater()

    def end(self) -> None:
        """Stop what runs and close the desk, the window before it: its tabs save at last."""
        self.window.close()
        if self._first is not None:
            self._first.close()
            self._first = None
        if self._shell is not None:
            self._shell.jobs.cancel_all()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        if self._log is not None:
            self._log.close()
            self._log = None


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="warrantydesk",
        description="Warranty Desk: the warranty clerk's window.",
        epilog="Without a window: tour demo ops show today check assess labels learning search "
        "verify reindex backup restore export dossier audit-pack report; each has --help.",
    )
    parser.add_argument("--demo", action="store_true", help="a fresh demo shop to look around in")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    parser.add_argument("--lang", choices=[language.code for language in LANGUAGES])
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_args(argv)


def _folder(args: argparse.Namespace, memory: Any) -> Path:
    """Return the data folder; a demo shop is built where one is asked for."""
    if args.demo:
        import tempfile

        own = Path(tempfile.mkdtemp(prefix="warrantydesk-demo-")) / "data"
        folder = Path(args.data) if args.data is not None else own
        _build_demo(folder)
        return folder
    if args.data is not None:
        return Path(args.data)
    if chosen := str(memory.value("folder", "")):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_data_path("WarrantyDesk", appauthor=False)


def _build_demo(folder: Path, told: Callable[[str, float], None] | None = None) -> None:
    from warrantydesk.demo.shop import build

    build(folder, 300, 1, told)


def _recall_person(desk: "Desk", memory: Any) -> None:
    """Let the person act who acted last at this computer, else the first clerk.

    Where anybody has a PIN nobody acts before it was asked who is there.
    """
    if desk.people.has_pins():
        desk.people.stand_back()
        return
    people = {person.login: person for person in desk.people.all()}
    clerks = [login for login, person in people.items() if "clerk" in person.roles]
    kept = str(memory.value("acting", ""))
    if kept in people or clerks:
        desk.people.act_as(kept if kept in people else clerks[0])


def _system_language() -> str:
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def _dark(settings: QSettings) -> bool | None:
    return {"dark": True, "light": False}.get(str(settings.value("look", "")))
