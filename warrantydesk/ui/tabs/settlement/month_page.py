"""The page of months: which are closed, what stands in the way, figures, papers, the close."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.settlement.month import MonthCheck, is_month, last_day
from warrantydesk.i18n import _
from warrantydesk.services.papers import MONTH_PAPERS
from warrantydesk.services.settlement.month_checks import MonthLook
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.month_dialog import MonthDialog
from warrantydesk.ui.tabs.settlement.month_frame import MonthFrame
from warrantydesk.ui.tabs.settlement.month_words import (
    PAGE_OF,
    STATEMENT_CHECKS,
    MonthRow,
    in_order,
)


class MonthPage(MonthFrame):
    """Shows a month and does what its buttons ask for."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(shell, desk, parent)
        self.close_look: MonthLook | None = None
        self._asked = 0
        self.months.chosen.connect(lambda row: self._choose(row))
        self.checks.acted.connect(lambda row: self.jump(row))
        self.checks.opened.connect(lambda row: self.jump(row))
        self.brands.chosen.connect(lambda _key: self._turn())
        self.close_button.clicked.connect(lambda: self.close_month())
        self.papers_button.setMenu(self._papers_menu())

    def _papers_menu(self) -> QMenu:
        menu = QMenu(self)
        for paper in MONTH_PAPERS:
            entry = menu.addAction(_(paper.name))
            entry.triggered.connect(self._opener(paper.code))
        return menu

    def _opener(self, code: str) -> Callable[[], object]:
        return lambda: self.open_month_paper(code)

    def open_month_paper(self, code: str) -> None:
        """Show the preview of a paper of the month in front."""
        if self.month:
            subject = self.desk.papers.month_subject(self.brand(), self.month)
            open_paper(self.shell, self.desk, code, subject)

    def refresh(self) -> None:
        """Read the months again, and look at the one in front."""
        self._show_brands()
        today, brand = self.desk.bench.today, self.brand()
        closes = {one.month: one for one in self.desk.months.closes(brand)}
        rows = [
            MonthRow(month, closes.get(month), last_day(month) < today)
            for month in self.desk.months.shown(brand)
        ]
        self.show_months(rows)
        if self.month not in {row.month for row in rows}:
            self.month = _first_to_do(rows)
        self.select_month(self.month)
        self._read()

    def _turn(self) -> None:
        """Show another brand."""
        self.month = ""
        self.refresh()

    def _choose(self, row: Any) -> None:
        if isinstance(row, MonthRow) and row.month != self.month:
            self.month = row.month
            self._read()

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a month by its name, as ``2026-10``."""
        if is_month(str(key)):
            self.month = str(key)
            self.refresh()

    def take_scan(self, text: str) -> bool:
        """Take no scan: nothing here is named by one."""
        return False

    def _read(self) -> None:
        """Look at the month in front: a closed one as it was kept, an open one in a worker."""
        self._asked += 1
        asked, brand, month = self._asked, self.brand(), self.month
        row = self.current_row()
        if row is not None and row.close is not None:
            figures = self.desk.months.kept(brand, month)
            self._take(asked, MonthLook(figures, row.close.checks))
            return
        question = tried(self.shell, lambda: self.desk.months.looking(brand, month))
        if question is None:
            return
        self.close_look = None
        self.show_waiting()
        self.shell.run(
            lambda step: self.desk.months.looked(question),
            lambda look: self._take(asked, look),
            _("Looking at the month"),
        )

    def _take(self, asked: int, look: MonthLook) -> None:
        """Show a look, unless another month was asked for meanwhile."""
        if asked != self._asked:
            return
        self.close_look = look
        row = self.current_row()
        self.show_look(look, in_order(look.checks), row)

    def jump(self, check: Any) -> None:
        """Go to what a check found."""
        if not isinstance(check, MonthCheck) or not check.count:
            return
        first = check.names[0].partition(" / ")[0] if check.names else ""
        if check.code in STATEMENT_CHECKS:
            self.shell.open("settlement", "statement", first)
        elif check.code == "claims_unsubmitted":
            self.shell.scan(first)
        elif check.code == "earlier_open":
            self.open_thing("month", first)
        elif check.code in PAGE_OF:
            tab, page = PAGE_OF[check.code]
            self.shell.open(tab, page)

    def close_month(self) -> None:
        """Ask for the reasons and close the month in front."""
        look = self.close_look
        if look is None or look.blocks:
            return
        month = look.figures.month
        dialog = MonthDialog(self.shell, self.desk, look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self._closed(month))
        dialog.open()

    def _closed(self, month: str) -> None:
        self.shell.toast(_("The month {month} is closed", month=month))
        self.refresh()
        self.open_month_paper(MONTH_PAPERS[-1].code)


def _first_to_do(rows: list[MonthRow]) -> str:
    """Return the month that is to be closed next: after the closed ones, else the last one."""
    closed = [number for number, row in enumerate(rows) if row.close is not None]
    over = [number for number, row in enumerate(rows) if row.over]
    if not closed:
        return rows[over[0]].month
    return rows[max(closed[0] - 1, 0)].month
