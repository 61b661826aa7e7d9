"""The pieces in the middle: filter chips, table, totals; any number of them."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.piece_question import (
    GROUP_NAMES,
    SHOWN_NAMES,
    Group,
    PieceCounts,
    PieceQuestion,
    Shown,
    Tally,
)
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.chips import Chip, ChipRow, FilterChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Group as GroupRow
from warrantydesk.ui.tabs.shelf.piece_columns import columns_of
from warrantydesk.ui.tabs.shelf.piece_rows import PieceModel, PieceRows
from warrantydesk.ui.tabs.shelf.piece_table import PieceSearch, PieceTable

TABLE = "shelf"


class PieceList(QWidget):
    """Rows by filter, and by one place, claim or group when the clerk has narrowed them.

    ``batch_asked`` tells the ids of the selection and where a menu for them goes.
    """

    chosen = Signal(object)
    opened = Signal(object)
    print_asked = Signal(list)
    batch_asked = Signal(list, QPoint)
    widened = Signal()
    begun = Signal()

    def __init__(self, memory: Memory, desk: Any, parent: QWidget | None = None) -> None:
        """Start without pieces; ``refresh`` reads them."""
        super().__init__(parent)
        self._desk = desk
        self._asked: PieceQuestion = desk.pieces.question()
        self._whole = 0
        self.chips = ChipRow([Chip(key, _(name)) for key, name in SHOWN_NAMES.items()])
        self.chips.set_value(Shown.ALL)
        self.chips.chosen.connect(lambda key: self.set_filter(key))
        self.narrow = FilterChip("", closable=True)
        self.narrow.closed.connect(self.widen)
        self.narrow.hide()
        self.search = PieceSearch()
        self.search.asked.connect(self._search)
        self._by = IconButton("filter", _("Group the list"), clicked=self._open_groups)
        self._print = IconButton(
            "print", _("Print the tags of the selection (Ctrl+P)"), clicked=self._ask_print
        )
        self._rows = PieceRows(desk)
        self._model = PieceModel(columns_of(lambda: self._desk.pieces.today), self._rows)
        self.table = PieceTable(self._model)
        self.table.setAccessibleName(_("Old parts"))
        self.table.remember(memory, TABLE)
        self._shown = ElidedWords("", token="ink2", delta=-0.5)
        self._with = LinkButton("", delta=-0.5, clicked=self._ask_batch)
        self._with.hide()
        self._total = Words("", token="ink2", bold=True)
        self._none = EmptyState(
            _("No old parts yet"),
            _("Every part that a claim replaces stands here."),
            button=_("Go to Intake"),
            clicked=self.begun.emit,
        )
        self._nothing = EmptyState(
            _("No old parts here"), button=_("Show all"), clicked=self._show_all
        )
        self._connect()
        self._lay()

    def _connect(self) -> None:
        table = self.table
        table.chosen.connect(self.chosen)
        table.opened.connect(self.opened)
        table.group_clicked.connect(self._narrow_to_group)
        table.menu_asked.connect(lambda at: self.batch_asked.emit(self.selected_ids(), at))
        table.selected.connect(self._say_selected)
        table.sorted_by.connect(lambda _order: table.span_groups())

    def _lay(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.narrow)
        head.addWidget(self.chips, 1)
        head.addWidget(self.search)
        head.addWidget(self._by)
        head.addWidget(self._print)
        foot = Surface("base", "t")
        foot.setFixedHeight(theme.h(1.58))
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._shown, 1)
        row.addWidget(self._with)
        row.addSpacing(12)
        row.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for widget in (self.table, self._none, self._nothing):
            self._stack.addWidget(widget)
        column.addLayout(head)
        column.addWidget(holder, 1)
        column.addWidget(foot)
        self.set_short(False)

    @property
    def claim_id(self) -> int:
        """The claim that the list is narrowed to, 0 for none."""
        return self._asked.claim_id

    @property
    def place(self) -> str:
        """The place that the list is narrowed to, empty for none."""
        return self._asked.place

    @property
    def question(self) -> PieceQuestion:
        """What is asked now."""
        return self._asked

    def refresh(self, counts: PieceCounts | None = None) -> None:
        """Read the pieces again; ``counts`` are those of all where they were read already."""
        pieces = self._desk.pieces
        self._asked = replace(self._asked, today=pieces.today)
        every = counts or pieces.counts(pieces.question())
        self._whole = every.shown[Shown.ALL].pieces
        near = pieces.counts(self._asked) if self._is_narrowed() else every
        self._ask(near)

    def _is_narrowed(self) -> bool:
        one = self._asked
        return bool(one.claim_id or one.place or one.words or one.key is not None)

    def _ask(self, near: PieceCounts) -> None:
        """Show what is asked now; ``near`` counts what it is narrowed to."""
        held = self.row()
        self.chips.set_chips(
            [Chip(key, _(name), near.shown[key].pieces) for key, name in SHOWN_NAMES.items()]
        )
        tally = near.shown[self._asked.shown]
        self._rows.ask(self._asked)
        self.table.blockSignals(True)
        self._model.show(tally.pieces + len(self._rows.groups))
        self.table.span_groups()
        self.table.set_marked_words(self._asked.words.split())
        if held is None or not self.select(held.id):
            self.table.select_row(1 if self._rows.groups else 0)
        self.table.blockSignals(False)
        state = self.table if tally.pieces else self._nothing if self._whole else self._none
        self._stack.setCurrentWidget(state)
        self._say_totals(tally, near.shown[Shown.ALL])
        self._say_selected(0)
        self.chosen.emit(self.row())

    def _ask_for(self, **changes: Any) -> None:
        self._asked = replace(self._asked, **changes)
        self.chips.set_value(self._asked.shown)
        self.refresh()

    def narrow_to(
        self, words: str, *, claim_id: int = 0, place: str = "", key: str | None = None
    ) -> None:
        """Show only a claim, a place or a group until the chip is closed."""
        # The blank keeps the words clear of the cross.
        self.narrow.setText(f"{words}\u00a0" if words else "")
        self.narrow.setVisible(bool(words))
        self.narrow.updateGeometry()
        self._forget_words()
        self._ask_for(claim_id=claim_id, place=place, key=key, words="", shown=Shown.ALL)

    def widen(self) -> None:
        """Show all again."""
        self.narrow_to("")
        self.widened.emit()

    def row(self) -> PieceSummary | None:
        """Return the current piece."""
        found: PieceSummary | None = self.table.row()
        return found

    def rows(self) -> list[PieceSummary]:
        """Return all pieces shown, in the order shown; for short lists."""
        return self._model.every_row()

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected pieces, from top to bottom."""
        return self.table.selected_ids()

    def selected_tags(self) -> list[str]:
        """Return the tags of the selected pieces that have one."""
        tags: list[str] = self._desk.pieces.tags(self.selected_ids())
        return tags

    def select(self, piece_id: int) -> bool:
        """Make a piece the current one; False when it is filtered out."""
        row = self._model.row_of(piece_id)
        if row >= 0:
            self.table.select_row(row)
        return row >= 0

    def reveal(self, piece_id: int) -> None:
        """Make a piece the current one, taking filters away where they hide it."""
        if not piece_id or self.select(piece_id):
            return
        self._forget_words()
        self._ask_for(shown=Shown.ALL, words="")
        if not self.select(piece_id):
            self.widen()
            self.select(piece_id)

    def set_filter(self, key: str) -> None:
        """Choose a filter chip."""
        self._ask_for(shown=Shown(key))

    def group_by(self, group: Group | None) -> None:
        """Group the rows, or no more."""
        if self._asked.key is not None:
            self.widen()
        self._ask_for(group=group)

    def set_short(self, short: bool) -> None:
        """Give the rows the room around the chips, or take it back."""
        room = 4 if short else 9
        self._head.setContentsMargins(12, room, 10, room)

    def _show_all(self) -> None:
        self.chips.set_value(Shown.ALL)
        self.widen()

    def _search(self, words: str) -> None:
        self._ask_for(words=words)

    def _forget_words(self) -> None:
        self.search.forget()

    def _narrow_to_group(self, group: GroupRow) -> None:
        self.narrow_to(group.title, key=group.key)

    def groups_menu(self) -> QMenu:
        """Return what the list may be grouped by, as a menu."""
        menu = QMenu(self)
        names = {None: _("Without groups")} | {one: _(name) for one, name in GROUP_NAMES.items()}
        for group, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(group is self._asked.group)
            action.triggered.connect(lambda _on=False, group=group: self.group_by(group))
        return menu

    def _open_groups(self) -> None:
        menu = self.groups_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._by.mapToGlobal(self._by.rect().bottomLeft()))

    def _say_totals(self, tally: Tally, whole: Tally) -> None:
        n, every = f"{tally.pieces:,}", f"{whole.pieces:,}"
        self._shown.setText(_("{n} of {all} pieces", n=n, all=every))
        self._total.setText(_("Total ¥{amount}", amount=yuan(tally.amount_fen)))

    def _say_selected(self, count: int) -> None:
        self._with.setText(ngettext_("{n:,} selected…", "{n:,} selected…", count))
        self._with.setVisible(count > 1)
        self._with.updateGeometry()

    def _ask_batch(self) -> None:
        below = self._with.mapToGlobal(self._with.rect().topLeft())
        self.batch_asked.emit(self.selected_ids(), below)

    def _ask_print(self) -> None:
        self.print_asked.emit(self.selected_tags())
