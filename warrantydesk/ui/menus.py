"""The menu bar: everything that can be done, with its keys."""

from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from warrantydesk.i18n import LANGUAGES, _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.menu_letters import part_letters
from warrantydesk.ui.tabs import TABS

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)


class MenuBar(QMenuBar):
    """Menus over the verbs of the window; what they do is imported when it is asked for."""

    def __init__(self, window: Any) -> None:
        """``window`` is furnished later; until then nothing is triggered."""
        super().__init__()
        self._window = window
        self.restyle()
        titles = (_("&File"), _("&Edit"), _("&Claim"), _("&Part"), _("&View"), _("&Tools"))
        self._menus = [self.addMenu(title) for title in (*titles, _("&Help"))]

    def restyle(self) -> None:
        """Take font and colours anew; a sheet of its own keeps both from coming by themselves."""
        self.setFont(theme.font())
        self.setStyleSheet(theme.menu_sheet())

    def fill(self) -> None:
        """Put the entries into the menus; called once the window is painted."""
        file, edit, claim, part, view, tools, about = self._menus
        self._entry(file, _("&New claim"), "new_claim", "Ctrl+N")
        file.addSeparator()
        self._entry(file, _("&Lists and ledgers…"), "ledgers")
        self._entry(file, _("&Take over from Excel…"), "take_over_verbs:take_over")
        file.addSeparator()
        self._entry(file, _("&Backups…"), "keeping_verbs:backups")
        self._entry(file, _("Back &up into a folder…"), "keeping_verbs:back_up")
        self._entry(file, _("&Restore a backup…"), "backup_verbs:restore")
        file.addSeparator()
        self._entry(file, _("S&witch person…"), "switching:switch_person", "Shift+F12")
        self._entry(file, _("Loc&k the desk"), "switching:lock", "F12")
        file.addSeparator()
        self._entry(file, _("&Quit"), "leave", "Ctrl+Q")
        self._undo = self._entry(edit, _("&Undo"), "undo", "Ctrl+Z")
        edit.aboutToShow.connect(self._name_undo)
        self._entry(edit, _("&Find"), "find", "Ctrl+F")
        self._entry(edit, _("&Go to anything…"), "palette_verbs:open_palette", "Ctrl+K")
        edit.addSeparator()
        self._entry(edit, _("&Export this list…"), "export_list", "Ctrl+Shift+E")
        self._fill_later(claim, ("today", "intake", "inspection", "settlement", "archive"))
        self._fill_later(part, ("shelf",))
        self._fill_view(view)
        self._fill_tools(tools)
        self._entry(about, _("Help on &this"), "help_verbs:help_here", "F1")
        self._entry(about, _("&Contents of the help"), "help_verbs:contents")
        self._entry(about, _("&First day: ten tasks"), "course_verbs:course")
        about.addSeparator()
        self._entry(about, _("&Shortcuts"), "help_verbs:shortcuts", "Ctrl+/")
        self._entry(about, _("&How a claim goes"), "states")
        about.addSeparator()
        self._entry(about, _("&Log of the program…"), "help_verbs:log")
        self._entry(about, _("&Licences…"), "help_verbs:licences")
        self._entry(about, _("&About Warranty Desk"), "help_verbs:about")
        for menu in self._menus:  # after what fills a menu as it opens
            menu.aboutToShow.connect(lambda menu=menu: part_letters(menu))
            part_letters(menu)

    def _fill_tools(self, tools: QMenu) -> None:
        self._entry(tools, _("&Appointments…"), "appointments", "F7")
        self._entry(tools, _("&Calls after the repair…"), "calls")
        self._entry(tools, _("C&omplaints…"), "complaints")
        tools.addSeparator()
        self._entry(tools, _("&Set up the desk…"), "set_up_verbs:set_up")
        self._entry(tools, _("&Dealer…"), "dealer")
        self._entry(tools, _("&People…"), "people")
        tools.addSeparator()
        self._entry(tools, _("Records to be d&isposed of…"), "disposals")
        self._entry(tools, _("Take a person's data o&ut…"), "redaction")
        tools.addSeparator()
        self._entry(tools, _("&Journal…"), "journal_verbs:journal")
        self._entry(tools, _("&Verify all data…"), "journal_verbs:verify")
        self._entry(tools, _("&Make the search index anew"), "reindex")
        self._entry(tools, _("&What refusals teach…"), "learning")
        self._entry(tools, _("&Sounds on or off"), "switch_sounds")
        self._entry(tools, _("Scanner &test"), "scanner_test")

    def own_menus(self) -> list[QAction]:
        """Return the menus of the window itself; those of claim and part are the tabs'."""
        return [menu.menuAction() for menu in (*self._menus[:2], *self._menus[4:])]

    def empty(self) -> None:
        """Forget what the menus of claim and part named: they are filled when they open."""
        for menu in self._menus[2:4]:
            menu.clear()

    def _entry(self, menu: QMenu, text: str, verb: str, keys: str = "") -> QAction:
        entry = menu.addAction(text)
        entry.setData(verb)  # by it the pages of the help name their menus
        if keys:
            entry.setShortcut(QKeySequence(keys))
        entry.triggered.connect(lambda: self._do(verb))
        return entry

    def _do(self, verb: str, *values: object) -> object:
        """Do a verb of ``window_verbs``, or "module:verb" of another module of the window."""
        if self._window.desk is None:
            return None
        from importlib import import_module

        module, _colon, name = verb.rpartition(":")
        place = import_module(f"warrantydesk.ui.{module or 'window_verbs'}")
        return getattr(place, name)(self._window, *values)

    def _name_undo(self) -> None:
        name = self._window.desk.undo_name if self._window.desk else None
        self._undo.setText(_("&Undo: {what}", what=_(str(name))) if name else _("&Undo"))

    def _fill_later(self, menu: QMenu, keys: tuple[str, ...]) -> None:
        def fill() -> None:
            menu.clear()
            tab = self._window.front()
            if tab is not None and tab.KEY in keys and tab.actions():
                tab.fill_menu(menu)
                return
            for key in keys:
                entry = menu.addAction(
                    _("Go to {tab}", tab=next(_(each.title) for each in TABS if each.key == key))
                )
                entry.triggered.connect(lambda _checked=False, key=key: self._do("go", key))

        menu.aboutToShow.connect(fill)

    def _fill_reports(self, menu: QMenu) -> None:
        """Offer every report, and what can be done with the one in front."""

        def fill() -> None:
            menu.clear()
            tab = self._window.front()
            if tab is not None and tab.KEY == "reports":
                tab.fill_menu(menu)
            if self._window.desk is not None:
                from warrantydesk.ui.report_menu import name_reports

                name_reports(self._window, menu)

        menu.aboutToShow.connect(fill)

    def _fill_view(self, view: QMenu) -> None:
        for tab in TABS:
            entry = view.addAction(_(tab.title))
            entry.setShortcut(QKeySequence(f"Ctrl+{tab.number}"))
            entry.triggered.connect(lambda _checked=False, key=tab.key: self._do("go", key))
        self._fill_reports(view.addMenu(_("Re&ports")))
        view.addSeparator()
        self._entry(view, _("&Refresh"), "refresh", "F5")
        self._entry(view, _("&Columns of the list…"), "list_columns", "Ctrl+Shift+L")
        self._entry(view, _("&Mask phones and plates in lists, or not"), "masks:switch_masks")
        look = view.addMenu(_("&Look"))
        for name, value in ((_("As the system"), ""), (_("Light"), "light"), (_("Dark"), "dark")):
            look.addAction(name).triggered.connect(
                lambda _checked=False, value=value: self._do("look", value)
            )
        size = view.addMenu(_("&Size"))
        for scale in SCALES:
            size.addAction(f"{scale * 100:.0f} %").triggered.connect(
                lambda _checked=False, scale=scale: self._do("rescale", scale)
            )
        speech = view.addMenu(_("&Language"))
        for language in LANGUAGES:
            speech.addAction(language.name).triggered.connect(
                lambda _checked=False, code=language.code: self._do("speak", code)
            )
