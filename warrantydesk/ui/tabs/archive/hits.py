"""What was asked of the archive and what it answered; the rows are read as they are looked at."""

from array import array
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.services.archive import ClaimList
from warrantydesk.ui.kit.table import Source
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.words import plate_text

LIMIT = 5000
NEWEST_FIRST: Order = ("claim_number", True)
_EVERYTHING = 10**9
_LEAD, _BACK = 12, 4


class Hits(Source):
    """All claims, or those that a text and facets ask for; other orders sort the same ids."""

    def __init__(self, desk: Any) -> None:
        """Start with everything."""
        self._desk = desk
        self._orders: dict[Order, array[int]] = {}
        self._found: array[int] | None = None
        self.given: ClaimList | None = None
        """The only claims that are looked at, None for all."""
        self._why: dict[int, tuple[str, str]] = {}
        self.words: tuple[str, ...] = ()
        self.seconds = 0.0
        self.is_cut = False
        self.reaches = 0

    def ask(self, text: str, facets: Mapping[str, Sequence[str]]) -> None:
        """Ask anew; the answer is the newest ``LIMIT`` claims where a text was given."""
        began = perf_counter()
        self._why.clear()
        self.words = tuple(text.split())
        limit = LIMIT + 1 if self.words else _EVERYTHING
        within = self.given.ids if self.given is not None else None
        if self.words or facets or within is not None:
            archive = self._desk.archive
            found = (
                archive.search(text, facets, limit)
                if within is None
                else archive.search_within(within, text, facets, limit)
            )
            self._found = array("q", found[:LIMIT] if self.words else found)
        else:
            self._found = None
        self.is_cut = bool(self.words) and self._found is not None and len(found) > LIMIT
        self.reaches = self._reach(facets)
        self.seconds = perf_counter() - began

    def forget(self) -> None:
        """Read the orders again: claims have changed."""
        self._orders.clear()

    def total(self) -> int:
        """Return how many claims the archive holds."""
        return len(self._all(NEWEST_FIRST))

    def count(self) -> int:
        """Return how many claims were found."""
        return self.total() if self._found is None else len(self._found)

    def ids(self, order: Order | None) -> "array[int]":
        """Return the ids found, in order."""
        order = order or NEWEST_FIRST
        if self._found is None:
            return self._all(order)
        if order == NEWEST_FIRST:
            return self._found
        held = set(self._found)
        return array("q", [number for number in self._all(order) if number in held])

    def rows(self, ids: Sequence[int]) -> list[ClaimSummary]:
        """Return what the table shows of these claims."""
        found: list[ClaimSummary] = self._desk.archive.summaries(ids)
        return found

    def why(self, row: ClaimSummary) -> tuple[str, str]:
        """Return the field that was found and its text, where the row itself does not show it.

        It is read when the row is looked at: a page holds many more rows than are seen.
        """
        if row.id not in self._why:
            word = self._hidden_in(row)
            seen = bool(word) and not reads_only(self._desk.people.acting)
            self._why[row.id] = self._desk.archive.found_in(row.id, word) if seen else ("", "")
        return self._why[row.id]

    def _hidden_in(self, row: ClaimSummary) -> str:
        """Return the first word that the row does not show, empty where it shows them all."""
        plate = f"{row.plate}\n{plate_text(row.plate)}"
        shown = f"{row.claim_number}\n{plate}\n{row.complaint}".casefold()
        return next((word for word in self.words if word.casefold() not in shown), "")

    def _all(self, order: Order) -> "array[int]":
        if order not in self._orders:
            self._orders[order] = self._desk.archive.all_ids(*order)
        return self._orders[order]

    def _reach(self, facets: Mapping[str, Sequence[str]]) -> int:
        """Return in how many claims words of one sign were looked for, 0 where in all."""
        reach: int = self._desk.archive.one_sign_reach
        alone = self.words and not facets and all(len(word) == 1 for word in self.words)
        return reach if alone and self.given is None and self.total() > reach else 0


def reads_only(person: Person) -> bool:
    """Tell whether a person has no right but to read."""
    return set(person.roles) == {Role.READ_ONLY}


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return a text in one line that begins shortly before the first of the words."""
    flat = " ".join(text.split())
    low = flat.casefold()
    spots = [at for at in (low.find(word.casefold()) for word in words) if at >= 0]
    first = min(spots, default=0)
    return flat if first <= _LEAD else f"…{flat[first - _BACK :]}"
