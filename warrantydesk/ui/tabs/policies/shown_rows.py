"""The rows of a table as they are shown: of one version, or of two laid beside each other."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from warrantydesk.domain.policies.compare import RowState, Turn
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.policies.columns import ShownColumn

STATE_WORDS = {
    RowState.CHANGED: N_("changed"),
    RowState.ADDED: N_("added"),
    RowState.REMOVED: N_("removed"),
}
TURN_WORDS = {Turn.STRICTER: N_("stricter"), Turn.LOOSER: N_("looser")}
TURN_TONES = {Turn.STRICTER: Tone.DANGER, Turn.LOOSER: Tone.OK, Turn.NONE: Tone.NEUTRAL}
DIFFERENT = "different"
ALL = "all"


@dataclass(frozen=True)
class ShownRow:
    """A row in the older and in the newer version; of one version alone only ``new`` is there."""

    new: Row | None
    old: Row | None = None
    state: RowState = RowState.SAME
    turns: Mapping[str, Turn] = field(default_factory=dict)
    """What each changed field means, by column of the exchange form."""

    @property
    def row(self) -> Row:
        """The row as it stands last."""
        found = self.new if self.new is not None else self.old
        return found if found is not None else {}

    def turn(self, column: ShownColumn) -> Turn:
        """Return what the change of a column means."""
        return next((self.turns[name] for name in column.fields if name in self.turns), Turn.NONE)

    def differs(self, column: ShownColumn) -> bool:
        """Say whether a column has another value than before."""
        if self.old is None or self.new is None:
            return self.state is not RowState.SAME
        return column.say(self.old) != column.say(self.new)

    def holds(self, text: str) -> bool:
        """Say whether any value of the row holds ``text``, which is in small letters."""
        return any(text in value.casefold() for value in self.row.values() if value)


class RowSource:
    """The rows that a filter and a search leave, for a table of any length."""

    def __init__(self, columns: Sequence[ShownColumn], rows: Sequence[ShownRow]) -> None:
        """Show all ``rows`` at first."""
        self.columns, self._rows = tuple(columns), tuple(rows)
        self._left: Sequence[int] = range(len(self._rows))

    def narrow(self, text: str, states: str = ALL) -> None:
        """Leave the rows that hold ``text`` and stand as asked."""
        wanted = text.strip().casefold()
        self._left = [
            number
            for number, row in enumerate(self._rows)
            if _fits(row, states) and (not wanted or row.holds(wanted))
        ]

    def tally(self) -> dict[str, int]:
        """Return how many rows stand in which way, under the keys of the filter chips."""
        counts = dict.fromkeys((DIFFERENT, *RowState, ALL), 0)
        for row in self._rows:
            counts[row.state] += 1
        counts[ALL] = len(self._rows)
        counts[DIFFERENT] = counts[ALL] - counts[RowState.SAME]
        return counts

    def at(self, number: int) -> ShownRow:
        """Return a row by its id."""
        return self._rows[number]

    def left(self) -> Sequence[int]:
        """Return the ids of the rows that are left."""
        return self._left

    def count(self) -> int:
        """Return how many rows are left."""
        return len(self._left)

    def ids(self, order: Order | None) -> "array[int]":
        """Return the ids of the rows that are left, in order."""
        column = next((one for one in self.columns if order and one.key == order[0]), None)
        if column is None or order is None:
            return array("q", self._left)
        held = column

        def key(number: int) -> Any:
            return held.order(self._rows[number].row)

        return array("q", sorted(self._left, key=key, reverse=order[1]))

    def rows(self, ids: Sequence[int]) -> list[ShownRow]:
        """Return the rows of these ids."""
        return [self._rows[number] for number in ids]


def _fits(row: ShownRow, states: str) -> bool:
    if states == ALL:
        return True
    if states == DIFFERENT:
        return row.state is not RowState.SAME
    return row.state == states
