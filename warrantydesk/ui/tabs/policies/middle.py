"""The middle: the page of a table, the bulletins, the campaigns; each is built when it is asked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from warrantydesk.domain.policies.views import TableHead
from warrantydesk.i18n import _
from warrantydesk.ui.kit.busy import busy
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.book import Opened, PolicyBook
from warrantydesk.ui.tabs.policies.bulletin_verbs import BulletinVerbs
from warrantydesk.ui.tabs.policies.bulletins import BulletinsPage
from warrantydesk.ui.tabs.policies.holidays import years_of
from warrantydesk.ui.tabs.policies.side_words import SideWords
from warrantydesk.ui.tabs.policies.table_page import TablePage

BULLETINS, CAMPAIGNS, HOLIDAYS = "bulletins", "campaigns", "holidays"
LONG, SIGN_MS = 10_000, 30
"""Rows that take longer to read than a moment; time in which the window says so."""
Verb = Callable[[], object]


class Middle(QStackedWidget):
    """Shows one table of the profile, with the right side that belongs to it."""

    picked = Signal(int, int)

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        book: PolicyBook,
        side: SideWords,
        parent: QWidget | None = None,
    ) -> None:
        """``side`` is filled along with each page."""
        super().__init__(parent)
        self._shell, self._desk, self._book, self._side = shell, desk, book, side
        self.bulletin_verbs = BulletinVerbs(shell, desk, lambda: book.profile)
        self.tables = TablePage(shell.memory)
        self.tables.picked.connect(self.picked)
        self.tables.text.opened.connect(self._open_bulletin)
        self.bulletins: BulletinsPage | None = None
        self.campaigns: Any = None
        self._short = False
        self._asked: object = None
        self.addWidget(self.tables)

    def arrange(self, verbs: dict[str, Verb], menu: QMenu) -> None:
        """Put the verbs of tables on their buttons."""
        self.tables.arrange(verbs, menu)

    def opened(self) -> Opened | None:
        """Return the table that is looked at as rows, None beside the other pages."""
        return self.tables.opened() if self.currentWidget() is self.tables else None

    def show_table(self, head: TableHead, picked: tuple[int, int] | None, *, rows: bool) -> None:
        """Show a table: bulletins and campaigns on their own pages, unless their ``rows`` are
        asked for."""
        self._asked = None
        if head.name == BULLETINS and not rows:
            self._show_bulletins()
        elif head.name == CAMPAIGNS and not rows:
            self._show_campaigns()
        else:
            self._show_rows(head, picked)

    def set_short(self, short: bool) -> None:
        """Give way in a low window."""
        self._short = short
        self.tables.set_short(short)
        if self.bulletins is not None:
            self.bulletins.set_short(short)

    def open_campaign(self, code: str) -> None:
        """Show one campaign on its page."""
        if self.campaigns is not None:
            self.campaigns.show_profile(self._book.profile, code)

    def _show_rows(self, head: TableHead, picked: tuple[int, int] | None) -> None:
        """Show a table at once; for a long one first say that it is being read."""
        asked = self._asked = (self._book.profile, head.name, picked)
        count = tried(self._shell, lambda: self._book.rows_to_read(head, picked)) or 0
        if count <= LONG:
            self._read_rows(head, picked)
            return

        def read() -> None:
            if self._asked == asked:
                with busy():
                    self._read_rows(head, picked)

        self.setCurrentWidget(self.tables)
        self.tables.show_reading(_(head.title), count)
        QTimer.singleShot(SIGN_MS, self, read)

    def _read_rows(self, head: TableHead, picked: tuple[int, int] | None) -> None:
        opened = tried(self._shell, lambda: self._book.opened(head, picked))
        if opened is None:
            return
        self.setCurrentWidget(self.tables)
        self.tables.show_table(opened, self._book.profile_name(), self._book.today)
        rows = [row.row for row in opened.rows] if head.name == HOLIDAYS else []
        self.tables.show_years(years_of(rows, self._book.today) if rows else [])
        self.tables.text.show_transit(self._side.in_transit(opened))
        version = opened.version(opened.new)
        self.tables.text.show_bulletin(version.bulletin if version is not None else "")
        self._side.show_table(opened)

    def _show_bulletins(self) -> None:
        page = self._bulletins_page()
        self.setCurrentWidget(page)
        profile = self._book.profile
        found = tried(self._shell, lambda: self._desk.policies.bulletins(profile)) or ()
        page.show_bulletins(found, self._book.unread_bulletins(), self._book.profile_name())

    def _show_campaigns(self) -> None:
        if self.campaigns is None:
            from warrantydesk.ui.tabs.policies.campaigns import CampaignsPage

            self.campaigns = CampaignsPage(self._desk, self._shell)
            self.addWidget(self.campaigns)
        self.setCurrentWidget(self.campaigns)
        self.campaigns.show_profile(self._book.profile)
        self._side.show_others()

    def _bulletins_page(self) -> BulletinsPage:
        if self.bulletins is None:
            verbs = self.bulletin_verbs
            page = self.bulletins = BulletinsPage(
                {
                    "new": lambda: self._written(verbs.write()),
                    "change": lambda: self._written(verbs.write(page.current())),
                    "file": self._add_file,
                }
            )
            page.row_chosen.connect(lambda _row: self._show_bulletin())
            page.file_opened.connect(lambda number: verbs.open_file(page.code(), number))
            page.set_short(self._short)
            self.addWidget(page)
        return self.bulletins

    def _written(self, code: str) -> None:
        if code and self.bulletins is not None:
            self._show_bulletins()
            self.bulletins.select(code)

    def _add_file(self) -> None:
        if self.bulletins is not None and (code := self.bulletins.code()):
            self.bulletin_verbs.add_file(code)
            self._show_bulletin()

    def _show_bulletin(self) -> None:
        page, profile = self.bulletins, self._book.profile
        if page is None:
            return
        code = page.code()
        files = ()
        if code:
            policies = self._desk.policies
            files = tried(self._shell, lambda: policies.bulletin_files(profile, code)) or ()
        page.show_files(files)
        self._side.show_bulletin(profile, page.current())

    def _open_bulletin(self, code: str) -> None:
        self._show_bulletins()
        if self.bulletins is not None and not self.bulletins.select(code):
            self._shell.toast(_("There is no bulletin {code}.", code=code), warn=True)
