"""All claims of a brand as flat keys, and what the ones that wait for an answer ask for.

A maker's list of answers names hundreds of claims by number, part or operation: they are found
in maps over these keys, never by a query a row.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import LabourLine, OtherLine, PartLine, PayBy
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.matching_keys import number_key
from warrantydesk.storage.database import Database
from warrantydesk.storage.statement_match import MAKER_KEY

_KEYS = """
SELECT id, claim_number, codes_maker_claim_number, state, submitted_at, total_fen, approved_fen
FROM claim WHERE brand = ? AND state <> 'VOID' ORDER BY id"""
_OF = "JOIN claim c ON c.id = l.claim_id WHERE c.brand = ? AND c.state IN ({states})"
_ORDER = "ORDER BY l.claim_id, l.position"


_NAMED = "SELECT c.id, c.claim_number FROM claim c"
_STANDS = "AND c.state <> 'VOID' ORDER BY c.id"
_BY_OWN = f"{_NAMED} WHERE c.claim_number = ?"
_BY_MAKER = f"{_NAMED} WHERE {MAKER_KEY} = ? AND c.codes_maker_claim_number <> '' {_STANDS}"
_BY_ORDER = f"{_NAMED} JOIN visit v ON v.id = c.visit_id WHERE v.repair_order = ? {_STANDS}"
_BY_VIN = f"{_NAMED} WHERE c.vehicle_vin = ? {_STANDS}"


class NamedClaim(NamedTuple):
    """A claim as lists of numbers mean it."""

    id: int
    number: str


class ClaimKey(NamedTuple):
    """What a list of the maker may name of a claim, and how far it is; amounts in fen."""

    id: int
    number: str
    maker_number: str
    state: str
    submitted_at: str | None
    total_fen: int
    approved_fen: int | None


class ClaimLookup:
    """Reads keys of claims, and their lines in bulk."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keys(self, brand: str) -> list[ClaimKey]:
        """Return all claims of a brand that are not void, in order of entry."""
        return [ClaimKey(*row) for row in self._db.query(_KEYS, (brand,))]

    def of_number(self, number: str) -> list[NamedClaim]:
        """Return the claim of one of our own numbers, void or not."""
        return self._named(_BY_OWN, number)

    def of_maker_number(self, number: str) -> list[NamedClaim]:
        """Return the claims of a maker's number, however it is written; not those that are void."""
        key = number_key(number)
        return self._named(_BY_MAKER, key) if key else []

    def of_order(self, repair_order: str) -> list[NamedClaim]:
        """Return the claims of a repair order that are not void."""
        return self._named(_BY_ORDER, repair_order)

    def of_vin(self, vin: str) -> list[NamedClaim]:
        """Return the claims of a VIN that are not void, oldest first."""
        return self._named(_BY_VIN, vin)

    def _named(self, sql: str, key: str) -> list[NamedClaim]:
        return [NamedClaim(*row) for row in self._db.query(sql, (key,))]

    def pulse(self) -> tuple[int, ...]:
        """Return figures that differ once a claim or an answer has changed."""
        found = self._db.query(
            "SELECT (SELECT count(*) FROM claim), (SELECT total(version) FROM claim),"
            " (SELECT count(*) FROM claim_answer)"
        )
        return tuple(int(number) for number in found[0])

    def lines(self, brand: str, states: tuple[State, ...]) -> dict[int, Claim]:
        """Return the lines of a brand's claims in some states, by claim; nothing else of them."""
        found: dict[int, dict[str, list[object]]] = {}
        for name, claim_id, line in self._lines(brand, states):
            found.setdefault(claim_id, {}).setdefault(name, []).append(line)
        return {
            claim_id: Claim(**{name: tuple(some) for name, some in kinds.items()})  # type: ignore[arg-type]
            for claim_id, kinds in found.items()
        }

    def _lines(self, brand: str, states: tuple[State, ...]) -> Iterator[tuple[str, int, object]]:
        marks = ",".join("?" * len(states))
        of, given = _OF.format(states=marks), (brand, *states)
        for number, new, old, quantity, price, pay in self._db.query(
            "SELECT l.claim_id, l.new_part_no, l.old_part_no, l.quantity, l.unit_price_fen,"
            f" l.pay_by FROM part_line l {of} {_ORDER}",
            given,
        ):
            yield (
                "part_lines",
                number,
                PartLine(
                    new_part_no=new,
                    old_part_no=old,
                    quantity=quantity,
                    unit_price_fen=price,
                    pay_by=PayBy(pay),
                ),
            )
        for number, code, hours, extra, price, pay in self._db.query(
            "SELECT l.claim_id, l.code, l.hours, l.extra_hours, l.unit_price_fen, l.pay_by"
            f" FROM labour_line l {of} {_ORDER}",
            given,
        ):
            yield (
                "labour_lines",
                number,
                LabourLine(
                    code=code,
                    hours=Decimal(hours),
                    extra_hours=Decimal(extra),
                    unit_price_fen=price,
                    pay_by=PayBy(pay),
                ),
            )
        for number, code, amount, pay in self._db.query(
            f"SELECT l.claim_id, l.code, l.amount_fen, l.pay_by FROM other_line l {of} {_ORDER}",
            given,
        ):
            yield "other_lines", number, OtherLine(code=code, amount_fen=amount, pay_by=PayBy(pay))
