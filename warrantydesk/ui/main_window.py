"""The main window: the frame with a desk in it; no business word."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from warrantydesk.i18n import _, pick
from warrantydesk.ui.frame import Frame
from warrantydesk.ui.notices import BAD_DAY
from warrantydesk.ui.tabs import TABS

if TYPE_CHECKING:
    from warrantydesk.services.change import Change
    from warrantydesk.ui.clock_notice import StandingNotices
    from warrantydesk.ui.keeping_watch import KeepingWatch
    from warrantydesk.ui.locking import Locking
    from warrantydesk.ui.shell import Shell
    from warrantydesk.ui.status_bar import StatusBar
    from warrantydesk.ui.tab import Tab

_CHECK_MS = 400
_WARM_MS = 150


class MainWindow(Frame):
    """Holds the tabs; each is built when it is first looked at, the others in idle moments."""

    def __init__(self, memory: Any) -> None:
        """Build the frame; ``furnish`` brings the desk."""
        super().__init__(memory)
        self.desk: Any = None
        self.shell: Shell | None = None
        self._tabs: dict[str, Tab] = {}
        self.reopen: Callable[..., None] | None = None
        """Closes this window and its desk and opens them again; the composition root gives it."""
        self.is_reopening = False
        self.keeping: KeepingWatch | None = None
        self.standing: StandingNotices | None = None
        self.locking: Locking | None = None

    def furnish(self, shell: "Shell", desk: Any) -> None:
        """Take the desk: scan line, status bar, the tab in front, then everything else."""
        from warrantydesk.ui.clock_notice import StandingNotices
        from warrantydesk.ui.keeping_watch import KeepingWatch
        from warrantydesk.ui.kit.scan_line import ScanLine
        from warrantydesk.ui.kit.toast import Toast
        from warrantydesk.ui.kit.wedge import IdleClock, WedgeFilter
        from warrantydesk.ui.locking import Locking
        from warrantydesk.ui.scans import is_card, is_code
        from warrantydesk.ui.status_bar import StatusBar

        self.shell, self.desk = shell, desk
        self.menus.fill()
        self._toast = Toast(self)
        self._scan = ScanLine(_("Scan or find: VIN, plate, phone, number, tag…"), hint="Ctrl+F")
        self._scan.setObjectName("scan")
        self._scan.scanned.connect(self.take_scan)
        self._scan.setMinimumWidth(220)
        self._scan.setMaximumWidth(440)
        self.top.addWidget(self._scan, 3)
        self._status = StatusBar(shell, desk, self.act_as)
        self.setStatusBar(self._status)
        self.tab_line.addWidget(self._status.marks)
        self.shortened.connect(self._status.set_short)
        self._status.set_short(self.is_short())
        self._wedge = WedgeFilter(is_code, pace=IdleClock(self), cards=is_card)
        self._wedge.scanned.connect(self.take_scan)
        self.bar.currentChanged.connect(self._show_tab)
        desk.listen(self._changed)
        self.standing = StandingNotices(self, shell, desk)
        self.keeping = KeepingWatch(shell, desk, self)
        if self.reopen is not None:  # a window without the program around it makes no backups
            self.keeping.begin()
        self.locking = Locking(self)
        if not self.locking.begin():
            self.put_together()
        QTimer.singleShot(_CHECK_MS, self._check)

    def is_locked(self) -> bool:
        """Tell whether nothing of the desk may be shown."""
        return self.locking is not None and self.locking.is_locked

    def hide_work(self, hidden: bool) -> None:
        """Take everything but a locked desk's page out of sight and out of reach, or back."""
        for part in (self.menuWidget(), self.centralWidget()):
            if part is not None:
                part.setVisible(not hidden)
        self._status.setVisible(not hidden and not self.is_short())

    def built_tabs(self) -> list[tuple[str, "Tab"]]:
        """Return the tabs that were looked at, with their titles."""
        return [(tab.title(), tab) for tab in self._tabs.values()]

    def take_apart(self) -> None:
        """Throw away every tab and every word that speaks of a record; scans go nowhere."""
        from warrantydesk.ui.course_verbs import put_away

        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self._wedge)
        put_away(self)
        for tab in self._tabs.values():
            self.stack.removeWidget(tab)
            tab.deleteLater()
        self._tabs = {}
        self._scan.clear()
        self._toast.show_text("")
        self._toast.hide()
        self.menus.empty()
        self._status.refresh()
        self._say_title()

    def put_together(self, tab_key: str = "") -> None:
        """Show a tab, the first one without a key; the others follow in idle moments."""
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self._wedge)
        self._say_title()
        self._status.refresh()
        numbers = [place for place, known in enumerate(TABS) if known.key == tab_key]
        wanted = numbers[0] if numbers else 0
        self.bar.setCurrentIndex(wanted)
        self._show_tab(wanted)
        (self.front() or self.bar).setFocus()
        if self.desk.course.is_offered:
            from warrantydesk.ui.course_verbs import resume

            resume(self)
        QTimer.singleShot(_CHECK_MS, self._warm)

    def front(self) -> "Tab | None":
        """Return the tab in front."""
        shown = self.stack.currentWidget()
        return next((tab for tab in self._tabs.values() if tab is shown), None)

    def tab(self, key: str) -> "Tab":
        """Return a tab, built when it is first asked for."""
        if key not in self._tabs and self.shell is not None:
            entry = next(entry for entry in TABS if entry.key == key)
            self._tabs[key] = entry.load()(self.shell, self.desk)
            self.stack.addWidget(self._tabs[key])
        return self._tabs[key]

    def _show_tab(self, index: int) -> None:
        if 0 <= index < len(TABS) and not self.is_locked():
            self.stack.setCurrentWidget(self.tab(TABS[index].key))

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        """Show a tab and let it open a thing."""
        numbers = [place for place, known in enumerate(TABS) if known.key == tab_key]
        if not numbers or self.is_locked():
            return
        elsewhere = self.front() is not self.tab(tab_key)
        self.bar.setCurrentIndex(numbers[0])
        self._show_tab(numbers[0])
        if elsewhere or not kind:
            # A tab that goes out of sight would leave the keyboard to whatever comes next.
            self.tab(tab_key).setFocus()
        if kind:
            self.tab(tab_key).open_thing(kind, key)

    def take_scan(self, text: str) -> None:
        """Go to what was scanned or searched; the tab in front is asked first."""
        from warrantydesk.ui.scans import take

        self._scan.clear()
        tab = self.front()
        if self.shell is None or self.is_locked():
            return
        found = (tab is not None and tab.take_scan(text)) or take(self.shell, self.desk, text)
        shown = self.front()
        if found and shown is not None and self._scan.hasFocus():
            shown.setFocus()  # what was found is worked with next, by its keys

    def seek(self) -> None:
        """Put the keyboard into the scan line."""
        self._scan.setFocus()
        self._scan.selectAll()

    def show_toast(self, text: str, undo: Callable[[], object] | None, warn: bool = False) -> None:
        """Say what happened, for a few seconds; what cannot be taken back says why."""
        from warrantydesk.ui.kit.marks import Mark
        from warrantydesk.ui.refusals import tried

        def take_back() -> None:
            if self.shell is not None and undo is not None:
                tried(self.shell, undo)

        offered = take_back if undo is not None else None
        self._toast.show_text(text, offered, Mark.WARN if warn else Mark.OK)

    def badges_changed(self) -> None:
        """Read the badges of the tabs again."""
        for place, entry in enumerate(TABS):
            if entry.key in self._tabs:
                self.bar.set_badge(place, *self._tabs[entry.key].badge())

    def act_as(self, login: str) -> None:
        """Let a person act from now on."""
        from warrantydesk.ui.switching import switched

        self.flush()
        if self.is_locked() or self.shell is None or not switched(self.shell, self.desk, login):
            return
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

    def save_list(self, table: Any) -> None:
        """Ask for a place and write a list on the screen there."""
        from warrantydesk.ui.list_export import export_shown

        if self.shell is not None:
            export_shown(self.shell, self.desk, table)

    def status(self) -> "StatusBar":
        """Return the status bar."""
        return self._status

    def _say_title(self) -> None:
        site, person = self.desk.settings.site, self.desk.people.acting
        dealer = pick(site.name_zh, site.name_en)
        words = [_("Warranty Desk"), dealer, person.name, _("DEMO") if site.demo else ""]
        self.setWindowTitle(" · ".join(word for word in words if word))

    def _changed(self, change: "Change") -> None:
        for tab in tuple(self._tabs.values()):
            if hit := next(iter(change.kinds & tab.SHOWS), None):
                tab.on_change(hit)
        self._status.refresh()
        self.badges_changed()
        if self.standing is not None:
            self.standing.refresh()
        if self.keeping is not None:
            self.keeping.look_soon()

    def _check(self) -> None:
        """Look whether the data is sound, beside the work; then build the other tabs."""
        if self.shell is None or not self.isVisible():
            return
        self.badges_changed()
        if self.keeping is not None:
            self.keeping.look()
        self.shell.run(
            lambda step: self.desk.check_quietly(), self._take_check, _("Checking the data")
        )

    def _take_check(self, problems: list[str]) -> None:
        if problems:
            from warrantydesk.ui.bad_day_words import proclaim

            proclaim(self, problems)
        elif self.notices.bar(BAD_DAY) is None:
            self._status.show_sound([])

    def _warm(self) -> None:
        waiting = [entry.key for entry in TABS if entry.key not in self._tabs]
        if waiting and self.isVisible() and not self.is_locked():
            self.tab(waiting[0])
            self.badges_changed()
            QTimer.singleShot(_WARM_MS, self._warm)

    def is_kept_open(self) -> bool:
        """Begin the backup before closing where one is due; the window closes by itself then."""
        self.flush()
        if self.keeping is None or not self.keeping.must_finish():
            return False
        from warrantydesk.ui.closing_dialog import back_up_and_close

        back_up_and_close(self)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything that waits, then close; a backup of what changed comes first."""
        if self.shell is not None:
            if event.spontaneous() and self.is_kept_open():
                event.ignore()
                return
            self.flush()
            self.memory.setValue("window/geometry", self.saveGeometry())
            self.desk.forget(self._changed)
            for one in (self.keeping, self.standing):
                if one is not None:
                    one.stop()
            if self.locking is not None:
                self.locking.stop()
            if (app := QApplication.instance()) is not None:
                app.removeEventFilter(self._wedge)
        super().closeEvent(event)
