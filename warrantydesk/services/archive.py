"""The archive: everything ever filed, found while typing."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.services.bench import Bench
from warrantydesk.storage.journal import Entry
from warrantydesk.storage.search import NEWEST
from warrantydesk.storage.verify import Damage, verify, verify_folder

__all__ = ["ArchiveService", "ClaimList", "Damage", "verify_folder"]


@dataclass(frozen=True)
class ClaimList:
    """A set of claims under a title, newest first: the claims behind a number."""

    title: str
    ids: "array[int]"


class ArchiveService:
    """Searches, shows timelines, verifies."""

    one_sign_reach = NEWEST
    """How many of the newest claims a word of one sign is looked for in."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def search(
        self,
        text: str,
        facets: Mapping[str, Sequence[str]] | None = None,
        limit: int = 100,
        within: Sequence[int] | None = None,
    ) -> list[int]:
        """Return the newest claims that hold every word and fit the facets
        (``state``, ``type``, ``brand``, ``month``, ``year``, ``amount``).

        ``within`` are the ids of the only claims that are looked at, newest first.
        """
        if within is not None:
            return self._bench.stores.search.find_within(within, text, facets, limit)
        return self._bench.stores.search.find(text, facets, limit)

    def found_in(self, claim_id: int, word: str) -> tuple[str, str]:
        """Return the field of a claim that holds a word of a query, and the field's own text."""
        return self._bench.stores.search.found_in(claim_id, word)

    def summaries(self, ids: Sequence[int]) -> list[ClaimSummary]:
        """Return the rows of claims in the order of ``ids``."""
        return self._bench.stores.lists.claims(ids)

    def all_ids(self, order: str = "claim_number", descending: bool = True) -> "array[int]":
        """Return the ids of all claims in an order."""
        return self._bench.stores.lists.claim_ids(order, descending)

    def counts(self, column: str) -> dict[str, int]:
        """Return how many claims there are by state, type, year, month or amount class."""
        return self._bench.stores.lists.counts(column)

    def timeline(self, claim_id: int) -> list[Entry]:
        """Return the journal of a claim, oldest first."""
        return self._bench.stores.journal.entries("claim", claim_id)

    def verify(self, anchor: str = "") -> list[Damage]:
        """Compare rows, files and index with the journal; ``anchor`` is ``seq:head``."""
        return verify(self._bench.stores, anchor)

    def reindex(self) -> int:
        """Make the search index anew; returns the number of claims."""
        with self._bench.stores.db.transaction():
            return self._bench.stores.search.rebuild()

    @property
    def anchor(self) -> str:
        """Place and head of the journal, as printed on papers."""
        return self._bench.stores.journal.anchor
