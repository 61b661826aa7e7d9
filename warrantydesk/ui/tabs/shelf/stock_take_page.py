"""The page of stock-takes: where one stands, what was found, what is missing."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.stock_take import (
    Found,
    PlaceProgress,
    Resolve,
    StockTake,
    StockTakeCounts,
)
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.scanning import Mode, ScanResult
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.table import TableView, WindowedModel
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.stock_take_dialogs import FinishDialog, PlacesDialog
from warrantydesk.ui.tabs.shelf.stock_take_head import StockTakeHead, StockTakeStart
from warrantydesk.ui.tabs.shelf.stock_take_rows import NAMES, CountedRows, columns
from warrantydesk.ui.tabs.shelf.stock_take_side import PlacesPane, ResultPane, is_running

PAPER = "stock_take"
AT_ONCE = 100
"""Up to so many expected pieces a stock-take is finished while the window waits."""
_SAID_FIRST = (Found.UNEXPECTED, Found.UNKNOWN, Found.ELSEWHERE)
"""Kinds whose list is shown when a scan adds to them."""


class StockTakePage(QWidget):
    """Follows the running stock-take; an earlier one may be looked at and printed."""

    scan_asked = Signal(str)
    done = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the page; what it shows comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self._shown = 0
        self._counts = StockTakeCounts()
        self.places, self.result = PlacesPane(), ResultPane(shell.memory)
        self.head, self.start = StockTakeHead(), StockTakeStart()
        self.chips = ChipRow([Chip(found, _(name)) for found, name in NAMES.items()])
        self._rows = CountedRows(desk)
        self._model = WindowedModel(columns(), self._rows)
        self.table = TableView(self._model, multi=True)
        self.table.setAccessibleName(_("Pieces of the stock-take"))
        self.table.remember(shell.memory, "stock_take")
        self._foot = ElidedWords("", token="ink2", delta=-0.5)
        self._total = Words("", token="ink2", bold=True)
        self._lay()
        self._connect()

    def _lay(self) -> None:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 6, 12, 8)
        chips.addWidget(self.chips)
        foot = Surface("base", "t")
        foot.setFixedHeight(theme.h(1.58))
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self._foot, 1)
        line.addWidget(self._total)
        column.addWidget(self.head)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.start)
        self._stack.addWidget(work)
        self._work = work
        self.panes = ThreePanes(self.places, middle, self.result, (220, 800, 346))
        self.panes.remember(self.shell.memory, "stock_take")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes)

    def _connect(self) -> None:
        self.panes.narrowed.connect(self.places.show_rail)
        self.panes.shortened.connect(self.head.set_short)
        self.places.stood.connect(self._stand)
        self.chips.chosen.connect(lambda _key: self._show_lines())
        self.result.chosen.connect(self.show_take)
        self.result.paper.clicked.connect(lambda: self._print())
        self.result.finish.clicked.connect(lambda: self.finish())
        self.result.give_up.clicked.connect(lambda: self.give_up())
        self.result.fresh.clicked.connect(lambda: self.show_take(0))
        self.start.whole.clicked.connect(lambda: self.begin(()))
        self.start.some.clicked.connect(lambda: self.begin_some())
        self.table.opened.connect(self._open_line)

    def refresh(self) -> None:
        """Read the stock-take shown again; without one the running one."""
        takes = self.desk.stock_takes.every()
        running = next((one for one in takes if is_running(one)), None)
        if not self._shown and running is not None:
            self._shown = running.id
        take = next((one for one in takes if one.id == self._shown), None)
        self.result.show_all(takes, self._shown)
        if take is None:
            self._counts = StockTakeCounts()
            self.places.show_places((), "")
            self._stack.setCurrentWidget(self.start)
        else:
            self._show(take)
            self._stack.setCurrentWidget(self._work)
        self.result.show_take(take, self._counts)

    def _show(self, take: StockTake) -> None:
        self._counts = self.desk.stock_takes.counts(take.id)
        progress = self.desk.stock_takes.progress(take.id)
        here = self._place() if is_running(take) else ""
        self.places.show_places(progress, here)
        at = next((one for one in progress if one.place == here), PlaceProgress(here))
        by = self.desk.people.name_of(take.started_by)
        self.head.show_take(take, by, self._counts, at if here else None)
        self._show_lines()

    def _place(self) -> str:
        session = self.desk.scanning.session
        return str(session.place) if session.mode is Mode.STOCK_TAKE else ""

    def _show_lines(self) -> None:
        counts = self._counts
        numbers = {
            Found.MISSING: counts.missing,
            Found.ELSEWHERE: counts.elsewhere,
            Found.UNEXPECTED: counts.unexpected,
            Found.UNKNOWN: counts.unknown,
            Found.RIGHT: counts.right,
        }
        chips = [Chip(found, _(name), numbers[found]) for found, name in NAMES.items()]
        self.chips.set_chips(chips)
        found = Found(self.chips.value())
        self._rows.ask(self._shown, found)
        self._model.set_source(self._rows)
        self.table.set_empty(_("Nothing of this kind"))
        n = numbers[found]
        self._foot.setText(ngettext_("{n:,} line", "{n:,} lines", n))
        amount = self.desk.stock_takes.amount_fen(self._shown, found)
        self._total.setText(_("Total ¥{amount}", amount=yuan(amount)))

    def show_take(self, stock_take_id: int) -> None:
        """Show another stock-take."""
        self._shown = stock_take_id
        self.refresh()

    def show_thing(self, kind: str, key: Any) -> None:
        """Show a stock-take by its id or number."""
        if kind != "stock_take":
            return
        if isinstance(key, int):
            self.show_take(key)
            return
        take = tried(self.shell, lambda: self.desk.stock_takes.by_number(str(key)))
        if take is not None:
            self.show_take(take.id)

    def show_scan(self, result: ScanResult) -> None:
        """Show the stock-take that was counted in, and the list that the scan added to."""
        if result.stock_take_id:
            self._shown = result.stock_take_id
            self._show_missing_at_end()
        newest = self.desk.stock_takes.newest(self._shown) if result.undoable else None
        if newest is not None and newest.found in _SAID_FIRST:
            self.chips.set_value(newest.found)
        self.refresh()
        if newest is not None and newest.found is Found(self.chips.value()):
            self.table.select_row(self._model.row_of(newest.id))

    def _show_missing_at_end(self) -> None:
        """Put what was not found in front once counting is over: that is looked for next."""
        if self.desk.stock_takes.running() is None:
            self.chips.set_value(Found.MISSING)

    def _stand(self, place: str) -> None:
        """Stand at a place as if it was scanned."""
        take = self.desk.stock_takes.running()
        if take is not None and take.id == self._shown:
            self.scan_asked.emit(f"P-{place}")

    def begin(self, places: tuple[str, ...]) -> None:
        """Begin a stock-take of some places, or of the whole shelf."""
        take = tried(self.shell, lambda: self.desk.stock_takes.start(places))
        if take is not None:
            self.show_take(take.id)
        self.done.emit()

    def begin_some(self) -> None:
        """Ask which places are counted, and begin."""
        dialog = PlacesDialog(self.desk.shelf.places(), parent=self.shell.widget())
        dialog.accepted.connect(lambda: self.begin(dialog.places()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def finish(self) -> None:
        """Ask what becomes of the differences, and finish."""
        take = self.desk.stock_takes.running()
        if take is None:
            return
        counts = self.desk.stock_takes.counts(take.id)
        dialog = FinishDialog(take, counts, self.shell.widget())
        many = counts.expected > AT_ONCE
        dialog.accepted.connect(lambda: self._finish(take.id, dialog.resolve(), many))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _finish(self, stock_take_id: int, resolve: Resolve, many: bool) -> None:
        """Finish; where very many pieces are booked, in the background."""
        finish = self.desk.stock_takes.finish
        if many:
            label = _("Finishing the stock-take")
            Borrowed(self.shell, self.desk).run(
                lambda _step: finish(stock_take_id, resolve),
                label,
                lambda _taken: self._take_end(),
                None,
            )
            return
        tried(self.shell, lambda: finish(stock_take_id, resolve))
        self._take_end()

    def _take_end(self) -> None:
        self._show_missing_at_end()
        self.refresh()
        self.done.emit()

    def give_up(self) -> None:
        """Ask for the reason, and give the running stock-take up."""
        take = self.desk.stock_takes.running()
        if take is None:
            return
        question = _("Why is stock-take {number} given up? Nothing is booked.", number=take.number)
        reason = self.shell.ask_text(question)
        if reason is not None:
            tried(self.shell, lambda: self.desk.stock_takes.void(take.id, reason))
        self.done.emit()

    def _print(self) -> None:
        if self._shown:
            open_paper(self.shell, self.desk, PAPER, self._shown)

    def _open_line(self, line: Any) -> None:
        if line is not None and line.tag:
            self.shell.open("shelf", "tag", line.tag)
