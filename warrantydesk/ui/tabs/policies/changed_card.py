"""What changed between two versions, in words: stricter first, then looser, then the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.policies.compare import RowState, Turn
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.policies.columns import ShownColumn, name_column
from warrantydesk.ui.tabs.policies.shown_rows import ShownRow

MOST = 6
TURN_MARKS = {Turn.STRICTER: Mark.REFUSED, Turn.LOOSER: Mark.OK, Turn.NONE: Mark.INFO}
STATE_MARKS = {RowState.ADDED: Mark.INFO, RowState.REMOVED: Mark.NA}


@dataclass(frozen=True)
class ChangeWords:
    """One change: mark, headline, and the line below it."""

    mark: Mark
    text: str
    note: str = ""


def turn_of(row: ShownRow) -> Turn:
    """Return what a changed row means as a whole: stricter weighs more than looser."""
    turns = set(row.turns.values())
    return next((one for one in (Turn.STRICTER, Turn.LOOSER) if one in turns), Turn.NONE)


def change_words(row: ShownRow, columns: Sequence[ShownColumn]) -> ChangeWords:
    """Say one change."""
    first = name_column(columns)
    name = first.say(row.row) if first is not None else ""
    if row.state is RowState.ADDED:
        return ChangeWords(STATE_MARKS[row.state], _("{name}: new", name=name))
    if row.state is RowState.REMOVED:
        return ChangeWords(STATE_MARKS[row.state], _("{name}: no longer listed", name=name))
    told = [one for one in columns if row.differs(one)]
    short = [one for one in told if one.is_number or row.turn(one) is not Turn.NONE]
    values = list_text(_one_change(row, one) for one in short)
    others = list_text(one.title for one in told if one not in short)
    note = _("also changed: {columns}", columns=others) if short and others else ""
    text = values or _("changed: {columns}", columns=others)
    return ChangeWords(TURN_MARKS[turn_of(row)], _("{name}: {what}", name=name, what=text), note)


def _one_change(row: ShownRow, column: ShownColumn) -> str:
    old = column.say(row.old or {}) or "—"
    new = column.say(row.new or {}) or "—"
    return _("{column} {old} → {new}", column=column.title, old=old, new=new)


class ChangedCard(Card):
    """The card at the top of the right side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without changes."""
        super().__init__(_("What changed"), parent=parent)
        self._body = QWidget()
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)
        self._shown: tuple[ChangeWords, ...] = ()
        self.add(self._body)

    def show_changes(
        self, rows: Sequence[ShownRow], columns: Sequence[ShownColumn], none: str
    ) -> None:
        """Show the rows that differ; ``none`` is said where there is nothing."""
        changed = [row for row in rows if row.state is not RowState.SAME]
        changed.sort(key=_weight)
        self.set_chips(_chips(changed))
        lines = [change_words(row, columns) for row in changed[:MOST]]
        if (more := len(changed) - MOST) > 0:
            rest = ngettext_("and {n:,} more row", "and {n:,} more rows", more)
            lines.append(ChangeWords(Mark.INFO, rest))
        if not lines:
            lines = [ChangeWords(Mark.NA, none)]
        self._show(tuple(lines))

    def lines(self) -> tuple[ChangeWords, ...]:
        """Return what is said."""
        return self._shown

    def _show(self, lines: tuple[ChangeWords, ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(_line(line))


def _line(line: ChangeWords) -> QWidget:
    """Return the mark beside words that take as many lines as they need."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    words = QVBoxLayout()
    words.setSpacing(0)
    plain = line.mark is Mark.NA
    words.addWidget(Words(line.text, token="ink2" if plain else "ink", bold=not plain, wrap=True))
    if line.note:
        words.addWidget(Words(line.note, token="ink2", delta=-1, wrap=True))
    mark = MarkLabel(line.mark)
    mark.setFixedWidth(theme.h(1))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return holder


def _weight(row: ShownRow) -> int:
    if row.state is RowState.CHANGED:
        return [Turn.STRICTER, Turn.LOOSER, Turn.NONE].index(turn_of(row))
    return 3 if row.state is RowState.ADDED else 4


def _chips(rows: Sequence[ShownRow]) -> list[tuple[str, Tone]]:
    stricter = sum(1 for row in rows if turn_of(row) is Turn.STRICTER)
    looser = sum(1 for row in rows if turn_of(row) is Turn.LOOSER)
    added = sum(1 for row in rows if row.state is RowState.ADDED)
    chips = [
        (_("stricter {n}", n=f"{stricter:,}"), Tone.DANGER, stricter),
        (_("looser {n}", n=f"{looser:,}"), Tone.OK, looser),
        (_("new {n}", n=f"{added:,}"), Tone.ACCENT, added),
    ]
    return [(text, tone) for text, tone, count in chips if count]
