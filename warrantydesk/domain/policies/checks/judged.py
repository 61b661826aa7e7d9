"""What is judged: some tables of a profile as they would be, beside all the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.policies.changes import WHOLE_TABLE, RowProblem
from warrantydesk.domain.profile import Row

Rows = Callable[[str], Sequence[Row]]


def none_of(_table: str) -> Sequence[Row]:
    """Return no row of any table."""
    return ()


@dataclass(frozen=True)
class Judged:
    """Tables that would change, with those that stay beside them."""

    profile: str
    changed: Mapping[str, Sequence[Row]]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns of the changed tables, where they are known apart from their rows."""
    before: Rows = none_of
    """Rows of the profile's tables as they are today."""
    law: Rows = none_of
    """Rows of the law's tables, the judged ones where it is the law that changes."""
    shipped: Rows = none_of
    """Rows of the profile's tables as they came with the program."""
    by_program: bool = False
    """They come with the program itself, which may mend its own rows."""

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table as they would be."""
        return self.changed[table] if table in self.changed else self.before(table)

    def columns_of(self, table: str) -> tuple[str, ...]:
        """Return the columns of a changed table."""
        rows = self.changed[table]
        return self.columns.get(table) or tuple(rows[0] if rows else ())


def at(table: str, row: int, column: str, message: str, **values: object) -> RowProblem:
    """Return a problem of a cell; lines count as in the file, where the header is line 1."""
    place = {"table": table, "line": row + 2, "column": column}
    return RowProblem(table, row, column, message, {**place, **values})


def of_table(table: str, message: str, **values: object) -> RowProblem:
    """Return a problem of a table as a whole."""
    return RowProblem(table, WHOLE_TABLE, "", message, {"table": table, **values})
