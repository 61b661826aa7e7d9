"""All pieces of a brand as flat keys, read in one query, and what an import wrote.

A maker's list names thousands of pieces by tag, claim and part number: they are found in maps
over these keys, never by a query a row.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.migrations.m0003_old_parts import ADDED
from warrantydesk.storage.store import Table

_KEYS = """
SELECT p.id, p.tag, p.maker_tag, p.part_no, p.part_name, p.state, p.place, p.box, p.claim_id,
       p.line, p.piece, p.request_no, p.return_by, p.shipment_id, p.reason, p.refusal_code,
       c.claim_number, c.codes_maker_claim_number, coalesce(s.number, ''), p.causal
FROM old_part p JOIN claim c ON c.id = p.claim_id
LEFT JOIN shipment s ON s.id = p.shipment_id
WHERE c.brand = ? AND p.state <> 'VOID' ORDER BY p.id"""
_PAGE = 2000


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

    def put_back(self, table: Table, written: Written) -> bool:
        """Write the columns of a row as they were before an import; False where the row has
        changed since."""
        blank = ADDED.get(table.name, {})
        now = table.raw(written.row)
        if any(now[name] != value for name, value in written.after.items() if name != "version"):
            return False
        names = (name for name in written.after if name not in ("version", "id"))
        before = {name: written.before.get(name, blank.get(name)) for name in names}
        table.update(written.row, before)
        return True
