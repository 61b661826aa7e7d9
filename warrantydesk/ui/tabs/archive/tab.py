"""The archive: everything ever filed, found while typing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.domain.scan import VIN, recognise
from warrantydesk.i18n import N_, _
from warrantydesk.services.change import Kind
from warrantydesk.ui.claim_lists_menu import fill_claim_lists
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.kit.table_menu import save_list
from warrantydesk.ui.papers import PapersMenu
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.archive.asking import Asking
from warrantydesk.ui.tabs.archive.batch import Batch
from warrantydesk.ui.tabs.archive.columns import RowWords
from warrantydesk.ui.tabs.archive.facet_values import FacetValues
from warrantydesk.ui.tabs.archive.facets import FacetPane
from warrantydesk.ui.tabs.archive.files import ClaimFiles
from warrantydesk.ui.tabs.archive.find_pane import FindPane
from warrantydesk.ui.tabs.archive.folder_door import FolderDoor
from warrantydesk.ui.tabs.archive.folder_save import DossierSaving
from warrantydesk.ui.tabs.archive.hits import Hits
from warrantydesk.ui.tabs.archive.preview import Preview
from warrantydesk.ui.tabs.archive.sheets import Sheets

PAUSE_MS = 90
WIDTHS = (212, 804, 348)


class ArchiveTab(Tab):
    """Facets, hits and the folder of the current claim."""

    TITLE = N_("Archive")
    KEY = "archive"
    SHORTCUT = 6
    ICON = "archive"
    SHOWS = frozenset({Kind.CLAIMS, Kind.VISITS, Kind.ATTACHMENTS, Kind.PARTS, Kind.PROFILES})

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        say = self._say = RowWords(desk)
        self.hits, self.values = Hits(desk, shell.run), FacetValues(desk)
        self.facets = FacetPane(self.values)
        self.found = FindPane(self.hits, say, lambda: shell.open("intake"))
        self.preview = Preview(say)
        self.sheets = Sheets(shell, desk, self)
        self.files = ClaimFiles(shell, desk)
        self.saving = DossierSaving(shell, desk)
        self.panes = ThreePanes(self.facets, self.found, self.preview, WIDTHS)
        panes = (self.facets, self.found)
        self.asking = Asking(shell, desk, panes, self.hits, self.values)
        self.asking.current = lambda: self._shown
        self.batch = Batch(shell, desk, self.found.table)
        self._papers = PapersMenu(shell, desk, lambda: self._shown, self)
        self._shown: int | None = None
        self._in_view: int | None = None
        # The folder of a claim costs more than the search: it waits until typing pauses.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.door = FolderDoor(shell, desk, self.panes)
        row.addWidget(self.door)
        self.panes.remember(shell.memory, self.KEY)
        self.found.table.remember(shell.memory, self.KEY)
        self._connect()
        self._offer_actions()

    def _connect(self) -> None:
        found, folder = self.found, self.preview.folder
        found.line.left.connect(lambda: found.table.setFocus())
        found.table.chosen.connect(lambda _row: self._show_current())
        found.table.sorted_by.connect(lambda _order: found.select(self._shown))
        found.audit.clicked.connect(self._open_audit)
        found.out_menu.aboutToShow.connect(self._offer_lists)
        found.table.opened.connect(lambda row: self.door.open(row.id))
        self.door.left.connect(self._come_back)
        found.table.customContextMenuRequested.connect(self._open_menu)
        self.asking.answered.connect(self._show_current)
        self.panes.narrowed.connect(self.facets.show_rail)
        self.sheets.drawn.connect(folder.show_thumbs)
        folder.thumbs.opened.connect(lambda key: self._with_shown(self.files.open_sheet, key))
        folder.files.opened.connect(lambda file: self._with_shown(self.files.open_file, file))
        folder.print_link.clicked.connect(lambda: self._papers.popup(QCursor.pos()))
        folder.dossier_link.clicked.connect(lambda: self._with_shown(self.saving.save_of))
        self.preview.journal.asked.connect(self._walk_journal)

    def _offer_actions(self) -> None:
        table = self.found.table
        for text, verb, keys in (
            (_("Open fo&lder"), lambda: self._with_shown(self.door.open), ""),
            (_("&Open in Intake"), lambda: self._with_shown(self._open_claim), ""),
            (_("&Search"), self._begin_search, "F3"),
            (_("&Clear all filters"), self.clear, ""),
            (_("&Dossier PDF…"), lambda: self._with_shown(self.saving.save_of), ""),
            (_("Audit pac&k…"), self._open_audit, ""),
            (_("Copy files to a &folder…"), lambda: self._with_shown(self.files.copy_files), ""),
            (_("Copy &with headers"), lambda: table.copy(headers=True), ""),
            (_("F&ilters"), self.fold_facets, "Ctrl+Shift+F"),
            (_("&Preview"), self.fold_preview, ""),
            (_("Next pane"), self._next_pane, "F6"),
        ):
            self.offer(action(self, text, verb, keys))
        shortcut(table, "Space", self.fold_preview)

    def refresh(self) -> None:
        """Read counts, hits and the current claim again."""
        self.door.refresh()
        self._say.forget()
        self._in_view = None
        self.asking.refresh()

    def flush(self) -> None:
        """Search what is typed, so that leaving loses nothing."""
        if self.found.line.is_waiting():
            self.found.line.ask_now()

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a claim by its id, what a text finds, a list of claims, or those in a state."""
        if kind == "folder":
            self.door.open(int(key))
            return
        if kind == "disposals":
            from warrantydesk.ui.disposals_dialog import open_disposals

            open_disposals(self.shell, self.desk, int(key or 0))
            return
        self.door.close_folder()
        if kind == "claim":
            self.reveal(int(key))
            return
        if kind == "claims":
            self.asking.show_list(key)
            self.found.table.setFocus()
        elif kind == "search":
            self.asking.show_text(str(key))
            self._begin_search()
        elif kind == "state":
            self.asking.show_state(str(key))
            self.found.table.setFocus()

    def take_scan(self, text: str) -> bool:
        """Look for a VIN that was scanned into the search line; anything else leads to itself."""
        if not self.found.line.hasFocus() or recognise(text).kind != VIN:
            return False
        self.open_thing("search", recognise(text).text)
        return True

    def fill_menu(self, menu: QMenu) -> None:
        """Fill the menu with what the folder can do while it is in front, else the list."""
        menu.addActions(self.door.verbs() or self.actions())

    def _open_audit(self) -> None:
        """Open the audit pack, with the claims that are selected where there are several."""
        self.batch.open_audit()

    def _come_back(self) -> None:
        self.found.table.setFocus()
        self._show_current()

    def reveal(self, claim_id: int) -> None:
        """Make a claim the current one; filters that hide it are taken away."""
        if self.found.model.row_of(claim_id) < 0:
            self.clear()
        place = self.found.model.row_of(claim_id)
        if place >= 0:
            self.found.table.select_row(place)
            self.found.table.setFocus()

    def clear(self) -> None:
        """Take away text and facets, and the list that the search is held to."""
        self.asking.clear()

    def _next_pane(self) -> None:
        if not self.door.next_pane():
            self.panes.next_pane()

    def fold_facets(self) -> None:
        """Fold the facets, or show them again."""
        _fold(self.facets)

    def fold_preview(self) -> None:
        """Fold the preview, or show it again; while narrow it is a drawer."""
        if self.panes.is_narrow():
            self.panes.toggle_drawer()
        else:
            _fold(self.preview)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to type; the folder of the current claim comes again."""
        super().showEvent(event)
        if self.door.is_open():
            self.door.take_keyboard()
            return
        self.found.line.setFocus()
        self._show_current()

    def hideEvent(self, event: QHideEvent) -> None:
        """Search what is typed, and draw nothing more."""
        super().hideEvent(event)
        self._pause.stop()
        self.sheets.stop()
        self._in_view = None

    def _begin_search(self) -> None:
        self.found.line.setFocus()
        self.found.line.selectAll()

    def _show_current(self) -> None:
        self._shown = self.found.current_id()
        if self._shown is None:
            self._show_folder()
        elif self._shown != self._in_view and not self.door.is_open():
            self._pause.start()

    def _show_folder(self) -> None:
        self._pause.stop()
        number = self._in_view = self._shown
        claim = None
        if number is not None:
            claim = tried(self.shell, lambda: self.desk.claims.get(number))
        if claim is None:
            self.preview.show_nothing()
        else:
            self.preview.show_claim(self.desk, claim)
        self.sheets.show_claim(claim)

    def _with_shown(self, verb: Any, *values: Any) -> None:
        if self._shown is not None:
            verb(self._shown, *values)

    def _open_claim(self, claim_id: int) -> None:
        self.shell.open("intake", "claim", claim_id)

    def _open_menu(self, at: Any) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions())
        self._fill_lists(menu)
        menu.popup(self.found.table.viewport().mapToGlobal(at))
        menu.aboutToHide.connect(menu.deleteLater)

    def _offer_lists(self) -> None:
        menu = self.found.out_menu
        menu.clear()
        for old in menu.findChildren(QMenu):
            old.deleteLater()
        self._fill_lists(menu)

    def _fill_lists(self, menu: QMenu) -> None:
        """Add what the claims found, or those selected, can be made into."""
        self.batch.fill(menu)
        menu.addSeparator()
        menu.addAction(_("&Export this list…"), lambda: save_list(self.found.table))
        fill_claim_lists(self.shell, self.desk, menu, self._meant)

    def _meant(self) -> Sequence[int]:
        """Return the claims that are selected where there are several, else all that were found."""
        table = self.found.table
        several = table.selected_count() > 1
        return table.selected_ids() if several else self.hits.ids(self.found.model.order)

    def _walk_journal(self) -> None:
        anchor = self.desk.archive.anchor
        self.preview.journal.show_walking()
        self.shell.run(
            lambda step: self.desk.check_quietly(),
            lambda problems: self.preview.journal.show_result(problems, anchor),
            _("Reading the journal…"),
        )


def _fold(pane: QWidget) -> None:
    ground = pane.parentWidget()
    if ground is not None:
        ground.setVisible(ground.isHidden())
