"""What old parts wait for, by day: read from the state of today, in any thread."""

from datetime import date
from typing import NamedTuple

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.old_part import PartState
from warrantydesk.storage.database import Database

_COLUMNS = """p.id, p.tag, p.part_no, p.part_name, p.state, p.place, p.hazard, p.amount_fen,
       p.claim_id, c.claim_number, c.brand"""
_BACK = f"""
SELECT p.return_by, p.request_no, {_COLUMNS} FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.state IN ('RECEIVED', 'SHELVED', 'RETURN_DUE', 'PACKED')
AND p.return_required = 1 AND p.return_by BETWEEN ? AND ?"""
_ASKED = f"""
SELECT r.due_on, r.number, {_COLUMNS} FROM return_request r JOIN old_part p ON p.id = r.part_id
JOIN claim c ON c.id = p.claim_id
WHERE r.void_reason = '' AND r.due_on BETWEEN ? AND ? AND r.due_on IS NOT p.return_by
AND p.state IN ('EXPECTED', 'RECEIVED', 'SHELVED', 'RETURN_DUE', 'PACKED')"""
_DISPUTES = f"""
SELECT p.dispute_by, p.refusal_code, {_COLUMNS} FROM old_part p
JOIN claim c ON c.id = p.claim_id WHERE p.state = 'REFUSED' AND p.dispute_by BETWEEN ? AND ?"""
_LENT = f"""
SELECT p.lent_until, p.lent_to, {_COLUMNS} FROM old_part p
JOIN claim c ON c.id = p.claim_id WHERE p.state = 'LENT' AND p.lent_until BETWEEN ? AND ?"""
_ASKED_FOR = f"""
SELECT p.requested_on, p.request_no, {_COLUMNS} FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.requested_on IS NOT NULL AND p.state IN ('RECEIVED', 'SHELVED', 'RETURN_DUE', 'PACKED')
AND (p.request_no <> '' OR EXISTS (
  SELECT 1 FROM return_request r WHERE r.part_id = p.id AND r.void_reason = ''))"""
_SETTLED = f"""
SELECT p.paid_on, '', {_COLUMNS} FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.paid_on IS NOT NULL AND p.return_required = 1 AND p.refusal_code = ''
AND p.state IN ('RECEIVED', 'SHELVED', 'RETURN_DUE', 'PACKED')"""
_KEPT = f"""
SELECT p.paid_on, '', {_COLUMNS}, p.refused_on, p.refusal_code FROM old_part p
JOIN claim c ON c.id = p.claim_id
WHERE p.state = 'SHELVED' AND (p.paid_on IS NOT NULL OR p.refusal_code <> '')"""
_LISTS = """
SELECT required_by, expected_on, state, number, brand, id FROM shipment
WHERE (state = 'PACKING' AND required_by BETWEEN ? AND ?)
OR (state = 'SHIPPED' AND expected_on BETWEEN ? AND ?)"""


class DuePiece(NamedTuple):
    """A piece with the day it waits for; ``note`` is what asks for it."""

    day: date
    note: str
    id: int
    tag: str
    part_no: str
    part_name: str
    state: PartState
    place: str
    hazard: str
    amount_fen: int
    claim_id: int
    claim_number: str
    brand: str


class KeptPiece(NamedTuple):
    """A settled piece on the shelf; retention counts from ``paid_on``, else ``refused_on``."""

    piece: DuePiece
    paid_on: date | None
    refused_on: date | None
    refusal_code: str


class DueList(NamedTuple):
    """A return list that must leave, or arrive, on a day."""

    day: date
    leaves: bool
    number: str
    brand: str
    id: int


class DueDateStore:
    """Opens a reader of its own for every question, so that a worker may ask."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def returns(self, start: date, end: date) -> list[DuePiece]:
        """Return the pieces that must be back at the maker on days of a period."""
        return self._pieces(_BACK, start, end)

    def requests(self, start: date, end: date) -> list[DuePiece]:
        """Return the pieces that a request asks for on another day than their own."""
        return self._pieces(_ASKED, start, end)

    def disputes(self, start: date, end: date) -> list[DuePiece]:
        """Return the refused pieces whose dispute clock ends in a period."""
        return self._pieces(_DISPUTES, start, end)

    def lent(self, start: date, end: date) -> list[DuePiece]:
        """Return the pieces that are lent until a day of a period."""
        return self._pieces(_LENT, start, end)

    def asked_for(self) -> list[DuePiece]:
        """Return what the maker asked for and has not got; the day is that of its request."""
        with self._db.reader() as query:
            return [_piece(row) for row in query(_ASKED_FOR)]

    def settled(self) -> list[DuePiece]:
        """Return paid pieces that are to go back and are here; the day is that of payment."""
        with self._db.reader() as query:
            return [_piece(row) for row in query(_SETTLED)]

    def kept(self) -> list[KeptPiece]:
        """Return the settled pieces on the shelf, whose retention may end some day."""
        with self._db.reader() as query:
            rows = query(_KEPT)
        return [
            KeptPiece(
                _piece((date.min.isoformat(), *row[1:13])),
                day_of(row[0]),
                day_of(row[13]),
                row[14],
            )
            for row in rows
        ]

    def lists(self, start: date, end: date) -> list[DueList]:
        """Return the return lists that must leave, or are expected at the maker, in a period."""
        between = (start.isoformat(), end.isoformat())
        with self._db.reader() as query:
            rows = query(_LISTS, (*between, *between))
        return [
            DueList(
                date.fromisoformat(leave if state == "PACKING" else arrive),
                state == "PACKING",
                *rest,
            )
            for leave, arrive, state, *rest in rows
        ]

    def _pieces(self, sql: str, start: date, end: date) -> list[DuePiece]:
        with self._db.reader() as query:
            return [_piece(row) for row in query(sql, (start.isoformat(), end.isoformat()))]


def _piece(row: tuple[object, ...]) -> DuePiece:
    made = DuePiece(*row)  # type: ignore[arg-type]
    return made._replace(day=date.fromisoformat(str(made.day)), state=PartState(made.state))
