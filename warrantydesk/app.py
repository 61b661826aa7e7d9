"""The composition root of the window: language, look, window; then folders, log, desk.

The window is painted first; what it needs to work is imported and opened right after.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from warrantydesk import __version__
from warrantydesk.i18n import LANGUAGES, _, set_language
from warrantydesk.ui.kit import theme
from warrantydesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from warrantydesk.services.desk import Desk
    from warrantydesk.ui.between import Between
    from warrantydesk.ui.second_start import FirstStart
    from warrantydesk.ui.shell import Shell


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
        self._log = _Log()
        self._first: FirstStart | None = None

    def begin(self) -> None:
        """Open the desk and furnish the window; where that fails, ask what to do about it."""
        from warrantydesk.ui.kit.garbage import GarbageTimer

        _speak_qt(self._app, self._language)
        self._folder = _folder(self._args, self.window.memory)
        if self._furnish():
            GarbageTimer(self._app)

    def _furnish(self) -> bool:
        """Bring a desk into the window; False where the clerk would rather leave."""
        from warrantydesk.ui.second_start import FirstStart
        from warrantydesk.ui.start_trouble import Doorway

        shell = self._shell = self._shell or self._new_shell()
        opening = Doorway(self.window, shell, self._wait).open(self._folder)
        if opening is None:
            self._app.exit(2)
            return False
        self.desk = opening.desk
        found = opening.desk.folder.path
        if found != self._folder and self._args.data is None:
            self.window.memory.setValue("folder", str(found))
        self._folder = found
        if not self.desk.bench.is_frozen:
            self._log.keep(found)
            self._first = FirstStart(found, self.window)
        _recall_person(self.desk, self.window.memory)
        self.window.reopen = self.reopen
        self.window.furnish(shell, self.desk)
        for tell in opening.tell:
            tell(self.window)
        return True

    def _new_shell(self) -> "Shell":
        from warrantydesk.ui.shell import Shell

        shell = Shell(self.window.memory)
        shell.attach(self.window)
        _catch_everything(self.window, shell)
        return shell

    def _wait(self, work: Callable[[], None]) -> None:
        from warrantydesk.ui.kit.job_bar import wait_for

        assert self._shell is not None
        label = _("The program did not end in order last time. Looking at every page of the data…")
        wait_for(self._shell.jobs, work, label, self.window)

    def reopen(self, between: "Between | None" = None, folder: Path | None = None) -> None:
        """Close window and desk, carry out ``between`` with both closed, and open again.

        Another ``folder`` is opened instead of the one in use. Returns at once: what asked for it
        belongs to the window that goes.
        """
        QTimer.singleShot(0, self._app, lambda: self._reopen(between, folder))

    def _reopen(self, between: "Between | None", folder: Path | None) -> None:
        stays = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        memory, shown = self.window.memory, self.window.bar.currentIndex()
        self._put_away()
        self._folder = folder or self._folder
        self.window = MainWindow(memory)
        self.window.bar.setCurrentIndex(shown)
        self.window.show()
        self._shell = self._new_shell()
        try:
            outcome = between.carry_out(self.window, self._shell) if between is not None else None
            if self._furnish() and outcome is not None:
                outcome.tell(self.window)
        finally:
            self._app.setQuitOnLastWindowClosed(stays)

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
        self._log.close()


class _Log:
    """The file that takes down what went wrong; it lies in the data folder."""

    def __init__(self) -> None:
        self._handler: logging.Handler | None = None

    def keep(self, folder: Path) -> None:
        """Write into the folder from now on."""
        from logging.handlers import RotatingFileHandler

        self.close()
        self._handler = RotatingFileHandler(
            folder / "warrantydesk.log",
            maxBytes=1_000_000,
            backupCount=2,
            encoding="utf-8",
            delay=True,
        )
        words = "%(asctime)s %(levelname)s %(name)s %(message)s"
        self._handler.setFormatter(logging.Formatter(words))
        logging.getLogger().addHandler(self._handler)
        logging.getLogger().setLevel(logging.INFO)

    def close(self) -> None:
        """Let go of the file, as its folder may be renamed."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None


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

        from warrantydesk.demo.shop import build

        own = Path(tempfile.mkdtemp(prefix="warrantydesk-demo-")) / "data"
        folder = Path(args.data) if args.data is not None else own
        build(folder, 300, 1)
        return folder
    if args.data is not None:
        return Path(args.data)
    if chosen := str(memory.value("folder", "")):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_data_path("WarrantyDesk", appauthor=False)


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


def _speak_qt(app: QApplication, language: str) -> None:
    from PySide6.QtCore import QLibraryInfo, QTranslator

    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", place):
        app.installTranslator(translator)


def _system_language() -> str:
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def _dark(settings: QSettings) -> bool | None:
    return {"dark": True, "light": False}.get(str(settings.value("look", "")))


def _catch_everything(window: MainWindow, shell: "Shell") -> None:
    """Let known errors speak for themselves, and every bug end in one dialog."""
    from warrantydesk.domain.errors import Refused, Unavailable
    from warrantydesk.services.sentences import sentence
    from warrantydesk.ui.kit import messages

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Refused | Unavailable):
            messages.tell(window, sentence(error), warn=True)
            return
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from warrantydesk.ui.kit.error_dialog import ErrorDialog, details_of

        logging.getLogger("warrantydesk").error("unexpected error", exc_info=(kind, error, trace))
        ErrorDialog.show_error(details_of(kind, error, trace), window)

    sys.excepthook = caught
    shell.failed.connect(lambda error: caught(type(error), error, error.__traceback__))
