"""Locking the window: saved first, then everything on it is taken apart; and back again."""

import gc
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from warrantydesk.i18n import _
from warrantydesk.services.change import Change, Kind
from warrantydesk.ui.auto_lock import AutoLock
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.lock_place import Place, place_of, take_keyboard
from warrantydesk.ui.refusals import tried

if TYPE_CHECKING:
    from warrantydesk.ui.kept_writing import Writing
    from warrantydesk.ui.lock_page import LockPage

_AGAIN_MS, _BUSY_MS = 20, 500
KEPT, OWN_PIN = "kept_writing", "own_pin"


class Locking(QObject):
    """The lock of a window: by key, by itself, and at the start where anybody has a PIN."""

    entered = Signal()
    """Somebody proved who he is: the window stands again."""

    def __init__(self, window: Any) -> None:
        """``window`` is furnished; nothing is locked yet."""
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.page: LockPage | None = None
        self._is_asked = self._copied_here = False
        self._left: tuple[str, Place] | None = None
        self._kept: dict[str, list[Writing]] = {}
        self.idle = AutoLock(parent=self)
        self.idle.due.connect(self.lock)
        self._desk.listen(self._changed)
        QGuiApplication.clipboard().dataChanged.connect(self._take_copy)
        self._watch()

    @property
    def is_locked(self) -> bool:
        """Tell whether the lock page lies over the window."""
        return self.page is not None

    def begin(self) -> bool:
        """Cover the window at the start where nobody acts yet because there are PINs."""
        people = self._desk.people
        if people.acting.login or not people.has_pins():
            return False
        self._cover(str(self._window.memory.value("acting", "")))
        self._hold(False)
        return True

    def lock(self) -> None:
        """Lock as soon as nothing runs that somebody waits for."""
        if self.is_locked or self._is_asked:
            return
        if not self._desk.people.has_pins():
            self._window.show_toast(
                _("Nobody has a PIN yet: set one under Tools, People, then the desk locks."),
                None,
            )
            return
        self._is_asked = True
        QTimer.singleShot(0, self, self._try)

    def stop(self) -> None:
        """Watch no more: the window closes."""
        self.idle.stop()
        self._desk.forget(self._changed)

    def _try(self) -> None:
        if self._is_busy():
            QTimer.singleShot(_BUSY_MS, self, self._try)
            return
        acting = self._desk.people.acting.login
        if self.page is None:
            tab = self._window.front()
            self._left = (acting, place_of(tab)) if tab is not None else None
            self._cover(acting)
            tried(self._window.shell, self._window.flush)  # what is refused is kept below
        if self._close_windows(acting) or QThread.currentThread().loopLevel() > 1:
            # A question that was open returns into the code that asked it: that comes first.
            QTimer.singleShot(_AGAIN_MS, self, self._try)
            return
        self._take_apart(acting)
        self._is_asked = False

    def _is_busy(self) -> bool:
        """Tell whether a write is under way, or work that an open dialog waits for."""
        if self._desk.bench.is_lent:
            return True
        return QApplication.activeModalWidget() is not None and not self._window.shell.jobs.idle()

    def _cover(self, login: str) -> None:
        from warrantydesk.ui.lock_page import LockPage

        self.idle.stop()
        self.page = LockPage(self._desk, self._enter, self._forgotten, self._window)
        self._window.hide_work(True)
        self.page.cover(login)
        self._hold(True)

    def _hold(self, held: bool) -> None:
        """Let nobody in before everything is taken apart."""
        if self.page is not None:
            self.page.setEnabled(not held)
            if not held:
                self.page.take_keyboard()

    def _close_windows(self, login: str) -> bool:
        """Close what lies over the window; keep what was written there."""
        from warrantydesk.ui.kept_writing import writing_in

        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            return True
        tops = QApplication.topLevelWidgets()
        open_ones = [one for one in tops if isinstance(one, QDialog) and one.isVisible()]
        for dialog in reversed(open_ones):
            self._keep(login, writing_in(dialog.windowTitle(), dialog))
            dialog.done(0)
            dialog.deleteLater()
        return bool(open_ones)

    def _keep(self, login: str, writing: "Writing | None") -> None:
        if writing is not None:
            self._kept.setdefault(login, []).append(writing)

    def _take_apart(self, login: str) -> None:
        from warrantydesk.ui.kept_writing import writing_in

        for title, tab in self._window.built_tabs():
            self._keep(login, writing_in(title, tab, loose=False))
        self._desk.people.lock()
        self._window.take_apart()
        QToolTip.hideText()
        if self._copied_here or QGuiApplication.clipboard().ownsClipboard():
            QGuiApplication.clipboard().clear()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and not dialog.isVisible():
                dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._hold(False)

    def _enter(self, login: str, pin: str) -> None:
        """Let a person in; Refused for a wrong PIN."""
        self._desk.people.unlock(login, pin)
        self._window.memory.setValue("acting", login)
        page, self.page = self.page, None
        place = self._left[1] if self._left is not None and self._left[0] == login else None
        self._left = None
        self._window.hide_work(False)
        self._window.put_together(place.tab if place is not None else "")
        if place is not None and place.kind:
            self._window.open_tab(place.tab, place.kind, place.key)
        if (tab := self._window.front()) is not None:
            take_keyboard(tab, place or Place(tab.KEY))
        if page is not None:
            page.hide()
            page.deleteLater()
        self._watch()
        self._tell(login)
        self.entered.emit()

    def _tell(self, login: str) -> None:
        """Say what was kept, and that a PIN which somebody else set is not one's own yet."""
        notices, kept = self._window.notices, self._kept.get(login)
        for key in (KEPT, OWN_PIN):
            notices.drop(key)
        if kept:
            notices.say(
                KEPT,
                Mark.WARN,
                _("When the desk locked, something was not saved yet: {what}", what=kept[0].title),
                acts=[(_("Show what was written"), lambda: self._show_kept(login))],
            )
        pin = self._desk.people.pin_of(login)
        if pin is not None and pin.set_by and pin.set_by != login:
            from warrantydesk.ui.pin_dialogs import change_pin

            name = self._desk.people.name_of(pin.set_by)
            notices.say(
                OWN_PIN,
                Mark.INFO,
                _("{name} set your PIN. Choose one that only you know.", name=name),
                acts=[
                    (_("Change PIN…"), lambda: change_pin(self._window.shell, self._desk, login))
                ],
            )

    def _show_kept(self, login: str) -> None:
        from warrantydesk.ui.kept_writing import KeptDialog

        dialog = KeptDialog(self._kept.pop(login, []), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window.notices.drop(KEPT)
        dialog.open()

    def _forgotten(self, login: str) -> None:
        from warrantydesk.ui.pin_dialogs import help_forgotten

        help_forgotten(self._window.shell, self._desk, login)

    def _changed(self, change: Change) -> None:
        if change.kinds & {Kind.PEOPLE, Kind.SETTINGS}:
            self._watch()
            self._window.notices.drop(OWN_PIN)

    def _watch(self) -> None:
        """Count the idle minutes where anybody has a PIN; else the program is not watched."""
        if self._desk.people.has_pins() and not self.is_locked:
            self.idle.begin(self._desk.people.lock_minutes())
        else:
            self.idle.stop()

    def _take_copy(self) -> None:
        """Remember whether what lies on the clipboard was copied here."""
        active = Qt.ApplicationState.ApplicationActive
        self._copied_here = QGuiApplication.applicationState() == active
