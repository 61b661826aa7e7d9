"""One page of the window: says what it shows and how to reload, keeps no second copy."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.shell import Shell


class Tab(QWidget):
    """The parent of all tabs; a visible one refreshes at once, a hidden one when shown."""

    TITLE: ClassVar[str] = ""
    KEY: ClassVar[str] = ""
    SHORTCUT: ClassVar[int] = 0
    ICON: ClassVar[str] = ""
    SHOWS: ClassVar[frozenset[Any]] = frozenset()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets only; the first ``refresh`` comes when the tab is shown."""
        super().__init__(parent)
        self.shell = shell
        self.desk = desk
        self._stale = True
        self.setObjectName(self.KEY)

    def title(self) -> str:
        """Return the name of the tab in the language in use."""
        return _(self.TITLE)

    def refresh(self) -> None:
        """Read again what the tab shows."""

    def flush(self) -> None:
        """Save what waits for a pause; called before closing, switching, undoing."""

    def badge(self) -> tuple[int, bool]:
        """Return how many things are due or new, and whether they are urgent."""
        return 0, False

    def open_thing(self, kind: str, key: Any) -> None:
        """Show one thing; the tab is already in front."""

    def offer(self, action: QAction) -> QAction:
        """Add an action; the window shows ``tab.actions()`` while this tab is in front."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def fill_menu(self, menu: QMenu) -> None:
        """Fill the menu of this tab while it is in front: its actions, and what else it can do."""
        menu.addActions(self.actions())

    def can_make_way(self, action: QAction) -> bool:
        """Tell whether ``make_way`` opens an action that is closed now."""
        return False

    def make_way(self, action: QAction) -> None:
        """Put in front what an action works on, before the palette does it."""

    def take_scan(self, text: str) -> bool:
        """Take a scan for the tab itself; False lets the window look for the thing."""
        return False

    def on_change(self, kind: Any) -> None:
        """Hear that something changed; only kinds in ``SHOWS`` matter."""
        if self.SHOWS and kind not in self.SHOWS:
            return
        if self.isVisible():
            self._reload()
        else:
            self._stale = True

    def mark_stale(self) -> None:
        """Let the next look at the tab reload it."""
        self._stale = True

    def is_stale(self) -> bool:
        """Say whether the tab waits to be reloaded."""
        return self._stale

    def showEvent(self, event: QShowEvent) -> None:
        """Reload when something changed while the tab was hidden."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what waits before the tab is out of sight."""
        super().hideEvent(event)
        self.flush()

    def _reload(self) -> None:
        """Read everything again; pages that cannot be read any more leave the tab as it is."""
        self._stale = False
        try:
            self.refresh()
        except Exception as error:
            from warrantydesk.services.diagnosis import is_damage

            if not is_damage(error):
                raise
            self.shell.failed.emit(error)
