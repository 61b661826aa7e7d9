"""The list of today under its title line: groups with their sums, later folded."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.today import AREA_NAMES, WHEN_NAMES, Area, Tally, TodayItem, When, tally
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.today import Question
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Group, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.today.words import ItemWords, columns_of

ALL, MINE, PUT_OFF = "all", "mine", "put_off"
SAID = 24
"""Lines of text that the words of the title line keep before the filters give way."""
OWNER_COLUMN, NARROW = 2, 48
"""The column that gives way first, and the width in lines of text below which it does."""


_FOLDS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TodayTable(TableView):
    """The lines; the arrows step over the heads of groups, but for one that folds."""

    folded = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right fold and open what comes later, as Enter does on its head."""
        key, head = Qt.Key(event.key()), self._head()
        if not event.modifiers() and (key in _FOLDS or (head is not None and key in _ENTER)):
            self.folded.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        head = self._head()
        if key in _STEPS and head is not None and head.folded is None:
            beyond = self._grid.row_at(self.currentIndex().row() + _STEPS[key])
            if beyond is None:
                self.setCurrentIndex(before)
            else:
                self.select_row(self.currentIndex().row() + _STEPS[key])

    def _head(self) -> Group | None:
        """Return the head of a group where it is the current row."""
        found = self._grid.row_at(self.currentIndex().row())
        return found if isinstance(found, Group) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the owner go first where there is little room."""
        narrow = self.viewport().width() < NARROW * theme.unit()
        if self.isColumnHidden(OWNER_COLUMN) != narrow:
            self.setColumnHidden(OWNER_COLUMN, narrow)
        super().resizeEvent(event)


class TodayList(QWidget):
    """Title line, chips, and the table or the sentence that stands for nothing to do."""

    asked = Signal()

    def __init__(self, words: ItemWords, begin: Callable[[], object]) -> None:
        """``begin`` is what the empty list offers."""
        super().__init__()
        self.words = words
        self.items: list[TodayItem] = []
        self._later_open = False
        self._title = Words(_("Today"), delta=3, bold=True)
        self._said = ElidedWords("", token="ink2")
        self.chips = ChipRow()
        self.chips.setAccessibleName(_("Filters of the list"))
        self.model = ListModel(columns_of(words), self)
        self.model.order = ("amount", True)
        self.table = TodayTable(self.model)
        self.table.setObjectName("today_list")
        self.table.setAccessibleName(_("What is to be done"))
        self.empty = EmptyState("", mark=Mark.OK, button=_("&New claim"), clicked=begin)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.chips.chosen.connect(lambda _key: self.asked.emit())
        self.table.group_clicked.connect(lambda group: self._fold(group))
        self.table.folded.connect(self.fold_later)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._said, 1)
        self.chips.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def question(self) -> Question:
        """Return what the chosen chip asks for."""
        key = self.chips.value() or ALL
        if key in (ALL, MINE, PUT_OFF):
            return Question(mine=key == MINE, put_off=key == PUT_OFF)
        return Question(area=Area(key))

    def show_counts(self, counts: dict[str, Tally], due: Tally, day: str) -> None:
        """Say the day, what is due, and how much each filter holds."""
        names = {ALL: _("All"), MINE: _("Mine")}
        names |= {str(area): _(AREA_NAMES[area]) for area in Area}
        keys = [ALL, MINE, *(area for area in map(str, Area) if counts[area].lines)]
        if counts[PUT_OFF].lines:
            keys.append(PUT_OFF)
            names[PUT_OFF] = _("Put off")
        chosen = self.chips.value()
        self.chips.set_chips([Chip(key, names[key], counts[key].lines) for key in keys])
        if chosen is not None and chosen not in keys:
            self.chips.set_value(ALL)
        count = ngettext_("{n} due", "{n} due", due.lines)
        money = _("¥{amount} at risk", amount=yuan(due.amount_fen))
        said = " · ".join((day, count, money) if due.lines else (day,))
        self._said.setText(said)
        self._said.setMinimumWidth(min(paint.width_of(said) + 2, theme.h(SAID)))

    def show_items(self, items: Sequence[TodayItem]) -> None:
        """Show the lines that the filter leaves; the current one stays current."""
        current = self.table.row()
        self.items = list(items)
        self._fill()
        if not items:
            self.empty.show_text(self._nothing())
        self._stack.setCurrentIndex(0 if items else 1)
        if items and not (current is not None and self.reveal(current.key)):
            self._select_first()

    def _nothing(self) -> str:
        """Return what is said where the filter leaves nothing."""
        if (self.chips.value() or ALL) == ALL:
            return _("Nothing is waiting. A good day.")
        return _("Nothing of this is waiting.")

    def _fill(self) -> None:
        groups: dict[When, list[TodayItem]] = {when: [] for when in When}
        for item in self.items:
            groups[self.words.when(item)].append(item)
        only_later = not any(groups[when] for when in When if when is not When.LATER)
        self._is_folded = not (self._later_open or only_later)
        rows: list[Any] = []
        for when, items in groups.items():
            if items:
                folds = when is When.LATER and not only_later
                rows.append(self._head(when, items, self._is_folded if folds else None))
                if not (folds and self._is_folded):
                    rows += items
        self.model.show(rows)

    def _head(self, when: When, items: list[TodayItem], folded: bool | None) -> Group:
        counted = tally(items)
        return Group(
            _(WHEN_NAMES[when]),
            str(counted.lines),
            {"amount": yuan(counted.amount_fen)} if counted.amount_fen else {},
            tone=Tone.DANGER if when is When.OVERDUE else Tone.NEUTRAL,
            key=when,
            folded=folded,
        )

    def _fold(self, group: Group) -> None:
        if group.folded is not None:
            self.fold_later()

    def fold_later(self) -> None:
        """Fold or open what is due later."""
        self._later_open = not self._later_open
        self.show_items(self.items)

    def reveal(self, key: str) -> bool:
        """Make a line the current one; False where it is not shown."""
        return self.table.select_where(lambda item: key in (item.key, *item.members))

    def _select_first(self) -> None:
        for number, row in enumerate(self.model.rows()):
            if not isinstance(row, Group):
                self.table.select_row(number)
                self.table.scrollToTop()
                return
