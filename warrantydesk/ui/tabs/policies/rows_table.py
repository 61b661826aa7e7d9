"""The rows of a policy table: names in two lines, changes as old → new with their meaning."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.policies.compare import RowState, Turn
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_delegate import TableDelegate
from warrantydesk.ui.kit.table_header import ALIGN
from warrantydesk.ui.kit.table_model import Column
from warrantydesk.ui.kit.table_window import WindowedModel
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.policies.columns import ShownColumn, name_column
from warrantydesk.ui.tabs.policies.shown_rows import (
    STATE_WORDS,
    TURN_TONES,
    TURN_WORDS,
    RowSource,
    ShownRow,
)

ARROW = " → "
NONE = "—"
NARROWEST, WIDEST, NAME_WIDTH, WIDEST_NAME = 52, 168, 190, 300
EARLY = frozenset({"value"})
LATE = frozenset({"key", "prefix", "section_code", "choices_code"})
"""Columns of which others say the same in words."""
ROOM = 700
"""Pixels at 100 % that the columns share at first; the others are a click in the head away."""
SIGNS = {Turn.STRICTER: "▼", Turn.LOOSER: "▲", Turn.NONE: ""}
CHIP_TONES = {
    RowState.CHANGED: Tone.NEUTRAL,
    RowState.ADDED: Tone.ACCENT,
    RowState.REMOVED: Tone.DANGER,
}


class ChangeDelegate(TableDelegate):
    """Writes a changed value as the old one in grey and the new one bold in its tone."""

    def _paint_line(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, text: str
    ) -> None:
        if ARROW not in text or not isinstance(row, ShownRow):
            super()._paint_line(painter, area, column, row, text)
            return
        look = theme.tokens()
        old, new = text.split(ARROW, 1)
        tone = column.tone(row) if column.tone is not None else Tone.NEUTRAL
        before = old + ARROW
        lead, after = paint.width_of(before), paint.width_of(new, 0, True)
        if lead + after > area.width():
            lead = min(lead, max(round(area.width()) - after, round(area.width() / 2)))
        left = area.left()
        if column.align == "right":
            left = max(left, area.right() - lead - after)
        paint.words(painter, QRectF(left, area.top(), lead, area.height()), before, look.ink2)
        room = QRectF(left + lead, area.top(), area.right() - left - lead, area.height())
        ink = look.ink if tone is Tone.NEUTRAL else look.ink_of(tone)
        paint.words(painter, room, new, ink, theme.font(0, True), ALIGN["left"])


class RowsTable(TableView):
    """A table over a ``RowSource``; rebuilt whenever its columns change."""

    def __init__(
        self, source: RowSource, columns: Sequence[Column], *, compared: bool = False
    ) -> None:
        """``compared`` lays two versions beside each other."""
        self.compared = compared
        model = WindowedModel(columns)
        super().__init__(model, multi=True)
        self.model_rows = model
        self._delegate = ChangeDelegate(self)
        self.setItemDelegate(self._delegate)
        self.source = source
        model.set_source(source)

    def narrow(self, text: str, states: str) -> None:
        """Show the rows that are left, and keep the current one where it is among them."""
        held = self.current_id()
        self.source.narrow(text, states)
        blocked = self.blockSignals(True)
        self.model_rows.reload()
        self.set_marked_words([text.strip()] if text.strip() else [])
        place = self.model_rows.row_of(held) if held is not None else -1
        self.select_row(max(0, place))
        self.blockSignals(blocked)

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        number = self.currentIndex().row()
        return self.model_rows.id_at(number) if 0 <= number < self.model_rows.rowCount() else None

    def step(self, by: int) -> None:
        """Go to the next row that differs, or back to the one before; at the end stay."""
        number = self.currentIndex().row() + by
        while 0 <= number < self.model_rows.rowCount():
            row = self.model_rows.row_at(number)
            if isinstance(row, ShownRow) and row.state is not RowState.SAME:
                self.select_row(number)
                return
            number += by


def table_columns(
    columns: Sequence[ShownColumn], source: RowSource, versions: tuple[int, int] | None
) -> list[Column]:
    """Return how the table shows its columns; ``versions`` are the two compared, or None.

    What changed stands first; what has no room is hidden until it is chosen in the head.
    """
    first = name_column(columns)
    sample = source.rows(list(source.left()[:60]))
    changed = _changed(columns, source) if versions else frozenset()
    others = [one for one in columns if one is not first]
    others.sort(key=lambda one: _rank(one, changed))
    made: list[Column] = []
    values = [_value_column(one, sample, versions if one.key in changed else None)
              for one in others]  # fmt: skip
    long = next((one for one in values if one.stretch), None)
    wide = width_for((first.say(row.row) for row in sample), bold=True) if first and long else 0
    name_width = min(max(wide, NAME_WIDTH), WIDEST_NAME)
    room = float(ROOM - name_width)
    if versions:
        made.append(_state_column())
        room -= made[0].width
    if first is not None:
        made.append(_name_column(first, columns, name_width))
    for one, column in zip(others, values, strict=True):
        hide = column.width > room or _is_empty(one, sample) or one is columns[0]
        made.append(_hidden(column) if hide else column)
        room -= 0 if hide else column.width
    return _one_stretched(made)


def _rank(column: ShownColumn, changed: frozenset[str]) -> tuple[bool, bool, bool]:
    """Return what columns are ordered by: what changed, what says much, the rest, codes."""
    leads = column.is_number or column.key in EARLY
    return column.key not in changed, column.key in LATE, not leads


def _one_stretched(columns: list[Column]) -> list[Column]:
    """Let the first long text in sight have the room that is left, else the name."""
    shown = [one for one in columns if one.stretch and not one.hidden]
    greedy = next((one for one in shown if not one.bold), next(iter(shown), None))
    return [replace(one, stretch=one is greedy) for one in columns]


def _changed(columns: Sequence[ShownColumn], source: RowSource) -> frozenset[str]:
    names: set[str] = set()
    for row in source.rows(source.left()):
        names.update(row.turns)
    return frozenset(one.key for one in columns if names.intersection(one.fields))


def _is_empty(column: ShownColumn, sample: Sequence[ShownRow]) -> bool:
    return not any(column.raw(row.row) or (row.old and column.raw(row.old)) for row in sample)


def _state_column() -> Column:
    def chip(row: ShownRow) -> tuple[str, Tone] | None:
        word = STATE_WORDS.get(row.state)
        return (_(word), CHIP_TONES[row.state]) if word else None

    words = [_(word) for word in STATE_WORDS.values()]
    return Column(
        "state",
        _("Change"),
        width=width_for(words, _("Change")) + 10,
        text=lambda row: _(STATE_WORDS.get(row.state, "")),
        chip=chip,
        sortable=False,
    )


def _name_column(first: ShownColumn, columns: Sequence[ShownColumn], width: int) -> Column:
    code = columns[0]

    def second(row: ShownRow) -> str:
        return code.say(row.row) if code is not first else ""

    return Column(
        first.key,
        first.title if code is first else _("{name} / {code}", name=first.title, code=code.title),
        width=width,
        text=lambda row: first.say(row.row),
        second=second,
        bold=True,
        stretch=True,
        highlight=True,
        copy=lambda row: f"{code.raw(row.row)} {first.raw(row.row)}".strip(),
    )


def _value_column(
    column: ShownColumn, sample: Sequence[ShownRow], versions: tuple[int, int] | None
) -> Column:
    title = column.title
    if versions:
        title = _("{column} v{old} → v{new}", column=title, old=versions[0], new=versions[1])

    def text(row: ShownRow) -> str:
        if row.old is None or row.new is None or not row.differs(column):
            return column.say(row.row)
        return f"{column.say(row.old) or NONE}{ARROW}{column.say(row.new) or NONE}"

    def second(row: ShownRow) -> str:
        turn = row.turn(column)
        return f"{SIGNS[turn]} {_(TURN_WORDS[turn])}" if turn in TURN_WORDS else ""

    def number(row: ShownRow) -> int | str:
        raw = column.raw(row.row)
        return int(raw) if raw.isdecimal() else raw

    width = width_for([text(row) for row in sample], title, bold=bool(versions))
    return Column(
        column.key,
        title,
        align="right" if column.is_number else "left",
        width=min(max(width, NARROWEST), WIDEST),
        text=text,
        second=second if versions else None,
        second_tone=lambda row: TURN_TONES[row.turn(column)],
        tone=lambda row: TURN_TONES[row.turn(column)],
        copy=lambda row: column.raw(row.row),
        value=number if column.is_number else None,
        holds=Holds.COUNT if column.is_number else Holds.TEXT,
        highlight=True,
        stretch=width > WIDEST and not column.is_number,
    )


def _hidden(column: Column) -> Column:
    return replace(column, hidden=True)
