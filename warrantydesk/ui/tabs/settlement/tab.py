"""The tab of settlement: statements, deductions, invoices, receipts, receivables, months."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from warrantydesk.domain.settlement.statement import Decision
from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementViews
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.frame import SettlementFrame
from warrantydesk.ui.tabs.settlement.pages import PAGES, STATEMENTS, page_of
from warrantydesk.ui.tabs.settlement.statement_page import StatementPage

MORE, LINE, KEYS = "more", "line", "keys"
"""Where an action is found beside the menu of the tab: at the head, at a line, nowhere."""


class SettlementTab(SettlementFrame):
    """Opens things on their page, and offers what can be done."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self._views = StatementViews(desk.bench)
        self._of_statements: list[QAction] = []
        """What is done with statements; on other pages their keys are the page's own."""
        self._menus = {MORE: QMenu(self), LINE: QMenu(self)}
        self.side.page_chosen.connect(self.show_page)
        self.side.statement_chosen.connect(lambda key: self.open_thing("statement", key))
        self.side.import_asked.connect(self._on_statements(lambda page: page.bring()))
        self._offer_actions()
        for number, entry in enumerate(PAGES, 1):
            self.offer(action(self, _(entry.title), self._chooser(entry.key), f"Alt+{number}"))

    def _offer_actions(self) -> None:
        on = self._on_statements
        entries: tuple[tuple[str, Callable[[StatementPage], object], str, str], ...] = (
            (_("&Import a statement…"), lambda page: page.bring(), "Ctrl+Shift+I", KEYS),
            (_("Import from the clip&board"), self._bring_pasted, "Ctrl+Shift+V", MORE),
            (_("&Key in a statement…"), lambda page: page.key_in(), "Ctrl+Shift+N", MORE),
            (_("Key in mor&e lines…"), lambda page: page.key_lines(), "", MORE),
            (_("&Match"), lambda page: page.match(), "Ctrl+M", MORE),
            (_("Take all matc&hing back…"), self._undo_match, "", MORE),
            (_("Write the reason"), lambda page: page.write_reason(), "F2", LINE),
            (_("Ne&xt line to decide"), lambda page: page.go_next(), "F8", LINE),
            (_("&Take the amount as it is"), _deciding(Decision.TAKEN), "Ctrl+T", LINE),
            (_("Still &ask for the rest"), _deciding(Decision.CHASED), "Ctrl+R", LINE),
            (_("Not our&s"), _deciding(Decision.NOT_OURS), "Ctrl+D", LINE),
            (_("The line is for &claim…"), lambda page: page.assign_by_number(), "Ctrl+G", LINE),
            (_("Open the line a&gain"), lambda page: page.unmatch(), "Ctrl+Backspace", LINE),
            (_("Split or &join…"), lambda page: page.split_or_join(), "Ctrl+J", LINE),
            (_("Correct the &row…"), lambda page: page.correct_line(), "", LINE),
            (_("The row counts for &nothing…"), lambda page: page.dismiss_line(), "", LINE),
            (_("Open the c&laim"), lambda page: page.open_claim(), "Ctrl+O", LINE),
            (_("&Difference sheet"), lambda page: page.show_sheet(), "Ctrl+P", KEYS),
            (_("Invoice n&otice"), lambda page: page.show_notice(), "", MORE),
            (_("File beside the statement…"), lambda page: page.open_file(), "", MORE),
            (_("Next step"), lambda page: page.do_next(), "Ctrl+Return", KEYS),
            (_("Take the con&firmation back…"), self._reopen, "", MORE),
            (_("Signature of finance…"), self._sign, "", MORE),
            (_("The payer has paid…"), self._remit, "", MORE),
            (_("&Void the statement…"), self._void, "", MORE),
            (_("Copy &with headers"), lambda page: page.table.copy(headers=True), "", MORE),
            (_("Next &pane"), lambda page: page.next_pane(), "F6", KEYS),
        )
        for text, verb, keys, menu in entries:
            made = self.offer(action(self, text, on(verb), keys))
            self._of_statements.append(made)
            if menu in self._menus:
                self._menus[menu].addAction(made)

    def _on_statements(self, verb: Callable[[StatementPage], object]) -> Callable[[], object]:
        """Return what does a thing on the page of statements, which comes in front for it."""

        def act() -> object:
            page: StatementPage = self.page_in_front()
            return verb(page)

        return act

    def page_in_front(self) -> StatementPage:
        """Return the page of statements, put in front."""
        if self.front_key() != STATEMENTS or STATEMENTS not in self.pages():
            self.show_page(STATEMENTS)
        page: StatementPage = self.made_page(STATEMENTS)
        return page

    def _chooser(self, key: str) -> Callable[[], object]:
        def go() -> None:
            self.show_page(key)
            self.setFocus()

        return go

    def show_page(self, key: str) -> Any:
        """Put a page in front; the list at the left names the statement shown."""
        page = super().show_page(key)
        for one in self._of_statements:
            one.setEnabled(key == STATEMENTS)
        if key == STATEMENTS:
            self._follow(page)
        return page

    def can_make_way(self, action: QAction) -> bool:
        """Tell that what is done with statements brings their page in front itself."""
        return action in self._of_statements

    def make_way(self, action: QAction) -> None:
        """Put the page of statements in front of what is done with them."""
        if action in self._of_statements:
            self.page_in_front()

    def refresh(self) -> None:
        """Read the left column and the page in front again."""
        super().refresh()
        if STATEMENTS in self.pages():
            self._follow(self.made_page(STATEMENTS))

    def _follow(self, page: StatementPage) -> None:
        page.set_menus(self._menus[MORE], self._menus[LINE])
        page.follow = self.side.select
        self.side.select(page.shown_id())

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a thing on the page of its kind; the key of a page shows the page itself."""
        page = page_of(kind)
        if page:
            held = self.stack.isAncestorOf(QApplication.focusWidget() or self)
            shown = self.show_page(page)
            if held:  # the page that went out of sight had the keyboard
                self.setFocus()
            if key not in (None, ""):
                shown.open_thing(kind, key)
            if page == STATEMENTS:
                self._follow(shown)

    def take_scan(self, text: str) -> bool:
        """Let the page in front take a scan, then look for what has that number on the others."""
        if self.page().take_scan(text):
            return True
        statement = self._views.find_statement(text)
        found = ("statement", statement) if statement else self._views.find_paper(text)
        if found is not None:
            self.open_thing(*found)
        return found is not None

    def badge(self) -> tuple[int, bool]:
        """Return how many statements wait for the desk; red where a clock has run out."""
        count, late = self._views.waiting()
        return count, late > 0

    def _bring_pasted(self, page: StatementPage) -> None:
        text = QApplication.clipboard().text()
        if text.strip():
            page.actions_of.bring(page.brand(), pasted=text)
        else:
            self.shell.toast(_("The clipboard holds no table."), warn=True)

    def _undo_match(self, page: StatementPage) -> None:
        if page.view is not None and page.is_open():
            page.actions_of.undo_match(page.view.statement)

    def _reopen(self, page: StatementPage) -> None:
        if page.view is not None:
            page.actions_of.reopen(page.view.statement)

    def _sign(self, page: StatementPage) -> None:
        if page.view is not None:
            page.actions_of.sign(page.view.statement)

    def _remit(self, page: StatementPage) -> None:
        if page.view is not None:
            page.actions_of.remit(page.view.statement)

    def _void(self, page: StatementPage) -> None:
        if page.view is not None:
            page.actions_of.void(page.view.statement)


def _deciding(decision: Decision) -> Callable[[StatementPage], object]:
    return lambda page: page.decide(decision)
