"""How the tab of old parts is laid out: modes, scan band, and below them what a mode shows."""

from typing import Any

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.scan_band import ScanBand
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.shelf.list import PieceList
from warrantydesk.ui.tabs.shelf.modes import ModeRow
from warrantydesk.ui.tabs.shelf.pages import PAGE_OF, Page, made_page
from warrantydesk.ui.tabs.shelf.piece_card import PieceCard
from warrantydesk.ui.tabs.shelf.scans import Mode
from warrantydesk.ui.tabs.shelf.side import ShelfSide

SHORT = 30
"""Below so many line heights of the window band and margins are pressed together."""


class ShelfFrame(Tab):
    """Scan band over shelf map, pieces and one piece, or over the page of another mode."""

    TITLE = N_("Old parts")
    KEY = "shelf"
    SHORTCUT = 4
    ICON = "boxes"
    SHOWS = frozenset(
        {
            Kind.PARTS,
            Kind.PLACES,
            Kind.ATTACHMENTS,
            Kind.PEOPLE,
            Kind.SETTINGS,
            Kind.SHIPMENTS,
            Kind.STOCK_TAKES,
            Kind.PRINT_JOBS,
        }
    )

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.modes = ModeRow()
        self.band = ScanBand(_("Scan or type a claim number"))
        self.list = PieceList(shell.memory, desk)
        self.card = PieceCard(shell, desk)
        self.side = ShelfSide(shell, desk)
        self._pages: dict[str, Page] = {}
        self._places: dict[str, QWidget] = {}
        """What stands below the band by the name of its page, shelf map and list by none."""
        self._stale_below: set[str] = set()
        self._lay()

    def _lay(self) -> None:
        top = Surface("base", "b")
        rows = self._rows = QVBoxLayout(top)
        rows.addWidget(self.modes)
        rows.addWidget(self.band)
        self.panes = ThreePanes(self.side, self.list, self.card, (248, 786, 330))
        self.panes.remember(self.shell.memory, "shelf")
        self.panes.narrowed.connect(self.side.show_rail)
        self.stack = FrontStack()
        self.stack.addWidget(self.panes)
        self._places[""] = self.panes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.stack, 1)
        self._set_short(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on: a proxy would let Tab leap over what stands before it."""
        super().focusInEvent(event)
        self.band.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way for the rows where the window is low."""
        super().resizeEvent(event)
        self._set_short(self.window().height() < theme.h(SHORT))

    def _set_short(self, short: bool) -> None:
        room = 5 if short else 10
        self._rows.setContentsMargins(12, room, 12, room)
        self._rows.setSpacing(5 if short else 8)
        self.band.set_short(short)
        self.list.set_short(short)

    def page(self) -> Page | None:
        """Return the page below the band, None while shelf map and list stand there."""
        return self._pages.get(self._shown_below())

    def show_below(self, mode: Mode) -> Page | None:
        """Show what belongs to a mode, built when it is first asked for."""
        name = PAGE_OF.get(mode, "")
        if name and name not in self._pages:
            page = made_page(name, self.shell, self.desk)
            page.scan_asked.connect(self.take_from_page)
            page.done.connect(lambda: self.band.line.setFocus())
            self.stack.addWidget(page)
            self._pages[name], self._places[name] = page, page
            self._stale_below.add(name)
        self.stack.setCurrentWidget(self._places[name])
        self._catch_up(name)
        return self._pages.get(name)

    def take_from_page(self, text: str) -> None:
        """Take what a page scans on behalf of the clerk."""

    def _shown_below(self) -> str:
        shown = self.stack.currentWidget()
        return next(name for name, widget in self._places.items() if widget is shown)

    def _catch_up(self, name: str) -> None:
        """Read what is in front again where something changed meanwhile."""
        if name not in self._stale_below:
            return
        self._stale_below.discard(name)
        if name:
            self._pages[name].refresh()
        else:
            self._refresh_shelf()

    def refresh(self) -> None:
        """Read what is in front again; the rest when it is looked at."""
        self.modes.show_people(self.desk.people.all())
        self._stale_below = {"", *self._pages}
        self._catch_up(self._shown_below())

    def _refresh_shelf(self) -> None:
        counts = self.desk.pieces.counts(self.desk.pieces.question())
        self.side.refresh(counts)
        self.list.refresh(counts)

    def flush(self) -> None:
        """Save what waits for a pause on the pages."""
        for page in self._pages.values():
            if (flush := getattr(page, "flush", None)) is not None:
                flush()

    def badge(self) -> tuple[int, bool]:
        """Return how many pieces are due back; red when one is over or due today."""
        due: tuple[int, bool] = self.desk.pieces.badge()
        return due
