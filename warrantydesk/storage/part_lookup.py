"""All pieces of a brand as flat keys, read in one query, and what an import wrote.

A maker's list names thousands of pieces by tag, claim and part number: they are found in maps
over these keys, never by a query a row.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from warrantydesk.domain.import_batch import IMPORT_ACTION, UNDO_ACTION
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import ReturnRequest
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal, canonical
from warrantydesk.storage.migrations.m0003_old_parts import ADDED
from warrantydesk.storage.store import Store, Table

_KEYS = """
SELECT p.id, p.tag, p.maker_tag, p.part_no, p.part_name, p.state, p.place, p.box, p.claim_id,
       p.line, p.piece, p.request_no, p.return_by, p.shipment_id, p.reason, p.refusal_code,
       c.claim_number, c.codes_maker_claim_number, coalesce(s.number, ''), p.causal
FROM old_part p JOIN claim c ON c.id = p.claim_id
LEFT JOIN shipment s ON s.id = p.shipment_id
WHERE c.brand = ? AND p.state <> 'VOID' ORDER BY p.id"""
_PAGE, _AT_ONCE = 2000, 500


class PieceKey(NamedTuple):
    """What a list of the maker may name of a piece, and how far the piece is; dates as texts."""

    id: int
    tag: str
    maker_tag: str
    part_no: str
    part_name: str
    state: str
    place: str
    box: str
    claim_id: int
    line: int
    piece: int
    request_no: str
    return_by: str | None
    shipment_id: int | None
    reason: str
    refusal_code: str
    claim_number: str
    maker_claim_number: str
    shipment_number: str
    causal: int


@dataclass(frozen=True)
class Written:
    """A row that an import changed: the columns as they were before and as they were written.

    ``before`` is empty where the import made the row.
    """

    table: str
    row: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class PartLookup:
    """Reads keys of pieces and traces of imports."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db, self._journal = db, journal

    def keys(self, brand: str) -> list[PieceKey]:
        """Return all pieces of a brand that are not void, in order of entry."""
        return [PieceKey(*row) for row in self._db.query(_KEYS, (brand,))]

    def pulse(self) -> tuple[int, ...]:
        """Return figures that differ once a piece, a request or a list has changed."""
        found = self._db.query(
            "SELECT (SELECT count(*) FROM old_part), (SELECT total(version) FROM old_part),"
            " (SELECT total(version) FROM return_request),"
            " (SELECT total(version) FROM shipment_line),"
            " (SELECT total(version) FROM shipment)"
        )
        return tuple(int(number) for number in found[0])

    def pieces(self, store: Store[OldPart], ids: Sequence[int]) -> Iterator[OldPart]:
        """Yield pieces by their ids, in the order of entry, in few queries."""
        names = store.table.columns
        for start in range(0, len(ids), _AT_ONCE):
            some = sorted(ids[start : start + _AT_ONCE])
            marks = ",".join("?" * len(some))
            sql = f"SELECT {', '.join(names)} FROM old_part WHERE id IN ({marks}) ORDER BY id"
            for row in self._db.query(sql, some):
                yield store.mapping.value(dict(zip(names, row, strict=True)))

    def save_pieces(self, store: Store[OldPart], pairs: Sequence[tuple[OldPart, OldPart]]) -> None:
        """Write pieces, each before and after, that were read inside the open transaction."""
        entries = []
        for before, after in pairs:
            old, new = store.mapping.row(before), store.mapping.row(after)
            changed = {name: value for name, value in new.items() if old[name] != value}
            changed["version"] = before.version + 1
            sets = ", ".join(f"{name} = ?" for name in changed)
            values = [*changed.values(), before.id]
            self._db.execute(f"UPDATE old_part SET {sets} WHERE id = ?", values)
            entries.append((store.table.name, before.id, canonical(store.table.seen(changed))))
        self._journal.append_many(entries)

    def add_requests(self, store: Store[ReturnRequest], requests: Sequence[ReturnRequest]) -> None:
        """Insert requests in bulk, each with its journal entry."""
        start = self._db.query("SELECT coalesce(max(id), 0) FROM return_request")[0][0]
        store.table.bulk(
            [
                {**store.mapping.row(one), "id": number, "version": 1}
                for number, one in enumerate(requests, int(start) + 1)
            ]
        )

    def void_requests(self, batch_id: int, reason: str) -> None:
        """Void the requests of a list in bulk, each with its journal entry."""
        found = self._db.query(
            "SELECT id, version FROM return_request WHERE batch_id = ? AND void_reason = ''",
            (batch_id,),
        )
        self._db.execute(
            "UPDATE return_request SET void_reason = ?, version = version + 1"
            " WHERE batch_id = ? AND void_reason = ''",
            (reason, batch_id),
        )
        self._journal.append_many(
            [
                ("return_request", number, canonical({"version": n + 1, "void_reason": reason}))
                for number, n in found
            ]
        )

    def written_by(self, batch_id: int) -> list[Written]:
        """Return every row that an import changed, in order, as the journal tells it."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        first: dict[tuple[str, int], int] = {}
        for seq, table, row, after in self._entries(batch_id):
            found.setdefault((table, row), {}).update(after)
            first.setdefault((table, row), seq)
        return [
            Written(*key, before=self._before(*key, first[key], after), after=after)
            for key, after in found.items()
        ]

    def _entries(self, batch_id: int) -> Iterator[tuple[int, str, int, dict[str, Any]]]:
        """Yield what one change wrote after its batch: same instant, person and action."""
        start = self._db.query(
            "SELECT seq, utc, actor, action FROM journal"
            " WHERE tbl = 'import_batch' AND row = ? ORDER BY seq LIMIT 1",
            (batch_id,),
        )
        if not start:
            return
        seq, *mark = start[0]
        while page := self._db.query(
            "SELECT seq, utc, actor, action, tbl, row, after FROM journal"
            " WHERE seq > ? ORDER BY seq LIMIT ?",
            (seq, _PAGE),
        ):
            for seq, utc, actor, action, table, row, after in page:
                if [utc, actor, action] != mark or table == "import_batch":
                    return
                yield seq, table, row, json.loads(after or "{}")

    def _before(self, table: str, row: int, seq: int, names: Mapping[str, Any]) -> dict[str, Any]:
        state: dict[str, Any] = {}
        for (text,) in self._db.query(
            "SELECT after FROM journal WHERE tbl = ? AND row = ? AND seq < ? ORDER BY seq",
            (table, row, seq),
        ):
            state.update(json.loads(text or "{}"))
        return {name: state[name] for name in names if name in state}

    def only_imports_wrote(self, table: str, row: int) -> bool:
        """Tell whether imports alone, and taking them back, have ever written a row."""
        written = {
            one
            for (one,) in self._db.query(
                "SELECT DISTINCT action FROM journal WHERE tbl = ? AND row = ?", (table, row)
            )
        }
        return written <= {IMPORT_ACTION, UNDO_ACTION}

    def put_back(self, table: Table, written: Written) -> bool:
        """Write the columns of a row as they were before an import; False where the row has
        changed since."""
        names = [name for name in written.after if name not in ("version", "id")]
        found = self._db.query(
            f"SELECT version, {', '.join(names)} FROM {table.name} WHERE id = ?", (written.row,)
        )
        version, *values = found[0]
        now = dict(zip(names, values, strict=True))
        if any(now[name] != written.after[name] for name in names):
            return False
        blank = ADDED.get(table.name, {})
        before = {name: written.before.get(name, blank.get(name)) for name in names}
        changed = {name: value for name, value in before.items() if value != now[name]}
        changed["version"] = version + 1
        sets = ", ".join(f"{name} = ?" for name in changed)
        self._db.execute(
            f"UPDATE {table.name} SET {sets} WHERE id = ?", [*changed.values(), written.row]
        )
        self._journal.append(table.name, written.row, table.seen(changed))
        return True
