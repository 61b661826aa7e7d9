"""The composition root of the window: folders, log, error hook, desk, language, main window."""

import argparse
import logging
import sys
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from warrantydesk import __version__
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import LANGUAGES, set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.error_dialog import ErrorDialog, details_of
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.shell import Shell

log = logging.getLogger("warrantydesk")


def start(argv: list[str]) -> int:
    """Open the window and run until it is closed; returns the exit code."""
    args = _arguments(argv)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Warranty Desk")
    app.setOrganizationName("WarrantyDesk")
    settings = QSettings()
    language = args.lang or str(settings.value("language", _system_language()))
    _speak(app, language)
    theme.apply(app, _dark(settings), float(str(settings.value("scale", 1.0))))
    folder = _folder(args)
    try:
        desk = _demo(folder) if args.demo else Desk(folder).open(create=True)
    except Unavailable as error:
        messages.tell(None, sentence(error), warn=True)
        return 2
    _keep_log(folder)
    shell = Shell(settings)
    window = MainWindow(shell, desk, settings)
    shell.attach(window)
    _catch_everything(window, shell)
    window.show()
    code = app.exec()
    shell.jobs.cancel_all()
    desk.close()
    return int(code)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="warrantydesk",
        description="Warranty Desk: the warranty clerk's window.",
        epilog="Without a window: tour demo ops show check labels search verify reindex backup "
        "restore; each has --help.",
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
        return Path(tempfile.mkdtemp(prefix="warrantydesk-demo-")) / "data"
    import platformdirs

    return platformdirs.user_data_path("WarrantyDesk", appauthor=False)


def _demo(folder: Path) -> Desk:
    from warrantydesk.demo.shop import build

    build(folder, 300, 1)
    desk = Desk(folder).open()
    desk.people.act_as("S01")
    return desk


def _speak(app: QApplication, language: str) -> None:
    set_language(language)
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", place):
        app.installTranslator(translator)


def _system_language() -> str:
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def _dark(settings: QSettings) -> bool | None:
    kept = str(settings.value("look", ""))
    return {"dark": True, "light": False}.get(kept)


def _keep_log(folder: Path) -> None:
    handler = RotatingFileHandler(
        folder / "warrantydesk.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def _catch_everything(window: MainWindow, shell: Shell) -> None:
    """Let known errors speak for themselves, and every bug end in one dialog."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Refused | Unavailable):
            messages.tell(window, sentence(error), warn=True)
            return
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        ErrorDialog.show_error(details_of(kind, error, trace), window)

    sys.excepthook = caught
    shell.failed.connect(lambda error: caught(type(error), error, error.__traceback__))
