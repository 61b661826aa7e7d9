"""The book the shop is written in: rows in bulk, the journal in the order of time."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from random import Random
from typing import NamedTuple

from warrantydesk.demo.calendar import utc
from warrantydesk.demo.index import Index
from warrantydesk.demo.sheets import Row, Sheet, sheets_of
from warrantydesk.demo.terms import words_of
from warrantydesk.services.clock import DEMO_START
from warrantydesk.storage.journal import INSERT, link
from warrantydesk.storage.stores import Stores

Text = str | Callable[[str], str]
"""What the journal keeps of a row; a function is asked with the anchor when its turn comes."""
_CACHE = "PRAGMA cache_size = -262144"
"""Room (256 MB) for a whole block and the tops of all indexes; until the desk closes."""
_QUICK = ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF")
_SAFE = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
"""A large shop is written once: what a power cut leaves of it is thrown away, and built anew."""


class Moment(NamedTuple):
    """Who does what when."""

    at: int
    by: str
    action: str


class _Entry:
    """A journal entry that may still change while its claim is told."""

    __slots__ = ("columns", "moment", "name", "row")

    def __init__(self, moment: Moment, name: str, row: Row, columns: Row) -> None:
        self.moment, self.name, self.row, self.columns = moment, name, row, columns


class Book:
    """Takes the rows of claim after claim and writes them with a journal that rises in time.

    ``helped`` by a second process, it makes the search entries while it goes on.
    """

    def __init__(self, stores: Stores, random: Random, *, helped: bool) -> None:
        self._stores, self._random = stores, random
        self._sheets = sheets_of(stores)
        self._open: list[_Entry] = []
        self._late: list[tuple[Moment, str, int, Callable[[str], Row]]] = []
        self._kept: list[tuple[Sheet, Row]] = []
        self._days: dict[str, list[tuple[str, str, str, str, int, Text]]] = defaultdict(list)
        self._numbers: dict[tuple[str, int], int] = defaultdict(int)
        self._index = Index(stores.db, helped=helped)
        self._shipments: dict[int, str] = {}
        """Numbers of return lists by id."""
        self._helped = helped
        for pragma in (_CACHE, *(_QUICK if helped else ())):
            stores.db.query(pragma)

    def __enter__(self) -> "Book":
        """Write in the book."""
        return self

    def __exit__(self, *_ignored: object) -> None:
        """Put the book away, whole or not."""
        self._index.close()

    def number(self, kind: str, year: int) -> int:
        """Return the next running number of a kind in a year, counted from 1."""
        self._numbers[kind, year] += 1
        return self._numbers[kind, year]

    def reach(self, kind: str, year: int, number: int) -> None:
        """Note that a number of a kind is used, in whatever order."""
        self._numbers[kind, year] = max(self._numbers[kind, year], number)

    def add(self, name: str, moment: Moment, values: Row) -> Row:
        """Enter a new row of a table; returns it with its id."""
        sheet = self._sheets[name]
        row = {**sheet.blank, **values, "id": sheet.next_id}
        if sheet.table.has_salt:
            row["salt"] = f"{self._random.getrandbits(128):032x}"
        sheet.next_id += 1
        self._open.append(_Entry(moment, name, row, row.copy()))
        return row

    def put(self, name: str, moment: Moment, values: Row) -> Row:
        """Enter a row that never changes any more; returns it with its id."""
        sheet = self._sheets[name]
        row = {**sheet.blank, **values, "id": sheet.next_id}
        if sheet.table.has_salt:
            row["salt"] = f"{self._random.getrandbits(128):032x}"
        sheet.next_id += 1
        self._note(moment, name, row["id"], sheet.seen(row))
        sheet.rows.append(sheet.values(row))
        return row

    def text_of(self, name: str, values: Row) -> str:
        """Return what the journal would keep of a new row."""
        sheet = self._sheets[name]
        return sheet.seen({**sheet.blank, **values})

    def copy(
        self, name: str, moment: Moment, columns: Row, of: tuple[int, tuple[str, str, str]]
    ) -> Row:
        """Enter a claim's line that was written out before, ``of`` a claim and its text around
        claim and id; returns it."""
        sheet = self._sheets[name]
        claim, (head, middle, tail) = of
        row = {**sheet.blank, **columns, "claim_id": claim, "id": sheet.next_id}
        sheet.next_id += 1
        self._note(moment, name, row["id"], f"{head}{claim}{middle}{row['id']}{tail}")
        sheet.rows.append(sheet.values(row))
        return row

    def change(self, name: str, row: Row, moment: Moment, values: Row) -> None:
        """Change columns of a row of the claim being told."""
        row.update(values)
        row["version"] += 1
        columns = {**values, "version": row["version"]}
        if "salt" in row:
            columns["salt"] = row["salt"]
        self._open.append(_Entry(moment, name, row, dict(sorted(columns.items()))))

    def late(self, name: str, moment: Moment, write: Callable[[str], Row]) -> None:
        """Enter a row whose content names the anchor of the journal at its moment."""
        sheet = self._sheets[name]
        self._late.append((moment, name, sheet.next_id, write))
        sheet.next_id += 1

    def keep(self, name: str, moment: Moment, values: Row, row: Row | None) -> Row:
        """Enter a row that later claims may change, or change it; it is written at the end."""
        sheet = self._sheets[name]
        if row is None:
            row = {**sheet.blank, **values, "id": sheet.next_id}
            if sheet.table.has_salt:
                row["salt"] = f"{self._random.getrandbits(128):032x}"
            sheet.next_id += 1
            self._kept.append((sheet, row))
            columns = row
            if name == "shipment":
                self._shipments[row["id"]] = row["number"]
        else:
            columns = {**values, "version": row["version"] + 1}
            if "salt" in row:
                columns["salt"] = row["salt"]
            row.update(columns)
        self._note(moment, name, row["id"], sheet.seen(dict(sorted(columns.items()))))
        return row

    def finish(self) -> None:
        """End a claim: its rows do not change any more."""
        for entry in self._open:
            sheet = self._sheets[entry.name]
            self._note(entry.moment, entry.name, entry.row["id"], sheet.seen(entry.columns))
            if "id" in entry.columns:
                sheet.rows.append(sheet.values(entry.row))
        for moment, name, number, write in self._late:
            self._note(moment, name, number, self._written(name, number, write))
        self._open, self._late = [], []

    def _note(self, moment: Moment, name: str, row: int, text: Text) -> None:
        at = utc(moment.at)
        self._days[at[:10]].append((at, moment.by, moment.action, name, row, text))

    def _written(self, name: str, number: int, write: Callable[[str], Row]) -> Callable[[str], str]:
        sheet = self._sheets[name]
        salt = f"{self._random.getrandbits(128):032x}"

        def text(anchor: str) -> str:
            row = {**sheet.blank, **write(anchor), "id": number, "salt": salt}
            sheet.rows.append(sheet.values(row))
            return sheet.seen(row)

        return text

    def find(self, claim: Row, visit: Row, rows: dict[str, list[Row]]) -> None:
        """Enter the search text of a claim; ``rows`` holds its part lines, pieces and files."""
        self._index.add(words_of(claim, visit, rows, self._shipments))

    def write(self, until: str = "9999") -> None:
        """Write all rows told so far, and the journal of all days before ``until``."""
        stores = self._stores
        with (
            stores.journal.acting("desk", DEMO_START, "demo"),
            stores.db.transaction(),
        ):
            for day in sorted(day for day in self._days if day < until):
                self._chain(sorted(self._days.pop(day), key=itemgetter(0)))
            for sheet in self._sheets.values():
                stores.db.execute_many(sheet.sql, sheet.rows)
                sheet.rows = []
            self._index.write()

    def _chain(self, entries: list[tuple[str, str, str, str, int, Text]]) -> None:
        journal, rows = self._stores.journal, []
        seq, head = journal.seq, journal.head
        for at, by, action, name, row, text in entries:
            after = text if isinstance(text, str) else text(f"{seq}:{head[:12]}")
            seq += 1
            entry = (seq, at, by, action, name, row, after)
            before, head = head, link(head, entry)
            rows.append((*entry, before, head))
        self._stores.db.execute_many(INSERT, rows)
        journal.seq, journal.head = seq, head

    def close(self, site: int) -> None:
        """Write what is left, and how far each number series is used."""
        for sheet, row in self._kept:
            sheet.rows.append(sheet.values(row))
        self.write()
        with self._stores.db.transaction():
            self._index.finish()
            for (kind, year), last in sorted(self._numbers.items()):
                self._stores.numbers.next(kind, site, year, last)
        for pragma in _SAFE if self._helped else ():
            self._stores.db.query(pragma)
