"""Reports: what can be asked, the answer as chart and table, its figures and what to do."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.report import ReportTable
from warrantydesk.domain.report_numbers import figure_text
from warrantydesk.i18n import N_, _
from warrantydesk.services.archive import ClaimList
from warrantydesk.services.change import Kind
from warrantydesk.services.reports import Report
from warrantydesk.ui.check_help import open_check_help
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.learning_dialog import open_learning
from warrantydesk.ui.quality_dialog import quality_of
from warrantydesk.ui.refusals import sentence, tell_error, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.reports.asking import Wishes
from warrantydesk.ui.tabs.reports.list_pane import ReportList
from warrantydesk.ui.tabs.reports.page import ReportPage
from warrantydesk.ui.tabs.reports.running import Reading
from warrantydesk.ui.tabs.reports.saving import BOOK, PDF, FileKind, save_report
from warrantydesk.ui.tabs.reports.side import ReportSide

WIDTHS = (196, 882, 286)
SHORT_S = 1.0
"""A report that took no longer is read again by itself after a change."""
FIGURES_SAID = 3
_NOT_SHOWN = frozenset({Kind.PRINT_JOBS, Kind.READINGS, Kind.SEARCHES, Kind.DUTY, Kind.IMPORTS})


class ReportsTab(Tab):
    """The list at the left, the report in the middle, its cards at the right."""

    TITLE = N_("Reports")
    KEY = "reports"
    SHORTCUT = 8
    ICON = "chart"
    SHOWS = frozenset(Kind) - _NOT_SHOWN

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.wishes = Wishes(shell.memory)
        self.list = ReportList()
        self.page = ReportPage(shell.memory)
        self.side = ReportSide(self.open_rule, self.open_learning, shell.open)
        self.panes = ThreePanes(self.list, self.page, self.side, WIDTHS)
        self.reading = Reading(shell, desk, self.page.veil)
        self.table: ReportTable | None = None
        self._code = ""
        self._changed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.panes.remember(shell.memory, self.KEY)
        self.page.show_nothing()
        self._connect()
        self._offer_actions()

    def _connect(self) -> None:
        head = self.page.head
        self.list.chosen.connect(self.show_report)
        self.panes.narrowed.connect(self.list.show_rail)
        self.panes.shortened.connect(self.page.set_short)
        head.changed.connect(self.ask)
        head.stale.clicked.connect(self.refresh)
        head.pdf.clicked.connect(lambda: self.save(PDF))
        head.book.clicked.connect(lambda: self.save(BOOK))
        self.page.grid.followed.connect(lambda keys: self.follow(*keys))
        self.page.veil.stopped.connect(self.stop)

    def _offer_actions(self) -> None:
        for text, verb, keys in (
            (_("Save as &PDF…"), lambda: self.save(PDF), "Ctrl+P"),
            (_("Save as &Excel…"), lambda: self.save(BOOK), "Ctrl+E"),
            (_("&Claims behind the number"), self.follow_row, ""),
            (_("&Filter the reports"), self.list.begin_filter, "Ctrl+Shift+F"),
            (_("&Stop reading"), self.stop, "Esc"),
            (_("Next &pane"), self.next_pane, "F6"),
            (_("Copy &with headers"), lambda: self.page.grid.view.copy(headers=True), ""),
        ):
            self.offer(action(self, text, verb, keys))

    def report(self) -> Report | None:
        """Return the report in front."""
        found = [one for one in self.desk.reports.all() if one.code == self._code]
        return found[0] if found else None

    def refresh(self) -> None:
        """Read the report in front again."""
        self.page.head.show_days(*self._days())
        self.page.head.show_brands(self.desk.reports.brands())
        reports = self.desk.reports.all()
        codes = [one.code for one in reports]
        if self._code not in codes:
            last = self.wishes.last_code()
            self._code = last if last in codes else next(iter(codes), "")
        self.list.show_reports(reports, self._code)
        if self._code:
            self.show_report(self._code)

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a report by its code, or the quality card that a suggestion leads to."""
        if kind == "report":
            self.show_report(str(key))
        elif kind == "quality":
            quality_of(self.shell, self.desk, int(key))

    def show_report(self, code: str) -> None:
        """Put a report in front, and read it as it was last asked for."""
        self._code = code
        if self.is_stale():  # nobody has looked at the tab yet: days, brands and list come first
            self._reload()
            return
        found = self.report()
        if found is None:
            return
        self.wishes.keep_code(code)
        self.list.select(code)
        self.page.head.show_report(found, self.wishes.of(found, *self._days()))
        self.ask()

    def ask(self) -> None:
        """Let a worker read what the head asks for."""
        found = self.report()
        if found is None:
            return
        wish = self.page.head.wish()
        try:
            asked = self.desk.reports.asked(
                found.code, wish.first, wish.last, wish.brand, wish.choices
            )
        except Refused as error:
            self.page.head.refuse(sentence(error))
            return
        self.wishes.keep(found.code, wish)
        self._changed = False
        self.page.head.stale.hide()
        self.reading.read(found, asked, self._take, self._refuse)

    def stop(self) -> None:
        """Stop reading; the last report stays, and its head comes back. Else close the drawer."""
        if self.reading.stop():
            self._go_back()
        else:
            self.panes.close_drawer()

    def _go_back(self) -> None:
        """Name the report that is shown again: the one that was asked for did not come."""
        table, asked = self.table, self.reading.asked
        if table is not None and asked is not None and table.code != self._code:
            self._code = table.code
            self.list.select(table.code)
            found = self.report()
            if found is not None:
                self.page.head.show_report(found, self.wishes.of(found, *self._days()))
                self.page.head.say(_said(table))
        self.page.head.say_stale(_("Not read: F5"))

    def _days(self) -> tuple[date, date]:
        return self.desk.bench.today, self.desk.reports.earliest()

    def _take(self, table: ReportTable) -> None:
        self.table = table
        self.page.show_table(table)
        self.side.show_table(table)
        self.page.head.say(_said(table))

    def _refuse(self, error: BaseException) -> None:
        self._go_back()
        tell_error(self.shell, error)

    def save(self, kind: FileKind) -> None:
        """Ask for a place and save the report that is shown there, entered as printed."""
        if self.table is not None:
            save_report(self.shell, self.desk, self.table, kind)

    def follow_row(self) -> None:
        """Open the claims behind the row in hand."""
        self.page.grid.view.follow_current()

    def follow(self, row: str, column: str) -> None:
        """Open the claims behind a number in the archive."""
        asked, table = self.reading.asked, self.table
        if asked is None or table is None:
            return
        title = self._title_of(table, row, column)
        seek = tried(self.shell, lambda: self.desk.reports.seeking(table.code, asked, row, column))
        if seek is None:
            return
        self.shell.run(
            lambda step: seek(lambda done, total: step(done, total)),
            lambda ids: self.shell.open("archive", "claims", ClaimList(title, ids)),
            _("Looking for the claims…"),
            partial(tell_error, self.shell),
        )

    def _title_of(self, table: ReportTable, row: str, column: str) -> str:
        cells = next((one.cells for one in table.rows if one.key == row), ())
        name = next((cell for cell in cells if isinstance(cell, str) and cell), "")
        head = next((one.title for one in table.columns if one.key == column), "")
        words = [table.title, name, head, table.period]
        return " · ".join(word for word in words if word)

    def next_pane(self) -> None:
        """Give the keyboard to the next of list, chart and table."""
        panes = [self.list.list, self.page.chart, self.page.grid.view]
        shown = [one for one in panes if one.isVisible()]
        held = [number for number, one in enumerate(shown) if one.hasFocus()]
        if shown:
            shown[(held[0] + 1) % len(shown) if held else 0].setFocus()

    def open_rule(self, rule: str) -> None:
        """Show what a check looks at, and how it weighs."""
        open_check_help(self.shell, self.desk, rule, self.page.head.wish().brand)

    def open_learning(self) -> None:
        """Show which warnings should become blocks, where they can be made so."""
        open_learning(self.shell, self.desk, self.page.head.wish().brand)

    def on_change(self, kind: Any) -> None:
        """Hear that something changed: a report is read again when it is looked at next."""
        if kind in self.SHOWS and self.table is not None:
            self._changed = True
            self.page.head.say_stale(_("Data changed since: F5"))

    def focusInEvent(self, event: Any) -> None:
        """Hand the keyboard on: a proxy would let Tab leap over what stands before it."""
        super().focusInEvent(event)
        shown = self.list.list.isVisible()
        (self.list.list if shown else self.page.grid.view).setFocus()

    def showEvent(self, event: Any) -> None:
        """Read a short report again after a change; of a long one it is said."""
        super().showEvent(event)
        if self._changed and self.reading.took_s < SHORT_S:
            self.ask()


def _said(table: ReportTable) -> str:
    return " · ".join(
        _("{name} {value}", name=figure.title, value=figure_text(figure))
        for figure in table.figures[:FIGURES_SAID]
    )
