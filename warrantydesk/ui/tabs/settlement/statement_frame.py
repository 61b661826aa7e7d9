"""How the page of a statement is laid out, and what it shows of one."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import OPEN_STATES, LineState, StatementState
from warrantydesk.domain.settlement.statement_views import ONLY_NAMES, LineRow, Only
from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementView, StatementViews
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import Splitter, ThreePanes
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.missing_table import MissingTable
from warrantydesk.ui.tabs.settlement.statement_cards import (
    LineCard,
    ReceiptCard,
    StepsCard,
    SuggestCard,
)
from warrantydesk.ui.tabs.settlement.statement_columns import reason_text
from warrantydesk.ui.tabs.settlement.statement_compare import StatementCompare
from warrantydesk.ui.tabs.settlement.statement_figures import Figures, StateBar, figures_of
from warrantydesk.ui.tabs.settlement.statement_foot import StatementFoot
from warrantydesk.ui.tabs.settlement.statement_head import StatementHead
from warrantydesk.ui.tabs.settlement.statement_next import Move, NextMove, next_of
from warrantydesk.ui.tabs.settlement.statement_start import StatementStart
from warrantydesk.ui.tabs.settlement.statement_table import StatementTable

WIDTHS = (0, 892, 256)
ALWAYS = (Only.ALL, Only.EXACT, Only.SHORT, Only.UNKNOWN, Only.WITHIN)
"""Chips that are shown without a line, too."""
SUGGESTED = (LineState.UNKNOWN_CLAIM, LineState.AMBIGUOUS)
MONEY_STATES = (
    StatementState.CONFIRMED,
    StatementState.INVOICED,
    StatementState.INVOICE_SENT,
    StatementState.INVOICE_ACCEPTED,
    StatementState.REMITTED,
    StatementState.RECEIVED,
    StatementState.CLOSED,
)
PAUSE_MS = 30
MISSING = "missing"
"""The chip of approved claims that are on no statement."""


class StatementFrame(QWidget):
    """Head, figures, lines over the comparison, cards at the right, the foot below."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.views = StatementViews(desk.bench)
        self.view: StatementView | None = None
        self.next_move: NextMove | None = None
        self.head, self.bar, self.figures = StatementHead(), StateBar(), Figures()
        self.chips = ChipRow()
        self.table, self.missing = StatementTable(self.views), MissingTable()
        self.to_next = LinkButton(_("Next line to decide"), icon="down")
        self.to_next.setToolTip("F8")
        self.compare = StatementCompare()
        self.foot = StatementFoot()
        self.steps, self.suggest = StepsCard(), SuggestCard()
        self.receipt, self.line_card = ReceiptCard(), LineCard()
        self.start = StatementStart()
        self.tally = RailTally(Mark.WARN, _("to do"))
        self._wanted = 0
        self._missed: tuple[tuple[str, str], list[Any]] | None = None
        """Claims on no statement, with the brand and the payer they were asked of."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_line)
        self.table.chosen.connect(lambda _row: self._pause.start())
        self.chips.chosen.connect(self._take_chip)
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

    def brand(self) -> str:
        """Return the brand of the statement shown, that of the site without one."""
        return self.view.statement.brand if self.view is not None else self.desk.bench.site.brand

    def is_open(self) -> bool:
        """Tell whether lines of the statement shown may still be matched."""
        return self.view is not None and self.view.statement.state in OPEN_STATES

    def chosen_lines(self) -> list[LineRow]:
        """Return the chosen lines, the current one first where none is."""
        found = [row for row in self.table.selected_rows() if isinstance(row, LineRow)]
        current = self.table.current_line()
        return found or ([current] if current is not None else [])

    def confirming_words(self) -> str:
        """Return what a confirmation does, in figures."""
        return "\n".join(
            f"{one.title} {one.value}  {one.note}".strip() for one in self.figures.figures()
        )

    def show_statement(self, statement_id: int) -> None:
        """Show another statement."""
        if self.view is None or self.view.statement.id != statement_id:
            self.chips.set_value(Only.ALL)
            self.table.clearSelection()
        self._wanted = statement_id
        self.refresh()

    def shown_id(self) -> int:
        """Return the id of the statement shown, 0 without one."""
        return self.view.statement.id if self.view is not None else 0

    def refresh(self) -> None:
        """Read the statement again; without one the newest."""
        wanted = self._wanted
        if not wanted:
            newest = self.views.summaries()
            wanted = newest[0].id if newest else 0
        if not wanted:
            self.view = None
            self._stack.setCurrentWidget(self.start)
            return
        try:
            self.view = self.views.view(wanted)
        except Refused:
            self._wanted = 0
            return
        self._wanted = wanted
        self._show_head(self.view)
        self._show_lines()
        self._stack.setCurrentWidget(self.panes)
        if self._missing_of(self.view) is None:
            self.ask_missing()

    def go_to(self, line_id: int) -> bool:
        """Make a line the current one, whatever the chips narrow to."""
        if not self.table.select_line(line_id):
            self.chips.set_value(Only.ALL)
            self._show_lines()
            if not self.table.select_line(line_id):
                return False
        self.table.setFocus()
        return True

    def _show_head(self, view: StatementView) -> None:
        self.head.show_view(view)
        self.bar.show_counts(view.counts)
        self.figures.show_figures(figures_of(view))
        self._show_chips(view)
        self.next_move = what = next_of(view)
        self.foot.show_next(what.mark, what.sentence, what.words, what.ready)
        booked = view.statement.state in MONEY_STATES
        self.foot.invoice.setVisible(booked and what.move is not Move.INVOICE)
        self.steps.show_steps(view.steps, self._name_of)
        offered = what.move not in (Move.NONE, Move.BOOK) and booked
        self.steps.show_next(what.words, self._show_line if offered else None)
        may_book = booked and view.sums.left_fen > 0
        self.receipt.setVisible(booked)
        self.receipt.show_view(view, may_book=may_book)
        left = view.counts.undecided if not booked else 0
        self.to_next.setVisible(bool(left))
        self.tally.show_state(Mark.WARN if left else Mark.RUNNING, _("to do"), str(left or ""))

    def _show_chips(self, view: StatementView) -> None:
        chips = []
        for only in Only:
            count = view.counts.shown(only)
            if count or only in ALWAYS:
                chips.append(Chip(only, _(ONLY_NAMES[only]), count))
        missed = self._missing_of(view)
        chips.append(Chip(MISSING, _("Not on a statement"), len(missed) if missed else None))
        self.chips.set_chips(chips)
        if self.chips.value() not in [one.key for one in chips]:
            self.chips.set_value(Only.ALL)

    def _show_lines(self) -> None:
        view = self.view
        if view is not None:
            statement = view.statement
            only = self.chips.value() or Only.ALL
            self._tables.setCurrentWidget(self.missing if only == MISSING else self.table)
            if only == MISSING:
                return
            self.table.show_lines(statement.id, only, statement.brand, self.is_open())
            self._show_line()

    def _show_line(self) -> None:
        """Show what belongs to the current line: its claim, and what it may mean."""
        line = self.table.current_line()
        names = dict(self.views.reasons(self.brand()))
        compared = self.views.compared(line) if line is not None else None
        self.compare.show_line(line, compared, names, self.is_open())
        unsure = line is not None and line.state in SUGGESTED and self.is_open()
        self.suggest.setVisible(unsure)
        if line is not None and unsure:
            self.suggest.show_candidates(line, self.views.candidates(line))
        self.line_card.setVisible(line is not None)
        if line is not None:
            may = self.is_open() and (line.state is LineState.UNREAD or not line.row)
            reason = reason_text(line, names, {})
            self.line_card.show_line(line, reason, may_correct=may)

    def _take_chip(self, only: Any) -> None:
        """Narrow the lines; what is on no statement is asked anew each time it is looked at."""
        self._show_lines()
        if only == MISSING:
            self.ask_missing()

    def ask_missing(self) -> None:
        """Let a worker find the approved claims that are on no statement."""
        view = self.view
        if view is None:
            return
        key = (view.statement.brand, view.statement.payer)
        statements = self.desk.statements

        def take(found: list[Any]) -> None:
            self._missed = (key, found)
            self.missing.show_claims(found)
            if self.view is not None:
                self._show_chips(self.view)

        self.shell.run(
            lambda _step: statements.not_on_statement(*key), take, _("Looking for claims")
        )

    def _missing_of(self, view: StatementView) -> list[Any] | None:
        key = (view.statement.brand, view.statement.payer)
        return self._missed[1] if self._missed is not None and self._missed[0] == key else None

    def _name_of(self, login: str) -> str:
        found = self.desk.bench.stores.people.find(login=login)
        return found[0].name if found else login

    def _take_short(self, short: bool) -> None:
        self.head.set_short(short)
        self.figures.set_short(short)
        self._inner.setSpacing(4 if short else 8)
