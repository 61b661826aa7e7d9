"""The book the shop is written in: rows in bulk, the journal in the order of time."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from random import Random
from typing import NamedTuple

from warrantydesk.demo.calendar import utc
from warrantydesk.demo.index import Index
from warrantydesk.demo.sheets import Row, Sheet, sheets_of
from warrantydesk.demo.terms import Words
from warrantydesk.services.clock import DEMO_START
from warrantydesk.storage.journal import INSERT, link
from warrantydesk.storage.search import facets_of
from warrantydesk.storage.stores import Stores

Text = str | Callable[[str], str]
"""What the journal keeps of a row; a function is asked with the anchor when its turn comes."""
_CACHE = "PRAGMA cache_size = -262144"
"""Room (256 MB) for a whole block and the tops of all indexes; until the desk closes."""
_ONE_ENTRY = frozenset({"visit", "inspection", "old_part"})


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

    In a ``lean`` book, rows other than the claim have one entry each, at their last change, and
    edits of the claim are told with its next move.
    """

    def __init__(self, stores: Stores, random: Random, lean: bool) -> None:
        self._stores, self._random, self.lean = stores, random, lean
        self._sheets = sheets_of(stores)
        self._open: list[_Entry] = []
        self._late: list[tuple[Moment, str, int, Callable[[str], Row]]] = []
        self._first: dict[int, _Entry] = {}
        self._kept: list[tuple[Sheet, Row]] = []
        self._edit: _Entry | None = None
        self._days: dict[str, list[tuple[str, str, str, str, int, Text]]] = defaultdict(list)
        self._numbers: dict[tuple[str, int], int] = defaultdict(int)
        self._index = Index(stores.db, helped=lean)
        stores.db.execute(_CACHE)

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
        merged = self.lean and name in _ONE_ENTRY
        entry = _Entry(moment, name, row, row if merged else row.copy())
        if merged:
            self._first[id(row)] = entry
        self._open.append(entry)
        return row

    def change(self, name: str, row: Row, moment: Moment, values: Row) -> None:
        """Change columns of a row of the claim being told."""
        first = self._first.get(id(row))
        row.update(values)
        if first is not None:
            first.moment = first.moment._replace(at=max(first.moment.at, moment.at))
            return
        former = self._edit.columns if self._edit is not None else {}
        self._edit = _Entry(moment, name, row, {**former, **values})
        if "state" in values or not self.lean:
            self._end_edit()

    def _end_edit(self) -> None:
        """Enter the changed columns of a row as one entry."""
        if self._edit is None:
            return
        edit, self._edit = self._edit, None
        edit.row["version"] += 1
        columns = {**edit.columns, "version": edit.row["version"]}
        if "salt" in edit.row:
            columns["salt"] = edit.row["salt"]
        edit.columns = dict(sorted(columns.items()))
        self._open.append(edit)

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
        else:
            columns = {**values, "version": row["version"] + 1}
            if "salt" in row:
                columns["salt"] = row["salt"]
            row.update(columns)
        self._note(moment, name, row["id"], sheet.seen(dict(sorted(columns.items()))))
        return row

    def finish(self) -> None:
        """End a claim: its rows do not change any more."""
        self._end_edit()
        for entry in self._open:
            sheet = self._sheets[entry.name]
            self._note(entry.moment, entry.name, entry.row["id"], sheet.seen(entry.columns))
            if "id" in entry.columns:
                sheet.rows.append(sheet.values(entry.row))
        for moment, name, number, write in self._late:
            self._note(moment, name, number, self._written(name, number, write))
        self._open, self._late, self._first = [], [], {}

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
        parts, files = rows["part_line"], rows["attachment"]
        names = (claim["owner_name"], claim["owner_contact"], visit["brought_by"])
        told = [claim[f"narrative_{name}"] for name in _TOLD]
        texts = (*told, *[p["new_part_name"] for p in parts], *[f["file_name"] for f in files])
        codes = [*[claim[name] for name in _CODES_BEFORE], visit["repair_order"]]
        codes += [visit["brought_by_phone"], *[claim[name] for name in _CODES_AFTER]]
        codes += [line[name] for line in parts for name in _PART_CODES]
        codes += [piece[name] for piece in rows["old_part"] for name in ("tag", "maker_tag")]
        facets = facets_of(*[claim[name] for name in _FACETS])
        self._index.add(Words(claim["id"], names, texts, tuple(codes), facets))

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


_TOLD = ("complaint", "cause", "correction", "remark")
_CODES_BEFORE = (
    "claim_number",
    "vehicle_vin",
    "vehicle_plate",
    "owner_phone",
    "owner_contact_phone",
    "codes_maker_claim_number",
)
_CODES_AFTER = ("codes_fault_code", "vehicle_engine_no", "vehicle_motor_no")
_PART_CODES = ("new_part_no", "old_part_no", "old_supplier_code", "old_serial")
_FACETS = ("state", "type", "brand", "opened_on", "total_fen")
