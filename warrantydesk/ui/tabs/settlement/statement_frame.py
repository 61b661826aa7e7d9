"""How the page of a statement is laid out."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementViews
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import ChipRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.splitter import Splitter
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.missing_table import MissingTable
from warrantydesk.ui.tabs.settlement.statement_cards import (
    LineCard,
    ReceiptCard,
    StepsCard,
    SuggestCard,
)
from warrantydesk.ui.tabs.settlement.statement_compare import StatementCompare
from warrantydesk.ui.tabs.settlement.statement_figures import Figures, StateBar
from warrantydesk.ui.tabs.settlement.statement_foot import StatementFoot
from warrantydesk.ui.tabs.settlement.statement_head import StatementHead
from warrantydesk.ui.tabs.settlement.statement_start import StatementStart
from warrantydesk.ui.tabs.settlement.statement_table import StatementTable

WIDTHS = (0, 892, 256)
SHORT_LINES = 6.4
"""Line heights of the comparison in a low window: its head and two lines."""


class StatementFrame(QWidget):
    """Head, figures, lines over the comparison, cards at the right, the foot below."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.views = StatementViews(desk.bench)
        self.head, self.bar, self.figures = StatementHead(), StateBar(), Figures()
        self.chips = ChipRow()
        self.table, self.missing = StatementTable(self.views, desk), MissingTable(desk)
        self.to_next = LinkButton(_("Next line to decide"), icon="down")
        self.to_next.setToolTip("F8")
        self.compare = StatementCompare()
        self.foot = StatementFoot()
        self.steps, self.suggest = StepsCard(), SuggestCard()
        self.receipt, self.line_card = ReceiptCard(), LineCard()
        self.start = StatementStart()
        self.tally = RailTally(Mark.WARN, _("to do"))
        self._lay()

    def _lay(self) -> None:
        self.splitter = Splitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self._top())
        self.splitter.addWidget(self.compare)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([410, 184])
        self.splitter.remember(self.shell.memory, "settlement_lines")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.foot)
        self.panes = ThreePanes(None, middle, self._side(), WIDTHS)
        self.panes.remember(self.shell.memory, "statement")
        self.panes.set_foot(self.foot)
        self.panes.rail.add(self.tally)
        self.panes.shortened.connect(self._take_short)
        self.tally.clicked.connect(self.panes.toggle_drawer)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.panes)

    def _top(self) -> QWidget:
        top = QWidget()
        rows = QVBoxLayout(top)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(16, 0, 16, 6)
        self._inner.setSpacing(8)
        self._inner.addWidget(self.bar)
        self._inner.addWidget(self.figures)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.chips, 1)
        line.addWidget(self.to_next)
        self._inner.addLayout(line)
        rows.addLayout(self._inner)
        holder = QHBoxLayout()
        holder.setContentsMargins(16, 0, 12, 0)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.missing)
        holder.addWidget(self._tables)
        rows.addLayout(holder, 1)
        return top

    def _side(self) -> QWidget:
        inner = QWidget()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(8, 8, 8, 8)
        cards.setSpacing(8)
        for card in (self.steps, self.suggest, self.receipt, self.line_card):
            cards.addWidget(card)
        cards.addStretch(1)
        return Scroll(inner)

    def _take_short(self, short: bool) -> None:
        self.head.set_short(short)
        if short:
            self.splitter.setSizes([self.height() - theme.h(SHORT_LINES), theme.h(SHORT_LINES)])
        self.figures.set_short(short)
        self._inner.setSpacing(4 if short else 8)
