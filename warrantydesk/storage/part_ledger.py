"""Reads the ledger of old parts out of the journal, in blocks of pieces, in any thread."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.part_ledger import PartEntry
from warrantydesk.storage.database import Database

Step = Callable[[int, int], object]
"""Hears how many pieces of how many are read; what it raises ends the reading."""
_AT_ONCE = 2000
_ENTRIES = """
SELECT row, utc, actor, json_extract(after, '$.state'), json_extract(after, '$.place'),
       json_extract(after, '$.box'), json_extract(after, '$.shipment_id'),
       json_extract(after, '$.reason'), json_extract(after, '$.lent_to')
FROM journal WHERE tbl = 'old_part' AND row BETWEEN ? AND ? AND utc <= ?
ORDER BY row, seq"""
_PIECES = """
SELECT p.id, p.tag, p.part_no, p.part_name, p.supplier_code, p.hazard, p.return_required,
       p.causal, p.amount_fen, p.return_by, p.line, p.claim_id, c.claim_number, c.brand,
       c.vehicle_vin, c.vehicle_model_code, coalesce(l.new_part_no, ''),
       coalesce(l.new_part_name, '')
FROM old_part p JOIN claim c ON c.id = p.claim_id
LEFT JOIN part_line l ON l.claim_id = p.claim_id AND l.position = p.line - 1
WHERE p.id BETWEEN ? AND ?"""


class PieceFacts(NamedTuple):
    """What a piece is, whatever happens to it."""

    id: int
    tag: str
    part_no: str
    part_name: str
    supplier_code: str
    hazard: str
    return_required: bool
    causal: bool
    amount_fen: int
    return_by: str | None
    line: int
    claim_id: int
    claim_number: str
    brand: str
    vin: str
    model_code: str
    new_part_no: str
    new_part_name: str


class PartLedgerStore:
    """Opens a reader of its own for every question, so that a worker may ask."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def blocks(
        self, until: datetime, step: Step = lambda done, total: None
    ) -> Iterator[tuple[list[PartEntry], dict[int, PieceFacts]]]:
        """Yield the entries up to an instant with the pieces they speak of, block by block.

        Entries stand piece by piece and oldest first.
        """
        newest = utc_text(until)
        with self._db.reader() as query:
            (most,) = query("SELECT coalesce(max(id), 0) FROM old_part")[0]
            for first in range(1, most + 1, _AT_ONCE):
                last = first + _AT_ONCE - 1
                facts = {row[0]: PieceFacts(*row) for row in query(_PIECES, (first, last))}
                yield _entries(query(_ENTRIES, (first, last, newest))), facts
                step(min(last, most), most)

    def of_piece(self, piece_id: int, until: datetime) -> list[PartEntry]:
        """Return the entries of one piece up to an instant, oldest first."""
        values = (piece_id, piece_id, utc_text(until))
        with self._db.reader() as query:
            return _entries(query(_ENTRIES, values))

    def shipment_numbers(self) -> dict[int, str]:
        """Return the numbers of all shipments by id."""
        with self._db.reader() as query:
            return dict(query("SELECT id, number FROM shipment"))


def _entries(rows: Sequence[tuple[Any, ...]]) -> list[PartEntry]:
    states = PartState._value2member_map_
    made, read = PartEntry, datetime.fromisoformat
    return [
        made(piece, read(utc), by, states[state] if state else None, *rest)  # type: ignore[arg-type]
        for piece, utc, by, state, *rest in rows
    ]
