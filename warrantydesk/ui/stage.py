"""The real window without a screen: for the tour, for pictures, for tests of the whole."""

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.i18n import set_language
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.sounds import set_sounds
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.shell import Shell

_LONGEST_MS = 20_000
_PAUSE_MS = 500
"""Longer than any pause after which something in the window follows, such as a preview."""


class Stage:
    """A main window on the offscreen platform, with nothing remembered and no sound."""

    def __init__(
        self,
        desk: Any,
        language: str,
        *,
        dark: bool = False,
        scale: float = 1.0,
        size: tuple[int, int] = (1366, 728),
    ) -> None:
        """Open the window over a desk; ``size`` is in pixels."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        found = QApplication.instance()
        self._app = found if isinstance(found, QApplication) else QApplication(["warrantydesk"])
        set_language(language)
        set_sounds(False)
        theme.apply(self._app, dark, scale)
        self.shell = Shell(Forgetful())
        self.window = MainWindow(self.shell.memory)
        self.shell.attach(self.window)
        self.size = size
        self.window.resize(*size)
        self.window.show()
        self.window.furnish(self.shell, desk)
        self.settle()

    def settle(self) -> None:
        """Let the window draw and its background work end."""
        end = QDeadlineTimer(_LONGEST_MS)
        while not end.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if self.shell.jobs.idle():
                break
        for _round in range(5):
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def open(self, tab: str, kind: str = "", key: Any = None) -> None:
        """Show a tab and a thing in it."""
        self.window.open_tab(tab, kind, key)
        self.settle()

    def jump(self, path: str) -> None:
        """Go to a field of the claim in front."""
        page = getattr(self.window.front(), "page", None)
        if page is not None:
            page.form.jump(path)
        self.settle()

    def scan(self, text: str) -> None:
        """Scan a code."""
        self.window.take_scan(text)
        self.settle()

    def shoot(self, file: Path) -> Path:
        """Keep a picture of the window as it stands once nothing waits for a pause any more."""
        pause = QDeadlineTimer(_PAUSE_MS)
        while not pause.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(file), "PNG")
        return file

    def shoot_over(self, file: Path, dialog: QWidget) -> Path:
        """Keep a picture of a dialog over the window, then close it unanswered."""
        dialog.show()
        pause = QDeadlineTimer(_PAUSE_MS)
        while not pause.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.settle()
        shown, front = self.window.grab(), dialog.grab()
        painter = QPainter(shown)
        painter.fillRect(shown.rect(), QColor(0, 0, 0, 80))
        middle = shown.rect().center() - front.rect().center()
        painter.drawPixmap(middle, front)
        painter.end()
        file.parent.mkdir(parents=True, exist_ok=True)
        shown.save(str(file), "PNG")
        dialog.close()
        dialog.deleteLater()
        self.settle()
        return file

    def close(self) -> None:
        """Close the window; waiting edits are saved."""
        self.window.close()
        self.shell.jobs.cancel_all()
        self.settle()
