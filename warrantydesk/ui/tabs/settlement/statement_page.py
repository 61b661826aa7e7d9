"""The page of one statement: its lines beside its claims, and how far it is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.settlement.statement import Decision, LineState
from warrantydesk.domain.settlement.statement_views import LineRow
from warrantydesk.i18n import _
from warrantydesk.ui.kit.shortcuts import shortcut
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.line_actions import LineActions
from warrantydesk.ui.tabs.settlement.statement_actions import StatementActions
from warrantydesk.ui.tabs.settlement.statement_files import open_file
from warrantydesk.ui.tabs.settlement.statement_next import Move
from warrantydesk.ui.tabs.settlement.statement_shown import StatementShown

SHEET, NOTICE = "difference_sheet", "invoice_notice"


class StatementPage(StatementShown):
    """Shows a statement and does what its buttons and keys ask for."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        super().__init__(shell, desk, parent)
        self._more_menu: QMenu | None = None
        self._line_menu: QMenu | None = None
        self.actions_of = StatementActions(shell, desk, self.show_statement, self._begin)
        self.lines = LineActions(shell, desk, self._go_on)
        self._connect()

    def _connect(self) -> None:
        table, suggest = self.table, self.suggest
        table.opened.connect(self._enter)
        table.reasoned.connect(self.lines.reasoned)
        self.missing.opened.connect(lambda one: self.shell.open("intake", "claim", one.claim_id))
        self.to_next.clicked.connect(lambda: self.go_next())
        self.compare.claim_asked.connect(self.open_claim)
        self.compare.split_asked.connect(self.split_or_join)
        self.compare.spread.connect(lambda lines: self._with_line(self.lines.spread, lines))
        suggest.matched.connect(lambda key: self._with_line(self.lines.assign, key))
        suggest.refused.connect(lambda key: self._with_line(self.lines.reject, key))
        suggest.opened.connect(lambda key: self.shell.open("intake", "claim", key))
        suggest.number_asked.connect(self.assign_by_number)
        self.line_card.correct.clicked.connect(lambda: self.correct_line())
        self.receipt.asked.connect(lambda: self._with_statement(self.actions_of.receive))
        self.foot.sheet_asked.connect(self.show_sheet)
        self.foot.invoice_asked.connect(lambda: self._with_statement(self.actions_of.invoice))
        self.foot.next_asked.connect(self.do_next)
        self.steps.next.clicked.connect(lambda: self.do_next())
        self.start.import_asked.connect(self.bring)
        self.start.key_asked.connect(self.key_in)
        shortcut(self, "Esc", self._escape)
        self.head.more_asked.connect(self._open_menu)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_line_menu)

    def _escape(self) -> None:
        """Close the drawer, else go back to the lines."""
        if not self.panes.close_drawer() and self.view is not None:
            self.table.setFocus()

    def set_menus(self, more: QMenu, line: QMenu) -> None:
        """Take the menu of the head and the one of a line."""
        self._more_menu, self._line_menu = more, line

    def _open_menu(self) -> None:
        if self._more_menu is not None:
            below = self.head.more.rect().bottomLeft()
            self._more_menu.popup(self.head.more.mapToGlobal(below))

    def _open_line_menu(self, at: QPoint) -> None:
        if self._line_menu is not None and self.table.current_line() is not None:
            self._line_menu.popup(self.table.viewport().mapToGlobal(at))

    def next_pane(self) -> None:
        """Walk from the lines to the comparison, to the cards, and back."""
        side = self.foot.next if self.suggest.isHidden() else self.suggest.by_number
        stops: list[QWidget] = [self.table, self.compare.table, side]
        focus = self.focusWidget()
        at = next((n for n, one in enumerate(stops) if one is focus), -1)
        stop = stops[(at + 1) % len(stops)]
        if stop is self.suggest.by_number:
            self.panes.open_drawer()
        else:
            self.panes.close_drawer()
        stop.setFocus()

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a statement by id or number, or a line of one by its id."""
        if kind == "statement_line":
            line = self.views.line(int(key))
            if line is not None:
                self.show_statement(line.statement_id)
                self.go_to(line.id)
            return
        number = key if isinstance(key, int) else self.views.find_statement(str(key))
        if number:
            self.show_statement(number)

    def take_scan(self, text: str) -> bool:
        """Go to the line that a number, a plate or a VIN names in the statement shown."""
        view = self.view
        found = self.views.find_line(view.statement.id, text) if view is not None else 0
        return bool(found) and self.go_to(found)

    def bring(self) -> None:
        """Read a statement from a file."""
        self.actions_of.bring(self.brand())

    def key_in(self) -> None:
        """Key a statement in."""
        self.actions_of.key_in()

    def match(self) -> None:
        """Match the lines of the statement."""
        if self.view is not None and self.is_open():
            self.actions_of.match(self.view.statement.id)

    def do_next(self) -> None:
        """Do what the primary button says; while lines are undecided go to the next one."""
        view, what = self.view, self.next_move
        if view is None or what is None:
            return
        if not what.ready:
            self.go_next()
            return
        statement, actions = view.statement, self.actions_of
        moves: dict[Move, Callable[[], object]] = {
            Move.MATCH: self.match,
            Move.BOOK: lambda: actions.book(statement, self.confirming_words()),
            Move.SIGN: lambda: actions.sign(statement),
            Move.INVOICE: lambda: actions.invoice(statement),
            Move.SEND: lambda: self.shell.open("settlement", "invoices", statement.id),
            Move.REMIT: lambda: actions.remit(statement),
            Move.RECEIVE: lambda: actions.receive(statement),
            Move.CLOSE: lambda: actions.close(statement),
        }
        if what.move in moves:
            moves[what.move]()

    def go_next(self) -> None:
        """Go to the next line that must be decided."""
        here = self.table.current_line()
        self._go_after(here.id if here is not None else 0)

    def write_reason(self) -> None:
        """Open the field of the current line's reason."""
        self.table.setFocus()
        self.table.edit_reason()

    def decide(self, decision: Decision) -> None:
        """Decide the chosen lines."""
        if self.is_open():
            self.lines.decided(self.chosen_lines(), decision)

    def assign_by_number(self) -> None:
        """Ask for the claim that the current line is for."""
        self._with_line(self.lines.assign_by_number)

    def unmatch(self) -> None:
        """Take match and decision of the current line back."""
        self._with_line(self.lines.unmatch)

    def split_or_join(self) -> None:
        """Split the current line, or join those that are chosen."""
        if self.is_open():
            self.lines.split_or_join(self.chosen_lines())

    def correct_line(self) -> None:
        """Key in what a row says that could not be read."""
        line = self.table.current_line()
        if line is not None and self.is_open():
            self.actions_of.correct(line.statement_id, line.id)

    def key_lines(self) -> None:
        """Key in more lines of the statement shown."""
        if self.view is not None and self.is_open():
            self.actions_of.key_in(self.view.statement.id)

    def dismiss_line(self) -> None:
        """Void the current row."""
        self._with_line(self.lines.dismiss)

    def open_claim(self) -> None:
        """Show the claim of the current line."""
        line = self.table.current_line()
        if line is not None and line.claim_id is not None:
            self.shell.open("intake", "claim", line.claim_id)

    def show_sheet(self) -> None:
        """Show the difference sheet."""
        if self.view is not None:
            open_paper(self.shell, self.desk, SHEET, self.view.statement.id)

    def show_notice(self) -> None:
        """Show the notice by which finance issues the invoice."""
        if self.view is not None:
            open_paper(self.shell, self.desk, NOTICE, self.view.statement.id)

    def open_file(self) -> None:
        """Show the file that is kept beside the statement."""
        if self.view is not None:
            open_file(self.shell, self.desk, self.view.statement)

    def _with_line(self, verb: Callable[..., object], *values: Any) -> None:
        line = self.table.current_line()
        if line is not None and self.is_open():
            verb(line, *values)

    def _with_statement(self, verb: Callable[..., object]) -> None:
        if self.view is not None:
            verb(self.view.statement)

    def _enter(self, line: LineRow) -> None:
        """Write the reason of a line that needs one; else open its row, or its claim."""
        if line.state is LineState.UNREAD and self.is_open():
            self.correct_line()
        elif not self.table.edit_reason():
            self.open_claim()

    def _begin(self, statement_id: int) -> None:
        """Begin with the first line of a statement that was just matched."""
        if statement_id == self.shown_id():
            self.table.select_row(0)
            self.table.setFocus()

    def _go_on(self, line: LineRow) -> None:
        """Go on after a decision; the toast that takes it back stays."""
        self._go_after(line.id, told=False)

    def _go_after(self, line_id: int, *, told: bool = True) -> None:
        view = self.view
        if view is None:
            return
        found = self.views.next_undecided(view.statement.id, line_id)
        if found:
            self.go_to(found)
        elif self.is_open() and told:
            self.shell.toast(_("Every line has its state"))
