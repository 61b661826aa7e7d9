"""The main window: menu line, tabs, status bar; no business word."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from warrantydesk.i18n import _, pick
from warrantydesk.services.change import Change
from warrantydesk.ui import window_verbs
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.scan_line import ScanLine, WedgeFilter
from warrantydesk.ui.kit.tab_bar import BadgeTabBar
from warrantydesk.ui.kit.toast import Toast
from warrantydesk.ui.menus import MenuBar
from warrantydesk.ui.scans import is_code, take
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.status_bar import StatusBar
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs import TABS


class MainWindow(QMainWindow):
    """Holds the tabs; each is built when it is first looked at."""

    def __init__(self, shell: Shell, desk: Any, memory: Memory) -> None:
        """Build the frame and the first tab."""
        super().__init__()
        self.shell, self.desk, self.memory = shell, desk, memory
        self._tabs: dict[str, Tab] = {}
        self._bar, self._stack, self._toast = BadgeTabBar(), QStackedWidget(), Toast(self)
        self._scan = ScanLine(_("Scan or find: VIN, plate, phone, number, tag…"), hint="Ctrl+F")
        self._scan.setObjectName("scan")
        self._scan.scanned.connect(self.take_scan)
        self._status = StatusBar(shell, desk, self.act_as)
        self.setStatusBar(self._status)
        verbs = window_verbs.verbs_of(self)
        titles = [(kind.KEY, _(kind.TITLE), kind.SHORTCUT) for kind in TABS]
        self._lay_out(MenuBar(verbs, titles, self.front))
        for kind in TABS:
            self._bar.addTab(_(kind.TITLE))
        self._bar.currentChanged.connect(self._show_tab)
        self._wedge = WedgeFilter(is_code)
        self._wedge.scanned.connect(self.take_scan)
        self.resize(1366, 720)
        if kept := memory.value("window/geometry"):
            self.restoreGeometry(kept)
        desk.listen(self._changed)
        self._say_title()
        self._show_tab(self._bar.currentIndex())

    def _lay_out(self, menu: MenuBar) -> None:
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(8, 4, 8, 0)
        line.addWidget(menu)
        line.addStretch(1)
        line.addWidget(self._scan)
        self._scan.setMinimumWidth(220)
        self._scan.setMaximumWidth(440)
        line.setStretch(2, 3)
        self.setMenuWidget(top)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(page)

    def front(self) -> Tab | None:
        """Return the tab in front."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Tab) else None

    def tab(self, key: str) -> Tab:
        """Return a tab, built when it is first asked for."""
        if key not in self._tabs:
            kind = next(kind for kind in TABS if key == kind.KEY)
            self._tabs[key] = kind(self.shell, self.desk)
            self._stack.addWidget(self._tabs[key])
        return self._tabs[key]

    def _show_tab(self, index: int) -> None:
        if 0 <= index < len(TABS):
            self._stack.setCurrentWidget(self.tab(TABS[index].KEY))

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        """Show a tab and let it open a thing."""
        numbers = [place for place, known in enumerate(TABS) if tab_key == known.KEY]
        if numbers:
            self._bar.setCurrentIndex(numbers[0])
            self._show_tab(numbers[0])
            if kind:
                self.tab(tab_key).open_thing(kind, key)
            else:
                self.tab(tab_key).setFocus()

    def take_scan(self, text: str) -> None:
        """Go to what was scanned or searched; the tab in front is asked first."""
        self._scan.clear()
        tab = self.front()
        if tab is None or not tab.take_scan(text):
            take(self.shell, self.desk, text)

    def seek(self) -> None:
        """Put the keyboard into the scan line."""
        self._scan.setFocus()
        self._scan.selectAll()

    def show_toast(self, text: str, undo: Callable[[], object] | None) -> None:
        """Say what happened, for a few seconds."""
        self._toast.show_text(text, undo)

    def badges_changed(self) -> None:
        """Read the badges of the tabs again."""
        for place, kind in enumerate(TABS):
            if kind.KEY in self._tabs:
                self._bar.set_badge(place, *self._tabs[kind.KEY].badge())

    def act_as(self, login: str) -> None:
        """Let a person act from now on."""
        self.flush()
        self.desk.people.act_as(login)
        self.memory.setValue("acting", login)
        self._say_title()
        self._status.refresh()
        for tab in self._tabs.values():
            tab.mark_stale()
        if (front := self.front()) is not None:
            front.refresh()

    def flush(self) -> None:
        """Let every tab save what waits for a pause."""
        for tab in self._tabs.values():
            tab.flush()

    def status(self) -> StatusBar:
        """Return the status bar."""
        return self._status

    def _say_title(self) -> None:
        site, person = self.desk.settings.site, self.desk.people.acting
        dealer = pick(site.name_zh, site.name_en)
        words = [_("Warranty Desk"), dealer, person.name, _("DEMO") if site.demo else ""]
        self.setWindowTitle(" · ".join(word for word in words if word))

    def _changed(self, change: Change) -> None:
        for tab in tuple(self._tabs.values()):
            if hit := next(iter(change.kinds & tab.SHOWS), None):
                tab.on_change(hit)
        self._status.refresh()
        self.badges_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """After the first paint look whether the data is sound."""
        super().showEvent(event)
        if not event.spontaneous():
            app = QApplication.instance()
            if app is not None:
                app.installEventFilter(self._wedge)
            QTimer.singleShot(400, self._check)

    def _check(self) -> None:
        self.badges_changed()
        self.shell.run(
            lambda step: self.desk.check_quietly(), self._status.show_sound, _("Checking the data")
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything that waits, then close."""
        self.flush()
        self.memory.setValue("window/geometry", self.saveGeometry())
        self.desk.forget(self._changed)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._wedge)
        super().closeEvent(event)
