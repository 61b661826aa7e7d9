"""The tab of settlement: statements, deductions, invoices, receipts, receivables, months."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementViews
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.frame import SettlementFrame
from warrantydesk.ui.tabs.settlement.pages import PAGES, STATEMENTS, page_of


class SettlementTab(SettlementFrame):
    """Opens things on their page, and offers what can be done."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self._views = StatementViews(desk.bench)
        self.side.page_chosen.connect(self.show_page)
        self.side.statement_chosen.connect(lambda key: self.open_thing("statement", key))
        for number, entry in enumerate(PAGES, 1):
            self.offer(action(self, _(entry.title), self._chooser(entry.key), f"Alt+{number}"))

    def _chooser(self, key: str) -> Callable[[], object]:
        return lambda: self.show_page(key)

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a thing on the page of its kind; the key of a page shows the page itself."""
        page = page_of(kind)
        if page:
            shown = self.show_page(page)
            if key not in (None, ""):
                shown.open_thing(kind, key)

    def take_scan(self, text: str) -> bool:
        """Let the page in front take a scan, then look for a statement with that number."""
        if self.page().take_scan(text):
            return True
        found = self._views.find_statement(text)
        if found:
            self.open_thing("statement", found)
        return bool(found)

    def open_statements(self) -> None:
        """Put the statements in front."""
        self.show_page(STATEMENTS)
