"""All that a take-over from old sheets must know of the desk, each read once; writes nothing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warrantydesk.storage.database import Database

_CARS = """
SELECT v.id, v.vin,
  coalesce((SELECT plate FROM plate WHERE vehicle_id = v.id AND to_on IS NULL
            ORDER BY id DESC LIMIT 1), ''),
  coalesce((SELECT customer_id FROM ownership WHERE vehicle_id = v.id AND to_on IS NULL
            ORDER BY id DESC LIMIT 1), 0),
  v.model_code, v.engine_no, v.motor_no, v.gearbox_no, v.produced_on, v.invoiced_on, v.delivered_on
FROM vehicle v ORDER BY v.id"""
FACTS = (
    *("model_code", "engine_no", "motor_no", "gearbox_no"),
    *("produced_on", "invoiced_on", "delivered_on"),
)
"""What a sheet may tell of a car besides plate and owner."""
_CLAIMS = """
SELECT c.id, c.claim_number, c.codes_maker_claim_number, coalesce(t.number, ''), c.state,
  c.vehicle_vin, c.vehicle_plate, c.opened_on, c.total_fen, c.approved_fen,
  coalesce(a.settled_fen, 0), coalesce(a.paid_fen, 0), v.repair_order, c.visit_id
FROM claim c JOIN visit v ON v.id = c.visit_id
LEFT JOIN claim_account a ON a.claim_id = c.id
LEFT JOIN taken_over t ON t.kind = 'claim' AND t.thing_id = c.id AND t.void_reason = ''
WHERE c.state <> 'VOID' ORDER BY c.id"""
_LINES = """
SELECT claim_id, coalesce(nullif(old_part_no, ''), new_part_no), new_part_name, quantity
FROM part_line ORDER BY claim_id, position"""
_PULSE = """
SELECT (SELECT total(version) FROM customer), (SELECT total(version) FROM vehicle),
  (SELECT total(version) FROM claim), (SELECT total(version) FROM old_part),
  (SELECT total(version) FROM shelf_place), (SELECT total(version) FROM taken_over),
  (SELECT total(version) FROM claim_account)"""


class CarKey(NamedTuple):
    """A car by what a sheet may call it; ``owner`` is 0 where nobody is known.

    ``lacks`` are the facts that its file does not hold yet.
    """

    id: int
    vin: str
    plate: str
    owner: int
    lacks: frozenset[str] = frozenset()


class ClaimKey(NamedTuple):
    """A claim by its numbers, and how far it and its money are; net fen."""

    id: int
    number: str
    maker_number: str
    old_number: str
    state: str
    vin: str
    plate: str
    opened_on: str | None
    total_fen: int
    approved_fen: int | None
    settled_fen: int
    paid_fen: int
    repair_order: str
    visit_id: int


class LineOf(NamedTuple):
    """A part line by its part; of how many pieces."""

    part_no: str
    part_name: str
    quantity: int


class PieceOf(NamedTuple):
    """A piece by its claim and tag."""

    id: int
    claim_id: int
    line: int
    piece: int
    state: str
    part_no: str
    part_name: str
    maker_tag: str
    tag: str


class TakingReader:
    """Reads what is known, for rows of old sheets to be found again."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def people(self) -> list[tuple[int, str, str]]:
        """Return id, name and phone of every customer."""
        rows = self._db.query("SELECT id, name, phone FROM customer ORDER BY id")
        return [(int(number), str(name), str(phone)) for number, name, phone in rows]

    def cars(self) -> list[CarKey]:
        """Return every car with its present plate and owner."""
        return [
            CarKey(number, vin, plate, owner, frozenset(_lacking(told)))
            for number, vin, plate, owner, *told in self._db.query(_CARS)
        ]

    def claims(self) -> list[ClaimKey]:
        """Return every claim that is not void."""
        return [ClaimKey(*row) for row in self._db.query(_CLAIMS)]

    def pieces(self) -> list[PieceOf]:
        """Return every piece, void ones too."""
        names = ", ".join(PieceOf._fields)
        rows = self._db.query(f"SELECT {names} FROM old_part ORDER BY id")
        return [PieceOf(*row) for row in rows]

    def part_lines(self) -> dict[int, list[LineOf]]:
        """Return the part lines of each claim in their order."""
        found: dict[int, list[LineOf]] = {}
        for claim_id, *told in self._db.query(_LINES):
            found.setdefault(int(claim_id), []).append(LineOf(*told))
        return found

    def pulse(self) -> tuple[int, ...]:
        """Return figures that differ once anything of this has changed."""
        return tuple(int(number) for number in self._db.query(_PULSE)[0])


def _lacking(told: Sequence[object]) -> Iterator[str]:
    return (name for name, value in zip(FACTS, told, strict=True) if not value)
