"""The menu beside the search line: searches that the acting person keeps."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.saved_search import SavedSearch
from warrantydesk.i18n import _
from warrantydesk.services.archive import Asked
from warrantydesk.services.searches import facets_in
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


class KeptSearches:
    """Keeps the search on screen under a name, and brings kept ones back."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        asked: Callable[[], Asked],
        ask: Callable[[Asked], object],
    ) -> None:
        """``asked`` is the search on screen, ``ask`` shows another."""
        self._shell, self._desk, self._asked, self._ask = shell, desk, asked, ask

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(parent)
        kept = self._desk.searches.list()
        for one in kept:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.setToolTip(one.text)
            action.triggered.connect(lambda _on=False, one=one: self.open(one))
        if kept:
            menu.addSeparator()
        keep = menu.addAction(_("Keep this search…"), self.keep)
        keep.setEnabled(not self._asked().is_everything)
        if kept:
            for title, verb in ((_("Rename"), self.rename), (_("Take off the list"), self.void)):
                below = menu.addMenu(title)
                for one in kept:
                    action = below.addAction(one.name.replace("&", "&&"))
                    action.triggered.connect(lambda _on=False, one=one, verb=verb: verb(one))
        return menu

    def popup(self, button: QWidget) -> None:
        """Open the menu below the button."""
        menu = self.menu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def open(self, kept: SavedSearch) -> None:
        """Search for what was kept."""
        self._ask(Asked(kept.text, facets_in(kept), None, kept.sort_by, kept.descending))

    def keep(self) -> None:
        """Ask for a name and keep the search on screen."""
        asked = self._asked()
        name = self._shell.ask_text(_("Name of the search"), asked.text)
        if name is None:
            return
        facets = {kind: tuple(values) for kind, values in asked.facets.items()}

        def save() -> SavedSearch:
            kept: SavedSearch = self._desk.searches.save(
                name, asked.text, facets, asked.sort_by, asked.descending
            )
            return kept

        kept = tried(self._shell, save)
        if kept is not None:
            self._shell.toast(_("Kept as {name}.", name=kept.name))

    def rename(self, kept: SavedSearch) -> None:
        """Ask for another name."""
        name = self._shell.ask_text(_("Name of the search"), kept.name)
        if name is not None:
            tried(self._shell, lambda: self._desk.searches.rename(kept.id, name))

    def void(self, kept: SavedSearch) -> None:
        """Take a search off the list; it can be kept again at any time."""
        if tried(self._shell, lambda: self._desk.searches.void(kept.id)) is None:
            return
        facets = facets_in(kept)
        self._shell.toast(
            _("{name} was taken off the list.", name=kept.name),
            lambda: self._desk.searches.save(
                kept.name, kept.text, facets, kept.sort_by, kept.descending
            ),
        )
