"""The pieces in the middle: filter chips, table, totals."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.chips import Chip, ChipRow, FilterChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.pieces import (
    FILTERS,
    days_left,
    due_text,
    due_tone,
    mark_of,
    state_text,
    state_tone,
)

NEVER = date.max


class PieceList(QWidget):
    """Rows by filter, and by one place or one claim when the clerk has narrowed them."""

    chosen = Signal(object)
    opened = Signal(object)
    print_asked = Signal(list)
    widened = Signal()
    begun = Signal()

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Start without pieces."""
        super().__init__(parent)
        self._today = NEVER
        self._pieces: list[PieceSummary] = []
        self._whole = 0
        self._of_line: Counter[tuple[int, int]] = Counter()
        self.claim_id, self.place = 0, ""
        self.chips = ChipRow([Chip(one.key, _(one.name)) for one in FILTERS])
        self.chips.set_value("all")
        self.chips.chosen.connect(lambda _key: self._refilter())
        self.narrow = FilterChip("", closable=True)
        self.narrow.closed.connect(self.widen)
        self.narrow.hide()
        self._print = IconButton(
            "print", _("Print the tags of the selection (Ctrl+P)"), clicked=self._ask_print
        )
        self._model = ListModel(self._columns())
        self._model.sort_by(("due", False))
        self.table = TableView(self._model, multi=True)
        self.table.setAccessibleName(_("Old parts"))
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.remember(memory, "shelf")
        self._shown = ElidedWords("", token="ink2", delta=-0.5)
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
        self._lay()

    def _columns(self) -> list[Column]:
        return [
            Column(
                "part",
                _("Old part"),
                width=200,
                text=lambda p: p.part_name or p.part_no,
                second=self._second,
                mark=lambda p: mark_of(p, self._today),
                bold=True,
                stretch=True,
            ),
            Column(
                "tag",
                _("Tag no."),
                width=116,
                text=lambda p: spoken(p.tag) if p.tag else "—",
                copy=lambda p: p.tag,
                sort=lambda p: p.tag or None,
                weak=True,
            ),
            Column(
                "place",
                _("Place"),
                width=64,
                text=lambda p: p.place or "—",
                bold=_has_place,
                sort=lambda p: p.place or None,
            ),
            Column("state", _("State"), width=138, text=state_text, tone=state_tone),
            Column(
                "due",
                _("Return by"),
                align="right",
                width=92,
                text=lambda p: due_text(p, self._today),
                tone=lambda p: due_tone(p, self._today),
                bold=lambda p: due_tone(p, self._today) is Tone.DANGER,
                sort=self._clock,
                copy=lambda p: str(p.return_by or ""),
            ),
            Column(
                "amount",
                _("Amount ¥"),
                align="right",
                width=86,
                text=lambda p: yuan(p.amount_fen),
                sort=lambda p: p.amount_fen,
            ),
        ]

    def _lay(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.narrow)
        head.addWidget(self.chips, 1)
        head.addWidget(self._print)
        foot = Surface("base", "t")
        foot.setFixedHeight(theme.h(1.58))
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._shown, 1)
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

    def _second(self, piece: PieceSummary) -> str:
        """Return the part number, and which of several pieces of its line this is."""
        whole = self._of_line[piece.claim_id, piece.line]
        return f"{piece.part_no}　{piece.piece}/{whole}" if whole > 1 else piece.part_no

    def _clock(self, piece: PieceSummary) -> tuple[int, int, int, int] | None:
        """Return what the return date sorts by: the days that are shown, None for a dash."""
        left = days_left(piece, self._today)
        return None if left is None else (left, piece.claim_id, piece.line, piece.piece)

    def show_pieces(self, pieces: Sequence[PieceSummary], whole: int, today: date) -> None:
        """Show pieces; ``whole`` is how many there are in all, shown or not."""
        self._pieces, self._whole, self._today = list(pieces), whole, today
        self._of_line = Counter((piece.claim_id, piece.line) for piece in pieces)
        self._refilter()

    def narrow_to(self, words: str, *, claim_id: int = 0, place: str = "") -> None:
        """Show only a claim or a place until the chip is closed."""
        self.claim_id, self.place = claim_id, place
        # The blank keeps the words clear of the cross.
        self.narrow.setText(f"{words}\u00a0" if words else "")
        self.narrow.setVisible(bool(words))
        self.narrow.updateGeometry()
        self.chips.set_value("all")
        self._refilter()

    def widen(self) -> None:
        """Show all again."""
        self.narrow_to("")
        self.widened.emit()

    def row(self) -> PieceSummary | None:
        """Return the current piece."""
        found: PieceSummary | None = self.table.row()
        return found

    def rows(self) -> list[PieceSummary]:
        """Return the pieces shown, in the order shown."""
        return self._model.rows()

    def select(self, piece_id: int) -> bool:
        """Make a piece the current one; False when it is filtered out."""
        return self.table.select_where(lambda piece: piece.id == piece_id)

    def reveal(self, piece_id: int) -> None:
        """Make a piece the current one, taking filters away where they hide it."""
        if piece_id and not self.select(piece_id):
            self.chips.set_value("all")
            self._refilter()
            if not self.select(piece_id):
                self.widen()
                self.select(piece_id)

    def set_filter(self, key: str) -> None:
        """Choose a filter chip."""
        self.chips.set_value(key)
        self._refilter()

    def set_short(self, short: bool) -> None:
        """Give the rows the room around the chips, or take it back."""
        room = 4 if short else 9
        self._head.setContentsMargins(12, room, 10, room)

    def _show_all(self) -> None:
        self.chips.set_value("all")
        self.widen()

    def _narrowed(self) -> list[PieceSummary]:
        if self.claim_id:
            return [one for one in self._pieces if one.claim_id == self.claim_id]
        if self.place:
            return [one for one in self._pieces if one.place == self.place]
        return self._pieces

    def _refilter(self) -> None:
        held = self.row()
        near = self._narrowed()
        chips = []
        for one in FILTERS:
            count = sum(one.fits(piece, self._today) for piece in near)
            all_of_them = one.key == "all" and near is self._pieces
            chips.append(Chip(one.key, _(one.name), self._whole if all_of_them else count))
        self.chips.set_chips(chips)
        fits = next(one.fits for one in FILTERS if one.key == self.chips.value())
        rows = [piece for piece in near if fits(piece, self._today)]
        self.table.blockSignals(True)
        self._model.show(rows)
        found = held is not None and self.select(held.id)
        if not found and rows:
            self.table.select_row(0)
        self.table.blockSignals(False)
        state = self.table if rows else self._nothing if self._whole else self._none
        self._stack.setCurrentWidget(state)
        self._say_totals(rows)
        self.chosen.emit(self.row())

    def _say_totals(self, rows: list[PieceSummary]) -> None:
        whole = next(chip.count() or 0 for chip in reversed(self.chips.pills()))
        self._shown.setText(_("{n} of {all} pieces", n=f"{len(rows):,}", all=f"{whole:,}"))
        total = sum(piece.amount_fen for piece in rows)
        self._total.setText(_("Total ¥{amount}", amount=yuan(total)))

    def _ask_print(self) -> None:
        tags = [one.tag for one in self.table.selected_rows() if one.tag]
        self.print_asked.emit(tags)


def _has_place(piece: PieceSummary) -> bool:
    return bool(piece.place)
