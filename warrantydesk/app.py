"""The composition root of the window: language, look, window; then folders, log, desk.

The window is painted first; what it needs to work is imported and opened right after.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from warrantydesk import __version__
from warrantydesk.i18n import LANGUAGES, _, set_language
from warrantydesk.ui.kit import theme
from warrantydesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from warrantydesk.services.desk import Desk, Waiting
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
    theme.apply(app, _dark(settings), float(str(settings.value("scale", 1.0))))
    window = MainWindow(settings)
    work = _Work(app, window, args, language)
    window.first_painted.connect(work.begin)
    window.show()
    code = app.exec()
    work.end()
    return int(code)


class _Work:
    """What stands behind the window from its first paint to its end."""

    def __init__(
        self, app: QApplication, window: MainWindow, args: argparse.Namespace, language: str
    ) -> None:
        self._app, self._window, self._args, self._language = app, window, args, language
        self._desk: Desk | None = None
        self._shell: Shell | None = None

    def begin(self) -> None:
        """Open the desk and furnish the window; a sentence and the end where that fails."""
        from warrantydesk.domain.errors import Unavailable
        from warrantydesk.services.sentences import sentence
        from warrantydesk.ui.kit import messages
        from warrantydesk.ui.kit.garbage import GarbageTimer
        from warrantydesk.ui.shell import Shell

        _speak_qt(self._app, self._language)
        self._shell = Shell(self._window.memory)
        _catch_everything(self._window, self._shell)
        try:
            self._desk = _desk(self._args, _folder(self._args), self._wait)
        except Unavailable as error:
            messages.tell(self._window, sentence(error), warn=True)
            self._app.exit(2)
            return
        _keep_log(self._desk.folder.path)
        _recall_person(self._desk, self._window.memory)
        self._shell.attach(self._window)
        self._window.furnish(self._shell, self._desk)
        GarbageTimer(self._app)

    def _wait(self, work: Callable[[], None]) -> None:
        from warrantydesk.ui.kit.job_bar import wait_for

        assert self._shell is not None
        label = _("The program did not end in order last time. Looking at every page of the data…")
        wait_for(self._shell.jobs, work, label, self._window)

    def end(self) -> None:
        """Stop what runs and close the desk, the window before it: its tabs save at last."""
        self._window.close()
        if self._shell is not None:
            self._shell.jobs.cancel_all()
        if self._desk is not None:
            self._desk.close()


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


def _folder(args: argparse.Namespace) -> Path:
    if args.data is not None:
        return Path(args.data)
    if args.demo:
        import tempfile

        return Path(tempfile.mkdtemp(prefix="warrantydesk-demo-")) / "data"
    import platformdirs

    return platformdirs.user_data_path("WarrantyDesk", appauthor=False)


def _desk(args: argparse.Namespace, folder: Path, waiting: "Waiting") -> "Desk":
    from warrantydesk.services.desk import Desk

    if args.demo:
        from warrantydesk.demo.shop import build

        build(folder, 300, 1)
    return Desk(folder).open(create=True, waiting=waiting)


def _recall_person(desk: "Desk", memory: Any) -> None:
    """Let the person act who acted last at this computer, else the first clerk."""
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


def _keep_log(folder: Path) -> None:
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        folder / "warrantydesk.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def _catch_everything(window: MainWindow, shell: "Shell") -> None:
    """Let known errors speak for themselves, and every bug end in one dialog."""
    import logging

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
