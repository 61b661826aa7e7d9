"""What differs between two versions of a table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.policies.changes import key_of
from warrantydesk.domain.profile import Row
from warrantydesk.domain.text import number


class RowState(StrEnum):
    """What became of a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    SAME = "same"


class Turn(StrEnum):
    """Which way a number went: more or less than before for the one it is granted to."""

    STRICTER = "stricter"
    LOOSER = "looser"
    NONE = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs."""

    column: str
    old: str
    new: str
    turn: Turn = Turn.NONE


@dataclass(frozen=True, slots=True)
class RowComparison:
    """A row of the new version beside the one of old; those removed stand last."""

    key: tuple[str, ...]
    state: RowState
    old: Row | None
    new: Row | None
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two versions of a table; version 0 is a file that was not taken yet."""

    profile: str
    table: str
    old: int
    new: int
    keys: tuple[str, ...]
    rows: tuple[RowComparison, ...]
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    counts: Mapping[RowState, int] = field(default_factory=dict)

    @property
    def differing(self) -> tuple[RowComparison, ...]:
        """The rows that are not the same in both."""
        return tuple(row for row in self.rows if row.state is not RowState.SAME)


@dataclass(frozen=True)
class TableComparison:
    """A table of a profile from a file beside what the desk has."""

    table: str
    is_new: bool
    comparison: Comparison

    @property
    def differs(self) -> bool:
        """Whether taking the file would make a new version of the table."""
        one = self.comparison
        return bool(self.is_new or one.differing or one.columns_added or one.columns_removed)


_GRANTED = frozenset({"months", "km", "km_per_year_max", "days", "percent"})
_ENDINGS = ("_months", "_km", "_days", "_percent")


def turn_of(column: str, old: str, new: str) -> Turn:
    """Tell whether a term or share became shorter (stricter) or longer (looser).

    An empty term has no end, so it is the longest; other columns turn nowhere.
    """
    if column not in _GRANTED and not column.endswith(_ENDINGS):
        return Turn.NONE
    before, after = _amount(old), _amount(new)
    if before is None or after is None or before == after:
        return Turn.NONE
    return Turn.STRICTER if after < before else Turn.LOOSER


def _amount(text: str) -> Decimal | None:
    if not text:
        return Decimal("Infinity")
    try:
        return number(text)
    except ValueError:
        return None


def compared(
    old: Sequence[Row], new: Sequence[Row], keys: Sequence[str]
) -> tuple[RowComparison, ...]:
    """Compare rows by their keys: those of the new version in their order, the removed last."""
    left: dict[tuple[str, ...], list[Row]] = {}
    for row in old:
        left.setdefault(key_of(row, keys), []).append(row)
    found = [_beside(row, left, keys) for row in new]
    gone = (
        RowComparison(key, RowState.REMOVED, row, None)
        for key, rows in left.items()
        for row in rows
    )
    return (*found, *gone)


def _beside(row: Row, left: dict[tuple[str, ...], list[Row]], keys: Sequence[str]) -> RowComparison:
    key = key_of(row, keys)
    if not left.get(key):
        return RowComparison(key, RowState.ADDED, None, row)
    before = left[key].pop(0)
    if before == row:
        return RowComparison(key, RowState.SAME, before, row)
    columns = dict.fromkeys((*row, *before))
    cells = tuple(
        CellChange(name, was, now, turn_of(name, was, now))
        for name in columns
        if (was := before.get(name, "")) != (now := row.get(name, ""))
    )
    return RowComparison(key, RowState.CHANGED if cells else RowState.SAME, before, row, cells)


def counted(rows: Iterable[RowComparison]) -> dict[RowState, int]:
    """Return how many rows there are of each state."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in RowState}
