"""The tables of receivables, and the two views beside the ages: expected cash, what strikes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import AbnormalCost
from warrantydesk.domain.settlement.cash import CashCalendar, CashItem
from warrantydesk.domain.settlement.receivable import By, Stage, Wanted
from warrantydesk.i18n import _, date_text, list_text, ngettext_
from warrantydesk.services.settlement.receivable_lists import Listed
from warrantydesk.services.settlement.receivable_look import ReceivableLooks
from warrantydesk.ui.kit.asked import Asked
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receivable_columns import (
    abnormal_columns,
    cash_columns,
    claim_columns,
    group_columns,
)
from warrantydesk.ui.tabs.settlement.receivable_dialogs import ReportDialog
from warrantydesk.ui.tabs.settlement.receivable_export import TITLES, export
from warrantydesk.ui.tabs.settlement.receivable_frame import (
    ABNORMAL,
    CASH,
    CLAIMS,
    ReceivableFrame,
)
from warrantydesk.ui.tabs.settlement.receivable_words import MoneyNames

CASH_DAYS, ODD_DAYS = 92, 90


class ReceivableViews(QWidget):
    """Builds the tables over one foot; a worker reads what they show."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.names = MoneyNames(desk)
        self.wanted = Wanted()
        self.looks = ReceivableLooks(desk.bench)
        self._asked = Asked(shell.run)
        self.frame = frame = ReceivableFrame(shell)
        self._make_tables()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        frame.by.set_value(By.STAGE)
        frame.show_view(CLAIMS)
        frame.report.clicked.connect(self.report)
        frame.save.setMenu(self._lists_menu())

    def _make_tables(self) -> None:
        frame, names = self.frame, self.names
        self.groups = frame.add_table(
            "groups", group_columns(names, self.by), _("Nothing is to come."), multi=False
        )
        self.groups.setAccessibleName(_("Sums by age"))
        self.claims = frame.add_table(
            CLAIMS, claim_columns(names), _("No receivable here."), multi=True
        )
        self.claims.setAccessibleName(_("Receivables"))
        self.cash = frame.add_table(
            CASH,
            cash_columns(names, lambda: self.desk.bench.today),
            _("No cash is expected."),
            multi=False,
        )
        self.cash.setAccessibleName(_("Expected cash"))
        self.odd = frame.add_table(
            ABNORMAL,
            abnormal_columns(names),
            _("Nothing strikes in the last 90 days."),
            multi=False,
        )
        self.odd.setAccessibleName(_("Abnormal cost"))
        frame.lay(self.groups, self.claims, self.cash, self.odd)
        self.cash.opened.connect(self._open_statement)
        self.odd.opened.connect(lambda _row: self.report())
        self.odd.chosen.connect(lambda _row: self.say_odd())

    def _lists_menu(self) -> QMenu:
        menu = QMenu(self)
        for what, title in TITLES.items():
            made = menu.addAction(_("{list}…", list=_(title)))
            made.triggered.connect(lambda _on=False, what=what: self.save(what))
        return menu

    def by(self) -> By:
        """Return by what the groups are added up."""
        return By(self.frame.by.value() or By.STAGE)

    def view(self) -> str:
        """Return which view is in front."""
        return str(self.frame.views.value())

    def ask(self, key: str, question: Callable[[], Any], take: Callable[[Any], None]) -> None:
        """Let a worker answer; an older question is given up."""

        def show(result: Any) -> None:
            if self.view() == key:  # another view may be in front by now
                take(result)

        self._asked.ask(question, show, _("Reading receivables"))

    def refresh(self) -> None:
        """Let a worker read the view in front again."""
        self.names.forget()
        if self.view() == CASH:
            self.ask(CASH, self.looks.cash(CASH_DAYS), self.take_cash)
        elif self.view() == ABNORMAL:
            self.ask(ABNORMAL, self.looks.abnormal(ODD_DAYS), self.take_odd)

    def take_cash(self, found: CashCalendar) -> None:
        """Show the expected cash."""
        rows = [item for day in found.days for item in day.items]
        self.frame.show_rows(CASH, rows, lambda _row: False)
        words = _(
            "Until {day}: ¥{net} net, ¥{gross} with tax",
            day=date_text(found.last),
            net=yuan(found.net_fen),
            gross=yuan(found.gross_fen),
        )
        self.frame.said.setText(words)
        self.frame.finding.setText(_cash_finding(found))

    def take_odd(self, found: tuple[AbnormalCost, ...]) -> None:
        """Show what strikes."""
        held = self.odd.row()
        key = (held.pattern, held.subject) if held is not None else None
        self.frame.show_rows(ABNORMAL, found, lambda row: (row.pattern, row.subject) == key)
        told = sum(bool(one.reported_by) for one in found)
        self.frame.finding.setText(
            ngettext_(
                "{n} thing strikes in the claims of 90 days, {told} reported",
                "{n} things strike in the claims of 90 days, {told} reported",
                len(found),
                told=told,
            )
        )
        self.say_odd()

    def say_odd(self) -> None:
        """Name the claims behind what strikes."""
        frame, row = self.frame, self.odd.row()
        frame.report.setEnabled(row is not None)
        frame.open_claim.setEnabled(row is not None)
        frame.said.setText(list_text(row.numbers[:8]) if row is not None else "")

    def report(self) -> ReportDialog | None:
        """Note that what is in hand was reported to the manager."""
        row = self.odd.row()
        if row is None or self.view() != ABNORMAL:
            return None
        dialog = ReportDialog(self.shell, self.desk, row, self._reported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _reported(self) -> None:
        self.shell.toast(_("Noted. Save the report and give it to the manager."))
        self.refresh()

    def _open_statement(self, row: CashItem) -> None:
        if row.statement_id is not None:
            self.shell.open("settlement", "statement", row.statement_id)
        else:
            self.shell.open("settlement", "receivables", Stage.APPROVED.value)

    def save(self, what: Listed) -> None:
        """Save a list of receivables."""
        export(self.shell, self.desk, what, unexplained=self.wanted.unexplained)


def _cash_finding(found: CashCalendar) -> str:
    """Return in one sentence what the calendar shows."""
    if not found.days:
        return _("No cash is expected.")
    if found.overdue_gross_fen:
        return _("¥{amount} is overdue", amount=yuan(found.overdue_gross_fen))
    first = found.days[0]
    return _("Next: ¥{amount} by {day}", amount=yuan(first.gross_fen), day=date_text(first.day))
