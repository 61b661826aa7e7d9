"""Old parts on the shelf as the question of scrap sees them: who may go, who is kept."""

from datetime import date
from typing import NamedTuple

from warrantydesk.domain.old_part import PartState
from warrantydesk.storage.database import Database

_COLUMNS = """
SELECT p.id, p.tag, p.part_no, p.part_name, p.state, p.place, p.hazard, p.amount_fen, p.line,
       p.claim_id, c.claim_number, c.state, c.brand, p.return_required, p.return_by, p.paid_on,
       p.refused_on, p.refusal_code, p.requested_on
FROM old_part p JOIN claim c ON c.id = p.claim_id"""
_SETTLED = f"""{_COLUMNS} WHERE p.state = 'SHELVED'
AND (p.paid_on IS NOT NULL OR p.refusal_code <> '') ORDER BY p.id"""
_RELEASED = f"{_COLUMNS} WHERE p.state = 'SCRAP_OK' ORDER BY p.id"
_UNPAID = f"""{_COLUMNS} WHERE p.state = 'SHELVED' AND p.paid_on IS NULL AND p.refusal_code = ''
AND p.return_required = ? ORDER BY p.id LIMIT ?"""
_UNPAID_COUNT = """
SELECT return_required, count(*) FROM old_part
WHERE state = 'SHELVED' AND paid_on IS NULL AND refusal_code = '' GROUP BY return_required"""
_LINES = """
SELECT p.claim_id, p.line, c.claim_number, c.codes_maker_claim_number, c.state,
       c.brand, c.vehicle_vin, p.part_no, p.part_name, count(*), sum(p.amount_fen)
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.paid_on IS NULL AND p.state NOT IN
('EXPECTED', 'NO_PART', 'VOID', 'WRITTEN_OFF', 'SCRAPPED', 'ACCEPTED', 'REFUSED_FINAL')
AND c.state IN ('SUBMITTED', 'APPEALED', 'APPROVED', 'CLOSED')
GROUP BY p.claim_id, p.line ORDER BY p.claim_id, p.line LIMIT ?"""


class KeptPart(NamedTuple):
    """A piece on the shelf with what its scrap depends on."""

    id: int
    tag: str
    part_no: str
    part_name: str
    state: PartState
    place: str
    hazard: str
    amount_fen: int
    line: int
    claim_id: int
    claim_number: str
    claim_state: str
    brand: str
    return_required: bool
    return_by: date | None
    paid_on: date | None
    refused_on: date | None
    refusal_code: str
    requested_on: date | None


class UnpaidLine(NamedTuple):
    """A part line of a filed claim whose payment is not entered yet."""

    claim_id: int
    line: int
    claim_number: str
    maker_number: str
    claim_state: str
    brand: str
    vin: str
    part_no: str
    part_name: str
    pieces: int
    amount_fen: int


class KeptPartStore:
    """Opens a reader of its own for every question, so that a worker may ask."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def settled(self) -> list[KeptPart]:
        """Return the pieces on the shelf whose line is paid, or refused for good."""
        return self._read(_SETTLED)

    def released(self) -> list[KeptPart]:
        """Return the pieces that are released for scrap."""
        return self._read(_RELEASED)

    def unpaid(self, return_required: bool, limit: int) -> list[KeptPart]:
        """Return pieces on the shelf whose line is not settled, oldest first."""
        return self._read(_UNPAID, int(return_required), limit)

    def unpaid_counts(self) -> dict[bool, int]:
        """Return how many such pieces there are, by whether they must go back."""
        with self._db.reader() as query:
            return {bool(back): int(count) for back, count in query(_UNPAID_COUNT)}

    def unpaid_lines(self, limit: int) -> list[UnpaidLine]:
        """Return the part lines whose payment is not entered yet, oldest claim first."""
        with self._db.reader() as query:
            return [UnpaidLine(*row) for row in query(_LINES, (limit,))]

    def _read(self, sql: str, *values: int) -> list[KeptPart]:
        with self._db.reader() as query:
            return [_kept(row) for row in query(sql, values)]


def _kept(row: tuple[object, ...]) -> KeptPart:
    made = KeptPart(*row)  # type: ignore[arg-type]
    return made._replace(
        state=PartState(made.state),
        return_required=bool(made.return_required),
        return_by=_day(made.return_by),
        paid_on=_day(made.paid_on),
        refused_on=_day(made.refused_on),
        requested_on=_day(made.requested_on),
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
