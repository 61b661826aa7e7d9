"""The ledger of old parts: what came in, where it stands, what went out, for any period."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.ledger.account import Account, Only
from warrantydesk.services.ledger.names import names
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.kit.table import WindowedModel
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.calendar_dialog import open_calendar
from warrantydesk.ui.tabs.shelf.ledger_columns import (
    day_columns,
    group_columns,
    movement_columns,
    stock_columns,
)
from warrantydesk.ui.tabs.shelf.ledger_export import export_list, lists_menu
from warrantydesk.ui.tabs.shelf.ledger_frame import (
    DAYS,
    GROUPS,
    MOVEMENTS,
    STOCK,
    LedgerFrame,
)
from warrantydesk.ui.tabs.shelf.ledger_period import OWN, PERIODS, days_of
from warrantydesk.ui.tabs.shelf.ledger_source import LedgerRows

PAUSE_MS = 250
EXPORTS = {MOVEMENTS: "parts_ledger", STOCK: "parts_stock", DAYS: "parts_ledger"}


def open_ledger(shell: Shell, desk: Any, text: str = "") -> "LedgerDialog":
    """Open the ledger over the window; ``text`` narrows it to a tag, a part, a claim or a VIN."""
    dialog = LedgerDialog(shell, desk, text)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class LedgerDialog(QDialog):
    """Period and filters above, totals below them, one table; read anew by a worker."""

    def __init__(self, shell: Shell, desk: Any, text: str = "") -> None:
        """Ask for this month; what is shown comes from the worker."""
        super().__init__(shell.widget())
        self.setWindowTitle(_("Ledger of old parts"))
        self.shell, self.desk = shell, desk
        self.names = names(desk.bench)
        self.account: Account | None = None
        self._job: Job | None = None
        self.frame = frame = LedgerFrame(self.names, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        frame.search.set_value(text)
        frame.period.chosen.connect(self.take_period)
        frame.view.chosen.connect(lambda _view: self.show_rows())
        for field in (frame.start, frame.end, frame.search):
            field.edited.connect(self._pause.start)
        frame.maker.edited.connect(self.ask)
        frame.hazard.edited.connect(self.ask)
        frame.save.clicked.connect(lambda: self.save())
        frame.lists.setMenu(lists_menu(shell, desk, QMenu(self)))
        frame.calendar.clicked.connect(lambda: open_calendar(shell, desk, self))
        frame.close_button.clicked.connect(self.accept)
        self.addAction(action(self, _("Save as Excel…"), self.save, "Ctrl+S"))
        self.take_period(frame.period.value())

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the window, less a margin."""
        above = self.parentWidget()
        if isinstance(above, QWidget):
            room = above.window().size()
            width = min(theme.h(70), room.width() - 32)
            self.resize(width, min(theme.h(38), room.height() - 32))
        super().showEvent(event)

    @property
    def only(self) -> Only:
        """Which pieces are asked for."""
        frame = self.frame
        return Only(
            brand=frame.maker.value() or "",
            hazard=frame.hazard.value() or "",
            text=str(frame.search.value() or ""),
        )

    def take_period(self, period: str) -> None:
        """Fill in the days of a period and read them; days of choice stay as they are."""
        if period in PERIODS and period != OWN:
            start, end = days_of(period, self.desk.bench.today)
            self.frame.start.set_value(start)
            self.frame.end.set_value(end)
        self.ask()

    def ask(self) -> None:
        """Let a worker read the ledger; an older question is given up."""
        self._pause.stop()
        frame = self.frame
        start, end = frame.start.value(), frame.end.value()
        if start is None or end is None:
            return
        if (start, end) != days_of(frame.period.value(), self.desk.bench.today):
            frame.period.set_value(OWN)
        if self._job is not None:
            self._job.cancel()
        asking = self.desk.ledger.asking(start, end, self.only)
        frame.busy(_("Reading the ledger…"))
        self._job = self.shell.run(
            lambda step: asking(lambda done, total: step(done, total)),
            self._take,
            _("Reading the ledger"),
        )
        job = self._job
        job.ended.connect(lambda: self._forget(job))

    def _forget(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.frame.busy("")

    def _take(self, account: Account) -> None:
        self.account = account
        self.frame.show_totals(account)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the account as the view says."""
        account, view = self.account, self.frame.view.value()
        if account is None:
            return
        rows: Sequence[Any]
        if view == MOVEMENTS:
            columns, rows = movement_columns(self.names), account.lines[::-1]
        elif view == STOCK:
            columns = stock_columns(self.names, self.desk.bench.today)
            rows = tuple(sorted(account.stock, key=lambda line: -line.days))
        elif view == DAYS:
            columns, rows = day_columns(), account.days[::-1]
        else:
            columns = group_columns(self.names, view, _(GROUPS[view]))
            rows = account.groups[view]
        model = WindowedModel(columns, parent=self.frame)
        model.set_source(LedgerRows(rows, columns))
        self.frame.show_model(model, view)

    def save(self) -> None:
        """Save what is asked for as a list."""
        frame = self.frame
        name = EXPORTS.get(frame.view.value(), "parts_ledger")
        export_list(
            self.shell, self.desk, name, (frame.start.value(), frame.end.value()), self.only
        )

    def done(self, result: int) -> None:
        """Give up what is still being read."""
        if self._job is not None:
            self._job.cancel()
            self._job = None  # its end comes after this window's own
        super().done(result)
