"""How the tab is laid out: statements and pages at the left, the page in front beside them."""

from typing import Any

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import N_
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.kit.handing_on import hand_on, hands_on_to
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.settlement.pages import PAGES, STATEMENTS
from warrantydesk.ui.tabs.settlement.statement_side import StatementSide

WIDTHS = (216, 1148, 0)


class SettlementFrame(Tab):
    """The left column, and a page that is built when it is first looked at."""

    TITLE = N_("Settlement")
    KEY = "settlement"
    SHORTCUT = 5
    ICON = "money"
    SHOWS = frozenset(
        {
            Kind.STATEMENTS,
            Kind.MONEY,
            Kind.CLAIMS,
            Kind.ANSWERS,
            Kind.PARTS,
            Kind.SHIPMENTS,
            Kind.PEOPLE,
            Kind.PROFILES,
        }
    )

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.side = StatementSide(shell, desk)
        self.stack = FrontStack()
        self.panes = ThreePanes(self.side, self.stack, None, WIDTHS)
        self._pages: dict[str, Any] = {}
        self._stale_pages: set[str] = set()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.panes.remember(shell.memory, self.KEY)
        self.panes.narrowed.connect(self.side.show_rail)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on: a proxy would let Tab leap over what stands before it."""
        super().focusInEvent(event)
        self.page().setFocus()

    def page(self) -> Any:
        """Return the page in front."""
        return self.made_page(self.front_key())

    def pages(self) -> dict[str, Any]:
        """Return the pages that were built, by key."""
        return dict(self._pages)

    def front_key(self) -> str:
        """Return the key of the page in front, that of the statements before any was shown."""
        shown = self.stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), STATEMENTS)

    def made_page(self, key: str) -> Any:
        """Return a page, built when it is first asked for."""
        if key not in self._pages:
            entry = next(one for one in PAGES if one.key == key)
            self._pages[key] = page = entry.load()(self.shell, self.desk)
            self.stack.addWidget(page)
            if hands_on_to(page) is None:
                hand_on(page, page.findChild(TableView))
            self._stale_pages.add(key)
        return self._pages[key]

    def show_page(self, key: str) -> Any:
        """Put a page in front, read anew where something changed meanwhile."""
        page = self.made_page(key)
        self.stack.setCurrentWidget(page)
        self.side.show_page(key)
        self._catch_up(key)
        return page

    def _catch_up(self, key: str) -> None:
        if key in self._stale_pages:
            self._stale_pages.discard(key)
            self._pages[key].refresh()

    def refresh(self) -> None:
        """Read the left column and the page in front again; the others when they are shown."""
        self.side.refresh()
        self._stale_pages = set(self._pages)
        self.show_page(self.front_key())
        self.shell.badges_changed()

    def flush(self) -> None:
        """Save what waits for a pause on the pages."""
        for page in self._pages.values():
            if (flush := getattr(page, "flush", None)) is not None:
                flush()
