"""The words that Qt itself brings, such as those of its file dialogs, in the language in use."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def install(app: QApplication, language: str) -> QTranslator | None:
    """Let Qt's own words be in a language; returns what is to be taken back for another one."""
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{language}", place):
        return None
    app.installTranslator(translator)
    return translator
