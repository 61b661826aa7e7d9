"""The menu bar: everything that can be done, with its keys."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from warrantydesk.i18n import LANGUAGES, _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.tab import Tab

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)
Do = Callable[[], object]


class MenuBar(QMenuBar):
    """Menus over the verbs that the window gives."""

    def __init__(
        self,
        verbs: dict[str, Callable[..., object]],
        tabs: list[tuple[str, str, int]],
        front: Callable[[], Tab | None],
    ) -> None:
        """``tabs`` are key, title and number; ``front`` is the tab in front."""
        super().__init__()
        self._verbs, self._front = verbs, front
        self.setStyleSheet(theme.menu_sheet())
        file = self.addMenu(_("&File"))
        self._entry(file, _("&New claim"), "new_claim", "Ctrl+N")
        file.addSeparator()
        self._entry(file, _("&Back up now…"), "backup")
        self._entry(file, _("&Restore a backup into a new folder…"), "restore")
        file.addSeparator()
        self._entry(file, _("&Quit"), "quit", "Ctrl+Q")
        edit = self.addMenu(_("&Edit"))
        self._undo = self._entry(edit, _("&Undo"), "undo", "Ctrl+Z")
        edit.aboutToShow.connect(self._name_undo)
        self._entry(edit, _("&Find"), "find", "Ctrl+F")
        self._fill_later(_("&Claim"), ("intake", "inspection", "archive"))
        self._fill_later(_("&Part"), ("shelf",))
        self._view(tabs)
        tools = self.addMenu(_("&Tools"))
        self._entry(tools, _("&Dealer…"), "dealer")
        self._entry(tools, _("&People…"), "people")
        tools.addSeparator()
        self._entry(tools, _("&Verify all data"), "verify")
        self._entry(tools, _("&Make the search index anew"), "reindex")
        self._entry(tools, _("&Sounds on or off"), "sounds")
        self._entry(tools, _("Scanner &test"), "scanner_test")
        about = self.addMenu(_("&Help"))
        self._entry(about, _("&Shortcuts"), "shortcuts", "F1")
        self._entry(about, _("&About Warranty Desk"), "about")

    def _entry(self, menu: QMenu, text: str, verb: str, keys: str = "") -> QAction:
        entry = menu.addAction(text)
        if keys:
            entry.setShortcut(QKeySequence(keys))
        entry.triggered.connect(lambda: self._verbs[verb]())
        return entry

    def _name_undo(self) -> None:
        name = self._verbs["undo_name"]()
        self._undo.setText(_("&Undo: {what}", what=_(str(name))) if name else _("&Undo"))

    def _fill_later(self, title: str, keys: tuple[str, ...]) -> None:
        menu = self.addMenu(title)

        def fill() -> None:
            menu.clear()
            tab = self._front()
            if tab is not None and tab.KEY in keys and tab.actions():
                menu.addActions(tab.actions())
                return
            for key in keys:
                entry = menu.addAction(_("Go to {tab}", tab=self._verbs["title"](key)))
                entry.triggered.connect(
                    lambda _checked=False, key=key: self._verbs["open_tab"](key, "", None)
                )

        menu.aboutToShow.connect(fill)

    def _view(self, tabs: list[tuple[str, str, int]]) -> None:
        view = self.addMenu(_("&View"))
        for key, title, number in tabs:
            entry = view.addAction(title)
            entry.setShortcut(QKeySequence(f"Ctrl+{number}"))
            entry.triggered.connect(
                lambda _checked=False, key=key: self._verbs["open_tab"](key, "", None)
            )
        view.addSeparator()
        self._entry(view, _("&Refresh"), "refresh", "F5")
        look = view.addMenu(_("&Look"))
        for name, value in ((_("As the system"), ""), (_("Light"), "light"), (_("Dark"), "dark")):
            look.addAction(name).triggered.connect(
                lambda _checked=False, value=value: self._verbs["look"](value)
            )
        size = view.addMenu(_("&Size"))
        for scale in SCALES:
            size.addAction(f"{scale * 100:.0f} %").triggered.connect(
                lambda _checked=False, scale=scale: self._verbs["scale"](scale)
            )
        speech = view.addMenu(_("&Language"))
        for language in LANGUAGES:
            speech.addAction(language.name).triggered.connect(
                lambda _checked=False, code=language.code: self._verbs["language"](code)
            )
