"""How the tab of old parts is laid out, and what it shows."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.scan_band import ScanBand
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.shelf.list import PieceList
from warrantydesk.ui.tabs.shelf.modes import ModeRow
from warrantydesk.ui.tabs.shelf.piece_card import PieceCard
from warrantydesk.ui.tabs.shelf.pieces import ACTIVE, IN_HAND, days_left, is_due
from warrantydesk.ui.tabs.shelf.side import ShelfSide

NEWEST, MOST_ACTIVE = 2000, 20_000
SHORT = 30
"""Below so many line heights of the window band and margins are pressed together."""


class ShelfFrame(Tab):
    """Scan band over shelf map, pieces and one piece."""

    TITLE = N_("Old parts")
    KEY = "shelf"
    SHORTCUT = 4
    ICON = "boxes"
    SHOWS = frozenset({Kind.PARTS, Kind.PLACES, Kind.ATTACHMENTS, Kind.PEOPLE, Kind.SETTINGS})

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.modes = ModeRow()
        self.band = ScanBand(_("Scan or type a claim number"))
        self.list = PieceList(shell.memory)
        self.card = PieceCard(shell, desk)
        self.side = ShelfSide()
        self._lay()

    def _lay(self) -> None:
        top = Surface("base", "b")
        rows = self._rows = QVBoxLayout(top)
        rows.addWidget(self.modes)
        rows.addWidget(self.band)
        self.panes = ThreePanes(self.side, self.list, self.card, (248, 786, 330))
        self.panes.remember(self.shell.memory, "shelf")
        self.panes.narrowed.connect(self.side.show_rail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.panes, 1)
        self._set_short(False)

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

    def refresh(self) -> None:
        """Read pieces and places again."""
        shelf, today = self.desk.shelf, self.desk.bench.today
        found = {piece.id: piece for piece in shelf.pieces(ACTIVE, MOST_ACTIVE)}
        found |= {piece.id: piece for piece in shelf.pieces(limit=NEWEST)}
        pieces = list(found.values())
        self.modes.show_people(self.desk.people.all())
        self.side.show_shelf(shelf.places(), pieces, today)
        self.list.show_pieces(pieces, sum(shelf.counts().values()), today)

    def badge(self) -> tuple[int, bool]:
        """Return how many pieces are due back; red when one is over or due today."""
        today = self.desk.bench.today
        held = self.desk.shelf.pieces(tuple(sorted(IN_HAND)), MOST_ACTIVE)
        due = [piece for piece in held if is_due(piece, today)]
        left = (days_left(piece, today) for piece in due)
        return len(due), any(days is not None and days <= 0 for days in left)
