"""How the page of months is laid out: months at the left, checks, figures at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.settlement.month import MonthCheck
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.settlement.month_checks import MonthLook
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import ListModel
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.month_cards import AmountCard
from warrantydesk.ui.tabs.settlement.month_words import (
    MonthRow,
    cash_rows,
    check_columns,
    claim_rows,
    flow_rows,
    month_columns,
    month_mark,
    month_state,
)

WIDTHS = (0, 872, 276)
MONTHS_WIDE = 9.4
"""Width of the list of months in line heights."""
_TONES = {Mark.OK: Tone.OK, Mark.TODO: Tone.WARN, Mark.RUNNING: Tone.NEUTRAL}


class MonthFrame(QWidget):
    """Widgets of the page; what they do is said by the page."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.month = ""
        self.brands = Segmented([])
        self.brands.setAccessibleName(_("Brand"))
        self._brand_codes: list[str] = []
        self._months = ListModel(month_columns(), self)
        self.months = TableView(self._months)
        self.months.setAccessibleName(_("List of months"))
        self.title = Words("", delta=3, bold=True).selectable()
        self.chip = StatusChip()
        self.words = ElidedWords(token="ink2")
        self.papers_button = Button(_("Pape&rs"))
        self._checks = ListModel(check_columns(), self)
        self.checks = TableView(self._checks)
        self.checks.setAccessibleName(_("Checks before the close"))
        self.note = MarkLabel(delta=-0.5)
        self.close_button = Button(_("C&lose the month…"), primary=True)
        self.flow = AmountCard(_("Receivable"), _("net ¥"))
        self.cash = AmountCard(_("Bank account"), "¥")
        self.claims = AmountCard(_("Claims filed in the month"), _("net ¥"))
        self.tally = RailTally(Mark.WARN, _("to do"))
        self._lay()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 9, 12, 6)
        head.setSpacing(10)
        for widget in (self.title, self.chip):
            head.addWidget(widget)
        head.addWidget(self.words, 1)
        head.addWidget(self.brands)
        head.addWidget(self.papers_button)
        table = QHBoxLayout()
        table.setContentsMargins(16, 0, 12, 0)
        table.addWidget(self.checks)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self.note, 1)
        row.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(head)
        right.addLayout(table, 1)
        right.addWidget(foot)
        self._left = Surface("alt", "r")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 1, 0)
        left.addWidget(self.months)
        middle = QWidget()
        both = QHBoxLayout(middle)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._left)
        both.addLayout(right, 1)
        self.panes = ThreePanes(None, middle, self._side(), WIDTHS)
        self.panes.remember(self.shell.memory, "month")
        self.panes.set_foot(foot)
        self.panes.rail.add(self.tally)
        self.tally.clicked.connect(self.panes.toggle_drawer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panes)
        self.restyle()

    def _side(self) -> QWidget:
        inner = QWidget()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(8, 8, 8, 8)
        cards.setSpacing(8)
        for card in (self.flow, self.cash, self.claims):
            cards.addWidget(card)
        cards.addStretch(1)
        return Scroll(inner)

    def restyle(self) -> None:
        """Take the widths anew."""
        self._left.setFixedWidth(theme.h(MONTHS_WIDE))

    def _show_brands(self) -> None:
        """Offer the brands of the desk, where there are several."""
        codes = self.desk.profiles.brands()
        if codes != self._brand_codes:
            self._brand_codes = codes
            self.brands.set_segments(
                [Segment(code, self.desk.profiles.maker_name(code)) for code in codes]
            )
            site = self.desk.bench.site.brand
            self.brands.set_value(site if site in codes else codes[0])
        self.brands.setVisible(len(codes) > 1)

    def brand(self) -> str:
        """Return the brand in front."""
        return str(self.brands.value() or self.desk.bench.site.brand)

    def show_months(self, rows: Sequence[MonthRow]) -> None:
        """Show the months, the newest first."""
        self._months.show(rows)

    def select_month(self, month: str) -> None:
        """Mark a month in the list."""
        self.months.select_where(lambda row: row.month == month)

    def current_row(self) -> MonthRow | None:
        """Return the month in front."""
        rows = (self._months.row_at(n) for n in range(self._months.rowCount()))
        return next((row for row in rows if row.month == self.month), None)

    def show_waiting(self) -> None:
        """Show that the month is being looked at."""
        self.title.setText(self.month)
        self.chip.show_state("")
        self.words.setText(_("Looking at the month"))
        self.close_button.setEnabled(False)
        self.note.show_mark(None, "")

    def show_look(
        self, look: MonthLook, checks: Sequence[MonthCheck], row: MonthRow | None
    ) -> None:
        """Show what was found of the month in front."""
        self.title.setText(look.figures.month)
        self._checks.show(checks)
        self.flow.show_rows(flow_rows(look.figures))
        self.cash.show_rows(cash_rows(look.figures))
        self.claims.show_rows(claim_rows(look.figures))
        if row is None:
            return
        self.chip.show_state(month_state(row), _TONES[month_mark(row)])
        self.words.setText(self._words(row))
        closed = row.close is not None
        self.close_button.setVisible(not closed)
        self.close_button.setEnabled(row.over and not look.blocks)
        self.tally.show_count(0 if closed else len(look.blocks) + len(look.warnings))
        self.note.show_mark(*_standing(row, look))

    def _words(self, row: MonthRow) -> str:
        if row.close is None:
            return ""
        people = {one.login: one.name for one in self.desk.people.all()}
        by = people.get(row.close.closed_by, row.close.closed_by)
        return " · ".join(filter(None, (by, row.close.anchor, row.close.note)))


def _standing(row: MonthRow, look: MonthLook) -> tuple[Mark | None, str]:
    """Return what the foot says: what blocks, what needs a reason, or that it may be closed."""
    if row.close is not None:
        return Mark.OK, _("Closed for good: corrections go to a later month.")
    if look.blocks:
        n = sum(one.count for one in look.blocks)
        return Mark.BLOCK, ngettext_(
            "{n} thing keeps the month open", "{n} things keep the month open", n
        )
    if not row.over:
        return Mark.RUNNING, _("The month is not over yet.")
    if look.warnings:
        n = len(look.warnings)
        return Mark.WARN, ngettext_(
            "{n} check needs a reason at the close", "{n} checks need a reason at the close", n
        )
    return Mark.OK, _("Nothing stands in the way.")
