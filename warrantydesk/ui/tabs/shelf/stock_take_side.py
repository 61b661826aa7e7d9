"""Beside the lines of a stock-take: its places at the left, its result and earlier ones right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.stock_take import Found, PlaceProgress, StockTake, StockTakeCounts
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Card, KeyValue, KeyValues
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.plate import PlacePlate
from warrantydesk.ui.tabs.shelf.stock_take_rows import MARKS


class PlacesPane(QWidget):
    """The places of a stock-take with what was found of what is expected; a click stands there."""

    stood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without places."""
        super().__init__(parent)
        self._progress: list[PlaceProgress] = []
        self._here = ""
        self._narrow = False
        self._title = Words(_("Places"), delta=0.5, bold=True)
        self._note = ElidedWords("", token="ink2", delta=-0.5)
        self._model = ListModel(
            [
                Column(
                    "place",
                    _("Place"),
                    width=92,
                    text=lambda p: p.place,
                    mark=self._mark,
                    bold=lambda p: p.place == self._here,
                    stretch=True,
                    sortable=False,
                ),
                Column(
                    "found",
                    _("In place"),
                    align="right",
                    width=74,
                    text=lambda p: f"{p.found} / {p.expected}",
                    sortable=False,
                ),
            ]
        )
        self.table = TableView(self._model)
        self.table.setAccessibleName(_("Places of the stock-take"))
        self.table.opened.connect(lambda one: self.stood.emit(one.place))
        self.table.clicked.connect(lambda index: self._stand(index.row()))
        self._plate = PlacePlate("", 0.5)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self._plate)
        self._column.addStretch(0)
        self.show_rail(False)

    def show_rail(self, narrow: bool) -> None:
        """Keep only the place where one stands while the pane is a rail."""
        self._narrow = narrow
        side = 4 if narrow else 12
        self._column.setContentsMargins(side, 10, side, 10)
        self._column.setStretch(3, int(narrow))
        for part in (self._title, self._note, self.table):
            part.setVisible(not narrow)
        self._plate.setVisible(narrow and bool(self._here))

    def show_places(self, progress: Sequence[PlaceProgress], here: str) -> None:
        """Show places; ``here`` is where one stands."""
        self._progress, self._here = list(progress), here
        self._plate.show_place(here)
        self._plate.setVisible(self._narrow and bool(here))
        seen = sum(1 for one in progress if one.scanned)
        self._note.setText(_("{n} of {all} counted", n=seen, all=len(progress)))
        self.table.blockSignals(True)
        self._model.show(self._progress)
        at = next((i for i, one in enumerate(progress) if one.place == here), -1)
        if at >= 0:
            self.table.select_row(at)
        else:
            self.table.clearSelection()
        self.table.blockSignals(False)

    def _stand(self, row: int) -> None:
        if 0 <= row < len(self._progress):
            self.stood.emit(self._progress[row].place)

    def _mark(self, one: PlaceProgress) -> Mark:
        if not one.scanned:
            return Mark.DONE if not one.expected else Mark.TODO
        if one.found == one.expected == one.scanned:
            return Mark.OK
        return Mark.RUNNING if one.place == self._here else Mark.WARN


class ResultPane(QWidget):
    """What a stock-take comes to, what is done with it, and the earlier ones."""

    chosen = Signal(int)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Start without a stock-take."""
        super().__init__(parent)
        self._card = Card(_("Result"))
        self._values = KeyValues()
        self._card.add(self._values)
        self.paper = Button(_("Print the list…"), icon="print")
        self._card.add(self.paper)
        self._earlier = Card(_("Stock-takes"))
        self._model = ListModel(_columns())
        self.table = TableView(self._model)
        self.table.setAccessibleName(_("Stock-takes"))
        self.table.chosen.connect(lambda one: self.chosen.emit(one.id) if one else None)
        self.table.set_empty(_("None yet"))
        self.table.remember(memory, "stock_takes")
        self._earlier.add(self.table, 1)
        self.finish = Button(_("Finish…"), primary=True)
        self.give_up = Button(_("Give up…"))
        self.fresh = Button(_("New stock-take"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.fresh)
        foot.addWidget(self.give_up)
        foot.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self._card)
        column.addWidget(self._earlier, 1)
        column.addLayout(foot)

    def show_take(self, take: StockTake | None, counts: StockTakeCounts) -> None:
        """Show what a stock-take comes to; None hides the result."""
        running = take is not None and is_running(take)
        self._card.setVisible(take is not None)
        self.finish.setVisible(running)
        self.give_up.setVisible(running)
        late = _("Not found yet") if running else _("Not found")
        counted = (
            (_("In place"), Found.RIGHT, counts.right),
            (late, Found.MISSING, counts.missing),
            (_("On another place"), Found.ELSEWHERE, counts.elsewhere),
            (_("Should not be here"), Found.UNEXPECTED, counts.unexpected),
            (_("Unknown"), Found.UNKNOWN, counts.unknown),
        )
        rows = [KeyValue(_("Should be there"), f"{counts.expected:,}", bold=True)]
        for label, found, n in counted:
            waits = running and found is Found.MISSING
            mark = MARKS[found] if n and not waits else None
            rows.append(KeyValue(label, f"{n:,}", mark, bold=bool(n)))
        self._values.show_rows(rows)

    def show_all(self, takes: Sequence[StockTake], shown: int) -> None:
        """Show all stock-takes, the one shown as the current one."""
        self.fresh.setVisible(bool(shown) and not any(map(is_running, takes)))
        self.table.blockSignals(True)
        self._model.show(takes)
        if not shown or not self.table.select_where(lambda one: one.id == shown):
            self.table.clearSelection()
        self.table.blockSignals(False)


def is_running(take: StockTake) -> bool:
    """Tell whether a stock-take may still be counted in."""
    return take.finished_at is None and not take.void_reason


def state_of(take: StockTake) -> tuple[str, Tone]:
    """Return the state of a stock-take in a word, and its tone."""
    if take.void_reason:
        return _("given up"), Tone.NEUTRAL
    if take.finished_at is None:
        return _("counting"), Tone.ACCENT
    if take.missing:
        return ngettext_("{n} missing", "{n} missing", take.missing), Tone.DANGER
    return _("finished"), Tone.OK


def _columns() -> list[Column]:
    return [
        Column(
            "number",
            _("Number"),
            width=110,
            text=lambda one: one.number,
            second=lambda one: f"{local(one.started_at):%Y-%m-%d}" if one.started_at else "",
            bold=True,
            stretch=True,
            sortable=False,
        ),
        Column(
            "state",
            _("State"),
            width=96,
            chip=state_of,
            text=lambda one: state_of(one)[0],
            sortable=False,
        ),
    ]
