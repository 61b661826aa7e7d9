"""What the page shows of one statement, and of the line that is chosen in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.masks import Record
from warrantydesk.domain.settlement.statement import BOOKED_STATES, OPEN_STATES, LineState
from warrantydesk.domain.settlement.statement_views import ONLY_NAMES, LineRow, Only
from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementView
from warrantydesk.ui.kit.asked import Asked
from warrantydesk.ui.kit.busy import busy
from warrantydesk.ui.kit.chips import Chip
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.statement_columns import reason_text
from warrantydesk.ui.tabs.settlement.statement_figures import figures_of
from warrantydesk.ui.tabs.settlement.statement_frame import StatementFrame
from warrantydesk.ui.tabs.settlement.statement_next import Move, NextMove, next_of

ALWAYS = (Only.ALL, Only.EXACT, Only.SHORT, Only.UNKNOWN, Only.WITHIN)
"""Chips that are shown without a line, too."""
SUGGESTED = (LineState.UNKNOWN_CLAIM, LineState.AMBIGUOUS)
PAUSE_MS = 30
MISSING = "missing"
"""The chip of approved claims that are on no statement."""


class StatementShown(StatementFrame):
    """Reads a statement and lays it out; writes nothing."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        super().__init__(shell, desk, parent)
        self.view: StatementView | None = None
        self.next_move: NextMove | None = None
        self.follow: Callable[[int], object] = lambda _statement_id: None
        """Hears which statement is shown."""
        self._wanted = 0
        self._missed: tuple[tuple[str, str], int] | None = None
        """How many claims are on no statement, with the brand and payer they were asked of."""
        self._counting = Asked(shell.run)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_line)
        self.table.chosen.connect(lambda _row: self._pause.start())
        self.chips.chosen.connect(self._take_chip)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen is not read."""
        super().hideEvent(event)
        self._pause.stop()

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
            wanted = self.views.newest()
        if not wanted:
            self.view = None
            self._stack.setCurrentWidget(self.start)
            hand_on(self, self.start)
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
        hand_on(self, self.table)
        self.count_missing()
        self.follow(wanted)

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
        booked = view.statement.state in BOOKED_STATES
        to_invoice = booked and not view.sums.is_invoiced
        self.foot.invoice.setVisible(to_invoice and what.move is not Move.INVOICE)
        self.steps.show_steps(view.steps, self.desk.people.name_of)
        offered = booked and what.move not in (Move.NONE, Move.RECEIVE)
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
        chips.append(Chip(MISSING, _("Not on a statement"), self._missing_of(view)))
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
        self._pause.stop()
        line = self.table.current_line()
        line = self._seen(line) if line is not None else None
        names = dict(self.views.reasons(self.brand()))
        unsure = line is not None and line.state in SUGGESTED and self.is_open()
        found = self.views.candidates(line) if line is not None and unsure else []
        likely = found[0].claim_id if found else None
        compared = self.views.compared(line, likely) if line is not None else None
        self.compare.show_line(line, compared, names, self.is_open())
        self.suggest.setVisible(unsure)
        if line is not None and unsure:
            self.suggest.show_candidates(line, found)
        self.line_card.setVisible(line is not None)
        if line is not None:
            may = self.is_open() and (line.state is LineState.UNREAD or not line.row)
            reason = reason_text(line, names, {})
            self.line_card.show_line(line, reason, may_correct=may)

    def _seen(self, line: LineRow) -> LineRow:
        """Return a line as the person may see it: the plate stands in the payer's words too."""
        shown = self.desk.masks.shown_plate(Record.CLAIM, line.claim_id or 0, line.plate)
        if not line.plate or shown == line.plate:
            return line
        raw, text = (told.replace(line.plate, shown) for told in (line.raw, line.text))
        return replace(line, plate=shown, raw=raw, text=text)

    def _take_chip(self, only: Any) -> None:
        """Narrow the lines; claims on no statement are read each time they are looked at."""
        self._show_lines()
        view = self.view
        if only == MISSING and view is not None:
            key = (view.statement.brand, view.statement.payer)
            with busy():
                found = self.desk.statements.not_on_statement(*key)
            self._missed = (key, len(found))
            self.missing.show_claims(found, self.desk.people.name_of)
            self._show_chips(view)

    def count_missing(self) -> None:
        """Let a worker count the approved claims that are on no statement."""
        view = self.view
        if view is None:
            return
        key = (view.statement.brand, view.statement.payer)
        views = self.views

        def take(count: int) -> None:
            self._missed = (key, count)
            if self.view is not None:
                self._show_chips(self.view)

        self._counting.ask(lambda: views.missing(*key), take)

    def _missing_of(self, view: StatementView) -> int | None:
        key = (view.statement.brand, view.statement.payer)
        return self._missed[1] if self._missed is not None and self._missed[0] == key else None
