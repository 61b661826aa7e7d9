"""Which rows belong to a person, or name one: asked when values are to be taken out."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from warrantydesk.storage.blocks import blocks, marks
from warrantydesk.storage.database import Database

_CLAIM = """
SELECT c.id, c.visit_id, c.claim_number, c.state, c.brand, c.vehicle_vin, c.vehicle_plate,
       c.owner_name, c.owner_phone, c.owner_contact, c.owner_contact_phone, c.owner_address,
       v.brought_by, v.brought_by_phone, v.customer_id
FROM claim c JOIN visit v ON v.id = c.visit_id WHERE """


class ClaimOf(NamedTuple):
    """What of a claim tells whose it is."""

    id: int
    visit_id: int
    claim_number: str
    state: str
    brand: str
    vin: str
    plate: str
    owner: str
    phone: str
    contact: str
    contact_phone: str
    address: str
    brought_by: str
    brought_by_phone: str
    customer_id: int | None

    @property
    def values(self) -> tuple[str, ...]:
        """The personal values of claim and visit."""
        return (*self[6:14],)


class PersonRows:
    """Reads which rows are a person's; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def customers(self, name: str, phone: str) -> list[int]:
        """Return the entries of customers with this name and phone."""
        return self._numbers("SELECT id FROM customer WHERE name = ? AND phone = ?", (name, phone))

    def visits(self, customers: Iterable[int]) -> list[int]:
        """Return the visits of customers."""
        return self._within("SELECT id FROM visit WHERE customer_id IN ({marks})", customers)

    def owned(self, customers: Iterable[int]) -> list[tuple[int, str, str | None]]:
        """Return which vehicles customers owned, from when and until when."""
        sql = "SELECT vehicle_id, from_on, to_on FROM ownership WHERE customer_id IN ({marks})"
        return [(int(car), start, end) for car, start, end in self._rows(sql, customers)]

    def plates(self, vehicle_id: int, from_on: str, to_on: str | None) -> list[tuple[int, str]]:
        """Return the plates a vehicle got during an ownership and gave up by its end."""
        found = self._db.query(
            "SELECT id, plate FROM plate WHERE vehicle_id = ? AND from_on >= ?"
            " AND (? IS NULL OR (to_on IS NOT NULL AND to_on <= ?)) ORDER BY id",
            (vehicle_id, from_on, to_on, to_on),
        )
        return [(int(number), str(plate)) for number, plate in found]

    def claims(self, column: str, ids: Iterable[int]) -> list[ClaimOf]:
        """Return claims by their ``id``, ``visit_id`` or ``vehicle_id``."""
        if column not in ("id", "visit_id", "vehicle_id"):
            raise ValueError(column)
        rows = self._rows(f"{_CLAIM} c.{column} IN ({{marks}}) ORDER BY c.id", ids)
        return [ClaimOf(*row) for row in rows]

    def signed(self, visits: Iterable[int]) -> list[str]:
        """Return the names under the papers of visits."""
        sql = "SELECT name FROM signature WHERE visit_id IN ({marks})"
        return [str(name) for (name,) in self._rows(sql, visits)]

    def of_visits(self, visits: Iterable[int]) -> dict[int, set[int]]:
        """Return all claims of visits."""
        found: dict[int, set[int]] = {}
        sql = "SELECT visit_id, id FROM claim WHERE visit_id IN ({marks})"
        for visit, claim in self._rows(sql, visits):
            found.setdefault(int(visit), set()).add(int(claim))
        return found

    def unredacted(self, claims: Iterable[int]) -> list[int]:
        """Return which of these claims still have their values."""
        sql = "SELECT id FROM claim WHERE id IN ({marks}) AND redaction_id IS NULL"
        return self._within(sql, claims)

    def running(self, customers: Iterable[int], vehicles: Iterable[int]) -> list[tuple[str, str]]:
        """Return what runs beside the claims: kind and number of complaints, demands, bookings."""
        complaints = self._rows(
            "SELECT 'complaint', number FROM complaint WHERE customer_id IN ({marks})"
            " AND stage IN ('OPEN', 'HANDLING') AND void_reason = ''",
            customers,
        )
        demands = self._rows(
            "SELECT 'demand', demanded_on FROM demand WHERE vehicle_id IN ({marks})"
            " AND finished_on IS NULL AND void_reason = ''",
            vehicles,
        )
        bookings = self._rows(
            "SELECT 'appointment', starts_at FROM appointment WHERE customer_id IN ({marks})"
            " AND state = 'BOOKED'",
            customers,
        )
        return [(str(kind), str(what)) for kind, what in (*complaints, *demands, *bookings)]

    def forget_words(self) -> None:
        """Write the search index anew without the words that were taken out of it.

        Its segments hold deleted terms until they are merged; inside the change.
        """
        self._db.execute("INSERT INTO search (search) VALUES ('optimize')")

    def leave_log(self) -> None:
        """Carry the write-ahead log over into the database, so that no former page stays in it."""
        self._db.query("PRAGMA wal_checkpoint(TRUNCATE)")

    def _numbers(self, sql: str, values: Sequence[Any]) -> list[int]:
        return [int(number) for (number,) in self._db.query(sql, values)]

    def _within(self, sql: str, ids: Iterable[int]) -> list[int]:
        return [int(number) for (number,) in self._rows(sql, ids)]

    def _rows(self, sql: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for some in blocks(ids):
            found += self._db.query(sql.format(marks=marks(some)), some)
        return found
