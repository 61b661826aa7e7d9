"""What the rows that entries are about are called, and how a window opens them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.services.journal_codes import coded
from warrantydesk.services.journal_subjects import COLUMN_OF, SUBJECTS, Subject
from warrantydesk.storage.journal_lines import RowKey, columns_of
from warrantydesk.storage.readers import Query

_DEEPEST = 3
"""A signature of an inspection of a claim: no row lies deeper."""
_BY_NAME = frozenset({("shelf", "tag"), ("shelf", "place"), ("archive", "search")})
"""What is opened by the name of a row; everything else by its id."""


class Named(NamedTuple):
    """The name of a row, empty where it has none, and tab, kind and key that open it."""

    name: str = ""
    opens: tuple[str, str, object] | None = None


def column_of(table: str) -> str:
    """Return the column by which rows name a row of this table."""
    return COLUMN_OF.get(table, f"{table}_id")


def referred(column: str) -> str:
    """Return the table whose row a column names; empty for every other column."""
    return _REFERRED.get(column, "")


_REFERRED: Mapping[str, str] = {column_of(table): table for table in SUBJECTS}


class RowNames:
    """Names rows on one connection and remembers what it named.

    Rows of ``unnamed`` tables are told by their numbers.
    """

    def __init__(self, query: Query, unnamed: Collection[str] = ()) -> None:
        self._query = query
        self._unnamed = unnamed
        self._known: dict[RowKey, Named] = {}

    def learn(self, rows: Iterable[RowKey], deep: int = 0) -> None:
        """Read the names of rows, table by table, and of those they belong to."""
        wanted: dict[str, set[int]] = {}
        for table, row in rows:
            if table in SUBJECTS and table not in self._unnamed and (table, row) not in self._known:
                wanted.setdefault(table, set()).add(row)
        for table, numbers in wanted.items():
            self._learn(table, SUBJECTS[table], numbers, deep)

    def _learn(self, table: str, subject: Subject, numbers: set[int], deep: int) -> None:
        parents = [(of, column_of(of)) for of in subject.of]
        columns = [*subject.names, *(column for _of, column in parents)]
        found = list(columns_of(self._query, table, columns, numbers))
        split = 1 + len(subject.names)
        above = {
            row[0]: next(
                (
                    (of, value)
                    for (of, _c), value in zip(parents, row[split:], strict=True)
                    if value
                ),
                None,
            )
            for row in found
        }
        if deep < _DEEPEST:
            self.learn((key for key in above.values() if key), deep + 1)
        for row in found:
            pairs = zip(subject.names, row[1:split], strict=True)
            told = {column: value for column, value in pairs if value not in (None, "")}
            own = [str(value) for value in told.values()]
            words = (coded(table, *one) or str(one[1]) for one in told.items())
            parent = self._known.get(above[row[0]] or ("", 0), Named())
            name = " · ".join(filter(None, [parent.name, *words]))
            self._known[table, row[0]] = Named(name, _opens(subject, row[0], own) or parent.opens)

    def of(self, table: str, row: int, state: Mapping[str, Any]) -> Named:
        """Return the name of a row; of one that is gone what its entry tells, else its number."""
        found = self._known.get((table, row))
        if found is not None and (found.name or found.opens):
            return found
        subject = SUBJECTS.get(table)
        told = {name: state.get(name) for name in subject.names} if subject else {}
        names = [
            coded(table, column, one) or str(one)
            for column, one in told.items()
            if one and not str(one).startswith(VEIL)
        ]
        return Named(" · ".join(names) or f"#{row}")


def _opens(subject: Subject, row: int, own: list[str]) -> tuple[str, str, object] | None:
    tab, kind = subject.opens
    if not tab:
        return None
    return (tab, kind, own[0]) if subject.opens in _BY_NAME and own else (tab, kind, row)
