"""Receipts and what they are for, read once for all sums of a month."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from warrantydesk.domain.settlement.month_figures import ListedReceipt

Query = Callable[..., list[tuple[Any, ...]]]
_RECEIPTS = """
SELECT id, number, received_on, payer, bank_ref, amount_fen, reverses, corrects
FROM receipt WHERE brand = ? ORDER BY received_on, id"""
_SHARES = """
SELECT receipt_id, booked_on, sum(CASE WHEN claim_id IS NULL THEN 0 ELSE net_fen END),
  sum(CASE WHEN claim_id IS NULL THEN net_fen ELSE 0 END), sum(tax_fen)
FROM receipt_share GROUP BY receipt_id, booked_on"""


class Came(NamedTuple):
    """A receipt as it is stored; fen with tax, the day as text."""

    id: int
    number: str
    received_on: str
    payer: str
    bank_ref: str
    amount_fen: int
    reverses: int | None
    corrects: str

    @property
    def first(self) -> int:
        """The receipt itself, or the one that it takes back."""
        return self.reverses or self.id


class Placed(NamedTuple):
    """What of a receipt was placed on a day: net for claims, net beside them, tax; fen."""

    receipt_id: int
    day: str
    claims_fen: int
    beside_fen: int
    tax_fen: int

    @property
    def whole_fen(self) -> int:
        """All of it."""
        return self.claims_fen + self.beside_fen + self.tax_fen


class MonthMoney:
    """The money of a brand, from its first receipt on, read by ``query`` when first asked for."""

    def __init__(self, query: Query, brand: str) -> None:
        self._query, self._brand = query, brand

    @cached_property
    def came(self) -> dict[int, Came]:
        """All receipts of the brand by id, in order of their days."""
        return {row[0]: Came(*row) for row in self._query(_RECEIPTS, (self._brand,))}

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """What they are for, by receipt and day."""
        return tuple(
            Placed(number, day or self.came[number].received_on, *sums)
            for number, day, *sums in self._query(_SHARES)
            if number in self.came
        )

    def received(self, first: str, last: str) -> int:
        """Return what came on the account between two days, with tax."""
        found = (one for one in self.came.values() if first <= one.received_on <= last)
        return sum(one.amount_fen for one in found)

    def shares(self, first: str, last: str) -> tuple[int, int, int]:
        """Return what was placed between two days: net for claims, net beside them, tax."""
        found = [one for one in self.placed if first <= one.day <= last]
        return (
            sum(one.claims_fen for one in found),
            sum(one.beside_fen for one in found),
            sum(one.tax_fen for one in found),
        )

    def paid(self, first: str, last: str) -> int:
        """Return what claims were paid between two days, net."""
        return self.shares(first, last)[0]

    def unallocated(self, last: str) -> Iterator[tuple[str, int]]:
        """Yield receipts until a day with what of them is for nothing yet, reversals set off."""
        left: dict[int, int] = {}
        for one in self.came.values():
            left[one.first] = left.get(one.first, 0) + one.amount_fen
        for part in self.placed:
            left[self.came[part.receipt_id].first] -= part.whole_fen
        for number, fen in left.items():
            if fen and self.came[number].received_on <= last:
                yield self.came[number].number, fen

    def listed(self, first: str, last: str) -> tuple[ListedReceipt, ...]:
        """Return the receipts between two days, with what of them is allocated."""
        given: dict[int, int] = {}
        for part in self.placed:
            given[part.receipt_id] = given.get(part.receipt_id, 0) + part.whole_fen
        return tuple(
            ListedReceipt(
                one.number,
                one.received_on,
                one.payer,
                one.bank_ref,
                one.amount_fen,
                given.get(one.id, 0),
                self.came[one.reverses].number if one.reverses in self.came else "",
                one.corrects,
            )
            for one in self.came.values()
            if first <= one.received_on <= last
        )
