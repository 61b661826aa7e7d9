"""What the clerk changes in a table, and what is wrong with a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_

WHOLE_TABLE = -1


class RowAction(StrEnum):
    """What happens to a row."""

    CHANGE = "change"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True)
class RowChange:
    """A row that becomes another: named by its key, with the cells that are new."""

    key: tuple[str, ...] = ()
    """Values of the key columns; not needed for a row that is added."""
    values: Mapping[str, str] = field(default_factory=dict)
    action: RowAction = RowAction.CHANGE


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a table, a row or a cell; ``message`` is a sentence with ``{values}``."""

    table: str
    row: int
    """Index from 0 in the table as it would be; :data:`WHOLE_TABLE` where no row is meant."""
    column: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def finding(self) -> Finding:
        """The problem as a refusal at its cell."""
        where = self.table if self.row == WHOLE_TABLE else f"{self.table}[{self.row}].{self.column}"
        return Finding(INVALID, where, self.message, self.values)


def key_of(row: Row, keys: Sequence[str]) -> tuple[str, ...]:
    """Return what names a row among those of its table."""
    return tuple(row.get(column, "") for column in keys)


def applied(
    rows: Sequence[Row],
    columns: Sequence[str],
    keys: Sequence[str],
    changes: Sequence[RowChange],
) -> list[Row]:
    """Return the rows after the changes; new ones stand at the end.

    Refused(NOT_FOUND) for a key that no row has any more, Refused(INVALID) for a column that the
    table does not have.
    """
    by_key = {key_of(row, keys): number for number, row in enumerate(rows)}
    new: list[Row | None] = [*rows]
    for place, change in enumerate(changes):
        _must_be_known(columns, change, place)
        if change.action is RowAction.ADD:
            new.append({column: change.values.get(column, "") for column in columns})
            continue
        number = by_key.get(change.key)
        if number is None:
            raise refused(
                NOT_FOUND,
                N_("There is no row {key} in this table."),
                f"changes[{place}].key",
                key=" ".join(change.key) or "—",
            )
        if change.action is RowAction.REMOVE:
            del by_key[change.key]
            new[number] = None
        else:
            new[number] = {**(new[number] or {}), **change.values}
    return [row for row in new if row is not None]


def _must_be_known(columns: Sequence[str], change: RowChange, place: int) -> None:
    for column in change.values:
        if column not in columns:
            raise refused(INVALID, N_("There is no such field."), f"changes[{place}].{column}")
